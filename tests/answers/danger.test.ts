import { describe, expect, it } from 'vitest';
import { createDanger } from '../../src/answers/danger.js';
import type { DangerPhrases } from '../../src/content/index.js';
import { buildSearch, type SearchEntry } from '../../src/search/index.js';

const phrases: DangerPhrases[] = [
  { card: 'medical', language: 'ru', phrases: ['не могу дышать', 'потерял сознание', 'умираю'] },
  { card: 'fire', language: 'ru', phrases: ['горит дом', 'пожар'] },
  { card: 'violence', language: 'ru', phrases: ['меня бьют', 'полицейские бьют'] },
  { card: 'held', language: 'ru', phrases: ['забрали в полицию', 'держат в отделе'] },
  { card: 'captivity', language: 'uz', phrases: ['qamab qoʻydi', 'chiqarmayapti'] },
  { card: 'suicide', language: 'tg', phrases: ['зиндагӣ намехоҳам'] },
];
const calm = [
  { language: 'ru' as const, phrases: ['умираю от жары', 'если заберут в полицию', 'номер пожарных'] },
];
const ordinary = [
  'сколько стоит патент',
  'где встать на учёт',
  'патент в москве цена',
  'сколько платить в месяц',
];
const { find } = buildSearch(
  [
    ...phrases.flatMap(({ card, language, phrases: list }) =>
      list.map((text): SearchEntry => ({ topic: card, language, kind: 'danger', text })),
    ),
    ...ordinary.map((text): SearchEntry => ({ topic: 'patent', language: 'ru', kind: 'question', text })),
  ],
  1,
);
const danger = createDanger({ phrases, calm });

const cardOf = (text: string) =>
  danger.recognise(text, find(text, { language: 'ru' }).danger, 0)?.card ?? null;

describe('danger', () => {
  it.each([
    ['брат потерял сознание на стройке', 'medical'],
    ['ой не могу дыщать совсем', 'medical'],
    ['у нас горит дом помогите', 'fire'],
    ['мужа вчера забрали в полицию и держат', 'held'],
    ['xojayin bizni qamab qo`ydi', 'captivity'],
    ['хўжайин қамаб қўйди', 'captivity'],
    ['дигар зиндаги намехохам', 'suicide'],
  ])('%s -> %s', (text, card) => {
    expect(cardOf(text)).toBe(card);
  });

  it('takes a hit back where a calm phrase says it is none', () => {
    expect(cardOf('умираю от жары на работе')).toBeNull();
    expect(cardOf('что делать если заберут в полицию')).toBeNull();
  });

  it('shows the card for held people when police are the ones who beat', () => {
    expect(cardOf('меня держат в отделе, полицейские бьют меня')).toBe('held');
  });

  it('never sends those who are beaten by police to the police, but those who ask for it', () => {
    expect(cardOf('менты меня бьют')).toBe('held');
    expect(cardOf('меня бьют вызовите полицию')).toBe('violence');
  });

  it('says nothing of a text in words it has never seen', () => {
    for (const text of ['1', 'да', '你好', 'asdfgh', '+79991234567', 'a'.repeat(4096), '']) {
      expect({ text, card: cardOf(text) }).toEqual({ text, card: null });
    }
  });

  it('says nothing about ordinary questions', () => {
    expect(cardOf('сколько стоит патент в москве')).toBeNull();
  });
});
