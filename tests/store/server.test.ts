import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { migrations, temporaryFolder } from '../support/store.js';
import { storeContract } from './contract.js';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

storeContract('PostgreSQL server', async () => ({ kind: 'server', url: await postgres.freshDatabase() }));

describe('PostgreSQL server', () => {
  it('lets four processes migrate an empty database at once', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder.path, 'm'));
    writeFileSync(
      join(folder.path, 'm', '001-a.sql'),
      'CREATE TABLE a (id int); CREATE TYPE colour AS ENUM ($$red$$);'.replaceAll('$$', "'"),
    );
    writeFileSync(join(folder.path, 'm', '002-b.sql'), 'SELECT pg_sleep(0.1); INSERT INTO a VALUES (1);');
    const url = await postgres.freshDatabase();
    const deps = { migrations: join(folder.path, 'm') };
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore({ kind: 'server', url }, deps)));
    expect(await stores[0]?.query('SELECT * FROM a')).toEqual([{ id: 1 }]);
    await Promise.all(stores.map((store) => store.close()));
    folder.remove();
  });

  it('leaves nothing of a failed migration and names it', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder.path, '001-half.sql'), 'CREATE TABLE half (id int); SELECT nonsense;');
    const url = await postgres.freshDatabase();
    await expect(openStore({ kind: 'server', url }, { migrations: folder.path })).rejects.toThrow(
      /001-half\.sql failed.*nonsense/,
    );
    writeFileSync(join(folder.path, '001-half.sql'), 'CREATE TABLE half (id int);');
    const store = await openStore({ kind: 'server', url }, { migrations: folder.path });
    await store.close();
    folder.remove();
  });

  it.each(['fsync', 'synchronous_commit', 'full_page_writes'])(
    'refuses a server with %s off',
    async (setting) => {
      const unsafe = await startPostgres([`${setting}=off`]);
      await expect(openStore({ kind: 'server', url: unsafe.url }, { migrations })).rejects.toThrow(
        new RegExp(`${setting} = off.*lose messages`),
      );
      await unsafe.stop();
    },
  );

  it('rejects while the server is away, comes back with it and hears notices again', async () => {
    const own = await startPostgres();
    const store = await openStore({ kind: 'server', url: own.url }, { migrations });
    let wake: () => void = () => {};
    let woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const listening = await store.listen('news', () => wake());
    await own.kill();
    await expect(store.ping()).rejects.toThrow(/database error/);
    await expect(store.transaction((tx) => tx.query('SELECT 1'))).rejects.toThrow(/database error/);
    await own.restart();
    await woken; // told once after it listens again, as a notice may have been missed
    woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    await store.notify('news');
    await woken;
    await listening();
    await store.close();
    await own.stop();
  });

  it('says so when nothing answers at the address', async () => {
    await expect(
      openStore({ kind: 'server', url: 'postgres://nobody@127.0.0.1:1/none' }, { migrations }),
    ).rejects.toThrow(/ECONNREFUSED/);
  });
});
