/** The door of `bot`: Telegram on one side, delivery and answers on the other. */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Answers } from '../answers/index.js';
import type { Arrival, Channel, Decision, Memory } from '../delivery/index.js';
import type { Translator } from '../i18n/index.js';
import { isWrittenForm } from '../language/index.js';
import { createApi, failureCode, retryAfterOf } from './api.js';
import { ALLOWED_UPDATES, type StrippedUpdate, strippedUpdate, toArrival } from './incoming.js';
import { poll } from './polling.js';
import { type Outgoing, type RenderOptions, render } from './render.js';
import { createRouter } from './router.js';
import { createSender } from './sender.js';
import { setUp } from './setup.js';

export { toArrival } from './incoming.js';
export type { Entity } from './pieces.js';
export { type Outgoing, render } from './render.js';

export type BotMode =
  | { kind: 'polling' }
  /** `url` is the public https address of the webhook route; `secret` comes back in a header of every call. */
  | { kind: 'webhook'; url: string; secret: string };

export interface BotLog {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
}

export interface BotOptions {
  token: string;
  apiRoot: string;
  mode: BotMode;
  answers: Pick<Answers, 'receive'>;
  translator: Translator;
  log: BotLog;
  /** Origin of the public pages; without it no links are sent. */
  publicUrl?: string | null;
  /** For proofs and benches: waits and limits at another pace than Telegram's own. */
  pace?: {
    timeFactor?: number;
    callTimeoutMs?: number;
    holdSeconds?: number;
    limits?: { perSecond: number; perPersonPerSecond: number; burst?: number };
  };
}

const webhookInfo = z.object({ url: z.string() });

export interface BotState {
  mode: BotMode['kind'];
  /** True once Telegram answered as it should, until it no longer does. */
  ok: boolean;
  /** Code of the last failure, without content; null when well. */
  code: string | null;
}

export interface Bot {
  channel: Channel;
  /** A raw update -> the item for the inbox; null: nothing to answer, acknowledge it. Pure, never throws. */
  toArrival(update: unknown): Arrival | null;
  /** Starts polling, or tells Telegram our webhook; names and commands are set in the background. Does not wait. */
  start(accept: (arrival: Arrival) => Promise<unknown>): void;
  /** No more updates are asked for when it resolves; calls in hand have ended. */
  stop(): Promise<void>;
  state(): BotState;
}

export function createBot(options: BotOptions): Bot {
  const { token, mode, log, translator } = options;
  const timeFactor = options.pace?.timeFactor ?? 1;
  const botId = token.split(':', 1)[0] ?? '';
  const api = createApi({
    token,
    apiRoot: options.apiRoot,
    ...(options.pace?.callTimeoutMs === undefined ? {} : { timeoutMs: options.pace.callTimeoutMs }),
  });
  const route = createRouter({ token, answers: options.answers });
  const rendering: RenderOptions = options.publicUrl ? { publicUrl: options.publicUrl } : {};

  const stopping = new AbortController();
  const running: Promise<void>[] = [];
  let state: BotState = { mode: mode.kind, ok: false, code: null };

  const note = (next: { ok: true } | { ok: false; code: string }) => {
    const code = next.ok ? null : next.code;
    if (state.ok !== next.ok || state.code !== code) {
      if (next.ok) log.info({ mode: mode.kind }, 'telegram answers');
      else log.warn({ mode: mode.kind, code }, 'telegram does not answer as it should');
    }
    state = { mode: mode.kind, ok: next.ok, code };
  };

  const channel: Channel = {
    async decide(payload, memory): Promise<Decision> {
      const seen = strippedUpdate.parse(payload);
      const heard = await route(seen, memory);
      const replies: Outgoing[] = [
        ...pressAnswer(seen),
        ...heard.replies.flatMap((reply) => render(reply, rendering)),
        ...(heard.leave ? [{ method: 'leaveChat', payload: {} } as const] : []),
      ];
      return { replies, memory: heard.memory, ...(heard.forget ? { forget: true as const } : {}) };
    },
    apology(payload, memory) {
      const seen = strippedUpdate.safeParse(payload);
      if (seen.success && (seen.data.kind === 'left' || seen.data.kind === 'group')) return [];
      const language = languageFor(memory, seen.success ? seen.data : null);
      const text = translator.t(language, 'bot:apology');
      const words = render({
        language,
        nodes: [{ kind: 'paragraph', content: [{ kind: 'text', text }] }],
        buttons: [],
      });
      return [...(seen.success ? pressAnswer(seen.data) : []), ...words];
    },
    send: createSender({ api }),
    // A press is two calls (end the spinner, edit the message): they may go out together.
    limits: options.pace?.limits ?? { perSecond: 25, perPersonPerSecond: 1, burst: 3 },
  };

  return {
    channel,
    toArrival: (update) => toArrival(update, botId),
    start(accept) {
      const { signal } = stopping;
      running.push(setUp({ api, translator, log, signal, timeFactor }));
      if (mode.kind === 'webhook') {
        running.push(keepWebhook(mode));
        return;
      }
      running.push(
        poll({
          api,
          signal,
          timeFactor,
          ...(options.pace?.holdSeconds === undefined ? {} : { holdSeconds: options.pace.holdSeconds }),
          onState: note,
          groupOf: (update) => toArrival(update, botId)?.address ?? '',
          async accept(update) {
            const arrival = toArrival(update, botId);
            if (arrival !== null) await accept(arrival);
          },
        }),
      );
    },
    async stop() {
      stopping.abort();
      await Promise.all(running);
      await api.close();
    },
    state: () => state,
  };

  /** Keeps our webhook set: another process, or a hand, may have removed it. */
  async function keepWebhook({ url, secret }: { url: string; secret: string }): Promise<void> {
    const { signal } = stopping;
    const wanted = { url, secret_token: secret, max_connections: 40, allowed_updates: ALLOWED_UPDATES };
    let failures = 0;
    let known = false;
    while (!signal.aborted) {
      const result = known
        ? await api.call('getWebhookInfo', {}, { signal })
        : await api.call('setWebhook', wanted, { signal });
      if (signal.aborted) return;
      let waitSeconds = 60;
      if (result.kind === 'ok') {
        failures = 0;
        note({ ok: true });
        const shown = webhookInfo.safeParse(result.result);
        known = !known || (shown.success && shown.data.url === url);
        if (!known) continue;
      } else {
        failures += 1;
        note({ ok: false, code: failureCode(result) });
        waitSeconds = Math.max(Math.min(60, 2 ** failures), retryAfterOf(result));
      }
      await delay(waitSeconds * 1000 * timeFactor, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}

/** Every press is answered, and first: until then a spinner turns on the button. */
function pressAnswer(seen: StrippedUpdate): Outgoing[] {
  if (seen.kind !== 'press' && seen.kind !== 'group') return [];
  if (seen.callbackId === undefined) return [];
  return [{ method: 'answerCallbackQuery', payload: { callback_query_id: seen.callbackId } }];
}

function languageFor(memory: Memory, seen: StrippedUpdate | null) {
  if (isWrittenForm(memory.language)) return memory.language;
  const hint = seen === null || seen.kind === 'left' ? undefined : seen.hint?.slice(0, 2);
  return isWrittenForm(hint) ? hint : 'ru';
}
