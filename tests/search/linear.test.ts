import { describe, expect, it } from 'vitest';
import { featuresOf } from '../../src/search/features.js';
import {
  type LearntSample,
  type LinearModel,
  linearSums,
  softmax,
  trainLinear,
} from '../../src/search/linear.js';
import { analyse } from '../../src/search/terms.js';

const TRAINING = { rounds: 7, rate: 1 };
/** A piece or pair of words is learnt from so many samples on. */
const FEWEST = 3;
const features = (text: string) => featuresOf(analyse(text, 'ru'), text.includes('?'));
const sample = (label: string, text: string, rest: Partial<LearntSample> = {}): LearntSample => ({
  label,
  features: features(text),
  weight: 1,
  ...rest,
});
const train = (samples: readonly LearntSample[]) => trainLinear(samples, TRAINING);

/** Labels by their sums, highest first. */
function order(model: LinearModel, text: string): string[] {
  const sums = linearSums(model, features(text));
  return model.labels
    .map((label, number) => ({ label, sum: sums[number] ?? 0 }))
    .sort((a, b) => b.sum - a.sum)
    .map(({ label }) => label);
}

function sumOf(model: LinearModel, label: string, text: string): number {
  return linearSums(model, features(text))[model.labels.indexOf(label)] ?? Number.NaN;
}

const TOY: Record<string, string[]> = {
  patent: ['сколько стоит патент', 'оплатить патент', 'патент сгорел', 'продлить патент'],
  police: ['полиция проверяет документы', 'остановила полиция', 'полиция забрала паспорт', 'вызвать полицию'],
  wages: ['не платят зарплату', 'задержали зарплату', 'бригадир украл зарплату', 'зарплата не пришла'],
};
const toy = Object.entries(TOY).flatMap(([label, texts]) => texts.map((text) => sample(label, text)));
const learnt = train(toy);

describe('learning', () => {
  it('the same samples give the same bytes', () => {
    const again = train(toy.map((one) => ({ ...one, features: { ...one.features } })));
    expect(again.labels).toEqual(learnt.labels);
    expect(Buffer.from(again.weights.buffer).equals(Buffer.from(learnt.weights.buffer))).toBe(true);
    expect(Buffer.from(again.units.buffer).equals(Buffer.from(learnt.units.buffer))).toBe(true);
    // and others do not: the comparison sees what was learnt
    const other = train(toy.slice(1));
    expect(Buffer.from(other.weights.buffer).equals(Buffer.from(learnt.weights.buffer))).toBe(false);
  });

  it('tells apart what can be told apart: its own samples, and others with the same words', () => {
    for (const [label, texts] of Object.entries(TOY))
      for (const text of texts) expect({ text, best: order(learnt, text)[0] }).toEqual({ text, best: label });
    expect(order(learnt, 'потерял патент')[0]).toBe('patent');
    expect(order(learnt, 'полиция у метро')[0]).toBe('police');
    expect(order(learnt, 'где моя зарплата')[0]).toBe('wages');
  });

  it('speaks for the right topic and against the others', () => {
    expect(sumOf(learnt, 'patent', 'оплатить патент')).toBeGreaterThan(0);
    expect(sumOf(learnt, 'police', 'оплатить патент')).toBeLessThan(0);
    expect(sumOf(learnt, 'wages', 'оплатить патент')).toBeLessThan(0);
  });

  it('neither the order of labels nor their names matter to what is found', () => {
    const renamed = train(toy.map((one) => ({ ...one, label: `z${9 - one.label.length}-${one.label}` })));
    expect(order(renamed, 'остановила полиция')[0]).toMatch(/-police$/);
    expect(learnt.labels).toEqual(['patent', 'police', 'wages']);
  });
});

