import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isUniqueViolation, openStore, type Store, type StoreOptions } from '../../src/store/index.js';
import { temporaryFolder } from '../support/store.js';

/** What every kind of database must do alike. */
export function storeContract(name: string, where: () => Promise<StoreOptions>): void {
  describe(`store contract: ${name}`, () => {
    const folder = temporaryFolder();
    const migrations = join(folder.path, 'migrations');
    let options: StoreOptions;
    let store: Store;

    beforeAll(async () => {
      mkdirSync(migrations);
      writeFileSync(
        join(migrations, '001-things.sql'),
        `CREATE TABLE thing (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text CONSTRAINT thing_name UNIQUE,
         day date, at timestamptz, body bytea, doc jsonb); CREATE TABLE second (id int);`,
      );
      writeFileSync(join(migrations, '002-more.sql'), 'ALTER TABLE thing ADD COLUMN amount numeric(12,2);');
      options = await where();
      store = await openStore(options, { migrations });
    });
    afterAll(async () => {
      await store.close();
      folder.remove();
    });

    it('gives the same JavaScript values on every kind', async () => {
      const at = new Date('2026-11-22T10:00:00.123Z');
      const rows = await store.query<Record<string, unknown>>(
        'INSERT INTO thing (name, day, at, body, doc, amount) VALUES ($1,$2,$3,$4,$5,$6) RETURNING *',
        ['values', '2026-03-29', at, Buffer.from([0, 255, 92]), JSON.stringify([{ a: 'ў' }]), '12.50'],
      );
      const [row] = rows;
      expect(row).toMatchObject({ name: 'values', day: '2026-03-29', doc: [{ a: 'ў' }], amount: '12.50' });
      expect(typeof row?.id).toBe('number');
      expect(row?.at).toEqual(at);
      expect(row?.body).toEqual(Buffer.from([0, 255, 92]));
      const [count] = await store.query<{ n: unknown }>('SELECT count(*) AS n FROM thing');
      expect(typeof count?.n).toBe('number');
    });

    it('takes arrays, also of bytes and with empty places', async () => {
      const bodies = [Buffer.from([1, 92, 34]), Buffer.from('"ҳа"\\')];
      const rows = await store.query<{ name: string | null; body: Buffer; order: number | null }>(
        'SELECT * FROM unnest($1::text[], $2::bytea[], $3::bigint[]) AS t(name, body, "order")',
        [['a,"b"\\', null], bodies, [2 ** 40, null]],
      );
      expect(rows).toEqual([
        { name: 'a,"b"\\', body: bodies[0], order: 2 ** 40 },
        { name: null, body: bodies[1], order: null },
      ]);
    });

    it('keeps code and constraint of a failed statement and drops its values', async () => {
      await store.query('INSERT INTO thing (name) VALUES ($1)', ['canary-7731']);
      const failure: unknown = await store
        .query('INSERT INTO thing (name) VALUES ($1)', ['canary-7731'])
        .catch((error: unknown) => error);
      expect(isUniqueViolation(failure, 'thing_name')).toBe(true);
      expect(isUniqueViolation(failure, 'thing_pkey')).toBe(false);
      const seen =
        failure instanceof Error ? `${failure.message}${failure.stack}${JSON.stringify(failure)}` : '';
      expect(seen).toContain('23505');
      expect(seen).not.toContain('canary');
      expect(failure).not.toHaveProperty('cause');
    });

    it('rolls a failed transaction back and passes its error on', async () => {
      const surprise = new Error('own');
      await expect(
        store.transaction(async (tx) => {
          await tx.query("INSERT INTO thing (name) VALUES ('rolled back')");
          throw surprise;
        }),
      ).rejects.toBe(surprise);
      expect(await store.query("SELECT 1 FROM thing WHERE name = 'rolled back'")).toEqual([]);
    });

    it('commits what a transaction did, and only then shows it', async () => {
      const before = await store.transaction(async (tx) => {
        await tx.query("INSERT INTO thing (name) VALUES ('committed')");
        return tx.query("SELECT 1 FROM thing WHERE name = 'committed'");
      });
      expect(before).toHaveLength(1);
      expect(await store.query("SELECT 1 FROM thing WHERE name = 'committed'")).toHaveLength(1);
    });

    it('refuses the store inside its own transaction instead of hanging', async () => {
      await expect(store.transaction(() => store.query('SELECT 1'))).rejects.toThrow(/use its own handle/);
      await expect(store.transaction(() => store.transaction(async () => 1))).rejects.toThrow(/own handle/);
      expect(await store.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    });

    it('lets work that a transaction left behind use the store afterwards', async () => {
      let open: () => void = () => {};
      const gate = new Promise<void>((resolve) => {
        open = resolve;
      });
      let later: Promise<object[]> = Promise.resolve([]);
      await store.transaction(async () => {
        later = gate.then(() => store.query('SELECT 1 AS one'));
      });
      open();
      expect(await later).toEqual([{ one: 1 }]);
    });

    it('serves many at once', async () => {
      const jobs = Array.from({ length: 60 }, (_, i) =>
        i % 2
          ? store.transaction(async (tx) => (await tx.query('SELECT $1::int AS n', [i]))[0])
          : store.query('SELECT $1::int AS n', [i]).then((rows) => rows[0]),
      );
      expect(await Promise.all(jobs)).toEqual(jobs.map((_, n) => ({ n })));
    });

    it('claims rows with SKIP LOCKED', async () => {
      const claimed = await store.query<{ id: number }>(
        'SELECT id FROM thing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED',
      );
      expect(claimed).toHaveLength(1);
    });

    it('tells listeners, also from within a transaction at its commit, until they stop', async () => {
      let heard = 0;
      let wake: () => void = () => {};
      const next = () =>
        new Promise<void>((resolve) => {
          wake = resolve;
        });
      const stop = await store.listen('news', () => {
        heard += 1;
        wake();
      });
      let told = next();
      await store.notify('news');
      await told;
      told = next();
      await store.transaction(async (tx) => {
        await tx.query("SELECT pg_notify('news', '')");
      });
      await told;
      expect(heard).toBe(2);
      await stop();
      await store.notify('news');
      await store.query('SELECT 1');
      expect(heard).toBe(2);
    });

    it('applies migrations once and in order', async () => {
      const rows = await store.query<{ name: string }>('SELECT name FROM schema_migration ORDER BY name');
      expect(rows.map((row) => row.name)).toEqual(['001-things.sql', '002-more.sql']);
    });

    it('answers a ping, vacuums', async () => {
      await store.ping();
      await store.vacuum();
    });
  });
}
