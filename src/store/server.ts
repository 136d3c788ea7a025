import pg from 'pg';
import { channelName } from './channel-name.js';
import { storeError } from './errors.js';
import type { Queryable, ServerOptions, Store, StoreDeps } from './index.js';
import { migrate } from './migrate.js';
import { createOwnTransactionGuard } from './own-transaction.js';

const INT8 = 20;
const DATE = 1082;
/** A server that hangs, or a network that swallows: the caller is told "away" and Telegram comes again. */
const ANSWER_WITHIN_MS = 5_000;

const asText = (value: string): string => value;

/** The same JavaScript values as the embedded store: numbers for int8, `YYYY-MM-DD` for date. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8) return Number;
    if (oid === DATE) return asText;
    return pg.types.getTypeParser(oid, format ?? 'text');
  },
};

type Client = pg.Pool | pg.PoolClient | pg.Client;

async function rows<Row extends object>(
  client: Client,
  sql: string,
  params: readonly unknown[],
  withinMs?: number,
): Promise<Row[]> {
  try {
    const query = {
      text: sql,
      values: [...params],
      ...(withinMs === undefined ? {} : { query_timeout: withinMs }),
    };
    return (await client.query<Row & pg.QueryResultRow>(query)).rows;
  } catch (error) {
    throw storeError(error);
  }
}

/** A PostgreSQL server by its address; a pool for statements and one connection for notices. */
export async function openServer(options: ServerOptions, deps: StoreDeps): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: 30_000,
    types,
  });
  // An idle connection that dies is replaced by the pool; without a listener the process would end.
  pool.on('error', (error) => deps.onProblem?.('connection', storeError(error).code));

  try {
    await prepare(pool, deps.migrations);
  } catch (error) {
    await pool.end();
    throw error;
  }

  const guard = createOwnTransactionGuard();
  const ear = createEar(options.url, deps);
  let closing: Promise<void> | undefined;

  return {
    kind: 'server',
    async query(sql, params = []) {
      guard.check();
      return rows(pool, sql, params, ANSWER_WITHIN_MS);
    },
    async transaction(work) {
      guard.check();
      const client = await connect(pool);
      let broken = false;
      try {
        await rows(client, 'BEGIN', []);
        const handle: Queryable = { query: (sql, params = []) => rows(client, sql, params) };
        const result = await guard.run(() => work(handle));
        await rows(client, 'COMMIT', []);
        return result;
      } catch (error) {
        broken = await rows(client, 'ROLLBACK', []).then(
          () => false,
          () => true,
        );
        throw error;
      } finally {
        client.off('error', ignore);
        client.release(broken);
      }
    },
    listen: ear.listen,
    async notify(channel) {
      guard.check();
      await rows(pool, 'SELECT pg_notify($1, $2)', [channelName(channel), '']);
    },
    async ping() {
      guard.check();
      await rows(pool, 'SELECT 1', []);
    },
    /** A server has its own autovacuum. */
    async vacuum() {},
    close: () => {
      closing ??= ear.close().then(() => pool.end());
      return closing;
    },
  };
}

/** The statement in hand rejects with the same error. */
function ignore(): void {}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    const client = await pool.connect();
    // The pool takes its own listener off a client that is handed out; without one a lost connection ends the process.
    client.on('error', ignore);
    return client;
  } catch (error) {
    throw storeError(error);
  }
}

async function prepare(pool: pg.Pool, migrations: string): Promise<void> {
  const client = await connect(pool);
  try {
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      const [row] = await rows<{ value: string }>(client, 'SELECT current_setting($1) AS value', [setting]);
      if (row?.value === 'off') {
        throw new Error(
          `The PostgreSQL server runs with ${setting} = off: it would lose messages it has already confirmed. Set ${setting} = on and start again.`,
        );
      }
    }
    // Migrations may take longer than a statement of daily life.
    await rows(client, 'SET statement_timeout = 0', []);
    const script = async (sql: string): Promise<void> => {
      try {
        await client.query(sql);
      } catch (error) {
        throw storeError(error);
      }
    };
    await migrate({ query: (sql, params = []) => rows(client, sql, params), script }, migrations);
  } finally {
    client.off('error', ignore);
    client.release(true);
  }
}

/** One connection that listens; it comes back by itself and then tells everyone, as notices may have been missed. */
function createEar(url: string, deps: StoreDeps) {
  const listeners = new Map<string, Set<() => void>>();
  let client: pg.Client | undefined;
  let opening: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let delayMs = 200;
  let closed = false;

  const lost = (gone: pg.Client): void => {
    if (client === gone) client = undefined;
    if (closed || retry) return;
    retry = setTimeout(() => {
      retry = undefined;
      open().then(
        () => {
          for (const set of listeners.values()) for (const onNotice of set) onNotice();
        },
        (error: unknown) => deps.onProblem?.('listen', storeError(error).code),
      );
    }, delayMs);
    retry.unref();
    delayMs = Math.min(delayMs * 2, 5_000);
  };

  const connectOnce = async (): Promise<void> => {
    const fresh = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: 3_000,
      types,
    });
    fresh.on('error', () => lost(fresh));
    fresh.on('end', () => lost(fresh));
    fresh.on('notification', ({ channel }) => {
      for (const onNotice of listeners.get(channel) ?? []) onNotice();
    });
    try {
      await fresh.connect();
      for (const channel of listeners.keys()) await fresh.query(`LISTEN ${channel}`);
    } catch (error) {
      lost(fresh);
      throw storeError(error);
    }
    client = fresh;
    delayMs = 200;
  };
  const open = (): Promise<void> => {
    if (client) return Promise.resolve();
    opening ??= connectOnce().finally(() => {
      opening = undefined;
    });
    return opening;
  };

  return {
    async listen(channel: string, onNotice: () => void): Promise<() => Promise<void>> {
      const name = channelName(channel);
      await open();
      const set = listeners.get(name) ?? new Set();
      set.add(onNotice);
      listeners.set(name, set);
      if (client) await rows(client, `LISTEN ${name}`, []);
      return async () => {
        set.delete(onNotice);
        if (set.size > 0) return;
        listeners.delete(name);
        if (client) await rows(client, `UNLISTEN ${name}`, []);
      };
    },
    async close(): Promise<void> {
      closed = true;
      clearTimeout(retry);
      await opening?.catch(() => undefined);
      await client?.end();
    },
  };
}
