import { join } from 'node:path';
import { type App, foldersIn, type Hooks, startApp } from '../../src/app.js';
import { loadConfig } from '../../src/config/index.js';
import { templateFolder, temporaryFolder } from './store.js';

export interface TestApp {
  url: string;
  dataDir: string;
  stop(): Promise<void>;
}

/**
 * The whole application on a free port, from this checkout's guide or another one. Its store is its own, or stands in
 * `dataDir` and outlives it.
 */
export async function startTestApp(
  env: Record<string, string> = {},
  hooks: Hooks = {},
  { guide, keep }: { guide?: string; keep?: string } = {},
): Promise<TestApp> {
  const folder = temporaryFolder();
  const dataDir = keep ?? join(folder.path, 'data');
  const { SEARCH_DIR } = process.env;
  const config = loadConfig({ PORT: '0', DATA_DIR: dataDir, SEARCH_DIR, RATE_LIMIT: '100000', ...env });
  let app: App;
  try {
    app = await startApp(
      config,
      { ...foldersIn('.'), template: await templateFolder(), ...(guide === undefined ? {} : { guide }) },
      hooks,
    );
  } catch (error) {
    folder.remove();
    throw error;
  }
  return {
    url: app.url,
    dataDir,
    async stop() {
      await app.stop();
      folder.remove();
    },
  };
}
