/**
 * Part C: the language of short messages, beside franc (told that only our four are possible, its strongest setting)
 * and cld3. Messages are cut from SIB-200 (CC BY-SA 4.0), of which nothing was learnt.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadModule } from 'cld3-asm';
import { franc } from 'franc';
import { identify, uzbekToCyrillic, type WrittenForm } from '../../src/language/index.js';
import { random } from '../../tests/support/fake-telegram/chaos.js';
import { withoutSpecial } from '../eval/noise.js';
import { percent, printTable, share } from './statistics.js';

const MESSAGES = 500;
const SEED = 20_26;

type Told = WrittenForm | 'other';

/** A collection of sentences and what its messages must be told to be. */
const SOURCES: { name: string; folder: string; right: Told; written?: (text: string) => string }[] = [
  { name: 'ru', folder: 'rus_Cyrl', right: 'ru' },
  { name: 'ky', folder: 'kir_Cyrl', right: 'ky' },
  { name: 'tg', folder: 'tgk_Cyrl', right: 'tg' },
  { name: 'uz', folder: 'uzn_Latn', right: 'uz' },
  { name: 'uz-Cyrl', folder: 'uzn_Latn', right: 'uz-Cyrl', written: uzbekToCyrillic },
  { name: 'Kazakh', folder: 'kaz_Cyrl', right: 'other' },
  { name: 'English', folder: 'eng_Latn', right: 'other' },
];

interface Length {
  name: string;
  fewest: number;
  most: number;
}
const SHORT: Length = { name: '3-8 words', fewest: 3, most: 8 };
const ROWS: { length: Length; special: boolean }[] = [
  { length: SHORT, special: true },
  { length: SHORT, special: false },
  { length: { name: 'two words', fewest: 2, most: 2 }, special: true },
  { length: { name: 'one word', fewest: 1, most: 1 }, special: true },
];

function sentences(folder: string, source: string): string[] {
  return ['train', 'dev', 'test'].flatMap((part) =>
    readFileSync(join(folder, 'sib200', source, `${part}.tsv`), 'utf8')
      .split('\n')
      .slice(1)
      .flatMap((line) => line.split('\t')[2] ?? []),
  );
}

/** Runs of neighbouring words, numbers left out. */
function messages(texts: readonly string[], { fewest, most }: Length): string[] {
  const draw = random(SEED, fewest, most);
  const cut: string[] = [];
  while (cut.length < MESSAGES) {
    const words = (texts[Math.floor(draw() * texts.length)] ?? '')
      .split(/\s+/u)
      .filter((word) => /\p{L}{2}/u.test(word));
    const size = fewest + Math.floor(draw() * (most - fewest + 1));
    if (words.length < size) continue;
    const from = Math.floor(draw() * (words.length - size + 1));
    cut.push(words.slice(from, from + size).join(' '));
  }
  return cut;
}

const CODES: Readonly<Record<string, 'ru' | 'ky' | 'tg' | 'uz'>> = {
  rus: 'ru',
  kir: 'ky',
  tgk: 'tg',
  uzn: 'uz',
  ru: 'ru',
  'ru-Latn': 'ru',
  ky: 'ky',
  tg: 'tg',
  uz: 'uz',
};

/** Their codes do not tell the scripts of Uzbek apart; the letters do. */
function formOf(code: string, text: string): Told {
  const language = CODES[code] ?? 'other';
  return language === 'uz' && /\p{Script=Cyrillic}/u.test(text) ? 'uz-Cyrl' : language;
}

/** `folder`: the data, as named by BENCH_DATA. */
export async function measureLanguages(folder: string): Promise<void> {
  const cld3 = (await loadModule()).create(0, 1_000);
  const detectors: [string, (text: string) => Told][] = [
    ['ours', (text) => identify(text).language],
    [
      'franc, only four',
      (text) => formOf(franc(text, { only: ['rus', 'kir', 'tgk', 'uzn'], minLength: 1 }), text),
    ],
    ['franc, all it knows', (text) => formOf(franc(text, { minLength: 1 }), text)],
    ['cld3', (text) => formOf(cld3.findLanguage(text).language, text)],
  ];
  for (const { length, special } of ROWS) {
    const title = `${length.name}${special ? '' : ', special letters dropped'}`;
    console.error(`languages: ${title}`);
    const samples = SOURCES.map(({ folder: source, right, written = (text) => text }) => ({
      right,
      texts: messages(sentences(folder, source), length).map((text) =>
        special ? written(text) : withoutSpecial(written(text)),
      ),
    }));
    const lines = detectors.map(([name, detect]) => {
      // the first messages read models and warm up
      for (const text of samples[0]?.texts ?? []) detect(text);
      const start = performance.now();
      const shares = samples.map(({ right, texts }) => share(texts.map((text) => detect(text) === right)));
      const each = ((performance.now() - start) * 1000) / (samples.length * MESSAGES);
      const mean = (some: number[]): number => some.reduce((sum, one) => sum + one, 0) / some.length;
      return [
        name,
        ...shares.map(percent),
        percent(mean(shares.slice(0, 5))),
        percent(mean(shares)),
        each.toFixed(0),
      ];
    });
    printTable(`${title}: right, % of ${MESSAGES} messages each`, [
      ['', ...SOURCES.map(({ name }) => name), 'mean of ours', 'mean of all', 'µs'],
      ...lines,
    ]);
  }
  cld3.dispose();
}
