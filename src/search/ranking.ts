/** From evidence about topics to one score each, 0..1. */

/** What speaks for one topic, each 0..1 unless it says otherwise. */
export interface Evidence {
  /** lunr over all wordings of the topic together: its part of all topics' squared scores. */
  wordings: number;
  /** lunr over its text, likewise. */
  body: number;
  /** The nearest single wording, and the mean of the three nearest. */
  nearest: number;
  nearestThree: number;
  /** The title, as if it were a wording. */
  title: number;
  /** Share of the question that occurs anywhere in the topic. */
  coverage: number;
  /** Whether the words belong to this topic rather than to others; may be less than 0. */
  association: number;
}

/**
 * Weights of a softmax over topics, and of the gate that asks whether the question is about the guide at all. Fitted by
 * `scripts/fit-search.ts` on the sample questions, each left out of the index it was asked.
 */
const WEIGHTS: Readonly<Record<keyof Evidence, number>> = {
  wordings: 0,
  body: 6.1,
  nearest: 0.3,
  nearestThree: 2.8,
  title: 0.7,
  coverage: 3.4,
  association: 26.3,
};
const GATE = { bias: -2, nearest: 0, coverage: 7 };

function sumOf(seen: Evidence): number {
  return (
    WEIGHTS.wordings * seen.wordings +
    WEIGHTS.body * seen.body +
    WEIGHTS.nearest * seen.nearest +
    WEIGHTS.nearestThree * seen.nearestThree +
    WEIGHTS.title * seen.title +
    WEIGHTS.coverage * seen.coverage +
    WEIGHTS.association * seen.association
  );
}

/** About how probable each topic is; they add up to less than 1 as far as the question may be about none of them. */
export function scores(evidence: ReadonlyMap<string, Evidence>): Map<string, number> {
  const sums = [...evidence].map(([topic, seen]) => ({ topic, seen, sum: sumOf(seen) }));
  const highest = Math.max(...sums.map(({ sum }) => sum));
  const total = sums.reduce((all, { sum }) => all + Math.exp(sum - highest), 0);
  return new Map(
    sums.map(({ topic, seen, sum }) => {
      const about = GATE.bias + GATE.nearest * seen.nearest + GATE.coverage * seen.coverage;
      return [topic, Math.exp(sum - highest) / total / (1 + Math.exp(-about))];
    }),
  );
}
