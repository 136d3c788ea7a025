import { setTimeout as pause } from 'node:timers/promises';
import { isStoreError } from '../store/index.js';
import { createBatch, isStatementError } from './batch.js';
import { type Claimed, claimItems, type Verdict, writeVerdicts } from './decide-sql.js';
import { type DeliveryDeps, isChannelId } from './deps.js';
import type { Channel, Decision } from './index.js';
import { OutOfTime, within } from './limit.js';
import { arrivalContext, memoryOf, ownLine, reasonOf, replyContext } from './person.js';
import { createPump } from './pump.js';

const LEASE_MS = 10_000;
const RETRY_DELAYS_MS = [300, 1_000];
const MOST_FAILURES = 3;
const MOST_TIMEOUTS = 2;
/** A process may be killed with an innocent item in hand; one that brought it down so often is not innocent. */
const MOST_TRIES = 6;

export interface DeciderHooks {
  /** The item with this key is decided (or parked), durably. */
  onSettled(channel: string, key: string): void;
  /** Replies were written for a channel that sends. */
  onReplies(): void;
  /** A person was let go. */
  onReleased(): void;
}

/** Takes each person's items in their order, persons side by side, and writes what the channel decides. */
export function createDecider(deps: DeliveryDeps, hooks: DeciderHooks) {
  const { store, vault, clock, channels, log, options } = deps;
  const limitMs = options?.decideLimitMs ?? 1_500;
  const names = Object.keys(channels);

  const batch = createBatch<Verdict, boolean>({
    lingerMs: 1,
    maxItems: 200,
    write: (verdicts) => writeVerdicts(store, verdicts, clock.now(), clock.today()),
  });

  const verdict = (item: Claimed, rest: Partial<Verdict>): Verdict => ({
    person: item.person,
    token: item.token,
    inbox: item.inbox,
    channel: item.channel,
    state: 'done',
    failed: false,
    delayMs: 0,
    reason: null,
    memory: null,
    lines: [],
    forget: false,
    ...rest,
  });

  const linesOf = (item: Claimed, channel: Channel, replies: unknown[], own?: unknown): Verdict['lines'] => {
    const state = channel.send ? 'waiting' : 'line';
    const all = replies.map((reply, i) => ({ place: i + 1, body: reply }));
    if (own !== undefined) all.unshift({ place: 0, body: own });
    return all.map(({ place, body }) => ({
      place,
      state,
      payload: vault.seal(JSON.stringify(body ?? null), replyContext(item.inbox, place)),
    }));
  };

  const decided = (item: Claimed, channel: Channel, payload: unknown, decision: Decision): Verdict => {
    const forget = decision.forget === true;
    const own = channel.send || forget ? undefined : ownLine(payload);
    const lines = linesOf(item, channel, decision.replies, own);
    return verdict(item, { memory: decision.memory, forget, lines });
  };

  const parked = (item: Claimed, channel: Channel, payload: unknown, reason: string): Verdict => {
    let replies: unknown[] = [];
    try {
      replies = channel.apology(payload, memoryOf(item));
    } catch (error) {
      log.error({ channel: item.channel, code: reasonOf(error) }, 'an apology failed');
    }
    const own = channel.send ? undefined : ownLine(payload);
    log.warn({ channel: item.channel, id: item.inbox, code: reason }, 'an item was parked');
    return verdict(item, {
      state: 'parked',
      failed: true,
      reason,
      lines: linesOf(item, channel, replies, own),
    });
  };

  const failed = (item: Claimed, channel: Channel, payload: unknown, error: unknown): Verdict => {
    // The store, not the item, is at fault: it does not count.
    if (isStoreError(error) && !isStatementError(error)) {
      return verdict(item, { state: 'waiting', delayMs: 1_000 });
    }
    const failures = item.failures + 1;
    const reason = reasonOf(error);
    const most = error instanceof OutOfTime ? MOST_TIMEOUTS : MOST_FAILURES;
    if (failures >= most) return parked(item, channel, payload, reason);
    const delayMs = RETRY_DELAYS_MS[failures - 1] ?? 1_000;
    return verdict(item, { state: 'waiting', failed: true, reason, delayMs });
  };

  const decide = async (item: Claimed): Promise<Verdict> => {
    const channel = isChannelId(item.channel) ? channels[item.channel] : undefined;
    if (!channel) return verdict(item, { state: 'waiting', delayMs: 60_000 });
    let payload: unknown;
    try {
      payload = JSON.parse(vault.open(item.payload, arrivalContext(item.channel, item.key)));
    } catch {
      // Sealed with another key: no trial will open it, and there is nothing to apologise for by name.
      log.error({ channel: item.channel, id: item.inbox }, 'an item cannot be opened with this SECRET_KEY');
      return verdict(item, { state: 'parked', failed: true, reason: 'sealed-with-another-key' });
    }
    if (item.tries > MOST_TRIES) return parked(item, channel, payload, 'tried-too-often');
    try {
      const decision = await within(limitMs, async () =>
        channel.decide(payload, memoryOf(item), { repeated: item.tries > 1 }),
      );
      return decided(item, channel, payload, decision);
    } catch (error) {
      return failed(item, channel, payload, error);
    }
  };

  /** Tries again while the lease lasts: a short absence of the store does not make the decision be made twice. */
  const write = async (made: Verdict, since: number): Promise<boolean> => {
    for (;;) {
      try {
        return await batch.add(made);
      } catch (error) {
        if (performance.now() - since > LEASE_MS) throw error;
        await pause(250);
      }
    }
  };

  const pump = createPump<Claimed>({
    name: 'decide',
    slots: options?.deciding ?? 16,
    log,
    claim: (room) => claimItems(store, names, room, LEASE_MS),
    async run(item) {
      const since = performance.now();
      const made = await decide(item);
      const kept = await write(made, since);
      hooks.onReleased();
      if (!kept) return; // another worker has it now
      if (made.delayMs > 0) pump.wakeIn(made.delayMs + 5);
      if (made.state !== 'waiting') hooks.onSettled(item.channel, item.key);
      if (made.lines.some((line) => line.state === 'waiting')) hooks.onReplies();
    },
  });
  return pump;
}
