/** From the entries of a generation to its stored form (heavy, for a worker thread), and from there to a `Search`. */

import { type EditedLanguage, editedLanguage, type WrittenForm } from '../language/index.js';
import { featuresOf } from './features.js';
import type { DangerOdds, Search, SearchEntry, SearchHit } from './index.js';
import {
  buildLexical,
  type Lexical,
  type LexicalDocument,
  type LexicalStore,
  openLexical,
} from './lexical.js';
import { type LearntSample, type LinearModel, linearSums, softmax, trainLinear } from './linear.js';
import { type Evidence, scores } from './ranking.js';
import { analyse, analyser, foldedWord, type Word } from './terms.js';

/** All that is made of the entries. */
export interface SearchStore {
  lexical: LexicalStore;
  /** Labels are topics, and kinds of danger with `DANGER` before them. */
  model: LinearModel;
}

/** Topics in one answer, if nothing else is asked for. */
const MOST_HITS = 12;
const FEWEST_WORDS = 3;
const MOST_MENDED = 8;

/** What one entry of a kind is worth to learn from; a sentence of the guide less than words people use. */
const WORTH: Record<SearchEntry['kind'], number> = {
  question: 1,
  title: 1,
  term: 0.6,
  summary: 0.5,
  block: 0.3,
  danger: 1,
  'danger-phrase': 0.7,
};
const TRAINING = { rounds: 4, rate: 1.5 };
const DANGER = 'danger:';
/** What sounds like danger and is none: neither a card nor a topic. */
const CALM = `${DANGER}none`;

/** Pure: the same entries give the same store. Some nine seconds of work for the whole guide, more for more entries. */
export function buildStore(entries: readonly SearchEntry[]): SearchStore {
  const read = analyser();
  const documents = new Map<string, LexicalDocument & { words: Word[] }>();
  const samples: LearntSample[] = [];
  for (const entry of entries) {
    const { kind, topic, also, text } = entry;
    const language = languageOf(entry);
    const parts = (kind === 'block' ? sentencesOf(text) : [text]).map((part) => ({
      part,
      words: read(part, language),
    }));
    const danger = kind === 'danger' || kind === 'danger-phrase';
    const label = danger ? DANGER + topic : topic;
    for (const { part, words } of parts)
      if (words.length >= (kind === 'block' ? FEWEST_WORDS : 1))
        samples.push({
          features: featuresOf(words, asks(part)),
          label,
          second: also,
          weight: WORTH[kind],
          seldom: kind === 'block',
        });
    if (danger) continue;
    const spelt = kind !== 'block' && kind !== 'summary';
    const ref = `${spelt ? 'wordings' : 'body'}|${topic}`;
    const document = documents.get(ref) ?? { ref, words: [], spelt };
    documents.set(ref, document);
    for (const { words } of parts) document.words.push(...words);
  }
  return { lexical: buildLexical(documents.values()), model: trainLinear(samples, TRAINING) };
}

function languageOf({ language }: SearchEntry): EditedLanguage {
  // wordings of no language ("ok", "SOS") are read as Russian: only their endings would tell
  return language === 'und' ? 'ru' : editedLanguage(language);
}

function asks(text: string): boolean {
  return text.includes('?');
}

function sentencesOf(text: string): string[] {
  return text.split(/[\n.!?]+/u).filter((part) => part.trim() !== '');
}

/** Takes the store over; yields between steps of about a millisecond. */
export function* openStore(store: SearchStore, generation: number): Generator<void, Search> {
  const lexical = yield* openLexical(store.lexical);
  const { model } = store;

  function find(text: string, options: { language: WrittenForm; limit?: number }) {
    const language = editedLanguage(options.language);
    const asked = mended(lexical, analyse(text, language), language);
    if (asked.length === 0) return { generation, hits: [], danger: null, known: 0 };
    const known = knownShare(lexical, asked);
    const learnt = linearSums(model, featuresOf(asked, asks(text)));
    const evidence = evidenceOf(lexical, model, asked, learnt);
    const best = [...scores(evidence, known)]
      .sort(([topic, score], [other, otherScore]) => otherScore - score || (topic < other ? -1 : 1))
      .slice(0, options.limit ?? MOST_HITS);
    const hits = best.flatMap(([topic, score], place): SearchHit[] => {
      const seen = evidence.get(topic);
      if (!seen) return [];
      const why = place < MOST_EXPLAINED ? reasons(seen, topic, model, lexical, asked) : [];
      return [{ topic, score, evidence: seen, why }];
    });
    return { generation, hits, danger: known > 0 ? dangerOf(model, learnt) : null, known };
  }

  return { generation, find };
}

