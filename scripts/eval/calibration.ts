/** Whether a score is the share of right answers among answers with such a score. */

const BINS = 10;

/** One answer: the score of its first topic, from 0 to 1, and whether that topic was wanted. */
export interface Scored {
  score: number;
  right: boolean;
}

/** No interval: resamples of this error lie above it, the more the fewer the answers. */
export interface Calibration {
  value: number;
  n: number;
}

/**
 * Expected calibration error in ten bins of equal width (Guo et al., On Calibration of Modern Neural Networks, 2017):
 * the distance between mean score and share right, weighted by the answers of each bin. Null without answers.
 */
export function calibrationOf(scored: readonly Scored[]): Calibration | null {
  const n = scored.length;
  if (n === 0) return null;
  // n times the weighted distance of a bin is the distance of its sums
  const surplus = Array.from({ length: BINS }, () => 0);
  for (const { score, right } of scored) {
    // (0, .1], (.1, .2] …, as in the paper
    const bin = Math.min(BINS - 1, Math.max(0, Math.ceil(score * BINS) - 1));
    surplus[bin] = (surplus[bin] ?? 0) + score - Number(right);
  }
  return { value: surplus.reduce((sum, part) => sum + Math.abs(part), 0) / n, n };
}
