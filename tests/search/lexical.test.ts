import lunr from 'lunr';
import { afterAll, describe, expect, it, vi } from 'vitest';
import {
  buildLexical,
  type Lexical,
  type LexicalDocument,
  type LexicalStore,
  openLexical,
} from '../../src/search/lexical.js';
import { analyse, type Word } from '../../src/search/terms.js';
import { sampleEntries, sampleQuestions } from './sample-guide.js';

// lunr's own index of the same builder, and the very query that ours puts to lunr
const building = vi.spyOn(lunr.Builder.prototype, 'build');
const querying = vi.spyOn(lunr.Index.prototype, 'query');
afterAll(() => {
  vi.restoreAllMocks();
});

function opened(store: LexicalStore): Lexical {
  const steps = openLexical(store);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

function both(documents: readonly LexicalDocument[]): { ours: Lexical; lunrs: lunr.Index } {
  const store = buildLexical(documents);
  const made = building.mock.results.at(-1);
  if (made?.type !== 'return') throw new Error('lunr built nothing');
  return { ours: opened(store), lunrs: made.value };
}

/** The same query to both: refs in order, and scores as far as four-byte numbers hold them. */
function compare({ ours, lunrs }: ReturnType<typeof both>, asked: readonly Word[]): number {
  const got = ours.scores(asked);
  const query = querying.mock.lastCall?.[0];
  if (query === undefined) throw new Error('nothing was asked');
  const wanted = lunrs.query(query);
  const byRef = new Map(wanted.map(({ ref, score }) => [ref, score]));
  expect(got.map(({ ref }) => ref).sort()).toEqual([...byRef.keys()].sort());
  for (const { ref, score } of got) {
    const other = byRef.get(ref) ?? Number.NaN;
    expect(Math.abs(score - other)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(other)));
  }
  return got.length;
}

function sampleDocuments(): LexicalDocument[] {
  const documents = new Map<string, { ref: string; spelt: boolean; words: Word[] }>();
  for (const { topic, kind, language, text } of sampleEntries()) {
    const spelt = kind !== 'block';
    const ref = `${spelt ? 'wordings' : 'body'}|${topic}`;
    const document = documents.get(ref) ?? { ref, spelt, words: [] };
    documents.set(ref, document);
    document.words.push(...analyse(text, language === 'ky' || language === 'uz' ? language : 'ru'));
  }
  return [...documents.values()];
}

const sample = both(sampleDocuments());
const ask = (text: string) => analyse(text, 'ru');
const best = (text: string, lexical = sample.ours) => lexical.scores(ask(text))[0]?.ref;
const named = (folded: string): Word => ({ folded, stem: folded, grams: [`_${folded}`], weight: 1 });