describe('what a sample is worth', () => {
  it('a second label that is right too gets a part of the weight, the first still more', () => {
    const both = train([
      ...toy,
      ...['замок открыт', 'новый замок', 'замок меняли'].map((text) =>
        sample('patent', text, { second: 'wages' }),
      ),
    ]);
    expect(order(both, 'замок')).toEqual(['patent', 'wages', 'police']);
    const alone = train([
      ...toy,
      ...['замок открыт', 'новый замок', 'замок меняли'].map((text) => sample('patent', text)),
    ]);
    const part = softmax(linearSums(both, features('новый замок')));
    const none = softmax(linearSums(alone, features('новый замок')));
    const wages = both.labels.indexOf('wages');
    expect(part[wages]).toBeGreaterThan(3 * (none[wages] ?? 1));
  });

  it('a second label that nothing has as its first is passed over', () => {
    const odd = train(toy.map((one) => ({ ...one, second: 'no-such-topic' })));
    expect(odd.labels).toEqual(['patent', 'police', 'wages']);
    expect(Buffer.from(odd.weights.buffer).equals(Buffer.from(learnt.weights.buffer))).toBe(true);
  });

  it('of two topics for the same words the one of greater weight wins, whichever comes first', () => {
    const weights = { strong: 1, weak: 0.2 };
    for (const labels of [
      ['strong', 'weak'],
      ['weak', 'strong'],
    ] as const) {
      const model = train(
        labels.map((label) => sample(label, 'печать на бумаге', { weight: weights[label] })),
      );
      expect(order(model, 'печать на бумаге')[0]).toBe('strong');
    }
  });

  it('what is seen seldom teaches less, but teaches', () => {
    const often = train([sample('a', 'зелёная карта'), sample('b', 'синяя папка')]);
    const seldom = train([sample('a', 'зелёная карта', { seldom: true }), sample('b', 'синяя папка')]);
    expect(sumOf(seldom, 'a', 'зелёная карта')).toBeGreaterThan(sumOf(seldom, 'b', 'зелёная карта'));
    const lead = (model: LinearModel) =>
      sumOf(model, 'a', 'зелёная карта') - sumOf(model, 'b', 'зелёная карта');
    expect(lead(seldom)).toBeLessThan(lead(often));
  });

  it('pieces and pairs that hardly ever come are left out; stems never are', () => {
    const text = 'однажды написанное';
    const told = (times: number) =>
      train([...toy, ...Array.from({ length: times }, () => sample('patent', text))]);
    const own = features(text).ids;
    const kept = (model: LinearModel) => own.filter((id) => model.ids.includes(id));
    const stems = own.filter((id) => id % 2 !== 0);
    expect(stems).toHaveLength(2);
    // the shape of a text (how long it is) and the edges of words are common
    const rare = own.filter((id) => !kept(learnt).includes(id));
    expect(
      kept(told(1))
        .filter((id) => rare.includes(id))
        .sort(),
    ).toEqual([...stems].sort());
    expect(kept(told(FEWEST - 1)).length).toBeLessThan(own.length);
    expect(kept(told(FEWEST))).toEqual(own);
    expect(order(told(1), 'написанное')[0]).toBe('patent');
  });
});

describe('one byte a weight', () => {
  it('keeps the order of topics by how often each had a word', () => {
    const counts = { a: 6, b: 3, c: 2, d: 1 };
    const graded = Object.entries(counts).flatMap(([label, times]) =>
      Array.from({ length: 6 }, (_, at) => sample(label, at < times ? 'справка' : `${label}слово${at}`)),
    );
    expect(order(train(graded), 'справка')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('uses the whole byte for every feature that says anything, so that weak words keep their differences', () => {
    const width = learnt.labels.length;
    let used = 0;
    const wrong: number[] = [];
    for (let id = 0; id < learnt.ids.length; id += 1) {
      let most = 0;
      for (let at = id * width; at < (id + 1) * width; at += 1)
        most = Math.max(most, Math.abs(learnt.weights[at] ?? 0));
      const says = learnt.units[id] !== 0;
      if (most !== (says ? 127 : 0)) wrong.push(id);
      if (says) used += 1;
    }
    expect(wrong).toEqual([]);
    expect(used).toBeGreaterThan(30);
  });
});

describe('edges', () => {
  it('nothing to learn from gives an empty model that can still be asked', () => {
    const empty = train([]);
    expect(empty.labels).toEqual([]);
    expect(empty.weights.length).toBe(0);
    expect([...linearSums(empty, features('патент'))]).toEqual([]);
    expect([...softmax(linearSums(empty, features('патент')))]).toEqual([]);
  });

  it('no rounds, no words, one label: sums that are numbers', () => {
    for (const model of [
      trainLinear(toy, { rounds: 0, rate: 1 }),
      train([sample('only', 'патент')]),
      train([sample('a', ''), sample('b', '')]),
    ])
      for (const sum of linearSums(model, features('патент'))) expect(Number.isFinite(sum)).toBe(true);
  });

  it('probabilities add up to one and survive sums of any size', () => {
    for (const sums of [
      [1, 2, 3],
      [1e4, -1e4, 0],
      [-900, -901],
    ]) {
      const shares = [...softmax(Float64Array.from(sums))];
      expect(shares.reduce((all, share) => all + share, 0)).toBeCloseTo(1, 12);
      expect(shares.indexOf(Math.max(...shares))).toBe(sums.indexOf(Math.max(...sums)));
    }
  });
});
