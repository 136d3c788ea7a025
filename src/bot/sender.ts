/** One outgoing call -> what became of it, in the words of delivery. */
import { z } from 'zod';
import type { SendOutcome } from '../delivery/index.js';
import type { Api, ApiResult } from './api.js';
import type { Outgoing } from './render.js';

const message = z.object({
  text: z.string(),
  entities: z
    .array(
      z.object({
        type: z.enum(['bold', 'italic', 'text_link']),
        offset: z.number(),
        length: z.number(),
        url: z.string().optional(),
      }),
    )
    .optional(),
  link_preview_options: z.object({ is_disabled: z.literal(true) }),
  reply_markup: z
    .object({
      inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string() }))),
    })
    .optional(),
});
const outgoing = z.discriminatedUnion('method', [
  z.object({ method: z.literal('sendMessage'), payload: message }),
  z.object({
    method: z.literal('editMessageText'),
    payload: message.extend({ message_id: z.number() }),
  }),
  z.object({
    method: z.literal('answerCallbackQuery'),
    payload: z.object({ callback_query_id: z.string() }),
  }),
  z.object({ method: z.literal('leaveChat'), payload: z.object({}) }),
]);

/** So many people told to wait within a second: it is the whole bot that is held, Telegram does not say which. */
const FLOOD_PEOPLE = 3;

export interface SenderOptions {
  api: Api;
  /** Milliseconds of a monotonic clock. */
  monotonic?: () => number;
}

export function createSender({ api, monotonic = () => performance.now() }: SenderOptions) {
  const held = new Map<string, number>();

  function scopeOf(address: string): 'person' | 'channel' {
    const now = monotonic();
    for (const [who, at] of held) if (now - at > 1_000) held.delete(who);
    held.set(address, now);
    return held.size >= FLOOD_PEOPLE ? 'channel' : 'person';
  }

  /** Sends one item of the outbox. Expected failures are outcomes; it rejects only on an item that is none of ours. */
  return async function send(address: string, reply: unknown): Promise<SendOutcome> {
    const call = outgoing.safeParse(reply);
    if (!call.success) return { kind: 'refused', code: 'not-a-call' };
    const { method, payload } = call.data;
    if (method === 'answerCallbackQuery') return outcome(await api.call(method, payload), address, scopeOf);

    const chat_id = Number(address);
    const result = await api.call(method, { chat_id, ...payload });
    if (method === 'editMessageText' && result.kind === 'error' && cannotBeEdited(result.description)) {
      const { message_id: _gone, ...text } = payload;
      return outcome(await api.call('sendMessage', { chat_id, ...text }), address, scopeOf);
    }
    return outcome(result, address, scopeOf);
  };
}

function outcome(
  result: ApiResult,
  address: string,
  scopeOf: (address: string) => 'person' | 'channel',
): SendOutcome {
  switch (result.kind) {
    case 'ok':
      return { kind: 'sent' };
    case 'gateway':
      // A gateway that gave up waiting says nothing about what happened behind it.
      return result.status === 504 ? { kind: 'unknown' } : { kind: 'retry' };
    case 'unsent':
      return { kind: 'retry' };
    case 'lost':
      return { kind: 'unknown' };
    case 'error':
      return refusal(result.code, result.description, result.retryAfter, () => scopeOf(address));
  }
}

function refusal(
  code: number,
  description: string,
  retryAfter: number | null,
  scope: () => 'person' | 'channel',
): SendOutcome {
  if (code === 429) return { kind: 'wait', seconds: retryAfter ?? 1, scope: scope() };
  if (code === 403) return { kind: 'closed' };
  if (code === 400 && /chat not found|user is deactivated|PEER_ID_INVALID/i.test(description)) {
    return { kind: 'closed' };
  }
  if (code === 400 && /message is not modified/i.test(description)) return { kind: 'sent' };
  // The spinner on the button has ended by itself: there is nothing left to do.
  if (code === 400 && /query is too old|query ID is invalid/i.test(description)) return { kind: 'sent' };
  // A wrong token or a wrong address of the server: nothing is lost, it will be sent when that is put right.
  if (code === 401 || code === 404 || code === 409) return { kind: 'retry' };
  return { kind: 'refused', code: `telegram-${code}` };
}

function cannotBeEdited(description: string): boolean {
  return /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i.test(description);
}

export type Send = ReturnType<typeof createSender>;
export type { Outgoing };
