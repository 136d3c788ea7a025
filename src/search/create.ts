/** The search that is running: built aside in a worker thread, or taken from its stored form; swapped only when newer. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { openStore, type SearchStore } from './build.js';
import type { Search, SearchEntry } from './index.js';
import { readStore } from './stored.js';
import type { FromWorker, ToWorker } from './worker.js';

export interface LiveSearch {
  /** The newest finished search. Before the first `refresh()` it knows nothing and finds nothing (generation 0). */
  current(): Search;
  /**
   * Loads the entries and swaps the index if they are newer. Calls that meet wait for the same work; one that comes
   * while entries are being indexed starts another round after it. Rejects if `load` does; the old search stays.
   */
  refresh(): Promise<Search>;
}

export interface SearchDeps {
  /** Generation first, entries second: entries may be newer than their number, never older. They are taken in slices. */
  load: () => Promise<{ generation: number; entries: Iterable<SearchEntry> }>;
  /** Where the built index is kept between starts; without it each start builds anew. */
  folder?: string;
  /** The index could not be kept or read: the reason. It is built anew at the next start. */
  onWarning?: (reason: string) => void;
}

/** The event loop gets its turn at least this often while entries are taken and an index is opened. */
const SLICE_MS = 8;
const ENTRIES_A_MESSAGE = 500;

export function createSearch({ load, folder, onWarning }: SearchDeps): LiveSearch {
  let live: Search = {
    generation: 0,
    find: () => ({ generation: 0, hits: [], danger: null, known: 0 }),
  };
  let started = false;
  let running: Promise<Search> | null = null;
  let waiting: Promise<Search> | null = null;

  async function round(): Promise<Search> {
    const { generation, entries } = await load();
    if (started && generation <= live.generation) return live;
    const { taken, key } = await inSlices(take(entries));
    const before = await kept(key);
    if (before !== null) live = await inSlices(openStore(before, generation));
    else {
      const worker = startWorker();
      try {
        live = await inSlices(openStore(await built(worker, taken, key), generation));
      } finally {
        // not sooner: giving back the memory of a thread holds the others while they take memory
        await worker.terminate();
      }
    }
    started = true;
    return live;
  }

  async function kept(key: string): Promise<SearchStore | null> {
    if (folder === undefined) return null;
    return readStore(folder, key).catch((error: unknown) => {
      onWarning?.(error instanceof Error ? error.message : 'unknown');
      return null;
    });
  }

  async function built(worker: Worker, entries: readonly SearchEntry[], key: string): Promise<SearchStore> {
    const keep = folder === undefined ? null : { folder, key };
    const { store, notKept } = await inWorker(worker, entries, keep);
    if (notKept !== null) onWarning?.(notKept);
    return store;
  }

  function start(): Promise<Search> {
    const current = round().finally(() => {
      running = null;
    });
    running = current;
    return current;
  }

  return {
    current: () => live,
    refresh() {
      if (!running) return start();
      // what is running may have read its entries before this call: one more round, shared by all who ask meanwhile
      waiting ??= running
        .catch(() => live)
        .then(() => {
          waiting = null;
          return start();
        });
      return waiting;
    },
  };
}

async function inSlices<T>(steps: Generator<void, T>): Promise<T> {
  let sliceEnds = performance.now() + SLICE_MS;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() >= sliceEnds) {
      await nextTurn();
      sliceEnds = performance.now() + SLICE_MS;
    }
  }
}

/** All entries, and the key of what is built of them by this program. */
function* take(entries: Iterable<SearchEntry>): Generator<void, { taken: SearchEntry[]; key: string }> {
  const hash = createHash('sha256').update(program());
  const taken: SearchEntry[] = [];
  for (const entry of entries) {
    const { topic, also = '', language, kind, text } = entry;
    hash.update(`${topic}\t${also}\t${language}\t${kind}\t${text}\n`);
    taken.push(entry);
    yield;
  }
  return { taken, key: hash.digest('hex') };
}

let fingerprint: string | undefined;

/** A fingerprint of the code that analyses and learns: another program must not take over the old one's index. */
function program(): string {
  if (fingerprint !== undefined) return fingerprint;
  const hash = createHash('sha256');
  for (const folder of ['../language/', './'])
    for (const name of readdirSync(new URL(folder, import.meta.url)).sort())
      if (/\.[jt]s$/u.test(name)) hash.update(readFileSync(new URL(folder + name, import.meta.url)));
  fingerprint = hash.digest('hex');
  return fingerprint;
}

async function inWorker(
  worker: Worker,
  entries: readonly SearchEntry[],
  keep: { folder: string; key: string } | null,
): Promise<FromWorker> {
  const done = new Promise<FromWorker>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread that builds the index ended with ${code}`)));
  });
  const tell = (message: ToWorker) => worker.postMessage(message);
  const telling = async () => {
    for (let from = 0; from < entries.length; from += ENTRIES_A_MESSAGE) {
      tell({ kind: 'entries', entries: entries.slice(from, from + ENTRIES_A_MESSAGE) });
      await nextTurn();
    }
    tell({ kind: 'build', keep });
  };
  // together: a thread that fails while it is still being told must be heard
  const [result] = await Promise.all([done, telling()]);
  return result;
}

/** Much is made and soon dropped: with room for it the collector has a third of the work. */
const LIMITS = { maxYoungGenerationSizeMb: 96 };

function startWorker(): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./worker.js', import.meta.url), { resourceLimits: LIMITS });
  // run from source (tests, scripts) the thread needs the loader that this one has
  const source = JSON.stringify(new URL('./worker.ts', import.meta.url).href);
  return new Worker(`import('tsx/esm/api').then(({ tsImport }) => tsImport(${source}, ${source}))`, {
    eval: true,
    resourceLimits: LIMITS,
  });
}
