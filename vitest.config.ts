import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // the index of the whole guide is built once for all tests; its file is named by what it was built of
    env: { SEARCH_DIR: join(tmpdir(), 'guide-search') },
  },
});
