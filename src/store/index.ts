/** The door of `store`: one SQL database (embedded or server), short-lived shared state, clock and keys. */

export { createClock } from './clock.js';
export { isStoreError, isUniqueViolation, type StoreError } from './errors.js';
export { createState, openStore } from './open.js';
export { writeTemplate } from './template.js';
export { createVault, loadOrMakeSecretKey, parseSecretKey } from './vault.js';

export interface EmbeddedOptions {
  kind: 'embedded';
  /** The database goes to `<dataDir>/db`, the lock of the running process to `<dataDir>/lock`. */
  dataDir: string;
  /** Where `writeTemplate` has left its file; without it the first start is slower and needs more memory. */
  templateDir?: string;
}

export interface ServerOptions {
  kind: 'server';
  url: string;
  /** Connections at most, 10 if not given; one more listens for notices. */
  poolSize?: number;
}

export type StoreOptions = EmbeddedOptions | ServerOptions;

export interface StoreDeps {
  /** The folder of `001-….sql` files. */
  migrations: string;
  /** Trouble in the background that will be tried again: what, and a code without content. */
  onProblem?(what: string, code: string): void;
  /** Embedded only; six hours if not given. */
  vacuumEveryMs?: number;
}

export type StateOptions = { kind: 'memory' } | { kind: 'redis'; url: string };

export interface StateDeps {
  onProblem?(what: string, code: string): void;
}

export interface Queryable {
  /**
   * Runs one statement with `$1…` parameters and returns its rows. On both kinds: int8 comes as number, date as
   * `YYYY-MM-DD`, timestamptz as Date, bytea as Buffer, numeric as text; JSON goes in as `JSON.stringify(x)`.
   * Rejects with a `StoreError`, which has the code and constraint but never parameters or rows.
   */
  query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

export interface Store extends Queryable {
  readonly kind: 'embedded' | 'server';
  /** Inside `work` only `tx` may be used: the embedded store has one connection and would wait for ever. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /** A hint only; the database stays the truth. Returns a function that stops listening. */
  listen(channel: string, onNotice: () => void): Promise<() => Promise<void>>;
  notify(channel: string): Promise<void>;
  /** Rejects when the database cannot be reached. */
  ping(): Promise<void>;
  /** Embedded: clears dead rows and truncates the log; also done by itself every six hours. */
  vacuum(): Promise<void>;
  close(): Promise<void>;
}

/** Short-lived shared state (memory or Redis): never the only copy of anything acknowledged to a person. */
export interface SharedState {
  readonly kind: 'memory' | 'redis';
  get(key: string): Promise<string | null>;
  set(key: string, value: string, ttlSeconds: number): Promise<void>;
  delete(key: string): Promise<void>;
  /** Counts within a window that starts with the first call; returns the count and the milliseconds left. */
  count(key: string, windowMs: number): Promise<{ count: number; resetMs: number }>;
  publish(channel: string): Promise<void>;
  subscribe(channel: string, onNotice: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export interface Clock {
  now(): Date;
  /** The day in Moscow, `YYYY-MM-DD`. */
  today(): string;
}

/** Keys made from SECRET_KEY. Context binds a sealed text to its place: opened elsewhere it fails. */
export interface Vault {
  seal(plain: string, context: string): Buffer;
  /** Throws if the key or the context is not the one it was sealed with. */
  open(sealed: Uint8Array, context: string): string;
  /** Keyed hash (hex, 32 bytes) for look-ups without the value, e.g. of a chat id. */
  fingerprint(purpose: string, value: string): string;
}
