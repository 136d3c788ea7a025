import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// the index of the whole guide is built once for all tests; its file is named by what it was built of
process.env.SEARCH_DIR ??= join(tmpdir(), 'guide-search');

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    globalSetup: ['tests/support/build-index.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    env: { SEARCH_DIR: process.env.SEARCH_DIR },
  },
});
