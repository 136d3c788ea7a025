import { describe, expect, it } from 'vitest';
import { createDanger } from '../../src/answers/danger.js';
import type { DangerPhrases } from '../../src/content/index.js';

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
const danger = createDanger({
  phrases,
  calm,
  samples: [],
  ordinary: ['сколько стоит патент', 'где встать на учёт', 'патент в москве цена', 'сколько платить в месяц'],
});

const cardOf = (text: string) => danger.recognise(text)?.card ?? null;

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

  it('says nothing about ordinary questions', () => {
    expect(cardOf('сколько стоит патент в москве')).toBeNull();
  });

  it('knows no danger without phrases: an empty list must be noticed', () => {
    expect(createDanger({ phrases: [], calm: [], samples: [], ordinary: [] }).recognise('пожар')).toBeNull();
  });
});
