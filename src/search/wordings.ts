/**
 * How near a question is to one wording of a topic: the share of what was asked that the wording says too, and the
 * other way round. 0..1 and comparable between questions, which lunr's own score is not.
 */
import type { Word } from './terms.js';

/** How rare a word is over all wordings of its language: a word of every question says little. */
export type Rarity = (word: Word) => number;

interface KnownWord {
  folded: string;
  stem: string;
  grams: readonly string[];
  mass: number;
}

export interface Wording {
  topic: string;
  language: string;
  kind: 'title' | 'question' | 'term';
  text: string;
  words: readonly KnownWord[];
  mass: number;
  stems: ReadonlyMap<string, KnownWord>;
}

/** A stem in common counts a little less than the very word; half of the letters in common is the least that counts. */
const SAME_STEM = 0.95;
const FEWEST_SHARED = 0.5;

export function massOf(word: Word, rarity: Rarity): number {
  return word.weight * rarity(word) * Math.sqrt(Math.min(word.folded.length, 10));
}

export function wording(
  from: { topic: string; language: string; kind: 'title' | 'question' | 'term'; text: string },
  found: readonly Word[],
  rarity: Rarity,
): Wording {
  const known = found.map((word) => ({
    folded: word.folded,
    stem: word.stem,
    grams: word.grams,
    mass: massOf(word, rarity),
  }));
  return {
    ...from,
    words: known,
    mass: known.reduce((sum, word) => sum + word.mass, 0),
    stems: new Map(known.flatMap((word) => [[word.stem, word] as const, [word.folded, word] as const])),
  };
}

function likeness(asked: Word, known: KnownWord): number {
  if (asked.folded === known.folded) return 1;
  if (asked.stem === known.stem) return SAME_STEM;
  if (asked.folded.length < 4 || known.folded.length < 4) return 0;
  let shared = 0;
  for (const gram of asked.grams) if (known.grams.includes(gram)) shared += 1;
  const dice = (2 * shared) / (asked.grams.length + known.grams.length);
  return dice >= FEWEST_SHARED ? dice : 0;
}

/** 0..1: twice what both say, over all that both say, each word by its mass. */
export function nearness(
  asked: readonly Word[],
  masses: readonly number[],
  total: number,
  to: Wording,
): number {
  if (total === 0 || to.mass === 0) return 0;
  let both = 0;
  for (const [position, word] of asked.entries()) {
    const mass = masses[position] ?? 0;
    const same = to.stems.get(word.folded) ?? to.stems.get(word.stem);
    let best = same ? likeness(word, same) : 0;
    if (!same) for (const known of to.words) best = Math.max(best, likeness(word, known));
    both += best * mass;
  }
  // a wording may say more than was asked, and less: the shorter one is not punished in full
  const least = Math.min(total, to.mass);
  const mean = (total + to.mass) / 2;
  return Math.min(1, both / (0.25 * least + 0.75 * mean));
}
