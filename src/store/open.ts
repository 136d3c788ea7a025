import { openEmbedded } from './embedded.js';
import type { SharedState, StateDeps, StateOptions, Store, StoreDeps, StoreOptions } from './index.js';
import { createMemoryState } from './memory-state.js';
import { createRedisState } from './redis-state.js';
import { openServer } from './server.js';

/**
 * Opens the database and brings its tables up to date. Rejects in plain English if the data folder is in use by
 * another process or the server would lose what it confirmed.
 */
export function openStore(options: StoreOptions, deps: StoreDeps): Promise<Store> {
  return options.kind === 'embedded' ? openEmbedded(options, deps) : openServer(options, deps);
}

/** Shared state; never waits for Redis to come up. */
export function createState(options: StateOptions, deps: StateDeps = {}): SharedState {
  return options.kind === 'memory' ? createMemoryState() : createRedisState(options.url, deps);
}