/**
 * Words nobody knows, read as the known ones that are one letter away: a typo in every word leaves few pieces whole.
 * Only the first of many: looking for them is the dearest part.
 */
function mended(lexical: Lexical, asked: readonly Word[], language: EditedLanguage): Word[] {
  let tried = 0;
  return asked.map((word) => {
    if (tried >= MOST_MENDED || lexical.knows(word)) return word;
    tried += 1;
    const known = lexical.mended(word);
    return known === null ? word : foldedWord(known, language);
  });
}

function knownShare(lexical: Lexical, asked: readonly Word[]): number {
  let all = 0;
  let known = 0;
  for (const word of asked) {
    const mass = word.weight * Math.sqrt(Math.min(word.folded.length, 10));
    all += mass;
    // a single letter is known everywhere and says nothing
    if (word.folded.length > 1 && lexical.knows(word)) known += mass;
  }
  return all > 0 ? known / all : 0;
}

function evidenceOf(
  lexical: Lexical,
  { labels }: LinearModel,
  asked: readonly Word[],
  learnt: Float64Array,
): Map<string, Evidence> {
  const found = { wordings: new Map<string, number>(), body: new Map<string, number>() };
  for (const { ref, score } of lexical.scores(asked)) {
    const [what = '', topic = ''] = ref.split('|');
    (what === 'wordings' ? found.wordings : found.body).set(topic, score);
  }
  const allWordings = squares(found.wordings);
  const allBody = squares(found.body);
  const share = (value = 0, all: number) => (all > 0 ? value ** 2 / all : 0);
  const evidence = new Map<string, Evidence>();
  for (const [number, topic] of labels.entries()) {
    if (topic.startsWith(DANGER)) continue;
    evidence.set(topic, {
      learnt: learnt[number] ?? 0,
      wordings: share(found.wordings.get(topic), allWordings),
      body: share(found.body.get(topic), allBody),
    });
  }
  return evidence;
}

function squares(values: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const value of values.values()) sum += value ** 2;
  return sum;
}

function dangerOf({ labels }: LinearModel, learnt: Float64Array): DangerOdds | null {
  const shares = softmax(Float64Array.from(learnt));
  const cards = new Map<string, number>();
  let danger = 0;
  for (const [number, label] of labels.entries()) {
    if (!label.startsWith(DANGER) || label === CALM) continue;
    const share = shares[number] ?? 0;
    danger += share;
    cards.set(label.slice(DANGER.length), share);
  }
  if (cards.size === 0) return null;
  for (const [card, share] of cards) cards.set(card, share / Math.max(danger, LEAST));
  return { odds: Math.log(Math.max(danger, LEAST) / Math.max(1 - danger, LEAST)), cards };
}

const LEAST = 1e-12;
/** Hits that come with their reasons; the others' would cost time and nobody reads them. */
const MOST_EXPLAINED = 1;
const MOST_REASONS = 4;

/** The evidence as numbers, and the words that spoke most for the topic, as far as entries hold them. */
function reasons(
  seen: Evidence,
  topic: string,
  model: LinearModel,
  lexical: Lexical,
  asked: readonly Word[],
): string[] {
  const number = model.labels.indexOf(topic);
  const words = asked
    .filter((word) => lexical.knows(word))
    .map((word) => ({ stem: word.stem, sum: linearSums(model, featuresOf([word], false))[number] ?? 0 }))
    .sort((a, b) => b.sum - a.sum)
    .slice(0, MOST_REASONS)
    .filter(({ sum }) => sum > 0);
  return [
    `learnt ${seen.learnt.toFixed(2)}${words.length > 0 ? `: ${words.map(({ stem, sum }) => `${stem} ${sum.toFixed(1)}`).join(', ')}` : ''}`,
    `wordings ${seen.wordings.toFixed(2)}`,
    `text ${seen.body.toFixed(2)}`,
  ];
}

/** The search over `entries`, built in one go. Pure: the same entries give the same answers. */
export function buildSearch(entries: readonly SearchEntry[], generation: number): Search {
  const steps = openStore(buildStore(entries), generation);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
