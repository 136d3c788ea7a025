/** The thread that builds: entries in, the finished arrays out. It waits to be ended by whoever started it. */
import { parentPort } from 'node:worker_threads';
import { buildStore } from './build.js';
import type { SearchEntry } from './index.js';
import { writeStore } from './stored.js';

/** What the thread is told, in this order: any number of entries, then what to do with the store. */
export type ToWorker =
  | { kind: 'entries'; entries: SearchEntry[] }
  | { kind: 'build'; keep: { folder: string; key: string } | null };

export type FromWorker = {
  store: ReturnType<typeof buildStore>;
  /** Why the store could not be kept; the next start will build again. */
  notKept: string | null;
};

const port = parentPort;
if (port === null) throw new Error('worker.ts is run as a worker thread only');
const entries: SearchEntry[] = [];
port.on('message', (message: ToWorker) => {
  if (message.kind === 'entries') {
    entries.push(...message.entries);
    return;
  }
  const store = buildStore(entries);
  const kept =
    message.keep === null ? Promise.resolve() : writeStore(message.keep.folder, message.keep.key, store);
  kept
    .then(() => null)
    .catch((error: unknown) => (error instanceof Error ? error.message : 'unknown'))
    .then((notKept) => {
      const { lexical, model } = store;
      const arrays = [
        ...[lexical.numbers, lexical.starts, lexical.holders, lexical.vectorStarts, lexical.elements],
        ...[model.ids, model.units, model.weights],
      ];
      const transfer = arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
      port.postMessage({ store, notKept } satisfies FromWorker, transfer);
    });
});
