import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../src/config/index.js';

const TOKEN = `1234567:${'A'.repeat(35)}`;
const KEY = 'ab'.repeat(32);

function problemsOf(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('needs no settings at all', () => {
    expect(loadConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      store: { kind: 'embedded', dataDir: './data' },
      telegram: { mode: 'off' },
      redisUrl: null,
      retentionDays: 30,
      rateLimit: 1200,
    });
  });

  it('counts empty values as not set', () => {
    expect(loadConfig({ PORT: '', TELEGRAM_BOT_TOKEN: '' }).port).toBe(8080);
  });

  it('reports every wrong setting at once', () => {
    const problems = problemsOf({
      PORT: '70000',
      DATABASE_URL: 'mysql://x',
      RETENTION_DAYS: '3',
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_MODE: 'webhook',
    });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'RETENTION_DAYS',
      'PUBLIC_URL',
      'SECRET_KEY',
    ]);
  });

  it('never repeats the value of a secret', () => {
    const text = problemsOf({ SECRET_KEY: 'hunter2', TELEGRAM_BOT_TOKEN: 'my-secret-token' }).join('\n');
    expect(text).toContain('SECRET_KEY');
    expect(text).toContain('TELEGRAM_BOT_TOKEN');
    expect(text).not.toMatch(/hunter2|my-secret-token/);
  });

  it('makes a union that cannot be wrong: webhook carries the public address', () => {
    const config = loadConfig({
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_MODE: 'webhook',
      PUBLIC_URL: 'https://guide.example.org/',
      DATABASE_URL: 'postgres://u@localhost/guide',
      SECRET_KEY: KEY,
    });
    expect(config.telegram).toEqual({
      mode: 'webhook',
      token: TOKEN,
      apiRoot: 'https://api.telegram.org',
      publicUrl: 'https://guide.example.org',
    });
    expect(config.secretKey).toHaveLength(32);
  });

  it('refuses a test clock when real people would be answered', () => {
    expect(problemsOf({ TEST_NOW: '2027-01-15', TELEGRAM_BOT_TOKEN: TOKEN })).toHaveLength(1);
    expect(
      problemsOf({
        TEST_NOW: '2027-01-15',
        TELEGRAM_BOT_TOKEN: TOKEN,
        TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
      }),
    ).toEqual([]);
    expect(problemsOf({ TEST_NOW: 'tomorrow' })).toHaveLength(1);
  });
});
