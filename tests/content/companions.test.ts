import { describe, expect, it } from 'vitest';
import { formatFault, guideFromFiles, inspectGuide } from '../../src/content/index.js';
import { fact, four, json, rules, smallGuide, value } from './small-guide.js';

const card = (change: Record<string, unknown> = {}) => ({
  id: 'police',
  order: 1,
  title: four('Полиция'),
  intro: null,
  topics: ['first'],
  phrases: [
    {
      id: 'police-why',
      says: 'you',
      russian: 'Почему вы меня остановили?',
      meaning: { ky: 'Эмнеге токтоттуңуз?', tg: 'Чаро маро боздоштед?', uz: 'Nega meni toʻxtatdingiz?' },
      reading: { cyrillic: 'Пачиму́ вы миня́ астанави́ли?', latin: 'Pachimú vi minyá astanavíli?' },
      facts: ['deadline'],
      ...change,
    },
  ],
});

const term = (change: Record<string, unknown> = {}) => ({
  id: 'registration',
  russian: 'миграционный учёт',
  terms: { ky: 'миграциялык эсеп', tg: 'қайди муҳоҷират', uz: 'migratsiya qaydi' },
  explanation: four('Полиция знает, где вы живёте'),
  said: { ru: ['регистрация'], ky: ['прописка'], tg: [], uz: ['registratsiya'] },
  topics: ['first'],
  ...change,
});

const stage = (topic = 'first') => ({
  id: 'before',
  title: four('Дома'),
  text: four('Проверьте всё заранее.'),
  steps: [{ topic, text: four('Начните здесь.') }],
});

const change = (date: string, facts: string[] = []) => ({
  date,
  text: four('Новое правило.'),
  topics: ['first'],
  facts,
});

function guideWith(extra: Record<string, unknown>, facts = [fact('deadline')]) {
  const files = smallGuide({ facts });
  for (const [path, content] of Object.entries(extra)) files.set(path, json(content));
  return files;
}

const all = {
  'phrase-cards/police.json': card(),
  'glossary/registration.json': term(),
  'journey.json': [stage()],
  'changes.json': [change('2026-01-01', ['deadline']), change('2025-09-01')],
};
const faultsOf = (extra: Record<string, unknown>) =>
  inspectGuide(guideWith(extra), rules).faults.map(formatFault);

describe('phrase cards, glossary, journey and changes', () => {
  it('are said in the language of the reader, with a reading in their own letters', () => {
    const guide = guideFromFiles(guideWith(all), rules);
    const said = (language: 'ru' | 'tg' | 'uz' | 'uz-Cyrl') =>
      guide.phraseCards({ language, day: '2026-01-01' })[0]?.phrases[0];
    expect(said('ru')).toMatchObject({ russian: 'Почему вы меня остановили?', meaning: null, reading: null });
    expect(said('tg')).toMatchObject({
      meaning: 'Чаро маро боздоштед?',
      reading: 'Пачиму́ вы миня́ астанави́ли?',
    });
    expect(said('uz')?.reading).toBe('Pachimú vi minyá astanavíli?');
    expect(said('uz-Cyrl')).toMatchObject({
      meaning: 'Нега мени тўхтатдингиз?',
      reading: 'Пачиму́ вы миня́ астанави́ли?',
    });
    expect(guide.glossary({ language: 'uz-Cyrl', day: '2026-01-01' })[0]).toMatchObject({
      russian: 'миграционный учёт',
      term: 'миграция қайди',
      said: ['регистрация'],
    });
    expect(guide.journey({ language: 'ky', day: '2026-01-01' })[0]?.steps[0]?.text).toBe(
      'Начните здесь. (ky)',
    );
    expect(guide.changes({ language: 'ru', day: '2026-01-01' }).map(({ date }) => date)).toEqual([
      '2026-01-01',
      '2025-09-01',
    ]);
  });

  it('follow the fact they name, and say when its value has ended', () => {
    const year = (values: unknown[]) =>
      fact('deadline', { unit: 'rub', changes: 'yearly', unknown: four('Спросите в налоговой.'), values });
    const of = (sum: number) => [value({ value: sum, valid_from: '2026-01-01', valid_to: '2026-12-31' })];
    const textOf = (sum: number, day: string) =>
      guideFromFiles(guideWith(all, [year(of(sum))]), rules).phraseCards({ language: 'ru', day })[0]
        ?.phrases[0]?.facts[0];
    expect(textOf(10_000, '2026-03-01')?.text).toContain('10\u00a0000');
    expect(textOf(10_500, '2026-03-01')?.text).toContain('10\u00a0500');
    expect(textOf(10_000, '2027-01-15')?.current).toBe(false);
  });

  it('name only topics and facts that are there, and each phrase once', () => {
    expect(faultsOf({ 'phrase-cards/police.json': card({ facts: ['nothing'] }) })).toEqual([
      expect.stringMatching(
        /^phrase-cards\/police\.json:\d+: phrases\[0\]\.facts\[0\]: unknown fact "nothing"/,
      ),
    ]);
    expect(faultsOf({ 'glossary/registration.json': term({ topics: ['nowhere'] }) })).toEqual([
      expect.stringMatching(/^glossary\/registration\.json:\d+: topics\[0\]: expected a topic/),
    ]);
    expect(faultsOf({ 'glossary/other.json': term() })).toEqual([
      expect.stringMatching(/^glossary\/other\.json:2: id: expected "other", as the file is named/),
    ]);
    expect(faultsOf({ 'journey.json': [stage('nowhere')] })).toEqual([
      expect.stringMatching(/^journey\.json:\d+: \[0\]\.steps\[0\]\.topic: expected a topic/),
    ]);
    const again = { ...card(), id: 'bank', order: 2 };
    expect(faultsOf({ 'phrase-cards/police.json': card(), 'phrase-cards/bank.json': again })).toEqual([
      expect.stringMatching(/^phrase-cards\/bank\.json:\d+: phrases\[0\]\.id: expected each id only once/),
    ]);
  });

  it('stand in the order of time, the newest first', () => {
    expect(faultsOf({ 'changes.json': [change('2025-09-01'), change('2026-01-01')] })).toEqual([
      expect.stringMatching(/^changes\.json:\d+: \[1\]\.date: expected the newest first/),
    ]);
  });
});
