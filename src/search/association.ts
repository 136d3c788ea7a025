/**
 * How much the words of a question belong to one topic rather than to the others: log odds of each stem and each
 * four-letter piece, learnt by counting over all wordings and texts (naive Bayes against its complement). It hears what
 * no single wording says: "бригадир", "каска", "ведомость" together mean wages.
 */

import type { Word } from './terms.js';
import type { Sample } from './wordings.js';

export interface Association {
  /** Mean log odds of the question's terms for each topic, about -1..1; terms never seen count as nothing. */
  of(asked: readonly Word[]): Map<string, number>;
}

/** A sentence of the guide is worth less than a wording people use: there are many more of them. */
const WORTH: Record<Sample['kind'], number> = {
  question: 1,
  term: 1,
  title: 0.5,
  summary: 0.25,
  block: 0.15,
};
const SMOOTHING = 0.2;
/** Log odds beyond this are not more telling, only rarer. */
const SCALE = 4;
const SAMPLES_A_STEP = 15;
const TERMS_A_STEP = 500;

/** Terms with their part of the whole; the squares add up to 1, so that a long text says no more than a short one. */
function termsOf(words: readonly Word[]): Map<string, number> {
  const terms = new Map<string, number>();
  const put = (term: string, value: number) => terms.set(term, Math.max(value, terms.get(term) ?? 0));
  for (const word of words) {
    const weight = word.weight < 1 ? 2 * word.weight : 1;
    put(`s:${word.stem}`, weight);
    for (const gram of word.grams) put(`g:${gram}`, weight / Math.sqrt(word.grams.length));
  }
  let squares = 0;
  for (const value of terms.values()) squares += value * value;
  const length = Math.sqrt(squares);
  for (const [term, value] of terms) terms.set(term, value / length);
  return terms;
}

/** Yields between steps of a few milliseconds. */
export function* associationInSteps(samples: readonly Sample[]): Generator<void, Association> {
  const topics = [...new Set(samples.map((sample) => sample.topic))].sort();
  const columns = new Map(topics.map((topic, column) => [topic, column]));
  const width = topics.length;
  const table = new Map<string, Float32Array>();
  const totals = new Float64Array(width);
  let all = 0;
  for (const [position, { topic, kind, words }] of samples.entries()) {
    if (position % SAMPLES_A_STEP === SAMPLES_A_STEP - 1) yield;
    const column = columns.get(topic) ?? 0;
    for (const [term, value] of termsOf(words)) {
      let row = table.get(term);
      if (!row) {
        row = new Float32Array(width);
        table.set(term, row);
      }
      const count = value * WORTH[kind];
      row[column] = (row[column] ?? 0) + count;
      totals[column] = (totals[column] ?? 0) + count;
      all += count;
    }
  }
  const size = table.size;
  let position = 0;
  for (const row of table.values()) {
    if (position % TERMS_A_STEP === 0) yield;
    position += 1;
    const seen = row.reduce((sum, count) => sum + count, 0);
    for (let column = 0; column < width; column += 1) {
      const count = row[column] ?? 0;
      const total = totals[column] ?? 0;
      const here = (count + SMOOTHING) / (total + SMOOTHING * size);
      const elsewhere = (seen - count + SMOOTHING) / (all - total + SMOOTHING * size);
      row[column] = Math.log(here / elsewhere);
    }
  }

  return {
    of(asked) {
      const sums = new Float64Array(width);
      const terms = termsOf(asked);
      let mass = 0;
      for (const [term, value] of terms) {
        mass += value;
        const row = table.get(term);
        if (!row) continue;
        for (let column = 0; column < width; column += 1)
          sums[column] = (sums[column] ?? 0) + value * (row[column] ?? 0);
      }
      return new Map(
        topics.map((topic, column) => [topic, mass > 0 ? (sums[column] ?? 0) / mass / SCALE : 0]),
      );
    },
  };
}
