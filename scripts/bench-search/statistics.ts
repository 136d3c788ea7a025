/** Shares, quantiles, intervals, and how they are printed. */
import { random } from '../../tests/support/fake-telegram/chaos.js';

const RESAMPLES = 2_000;
const SEED = 20_26;

export function share(hits: readonly boolean[]): number {
  return hits.length === 0 ? 0 : hits.filter(Boolean).length / hits.length;
}

/**
 * Difference of two shares over the same questions, with its 95 % interval by a paired bootstrap: questions are drawn
 * again, each with both outcomes (percentiles of 2,000 resamples; the same every time).
 */
export function difference(
  ours: readonly boolean[],
  theirs: readonly boolean[],
): { value: number; low: number; high: number } {
  const pairs = ours.map((hit, at) => Number(hit) - Number(theirs[at] ?? false));
  const draw = random(SEED, pairs.length);
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let count = 0; count < pairs.length; count += 1)
      sum += pairs[Math.floor(draw() * pairs.length)] ?? 0;
    return sum / pairs.length;
  }).sort((a, b) => a - b);
  const value = pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length;
  return { value, low: quantile(means, 0.025), high: quantile(means, 0.975) };
}

/** Of values in rising order. */
export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export const percent = (value: number): string => (value * 100).toFixed(1);

export function signed({ value, low, high }: { value: number; low: number; high: number }): string {
  const points = (part: number): string => `${part < 0 ? '−' : '+'}${Math.abs(part * 100).toFixed(1)}`;
  return `${points(value)} [${points(low)}, ${points(high)}]`;
}

/** Columns as wide as their longest cell; the first one to the left, numbers to the right. */
export function printTable(title: string, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const row of rows)
    console.log(
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    );
}
