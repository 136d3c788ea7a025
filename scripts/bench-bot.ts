// npm run bench:bot [-- --updates N] [--answers N]: how many updates are durably accepted and how many questions are
// answered in a second, beside an empty Telegraf handler on the same route. Server and load maker on a core each.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startFakeTelegram } from '../tests/support/fake-telegram/index.js';
import { freePort, startPostgres } from '../tests/support/postgres.js';
import type { LoadPlan, LoadResult } from './bench-bot/load.js';
import { guideQuestions } from './prove/questions.js';
import { type ServerProcess, startServer } from './prove/server-process.js';
import { openAnswers, ROOT } from './wiring.js';

const { values } = parseArgs({
  options: { updates: { type: 'string', default: '20000' }, answers: { type: 'string', default: '2000' } },
});
const UPDATES = Number(values.updates);
const ANSWERS = Number(values.answers);
const CONNECTIONS = 40;
const SERVER_CORE = 0;
const LOAD_CORE = availableParallelism() > 1 ? 1 : 0;
const TOKEN = '4200:FAKE-token_for-tests-only';
const tsx = [process.execPath, '--import', 'tsx'];

interface Row {
  what: string;
  perSecond: number;
  p50: number | null;
  p99: number | null;
  aim: string;
}

async function load(plan: Omit<LoadPlan, 'connections'>): Promise<LoadResult> {
  const args = ['-c', String(LOAD_CORE), ...tsx, join(ROOT, 'scripts', 'bench-bot', 'load.ts')];
  const child = spawn('taskset', [...args, JSON.stringify({ ...plan, connections: CONNECTIONS })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`the load maker ended with ${code}`);
  return JSON.parse(Buffer.concat(chunks).toString());
}

function row(what: string, aim: string, result: LoadResult): Row {
  if (result.refused > 0) throw new Error(`${what}: ${result.refused} refused`);
  return { what, aim, perSecond: result.accepted / result.seconds, p50: result.p50, p99: result.p99 };
}

async function emptyTelegraf(): Promise<Row> {
  const port = await freePort();
  const server = startServer({
    command: [...tsx, join(ROOT, 'scripts', 'bench-bot', 'empty-telegraf.ts')],
    port,
    core: SERVER_CORE,
    env: { WEBHOOK_PATH: '/telegram/x', WEBHOOK_SECRET: 'secret', TELEGRAM_BOT_TOKEN: TOKEN },
  });
  await server.ready();
  const target = {
    url: `${server.url}/telegram/x`,
    secret: 'secret',
    chats: 5_000,
    firstUpdateId: 1,
    texts: ['a'],
  };
  await load({ ...target, updates: 2_000 });
  const result = await load({ ...target, updates: UPDATES });
  server.kill('SIGTERM');
  await server.exited;
  return row('empty Telegraf handler, keeps nothing', '', result);
}

/** Runs `work` against the whole server in webhook mode. */
async function withServer<Result>(
  store: Record<string, string>,
  idle: boolean,
  work: (bench: {
    fake: Awaited<ReturnType<typeof startFakeTelegram>>;
    target: { url: string; secret: string };
    server: ServerProcess;
  }) => Promise<Result>,
): Promise<Result> {
  const fake = await startFakeTelegram({ token: TOKEN });
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-bot-'));
  const port = await freePort();
  const server = startServer({
    command: [...tsx, join(ROOT, 'scripts', 'prove', 'server.ts')],
    port,
    core: SERVER_CORE,
    env: {
      NODE_ENV: 'production',
      DATA_DIR: join(dataDir, 'data'),
      TELEGRAM_API_ROOT: fake.url,
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_MODE: 'webhook',
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      ...(idle ? { PROVE_IDLE: '1' } : {}),
      ...store,
    },
  });
  try {
    await server.ready();
    while (fake.webhook() === null) await delay(20);
    const hook = fake.webhook();
    if (hook?.secret == null) throw new Error('no webhook was set');
    return await work({ fake, server, target: { url: hook.url, secret: hook.secret } });
  } finally {
    server.kill('SIGTERM');
    await Promise.race([server.exited, delay(10_000, undefined, { ref: false })]);
    server.kill('SIGKILL');
    await fake.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function accepted(name: string, store: Record<string, string>, aim: string): Promise<Row> {
  return withServer(store, true, async ({ target }) => {
    await load({ ...target, updates: 2_000, chats: 2_000, firstUpdateId: 1, texts: ['разогрев'] });
    const result = await load({
      ...target,
      updates: UPDATES,
      chats: 5_000,
      firstUpdateId: 100_000,
      texts: questions,
    });
    return row(`updates durably accepted, ${name}`, aim, result);
  });
}

/** From the first update to the last answer on a phone; every question is asked once, each in a chat of its own. */
async function answered(name: string, store: Record<string, string>): Promise<Row> {
  return withServer(store, false, async ({ fake, target }) => {
    const run = async (count: number, firstUpdateId: number) => {
      const before = fake.calls.length;
      const done = () =>
        fake.calls.slice(before).filter((call) => call.method === 'sendMessage' && call.effect).length;
      const begun = performance.now();
      const sent = await load({ ...target, updates: count, chats: count, firstUpdateId, texts: questions });
      while (done() < count) {
        if (performance.now() - begun > 300_000)
          throw new Error(`only ${done()} of ${count} questions were answered`);
        await delay(20);
      }
      return { sent, seconds: (performance.now() - begun) / 1000 };
    };
    for (let number = 0; number < ANSWERS; number += 1) fake.phone(5_000_000_000 + number);
    await run(200, 1);
    const { sent, seconds } = await run(ANSWERS, 100_000);
    return {
      what: `questions answered whole, ${name}`,
      aim: '>= 200',
      perSecond: ANSWERS / seconds,
      p50: sent.p50,
      p99: sent.p99,
    };
  });
}

execFileSync(process.execPath, [join(ROOT, 'scripts', 'build.mjs'), '--if-stale'], { stdio: 'inherit' });
// This process is the fake Telegram: it shares the core of the load maker.
execFileSync('taskset', ['-c', '-p', String(LOAD_CORE), String(process.pid)], { stdio: 'ignore' });
const { guide } = await openAnswers();
const questions = [...guideQuestions(guide, new Date().toISOString().slice(0, 10)).values()].flatMap(
  (topics) => [...topics.values()].flat(),
);
if (questions.length === 0) throw new Error('the guide has no sample questions');

const rows: Row[] = [await emptyTelegraf()];
rows.push(await accepted('embedded', {}, '>= 2000'));
rows.push(await answered('embedded', {}));
const postgres = await startPostgres().catch((error: unknown) => {
  console.log(`PostgreSQL could not be measured: ${error instanceof Error ? error.message : 'unknown'}`);
  return null;
});
if (postgres !== null) {
  const server = async () => ({ DATABASE_URL: await postgres.freshDatabase(), SECRET_KEY: 'ab'.repeat(32) });
  rows.push(await accepted('PostgreSQL', await server(), '>= 4000'));
  rows.push(await answered('PostgreSQL', await server()));
  await postgres.stop();
}

console.log(
  `\n${'what'.padEnd(44)}${'per second'.padStart(12)}${'p50 ms'.padStart(10)}${'p99 ms'.padStart(10)}  aim`,
);
for (const { what, perSecond, p50, p99, aim } of rows) {
  const number = (value: number | null) => (value === null ? '' : value.toFixed(1));
  console.log(
    `${what.padEnd(44)}${Math.round(perSecond).toString().padStart(12)}${number(p50).padStart(10)}${number(p99).padStart(10)}  ${aim}`,
  );
}
process.exit(0);
