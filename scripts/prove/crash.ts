/** Kills this very process at a named point: between two steps whose gap a crash must not turn into a loss. */
import { writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Channel } from '../../src/delivery/index.js';
import type { Store } from '../../src/store/index.js';

/** Where the process may die, and between which two steps that is. */
export const CRASH_POINTS = [
  /** The update has arrived; its row is not yet committed (and must not have been acknowledged). */
  { point: 'accept-before-commit', gap: 'accept' },
  /** The row is committed; Telegram has not yet been told. */
  { point: 'accept-after-commit', gap: 'accept' },
  /** The reply is decided; the decision is not yet committed. */
  { point: 'decide-before-commit', gap: 'accept' },
  /** Telegram has taken the message; that is not yet recorded. */
  { point: 'send-before-record', gap: 'send' },
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number]['point'];

export interface Crash {
  point: CrashPoint;
  /** The process dies when it passes the point for the n-th time. */
  countdown: number;
}

/** `accept-before-commit@12` */
export function parseCrash(text: string | undefined): Crash | null {
  const [point = '', count = ''] = (text ?? '').split('@');
  const known = CRASH_POINTS.find((crash) => crash.point === point);
  return known === undefined ? null : { point: known.point, countdown: Number(count) };
}

export function createCrash(crash: Crash | null) {
  let left = crash?.countdown ?? 0;

  /** True for the pass that is the last one. */
  const due = (point: CrashPoint): boolean => {
    if (crash?.point !== point) return false;
    left -= 1;
    return left === 0;
  };
  const die = (point: CrashPoint): never => {
    writeSync(2, `crash ${point}\n`);
    process.kill(process.pid, 'SIGKILL');
    throw new Error('unreachable');
  };
  const isAccept = (sql: string) => /insert\s+into\s+inbox/i.test(sql);

  return {
    /** Watches the statements that write the inbox. */
    store(store: Store): Store {
      if (crash === null) return store;
      return {
        ...store,
        async query(sql, params) {
          if (!isAccept(sql)) return store.query(sql, params);
          if (due('accept-before-commit')) await dieSlowly('accept-before-commit');
          const rows = await store.query<never>(sql, params);
          if (due('accept-after-commit')) die('accept-after-commit');
          return rows;
        },
        async transaction(work) {
          let accepts = false;
          const result = await store.transaction(async (tx) => {
            const done = await work({
              query(sql, params) {
                accepts ||= isAccept(sql);
                return tx.query(sql, params);
              },
            });
            if (accepts && due('accept-before-commit')) await dieSlowly('accept-before-commit');
            return done;
          });
          if (accepts && due('accept-after-commit')) die('accept-after-commit');
          return result;
        },
      };
    },
    channel(channel: Channel): Channel {
      const { send } = channel;
      return {
        ...channel,
        async decide(payload, memory, context) {
          const decision = await channel.decide(payload, memory, context);
          if (due('decide-before-commit')) die('decide-before-commit');
          return decision;
        },
        ...(send === undefined
          ? {}
          : {
              async send(address, reply, context) {
                const outcome = await send(address, reply, context);
                if (outcome.kind === 'sent' && due('send-before-record')) die('send-before-record');
                return outcome;
              },
            }),
      };
    },
  };

  /** Long enough for an answer that was given too early to reach Telegram. */
  async function dieSlowly(point: CrashPoint): Promise<void> {
    await delay(40);
    die(point);
  }
}
