import { describe, expect, it } from 'vitest';
import { understand } from '../../src/answers/understand.js';
import { type WrittenForm, words } from '../../src/language/index.js';
import { buildSearch, type Search, type SearchHit } from '../../src/search/index.js';
import { sampleEntries, sampleQuestions } from '../search/sample-guide.js';

const search = buildSearch(sampleEntries(), 1);
const first = (text: string, language: WrittenForm) => search.find(text, { language }).hits[0]?.topic;
const best = (text: string, language: WrittenForm, topic?: string) => {
  const { hits, followUp } = understand(search, text, language, topic);
  return { topic: hits[0]?.topic, followUp };
};

/** A search that says the same of every text. */
function scored(scores: Record<string, number>): Search {
  const hits = Object.entries(scores).map(([topic, score]) => ({
    ...{ topic, score, why: [] },
    evidence: { learnt: 0, wordings: 0, body: 0 },
  }));
  return { generation: 1, find: () => ({ generation: 1, hits, danger: null, known: 1 }) };
}

/** One topic a little ahead of the rest: unsure. */
const flat = scored({ 'unpaid-wages': 0.3, 'police-check': 0.2, registration: 0.1, emergency: 0.1 });

/** Best first, scores 0..1 that add up to no more than 1, at most eight, no topic twice. */
function sound(hits: readonly SearchHit[]): void {
  expect(hits.length).toBeLessThanOrEqual(8);
  expect(new Set(hits.map(({ topic }) => topic)).size).toBe(hits.length);
  let sum = 0;
  for (const [at, { score }] of hits.entries()) {
    expect(score).toBeGreaterThanOrEqual(0);
    expect(score).toBeLessThanOrEqual(hits[at - 1]?.score ?? 1);
    sum += score;
  }
  expect(sum).toBeLessThanOrEqual(1 + 1e-9);
}

describe('a story', () => {
  const STORIES: [WrittenForm, string, string, string][] = [
    [
      'ru',
      'Я приехал весной, живу с братом, работаю на стройке у хорошего бригадира, полиция вчера останавливала и проверяла документы у метро, телефон смотрела.',
      'Сколько стоит патент в месяц?',
      'patent-cost-payment',
    ],
    [
      'ru',
      'Я приехал весной, живу с братом на квартире, работаю на стройке, документы всегда с собой. Вчера у метро остановила полиция и проверяла документы. Бригадир добрый человек.',
      'Сколько дней можно жить в России без патента?',
      'stay-limit-90-days',
    ],
  ];

  it.each(STORIES)('in %s is understood by its question', (language, told, asked, topic) => {
    // all words together speak for another topic, so it is the question that decides
    expect(first(`${told} ${asked}`, language)).not.toBe(topic);
    expect(best(`${told} ${asked}`, language)).toEqual({ topic, followUp: false });
    expect(best(`${asked} ${told}`, language).topic).toBe(topic);
    sound(understand(search, `${told} ${asked}`, language, undefined).hits);
  });

  it('without a question is understood as a whole', () => {
    for (const [language, told] of STORIES) {
      const { hits, followUp } = understand(search, told, language, undefined);
      expect(followUp).toBe(false);
      expect(hits).toEqual(search.find(told, { language, limit: 8 }).hits);
    }
  });

  it('what it asks after and what it tells both count: the topic of the story stays near', () => {
    const [language, told, asked] = STORIES[0] ?? ['ru', '', ''];
    const { hits } = understand(search, `${told} ${asked}`, language, undefined);
    expect(hits.slice(0, 2).map(({ topic }) => topic)).toContain('police-check');
  });

  it('is asked of the search in parts only if it is long', () => {
    const asked: string[] = [];
    const listening: Search = {
      generation: 1,
      find: (text, options) => {
        asked.push(text);
        return search.find(text, options);
      },
    };
    understand(listening, 'Не платят. Куда мне жаловаться?', 'ru', undefined);
    expect(asked).toHaveLength(1);
    const long = `${'Работал на стройке и жил в вагончике с братом. '.repeat(4)}Куда мне жаловаться?`;
    expect(words(long).length).toBeGreaterThan(18);
    understand(listening, long, 'ru', undefined);
    expect(asked.slice(1)).toEqual([long, 'Куда мне жаловаться?']);
  });

  it('has danger and known words from all of it, not from its question only', () => {
    const told = 'Живу с братом на квартире и работаю на стройке каждый день без выходных. '.repeat(2);
    const text = `${told}Сколько стоит патент в месяц?`;
    const { danger, known } = understand(search, text, 'ru', undefined);
    expect({ danger, known }).toEqual({
      danger: search.find(text, { language: 'ru' }).danger,
      known: search.find(text, { language: 'ru' }).known,
    });
    expect(known).toBeLessThan(search.find('Сколько стоит патент в месяц?', { language: 'ru' }).known);
  });
});

