/** Our own getUpdates loop: an update is confirmed to Telegram only after it lies durably in the inbox. */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type Api, codeOf, failureCode } from './api.js';
import { ALLOWED_UPDATES } from './incoming.js';

const batch = z.array(z.looseObject({ update_id: z.number().int() }));

export interface PollingOptions {
  api: Api;
  /** Resolves once the update is durable (or known to need no answer); rejects while the store is away. */
  accept(update: unknown): Promise<void>;
  /** Updates of one group are accepted one after the other. */
  groupOf(update: unknown): string;
  onState(state: { ok: true } | { ok: false; code: string }): void;
  signal: AbortSignal;
  /** Seconds Telegram holds the call open when there is nothing. */
  holdSeconds?: number;
  /** Multiplies the waits after errors. */
  timeFactor?: number;
}

/** Runs until `signal` aborts. Never rejects. */
export async function poll(options: PollingOptions): Promise<void> {
  const { api, signal, holdSeconds = 50, timeFactor = 1 } = options;
  let offset: number | undefined;
  let failures = 0;
  let webhookRemoved = false;

  const pause = async (seconds: number) => {
    await delay(seconds * 1000 * timeFactor, undefined, { signal }).catch(() => undefined);
  };
  const failed = async (code: string, seconds?: number) => {
    if (signal.aborted) return;
    failures += 1;
    options.onState({ ok: false, code });
    await pause(seconds ?? Math.min(30, 0.5 * 2 ** Math.min(failures - 1, 6)));
  };

  while (!signal.aborted) {
    const result = await api.call(
      'getUpdates',
      {
        ...(offset === undefined ? {} : { offset }),
        limit: 100,
        timeout: holdSeconds,
        allowed_updates: ALLOWED_UPDATES,
      },
      { timeoutMs: (holdSeconds + 15) * 1000, signal },
    );
    if (signal.aborted) return;

    if (result.kind === 'error') {
      if (result.code === 409 && !webhookRemoved && /webhook/i.test(result.description)) {
        webhookRemoved = true;
        await api.call('deleteWebhook', {}, { signal });
        continue;
      }
      // 401 and 404: the token is wrong; it will not become right in a second.
      const wrongToken = result.code === 401 || result.code === 404;
      await failed(`telegram-${result.code}`, result.retryAfter ?? (wrongToken ? 60 : undefined));
      continue;
    }
    if (result.kind !== 'ok') {
      await failed(failureCode(result));
      continue;
    }
    const updates = batch.safeParse(result.result);
    if (!updates.success) {
      await failed('not-updates');
      continue;
    }
    try {
      await acceptAll(updates.data, options);
    } catch (error) {
      // The store is away: Telegram keeps the updates, we ask for the same ones again.
      await failed(codeOf(error));
      continue;
    }
    failures = 0;
    options.onState({ ok: true });
    const last = Math.max(...updates.data.map((update) => update.update_id));
    if (updates.data.length > 0) offset = last + 1;
  }
}

/** Groups side by side, within a group in order. Rejects after all have ended if one was not accepted. */
async function acceptAll(updates: readonly unknown[], { accept, groupOf }: PollingOptions): Promise<void> {
  const groups = new Map<string, unknown[]>();
  for (const update of updates) {
    const group = groupOf(update);
    groups.set(group, [...(groups.get(group) ?? []), update]);
  }
  const ends = await Promise.allSettled(
    [...groups.values()].map(async (group) => {
      for (const update of group) await accept(update);
    }),
  );
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
