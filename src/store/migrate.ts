import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Queryable } from './index.js';

/** One connection that can also run a script of several statements. */
export interface Connection extends Queryable {
  script(sql: string): Promise<void>;
}

/** Any fixed number: the same for every process of this product, on no other lock. */
const LOCK = 7_249_016_331;

/**
 * Applies what is new in `folder` (`001-name.sql`, in order of name), each file in a transaction of its own.
 * Safe to call from many processes at once: the first does the work, the others wait for it.
 */
export async function migrate(connection: Connection, folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /^\d{3}-.+\.sql$/.test(name)).sort();
  await connection.query('SELECT pg_advisory_lock($1::bigint)', [LOCK]);
  try {
    await connection.script(
      'CREATE TABLE IF NOT EXISTS schema_migration (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const rows = await connection.query<{ name: string }>('SELECT name FROM schema_migration');
    const applied = new Set(rows.map((row) => row.name));
    for (const name of names) {
      if (!applied.has(name)) await apply(connection, name, await readFile(join(folder, name), 'utf8'));
    }
  } finally {
    await connection.query('SELECT pg_advisory_unlock($1::bigint)', [LOCK]);
  }
}

async function apply(connection: Connection, name: string, sql: string): Promise<void> {
  await connection.script('BEGIN');
  try {
    await connection.script(sql);
    await connection.query('INSERT INTO schema_migration (name) VALUES ($1)', [name]);
    await connection.script('COMMIT');
  } catch (error) {
    await connection.script('ROLLBACK');
    throw new Error(`migration ${name} failed: ${error instanceof Error ? error.message : 'unknown'}`, {
      cause: error,
    });
  }
}