describe('after an answer', () => {
  it('how well a message is known by itself does not depend on what was spoken of before', () => {
    const by = (topic?: string) => understand(search, 'канча турат', 'ky', topic).alone;
    expect(by('registration')).toBe(by());
    expect(by()).toBeGreaterThan(0);
  });

  it.each([
    ['а сколько?', 'ru', 'registration'],
    ['кайда', 'ky', 'unpaid-wages'],
    ['дар куҷо', 'tg', 'stay-limit-90-days'],
    ['qanday', 'uz', 'registration'],
    ['қандай', 'uz-Cyrl', 'registration'],
  ] as const)('"%s" (%s) goes on about %s', (text, language, topic) => {
    // by itself it would be about something else
    expect(first(text, language)).not.toBe(topic);
    expect(best(text, language, topic)).toEqual({ topic, followUp: true });
    sound(understand(search, text, language, topic).hits);
  });

  it.each([
    ['и брату', 'брату'],
    ['а жене', 'жене'],
  ])('"%s" leans on the message before more than "%s"', (leaning, bare) => {
    const score = (text: string) =>
      understand(flat, text, 'ru', 'registration').hits.find(({ topic }) => topic === 'registration')
        ?.score ?? 0;
    expect(score(leaning)).toBeGreaterThan(score(bare));
  });

  it('the topic that was meant anyway is no follow-up, only surer', () => {
    const before = search.find('канча турат', { language: 'ky' }).hits[0];
    const { hits, followUp } = understand(search, 'канча турат', 'ky', 'patent-cost-payment');
    expect(followUp).toBe(false);
    expect(hits[0]?.topic).toBe('patent-cost-payment');
    expect(hits[0]?.score).toBeGreaterThan(before?.score ?? 1);
  });

  it.each([
    ['не платят зарплату что делать', 'ru', 'unpaid-wages'],
    ['какой номер скорой помощи', 'ru', 'emergency'],
    ['полиция забрала паспорт', 'ru', 'police-check'],
    ['айлык бербей жатышат эмне кылам', 'ky', 'unpaid-wages'],
    ['маош намедиҳанд чӣ кор кунам', 'tg', 'unpaid-wages'],
    ['politsiya pasportimni olib qoʻydi', 'uz', 'police-check'],
    ['политсия паспортимни олиб қўйди', 'uz-Cyrl', 'police-check'],
  ] as const)('a clear new question is no follow-up: %s', (text, language, topic) => {
    for (const last of ['registration', 'patent-cost-payment'])
      expect(best(text, language, last)).toEqual({ topic, followUp: false });
  });

  it('most questions that were never seen stay what they are, whatever was spoken of before', () => {
    const asked = sampleQuestions();
    const kept = asked.filter(({ text, language }) => {
      const alone = first(text, language);
      const last = alone === 'fraud-traps' ? 'registration' : 'fraud-traps';
      return best(text, language, last).topic === alone;
    });
    expect(kept.length / asked.length).toBeGreaterThan(0.9);
  });

  it.each([
    ['спасибо', 'ru', 'small-talk'],
    ['добрый день', 'ru', 'small-talk'],
    ['чоң рахмат сизге', 'ky', 'small-talk'],
    ['ташаккур', 'tg', 'small-talk'],
    ['rahmat', 'uz', 'small-talk'],
    ['позовите живого человека', 'ru', 'mediator-human-request'],
  ] as const)('a greeting or a call for a person is none: %s', (text, language, label) => {
    for (const last of ['registration', 'patent-cost-payment', 'unpaid-wages'])
      expect(best(text, language, last)).toEqual({ topic: label, followUp: false });
  });

  it('even a greeting that hardly differs from the last topic is none', () => {
    const greeting = scored({ 'small-talk': 0.4, registration: 0.39 });
    expect(understand(greeting, 'ок', 'ru', 'registration')).toMatchObject({
      followUp: false,
      hits: [{ topic: 'small-talk' }, { topic: 'registration' }],
    });
  });

  it('a topic that the guide no longer has changes nothing', () => {
    for (const text of ['а сколько?', 'кантип', 'куда'])
      expect(understand(search, text, 'ru', 'gone')).toEqual(understand(search, text, 'ru', undefined));
  });

  it('a long message is never a follow-up', () => {
    const long = 'слово '.repeat(30);
    expect(understand(flat, long, 'ru', 'registration').followUp).toBe(false);
    expect(understand(flat, 'слово слово', 'ru', 'registration').followUp).toBe(true);
  });
});

describe('without a last topic', () => {
  it.each([
    'а сколько?',
    'куда',
    'и когда',
    'спасибо',
    'патент',
    'не платят зарплату что делать',
    '',
    '???',
    '😀',
  ])('%j is found as the search finds it', (text) => {
    const { hits, danger, known } = search.find(text, { language: 'ru', limit: 8 });
    const alone = hits[0]?.score ?? 0;
    expect(understand(search, text, 'ru', undefined)).toEqual({
      hits,
      danger,
      known,
      alone,
      asked: { part: null, only: false },
      followUp: false,
    });
  });

  it('a message without words finds nothing even after an answer', () => {
    for (const text of ['', ' ', '???', '😀'])
      expect(understand(search, text, 'ru', 'registration')).toMatchObject({ hits: [], followUp: false });
  });
});
