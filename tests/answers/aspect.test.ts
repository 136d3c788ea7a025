import { beforeAll, describe, expect, it } from 'vitest';
import { openAnswers } from '../../scripts/wiring.js';
import { askedBlock, asksOnlyForPart } from '../../src/answers/aspect.js';
import type { Answers } from '../../src/answers/index.js';
import type { BlockKind, Guide, Topic } from '../../src/content/index.js';
import type { WrittenForm } from '../../src/language/index.js';

let answers: Answers;
let guide: Guide;
const today = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  ({ answers, guide } = await openAnswers());
}, 120_000);

const page = (id: string, language: WrittenForm): Topic => {
  const topic = guide.topic(id, { language, day: today });
  if (!topic) throw new Error(`no topic ${id}`);
  return topic;
};

const ASKED: readonly (readonly [language: WrittenForm, kind: BlockKind | null, text: string])[] = [
  ['ru', 'cost', 'а сколько стоит?'],
  ['ru', 'cost', 'это платно?'],
  ['ru', 'bring', 'какие документы нужны'],
  ['ru', 'deadline', 'за сколько дней?'],
  ['ru', 'deadline', 'до какого числа успеть'],
  ['ru', 'where', 'а куда идти?'],
  ['ru', 'refused', 'а если откажут'],
  ['ru', 'steps', 'и как это сделать'],
  ['ru', null, 'спасибо большое'],
  ['ky', 'cost', 'канча турат'],
  ['ky', 'bring', 'кандай документтер керек'],
  ['ky', 'deadline', 'канча кундун ичинде'],
  ['ky', 'where', 'кайда барам'],
  ['ky', 'refused', 'кабыл албай койсочу'],
  ['ky', 'steps', 'кантип жасайм'],
  ['tg', 'cost', 'нархаш чанд'],
  ['tg', 'bring', 'ҳуҷҷати чӣ лозим'],
  ['tg', 'bring', 'хуччат чи даркор'],
  ['tg', 'deadline', 'дар чанд руз'],
  ['tg', 'where', 'ба кучо равам'],
  ['tg', 'refused', 'агар қабул накунанд чӣ'],
  ['tg', 'steps', 'чи тавр мекунам'],
  ['uz', 'cost', 'narxi qancha'],
  ['uz', 'bring', "qanaqa hujjatlar kerak bo'ladi"],
  ['uz', 'deadline', 'necha kun ichida'],
  ['uz', 'where', 'qayerga borish kerak'],
  ['uz', 'refused', 'agar qabul qilishmasa-chi'],
  ['uz', 'steps', 'qanday qilaman'],
  ['uz-Cyrl', 'cost', 'нечи пул'],
  ['uz-Cyrl', 'bring', 'канака хужжат керак'],
  ['uz-Cyrl', 'deadline', 'неча кунда'],
  ['uz-Cyrl', 'where', 'қаерга борай'],
  ['uz-Cyrl', 'refused', 'бермаса нима килай'],
];

describe('the part of a page that a short question goes on about', () => {
  it.each(ASKED)('%s, %s: %s', (language, kind, text) => {
    expect(askedBlock(text, page('registration', language))?.kind ?? null).toBe(kind);
  });

  it('"how much" is the price, and where a page has none, nothing is made up', () => {
    const whole = page('registration', 'ru');
    const without = { ...whole, blocks: whole.blocks.filter(({ kind }) => kind !== 'cost') };
    expect(askedBlock('а сколько?', whole)?.kind).toBe('cost');
    expect(askedBlock('а сколько?', without)).toBeNull();
  });

  it('why something is not given is no "not"', () => {
    expect(askedBlock('nega', page('registration', 'uz'))).toBeNull();
  });
});

describe('a message that says only which part it asks for', () => {
  it.each([
    ['ru', 'а сколько это стоит?', true],
    ['ru', 'сколько стоит патент', false],
    ['ru', 'документы какие', true],
    ['ru', 'где', true],
    ['ru', 'спасибо', false],
    ['ru', '', false],
    ['ky', 'канча турат', true],
    ['ky', 'экзамен канча турат', false],
    ['tg', 'чанд пул?', true],
    ['tg', 'чанд пул барои суғурта', false],
    ['uz', "qanaqa hujjatlar kerak bo'ladi", true],
    ['uz', 'polisga qanaqa hujjatlar kerak', false],
    ['uz-Cyrl', 'қаерда', true],
    ['uz-Cyrl', 'нечи пул', true],
    ['ru', 'куда жаловаться', true],
    ['uz', 'qayerga boraman', true],
  ] as const)('%s: %s', (language, text, only) => {
    expect(asksOnlyForPart(text, language)).toBe(only);
  });
});

describe('after an answer', () => {
  const cost = () => page('registration', 'ru').blocks.find(({ kind }) => kind === 'cost')?.heading ?? '?';

  it('the block is shown, with the way back to the page and to a person', () => {
    const said = answers.ask({ text: 'а сколько стоит?', language: 'ru', topic: 'registration' });
    expect(said.outcome).toBe('answer');
    expect(said.topics[0]?.id).toBe('registration');
    expect(said.text).toContain(cost());
    const actions = said.buttons.map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['t:registration', 'person:registration', 'home']));
    expect(said.buttons.length).toBeLessThanOrEqual(8);
  });

  it('without an answer before, or after another one, the page is answered as a whole', () => {
    const text = 'сколько стоит миграционный учёт';
    for (const topic of [undefined, 'police-check']) {
      const said = answers.ask({ text, language: 'ru', ...(topic === undefined ? {} : { topic }) });
      expect(said.topics[0]?.id).toBe('registration');
      expect(said.text).not.toContain(`: ${cost()}`);
    }
    expect(answers.ask({ text, language: 'ru', topic: 'registration' }).text).toContain(`: ${cost()}`);
  });

  it('a story about the same page is a new question', () => {
    const text =
      'мы с братом приехали в Казань вчера, хозяйка говорит что сама всё подаст, а за сколько дней встать на миграционный учёт?';
    const said = answers.ask({ text, language: 'ru', topic: 'registration' });
    expect(said.topics[0]?.id).toBe('registration');
    expect(said.buttons.map(({ action }) => action)).toContain('yes:registration');
  });
});
