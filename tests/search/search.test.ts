import fc from 'fast-check';
import lunr from 'lunr';
import { describe, expect, it } from 'vitest';
import { withoutSpecial } from '../../scripts/eval/noise.js';
import { uzbekToCyrillic, words } from '../../src/language/index.js';
import { buildSearch, createSearch, type Search, type SearchEntry } from '../../src/search/index.js';
import { sampleEntries, sampleQuestions } from './sample-guide.js';

const entries = sampleEntries();
const search = buildSearch(entries, 7);

function shares(
  questions: { topic: string; language: 'ru' | 'ky' | 'tg' | 'uz' | 'uz-Cyrl'; text: string }[],
  by: Search,
) {
  const places = questions.map(({ topic, language, text }) =>
    by.find(text, { language }).hits.findIndex((hit) => hit.topic === topic),
  );
  const within = (places_: number) =>
    places.filter((place) => place >= 0 && place < places_).length / places.length;
  return { first: within(1), three: within(3) };
}

describe('search', () => {
  it('finds the topic of questions it has not seen, with three wordings a language', () => {
    const { first, three } = shares(sampleQuestions(), search);
    expect(first).toBeGreaterThanOrEqual(0.75);
    expect(three).toBeGreaterThanOrEqual(0.9);
  });

  it('finds them as well without special letters and in the other Uzbek alphabet', () => {
    const plain = sampleQuestions().map((question) => ({
      ...question,
      text: withoutSpecial(question.text),
    }));
    const cyrillic = sampleQuestions()
      .filter(({ language }) => language === 'uz')
      .map((question) => ({
        ...question,
        language: 'uz-Cyrl' as const,
        text: uzbekToCyrillic(question.text),
      }));
    expect(shares(plain, search).three).toBeGreaterThanOrEqual(0.85);
    expect(shares(cyrillic, search).three).toBeGreaterThanOrEqual(0.85);
  });

  it('finds every wording it was given, first', () => {
    const wordings = entries.filter(({ kind, language }) => kind === 'question' && language !== 'und');
    const { first } = shares(
      wordings.map(({ topic, language, text }) => ({
        topic,
        language: language === 'und' ? 'ru' : language,
        text,
      })),
      search,
    );
    expect(first).toBeGreaterThan(0.97);
  });

  it('is sure of what it knows and not of what it does not', () => {
    const score = (text: string) =>
      search.find(text, { language: 'ru' }).hits.find((hit) => hit.topic !== 'out-of-scope')?.score ?? 0;
    expect(score('как сделать временную регистрацию')).toBeGreaterThan(0.6);
    for (const text of [
      'курс доллара к йене',
      'сколько лет динозаврам',
      'how to bake bread',
      'самый длинный жираф',
    ])
      expect(score(text)).toBeLessThan(0.5);
  });

  it('gives scores between 0 and 1, best first, with reasons that do not repeat the question', () => {
    const question = 'прораб Афанасий держит мои деньги, зарплату не платят';
    const { hits, generation } = search.find(question, { language: 'ru', limit: 3 });
    expect(generation).toBe(7);
    expect(hits.length).toBe(3);
    expect(hits[0]?.topic).toBe('unpaid-wages');
    for (const [at, hit] of hits.entries()) {
      expect(hit.score).toBeGreaterThanOrEqual(0);
      expect(hit.score).toBeLessThanOrEqual(1);
      expect(hit.score).toBeLessThanOrEqual(hits[at - 1]?.score ?? 1);
      expect(hit.why.length > 0).toBe(at === 0);
      expect(hit.why.join(' ')).not.toContain('Афанасий');
    }
  });

  it('takes labels that are no pages as topics', () => {
    expect(search.find('позовите пожалуйста человека', { language: 'ru' }).hits[0]?.topic).toBe(
      'mediator-human-request',
    );
    expect(search.find('какая погода завтра', { language: 'ru' }).hits[0]?.topic).toBe('out-of-scope');
  });

  it('the same entries give the same answers', () => {
    const again = buildSearch(sampleEntries(), 7);
    for (const { text, language } of sampleQuestions())
      expect(again.find(text, { language })).toEqual(search.find(text, { language }));
  });
});