describe('an index opened from its store', () => {
  it.each([
    ['exact words', 'как оплатить патент'],
    ['a stem that stands there only with other endings', 'оплатили патентами'],
    ['an unknown word that shares pieces with known ones', 'сверхпатентный'],
    ['a typo', 'зарплвту'],
    ['a typo in a short word', 'учот'],
    ['a word of many topics', 'что'],
    ['running text only', 'отрывную часть'],
  ])('answers as lunr does: %s', (_, text) => {
    expect(compare(sample, ask(text))).toBeGreaterThan(0);
  });

  it('answers as lunr does on every held-apart question', () => {
    for (const { text, language } of sampleQuestions())
      expect(compare(sample, analyse(text, language))).toBeGreaterThan(0);
  });

  it('answers as lunr does on a message of more words than are looked up', () => {
    const all = sampleQuestions()
      .map(({ text }) => text)
      .join(' ');
    expect(compare(sample, ask(all))).toBeGreaterThan(0);
  });

  it('finds what was meant: exactly, by stem, by piece and with a letter wrong', () => {
    expect(best('отрывную часть')).toBe('body|registration');
    expect(best('экстренными случаями')).toBe('wordings|emergency');
    expect(best('бригадирский обещалкин расчётик')).toBe('wordings|unpaid-wages');
    expect(best('зврплату')).toBe('wordings|unpaid-wages');
    expect(sample.ours.scores(ask('жжжжжж'))).toEqual([]);
  });

  it('running text is found by stems, and by neither pieces nor typos', () => {
    const only = (spelt: boolean) =>
      both([{ ref: 'wordings|a', spelt, words: ask('принимающая сторона') }]).ours;
    expect(only(false).scores(ask('принимающей'))).toHaveLength(1);
    expect(only(false).scores(ask('принемающая'))).toEqual([]);
    expect(only(true).scores(ask('принемающая'))).toHaveLength(1);
  });

  it('finds a short word with a letter wrong, though no piece of it is the same', () => {
    const { ours } = both([{ ref: 'wordings|a', spelt: true, words: ask('учёт') }]);
    const [right] = ask('учёт');
    const [wrong] = ask('учот');
    expect(right?.grams.filter((gram) => wrong?.grams.includes(gram))).toEqual([]);
    expect(wrong && ours.mended(wrong)).toBe(right?.folded);
    expect(ask('ужог').map((word) => ours.mended(word))).toEqual([null]);
  });

  it('knows the stems that stand in it and no others', () => {
    const known = (text: string) => ask(text).map((word) => sample.ours.knows(word));
    expect(known('патентами зарплата')).toEqual([true, true]);
    expect(known('отрывную')).toEqual([true]);
    expect(known('динозавр')).toEqual([false]);
  });

  it('a word that weighs little adds little', () => {
    const [word] = ask('патент');
    if (word === undefined) throw new Error('no word');
    const score = (weight: number) =>
      sample.ours
        .scores([{ ...word, weight }, ...ask('зарплату')])
        .find(({ ref }) => ref === 'wordings|patent-cost-payment')?.score ?? 0;
    expect(score(0.1)).toBeGreaterThan(0);
    expect(score(0.1)).toBeLessThan(score(1) / 2);
  });
});

describe('terms that are also names of properties', () => {
  const NAMES = ['constructor', '__proto__', 'prototype', 'tostring', 'hasownproperty', '_index', 'valueof'];
  const alone = both([{ ref: 'wordings|a', spelt: true, words: ask('как оплатить патент') }]);
  const holding = both([
    { ref: 'wordings|a', spelt: true, words: ask('как оплатить патент') },
    { ref: 'wordings|names', spelt: true, words: NAMES.map(named) },
    { ref: 'body|constructor', spelt: false, words: ask('где работает конструктор') },
  ]);

  it.each(NAMES)('%s is found where it stands', (name) => {
    expect(compare(holding, [named(name)])).toBeGreaterThan(0);
    expect(holding.ours.scores([named(name)])[0]?.ref).toBe('wordings|names');
    expect(holding.ours.knows(named(name))).toBe(true);
  });

  it.each(NAMES)('%s is not found where it does not stand', (name) => {
    expect(alone.ours.scores([named(name)])).toEqual([]);
    expect(alone.ours.knows(named(name))).toBe(false);
    expect(sample.ours.knows(named(name))).toBe(false);
  });

  it('other words are found as before, and objects are unchanged', () => {
    expect(best('оплатить патент', holding.ours)).toBe('wordings|a');
    expect(best('конструкторы', holding.ours)).toBe('body|constructor');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('an empty index', () => {
  it('of no documents finds nothing and knows nothing', () => {
    const { ours } = both([]);
    expect(ours.scores(ask('как оплатить патент'))).toEqual([]);
    expect(ours.scores([])).toEqual([]);
    expect(ours.knows(named('патент'))).toBe(false);
  });

  it('of a document without words neither', () => {
    const { ours } = both([{ ref: 'wordings|a', spelt: true, words: [] }]);
    expect(ours.scores(ask('патент'))).toEqual([]);
  });
});
