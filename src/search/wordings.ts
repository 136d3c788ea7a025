/**
 * How near a question is to single wordings of a topic: twice what both say over all that both say. 0..1 and comparable
 * between questions, which lunr's own score is not.
 */
import type { EditedLanguage } from '../language/index.js';
import type { Word } from './terms.js';

/** One thing said about a topic, as words. */
export interface Sample {
  topic: string;
  language: EditedLanguage | 'und';
  kind: 'title' | 'summary' | 'block' | 'question' | 'term';
  text: string;
  words: readonly Word[];
}

interface KnownWord {
  folded: string;
  stem: string;
  pieces: number;
  /** Wordings that contain it, and all topics that do, in wordings or text. */
  wordings: number[];
  topics: Set<string>;
}

interface Wording {
  sample: Sample;
  mass: number;
}

export interface Near {
  topic: string;
  /** The nearest wording, and the mean of the three nearest. */
  nearest: number;
  nearestThree: number;
  title: number;
  /** Share of the question that the topic says anywhere. */
  coverage: number;
  wording: string | undefined;
}

export interface Nearness {
  /** Of every topic that shares a word, or most letters of one, with the question. */
  of(asked: readonly Word[], language: EditedLanguage): Map<string, Near>;
  /** 0..1: a word that stands in every wording of its language says little. */
  rarity(word: Word): number;
  /** Whether any entry holds exactly this word. */
  knows(folded: string): boolean;
}

const SAME_STEM = 0.95;
/** Words with fewer letters in common are different words. */
const FEWEST_SHARED = 0.5;
const LEAST_LETTERS = 4;
const OTHER_LANGUAGE = 0.8;
const SAMPLES_A_STEP = 10;

/** Yields between steps of a few milliseconds. */
export function* nearnessInSteps(samples: readonly Sample[]): Generator<void, Nearness> {
  const known: KnownWord[] = [];
  const byWord = new Map<string, number>();
  const byFolded = new Map<string, number[]>();
  const byStem = new Map<string, number[]>();
  const byPiece = new Map<string, number[]>();
  const wordings: Wording[] = [];
  const saidIn = new Map<string, number>();

  const add = (map: Map<string, number[]>, key: string, value: number) => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };

  for (const [position, sample] of samples.entries()) {
    if (position % SAMPLES_A_STEP === SAMPLES_A_STEP - 1) yield;
    const isWording = sample.kind !== 'block' && sample.kind !== 'summary';
    const wordingId = isWording ? wordings.push({ sample, mass: 0 }) - 1 : -1;
    for (const word of sample.words) {
      const key = `${word.folded} ${word.stem}`;
      let id = byWord.get(key);
      if (id === undefined) {
        id = known.length;
        known.push({
          folded: word.folded,
          stem: word.stem,
          pieces: word.grams.length,
          wordings: [],
          topics: new Set(),
        });
        byWord.set(key, id);
        add(byFolded, word.folded, id);
        add(byStem, word.stem, id);
        if (word.folded.length >= LEAST_LETTERS) for (const gram of word.grams) add(byPiece, gram, id);
      }
      const entry = known[id];
      entry?.topics.add(sample.topic);
      if (isWording && entry?.wordings.at(-1) !== wordingId) entry?.wordings.push(wordingId);
    }
    if (isWording)
      for (const stem of new Set(sample.words.map((word) => word.stem)))
        saidIn.set(stem, (saidIn.get(stem) ?? 0) + 1);
  }
  yield;

  const languages = Math.max(1, new Set(samples.map((sample) => sample.language)).size);
  const perLanguage = Math.max(1, wordings.length / languages);
  const rarity = (word: Word) =>
    Math.log(1 + perLanguage / ((saidIn.get(word.stem) ?? 0) + 1)) / Math.log(1 + perLanguage);
  const massOf = (word: Word) => word.weight * rarity(word) * Math.sqrt(Math.min(word.folded.length, 10));
  for (const wording of wordings)
    wording.mass = wording.sample.words.reduce((sum, word) => sum + massOf(word), 0);

  /** Known words like the asked one, with how like they are. */
  function alike(word: Word): Map<number, number> {
    const found = new Map<number, number>();
    if (word.folded.length >= LEAST_LETTERS) {
      const shared = new Map<number, number>();
      for (const gram of word.grams)
        for (const id of byPiece.get(gram) ?? []) shared.set(id, (shared.get(id) ?? 0) + 1);
      for (const [id, pieces] of shared) {
        const dice = (2 * pieces) / (word.grams.length + (known[id]?.pieces ?? 0));
        if (dice >= FEWEST_SHARED) found.set(id, Math.min(dice, SAME_STEM));
      }
    }
    for (const id of byStem.get(word.stem) ?? []) found.set(id, SAME_STEM);
    for (const id of byFolded.get(word.folded) ?? []) found.set(id, 1);
    return found;
  }

  function of(asked: readonly Word[], language: EditedLanguage): Map<string, Near> {
    const both = new Map<number, number>();
    const covered = new Map<string, number>();
    let total = 0;
    for (const word of asked) {
      const mass = massOf(word);
      total += mass;
      const bestOfWording = new Map<number, number>();
      const bestOfTopic = new Map<string, number>();
      for (const [id, like] of alike(word)) {
        const entry = known[id];
        if (!entry) continue;
        for (const wording of entry.wordings)
          if (like > (bestOfWording.get(wording) ?? 0)) bestOfWording.set(wording, like);
        for (const topic of entry.topics)
          if (like > (bestOfTopic.get(topic) ?? 0)) bestOfTopic.set(topic, like);
      }
      for (const [wording, like] of bestOfWording) both.set(wording, (both.get(wording) ?? 0) + like * mass);
      for (const [topic, like] of bestOfTopic) covered.set(topic, (covered.get(topic) ?? 0) + like * mass);
    }

    const nearOf = new Map<string, { value: number; sample: Sample }[]>();
    for (const [id, shared] of both) {
      const wording = wordings[id];
      if (!wording || total + wording.mass === 0) continue;
      const { sample, mass } = wording;
      const own = sample.language === language || sample.language === 'und';
      // the one who says less is not punished in full for it
      const value = Math.min(1, shared / (0.25 * Math.min(total, mass) + 0.375 * (total + mass)));
      const list = nearOf.get(sample.topic) ?? [];
      nearOf.set(sample.topic, list);
      list.push({ value: own ? value : value * OTHER_LANGUAGE, sample });
    }

    const found = new Map<string, Near>();
    for (const [topic, share] of covered) {
      const near = (nearOf.get(topic) ?? []).sort((a, b) => b.value - a.value);
      found.set(topic, {
        topic,
        nearest: near[0]?.value ?? 0,
        nearestThree: near.slice(0, 3).reduce((sum, { value }) => sum + value, 0) / 3,
        title: near.find(({ sample }) => sample.kind === 'title')?.value ?? 0,
        coverage: total > 0 ? share / total : 0,
        wording: near[0]?.sample.text,
      });
    }
    return found;
  }

  return { of, rarity, knows: (folded) => byFolded.has(folded) };
}
