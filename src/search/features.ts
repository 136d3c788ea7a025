/**
 * A text as a sparse vector, for the models that learn from the guide: folded words, stems, four-letter pieces, and pairs
 * of neighbouring stems, each named by a hash of 32 bits.
 */
import type { Word } from './terms.js';

export interface Features {
  /** Hashes (signed 32 bits), each once; odd ones are stems. */
  ids: number[];
  /** Their values; the squares of those that come from words add up to 1, so that long texts say no more than short. */
  values: number[];
}

const STEM = 's';
const ALWAYS_VALUE = 0.5;
const SHAPE_VALUE = 0.3;
const LONGEST = 7;

/** What question and function words still say: much about how somebody asks, little about what. */
const SOFT = 0.6;
const NEIGHBOURS = 0.8;
const NEXT_BUT_ONE = 0.55;
const ROOT = 5;
/** A long story is cut: what is asked stands at its start or its end. */
const MOST_WORDS = 80;

/** `asks`: whether the text holds a question mark. */
export function featuresOf(all: readonly Word[], asks: boolean): Features {
  const words =
    all.length <= MOST_WORDS
      ? all
      : [...all.slice(0, MOST_WORDS / 2), ...all.slice(all.length - MOST_WORDS / 2)];
  const found = new Map<number, number>();
  const put = (kind: string, text: string, value: number) => {
    const id = hashOf(kind, text);
    if (value > (found.get(id) ?? 0)) found.set(id, value);
  };
  for (const [at, word] of words.entries()) {
    const weight = word.weight < 1 ? SOFT : 1;
    put('w', word.folded, weight);
    put(STEM, word.stem, weight);
    const piece = weight / Math.sqrt(word.grams.length);
    for (const gram of word.grams) put('g', gram, piece);
    const root = word.stem.slice(0, ROOT);
    const next = words[at + 1];
    if (next) put('p', `${root} ${next.stem.slice(0, ROOT)}`, NEIGHBOURS);
    const after = words[at + 2];
    if (after) put('q', `${root} ${after.stem.slice(0, ROOT)}`, NEXT_BUT_ONE);
  }
  let squares = 0;
  for (const value of found.values()) squares += value * value;
  const length = Math.sqrt(squares) || 1;
  const shape: [number, number][] = [
    [hashOf('#', 'always'), ALWAYS_VALUE],
    [hashOf('#', `length ${Math.min(LONGEST, Math.floor(Math.log2(words.length + 1)))}`), SHAPE_VALUE],
    ...(asks ? [[hashOf('#', 'asks'), SHAPE_VALUE] satisfies [number, number]] : []),
  ];
  return {
    ids: [...found.keys(), ...shape.map(([id]) => id)],
    values: [...Array.from(found.values(), (value) => value / length), ...shape.map(([, value]) => value)],
  };
}

/** FNV-1a over kind and text, mixed once more so that the bits are even (as in MurmurHash3). */
function hashOf(kind: string, text: string): number {
  let hash = Math.imul(0x811c9dc5 ^ kind.charCodeAt(0), 0x01000193);
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return kind === STEM ? hash | 1 : hash & ~1;
}

/** Whether a feature is the stem of a word: how rare it may be is asked of the others only. */
export function isStem(id: number): boolean {
  return (id & 1) === 1;
}
