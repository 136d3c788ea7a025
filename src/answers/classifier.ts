import { fold, words } from '../language/index.js';

export interface Example {
  label: string;
  folded: string[];
  features: Uint32Array;
}

/** Texts with their features, made once for all classifiers that learn from them. */
export function prepareExamples(texts: { label: string; text: string }[]): Example[] {
  const known = new Map<string, string>();
  const remembered = (word: string): string => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const folded = fold(word);
    known.set(word, folded);
    return folded;
  };
  return texts.map(({ label, text }) => {
    const folded = words(text).map(remembered);
    return { label, folded, features: featuresOf(folded) };
  });
}

/** A text classifier small enough to be trained at start: the same examples always give the same model. */
export interface Classifier {
  /** Probability of every label, 0..1, in all 1. Null if no word of the text occurred in the examples. */
  classify(text: string): ReadonlyMap<string, number> | null;
}

const BUCKETS = 1 << 16;
const EPOCHS = 6;
const RATE = 2;
const DECAY = 1e-6;

/**
 * Multinomial logistic regression over folded words, word pairs and 4-letter grams, by plain stochastic gradient
 * descent in a fixed shuffled order. Rare labels weigh as much as frequent ones.
 */
export function createClassifier(examples: Example[]): Classifier {
  const labels = [...new Set(examples.map((example) => example.label))].sort();
  const index = new Map(labels.map((label, position) => [label, position]));
  const weights = labels.map(() => new Float32Array(BUCKETS));
  const counts = labels.map((label) => examples.filter((example) => example.label === label).length);
  const vocabulary = new Set<string>();
  for (const { folded } of examples) for (const word of folded) vocabulary.add(word);
  const prepared = shuffled(
    examples.map(({ label, features }) => ({ label: index.get(label) ?? 0, features })),
  ).filter((example) => example.features.length > 0);

  const probabilities = (features: Uint32Array): number[] => {
    const scores = weights.map((weight) => {
      let sum = 0;
      for (const feature of features) sum += weight[feature] ?? 0;
      return sum / Math.sqrt(features.length);
    });
    const top = Math.max(...scores);
    const powers = scores.map((score) => Math.exp(score - top));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  };

  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    const rate = RATE / (1 + epoch / 4);
    for (const { label, features } of prepared) {
      const expected = probabilities(features);
      const balance = Math.min(
        3,
        Math.sqrt(prepared.length / labels.length / Math.max(1, counts[label] ?? 1)),
      );
      for (const [position, weight] of weights.entries()) {
        const error = ((position === label ? 1 : 0) - (expected[position] ?? 0)) * balance;
        if (Math.abs(error) < 1e-4) continue;
        const step = (rate * error) / Math.sqrt(features.length);
        for (const feature of features) {
          const current = weight[feature] ?? 0;
          weight[feature] = current + step - rate * DECAY * current;
        }
      }
    }
  }

  return {
    classify(text) {
      const folded = words(text).map(fold);
      if (!folded.some((word) => vocabulary.has(word))) return null;
      const features = featuresOf(folded);
      const found = probabilities(features);
      return new Map(labels.map((label, position) => [label, found[position] ?? 0]));
    },
  };
}

function featuresOf(allWords: string[]): Uint32Array {
  const folded = allWords.slice(0, 80);
  const features = new Set<number>();
  for (const [position, word] of folded.entries()) {
    const root = word.slice(0, 5);
    features.add(bucket(`w:${word}`));
    features.add(bucket(`r:${root}`));
    const next = folded[position + 1];
    if (next !== undefined) features.add(bucket(`p:${root} ${next.slice(0, 5)}`));
    const after = folded[position + 2];
    if (after !== undefined) features.add(bucket(`q:${root} ${after.slice(0, 5)}`));
    const padded = `_${word}_`;
    for (let start = 0; start + 4 <= padded.length; start += 1)
      features.add(bucket(padded.slice(start, start + 4)));
  }
  return Uint32Array.from(features);
}

/** FNV-1a, folded into the buckets. */
function bucket(feature: string): number {
  let hash = 0x811c9dc5;
  for (let position = 0; position < feature.length; position += 1) {
    hash = Math.imul(hash ^ feature.charCodeAt(position), 0x01000193);
  }
  return (hash >>> 0) % BUCKETS;
}

function shuffled<T>(items: T[]): T[] {
  const result = [...items];
  let seed = 0x9e3779b9;
  for (let last = result.length - 1; last > 0; last -= 1) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const other = seed % (last + 1);
    const [a, b] = [result[last], result[other]];
    if (a !== undefined && b !== undefined) [result[last], result[other]] = [b, a];
  }
  return result;
}
