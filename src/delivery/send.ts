import { setTimeout as pause } from 'node:timers/promises';
import { createBatch } from './batch.js';
import type { DeliveryDeps } from './deps.js';
import type { Channel, ChannelId, SendOutcome } from './index.js';
import { within } from './limit.js';
import { createBucket, createPersonBuckets } from './limiter.js';
import { addressContext, reasonOf, replyContext } from './person.js';
import { createPump, type Pump } from './pump.js';
import { claimReplies, type Leaving, type Outcome, prolong, writeOutcomes } from './send-sql.js';

const LEASE_MS = 15_000;
/** Every unknown outcome allows one repeat: an answer that came twice harms less than one that never came. */
const MOST_DOUBTS = 6;
const PROLONG_MS = 5_000;
const LONGEST_RETRY_MS = 60_000;
const TOO_OLD_MS = 24 * 3_600_000;
const NO_LIMITS: NonNullable<Channel['limits']> = { perSecond: 1_000, perPersonPerSecond: 1_000 };

type Send = NonNullable<Channel['send']>;

/** Sends one channel's replies: each person's in order, persons side by side, never faster than the channel allows. */
export function createSender(
  deps: DeliveryDeps,
  name: ChannelId,
  channel: Channel & { send: Send },
  onReleased: () => void,
): Pump {
  const { store, vault, clock, log, options } = deps;
  const monotonic = options?.monotonic ?? (() => performance.now());
  const limits = channel.limits ?? NO_LIMITS;
  const bucket = createBucket(limits.perSecond, Math.max(1, limits.perSecond), monotonic);
  const persons = createPersonBuckets(limits.perPersonPerSecond, Math.max(1, limits.burst ?? 1), monotonic);
  const retryMs = options?.retryMs ?? 1_000;
  const inHand = new Map<string, number>();
  let pausedUntil = 0;
  let prolonging: NodeJS.Timeout | undefined;

  const batch = createBatch<Outcome, true>({
    lingerMs: 1,
    maxItems: 200,
    write: (outcomes) => writeOutcomes(store, outcomes),
  });

  const claim = async (room: number): Promise<Leaving[]> => {
    const restMs = pausedUntil - performance.now();
    if (restMs > 0) {
      pump.wakeIn(restMs);
      return [];
    }
    const tokens = bucket.available();
    if (tokens === 0) {
      pump.wakeIn(bucket.waitMs());
      return [];
    }
    const claimed = await claimReplies(store, name, Math.min(room, tokens), LEASE_MS);
    bucket.take(claimed.length);
    for (const { token } of claimed) inHand.set(token, (inHand.get(token) ?? 0) + 1);
    return claimed;
  };

  const done = (token: string): void => {
    const left = (inHand.get(token) ?? 1) - 1;
    if (left > 0) inHand.set(token, left);
    else inHand.delete(token);
  };

  const outcome = (reply: Leaving, rest: Partial<Outcome>): Outcome => ({
    person: reply.person,
    token: reply.token,
    outbox: reply.outbox,
    leaving: reply.leaving,
    result: 'again',
    delayMs: 0,
    reason: null,
    unknown: false,
    counts: true,
    ...rest,
  });
  const park = (reply: Leaving, reason: string): Outcome => {
    log.warn({ channel: name, id: reply.outbox, code: reason }, 'a reply was parked');
    return outcome(reply, { result: 'parked', reason });
  };

  const sendOne = async (reply: Leaving): Promise<Outcome> => {
    if (reply.unknowns >= MOST_DOUBTS) return park(reply, 'unknown');
    if (clock.now().getTime() - reply.written_at.getTime() > TOO_OLD_MS) return park(reply, 'too-old');
    let address: string;
    let body: unknown;
    try {
      address = vault.open(reply.address, addressContext(reply.person));
      body = JSON.parse(vault.open(reply.payload, replyContext(reply.inbox, reply.place)));
    } catch {
      return park(reply, 'sealed-with-another-key');
    }
    const restMs = persons.take(reply.person);
    try {
      const context = { mayRepeat: reply.unknowns > 0 };
      const result = await within(options?.sendLimitMs ?? 60_000, async () =>
        channel.send(address, body, context),
      );
      return judge(reply, result, restMs);
    } catch (error) {
      // A surprise in the middle: whether it left is not known.
      log.warn({ channel: name, code: reasonOf(error) }, 'sending failed');
      return judge(reply, { kind: 'unknown' }, restMs);
    }
  };

  const judge = (reply: Leaving, result: SendOutcome, restMs: number): Outcome => {
    switch (result.kind) {
      case 'sent':
        return outcome(reply, { result: 'sent', delayMs: restMs });
      case 'wait': {
        const delayMs = result.seconds * 1_000;
        if (result.scope === 'channel') pausedUntil = Math.max(pausedUntil, performance.now() + delayMs);
        return outcome(reply, { delayMs, counts: false });
      }
      case 'closed':
        log.info({ channel: name }, 'a person cannot be reached any more');
        return outcome(reply, { result: 'closed' });
      case 'refused':
        return park(reply, result.code);
      case 'retry':
        return outcome(reply, {
          delayMs: Math.min(LONGEST_RETRY_MS, retryMs * 2 ** Math.min(reply.tries - 1, 16)),
        });
      case 'unknown':
        if (reply.unknowns + 1 >= MOST_DOUBTS) return park(reply, 'unknown');
        return outcome(reply, { unknown: true, delayMs: Math.max(restMs, retryMs) });
    }
  };

  /** What was sent must be written down, however long the store is away; meanwhile the lease is prolonged or lost. */
  const write = async (result: Outcome): Promise<void> => {
    for (;;) {
      try {
        await batch.add(result);
        return;
      } catch (error) {
        log.warn({ channel: name, code: reasonOf(error) }, 'the outcome of sending cannot be written yet');
        if (stopped) throw error;
        await pause(500);
      }
    }
  };
  let stopped = true;

  const pump = createPump<Leaving>({
    name: `send ${name}`,
    slots: options?.sending ?? 32,
    log,
    claim,
    async run(reply) {
      try {
        const result = await sendOne(reply);
        await write(result);
        onReleased();
        if (result.delayMs > 0) pump.wakeIn(result.delayMs + 5);
      } finally {
        done(reply.token);
      }
    },
  });

  return {
    ...pump,
    start() {
      stopped = false;
      prolonging = setInterval(() => {
        if (inHand.size === 0) return;
        prolong(store, [...inHand.keys()], LEASE_MS).catch((error: unknown) =>
          log.warn({ channel: name, code: reasonOf(error) }, 'leases cannot be prolonged'),
        );
      }, PROLONG_MS);
      prolonging.unref();
      pump.start();
    },
    async stop() {
      stopped = true;
      clearInterval(prolonging);
      await pump.stop();
    },
  };
}
