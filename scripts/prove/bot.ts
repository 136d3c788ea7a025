/** The long proof of the bot: nothing lost, nothing doubled, nothing in a wrong chat or order, whatever happens. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type Chaos,
  createChaos,
  type FakeTelegram,
  NO_CHAOS,
  random,
  startFakeTelegram,
  UNKNOWN_FATES,
} from '../../tests/support/fake-telegram/index.js';
import { freePort } from '../../tests/support/postgres.js';
import { check, type Verdict } from './checker.js';
import { type Act, conversation, LANGUAGES, perform, person, type Questions } from './conversation.js';
import type { CrashPoint } from './crash.js';
import { expectedOnPhones, type OracleOptions, observedOnPhones, POISON } from './oracle.js';
import { type ServerProcess, startServer } from './server-process.js';

export interface ProofPlan {
  seed: number;
  updates: number;
  chats: number;
  /** Kills at each of the two gaps. */
  kills: { accept: number; send: number };
}

export const SHORT: Omit<ProofPlan, 'seed'> = { updates: 600, chats: 60, kills: { accept: 3, send: 3 } };
export const FULL: Omit<ProofPlan, 'seed'> = { updates: 10_000, chats: 400, kills: { accept: 20, send: 20 } };

export interface ProofDeps extends Omit<OracleOptions, 'fake'> {
  questions: Questions;
  /** Starts the server with the hooks of the proof. */
  command: readonly string[];
  say(line: string): void;
}

export interface Proof {
  verdict: Verdict;
  updates: number;
  deliveries: number;
  kills: Record<CrashPoint, number>;
  fates: Record<string, number>;
  slowestPoisonMs: number;
  impatientCalls: number;
  cleanStop: boolean;
  /** Both modes were used. */
  modes: Record<'polling' | 'webhook', number>;
  failures: string[];
}

/** Pace of the proof: a hanging call of 70 s becomes one of 7 s, of which the bot waits 3. */
const TIME_FACTOR = 0.1;
const CALL_TIMEOUT_MS = 3_000;
/** Longer than what a dead process had in hand stays reserved for it. */
const LEASE_MS = 17_000;
/** What arrived so long before a kill may not have been recorded any more. */
const KILL_WINDOW_MS = 5_000;
/** Sends a server has on their way at once: no kill can leave more of them unrecorded. */
const SENDING = 32;

