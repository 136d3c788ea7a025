/** The questions about topics once more, spoilt in each way: how much worse they are answered. */
import { WRITTEN_FORMS } from '../../src/language/index.js';
import { difference, percent, printTable, share, signed } from '../bench-search/statistics.js';
import { type Asked, formOf, hit, isAboutTopic } from './measure.js';
import { NOISE_KINDS, type NoiseKind, noisesOf } from './noise.js';

const SEED = 20_26;

const TITLES: Record<NoiseKind, string> = {
  special: 'special letters dropped',
  script: 'other script (ru, ky, tg: chat Latin)',
  typo: 'one typo',
  typos: 'typo in every word of 4+ letters',
};

/** A difference to the plain questions in shares, with its 95 % interval. */
interface Change {
  value: number;
  low: number;
  high: number;
}

export interface NoiseFigures {
  /** Questions whose text this noise changes; the others count as they were. */
  changed: number;
  hit1: number;
  hit3: number;
  hit1Change: Change;
  hit3Change: Change;
}

export interface FormNoise {
  n: number;
  plain: { hit1: number; hit3: number };
  kinds: Record<NoiseKind, NoiseFigures>;
}

/** Per written form and in all. `plain`: all questions as they were answered without noise. */
export function measureNoise(
  plain: readonly Asked[],
  ask: (text: string) => Asked['answer'],
): Record<string, FormNoise> {
  const spoilt = plain.flatMap((item) => {
    const form = formOf(item.question);
    if (form === 'und' || !isAboutTopic(item.question)) return [];
    const noises = noisesOf(form, SEED);
    const again = (kind: NoiseKind): Asked => {
      const text = noises[kind](item.question.text);
      return text === item.question.text ? item : { ...item, answer: ask(text) };
    };
    return [{ form, item, kinds: perKind(again) }];
  });
  const result: Record<string, FormNoise> = {};
  for (const form of [...WRITTEN_FORMS, 'all']) {
    const part = spoilt.filter((one) => form === 'all' || one.form === form);
    if (part.length === 0) continue;
    const hits = (within: number): boolean[] => part.map(({ item }) => hit(item, within));
    const [first, three] = [hits(1), hits(3)];
    const figures = (kind: NoiseKind): NoiseFigures => {
      const now = part.map(({ kinds }) => kinds[kind]);
      const [now1, now3] = [now.map((item) => hit(item, 1)), now.map((item) => hit(item, 3))];
      return {
        changed: part.filter(({ item, kinds }) => kinds[kind] !== item).length,
        hit1: share(now1),
        hit3: share(now3),
        hit1Change: difference(now1, first),
        hit3Change: difference(now3, three),
      };
    };
    result[form] = {
      n: part.length,
      plain: { hit1: share(first), hit3: share(three) },
      kinds: perKind(figures),
    };
  }
  return result;
}

function perKind<T>(make: (kind: NoiseKind) => T): Record<NoiseKind, T> {
  return { special: make('special'), script: make('script'), typo: make('typo'), typos: make('typos') };
}

export function printNoise(found: Readonly<Record<string, FormNoise>>): void {
  for (const [form, { n, plain, kinds }] of Object.entries(found))
    printTable(`${form}, ${n} questions about topics: hits in %, differences in points [95 %]`, [
      ['', 'changed', 'hit@1', 'hit@3', 'hit@1 to plain', 'hit@3 to plain'],
      ['plain', '', percent(plain.hit1), percent(plain.hit3), '', ''],
      ...NOISE_KINDS.map((kind) => {
        const { changed, hit1, hit3, hit1Change, hit3Change } = kinds[kind];
        return [
          TITLES[kind],
          String(changed),
          percent(hit1),
          percent(hit3),
          signed(hit1Change),
          signed(hit3Change),
        ];
      }),
    ]);
}
