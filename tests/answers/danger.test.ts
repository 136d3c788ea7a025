import { describe, expect, it } from 'vitest';
import { createDanger } from '../../src/answers/danger.js';
import { type DangerPhrases, EMERGENCY_CARDS, type EmergencyCard } from '../../src/content/index.js';
import { buildSearch, type DangerOdds, type SearchEntry } from '../../src/search/index.js';

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
const danger = createDanger({ phrases, calm });

/** What the model of search would say: `odds` of danger, and one card far ahead. */
const learnt = (odds: number, card: EmergencyCard = 'medical'): DangerOdds => ({
  odds,
  cards: new Map(EMERGENCY_CARDS.map((one) => [one, one === card ? 0.9 : 0.02])),
});
const signOf = (text: string, odds: DangerOdds | null, known = 0) => danger.recognise(text, odds, known);

describe('danger', () => {
  it.each([
    ['брат потерял сознание на стройке', true],
    ['ой не могу дыщать совсем', true],
    ['xojayin bizni qamab qo`ydi', true],
    ['хўжайин қамаб қўйди', true],
    ['дигар зиндаги намехохам', true],
    ['сколько стоит патент в москве', false],
    ['номер пожарных', false],
  ])('a phrase of the list stands in "%s": %s', (text, standing) => {
    expect(danger.phrasesIn(text).standing).toBe(standing);
  });

  it('takes a phrase back where a calm one says it is none', () => {
    expect(danger.phrasesIn('умираю от жары на работе')).toEqual({ standing: false, quieting: true });
    expect(danger.phrasesIn('что делать если заберут в полицию')).toEqual({
      standing: false,
      quieting: true,
    });
  });

  it('is sure when the model is, unsure in between, silent below', () => {
    expect(signOf('помогите ему плохо', learnt(4))).toMatchObject({ sure: true, card: 'medical' });
    expect(signOf('ему плохо', learnt(-1.2))).toMatchObject({ sure: false });
    expect(signOf('сколько стоит патент', learnt(-6))).toBeNull();
  });

  it('hears less danger in what the guide knows as a question, and in calm phrases; more in its own phrases', () => {
    const odds = (text: string, known: number) =>
      Number(signOf(text, learnt(0.5), known)?.why[0]?.replace('danger ', ''));
    expect(odds('ему совсем плохо', 1)).toBeLessThan(odds('ему совсем плохо', 0));
    expect(odds('умираю от жары на работе', 0)).toBeLessThan(odds('ему совсем плохо тут', 0));
    expect(odds('он потерял сознание', 0)).toBeGreaterThan(odds('ему совсем плохо тут', 0));
  });

  it('shows the card for held people when police are the ones who beat, whatever the model says', () => {
    const cardOf = (text: string) => signOf(text, learnt(4, 'violence'))?.card;
    expect(cardOf('меня держат в отделе, полицейские бьют меня')).toBe('held');
    expect(cardOf('менты меня бьют')).toBe('held');
    expect(cardOf('меня бьют вызовите полицию')).toBe('violence');
    expect(cardOf('муж меня бьёт')).toBe('violence');
  });

  it('says nothing of a text in words nobody has ever seen', () => {
    for (const text of ['1', 'да', '你好', 'asdfgh', '+79991234567', 'a'.repeat(4096), ''])
      expect({ text, sign: signOf(text, null) }).toEqual({ text, sign: null });
  });

  it('one word is too little, unless it is a phrase of the editors', () => {
    expect(signOf('нет', learnt(0.5))).toBeNull();
    expect(signOf('пожар', learnt(0.5))).not.toBeNull();
  });

  it('hears neither the phrases nor the samples that are not there: empty lists must be noticed', () => {
    const empty = createDanger({ phrases: [], calm: [] });
    expect(empty.phrasesIn('пожар').standing).toBe(false);
    const questions: SearchEntry[] = [
      { topic: 'patent', language: 'ru', kind: 'question', text: 'пожар патент' },
    ];
    expect(buildSearch(questions, 1).find('пожар', { language: 'ru' }).danger).toBeNull();
  });
});