export async function proveBot(plan: ProofPlan, deps: ProofDeps): Promise<Proof> {
  const mischief = createChaos(plan.seed, {
    flood: 0.01,
    'error-500': 0.03,
    'gateway-502': 0.02,
    'reset-before': 0.02,
    'reset-after': 0.02,
    'hang-before': 0.01,
    'hang-after': 0.01,
    truncated: 0.02,
    html: 0.01,
  });
  const spared = new Set<number>();
  const chaos: Chaos = {
    ...mischief,
    fate(chatId, call) {
      const fate = mischief.fate(chatId, call);
      // A kill leaves an unknown outcome; one more at once, and nobody could ask for the answer a third time.
      return spared.delete(chatId) && UNKNOWN_FATES.has(fate) ? 'well' : fate;
    },
  };
  const fake = await startFakeTelegram({ seed: plan.seed, timeFactor: TIME_FACTOR, chaos });
  const onKill = () => {
    for (const { chatId } of fake.phones()) spared.add(chatId);
  };
  const dataDir = await mkdtemp(join(tmpdir(), 'prove-bot-'));
  try {
    return await run(plan, deps, fake, dataDir, onKill);
  } finally {
    await fake.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function run(
  plan: ProofPlan,
  deps: ProofDeps,
  fake: FakeTelegram,
  dataDir: string,
  onKill: () => void,
): Promise<Proof> {
  const draw = random(plan.seed, 0xb07);
  const port = await freePort();
  const killedAt: number[] = [];
  const kills: Record<CrashPoint, number> = {
    'accept-before-commit': 0,
    'accept-after-commit': 0,
    'decide-before-commit': 0,
    'send-before-record': 0,
  };
  const noteKill = () => {
    killedAt.push(performance.now());
    onKill();
  };
  const modes = { polling: 0, webhook: 0 };
  const failures: string[] = [];
  const script = createScript(plan, deps.questions, fake, draw);
  let life = 0;

  const start = (crash?: string): ServerProcess => {
    const mode = life++ % 2 === 0 ? 'polling' : 'webhook';
    modes[mode] += 1;
    return startServer({
      command: deps.command,
      port,
      env: {
        NODE_ENV: 'test',
        DATA_DIR: join(dataDir, 'data'),
        TELEGRAM_API_ROOT: fake.url,
        TELEGRAM_BOT_TOKEN: fake.token,
        TELEGRAM_MODE: mode,
        PUBLIC_URL: `http://127.0.0.1:${port}`,
        PROVE_CRASH: crash ?? '',
        PROVE_POISON: POISON,
        PROVE_PACE: JSON.stringify({
          timeFactor: TIME_FACTOR,
          callTimeoutMs: CALL_TIMEOUT_MS,
          holdSeconds: 5,
          retryMs: 50,
        }),
      },
    });
  };

  const wanted = killPlan(plan);
  const share = Math.floor(plan.updates / (wanted.length + 1));
  for (let index = 0; index < wanted.length; ) {
    const point = wanted[index];
    if (point === undefined) break;
    const server = start(`${point}@${1 + Math.floor(draw() * passes(point, share))}`);
    const died = server.exited.then(() => true);
    script.act(share);
    const dead = await Promise.race([died, quiet(fake, LEASE_MS, 120_000).then(() => false)]);
    if (!dead) {
      // It passed the point too seldom: nobody was killed, and nothing is counted.
      server.kill('SIGKILL');
      await server.exited;
      noteKill();
      script.grow(share);
      if (life > wanted.length * 3) {
        failures.push(`only ${index} of ${wanted.length} kills happened`);
        break;
      }
      continue;
    }
    noteKill();
    const { signal } = await server.exited;
    if (signal !== 'SIGKILL' || !server.output().includes(`crash ${point}`)) {
      failures.push(`the server ended by itself at ${point}:\n${server.output().slice(-1_500)}`);
      break;
    }
    kills[point] += 1;
    index += 1;
    if (index % 5 === 0) deps.say(`${index} of ${wanted.length} kills, ${life} lives`);
  }

  const last = start();
  await last.ready();
  script.act(Number.POSITIVE_INFINITY);
  await drained(fake, deps, killedAt);
  const afterChaos = [...fake.calls];
  fake.setChaos(NO_CHAOS);
  const slowestPoisonMs = await poison(fake);
  await quiet(fake, 500, 20_000);
  last.kill('SIGTERM');
  const stopped = await Promise.race([last.exited, delay(5_000, null)]);
  if (stopped === null) last.kill('SIGKILL');
  if (stopped?.code !== 0)
    failures.push(`SIGTERM did not end it cleanly in 5 s:\n${last.output().slice(-1_500)}`);
  if (slowestPoisonMs > 5_000)
    failures.push(`a poison update held its chat for ${Math.round(slowestPoisonMs)} ms`);

  const expected = await expectedOnPhones({ fake, answers: deps.answers, translator: deps.translator });
  const verdict = check(expected, observedOnPhones(fake, killedAt, KILL_WINDOW_MS));
  const mostInFlight = killedAt.length * SENDING;
  if (verdict.repeatsAfterKill > mostInFlight) {
    failures.push(`${verdict.repeatsAfterKill} repeats after kills, more than can have been in flight`);
  }
  const fates: Record<string, number> = {};
  for (const { fate } of afterChaos) if (fate !== 'well') fates[fate] = (fates[fate] ?? 0) + 1;
  return {
    verdict,
    updates: fake.pushed.length,
    deliveries: fake.pushed.length + script.copies(),
    kills,
    fates,
    slowestPoisonMs,
    impatientCalls: impatience(fake, killedAt),
    cleanStop: stopped?.code === 0,
    modes,
    failures,
  };
}

/** How often a life surely passes a point while `share` updates arrive: many of them share one commit. */
function passes(point: CrashPoint, share: number): number {
  return point.startsWith('accept') ? 3 : Math.max(1, share / 4);
}

/** Which gap is hit at which life, mixed but fixed. */
function killPlan({ kills, seed }: ProofPlan): CrashPoint[] {
  const accept: CrashPoint[] = ['accept-before-commit', 'decide-before-commit', 'accept-after-commit'];
  const plan: CrashPoint[] = [];
  for (let index = 0; index < kills.accept; index += 1)
    plan.push(accept[index % accept.length] ?? 'accept-before-commit');
  for (let index = 0; index < kills.send; index += 1) plan.push('send-before-record');
  const draw = random(seed, 0xdead);
  return plan
    .map((point) => ({ point, rank: draw() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ point }) => point);
}

/** Everybody's conversations; `act` lets a number of acts happen, in chats drawn at random. */
function createScript(plan: ProofPlan, questions: Questions, fake: FakeTelegram, draw: () => number) {
  const length = Math.ceil(plan.updates / plan.chats);
  const open = Array.from({ length: plan.chats }, (_, number) => {
    const language = LANGUAGES[number % LANGUAGES.length] ?? 'ru';
    return {
      phone: person(fake, number, language),
      acts: conversation(plan.seed + number, language, questions, length),
      seed: plan.seed + number,
      language,
    };
  });
  let copies = 0;
  return {
    copies: () => copies,
    act(count: number) {
      for (let done = 0; done < count; done += 1) {
        const waiting = open.filter((chat) => chat.acts.length > 0);
        const chat = waiting[Math.floor(draw() * waiting.length)];
        const act: Act | undefined = chat?.acts.shift();
        if (chat === undefined || act === undefined) return;
        const times = draw() < 0.3 ? 1 + Math.floor(draw() * 4) : 0;
        copies += times;
        perform(chat.phone, act, times);
      }
    },
    /** More to say, for a life that did not end where it should have. */
    grow(count: number) {
      for (let done = 0; done < count; done += 1) {
        const chat = open[done % open.length];
        if (chat === undefined) return;
        const more = conversation(chat.seed + 100_000 + done, chat.language, questions, 4).slice(2);
        chat.acts.push(...more);
      }
    },
  };
}

/** Resolves when no update waits and the bot has said nothing for a while, at the latest after `limitMs`. */
async function quiet(fake: FakeTelegram, silenceMs: number, limitMs: number): Promise<void> {
  const limit = performance.now() + limitMs;
  let counted = 0;
  let since = performance.now();
  while (performance.now() < limit) {
    // Its polls go on for ever; what it says to somebody counts.
    if (fake.calls.slice(counted).some((call) => call.chatId !== null)) since = performance.now();
    counted = fake.calls.length;
    if (fake.waiting() === 0 && performance.now() - since > silenceMs) return;
    await delay(50);
  }
}

/** Waits until every answer is there; a minute without a word is the end of all hope. */
async function drained(fake: FakeTelegram, deps: ProofDeps, killedAt: readonly number[]): Promise<void> {
  const expected = await expectedOnPhones({ fake, answers: deps.answers, translator: deps.translator });
  for (;;) {
    await quiet(fake, 2_000, 600_000);
    if (check(expected, observedOnPhones(fake, killedAt, KILL_WINDOW_MS)).missing === 0) return;
    const before = fake.calls.length;
    await quiet(fake, 60_000, 60_000);
    if (!fake.calls.slice(before).some((call) => call.chatId !== null)) return;
  }
}

/** Milliseconds from a poison update to the answer of the next message in the same chat, the worst of five chats. */
async function poison(fake: FakeTelegram): Promise<number> {
  const waits = Array.from({ length: 5 }, async (_, index) => {
    const phone = person(fake, 900_000 + index, 'ru');
    const before = phone.events.length;
    const begun = performance.now();
    phone.send(POISON);
    phone.send('/privacy');
    while (phone.events.length < before + 2) {
      if (performance.now() - begun > 20_000) return Number.POSITIVE_INFINITY;
      await delay(10);
    }
    return performance.now() - begun;
  });
  return Math.max(...(await Promise.all(waits)));
}

/** Calls that came before a told wait was over, but for those of a process that died before it could note the wait. */
function impatience(fake: FakeTelegram, killedAt: readonly number[]): number {
  return fake
    .impatientCalls()
    .filter(({ at, told }) => !killedAt.some((killed) => told <= killed && killed <= at)).length;
}
