import * as fs from 'node:fs';
import { join, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { channelName } from './channel-name.js';
import { DurableNodeFS } from './durable-fs.js';
import { storeError } from './errors.js';
import { lockFolder } from './folder-lock.js';
import type { EmbeddedOptions, Queryable, Store, StoreDeps } from './index.js';
import { migrate } from './migrate.js';
import { createOwnTransactionGuard } from './own-transaction.js';
import { createDatabaseFolder, TEMPLATE_NAME } from './template.js';

const VACUUM_EVERY_MS = 6 * 3_600_000;
const CHECKPOINT_AFTER_BYTES = 48 * 1024 * 1024;

const INT8 = 20;
const BYTEA = 17;
const DATE = 1082;

// `-F` would turn fsync off; the file layer (DurableNodeFS) can do it.
const startParams = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  ...['fsync=on', 'wal_sync_method=fsync', 'synchronous_commit=on', 'full_page_writes=on'].flatMap(flag),
  ...['shared_buffers=16MB', 'max_wal_size=64MB', 'min_wal_size=64MB'].flatMap(flag),
];

function flag(setting: string): string[] {
  return ['-c', setting];
}

/** PostgreSQL inside this process, in `<dataDir>/db`, durable at each commit. One process at a time. */
export async function openEmbedded(options: EmbeddedOptions, deps: StoreDeps): Promise<Store> {
  const dataDir = resolve(options.dataDir);
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const release = await lockFolder(dataDir, join(dataDir, 'lock'));
  try {
    return await open(dataDir, options.templateDir, deps, release);
  } catch (error) {
    release();
    throw error;
  }
}

async function open(
  dataDir: string,
  templateDir: string | undefined,
  deps: StoreDeps,
  release: () => void,
): Promise<Store> {
  const folder = join(dataDir, 'db');
  if (!fs.existsSync(join(folder, 'PG_VERSION'))) {
    await createDatabaseFolder(folder, templateDir && join(templateDir, TEMPLATE_NAME));
  }
  const disk = new DurableNodeFS(folder);
  const database = await PGlite.create({
    fs: disk,
    startParams,
    parsers: {
      [INT8]: Number,
      [DATE]: (day: string) => day,
      [BYTEA]: (hex: string) => Buffer.from(hex.slice(2), 'hex'),
    },
    serializers: { [BYTEA]: bytea },
  });

  const rows = async <Row extends object>(
    on: PGlite | Transaction,
    sql: string,
    params: readonly unknown[],
  ): Promise<Row[]> => {
    try {
      return (await on.query<Row>(sql, [...params])).rows;
    } catch (error) {
      throw storeError(error);
    }
  };
  const script = async (sql: string): Promise<void> => {
    try {
      await database.exec(sql);
    } catch (error) {
      throw storeError(error);
    }
  };

  await migrate({ query: (sql, params = []) => rows(database, sql, params), script }, deps.migrations);

  const guard = createOwnTransactionGuard();
  let checkpoint: Promise<void> | undefined;
  const checkpointIfDue = (): void => {
    // A single-user PostgreSQL makes no checkpoints of its own: without this its WAL would grow for ever.
    if (disk.walBytes < CHECKPOINT_AFTER_BYTES || checkpoint) return;
    disk.resetWalBytes();
    checkpoint = script('CHECKPOINT')
      .catch((error: unknown) => deps.onProblem?.('checkpoint', storeError(error).code))
      .finally(() => {
        checkpoint = undefined;
      });
  };

  const vacuumTables = async (): Promise<void> => {
    const tables = await rows<{ name: string }>(
      database,
      "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'",
      [],
    );
    for (const { name } of tables) {
      await script(`VACUUM (ANALYZE) ${name}`);
      await nextTurn(); // PostgreSQL runs on this thread: requests get their turn between tables
    }
    await script('CHECKPOINT');
    disk.resetWalBytes();
  };
  let vacuuming: Promise<void> | undefined;
  const vacuum = (): Promise<void> => {
    vacuuming ??= vacuumTables().finally(() => {
      vacuuming = undefined;
    });
    return vacuuming;
  };
  const housekeeping = setInterval(() => {
    vacuum().catch((error: unknown) => deps.onProblem?.('vacuum', storeError(error).code));
  }, deps.vacuumEveryMs ?? VACUUM_EVERY_MS);
  housekeeping.unref();

  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    clearInterval(housekeeping);
    try {
      await checkpoint;
      await vacuuming?.catch(() => undefined);
      await script('CHECKPOINT');
      await database.close();
    } finally {
      release();
    }
  };

  return {
    kind: 'embedded',
    async query<Row extends object>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
      guard.check();
      const result = await rows<Row>(database, sql, params);
      checkpointIfDue();
      return result;
    },
    async transaction(work) {
      guard.check();
      let failure: unknown;
      try {
        const result = await database.transaction((tx) => {
          const handle: Queryable = { query: (sql, params = []) => rows(tx, sql, params) };
          return guard.run(() =>
            work(handle).catch((error: unknown) => {
              failure = error;
              throw error;
            }),
          );
        });
        // PGlite does not sync at the commit of a transaction: it counts itself as still inside.
        await disk.flush();
        checkpointIfDue();
        return result;
      } catch (error) {
        throw error === failure ? error : storeError(error);
      }
    },
    async listen(channel, onNotice) {
      const stop = await database.listen(channelName(channel), onNotice);
      return () => stop();
    },
    async notify(channel) {
      guard.check();
      await rows(database, 'SELECT pg_notify($1, $2)', [channelName(channel), '']);
    },
    async ping() {
      guard.check();
      await rows(database, 'SELECT 1', []);
    },
    vacuum,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function bytea(value: unknown): string {
  if (!(value instanceof Uint8Array)) throw new Error('a bytea parameter must be bytes');
  return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
}
