import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore, type Store, writeTemplate } from '../../src/store/index.js';

export const migrations = fileURLToPath(new URL('../../migrations', import.meta.url));

const cache = fileURLToPath(new URL('../../node_modules/.cache/migrant-guide', import.meta.url));

/** The folder of the prepared empty database that makes embedded test stores open fast. */
export async function templateFolder(): Promise<string> {
  await writeTemplate(cache);
  return cache;
}

/** A temporary folder that goes away with `remove`. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'guide-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** An embedded store in a folder of its own, with all migrations. `done` closes it and removes the folder. */
export async function openTestStore(): Promise<{ store: Store; dataDir: string; done(): Promise<void> }> {
  const folder = temporaryFolder();
  const dataDir = join(folder.path, 'data');
  const store = await openStore(
    { kind: 'embedded', dataDir, templateDir: await templateFolder() },
    { migrations },
  );
  return {
    store,
    dataDir,
    async done() {
      await store.close();
      folder.remove();
    },
  };
}

/** Empties every table but the list of migrations; faster than a new store for each test. */
export async function emptyTables(store: Store): Promise<void> {
  const tables = await store.query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migration'",
  );
  if (tables.length === 0) return;
  await store.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')} RESTART IDENTITY CASCADE`);
}
