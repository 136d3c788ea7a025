/** A Bot API for tests and proofs: behaves like the real one towards the bot, and like phones towards the test. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Chaos, EFFECTIVE_FATES, type Fate, NO_CHAOS } from './chaos.js';
import { createFeed } from './feed.js';
import { done, jsonOrNull, type Reply, readBody, refuse, reply, tooMany } from './http.js';
import { lose, mishap } from './mischief.js';
import { createPhone, type Phone, type Profile, shownOf } from './phones.js';
import { checkCall, isRecord, type Params, type Refusal } from './validate.js';

export {
  type Chaos,
  createChaos,
  type Fate,
  type FateRates,
  NO_CHAOS,
  random,
  UNKNOWN_FATES,
} from './chaos.js';
export { retrySeconds } from './feed.js';
export type { Phone, PhoneButton, PhoneEvent, PhoneMessage, Profile } from './phones.js';

export interface CallRecord {
  method: string;
  chatId: number | null;
  /** What chaos did to it. */
  fate: Fate;
  /** HTTP status, or null where the connection was cut or left hanging. */
  status: number | null;
  description: string | null;
  /** True if it changed something: a message on a phone, an answered press. */
  effect: boolean;
  at: number;
}

export interface FakeTelegramOptions {
  token?: string;
  seed?: number;
  /** Multiplies the waits of redelivery, of long polling and of hanging calls. */
  timeFactor?: number;
  chaos?: Chaos;
  /** Messages per second and chat above which a 429 is answered; none by default. */
  perChatPerSecond?: number;
  port?: number;
  firstUpdateId?: number;
}

export type FakeTelegram = Awaited<ReturnType<typeof startFakeTelegram>>;

