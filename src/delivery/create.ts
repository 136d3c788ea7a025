import { setTimeout as pause } from 'node:timers/promises';
import { createAcceptor } from './accept.js';
import { createDecider } from './decide.js';
import { CHANNEL_IDS, type DeliveryDeps } from './deps.js';
import type { Channel, Delivery } from './index.js';
import { listParked } from './parked.js';
import { createPersons, reasonOf } from './person.js';
import type { Pump } from './pump.js';
import { createPurge } from './purge.js';
import { createSender } from './send.js';
import { createWaiters } from './waiters.js';

const HINT = 'delivery';
const HINT_EVERY_MS = 50;
const SWEEP_MS = 30_000;
const LOOK_AGAIN_MS = 150;
/** What is due so soon still counts as "right now" for `idle`. */
const SOON = "now() + interval '2 seconds'";

/** Delivery over one store. `accept` works at once; deciding and sending begin with `start`. */
export function createDelivery(deps: DeliveryDeps): Delivery {
  const { store, state, channels, log, options } = deps;
  const waiters = createWaiters();
  const unlisten: (() => Promise<void>)[] = [];
  let sweeping: NodeJS.Timeout | undefined;
  let hinting: NodeJS.Timeout | undefined;
  let started = false;

  const persons = createPersons(deps);
  const purge = createPurge(deps);
  const senders: Pump[] = CHANNEL_IDS.flatMap((name) => {
    const channel = channels[name];
    return channel && sends(channel) ? [createSender(deps, name, channel, () => nudgeAll())] : [];
  });
  const decider = createDecider(deps, {
    onSettled: (channel, key) => waiters.tell(`${channel}:${key}`),
    onReplies: () => {
      for (const sender of senders) sender.wake();
    },
    onReleased: () => nudgeAll(),
  });
  const acceptor = createAcceptor(deps, () => {
    decider.wake();
    nudgeAll();
    hint();
  });
  const pumps = [decider, ...senders];
  /** On a server a look for work passes over persons whom another statement holds just then: it looks again after. */
  function nudgeAll(): void {
    if (store.kind === 'server') for (const pump of pumps) pump.nudge();
  }
  const wakeAll = (): void => {
    for (const pump of pumps) pump.wake();
  };

  /** Tells other processes, at most twenty times a second; a lost hint costs a sweep's time, nothing else. */
  function hint(): void {
    if (store.kind === 'embedded' || hinting) return;
    hinting = setTimeout(() => {
      hinting = undefined;
      const told = state.kind === 'redis' ? state.publish(HINT) : store.notify(HINT);
      told.catch((error: unknown) => log.warn({ code: reasonOf(error) }, 'other processes were not told'));
    }, HINT_EVERY_MS);
  }

  /** The only process on this store: whatever is in hand was left by one that died. */
  const takeOver = async (): Promise<void> => {
    if (store.kind !== 'embedded') return;
    await store.query(
      `UPDATE person SET
         decide_after = CASE WHEN decide_token IS NULL THEN decide_after ELSE '-infinity' END, decide_token = NULL,
         send_after = CASE WHEN send_token IS NULL THEN send_after ELSE '-infinity' END, send_token = NULL
       WHERE decide_token IS NOT NULL OR send_token IS NOT NULL`,
    );
  };
  /** Timers for what an earlier process was told to wait for. */
  const takeUpWaits = async (): Promise<void> => {
    const rows = await store.query<{ ms: number }>(
      `SELECT DISTINCT ceil(extract(epoch FROM greatest(send_after, decide_after) - now()) * 1000)::int AS ms
       FROM person WHERE greatest(send_after, decide_after) > now()
         AND greatest(send_after, decide_after) < now() + interval '1 hour' LIMIT 1000`,
    );
    for (const { ms } of rows) for (const pump of pumps) pump.wakeIn(ms + 5);
  };

  const dueCount = async (): Promise<number> => {
    const sending = CHANNEL_IDS.filter((name) => channels[name]?.send);
    const [row] = await store.query<{ n: number }>(
      `SELECT (SELECT count(*) FROM inbox i JOIN person p ON p.id = i.person
               WHERE i.state = 'waiting' AND i.channel = ANY($1::text[])
                 AND (p.decide_after <= ${SOON} OR p.decide_token IS NOT NULL))
            + (SELECT count(*) FROM outbox o JOIN person p ON p.id = o.person
               WHERE o.state IN ('waiting', 'sending') AND o.channel = ANY($2::text[])
                 AND (p.send_after <= ${SOON} OR p.send_token IS NOT NULL)) AS n`,
      [Object.keys(channels), sending],
    );
    return row?.n ?? 0;
  };

  return {
    accept: (arrival) => acceptor.accept(arrival),

    async settled(channel, key, timeoutMs) {
      const until = performance.now() + timeoutMs;
      const { happened, leave } = waiters.join(`${channel}:${key}`);
      try {
        for (;;) {
          const [row] = await store.query<{ state: string }>(
            'SELECT state FROM inbox WHERE channel = $1 AND key = $2',
            [channel, key],
          );
          if (row && row.state !== 'waiting') return true;
          const leftMs = until - performance.now();
          if (leftMs <= 0) return false;
          // Decided by another process it is not told here: look again now and then.
          await Promise.race([happened, pause(Math.min(leftMs, LOOK_AGAIN_MS))]);
        }
      } finally {
        leave();
      }
    },

    conversation: persons.conversation,
    memory: persons.memory,
    async remember(channel, address, memory) {
      await persons.remember(channel, address, memory);
      nudgeAll();
    },
    forget: persons.forget,

    async start() {
      if (started) return;
      started = true;
      await takeOver();
      await takeUpWaits();
      if (store.kind === 'server') {
        unlisten.push(await store.listen(HINT, wakeAll));
        if (state.kind === 'redis') unlisten.push(await state.subscribe(HINT, wakeAll));
      }
      for (const pump of pumps) pump.start();
      sweeping = setInterval(wakeAll, options?.sweepMs ?? SWEEP_MS);
      sweeping.unref();
      purge.start();
    },

    async stop() {
      started = false;
      clearInterval(sweeping);
      await acceptor.drained();
      await Promise.all(pumps.map((pump) => pump.stop()));
      await purge.stop();
      clearTimeout(hinting);
      hinting = undefined;
      for (const stop of unlisten.splice(0)) await stop();
    },

    async idle() {
      await acceptor.drained();
      for (;;) {
        for (const pump of pumps) await pump.quiet();
        if (!started || (await dueCount()) === 0) return;
        await pause(10);
      }
    },

    parked: () => listParked(store),

    async backlog() {
      const [row] = await store.query<{ waiting: number; unsent: number; oldest: Date | null }>(
        `SELECT (SELECT count(*) FROM inbox WHERE state = 'waiting') AS waiting,
                (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending')) AS unsent,
                least((SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
                      (SELECT min(written_at) FROM outbox WHERE state IN ('waiting', 'sending'))) AS oldest`,
      );
      const age = row?.oldest ? (deps.clock.now().getTime() - row.oldest.getTime()) / 1_000 : 0;
      return {
        waiting: row?.waiting ?? 0,
        unsent: row?.unsent ?? 0,
        oldestSeconds: Math.max(0, Math.round(age)),
      };
    },
  };
}

function sends(channel: Channel): channel is Channel & { send: NonNullable<Channel['send']> } {
  return channel.send !== undefined;
}
