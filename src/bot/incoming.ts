/**
 * A raw update -> what we keep of it. Pure. Names, usernames, phone numbers, positions, file ids and the authors of
 * forwarded messages never get through; the chat id leaves only as the address of the arrival.
 */
import { z } from 'zod';
import type { Arrival } from '../delivery/index.js';

/** The updates we ask Telegram for; all others are not sent to us. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

const unreadableKinds = ['voice', 'photo', 'document', 'location', 'contact', 'sticker', 'other'] as const;
export type UnreadableKind = (typeof unreadableKinds)[number];

const hint = z.string().max(16).optional();

/** What is written (sealed) to the inbox of one update, and all that a handler ever sees of it. */
export const strippedUpdate = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string(), edited: z.literal(true).optional(), hint }),
  z.strictObject({ kind: z.literal('command'), name: z.string(), argument: z.string().optional(), hint }),
  z.strictObject({
    kind: z.literal('press'),
    callbackId: z.string(),
    action: z.string(),
    messageId: z.number().int().positive().optional(),
    hint,
  }),
  z.strictObject({
    kind: z.literal('unreadable'),
    what: z.enum(unreadableKinds),
    caption: z.string().optional(),
    hint,
  }),
  z.strictObject({ kind: z.literal('edited'), hint }),
  /** `joined`: we were added just now and say once that we work in private only; then we leave. */
  z.strictObject({
    kind: z.literal('group'),
    joined: z.boolean(),
    callbackId: z.string().optional(),
    hint,
  }),
  z.strictObject({ kind: z.literal('left') }),
]);
export type StrippedUpdate = z.infer<typeof strippedUpdate>;

const MAX_TEXT = 4096;

const wholeNumber = z.number().refine(Number.isSafeInteger);
const chat = z.object({ id: wholeNumber, type: z.string() });
const sender = z.object({ language_code: z.string().optional().catch(undefined) });
const fields = z.record(z.string(), z.unknown());
const readable = z.object({
  chat,
  from: sender.optional().catch(undefined),
  text: z.string().optional(),
  caption: z.string().optional().catch(undefined),
});
const press = z.object({
  id: z.string().min(1).max(128),
  from: sender.extend({ id: wholeNumber }),
  data: z.string().optional().catch(undefined),
  message: z.object({ chat, message_id: wholeNumber, date: z.number() }).optional().catch(undefined),
});
const membership = z.object({ chat, new_chat_member: z.object({ status: z.string() }) });
const rawUpdate = z.object({
  update_id: z.number().int().nonnegative().refine(Number.isSafeInteger),
  message: fields.optional(),
  edited_message: fields.optional(),
  callback_query: fields.optional(),
  my_chat_member: fields.optional(),
});

/** Which field of a message makes it something the guide cannot read. */
const CONTENT_FIELDS: Readonly<Record<string, UnreadableKind>> = {
  voice: 'voice',
  video_note: 'voice',
  audio: 'voice',
  photo: 'photo',
  video: 'photo',
  animation: 'photo',
  live_photo: 'photo',
  document: 'document',
  location: 'location',
  venue: 'location',
  contact: 'contact',
  sticker: 'sticker',
  dice: 'other',
  poll: 'other',
  game: 'other',
  story: 'other',
  checklist: 'other',
  invoice: 'other',
  paid_media: 'other',
};

/** Notices of the app itself in a private chat: nobody said anything, so nothing is answered. */
const SERVICE_FIELDS = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'chat_background_set',
  'proximity_alert_triggered',
  'successful_payment',
  'refunded_payment',
  'write_access_allowed',
  'users_shared',
  'chat_shared',
  'connected_website',
  'passport_data',
  'boost_added',
  'gift',
  'unique_gift',
  'checklist_tasks_done',
  'checklist_tasks_added',
  'paid_message_price_changed',
];

/**
 * An update as Telegram sent it -> the item for the inbox, or null where there is nothing to answer (an unknown kind, a
 * channel, a malformed update). `botId` is the part of the token before the colon. Never throws.
 */
export function toArrival(update: unknown, botId: string): Arrival | null {
  const parsed = rawUpdate.safeParse(update);
  if (!parsed.success) return null;
  const seen = strip(parsed.data);
  if (seen === null) return null;
  return {
    channel: 'telegram',
    key: `${botId}:${parsed.data.update_id}`,
    address: String(seen.chatId),
    order: parsed.data.update_id,
    payload: seen.payload,
  };
}

interface Seen {
  chatId: number;
  payload: StrippedUpdate;
}

