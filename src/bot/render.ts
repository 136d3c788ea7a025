/** A reply of the guide -> calls of the Bot API. Pure. Entities only, never parse_mode: no text can break or inject. */
import type { Reply } from '../answers/index.js';
import { type Entity, piecesOf, type StyledText, wellFormed } from './pieces.js';

export interface MessagePayload {
  text: string;
  entities?: Entity[];
  link_preview_options: { is_disabled: true };
  reply_markup?: { inline_keyboard: { text: string; callback_data: string }[][] };
}

/** One call of the Bot API without its chat: the sender adds the address. */
export type Outgoing =
  | { method: 'sendMessage'; payload: MessagePayload }
  | { method: 'editMessageText'; payload: MessagePayload & { message_id: number } }
  | { method: 'answerCallbackQuery'; payload: { callback_query_id: string } }
  | { method: 'leaveChat'; payload: Record<string, never> };

/** Telegram's limit of one message, counted after entities. */
const MAX_LENGTH = 4096;
const MAX_CALLBACK_BYTES = 64;

export interface RenderOptions {
  /** Origin of the public pages, without a trailing slash. Without it guide links are plain text: nobody's phone can
   * open an address of this machine. */
  publicUrl?: string;
  /** For tests: a smaller limit. UTF-16 units, at least 2. */
  maxLength?: number;
}

/** Splits at paragraphs, then lines, then spaces; never inside a surrogate pair. The keyboard stands under the last part. */
export function render(reply: Reply, options: RenderOptions = {}): Outgoing[] {
  const pieces = piecesOf(reply.nodes, (href) => publicLink(href, reply.language, options.publicUrl));
  const parts = joinPieces(pieces, options.maxLength ?? MAX_LENGTH);
  if (parts.length === 0) throw new Error('reply-without-text');
  const keyboard = keyboardOf(reply);
  const messages = parts.map((part, index): MessagePayload => {
    const last = index === parts.length - 1;
    return {
      text: part.text,
      ...(part.entities.length === 0 ? {} : { entities: part.entities }),
      link_preview_options: { is_disabled: true },
      ...(last && keyboard !== null ? { reply_markup: keyboard } : {}),
    };
  });
  const [only, ...more] = messages;
  const edited = messageNumber(reply.replaces);
  if (only !== undefined && more.length === 0 && edited !== null) {
    return [{ method: 'editMessageText', payload: { message_id: edited, ...only } }];
  }
  return messages.map((payload) => ({ method: 'sendMessage', payload }));
}

function keyboardOf(reply: Reply): NonNullable<MessagePayload['reply_markup']> | null {
  if (reply.buttons.length === 0) return null;
  return {
    inline_keyboard: reply.buttons.map(({ label, action }) => {
      if (action === '' || Buffer.byteLength(action) > MAX_CALLBACK_BYTES)
        throw new Error('button-action-length');
      return [{ text: wellFormed(label), callback_data: action }];
    }),
  };
}

function messageNumber(reference: string | undefined): number | null {
  return reference !== undefined && /^[1-9]\d{0,14}$/.test(reference) ? Number(reference) : null;
}

function publicLink(href: string, language: string, publicUrl: string | undefined): string | null {
  const local = publicUrl === undefined || /^https?:\/\/(localhost|127\.|\[::1\])/i.test(publicUrl);
  if (href.startsWith('/') && !href.startsWith('//')) {
    if (local) return null;
    return `${publicUrl}${href.startsWith('/guide/') ? `/${language}${href}` : href}`;
  }
  return /^https?:\/\/(?!localhost|127\.|\[::1\])/i.test(href) ? href : null;
}

/** Joins styled pieces greedily into messages of at most `limit` UTF-16 units. */
function joinPieces(pieces: readonly StyledText[], limit: number): { text: string; entities: Entity[] }[] {
  const parts: { text: string; entities: Entity[] }[] = [];
  let open: { text: string; entities: Entity[] } | null = null;
  for (const whole of pieces) {
    for (const piece of cutPiece(whole, limit)) {
      const gap = open === null ? '' : piece.gap;
      if (open === null || open.text.length + gap.length + piece.text.length > limit) {
        open = { text: '', entities: [] };
        parts.push(open);
      } else {
        open.text += gap;
      }
      const shift = open.text.length;
      open.text += piece.text;
      open.entities.push(...piece.entities.map((entity) => ({ ...entity, offset: entity.offset + shift })));
    }
  }
  return parts;
}

/** A piece longer than a message is cut at a line, a space, or anywhere but inside a surrogate pair. */
function cutPiece(piece: StyledText, limit: number): StyledText[] {
  const cuts: StyledText[] = [];
  let rest = piece;
  while (rest.text.length > limit) {
    const at = cutPoint(rest, limit);
    const head = slice(rest, 0, at);
    if (head.text !== '') cuts.push(head);
    rest = slice(rest, at, rest.text.length);
  }
  if (rest.text !== '') cuts.push(rest);
  return cuts;
}

function cutPoint({ text, entities }: StyledText, limit: number): number {
  const outside = (at: number) =>
    !entities.some((entity) => at > entity.offset && at < entity.offset + entity.length);
  for (let at = limit; at > limit / 2; at -= 1) {
    if (/\s/.test(text[at] ?? '') && outside(at)) return at;
  }
  // One styled stretch fills half a message: it is cut at a space and styled on both sides.
  for (let at = limit; at > limit / 2; at -= 1) if (/\s/.test(text[at] ?? '')) return at;
  const low = text.charCodeAt(limit);
  return low >= 0xdc00 && low <= 0xdfff ? limit - 1 : limit;
}

/** The stretch `from`..`to` without white space around it; entities are clipped to it. */
function slice(piece: StyledText, from: number, to: number): StyledText {
  const raw = piece.text.slice(from, to);
  const start = from + (raw.length - raw.trimStart().length);
  const text = raw.trim();
  const entities: Entity[] = [];
  for (const entity of piece.entities) {
    const begin = Math.max(entity.offset, start);
    const end = Math.min(entity.offset + entity.length, start + text.length);
    if (end > begin) entities.push({ ...entity, offset: begin - start, length: end - begin });
  }
  return { text, entities, gap: from === 0 ? piece.gap : '\n' };
}
