/**
 * Multinomial logistic regression over sparse features: trained in seconds, the same samples always give the same model.
 * Stochastic gradient descent in a fixed shuffled order with one adaptive rate a feature (AdaGrad, Duchi et al. 2011).
 */
import { BUCKETS, type Features } from './features.js';

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

/** As it is kept: one signed byte for each bucket and label, with one unit a bucket. */
export interface LinearModel {
  labels: readonly string[];
  units: Float32Array;
  weights: Int8Array;
}

export interface LinearOptions {
  rounds: number;
  rate: number;
}

const SELDOM = 3;
const SECOND = 0.25;
const START = 0.01;
/** From this probability on a sample is known by heart. */
const LEARNT = 0.95;
/** Gradients smaller than this change nothing. */
const STILL = 1e-3;

export function trainLinear(samples: readonly LearntSample[], { rounds, rate }: LinearOptions): LinearModel {
  const labels = [...new Set(samples.map(({ label }) => label))].sort();
  const numbers = new Map(labels.map((label, number) => [label, number]));
  const width = labels.length;
  const weights = new Float32Array(BUCKETS * width);
  const squares = new Float32Array(BUCKETS).fill(START);
  const prepared = samples.map(({ label, second, features, weight, seldom }) => ({
    ids: features.ids,
    values: features.values,
    right: numbers.get(label) ?? 0,
    also: second === undefined ? -1 : (numbers.get(second) ?? -1),
    weight,
    seldom: seldom === true,
  }));
  const gradient = new Float64Array(width);
  const order = shuffler(prepared.length);
  const rests = new Uint8Array(prepared.length);
  for (let round = 0; round < rounds; round += 1) {
    const step = rate * (1 - round / rounds);
    for (const index of order()) {
      const sample = prepared[index];
      if (!sample || (sample.seldom && round % SELDOM !== 0) || (rests[index] ?? 0) > round) continue;
      const { ids, values, right, also, weight } = sample;
      sums(weights, width, ids, values, gradient);
      softmax(gradient);
      // what is known by heart is not asked again in the next round
      if ((gradient[right] ?? 0) > LEARNT) rests[index] = round + 2;
      gradient[right] = (gradient[right] ?? 0) - (also < 0 ? 1 : 1 - SECOND);
      if (also >= 0) gradient[also] = (gradient[also] ?? 0) - SECOND;
      const moved: number[] = [];
      let norm = 0;
      for (let label = 0; label < width; label += 1) {
        const value = gradient[label] ?? 0;
        if (Math.abs(value) < STILL) continue;
        moved.push(label);
        norm += value * value;
      }
      if (moved.length === 0) continue;
      for (let at = 0; at < ids.length; at += 1) {
        const id = ids[at] ?? 0;
        const value = (values[at] ?? 0) * weight;
        squares[id] = (squares[id] ?? 0) + norm * value * (values[at] ?? 0);
        const by = (step * value) / Math.sqrt(squares[id] ?? 1);
        const row = id * width;
        for (const label of moved)
          weights[row + label] = (weights[row + label] ?? 0) - by * (gradient[label] ?? 0);
      }
    }
  }
  return quantised(labels, weights);
}

/** One byte a weight: a quarter of the size, and no measurable loss. */
function quantised(labels: readonly string[], weights: Float32Array): LinearModel {
  const width = labels.length;
  const units = new Float32Array(BUCKETS);
  const bytes = new Int8Array(weights.length);
  for (let id = 0; id < BUCKETS; id += 1) {
    const row = id * width;
    let most = 0;
    for (let label = 0; label < width; label += 1) most = Math.max(most, Math.abs(weights[row + label] ?? 0));
    if (most === 0) continue;
    const unit = most / 127;
    units[id] = unit;
    for (let label = 0; label < width; label += 1)
      bytes[row + label] = Math.round((weights[row + label] ?? 0) / unit);
  }
  return { labels, units, weights: bytes };
}

/** Sums of evidence for each label, not yet probabilities. */
export function linearSums({ labels, units, weights }: LinearModel, { ids, values }: Features): Float64Array {
  const width = labels.length;
  const into = new Float64Array(width);
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at] ?? 0;
    const value = (values[at] ?? 0) * (units[id] ?? 0);
    if (value === 0) continue;
    const row = id * width;
    for (let label = 0; label < width; label += 1)
      into[label] = (into[label] ?? 0) + value * (weights[row + label] ?? 0);
  }
  return into;
}

function sums(
  weights: Float32Array,
  width: number,
  ids: Uint32Array,
  values: Float32Array,
  into: Float64Array,
): void {
  into.fill(0);
  for (let at = 0; at < ids.length; at += 1) {
    const row = (ids[at] ?? 0) * width;
    const value = values[at] ?? 0;
    for (let label = 0; label < width; label += 1)
      into[label] = (into[label] ?? 0) + value * (weights[row + label] ?? 0);
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
