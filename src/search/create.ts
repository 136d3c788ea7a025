/** The search that is running: built aside in slices, swapped only when newer. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { searchInSteps } from './build.js';
import type { Search, SearchEntry } from './index.js';

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
  /** Generation first, entries second: entries may be newer than their number, never older. */
  load: () => Promise<{ generation: number; entries: readonly SearchEntry[] }>;
}

/** The event loop gets its turn at least this often while an index is built; the promise to others is 50 ms. */
const SLICE_MS = 12;

async function inSlices(steps: Generator<void, Search>): Promise<Search> {
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

export function createSearch({ load }: SearchDeps): LiveSearch {
  let live: Search = { generation: 0, find: () => ({ generation: 0, hits: [] }) };
  let started = false;
  let running: Promise<Search> | null = null;
  let waiting: Promise<Search> | null = null;

  async function round(): Promise<Search> {
    const { generation, entries } = await load();
    if (started && generation <= live.generation) return live;
    const built = await inSlices(searchInSteps(entries, generation));
    live = built;
    started = true;
    return live;
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
