/** Builds one immutable `Search` from the entries of a generation. */

import { type EditedLanguage, editedLanguage, type WrittenForm } from '../language/index.js';
import { associationInSteps } from './association.js';
import type { Search, SearchEntry, SearchHit } from './index.js';
import { indexInSteps, type LunrDocument, type LunrField } from './lunr-index.js';
import { type Evidence, scores } from './ranking.js';
import { analyse, analyser, type Word } from './terms.js';
import { nearnessInSteps, type Sample } from './wordings.js';

const FIELDS: readonly LunrField[] = [
  { name: 'w', boost: 1 },
  { name: 's', boost: 1 },
  { name: 'g', boost: 1 },
];

/** Topics in one answer, if nothing else is asked for. */
const MOST_HITS = 12;
/** What stands in another language than the question's counts less. */
const OTHER_LANGUAGE = 0.8;
const ENTRIES_A_STEP = 10;
/** Shorter words are not looked up with a typo: too many are one letter away. */
const SHORTEST_TYPO = 4;

/** A lunr document: all wordings of a topic in one language, or all its text. */
interface Part {
  topic: string;
  language: EditedLanguage | 'und';
  what: 'wordings' | 'body';
  words: Word[];
}

function sampleOf({ topic, language, kind, text }: SearchEntry, read: typeof analyse): Sample {
  const edited = language === 'und' ? 'und' : editedLanguage(language);
  // wordings of no language ("ok", "SOS") are read as Russian: only their endings would tell
  return { topic, language: edited, kind, text, words: read(text, edited === 'und' ? 'ru' : edited) };
}

function partsOf(samples: readonly Sample[]): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const { topic, language, kind, words } of samples) {
    const what = kind === 'block' || kind === 'summary' ? 'body' : 'wordings';
    const ref = `${what}|${topic}|${language}`;
    const part = parts.get(ref) ?? { topic, language, what, words: [] };
    parts.set(ref, part);
    part.words.push(...words);
  }
  return parts;
}

function* documents(parts: ReadonlyMap<string, Part>): Generator<LunrDocument> {
  for (const [ref, { what, words }] of parts) {
    // pieces find misspelt words; the wordings hold those people misspell, and running text would triple the index
    const spelt = what === 'wordings' ? words : [];
    yield {
      ref,
      terms: {
        w: words.map((word) => `w:${word.folded}`),
        s: words.map((word) => `s:${word.stem}`),
        g: spelt.flatMap((word) => word.grams.map((gram) => `g:${gram}`)),
      },
    };
  }
}

/** Yields between steps of a few milliseconds; the result is the same whatever the pauses. */
export function* searchInSteps(entries: readonly SearchEntry[], generation: number): Generator<void, Search> {
  const samples: Sample[] = [];
  const read = analyser();
  for (const [position, entry] of entries.entries()) {
    if (position % ENTRIES_A_STEP === ENTRIES_A_STEP - 1) yield;
    const sample = sampleOf(entry, read);
    if (sample.words.length > 0) samples.push(sample);
  }
  const nearness = yield* nearnessInSteps(samples);
  const association = yield* associationInSteps(samples);
  const texts = partsOf(samples);
  const index = yield* indexInSteps(FIELDS, documents(texts));
  // only what a hit is named by stays; the words are in the index
  const parts = new Map(
    [...texts].map(([ref, { topic, language, what }]) => [ref, { topic, language, what }]),
  );

  /** lunr's best score of each topic, wordings and text apart. Only terms of our own reach lunr, never the text. */
  function retrieved(asked: readonly Word[], language: EditedLanguage) {
    const found = { wordings: new Map<string, number>(), body: new Map<string, number>() };
    const results = index.query((query) => {
      for (const word of asked) {
        const boost = word.weight * nearness.rarity(word);
        const options = { boost, usePipeline: false };
        query.term(`w:${word.folded}`, { ...options, fields: ['w'] });
        query.term(`s:${word.stem}`, { ...options, fields: ['s'] });
        // the dear part of a query: pieces and typos are looked up only for words that stand nowhere in the index
        if (nearness.knows(word.folded)) continue;
        for (const gram of word.grams)
          query.term(`g:${gram}`, { ...options, fields: ['g'], boost: boost / word.grams.length });
        if (word.folded.length >= SHORTEST_TYPO)
          query.term(`w:${word.folded}`, { ...options, fields: ['w'], boost: boost / 2, editDistance: 1 });
      }
    });
    for (const { ref, score } of results) {
      const part = parts.get(ref);
      if (!part) continue;
      const own = part.language === language || part.language === 'und';
      const value = own ? score : score * OTHER_LANGUAGE;
      found[part.what].set(part.topic, Math.max(found[part.what].get(part.topic) ?? 0, value));
    }
    return found;
  }

  function evidence(text: string, language: EditedLanguage) {
    const found = new Map<string, Evidence & { wording?: string | undefined }>();
    const asked = analyse(text, language);
    if (asked.length === 0) return found;
    const { wordings, body } = retrieved(asked, language);
    const near = nearness.of(asked, language);
    const associated = association.of(asked);
    const allWordings = squares(wordings);
    const allBody = squares(body);
    const share = (value = 0, all: number) => (all > 0 ? value ** 2 / all : 0);
    for (const topic of new Set([...near.keys(), ...wordings.keys(), ...body.keys()])) {
      const seen = near.get(topic);
      found.set(topic, {
        wordings: share(wordings.get(topic), allWordings),
        body: share(body.get(topic), allBody),
        nearest: seen?.nearest ?? 0,
        nearestThree: seen?.nearestThree ?? 0,
        title: seen?.title ?? 0,
        coverage: seen?.coverage ?? 0,
        association: associated.get(topic) ?? 0,
        wording: seen?.wording,
      });
    }
    return found;
  }

  function find(text: string, options: { language: WrittenForm; limit?: number }) {
    const seen = evidence(text, editedLanguage(options.language));
    const best = [...scores(seen)]
      .sort(([topic, score], [other, otherScore]) => otherScore - score || (topic < other ? -1 : 1))
      .slice(0, options.limit ?? MOST_HITS);
    const hits: SearchHit[] = best.flatMap(([topic, score]) => {
      const found = seen.get(topic);
      if (!found) return [];
      const { wording, ...counted } = found;
      return [{ topic, score, why: reasons(counted, wording), evidence: counted }];
    });
    return { generation, hits };
  }

  return { generation, find };
}

function squares(scores: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const score of scores.values()) sum += score ** 2;
  return sum;
}

function reasons(seen: Evidence, wording: string | undefined): string[] {
  const shown = (value: number) => value.toFixed(2);
  return [
    `wordings ${shown(seen.wordings)}`,
    `text ${shown(seen.body)}`,
    `nearest wording ${shown(seen.nearest)}${wording === undefined ? '' : `: ${wording}`}`,
    `three nearest ${shown(seen.nearestThree)}`,
    `title ${shown(seen.title)}`,
    `share of the question known ${shown(seen.coverage)}`,
    `words of this topic ${shown(seen.association)}`,
  ];
}

/** The search over `entries`, built in one go. Pure: the same entries give the same answers. */
export function buildSearch(entries: readonly SearchEntry[], generation: number): Search {
  const steps = searchInSteps(entries, generation);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
