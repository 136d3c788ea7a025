/** The way of updates to the bot: one queue per chat for a webhook, one list for getUpdates. */
import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import { random } from './chaos.js';

export interface QueuedUpdate {
  chatId: number;
  update: { update_id: number } & Record<string, unknown>;
  /** How often it comes again after it was taken (a confirmation that got lost). */
  copies: number;
}

export interface Webhook {
  url: string;
  secret: string | null;
  maxConnections: number;
  allowed: readonly string[] | null;
}

export interface FeedOptions {
  seed: number;
  /** Multiplies every wait of the retry curve. */
  timeFactor: number;
}

export interface DeliveryAttempt {
  updateId: number;
  chatId: number;
  at: number;
  status: number | 'failed';
}

/** Telegram's own pause before attempt n+1 of one update, in seconds: at once, 2, 4, 8 … at most 60 to 120. */
export function retrySeconds(failures: number, draw: () => number, retryAfter: number | null): number {
  if (retryAfter !== null) return Math.min(3600, Math.max(0, retryAfter));
  if (failures <= 1) return 0;
  return Math.min(2 ** (failures - 1), 60 + draw() * 60);
}

export function createFeed({ seed, timeFactor }: FeedOptions) {
  const draw = random(seed, 0xfeed);
  const queues = new Map<number, QueuedUpdate[]>();
  const busy = new Set<number>();
  const attempts: DeliveryAttempt[] = [];
  let webhook: Webhook | null = null;
  let connections = 0;
  let closed = false;
  let poller: { resolve(updates: QueuedUpdate['update'][] | 'conflict'): void } | null = null;
  const slots: (() => void)[] = [];

  const waiting = () => [...queues.values()].reduce((sum, queue) => sum + queue.length, 0);

  async function slot(): Promise<void> {
    while (!closed && connections >= (webhook?.maxConnections ?? 40)) {
      await new Promise<void>((resolve) => slots.push(resolve));
    }
    connections += 1;
  }

  /** The next update of a chat is not sent until the last one got a 2xx. */
  async function serve(chatId: number): Promise<void> {
    if (busy.has(chatId)) return;
    busy.add(chatId);
    let failures = 0;
    try {
      for (;;) {
        const item = queues.get(chatId)?.[0];
        const target = webhook;
        if (item === undefined || target === null || closed) return;
        await slot();
        const { status, retryAfter } = await post(target, item);
        connections -= 1;
        slots.shift()?.();
        attempts.push({ updateId: item.update.update_id, chatId, at: performance.now(), status });
        if (status !== 'failed' && status >= 200 && status < 300) {
          failures = 0;
          taken(chatId, item);
        } else {
          failures += 1;
          await delay(retrySeconds(failures, draw, retryAfter) * 1000 * timeFactor);
        }
      }
    } finally {
      busy.delete(chatId);
    }
  }

  function taken(chatId: number, item: QueuedUpdate): void {
    const queue = queues.get(chatId) ?? [];
    queue.shift();
    if (item.copies > 0) {
      const again = { ...item, copies: item.copies - 1 };
      // Some copies come at once, some after everything the person wrote since.
      if (draw() < 0.5) queue.unshift(again);
      else queue.push(again);
    }
    if (queue.length === 0) queues.delete(chatId);
  }

  async function post(
    target: Webhook,
    item: QueuedUpdate,
  ): Promise<{ status: number | 'failed'; retryAfter: number | null }> {
    try {
      const response = await request(target.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(target.secret === null ? {} : { 'x-telegram-bot-api-secret-token': target.secret }),
        },
        body: JSON.stringify(item.update),
        headersTimeout: 60_000 * Math.max(timeFactor, 0.05),
      });
      await response.body.dump();
      const after = Number(response.headers['retry-after'] ?? Number.NaN);
      return { status: response.statusCode, retryAfter: Number.isFinite(after) ? after : null };
    } catch {
      // A connection refused or lost is an attempt like any other: the curve decides when the next one comes.
      return { status: 'failed', retryAfter: null };
    }
  }

  function wake(): void {
    if (webhook !== null) {
      for (const chatId of queues.keys()) void serve(chatId);
      return;
    }
    if (poller !== null && waiting() > 0) {
      const { resolve } = poller;
      poller = null;
      resolve(list(100));
    }
  }

  function list(limit: number): QueuedUpdate['update'][] {
    return [...queues.values()]
      .flat()
      .map((item) => item.update)
      .sort((a, b) => a.update_id - b.update_id)
      .slice(0, limit);
  }

  /** Everything below `offset` is confirmed; a copy stays for one more round. */
  function confirm(offset: number): void {
    for (const [chatId, queue] of queues) {
      const kept = queue.flatMap((item) => {
        if (item.update.update_id >= offset) return [item];
        return item.copies > 0 ? [{ ...item, copies: item.copies - 1 }] : [];
      });
      if (kept.length === 0) queues.delete(chatId);
      else queues.set(chatId, kept);
    }
  }

  return {
    attempts,
    waiting,
    webhook: () => webhook,
    polled: () => poller !== null,
    push(item: QueuedUpdate) {
      queues.set(item.chatId, [...(queues.get(item.chatId) ?? []), item]);
      wake();
    },
    setWebhook(next: Webhook | null) {
      webhook = next;
      poller?.resolve('conflict');
      poller = null;
      wake();
    },
    dropPending: () => queues.clear(),
    /** Resolves with updates, with none after `timeoutMs`, or with 'conflict' when another call takes over. */
    async poll(
      offset: number,
      limit: number,
      timeoutMs: number,
    ): Promise<QueuedUpdate['update'][] | 'conflict'> {
      poller?.resolve('conflict');
      poller = null;
      confirm(offset);
      const ready = list(limit);
      if (ready.length > 0 || timeoutMs === 0) return ready;
      return new Promise((resolve) => {
        const own = {
          resolve(updates: QueuedUpdate['update'][] | 'conflict') {
            clearTimeout(timer);
            resolve(updates);
          },
        };
        const timer = setTimeout(() => {
          if (poller === own) poller = null;
          resolve([]);
        }, timeoutMs);
        poller = own;
      });
    },
    close() {
      closed = true;
      poller?.resolve([]);
      poller = null;
      for (const next of slots.splice(0)) next();
    },
  };
}
