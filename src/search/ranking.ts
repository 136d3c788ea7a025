/** From evidence about topics to one score each, 0..1. */

/** What speaks for one topic, each 0..1. */
export interface Evidence {
  /** lunr over all wordings of the topic together, against the best topic. */
  wordings: number;
  /** lunr over its text, against the best topic. */
  body: number;
  /** The nearest single wording, and the mean of the three nearest. */
  nearest: number;
  nearestThree: number;
  /** The title, as if it were a wording. */
  title: number;
  /** Share of the question that occurs anywhere in the topic. */
  coverage: number;
}

/**
 * Weights of a softmax over topics and of the gate that asks whether the question is about the guide at all. Fitted on
 * the sample questions left out one fold at a time (`scripts/fit-search.ts`), rounded.
 */
export const WEIGHTS: Record<keyof Evidence, number> = {
  wordings: 6,
  body: 2,
  nearest: 4,
  nearestThree: 3,
  title: 1,
  coverage: 2,
};
const GATE = { bias: -3, nearest: 4, coverage: 5 };

export function scores(evidence: ReadonlyMap<string, Evidence>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [topic, seen] of evidence) {
    sums.set(
      topic,
      WEIGHTS.wordings * seen.wordings +
        WEIGHTS.body * seen.body +
        WEIGHTS.nearest * seen.nearest +
        WEIGHTS.nearestThree * seen.nearestThree +
        WEIGHTS.title * seen.title +
        WEIGHTS.coverage * seen.coverage,
    );
  }
  const highest = Math.max(...sums.values());
  const powers = new Map([...sums].map(([topic, sum]) => [topic, Math.exp(sum - highest)]));
  const total = [...powers.values()].reduce((sum, power) => sum + power, 0);
  return new Map(
    [...powers].map(([topic, power]) => {
      const seen = evidence.get(topic);
      const gate = seen
        ? 1 / (1 + Math.exp(-(GATE.bias + GATE.nearest * seen.nearest + GATE.coverage * seen.coverage)))
        : 0;
      return [topic, (power / total) * gate];
    }),
  );
}
