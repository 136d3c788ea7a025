/** What people see and do: their chats, messages with numbers, keyboards, and the updates their acts make. */
import type { Fate } from './chaos.js';
import { isRecord, type Params } from './validate.js';

export interface PhoneButton {
  text: string;
  data: string;
}

export interface PhoneMessage {
  id: number;
  from: 'bot' | 'person';
  text: string;
  entities: unknown[];
  buttons: PhoneButton[];
  edits: number;
}

/** One thing that reached a phone, in order. */
export interface PhoneEvent {
  kind: 'sent' | 'edited' | 'deleted' | 'answered';
  messageId: number;
  text: string;
  buttons: PhoneButton[];
  /** What the bot was told of it: anything but `well` and it cannot know. */
  fate: Fate;
  at: number;
}

/** Everything Telegram tells a bot about a person; each field may hold a canary. */
export interface Profile {
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

export type PushUpdate = (
  chatId: number,
  kind: string,
  body: Record<string, unknown>,
  copies: number,
) => number;

export interface Act {
  /** The update arrives so many times more. */
  copies?: number;
}

export type ChatState = 'open' | 'blocked' | 'deactivated' | 'left';

export function createPhone(
  chatId: number,
  profile: Profile,
  push: PushUpdate,
  nextMessageId: () => number,
  nextCallbackId: (chatId: number) => string,
  chatType: 'private' | 'group' | 'supergroup' | 'channel' = 'private',
) {
  const messages = new Map<number, PhoneMessage>();
  const events: PhoneEvent[] = [];
  let state: ChatState = 'open';
  let calls = 0;

  const person = { id: Math.abs(chatId), is_bot: false, ...profile };
  const chat =
    chatType === 'private'
      ? { id: chatId, type: chatType, ...profile }
      : { id: chatId, type: chatType, title: profile.first_name };
  const date = () => Math.floor(Date.now() / 1000);

  function note(kind: PhoneEvent['kind'], shown: Pick<PhoneMessage, 'id' | 'text' | 'buttons'>, fate: Fate) {
    const { id: messageId, text, buttons } = shown;
    events.push({ kind, messageId, text, buttons, fate, at: performance.now() });
  }

  function put(fields: Record<string, unknown>): { messageId: number; body: Record<string, unknown> } {
    const messageId = nextMessageId();
    const text = typeof fields.text === 'string' ? fields.text : '';
    messages.set(messageId, { id: messageId, from: 'person', text, entities: [], buttons: [], edits: 0 });
    return { messageId, body: { message_id: messageId, from: person, chat, date: date(), ...fields } };
  }

  const phone = {
    chatId,
    profile,
    events,
    messages,
    state: () => state,
    /** Number of calls the bot made for this chat so far; counted by the server. */
    countCall: () => calls++,
    /** Returns the update_id. */
    send(text: string, act: Act = {}): number {
      const command = /^\/[A-Za-z0-9_]+(@[A-Za-z0-9_]+)?/.exec(text)?.[0];
      const entities =
        command === undefined
          ? {}
          : { entities: [{ type: 'bot_command', offset: 0, length: command.length }] };
      return push(chatId, 'message', put({ text, ...entities }).body, act.copies ?? 0);
    },
    /** A message with any fields: `{ voice: {…} }`, `{ photo: […], caption }` … */
    sendFields(fields: Record<string, unknown>, act: Act = {}): number {
      return push(chatId, 'message', put(fields).body, act.copies ?? 0);
    },
    edit(messageId: number, fields: Record<string, unknown>, act: Act = {}): number {
      const body = { message_id: messageId, from: person, chat, date: date(), edit_date: date(), ...fields };
      return push(chatId, 'edited_message', body, act.copies ?? 0);
    },
    /** Presses the newest button with this label or data; throws if no message on the screen has it. */
    press(label: string, act: Act = {}): number {
      const shown = [...messages.values()]
        .reverse()
        .find((message) => buttonOf(message, label) !== undefined);
      const button = shown === undefined ? undefined : buttonOf(shown, label);
      if (shown === undefined || button === undefined) throw new Error(`no button ${label}`);
      return phone.pressData(button.data, shown.id, act);
    },
    /** Presses something that need not be on the screen: stale or planted data. */
    pressData(data: string, messageId: number, act: Act = {}): number {
      const shown = messages.get(messageId);
      const message =
        shown === undefined
          ? { chat, message_id: messageId, date: 0 }
          : { chat, message_id: messageId, date: date(), from: { id: 1, is_bot: true }, text: shown.text };
      const id = nextCallbackId(chatId);
      const body = { id, from: person, chat_instance: '1', message, data };
      return push(chatId, 'callback_query', body, act.copies ?? 0);
    },
    /** Any membership of the bot: `kicked` is a block, `member` its end; in groups being added or thrown out. */
    membership(status: 'member' | 'kicked' | 'left' | 'administrator', act: Act = {}): number {
      const gone = status === 'kicked' || status === 'left';
      state = gone ? (chatType === 'private' ? 'blocked' : 'left') : 'open';
      const bot = { id: 1, is_bot: true, first_name: 'bot' };
      const body = {
        chat,
        from: person,
        date: date(),
        old_chat_member: { user: bot, status: gone ? 'member' : 'left' },
        new_chat_member: { user: bot, status },
      };
      return push(chatId, 'my_chat_member', body, act.copies ?? 0);
    },
    /** The bot is told with the next send only. */
    closeSilently(how: 'blocked' | 'deactivated') {
      state = how;
    },
    /** Any other kind of update, e.g. `poll`, `inline_query`. */
    raw(kind: string, body: Record<string, unknown>, act: Act = {}): number {
      return push(chatId, kind, body, act.copies ?? 0);
    },
    /** Texts of the bot as they stand on the screen now, oldest first. */
    screen(): PhoneMessage[] {
      return [...messages.values()].filter((message) => message.from === 'bot');
    },
    receive(params: Params, fate: Fate): PhoneMessage {
      const message = { ...shownOf(params), id: nextMessageId(), from: 'bot' as const, edits: 0 };
      messages.set(message.id, message);
      note('sent', message, fate);
      return message;
    },
    receiveEdit(message: PhoneMessage, params: Params, fate: Fate) {
      Object.assign(message, shownOf(params), { edits: message.edits + 1 });
      note('edited', message, fate);
    },
    receiveDelete(messageId: number, fate: Fate) {
      messages.delete(messageId);
      note('deleted', { id: messageId, text: '', buttons: [] }, fate);
    },
    receiveAnswer(text: string, fate: Fate) {
      note('answered', { id: 0, text, buttons: [] }, fate);
    },
    leave() {
      state = 'left';
    },
  };
  return phone;
}

export type Phone = ReturnType<typeof createPhone>;

function buttonOf(message: PhoneMessage, label: string): PhoneButton | undefined {
  return message.buttons.find((button) => button.text === label || button.data === label);
}

/** What a call puts on the screen; leading and trailing white space is not shown. */
export function shownOf(params: Params): Pick<PhoneMessage, 'text' | 'entities' | 'buttons'> {
  const markup = params.reply_markup;
  const rows = isRecord(markup) && Array.isArray(markup.inline_keyboard) ? markup.inline_keyboard.flat() : [];
  return {
    text: String(params.text).trim(),
    entities: Array.isArray(params.entities) ? params.entities : [],
    buttons: rows.map((button) => ({
      text: String(button.text),
      data: String(button.callback_data ?? button.url),
    })),
  };
}
