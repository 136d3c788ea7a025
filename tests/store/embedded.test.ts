import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.js';
import { migrations, openTestStore, templateFolder, temporaryFolder } from '../support/store.js';
import { storeContract } from './contract.js';

const contractFolder = temporaryFolder();
storeContract('embedded', async () => ({
  kind: 'embedded',
  dataDir: join(contractFolder.path, 'data'),
  templateDir: await templateFolder(),
}));

const child = fileURLToPath(new URL('./writer-child.ts', import.meta.url));

/** Runs a process that writes numbers into the folder and prints each when it is confirmed. */
function writer(dataDir: string, templateDir: string) {
  const process = spawn('node', ['--import', 'tsx', child, dataDir, templateDir], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
  return { process, next: async () => String((await lines.next()).value) };
}

describe('embedded store', () => {
  it('refuses a folder in use, in plain words and by process, and takes it over after a kill', async () => {
    const folder = temporaryFolder();
    const dataDir = join(folder.path, 'data');
    const templateDir = await templateFolder();
    const other = writer(dataDir, templateDir);
    let confirmed = Number(await other.next());
    while (confirmed < 40) confirmed = Number(await other.next());

    const options = { kind: 'embedded', dataDir, templateDir } as const;
    await expect(openStore(options, { migrations })).rejects.toThrow(
      new RegExp(`in use by process ${other.process.pid}.*Stop that process first`),
    );

    const gone = new Promise((resolve) => other.process.once('exit', resolve));
    other.process.kill('SIGKILL');
    await gone;
    for (;;) {
      const line = await other.next();
      if (line === 'undefined') break;
      confirmed = Number(line);
    }
    const store = await openStore(options, { migrations });
    const [row] = await store.query<{ top: number; n: number }>(
      'SELECT max(n) AS top, count(*) AS n FROM number',
    );
    expect(row?.top).toBeGreaterThanOrEqual(confirmed);
    expect(row?.n).toBe(row?.top);
    await store.close();
    folder.remove();
  });

  it('refuses a second opening by the same process and frees the folder at close', async () => {
    const first = await openTestStore();
    const again = { kind: 'embedded', dataDir: first.dataDir } as const;
    await expect(openStore(again, { migrations })).rejects.toThrow(/in use/);
    await first.store.query('CREATE TABLE kept AS SELECT 7 AS n');
    await first.store.close();
    expect(existsSync(join(first.dataDir, 'lock'))).toBe(false);
    const second = await openStore(again, { migrations });
    expect(await second.query('SELECT n FROM kept')).toEqual([{ n: 7 }]);
    await second.close();
    await first.done();
  });

  it('takes over the lock of a process whose number was given again', async () => {
    const { store, dataDir, done } = await openTestStore();
    const lock = readFileSync(join(dataDir, 'lock'), 'utf8');
    await store.close();
    writeFileSync(
      join(dataDir, 'lock'),
      JSON.stringify({ ...JSON.parse(lock), pid: process.ppid, started: '1' }),
    );
    const next = await openStore({ kind: 'embedded', dataDir }, { migrations });
    await next.ping();
    await next.close();
    await done();
  });

  it('syncs the log to the disk before it answers, also for a transaction', async () => {
    const { store, done } = await openTestStore();
    await store.query('CREATE TABLE n (n int)');
    const statement = await syncsDuring(() => store.query('INSERT INTO n VALUES (1)'));
    const transaction = await syncsDuring(() =>
      store.transaction(async (tx) => {
        await tx.query('INSERT INTO n VALUES (2)');
        await tx.query('INSERT INTO n VALUES (3)');
      }),
    );
    const reading = await syncsDuring(() => store.query('SELECT * FROM n'));
    expect([statement, transaction, reading]).toEqual([1, 1, 0]);
    await done();
  });

  it('vacuums on its schedule', async () => {
    const folder = temporaryFolder();
    const options = {
      kind: 'embedded',
      dataDir: join(folder.path, 'data'),
      templateDir: await templateFolder(),
    } as const;
    const store = await openStore(options, { migrations, vacuumEveryMs: 20 });
    await store.query('CREATE TABLE n AS SELECT 1 AS n');
    // Only VACUUM or ANALYZE writes this number.
    const pages = () => store.query("SELECT relpages AS pages FROM pg_class WHERE relname = 'n'");
    await expect.poll(pages).toEqual([{ pages: 1 }]);
    await store.close();
    folder.remove();
  });
});

/** Counts fdatasync calls of this process that finish before `work` resolves. */
async function syncsDuring(work: () => Promise<unknown>): Promise<number> {
  const { DurableNodeFS } = await import('../../src/store/durable-fs.js');
  const before = DurableNodeFS.totalSyncs;
  await work();
  return DurableNodeFS.totalSyncs - before;
}
