/**
 * Telegraf as a router and nothing else: it is handed a minimal update that we rebuilt ourselves, its handlers ask
 * `answers` and collect what to say. It never calls Telegram, keeps no state and decides nothing about delivery.
 */
import { Composer, Context, Telegraf } from 'telegraf';
import { callbackQuery, editedMessage, message } from 'telegraf/filters';
import type { Chat, Update, User } from 'telegraf/types';
import type { Answers, IncomingMessage, Reply } from '../answers/index.js';
import type { Memory } from '../delivery/index.js';
import type { StrippedUpdate, UnreadableKind } from './incoming.js';

export interface Heard {
  replies: Reply[];
  memory: Memory;
  forget: boolean;
  leave: boolean;
}

interface Turn {
  seen: StrippedUpdate;
  heard: Heard;
}

class GuideContext extends Context {
  turn: Turn | null = null;
}

export interface RouterOptions {
  token: string;
  answers: Pick<Answers, 'receive'>;
}

/** Rejects where a handler throws; nothing has been sent then. */
export function createRouter({ token, answers }: RouterOptions) {
  const turns = new WeakMap<Update, Turn>();
  const bot = new Telegraf<GuideContext>(token, {
    handlerTimeout: Number.POSITIVE_INFINITY,
    contextType: GuideContext,
    telegram: { webhookReply: false },
  });
  // Otherwise Telegraf asks Telegram who it is before the first update.
  bot.botInfo = { id: 0, is_bot: true, first_name: '', username: '', ...NO_RIGHTS };
  // Its own handler prints the whole update to the error output.
  bot.catch((error) => {
    throw error;
  });

  const hear = (ctx: GuideContext, content: IncomingMessage['content']) => {
    const { seen, heard } = turnOf(ctx);
    const hint = seen.kind === 'left' ? undefined : seen.hint;
    const said = answers.receive(
      { content, ...(hint === undefined ? {} : { languageHint: hint }) },
      heard.memory,
    );
    heard.replies.push(...said.replies);
    heard.memory = said.memory;
    if (said.forget === true) heard.forget = true;
  };

  bot.use(async (ctx, next) => {
    ctx.turn = turns.get(ctx.update) ?? null;
    // A handler that sends by itself would pass by the outbox and be lost at the first 429.
    ctx.telegram.callApi = () => Promise.reject(new Error('telegram-call-in-handler'));
    await next();
  });

  bot.on('my_chat_member', (ctx, next) => {
    if (turnOf(ctx).seen.kind !== 'left') return next();
    hear(ctx, { kind: 'left' });
    turnOf(ctx).heard.forget = true;
  });
  bot.use(
    Composer.chatType(['group', 'supergroup'], (ctx) => {
      const { seen, heard } = turnOf(ctx);
      if (seen.kind === 'group' && seen.joined) hear(ctx, { kind: 'group' });
      heard.leave = true;
    }),
  );
  bot.command(/^.+$/, (ctx) => {
    hear(ctx, {
      kind: 'command',
      name: ctx.command,
      ...(ctx.payload === '' ? {} : { argument: ctx.payload }),
    });
  });
  bot.on(callbackQuery('data'), (ctx) => {
    const { message: origin, data } = ctx.callbackQuery;
    const messageRef = origin === undefined ? {} : { messageRef: String(origin.message_id) };
    hear(ctx, { kind: 'action', action: data, ...messageRef });
  });
  bot.on([message('text'), editedMessage('text')], (ctx) => hear(ctx, { kind: 'text', text: ctx.text }));
  bot.on('edited_message', (ctx) => hear(ctx, { kind: 'edited' }));
  bot.on('message', (ctx) => {
    const { seen } = turnOf(ctx);
    if (seen.kind !== 'unreadable') throw new Error('message-without-handler');
    // What stands under a picture is a question like any other, and may be a call for help: it is answered first.
    if (seen.caption !== undefined) hear(ctx, { kind: 'text', text: seen.caption });
    hear(ctx, { kind: 'unreadable', what: seen.what });
  });

  return async function route(seen: StrippedUpdate, memory: Memory): Promise<Heard> {
    const update = rebuild(seen);
    const turn: Turn = { seen, heard: { replies: [], memory, forget: false, leave: false } };
    turns.set(update, turn);
    await bot.handleUpdate(update);
    return turn.heard;
  };
}

function turnOf(ctx: GuideContext): Turn {
  if (ctx.turn === null) throw new Error('update-without-turn');
  return ctx.turn;
}

const NO_RIGHTS = {
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
} as const;

// Nobody's name: the shapes Telegraf needs, empty.
const nobody: User = { id: 0, is_bot: false, first_name: '' };
const privateChat: Chat.PrivateChat = { id: 0, type: 'private', first_name: '' };
const group: Chat.GroupChat = { id: 0, type: 'group', title: '' };
const base = { message_id: 1, date: 0, from: nobody, chat: privateChat };

function rebuild(seen: StrippedUpdate): Update {
  const update_id = 0;
  switch (seen.kind) {
    case 'text':
      return seen.edited === true
        ? { update_id, edited_message: { ...base, text: seen.text, edit_date: 0 } }
        : { update_id, message: { ...base, text: seen.text } };
    case 'command': {
      const command = `/${seen.name}`;
      const text = seen.argument === undefined ? command : `${command} ${seen.argument}`;
      const entity = { type: 'bot_command', offset: 0, length: command.length } as const;
      return { update_id, message: { ...base, text, entities: [entity] } };
    }
    case 'press': {
      const { callbackId: id, action: data, messageId } = seen;
      const origin = messageId === undefined ? {} : { message: { ...base, message_id: messageId, text: '' } };
      return { update_id, callback_query: { id, from: nobody, chat_instance: '', data, ...origin } };
    }
    case 'unreadable':
      return { update_id, message: { ...base, ...unreadable(seen.what) } };
    case 'edited':
      return { update_id, edited_message: { ...base, edit_date: 0, photo: [] } };
    case 'group':
      return { update_id, message: { ...base, chat: group, text: '' } };
    case 'left':
      return {
        update_id,
        my_chat_member: {
          chat: privateChat,
          from: nobody,
          date: 0,
          old_chat_member: { status: 'member', user: nobody },
          new_chat_member: { status: 'left', user: nobody },
        },
      };
  }
}

function unreadable(what: UnreadableKind) {
  const file = { file_id: '', file_unique_id: '' };
  switch (what) {
    case 'voice':
      return { voice: { ...file, duration: 0 } };
    case 'photo':
      return { photo: [] };
    case 'document':
      return { document: file };
    case 'location':
      return { location: { latitude: 0, longitude: 0 } };
    case 'contact':
      return { contact: { phone_number: '', first_name: '' } };
    case 'sticker':
    case 'other':
      return { dice: { emoji: '', value: 0 } };
  }
}
