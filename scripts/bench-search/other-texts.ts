/**
 * Part B: other people's texts, with the lexical part alone and nothing tuned to them. XQuAD (Russian, CC BY-SA 4.0):
 * which of 240 paragraphs answers a question; KazQAD (CC BY-SA 4.0): the same over 697 passages in Kazakh, the nearest
 * there is to questions in Kyrgyz, and read as Kyrgyz.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { EditedLanguage } from '../../src/language/index.js';
import { buildLexical, type Lexical, openLexical } from '../../src/search/lexical.js';
import { analyse, type Word } from '../../src/search/terms.js';
import { lunrLanguages, lunrTypos } from './lunr-peers.js';
import { miniSearch } from './other-peers.js';
import type { Ask } from './peer.js';
import { difference, percent, printTable, share, signed } from './statistics.js';

const PEERS = [lunrTypos, lunrLanguages('ru'), miniSearch];

interface Collection {
  name: string;
  language: EditedLanguage;
  texts: string[];
  /** With the places of the texts that answer. */
  questions: { text: string; right: ReadonlySet<number> }[];
}

const xquadFile = z.object({
  data: z.array(
    z.object({
      paragraphs: z.array(
        z.object({ context: z.string(), qas: z.array(z.object({ question: z.string() })) }),
      ),
    }),
  ),
});

function xquad(folder: string): Collection {
  const file = xquadFile.parse(JSON.parse(readFileSync(join(folder, 'xquad', 'xquad.ru.json'), 'utf8')));
  const paragraphs = file.data.flatMap((article) => article.paragraphs);
  return {
    name: 'XQuAD ru',
    language: 'ru',
    texts: paragraphs.map(({ context }) => context),
    questions: paragraphs.flatMap(({ qas }, place) =>
      qas.map(({ question }) => ({ text: question, right: new Set([place]) })),
    ),
  };
}

const kazqadLine = z.object({ id: z.string(), context: z.string(), question: z.string() });

/** An id names question and passage: `<question>#<passage>`. Which others answer as well stands beside, in the qrels. */
function kazqad(folder: string): Collection {
  const lines = readFileSync(join(folder, 'kazqad', 'rc-validation.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => kazqadLine.parse(JSON.parse(line)));
  const passages = new Map(lines.map(({ id, context }) => [id.split('#')[1] ?? '', context]));
  const places = new Map([...passages.keys()].map((passage, place) => [passage, place]));
  const questions = new Map<string, { text: string; right: Set<number> }>();
  for (const { id, question } of lines)
    questions.set(id.split('#')[0] ?? '', { text: question, right: new Set() });
  for (const line of readFileSync(join(folder, 'kazqad', 'qrels-validation.tsv'), 'utf8').split('\n')) {
    const [question = '', , passage = '', relevant] = line.split('\t');
    const place = places.get(passage);
    if (relevant?.trim() === '1' && place !== undefined) questions.get(question)?.right.add(place);
  }
  return {
    name: 'KazQAD as ky',
    language: 'ky',
    texts: [...passages.values()],
    questions: [...questions.values()],
  };
}

/** Sentence by sentence: `analyse` cuts a text of more than 160 words, as no message needs more. */
function wordsOf(text: string, language: EditedLanguage): Word[] {
  return text.split(/(?<=[.!?])\s+/u).flatMap((sentence) => analyse(sentence, language));
}

function ours({ texts, language }: Collection): Ask {
  const store = buildLexical(
    texts.map((text, place) => ({ ref: String(place), words: wordsOf(text, language), spelt: true })),
  );
  const lexical = opened(store);
  return (text) =>
    lexical.scores(analyse(text, language)).map(({ ref, score }) => ({ place: Number(ref), score }));
}

function opened(store: ReturnType<typeof buildLexical>): Lexical {
  const steps = openLexical(store);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

function recall(ask: Ask, { questions }: Collection): { one: boolean[]; three: boolean[] } {
  const ranks = questions.map(({ text, right }) =>
    ask(text)
      .slice(0, 3)
      .findIndex(({ place }) => right.has(place)),
  );
  return { one: ranks.map((rank) => rank === 0), three: ranks.map((rank) => rank >= 0) };
}

/** `folder`: the data, as named by BENCH_DATA. */
export function measureOtherTexts(folder: string): void {
  const both = (found: { one: boolean[]; three: boolean[] }): string =>
    `${percent(share(found.one))} / ${percent(share(found.three))}`;
  for (const collection of [xquad(folder), kazqad(folder)]) {
    const { name, texts, questions } = collection;
    console.error(`${name}: ours`);
    const mine = recall(ours(collection), collection);
    const lines = [
      ['', 'recall@1 / @3', 'ours more, @1 [95 %]'],
      ['ours', both(mine), ''],
    ];
    for (const peer of PEERS)
      for (const index of peer.indexes)
        for (const way of index.build(texts)) {
          console.error(`${name}: ${peer.name}, ${way.name}`);
          const found = recall(way.ask, collection);
          lines.push([`${peer.name}: ${way.name}`, both(found), signed(difference(mine.one, found.one))]);
        }
    printTable(`${name}: ${texts.length} texts, ${questions.length} questions, %`, lines);
  }
}