describe('hostile text', () => {
  it.each([
    'где: патент',
    'hello~',
    '+',
    '-патент',
    '-',
    '*',
    '*патент*',
    'w:patent s:',
    'патент^',
    'патент~10',
    'title:патент +обязательно -нет',
    '',
    ' ',
    '\u0000\u0001',
    '😀😀',
    '???',
    '\ud800',
    '̀́',
    '__proto__',
    'constructor toString',
    'g:_pat',
    '/',
    'ʼʼʼ',
    '١٢٣',
  ])('%j neither throws nor finds everything', (text) => {
    const { hits } = search.find(text, { language: 'ru' });
    expect(Array.isArray(hits)).toBe(true);
    if (words(text).length === 0) expect(hits).toEqual([]);
  });

  it('"-патент" asks for патент like "патент" does', () => {
    expect(search.find('-патент', { language: 'ru' })).toEqual(search.find('патент', { language: 'ru' }));
  });

  it('any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const hit of search.find(text, { language: 'uz' }).hits)
          expect(Number.isFinite(hit.score)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('4,096 characters and more are answered in time', () => {
    for (const text of [
      'патент '.repeat(800),
      'а'.repeat(5_000),
      sampleQuestions()
        .map((question) => question.text)
        .join(' '),
    ]) {
      const started = performance.now();
      search.find(text, { language: 'ru' });
      expect(performance.now() - started).toBeLessThan(500);
    }
  });

  it('an index of nothing finds nothing', () => {
    expect(buildSearch([], 1).find('патент', { language: 'ru' }).hits).toEqual([]);
    expect(
      buildSearch([{ topic: 'a', language: 'ru', kind: 'block', text: '—' }], 1).find('патент', {
        language: 'ru',
      }).hits,
    ).toEqual([]);
  });
});

describe("the word splitter replaced by lunr's", () => {
  /** What lunr itself would make of a text: its tokenizer and trimmer. */
  const lunrWords = (text: string) =>
    lunr.tokenizer(text).flatMap((token) => {
      const trimmed = lunr.trimmer(token).toString();
      return trimmed === '' ? [] : [trimmed];
    });

  it("would lose the words of four of the five written forms: ours keeps them, lunr's does not", () => {
    for (const text of ['патент керек', 'ҳуҷҷат лозим', 'регистрация', 'рўйхатга туриш']) {
      expect(words(text).join(' ')).toBe(text);
      expect(lunrWords(text).join('')).not.toContain(text.replace(' ', ''));
    }
  });

  it('and the search would find nothing in Cyrillic', () => {
    // the wordings themselves, asked back: with lunr's trimmer every Cyrillic word is gone and nothing is found
    for (const language of ['ru', 'ky', 'tg'] as const) {
      const own = entries.filter((entry) => entry.kind === 'question' && entry.language === language);
      expect(own.length).toBeGreaterThan(20);
      const found = own.filter(({ text, topic }) => search.find(text, { language }).hits[0]?.topic === topic);
      expect(found.length / own.length).toBeGreaterThan(0.95);
    }
  });
});

describe('the running search', () => {
  const entry = (text: string): SearchEntry => ({ topic: text, language: 'ru', kind: 'title', text });

  it('finds nothing before the first load, then swaps, and only for newer generations', async () => {
    let generation = 5;
    let entriesNow = [entry('патент')];
    const live = createSearch({ load: async () => ({ generation, entries: entriesNow }) });
    expect(live.current().find('патент', { language: 'ru' }).hits).toEqual([]);

    await live.refresh();
    expect(live.current().generation).toBe(5);
    expect(live.current().find('патент', { language: 'ru' }).hits[0]?.topic).toBe('патент');

    const before = live.current();
    generation = 4;
    entriesNow = [entry('полиция')];
    await live.refresh();
    expect(live.current()).toBe(before);

    generation = 6;
    await live.refresh();
    expect(live.current().find('полиция', { language: 'ru' }).hits[0]?.topic).toBe('полиция');
    expect(before.find('патент', { language: 'ru' }).generation).toBe(5);
  });

  it('a refresh that comes while another is loading sees what was saved meanwhile', async () => {
    const gates: (() => void)[] = [];
    let stored = 1;
    let loads = 0;
    const live = createSearch({
      load: async () => {
        loads += 1;
        const generation = stored;
        await new Promise<void>((open) => gates.push(open));
        return { generation, entries: [entry(`слово${generation}`)] };
      },
    });
    const first = live.refresh();
    stored = 2;
    const second = live.refresh();
    const third = live.refresh();
    gates[0]?.();
    await first;
    while (gates.length < 2) await Promise.resolve();
    gates[1]?.();
    expect((await second).generation).toBe(2);
    expect((await third).generation).toBe(2);
    expect(loads).toBe(2);
  });

  it('keeps the old search when loading fails, and says so', async () => {
    let fails = false;
    const live = createSearch({
      load: async () => {
        if (fails) throw new Error('store away');
        return { generation: 1, entries: [entry('патент')] };
      },
    });
    await live.refresh();
    fails = true;
    await expect(live.refresh()).rejects.toThrow('store away');
    expect(live.current().generation).toBe(1);
    fails = false;
    await expect(live.refresh()).resolves.toMatchObject({ generation: 1 });
  });

  it('lets the event loop go on while a large index is built', async () => {
    const many = Array.from({ length: 12 }, (_, copy) =>
      entries.map((one) => ({
        ...one,
        topic: `${one.topic}-${copy}`,
        text: `${one.text} слово${copy} ${one.text}`,
      })),
    ).flat();
    const live = createSearch({ load: async () => ({ generation: 1, entries: many }) });
    let longest = 0;
    let last = performance.now();
    let turns = 0;
    const heart = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      turns += 1;
    }, 1);
    await live.refresh();
    clearInterval(heart);
    expect(turns).toBeGreaterThan(5);
    expect(longest).toBeLessThan(250);
  });
});
