/**
 * Multinomial logistic regression over sparse features: trained in seconds, the same samples always give the same model.
 * Stochastic gradient descent in a fixed shuffled order with one adaptive rate a feature (AdaGrad, Duchi et al. 2011).
 */
import { type Features, isStem } from './features.js';

export interface LearntSample {
  features: Features;
  label: string;
  /** A label that is right too; it gets a part of the weight. */
  second?: string | undefined;
  /** How much it counts, 0..1. */
  weight: number;
  /** Running text is seen in every third round only: there is much of it. */
  seldom?: boolean;
}

/** As it is kept: one signed byte for each feature and label, with one unit a feature. */
export interface LinearModel {
  labels: readonly string[];
  /** Features in rising order. */
  ids: Int32Array;
  units: Float32Array;
  weights: Int8Array;
}

export interface LinearOptions {
  rounds: number;
  rate: number;
}

/** Words have their stems; of their pieces and pairs only those are learnt that stand in so many samples. */
const FEWEST = 3;
const SELDOM = 3;
const SECOND = 0.25;
const START = 0.01;
/** From this probability on a sample is known by heart. */
const LEARNT = 0.95;
/** Smaller gradients are passed over: that halves the time and changes nothing that can be measured. */
const STILL = 0.01;

export function trainLinear(samples: readonly LearntSample[], { rounds, rate }: LinearOptions): LinearModel {
  const labels = [...new Set(samples.map(({ label }) => label))].sort();
  const numbers = new Map(labels.map((label, number) => [label, number]));
  const width = labels.length;
  const ids = worthLearning(samples);
  const weights = new Float32Array(ids.length * width);
  const squares = new Float32Array(ids.length).fill(START);
  const { rows, values, starts } = vectorsOf(ids, samples);
  const rights = Int16Array.from(samples, ({ label }) => numbers.get(label) ?? 0);
  const seconds = Int16Array.from(samples, ({ second = '' }) => numbers.get(second) ?? -1);
  const gradient = new Float64Array(width);
  const moved = new Int32Array(width);
  const order = shuffler(samples.length);
  const rests = new Uint8Array(samples.length);
  for (let round = 0; round < rounds; round += 1) {
    const step = rate * (1 - round / rounds);
    for (const index of order()) {
      const sample = samples[index];
      if (!sample || (sample.seldom && round % SELDOM !== 0) || (rests[index] ?? 0) > round) continue;
      const [from, to] = [starts[index] ?? 0, starts[index + 1] ?? 0];
      const [right, also] = [rights[index] ?? 0, seconds[index] ?? -1];
      sums(weights, rows, values, from, to, gradient);
      softmax(gradient);
      // what is known by heart is not asked again in the next round
      if ((gradient[right] ?? 0) > LEARNT) rests[index] = round + 2;
      gradient[right] = (gradient[right] ?? 0) - (also < 0 ? 1 : 1 - SECOND);
      if (also >= 0) gradient[also] = (gradient[also] ?? 0) - SECOND;
      let count = 0;
      let norm = 0;
      for (let label = 0; label < width; label += 1) {
        const value = gradient[label] ?? 0;
        if (Math.abs(value) < STILL) continue;
        moved[count] = label;
        count += 1;
        norm += value * value;
      }
      if (count === 0) continue;
      for (let at = from; at < to; at += 1) {
        const row = rows[at] ?? 0;
        const value = (values[at] ?? 0) * sample.weight;
        squares[row] = (squares[row] ?? 0) + norm * value * (values[at] ?? 0);
        const by = (step * value) / Math.sqrt(squares[row] ?? 1);
        for (let next = 0; next < count; next += 1) {
          const label = moved[next] ?? 0;
          const cell = row * width + label;
          weights[cell] = (weights[cell] ?? 0) - by * (gradient[label] ?? 0);
        }
      }
    }
  }
  return quantised(labels, ids, weights);
}

/** In rising order: all stems, and what is not too rare to say anything of another text. */
function worthLearning(samples: readonly LearntSample[]): Int32Array {
  const all = new Int32Array(samples.reduce((sum, { features }) => sum + features.ids.length, 0));
  let end = 0;
  for (const { features } of samples) {
    all.set(features.ids, end);
    end += features.ids.length;
  }
  all.sort();
  let kept = 0;
  let from = 0;
  for (let at = 0; at < all.length; at += 1) {
    const id = all[at] ?? 0;
    if (all[at + 1] === id) continue;
    if (at + 1 - from >= FEWEST || isStem(id)) {
      all[kept] = id;
      kept += 1;
    }
    from = at + 1;
  }
  return all.slice(0, kept);
}

