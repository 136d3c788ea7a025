import { describe, expect, it } from 'vitest';
import { type Asked, formOf, measure, type Question, wilson } from '../../scripts/eval/measure.js';

let next = 0;
function asked(
  question: Partial<Question> & Pick<Question, 'topics'>,
  outcome: Asked['answer']['outcome'],
  topics: string[] = [],
  card: Asked['answer']['card'] = null,
): Asked {
  next += 1;
  return {
    question: {
      id: `q${next}`,
      lang: 'ru',
      script: 'cyrillic',
      text: 'x',
      origin: 'composed',
      noise: [],
      ...question,
    },
    answer: {
      language: 'ru',
      outcome,
      topics: topics.map((id) => ({ id, title: id, score: 1, url: '' })),
      card,
    },
    ms: next,
  };
}

describe('measuring a question set', () => {
  const known = new Set(['registration', 'patent-who-needs']);

  it('counts only topics that the person is shown', () => {
    const figures = measure(
      [
        asked({ topics: ['registration'] }, 'answer', ['registration']),
        asked({ topics: ['registration', 'patent-who-needs'] }, 'choices', ['taxes', 'patent-who-needs']),
        asked({ topics: ['registration'] }, 'unknown', ['registration']),
        asked({ topics: ['taxes'] }, 'answer', ['registration']),
      ],
      known,
    );
    expect(figures.all?.hit1).toMatchObject({ value: 0.25, n: 4 });
    expect(figures.all?.hit3).toMatchObject({ value: 0.5, n: 4 });
    expect(figures.all?.hit1Known?.n).toBe(3);
  });

  it('tells emergencies, false alarms, wanted persons and answers out of scope apart', () => {
    const { all } = measure(
      [
        asked({ topics: ['crisis'], card: 'fire' }, 'emergency', [], 'fire'),
        asked({ topics: ['crisis'], card: 'fire' }, 'emergency', [], 'medical'),
        asked({ topics: ['crisis'], card: 'held' }, 'answer', ['registration']),
        asked({ topics: ['police-check', 'crisis'] }, 'emergency', [], 'held'),
        asked({ topics: ['out-of-scope'] }, 'answer', ['registration']),
        asked({ topics: ['out-of-scope'] }, 'emergency', [], 'fire'),
        asked({ topics: ['mediator-human-request'] }, 'person'),
      ],
      known,
    );
    expect(all?.emergencyRecall).toMatchObject({ value: 2 / 3, n: 3 });
    expect(all?.cardRight).toMatchObject({ value: 0.5, n: 2 });
    expect(all?.falseAlarms).toMatchObject({ value: 1 / 3, n: 3 });
    expect(all?.outOfScopeAnswered).toMatchObject({ value: 0.5, n: 2 });
    expect(all?.personRecall).toMatchObject({ value: 1, n: 1 });
  });

  it('knows the five written forms', () => {
    const base = asked({ topics: ['registration'] }, 'answer').question;
    expect(formOf({ ...base, lang: 'uz', script: 'latin' })).toBe('uz');
    expect(formOf({ ...base, lang: 'uz', script: 'cyrillic' })).toBe('uz-Cyrl');
    expect(formOf({ ...base, lang: 'tg', script: 'latin' })).toBe('tg');
  });

  it('gives Wilson intervals', () => {
    // 8 of 10: Brown, Cai, DasGupta (2001) give 0.490 to 0.943
    const { low, high } = wilson(8, 10);
    expect(low).toBeCloseTo(0.49, 2);
    expect(high).toBeCloseTo(0.943, 2);
  });
});
