import { describe, expect, it } from 'vitest';
import { indexInSteps, type LunrDocument, newBuilder } from '../../src/search/lunr-index.js';

const FIELDS = [
  { name: 'w', boost: 1 },
  { name: 'g', boost: 2 },
];
const letters = 'abcdefghij';
const documents: LunrDocument[] = Array.from({ length: 120 }, (_, at) => ({
  ref: `body|topic-${at}|ru`,
  terms: {
    w: Array.from(
      { length: 12 },
      (_, n) => `w:${letters[(at * 7 + n * n) % 10]}${letters[(at + n) % 10]}слово`,
    ),
    g: Array.from({ length: 20 }, (_, n) => `g:${letters[(at + n * 3) % 10]}${letters[(n * at) % 10]}`),
  },
}));

describe('the index built in steps', () => {
  it('is the one lunr builds in one go', () => {
    const steps = indexInSteps(FIELDS, documents);
    let count = 0;
    let step = steps.next();
    while (!step.done) {
      count += 1;
      step = steps.next();
    }
    const builder = newBuilder(FIELDS);
    for (const { ref, terms } of documents) builder.add({ ref, ...terms });
    expect(count).toBeGreaterThan(documents.length);
    expect(JSON.stringify(step.value)).toBe(JSON.stringify(builder.build()));
  });
});