/** Samples as rows of the known features, one behind the other; `starts` has one more at the end. */
interface Vectors {
  rows: Int32Array;
  values: Float32Array;
  starts: Uint32Array;
}

function vectorsOf(known: Int32Array, samples: readonly Pick<LearntSample, 'features'>[]): Vectors {
  const most = samples.reduce((sum, { features }) => sum + features.ids.length, 0);
  const [rows, own] = [new Int32Array(most), new Float32Array(most)];
  const starts = new Uint32Array(samples.length + 1);
  let count = 0;
  for (const [index, { features }] of samples.entries()) {
    const { ids, values } = features;
    for (let at = 0; at < ids.length; at += 1) {
      const row = rowOf(known, ids[at] ?? 0);
      if (row < 0) continue;
      rows[count] = row;
      own[count] = values[at] ?? 0;
      count += 1;
    }
    starts[index + 1] = count;
  }
  return { rows, values: own, starts };
}

/** Where a feature stands among the known ones, or -1. */
function rowOf(known: Int32Array, id: number): number {
  let low = 0;
  let high = known.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((known[middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return known[low] === id ? low : -1;
}

/** One byte a weight: a quarter of the size, and no measurable loss. */
function quantised(labels: readonly string[], ids: Int32Array, weights: Float32Array): LinearModel {
  const width = labels.length;
  const units = new Float32Array(ids.length);
  const bytes = new Int8Array(weights.length);
  for (let at = 0; at < ids.length; at += 1) {
    const row = at * width;
    let most = 0;
    for (let label = 0; label < width; label += 1) most = Math.max(most, Math.abs(weights[row + label] ?? 0));
    if (most === 0) continue;
    const unit = most / 127;
    units[at] = unit;
    for (let label = 0; label < width; label += 1)
      bytes[row + label] = Math.round((weights[row + label] ?? 0) / unit);
  }
  return { labels, ids, units, weights: bytes };
}

/** Sums of evidence for each label, not yet probabilities. */
export function linearSums({ labels, ids, units, weights }: LinearModel, features: Features): Float64Array {
  const { rows, values, starts } = vectorsOf(ids, [{ features }]);
  const count = starts[1] ?? 0;
  for (let at = 0; at < count; at += 1) values[at] = (values[at] ?? 0) * (units[rows[at] ?? 0] ?? 0);
  const into = new Float64Array(labels.length);
  sums(weights, rows, values, 0, count, into);
  return into;
}

/** Four rows at a time: each sum is then read and written a quarter as often. */
function sums(
  weights: Float32Array | Int8Array,
  rows: Int32Array,
  values: Float32Array,
  from: number,
  to: number,
  into: Float64Array,
): void {
  const width = into.length;
  const whole = to - ((to - from) % 4);
  into.fill(0);
  for (let at = from; at < to; at += at < whole ? 4 : 1) {
    const [a, value] = [(rows[at] ?? 0) * width, values[at] ?? 0];
    if (at >= whole) {
      for (let label = 0; label < width; label += 1)
        into[label] = (into[label] ?? 0) + value * (weights[a + label] ?? 0);
      continue;
    }
    const [b, second] = [(rows[at + 1] ?? 0) * width, values[at + 1] ?? 0];
    const [c, third] = [(rows[at + 2] ?? 0) * width, values[at + 2] ?? 0];
    const [d, fourth] = [(rows[at + 3] ?? 0) * width, values[at + 3] ?? 0];
    for (let label = 0; label < width; label += 1)
      into[label] =
        (into[label] ?? 0) +
        value * (weights[a + label] ?? 0) +
        second * (weights[b + label] ?? 0) +
        third * (weights[c + label] ?? 0) +
        fourth * (weights[d + label] ?? 0);
  }
}

/** In place. */
export function softmax(values: Float64Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > highest) highest = value;
  let total = 0;
  for (let at = 0; at < values.length; at += 1) {
    const power = Math.exp((values[at] ?? 0) - highest);
    values[at] = power;
    total += power;
  }
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) / total;
  return values;
}

/** A new order of 0..length-1 at each call, always the same sequence of orders. */
function shuffler(length: number): () => Uint32Array {
  const order = Uint32Array.from({ length }, (_, at) => at);
  let seed = 20_26;
  return () => {
    for (let last = length - 1; last > 0; last -= 1) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      const other = Math.floor((seed / 2 ** 32) * (last + 1));
      const kept = order[last] ?? 0;
      order[last] = order[other] ?? 0;
      order[other] = kept;
    }
    return order;
  };
}
