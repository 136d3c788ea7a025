import { beforeAll, describe, expect, it } from 'vitest';
import { openAnswers } from '../../scripts/wiring.js';
import { askedBlock, partAskedFor } from '../../src/answers/aspect.js';
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

const ASKED: readonly (readonly [language: WrittenForm, kind: BlockKind, texts: readonly string[]])[] = [
  ['ru', 'cost', ['а сколько стоит?', 'это платно?', 'а сколько', 'сколько стоят документы', 'почём']],
  ['ru', 'bring', ['какие документы нужны', 'что взять с собой?', 'какие справки']],
  [
    'ru',
    'deadline',
    ['за сколько дней?', 'до какого числа успеть', 'когда подавать документы', 'сколько ждать', 'как долго'],
  ],
  ['ru', 'where', ['а куда идти?', 'где взять справку', 'куда нести документы', 'куда жаловаться']],
  ['ru', 'refused', ['а если откажут', 'если не дают', 'что делать если не примут']],
  ['ru', 'steps', ['и как это сделать', 'что делать', 'как получить справку']],
  ['ky', 'cost', ['канча турат', 'канча', 'баасы канча']],
  ['ky', 'bring', ['кандай документтер керек', 'кандай кагаздар керек болот']],
  ['ky', 'deadline', ['канча кундун ичинде', 'качанга чейин']],
  ['ky', 'where', ['кайда барам', 'кайсы жерден алам']],
  ['ky', 'refused', ['кабыл албай койсочу', 'баш тартса']],
  ['ky', 'steps', ['кантип жасайм', 'эмне кылам', 'кандай']],
  ['tg', 'cost', ['нархаш чанд', 'чанд пул?']],
  ['tg', 'bring', ['ҳуҷҷати чӣ лозим', 'хуччат чи даркор', 'какие документы']],
  ['tg', 'deadline', ['дар чанд руз', 'то кай']],
  ['tg', 'where', ['ба кучо равам', 'куҷо?']],
  ['tg', 'refused', ['агар қабул накунанд чӣ', 'агар рад кунанд']],
  ['tg', 'steps', ['чи тавр мекунам', 'чӣ кор кунам']],
  ['uz', 'cost', ['narxi qancha', 'necha pul', 'qancha turadi']],
  ['uz', 'bring', ["qanaqa hujjatlar kerak bo'ladi", 'qaysi hujjat kerak']],
  ['uz', 'deadline', ['necha kun ichida', 'qachongacha']],
  ['uz', 'where', ['qayerga borish kerak', 'qayerga boraman']],
  ['uz', 'refused', ['agar qabul qilishmasa-chi', 'rad etsa']],
  ['uz', 'steps', ['qanday qilaman', 'nima qilay', 'qanday']],
  ['uz-Cyrl', 'cost', ['нечи пул', 'қанча']],
  ['uz-Cyrl', 'bring', ['канака хужжат керак']],
  ['uz-Cyrl', 'deadline', ['неча кунда', 'неччи кунда']],
  ['uz-Cyrl', 'where', ['қаерга борай', 'қаерда']],
  ['uz-Cyrl', 'refused', ['бермаса нима килай', 'рад этса']],
];

/** Words that look like those of the lists, and questions that name what they are about. */
const ELSE: readonly (readonly [language: WrittenForm, texts: readonly string[]])[] = [
  [
    'ru',
    [
      'спасибо',
      '',
      'а почему?',
      'я не беременна',
      'сколько стоит патент',
      'где ты',
      'пол',
      'отказать',
      'не дают выйти',
    ],
  ],
  ['ru', ['сколько лет запрет', 'штраф сколько', 'позовите человека', 'документы украли', 'где он']],
  [
    'ky',
    [
      'салам кандайсың',
      'канча айып',
      'кожоюн каттабайт',
      'көчө',
      'поликлиника кайда',
      'алып баратышат',
      'экзамен канча турат',
    ],
  ],
  ['ky', ['айлык акысын бербей жатат', 'дарексиз', 'адам менен сүйлөшөм']],
  [
    'tg',
    ['ва кӯдакам?', 'салом чи хел шумо', 'ҷарима чанд', 'пул надиҳам', 'чанд пул барои суғурта', 'худкушӣ'],
  ],
  [
    'uz',
    ['qandaysiz', 'pul otkazish', 'jarima qancha', 'nega', 'polisga qanaqa hujjatlar kerak', 'qayerliksiz'],
  ],
  ['uz-Cyrl', ['поликлиника каерда', 'милтиқ кўрсатди', 'чиқармади']],
];

describe('the part of a page that a short question goes on about', () => {
  it.each(ASKED)('%s, %s', (language, kind, texts) => {
    const topic = page('registration', language);
    for (const text of texts)
      expect({ text, kind: askedBlock(partAskedFor(text, language), topic)?.kind }).toEqual({ text, kind });
  });

  it.each(ELSE)('not alone in what says more (%s)', (language, texts) => {
    for (const text of texts)
      expect({ text, only: partAskedFor(text, language).only }).toEqual({ text, only: false });
  });

  it('where a page does not hold the part, it is answered as a whole', () => {
    const whole = page('registration', 'ru');
    const without = { ...whole, blocks: whole.blocks.filter(({ kind }) => kind !== 'cost') };
    expect(askedBlock(partAskedFor('а сколько?', 'ru'), whole)?.kind).toBe('cost');
    expect(askedBlock(partAskedFor('а сколько?', 'ru'), without)).toBeNull();
  });

  it('no message of danger is one', () => {
    const heard = guide
      .dangerSamples()
      .filter(({ card, language, text }) => card !== 'none' && partAskedFor(text, language).only);
    expect(heard).toEqual([]);
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

  it('a question that names what it is about is answered with the page as a whole', () => {
    const text = 'сколько стоит миграционный учёт';
    for (const topic of [undefined, 'police-check', 'registration']) {
      const said = answers.ask({ text, language: 'ru', ...(topic === undefined ? {} : { topic }) });
      expect(said.topics[0]?.id).toBe('registration');
      expect(said.text).not.toContain(`: ${cost()}`);
    }
  });

  it.each([
    ['ru', 'не дают выйти', 'employer-keeps-passport'],
    ['ru', 'омон зашел', 'registration'],
    ['ru', 'мы горим', 'patent-cost-payment'],
  ] as const)('danger is heard after an answer as without one (%s: %s)', (language, text, topic) => {
    expect(answers.ask({ text, language }).outcome).toBe('emergency');
    expect(answers.ask({ text, language, topic }).outcome).toBe('emergency');
  });

  it('a wish for a person and a greeting are no follow-up', () => {
    for (const [language, text, outcome] of [
      ['ru', 'позовите человека', 'person'],
      ['ky', 'салам кандайсың', 'smalltalk'],
      ['uz', 'qandaysiz', 'smalltalk'],
    ] as const)
      expect({ text, outcome: answers.ask({ text, language, topic: 'registration' }).outcome }).toEqual({
        text,
        outcome,
      });
  });

  it('a story about the same page is a new question', () => {
    const text =
      'мы с братом приехали в Казань вчера, хозяйка говорит что сама всё подаст, а за сколько дней встать на миграционный учёт?';
    const said = answers.ask({ text, language: 'ru', topic: 'registration' });
    expect(said.topics[0]?.id).toBe('registration');
    expect(said.buttons.map(({ action }) => action)).toContain('yes:registration');
  });
});