/** Listens on a free port of this machine. */
export async function startFakeTelegram(options: FakeTelegramOptions = {}) {
  const { token = '4200:FAKE-token_for-tests-only', seed = 1, timeFactor = 1 } = options;
  const feed = createFeed({ seed, timeFactor });
  const hangMs = 70_000 * timeFactor;
  const phones = new Map<number, Phone>();
  const callbacks = new Map<string, { chatId: number; old: boolean }>();
  const calls: CallRecord[] = [];
  const pushed: { chatId: number; update: { update_id: number } & Record<string, unknown> }[] = [];
  const texts = new Map<string, unknown>();
  const heldUntil = new Map<number, { until: number; told: number }>();
  const sentAt = new Map<number, number[]>();
  let chaos = options.chaos ?? NO_CHAOS;
  let allowed: readonly string[] | null = null;
  let updateId = options.firstUpdateId ?? 1000;
  let messageId = 0;
  let callbackId = 0;
  /** Calls that came before the wait they were told was over. */
  const impatient: { at: number; told: number }[] = [];
  let pollFailure: { status: number } | null = null;

  const push = (chatId: number, kind: string, body: Record<string, unknown>, copies: number): number => {
    const update_id = updateId++;
    pushed.push({ chatId, update: { update_id, [kind]: body } });
    if (allowed === null || allowed.includes(kind))
      feed.push({ chatId, update: { update_id, [kind]: body }, copies });
    return update_id;
  };

  function phone(
    chatId: number,
    profile: Profile = { first_name: 'A' },
    type?: 'group' | 'supergroup' | 'channel',
  ): Phone {
    const known = phones.get(chatId);
    if (known !== undefined) return known;
    const nextCallback = (owner: number) => {
      const id = `${seed}${String(++callbackId).padStart(12, '0')}`;
      callbacks.set(id, { chatId: owner, old: false });
      return id;
    };
    const made = createPhone(chatId, profile, push, () => ++messageId, nextCallback, type);
    phones.set(chatId, made);
    return made;
  }

  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  // The real one closes idle connections, too.
  server.keepAliveTimeout = 15_000;
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('fake-telegram-without-port');
  const url = `http://127.0.0.1:${address.port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const [, given, method = ''] = /^\/bot([^/]*)\/([A-Za-z]*)$/.exec(request.url ?? '') ?? [];
    if (given !== token) {
      const malformed = given === undefined || !/^\d+:/.test(given);
      return reply(response, refuse(malformed ? 404 : 401, malformed ? 'Not Found' : 'Unauthorized'));
    }
    const params = jsonOrNull(body);
    if (!isRecord(params)) return reply(response, refuse(400, "Bad Request: can't parse JSON object"));

    const chatId = typeof params.chat_id === 'number' ? params.chat_id : callbackChat(params);
    const fate = fateOf(chatId);
    const note = (status: number | null, description: string | null, effect: boolean): CallRecord => {
      const record = { method, chatId, fate, status, description, effect, at: performance.now() };
      calls.push(record);
      return record;
    };

    if (!EFFECTIVE_FATES.has(fate)) {
      const waitSeconds = chaos.retryAfter(chatId ?? 0, calls.length);
      if (fate === 'flood' && chatId !== null) hold(chatId, waitSeconds);
      const record = note(null, null, false);
      record.status = await mishap(fate, response, { hangMs, waitSeconds });
      return;
    }
    const { status, body: said } = await perform(method, params, fate, response);
    const description = isRecord(said) && typeof said.description === 'string' ? said.description : null;
    const ok = status === 200;
    // A call that was refused anyway is told so: only what took effect is worth losing the answer of.
    if (fate === 'well' || !ok) {
      note(status, description, ok && CHANGES.has(method));
      markUntold(ok ? chatId : null, response);
      return reply(response, { status, body: said });
    }
    note(null, null, CHANGES.has(method));
    await lose(fate, response, said, hangMs);
  }

  function hold(chatId: number, seconds: number): void {
    const told = performance.now();
    heldUntil.set(chatId, { until: told + seconds * 1000, told });
  }

  /** A caller that hung up before its answer was written knows as little as one whose answer was lost. */
  function markUntold(chatId: number | null, response: ServerResponse): void {
    const event = chatId === null ? undefined : phones.get(chatId)?.events.at(-1);
    if (event === undefined) return;
    const mark = () => {
      if (!response.writableFinished) event.fate = 'reset-after';
    };
    if (response.destroyed) mark();
    else response.once('close', mark);
  }

  function fateOf(chatId: number | null): Fate {
    const known = chatId === null ? undefined : phones.get(chatId);
    return known === undefined ? 'well' : chaos.fate(known.chatId, known.countCall());
  }

  function callbackChat(params: Params): number | null {
    const id = params.callback_query_id;
    return typeof id === 'string' ? (callbacks.get(id)?.chatId ?? null) : null;
  }

  async function perform(
    method: string,
    params: Params,
    fate: Fate,
    response: ServerResponse,
  ): Promise<Reply> {
    const wrong = checkCall(method, params) ?? checkWait(method, params);
    if (wrong !== null) return 'body' in wrong ? wrong : refuse(wrong.code, wrong.description);
    const localised = /^(get|set)My(\w+)$/.exec(method);
    if (localised !== null) return localisedText(localised[1] === 'set', localised[2] ?? '', params);
    switch (method) {
      case 'getMe':
        return done({
          id: Number(token.split(':')[0]),
          is_bot: true,
          first_name: 'fake',
          username: 'fake_guide_bot',
        });
      case 'getUpdates':
        return getUpdates(params, response);
      case 'setWebhook':
        return setWebhook(params);
      case 'deleteWebhook':
        if (params.drop_pending_updates === true) feed.dropPending();
        feed.setWebhook(null);
        return done(true);
      case 'getWebhookInfo': {
        const hook = feed.webhook();
        return done({
          url: hook?.url ?? '',
          has_custom_certificate: false,
          pending_update_count: feed.waiting(),
        });
      }
      case 'answerCallbackQuery':
        return answerCallback(params, fate);
      default:
        return toChat(method, params, fate);
    }
  }

  function toChat(method: string, params: Params, fate: Fate): Reply {
    const chat = phones.get(Number(params.chat_id));
    if (chat === undefined) return refuse(400, 'Bad Request: chat not found');
    const state = chat.state();
    if (state === 'blocked') return refuse(403, 'Forbidden: bot was blocked by the user');
    if (state === 'deactivated') return refuse(403, 'Forbidden: user is deactivated');
    if (state === 'left') return refuse(403, 'Forbidden: bot is not a member of the group chat');
    switch (method) {
      case 'sendMessage':
        return done(messageBody(chat.chatId, chat.receive(params, fate)));
      case 'editMessageText': {
        const message = chat.messages.get(Number(params.message_id));
        if (message === undefined) return refuse(400, 'Bad Request: message to edit not found');
        if (message.from !== 'bot') return refuse(400, "Bad Request: message can't be edited");
        const { text, entities, buttons } = message;
        if (JSON.stringify(shownOf(params)) === JSON.stringify({ text, entities, buttons })) {
          return refuse(
            400,
            'Bad Request: message is not modified: specified new message content and reply markup are exactly the same',
          );
        }
        chat.receiveEdit(message, params, fate);
        return done(messageBody(chat.chatId, message));
      }
      case 'deleteMessage':
        if (!chat.messages.has(Number(params.message_id)))
          return refuse(400, 'Bad Request: message to delete not found');
        chat.receiveDelete(Number(params.message_id), fate);
        return done(true);
      case 'leaveChat':
        if (chat.chatId > 0)
          return refuse(400, "Bad Request: chat member status can't be changed in private chats");
        chat.leave();
        return done(true);
      default:
        return done(true);
    }
  }

  function answerCallback(params: Params, fate: Fate): Reply {
    const press = callbacks.get(String(params.callback_query_id));
    if (press === undefined || press.old) {
      return refuse(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid');
    }
    phones.get(press.chatId)?.receiveAnswer(String(params.text ?? ''), fate);
    return done(true);
  }

  async function getUpdates(params: Params, response: ServerResponse): Promise<Reply> {
    if (pollFailure !== null) {
      const { status } = pollFailure;
      pollFailure = null;
      return refuse(status, status === 500 ? 'Internal Server Error' : 'Bad Gateway');
    }
    if (feed.webhook() !== null) {
      return refuse(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    allowed = listOf(params.allowed_updates) ?? allowed;
    const updates = await feed.poll(
      Number(params.offset ?? 0),
      Number(params.limit ?? 100),
      Number(params.timeout ?? 0) * 1000 * timeFactor,
    );
    if (updates === 'conflict') {
      return refuse(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      );
    }
    return response.destroyed ? refuse(400, 'gone') : done(updates);
  }

  function setWebhook(params: Params): Reply {
    const target = String(params.url);
    if (target === '') {
      feed.setWebhook(null);
      return done(true);
    }
    // Plain http is for this machine only; the real server demands https there, too.
    if (!/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(target)) {
      return refuse(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook');
    }
    const kinds = listOf(params.allowed_updates);
    allowed = kinds ?? allowed;
    if (params.drop_pending_updates === true) feed.dropPending();
    feed.setWebhook({
      url: target,
      secret: typeof params.secret_token === 'string' ? params.secret_token : null,
      maxConnections: Number(params.max_connections ?? 40),
      allowed: kinds,
    });
    return done(true);
  }

  function localisedText(set: boolean, what: string, params: Params): Reply {
    const key = `${what}:${String(params.language_code ?? '')}`;
    const field = {
      Commands: 'commands',
      Name: 'name',
      Description: 'description',
      ShortDescription: 'short_description',
    }[what];
    if (field === undefined) return refuse(404, 'Not Found: method not found');
    if (set) {
      texts.set(key, params[field]);
      return done(true);
    }
    const value = texts.get(key) ?? (what === 'Commands' ? [] : '');
    return done(what === 'Commands' ? value : { [field]: value });
  }

  /** A wait that was told is kept, and one chat gets no more than its share a second. */
  function checkWait(method: string, params: Params): Refusal | Reply | null {
    if (method !== 'sendMessage' && method !== 'editMessageText') return null;
    const chatId = Number(params.chat_id);
    const now = performance.now();
    const held = heldUntil.get(chatId);
    // Clocks of two processes: a tenth of a second is no impatience.
    if (held !== undefined && now < held.until - 100) {
      impatient.push({ at: now, told: held.told });
      return tooMany(Math.ceil((held.until - now) / 1000));
    }
    if (options.perChatPerSecond === undefined) return null;
    const recent = (sentAt.get(chatId) ?? []).filter((at) => now - at < 1000);
    if (recent.length >= options.perChatPerSecond) {
      hold(chatId, 1);
      return tooMany(1);
    }
    sentAt.set(chatId, [...recent, now]);
    return null;
  }

  return {
    url,
    token,
    calls,
    /** Every update people caused, once each, in order. */
    pushed,
    texts,
    attempts: feed.attempts,
    phone,
    phones: () => [...phones.values()],
    /** A group or channel; `chatId` is negative there. */
    group: (chatId: number, type: 'group' | 'supergroup' | 'channel' = 'group') =>
      phone(chatId, { first_name: 'Title' }, type),
    /** Updates not yet taken by the bot. */
    waiting: () => feed.waiting(),
    webhook: () => feed.webhook(),
    /** True while a getUpdates call is held open. */
    polled: () => feed.polled(),
    /** When they came, and when they were told to wait. */
    impatientCalls: () => impatient,
    /** All presses so far are too old to be answered. */
    ageCallbacks() {
      for (const press of callbacks.values()) press.old = true;
    },
    setChaos(next: Chaos) {
      chaos = next;
    },
    failNextPoll(status: 500 | 502) {
      pollFailure = { status };
    },
    async close() {
      feed.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const CHANGES = new Set([
  'sendMessage',
  'editMessageText',
  'deleteMessage',
  'answerCallbackQuery',
  'leaveChat',
]);

function messageBody(chatId: number, message: { id: number; text: string }): Record<string, unknown> {
  return {
    message_id: message.id,
    chat: { id: chatId, type: 'private' },
    date: Math.floor(Date.now() / 1000),
    text: message.text,
  };
}

function listOf(value: unknown): string[] | null {
  return Array.isArray(value) ? value.map(String) : null;
}
