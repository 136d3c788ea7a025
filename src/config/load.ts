import { join } from 'node:path';
import { z } from 'zod';

export type StoreConfig = { kind: 'embedded'; dataDir: string } | { kind: 'server'; url: string };

export type TelegramConfig =
  | { mode: 'off' }
  | { mode: 'polling'; token: string; apiRoot: string }
  | { mode: 'webhook'; token: string; apiRoot: string; publicUrl: string };

export interface Config {
  host: string;
  port: number;
  store: StoreConfig;
  /** Where the built search index is kept between starts. */
  searchFolder: string;
  /** Absent: shared state in the memory of the process. */
  redisUrl: string | null;
  publicUrl: string | null;
  telegram: TelegramConfig;
  /** 32 bytes; null only with the embedded store, which makes and keeps its own. */
  secretKey: Buffer | null;
  retentionDays: number;
  /** API requests a minute and address. */
  rateLimit: number;
  /** Fixed or shifted clock for checks. */
  testNow: string | null;
}

const REAL_API_ROOT = 'https://api.telegram.org';

/** All wrong settings of one start, each in a line a person can act on; values of secrets are never repeated. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(`Wrong settings:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const url = (protocols: string[], expected: string) =>
  z.string().refine(
    (value) => {
      const parsed = URL.canParse(value) ? new URL(value) : null;
      return parsed !== null && protocols.includes(parsed.protocol);
    },
    { error: `expected ${expected}` },
  );

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `expected a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `expected a whole number from ${min} to ${max}`);

const settings = z.object({
  PORT: wholeNumber(0, 65_535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  SEARCH_DIR: z.string().min(1).optional(),
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:port/database').optional(),
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://host:port').optional(),
  PUBLIC_URL: url(['http:', 'https:'], 'https://guide.example.org').optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[A-Za-z0-9_-]{20,}$/, 'expected the token as @BotFather gave it: 123456789:AAExample…')
    .optional(),
  TELEGRAM_API_ROOT: url(['http:', 'https:'], 'https://api.telegram.org').default(REAL_API_ROOT),
  TELEGRAM_MODE: z.enum(['polling', 'webhook'], { error: 'expected polling or webhook' }).default('polling'),
  SECRET_KEY: z
    .string()
    .transform((value) => decodeKey(value))
    .refine(
      (key): key is Buffer => key !== null,
      'expected 32 bytes as 64 hex digits or in base64 (openssl rand -hex 32)',
    )
    .optional(),
  RETENTION_DAYS: wholeNumber(7, 90).default(30),
  RATE_LIMIT: wholeNumber(1, 1_000_000).default(1_200),
  TEST_NOW: z
    .string()
    .refine(
      (value) =>
        /^[+-]\d+[dhm]$/.test(value) ||
        (/^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value))),
      'expected a day or instant (2027-01-15, 2027-01-15T10:00:00Z) or a shift (+30d, -1h)',
    )
    .optional(),
});

/** Reads the settings; empty values count as not set. Throws ConfigError naming every wrong one. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settings.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const webhook = given.TELEGRAM_MODE === 'webhook' && given.TELEGRAM_BOT_TOKEN !== undefined;
  if (webhook && given.PUBLIC_URL === undefined) {
    problems.push('PUBLIC_URL: needed with TELEGRAM_MODE=webhook, it is the address Telegram calls');
  }
  if (given.DATABASE_URL !== undefined && given.SECRET_KEY === undefined) {
    problems.push('SECRET_KEY: needed with DATABASE_URL, all processes must share it (openssl rand -hex 32)');
  }
  if (
    given.TEST_NOW !== undefined &&
    given.TELEGRAM_BOT_TOKEN !== undefined &&
    (given.TELEGRAM_API_ROOT ?? REAL_API_ROOT).replace(/\/+$/, '') === REAL_API_ROOT
  ) {
    problems.push('TEST_NOW: refused with a bot token and the real Bot API, people would get wrong dates');
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);

  const s = parsed.data;
  return Object.freeze<Config>({
    host: s.HOST,
    port: s.PORT,
    store: s.DATABASE_URL
      ? { kind: 'server', url: s.DATABASE_URL }
      : { kind: 'embedded', dataDir: s.DATA_DIR },
    searchFolder: s.SEARCH_DIR ?? join(s.DATA_DIR, 'search'),
    redisUrl: s.REDIS_URL ?? null,
    publicUrl: s.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    telegram: telegramConfig(s),
    secretKey: s.SECRET_KEY ?? null,
    retentionDays: s.RETENTION_DAYS,
    rateLimit: s.RATE_LIMIT,
    testNow: s.TEST_NOW ?? null,
  });
}

function telegramConfig(s: z.output<typeof settings>): TelegramConfig {
  if (s.TELEGRAM_BOT_TOKEN === undefined) return { mode: 'off' };
  const apiRoot = s.TELEGRAM_API_ROOT.replace(/\/+$/, '');
  if (s.TELEGRAM_MODE === 'polling') return { mode: 'polling', token: s.TELEGRAM_BOT_TOKEN, apiRoot };
  if (s.PUBLIC_URL === undefined) throw new Error('PUBLIC_URL was checked before');
  return {
    mode: 'webhook',
    token: s.TELEGRAM_BOT_TOKEN,
    apiRoot,
    publicUrl: s.PUBLIC_URL.replace(/\/+$/, ''),
  };
}

function decodeKey(value: string): Buffer | null {
  const key = /^[0-9a-f]{64}$/i.test(value) ? Buffer.from(value, 'hex') : Buffer.from(value, 'base64');
  return key.length === 32 ? key : null;
}