function strip(update: z.infer<typeof rawUpdate>): Seen | null {
  if (update.message !== undefined) return stripMessage(update.message, false);
  if (update.edited_message !== undefined) return stripMessage(update.edited_message, true);
  if (update.callback_query !== undefined) return stripPress(update.callback_query);
  if (update.my_chat_member !== undefined) return stripMembership(update.my_chat_member);
  return null;
}

function stripMessage(raw: Record<string, unknown>, edited: boolean): Seen | null {
  const parsed = readable.safeParse(raw);
  if (!parsed.success) return null;
  const { chat, from, text, caption } = parsed.data;
  if (isGroup(chat.type))
    return { chatId: chat.id, payload: { kind: 'group', joined: false, ...hintOf(from) } };
  if (chat.type !== 'private') return null;
  const seen = (payload: StrippedUpdate): Seen => ({ chatId: chat.id, payload });

  if (text !== undefined) {
    const said = clean(text);
    const command = commandOf(said);
    if (command !== null) return seen({ kind: 'command', ...command, ...hintOf(from) });
    return seen({ kind: 'text', text: said, ...(edited ? { edited: true as const } : {}), ...hintOf(from) });
  }
  const what = contentOf(raw);
  if (what === null && SERVICE_FIELDS.some((field) => field in raw)) return null;
  // A live position is "edited" every few seconds; nobody said anything new.
  if (edited) return what === 'location' ? null : seen({ kind: 'edited', ...hintOf(from) });
  const words = caption === undefined ? '' : clean(caption);
  return seen({
    kind: 'unreadable',
    what: what ?? 'other',
    ...(words === '' ? {} : { caption: words }),
    ...hintOf(from),
  });
}

function stripPress(raw: Record<string, unknown>): Seen | null {
  const parsed = press.safeParse(raw);
  if (!parsed.success) return null;
  const { id, from, data, message } = parsed.data;
  if (message !== undefined && message.chat.type !== 'private') {
    const payload: StrippedUpdate = { kind: 'group', joined: false, callbackId: id, ...hintOf(from) };
    return isGroup(message.chat.type) ? { chatId: message.chat.id, payload } : null;
  }
  // Date 0 marks a message too old to be edited.
  const editable = message !== undefined && message.date > 0 && message.message_id > 0;
  return {
    chatId: message?.chat.id ?? from.id,
    payload: {
      kind: 'press',
      callbackId: id,
      action: data !== undefined && /^[A-Za-z0-9:!_.-]{1,64}$/.test(data) ? data : 'home',
      ...(editable ? { messageId: message.message_id } : {}),
      ...hintOf(from),
    },
  };
}

function stripMembership(raw: Record<string, unknown>): Seen | null {
  const parsed = membership.safeParse(raw);
  if (!parsed.success) return null;
  const { chat, new_chat_member } = parsed.data;
  const gone = new_chat_member.status === 'kicked' || new_chat_member.status === 'left';
  if (chat.type === 'private') return gone ? { chatId: chat.id, payload: { kind: 'left' } } : null;
  if (!isGroup(chat.type)) return null;
  return { chatId: chat.id, payload: gone ? { kind: 'left' } : { kind: 'group', joined: true } };
}

function isGroup(type: string): boolean {
  return type === 'group' || type === 'supergroup';
}

function contentOf(raw: Record<string, unknown>): UnreadableKind | null {
  for (const [field, what] of Object.entries(CONTENT_FIELDS)) {
    // Venue and animation come with an older field beside them; the first in our list that is there wins.
    if (field in raw) return what;
  }
  return null;
}

/** `/start@guide_bot registration` -> name and argument; the bot's name is dropped. */
function commandOf(text: string): { name: string; argument?: string } | null {
  const match = /^\/([A-Za-z0-9_]{1,32})(?:@[A-Za-z0-9_]{1,32})?(?:\s+(.*))?$/s.exec(text);
  const name = match?.[1]?.toLowerCase();
  if (name === undefined) return null;
  const rest = match?.[2]?.trim() ?? '';
  // A deep link carries at most 64 of these characters; anything else after /start is no link of ours.
  const usable = name === 'start' ? /^[A-Za-z0-9_-]{1,64}$/.test(rest) : rest !== '';
  return usable ? { name, argument: rest } : { name };
}

/** A lone half of a surrogate pair can neither be stored nor sent back. */
function clean(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll('\0', '')
    .slice(0, MAX_TEXT);
}

function hintOf(from: z.infer<typeof sender> | undefined): { hint?: string } {
  const code = from?.language_code;
  return code !== undefined && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?$/.test(code) ? { hint: code } : {};
}
