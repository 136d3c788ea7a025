/** From evidence about topics to one score each, 0..1. */

/** What speaks for one topic. */
export interface Evidence {
  /** Sum of the learnt weights of the question's words; above 0 for this topic, below 0 against it. */
  learnt: number;
  /** lunr over all wordings of the topic: its part of all topics' squared scores, 0..1. */
  wordings: number;
  /** lunr over its text, likewise. */
  body: number;
}

/**
 * Weights of a softmax over topics, and of the gate that asks how much of the question the guide knows at all. Fitted by
 * `scripts/fit-search.ts` on the sample questions, each asked of an index that was built without it.
 */
const WEIGHTS: Readonly<Evidence> = { learnt: 1.34, wordings: 5, body: 2.7 };
const GATE = { bias: 0.48, known: 2.5 };

/** Nobody can be sure of a question of which less than this is known (set by hand: samples hold no such questions). */
const ENOUGH_KNOWN = 0.3;

/**
 * About how probable each topic is; they add up to less than 1 as far as the question may be about none of them.
 * `known`: share of the question's words that stand in the guide, 0..1.
 */
export function scores(evidence: ReadonlyMap<string, Evidence>, known: number): Map<string, number> {
  const sums = [...evidence].map(([topic, seen]) => ({ topic, sum: sumOf(seen) }));
  const highest = Math.max(...sums.map(({ sum }) => sum));
  const total = sums.reduce((all, { sum }) => all + Math.exp(sum - highest), 0);
  const about = Math.min(1, known / ENOUGH_KNOWN) / (1 + Math.exp(-GATE.bias - GATE.known * known));
  return new Map(sums.map(({ topic, sum }) => [topic, (about * Math.exp(sum - highest)) / total]));
}

function sumOf(seen: Evidence): number {
  return WEIGHTS.learnt * seen.learnt + WEIGHTS.wordings * seen.wordings + WEIGHTS.body * seen.body;
}
