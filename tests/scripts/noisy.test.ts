/** What noise costs, and which topics are taken for which. */
import { describe, expect, it } from 'vitest';
import { type Asked, hit, measure } from '../../scripts/eval/measure.js';
import { measureNoise } from '../../scripts/eval/noisy.js';
import { confusions, topicFigures } from '../../scripts/eval/topics.js';

function answered(outcome: Asked['answer']['outcome'], ...topics: string[]): Asked['answer'] {
  const hits = topics.map((id, place) => ({ id, title: id, score: 0.8 - place / 10, url: '' }));
  return { language: 'ru', outcome, topics: hits, card: outcome === 'emergency' ? 'held' : null };
}

function asked(text: string, wanted: string[], answer: Asked['answer']): Asked {
  const q = { lang: 'ru', script: 'cyrillic', origin: 'composed' } as const;
  return { question: { ...q, noise: [], id: text, text, topics: wanted }, answer, ms: 1 };
}

describe('spoilt questions', () => {
  it('are compared with the same questions as they were', () => {
    const right = answered('answer', 'taxes');
    const plain = [
      asked('где платить налоги', ['taxes'], right),
      asked('ещё раз налоги', ['taxes'], right),
      asked('привет', ['small-talk'], answered('smalltalk')),
    ];
    const texts: string[] = [];
    const found = measureNoise(plain, (text) => {
      texts.push(text);
      return /[a-z]/.test(text) ? answered('unknown') : right;
    });
    expect(Object.keys(found)).toEqual(['ru', 'all']);
    expect(found.all).toMatchObject({ n: 2, plain: { hit1: 1, hit3: 1 } });
    expect(found.all?.kinds.special).toMatchObject({ changed: 1, hit1: 1, hit1Change: { value: 0 } });
    expect(found.all?.kinds.script).toMatchObject({
      changed: 2,
      hit3: 0,
      hit3Change: { value: -1, low: -1 },
    });
    // a text that noise leaves as it is is not asked again
    expect(texts).toHaveLength(1 + 2 + 2 + 2);
    expect(texts).toContain('еще раз налоги');
    const again: string[] = [];
    measureNoise(plain, (text) => {
      again.push(text);
      return right;
    });
    expect(again).toEqual(texts);
  });
});

describe('topics', () => {
  const items = [
    asked('1', ['taxes'], answered('answer', 'taxes')),
    asked('2', ['taxes'], answered('choices', 'insurance', 'taxes')),
    asked('3', ['taxes'], answered('answer', 'insurance')),
    asked('4', ['taxes'], answered('answer', 'insurance')),
    asked('5', ['registration'], answered('unknown', 'registration')),
    asked('6', ['registration'], answered('emergency')),
    asked('7', ['registration', 'crisis'], answered('emergency')),
    asked('8', ['registration'], answered('answer', 'registration')),
    asked('9', ['out-of-scope'], answered('answer', 'registration')),
  ];

  it('count an emergency where there is danger too as found and served', () => {
    expect(items.filter((item) => hit(item, 1)).map(({ question }) => question.id)).toEqual(['1', '7', '8']);
    const { all } = measure(items, new Set());
    expect(all?.hit1).toMatchObject({ n: 8, value: 3 / 8 });
    expect(all?.inScopeServed).toMatchObject({ n: 8, value: 6 / 8 });
    // shown: 1, 2, 3, 4, 8 and 9, each with .8; of them 1 and 8 are right
    expect(all?.calibration).toEqual({ n: 6, value: expect.closeTo(0.8 - 2 / 6, 9) });
  });

  it('come worst first', () => {
    expect(topicFigures(items)).toEqual([
      { topic: 'taxes', n: 4, hit1: 0.25, hit3: 0.5, score: expect.closeTo(0.8, 9) },
      { topic: 'registration', n: 4, hit1: 0.5, hit3: 0.5, score: 0.8 },
    ]);
  });

  it('tell what was given in their place, most frequent first, with two examples', () => {
    const found = confusions(items);
    expect(found.map(({ wanted, given, count }) => `${count} ${wanted} <- ${given}`)).toEqual([
      '3 taxes <- insurance',
      '1 registration <- (unknown)',
      '1 registration <- (emergency)',
    ]);
    expect(found[0]?.examples.map(({ id }) => id)).toEqual(['2', '3']);
  });
});
