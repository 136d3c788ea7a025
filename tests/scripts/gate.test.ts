/** The floors under the figures, and that they hold for the guide as it is. */
import { beforeAll, describe, expect, it } from 'vitest';
import { calibrationOf, type Scored } from '../../scripts/eval/calibration.js';
import { breaches, type Gate, gate, readGate } from '../../scripts/eval/gate.js';
import { type Asked, type Figures, measure } from '../../scripts/eval/measure.js';
import { askAll, readQuestions, testFiles } from '../../scripts/eval/questions.js';
import { openAnswers } from '../../scripts/wiring.js';
import { WRITTEN_FORMS } from '../../src/language/index.js';

const FORMS = [...WRITTEN_FORMS, 'all'];

/** The same answers with other scores. */
function rescored(asked: readonly Asked[], change: (score: number) => number): Asked[] {
  return asked.map((item) => {
    const topics = item.answer.topics.map((topic) => ({ ...topic, score: change(topic.score) }));
    return { ...item, answer: { ...item.answer, topics } };
  });
}

/** Twenty answers at each score from .05 to .95, of which that share is right. */
const WELL_CALIBRATED: Scored[] = Array.from({ length: 10 }, (_, bin) => (2 * bin + 1) / 20).flatMap(
  (score) => Array.from({ length: 20 }, (_, place) => ({ score, right: place < score * 20 - 1e-9 })),
);

describe('a calibration error', () => {
  const errorOf = (change: (score: number) => number): number =>
    calibrationOf(WELL_CALIBRATED.map((one) => ({ ...one, score: change(one.score) })))?.value ?? 0;

  it('is nothing where a score is the share right', () => {
    expect(errorOf((score) => score)).toBeCloseTo(0, 9);
    expect(calibrationOf([])).toBeNull();
  });

  it('weighs the distances of the bins', () => {
    const one = (score: number, right: boolean): Scored => ({ score, right });
    // .31 and .39 share a bin: .35 said, .5 right; 1 is in another: 1 said, none right
    expect(calibrationOf([one(0.31, true), one(0.39, false), one(1, false)])).toEqual({
      value: expect.closeTo((2 * 0.15 + 1) / 3, 9),
      n: 3,
    });
  });

  it('grows with scores that say too much or too little', () => {
    expect(errorOf(() => 0.99)).toBeCloseTo(0.49, 9);
    expect(errorOf((score) => score ** 2)).toBeGreaterThan(0.15);
  });
});

describe('the gate', () => {
  const same = <T>(value: T): Record<string, T> => Object.fromEntries(FORMS.map((form) => [form, value]));
  const floors: Gate = gate.parse(
    same({
      minimum: {
        hit1: 0.8,
        hit3: 0.9,
        emergencyRecall: 0.9,
        cardRight: 0.9,
        language: 0.9,
        inScopeServed: 0.9,
      },
      maximum: { falseAlarms: 0.05, outOfScopeAnswered: 0.1, calibration: 0.05 },
    }),
  );
  const share = (value: number) => ({ value, n: 100, low: value, high: value });
  const good: Figures = {
    n: 100,
    hit1: share(0.8),
    hit3: share(0.9),
    hit1Known: share(0),
    hit3Known: share(0),
    emergencyRecall: share(1),
    cardRight: share(1),
    falseAlarms: share(0.05),
    outOfScopeAnswered: share(0),
    inScopeServed: share(0.95),
    personRecall: share(0),
    language: share(1),
    calibration: { value: 0.03, n: 100 },
    msMedian: { value: 1, low: 1, high: 1 },
    msP99: { value: 1, low: 1, high: 1 },
  };
  const withCalibration = (change: (score: number) => number): Figures => ({
    ...good,
    calibration: calibrationOf(WELL_CALIBRATED.map((one) => ({ ...one, score: change(one.score) }))),
  });

  it('lets figures pass that are as good as the floors', () => {
    expect(breaches(same(good), floors)).toEqual([]);
    expect(breaches(same(withCalibration((score) => score)), floors)).toEqual([]);
  });

  it('names each figure that is worse, in the form where it is', () => {
    const worse = { ...good, hit1: share(0.7899), falseAlarms: share(0.0501) };
    expect(breaches({ ...same(good), tg: worse }, floors)).toEqual([
      'tg: hit1 is 78.99 %, at least 80.00 %',
      'tg: falseAlarms is 5.01 %, at most 5.00 %',
    ]);
  });

  it('takes nothing to count and a missing form for worse', () => {
    const { uz: _, ...fewer } = same(good);
    expect(breaches({ ...fewer, ky: { ...good, cardRight: null } }, floors)).toEqual([
      'ky: cardRight has nothing to count',
      'uz: no questions',
    ]);
  });

  it('sees scores that say too much or too little', () => {
    expect(breaches({ ...same(good), all: withCalibration(() => 0.99) }, floors)).toEqual([
      'all: calibration is 49.00 %, at most 5.00 %',
    ]);
    expect(breaches({ ...same(good), all: withCalibration((score) => score ** 2) }, floors)).toEqual([
      expect.stringMatching(/^all: calibration is 1\d\.\d\d %, at most 5\.00 %$/),
    ]);
  });

  it('wants every form and every figure named', () => {
    const { all: _, ...fewer } = floors;
    expect(gate.safeParse(fewer).success).toBe(false);
    const { hit1: __, ...minimum } = floors.ru.minimum;
    expect(gate.safeParse({ ...floors, ru: { ...floors.ru, minimum } }).success).toBe(false);
    expect(gate.safeParse({ ...floors, ru: { ...floors.ru, note: 'x' } }).success).toBe(false);
  });
});

describe('the guide', () => {
  let asked: Asked[] = [];
  let known: ReadonlySet<string> = new Set();

  beforeAll(async () => {
    const { questions, faults } = readQuestions(testFiles());
    expect(faults).toEqual([]);
    const { answers, guide } = await openAnswers();
    known = new Set(guide.topicIds());
    asked = askAll(answers, questions);
  }, 300_000);

  it('is found as well as its floors want', () => {
    expect(asked.length).toBeGreaterThan(2_000);
    expect(breaches(measure(asked, known), readGate())).toEqual([]);
  });

  it('would not pass with scores that say too little', () => {
    const found = breaches(
      measure(
        rescored(asked, (score) => score ** 2),
        known,
      ),
      readGate(),
    );
    expect(found.map((line) => line.split(' is ')[0])).toEqual(FORMS.map((form) => `${form}: calibration`));
  });
});
