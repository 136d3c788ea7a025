/**
 * Part D: what it costs. Building and opening of our search and its answers, with the entries of the guide and with 4
 * and 16 times as many; its stored size; the peers over the same entries. All calls measured are synchronous: one core.
 */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildStore, openStore } from '../../src/search/build.js';
import type { Search, SearchEntry } from '../../src/search/index.js';
import { writeStore } from '../../src/search/stored.js';
import { random } from '../../tests/support/fake-telegram/chaos.js';
import { ROOT } from '../wiring.js';
import { guessed, readEntries, testQuestions } from './questions.js';
import { printTable, quantile } from './statistics.js';
import { TOPIC_PEERS } from './topics.js';

const TIMES = [1, 4, 16];
/** Of the slowest engine a question takes some 50 ms. */
const ASKED = 400;
const WARM_UP = 50;
const SEED = 20_26;
const LONG_WORD = /\p{L}{5,}/gu;
const CYRILLIC = [...'абвгдежзийклмнопрстуфхцчшыьэюя'];
const LATIN = [...'abcdefghijklmnopqrstuvxyz'];

/** The entries and copies of them with another letter in every long word: more words, as a larger guide would have. */
function grown(entries: readonly SearchEntry[], times: number): SearchEntry[] {
  const copies = [...entries];
  for (let copy = 1; copy < times; copy += 1) {
    const draw = random(SEED, copy);
    // a word that comes again is changed alike within a copy, else each place would be a word of its own
    const changed = new Map<string, string>();
    const change = (word: string): string => {
      const at = Math.floor(draw() * word.length);
      const alphabet = /\p{Script=Cyrillic}/u.test(word) ? CYRILLIC : LATIN;
      const letter = alphabet[Math.floor(draw() * alphabet.length)] ?? '';
      return word.slice(0, at) + letter + word.slice(at + 1);
    };
    for (const entry of entries) {
      const text = entry.text.replace(LONG_WORD, (word) => {
        const other = changed.get(word) ?? change(word);
        changed.set(word, other);
        return other;
      });
      copies.push({ ...entry, text });
    }
  }
  return copies;
}

interface Timed<T> {
  made: T;
  ms: number;
}

function timed<T>(make: () => T): Timed<T> {
  const start = performance.now();
  const made = make();
  return { made, ms: performance.now() - start };
}

/** Opened at one go; the longest step is what the event loop of a server has to wait for. */
function opened(steps: Generator<void, Search>): { search: Search; ms: number; longest: number } {
  let [ms, longest] = [0, 0];
  for (;;) {
    const { made: step, ms: took } = timed(() => steps.next());
    ms += took;
    longest = Math.max(longest, took);
    if (step.done) return { search: step.value, ms, longest };
  }
}

/** Half and 99 % of the questions are answered within so many milliseconds. */
function answering(ask: (text: string) => unknown, texts: readonly string[]): { p50: number; p99: number } {
  for (const text of texts.slice(0, WARM_UP)) ask(text);
  const times = texts.map((text) => timed(() => ask(text)).ms).sort((a, b) => a - b);
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

async function storedSize(store: ReturnType<typeof buildStore>): Promise<{ bytes: number; gzip: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-search-'));
  try {
    await writeStore(folder, 'bench', store);
    const [name = ''] = await readdir(folder);
    const { size } = await stat(join(folder, name));
    return { bytes: size, gzip: gzipSync(await readFile(join(folder, name))).length };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const whole = (value: number): string => value.toFixed(0);
const exact = (value: number): string => value.toFixed(2);
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

export async function measureCost(): Promise<void> {
  const { all, found } = await readEntries();
  const questions = testQuestions();
  const every = Math.max(1, Math.floor(questions.length / ASKED));
  const asked = questions.filter((_, at) => at % every === 0).map(({ text }) => text);

  const lines = [
    [
      '',
      'entries',
      'terms',
      'build ms',
      'open ms',
      'longest step',
      'p50 ms',
      'p99 ms',
      'stored MB',
      'gzip MB',
    ],
  ];
  for (const times of TIMES) {
    console.error(`cost: ours, ${times} x`);
    const entries = grown(all, times);
    const store = timed(() => buildStore(entries));
    const { search, ms, longest } = opened(openStore(store.made, 1));
    const { p50, p99 } = answering((text) => search.find(text, { language: guessed(text) }), asked);
    const size = await storedSize(store.made);
    const terms = store.made.lexical.terms.split('\n').length;
    lines.push([
      `${times} x`,
      ...[entries.length, terms, store.ms, ms].map(whole),
      ...[longest, p50, p99].map(exact),
      ...[size.bytes, size.gzip].map(megabytes),
    ]);
  }
  printTable('ours, with identification of the language', lines);

  const model = await readFile(join(ROOT, 'src', 'language', 'model.json'));
  console.log(
    `\nmodel of languages: ${whole(model.length / 1e3)} kB, gzip ${whole(gzipSync(model).length / 1e3)} kB`,
  );

  const texts = found.map(({ text }) => text);
  const peers = [['', 'build ms', 'p50 ms', 'p99 ms']];
  for (const peer of TOPIC_PEERS)
    for (const index of peer.indexes) {
      const ways = timed(() => index.build(texts));
      for (const way of ways.made) {
        console.error(`cost: ${peer.name}, ${way.name}`);
        const { p50, p99 } = answering(way.ask, asked);
        peers.push([`${peer.name}: ${way.name}`, whole(ways.ms), exact(p50), exact(p99)]);
      }
    }
  printTable(`peers, ${texts.length} entries`, peers);
}
