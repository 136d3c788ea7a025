import { Context } from 'telegraf';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { IncomingMessage } from '../../src/answers/index.js';
import type { Arrival } from '../../src/delivery/index.js';
import { type FakeTelegram, startFakeTelegram } from '../support/fake-telegram/index.js';
import { echo, makeBot, translator } from './support.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
async function telegram(): Promise<FakeTelegram> {
  const fake = await startFakeTelegram({ timeFactor: 0.002 });
  closing.push(() => fake.close());
  return fake;
}
const nowhere = { url: 'http://127.0.0.1:9', token: '1:x' };

describe('decide', () => {
  it('asks answers once for each kind and gives one item per call', async () => {
    const heard: IncomingMessage[] = [];
    const bot = makeBot(nowhere, { answers: echo(heard) });
    const decide = (payload: unknown) => bot.channel.decide(payload, { language: 'uz' }, { repeated: false });

    expect(await decide({ kind: 'text', text: 'a', hint: 'uz' })).toMatchObject({
      replies: [{ method: 'sendMessage' }],
      memory: { language: 'uz', topic: 'text' },
    });
    await decide({ kind: 'text', text: 'b', edited: true });
    await decide({ kind: 'command', name: 'start', argument: 'unpaid-wages' });
    await decide({ kind: 'command', name: 'nonsense' });
    for (const what of ['voice', 'photo', 'document', 'location', 'contact', 'sticker', 'other']) {
      await decide({ kind: 'unreadable', what });
    }
    await decide({ kind: 'edited' });
    const press = { kind: 'press', callbackId: 'c', action: 't:x', messageId: 8 };
    expect(await decide(press)).toMatchObject({
      replies: [
        { method: 'answerCallbackQuery', payload: { callback_query_id: 'c' } },
        { method: 'editMessageText', payload: { message_id: 8 } },
      ],
    });
    expect(heard.map(({ content }) => content)).toEqual([
      { kind: 'text', text: 'a' },
      { kind: 'text', text: 'b' },
      { kind: 'command', name: 'start', argument: 'unpaid-wages' },
      { kind: 'command', name: 'nonsense' },
      ...['voice', 'photo', 'document', 'location', 'contact', 'sticker', 'other'].map((what) => ({
        kind: 'unreadable',
        what,
      })),
      { kind: 'edited' },
      { kind: 'action', action: 't:x', messageRef: '8' },
    ]);
    expect(heard[0]?.languageHint).toBe('uz');
  });

  it('answers the words under a picture before it says that it sees no pictures', async () => {
    const heard: IncomingMessage[] = [];
    const bot = makeBot(nowhere, { answers: echo(heard) });
    const decision = await bot.channel.decide(
      { kind: 'unreadable', what: 'photo', caption: 'Помогите' },
      {},
      { repeated: false },
    );
    expect(decision.replies).toHaveLength(2);
    expect(heard.map(({ content }) => content.kind)).toEqual(['text', 'unreadable']);
  });

  it('says once in a group that it works in private only, and leaves', async () => {
    const bot = makeBot(nowhere);
    const joined = await bot.channel.decide({ kind: 'group', joined: true }, {}, { repeated: false });
    expect(joined.replies).toMatchObject([{ method: 'sendMessage' }, { method: 'leaveChat' }]);
    const later = await bot.channel.decide({ kind: 'group', joined: false }, {}, { repeated: false });
    expect(later.replies).toEqual([{ method: 'leaveChat', payload: {} }]);
  });

  it('forgets who left', async () => {
    const bot = makeBot(nowhere);
    const decision = await bot.channel.decide({ kind: 'left' }, { language: 'tg' }, { repeated: false });
    expect(decision).toMatchObject({ replies: [], forget: true });
  });

  it('rejects where answers throw, says nothing of it anywhere, and takes no unknown payload', async () => {
    const print = vi.spyOn(console, 'error');
    const bot = makeBot(nowhere);
    const decide = (payload: unknown) => bot.channel.decide(payload, {}, { repeated: false });
    await expect(decide({ kind: 'text', text: 'boom' })).rejects.toThrow('poison');
    await expect(decide({ kind: 'text', text: 'x', username: 'planted' })).rejects.toThrow();
    expect(print).not.toHaveBeenCalled();
    print.mockRestore();
  });

  it('no handler reaches Telegram by itself', async () => {
    // A handler of Telegraf would write `ctx.reply(…)`; here answers do it in its place.
    const seen: unknown[] = [];
    const original = Object.getOwnPropertyDescriptor(Context.prototype, 'chat');
    const bot = makeBot(nowhere);
    Object.defineProperty(Context.prototype, 'chat', {
      configurable: true,
      get(this: Context) {
        seen.push(this.telegram.callApi('getMe', {}).catch((error: unknown) => String(error)));
        return original?.get?.call(this);
      },
    });
    try {
      await bot.channel.decide({ kind: 'text', text: 'x' }, {}, { repeated: false });
    } finally {
      if (original !== undefined) Object.defineProperty(Context.prototype, 'chat', original);
    }
    expect(seen.length).toBeGreaterThan(0);
    for (const said of await Promise.all(seen)) expect(said).toBe('Error: telegram-call-in-handler');
  });

  it('apologises in the language of the person and never fails', () => {
    const bot = makeBot(nowhere);
    const said = (payload: unknown, memory = {}) => JSON.stringify(bot.channel.apology(payload, memory));
    expect(said({ kind: 'text', text: 'x' }, { language: 'uz-Cyrl' })).toMatch(/Кечирасиз/);
    expect(said({ kind: 'text', text: 'x', hint: 'tg-TJ' })).toMatch(/Бубахшед/);
    expect(said({ kind: 'press', callbackId: 'c', action: 'x', hint: 'de' })).toMatch(
      /callback_query_id.*Простите/,
    );
    expect(said(null)).toMatch(/Простите/);
    expect(said({ kind: 'left' })).toBe('[]');
  });
});

describe('set-up', () => {
  it('sets commands, names and descriptions in every language, once, and only what differs', async () => {
    const fake = await telegram();
    const bot = makeBot(fake, { pace: { timeFactor: 0.002, holdSeconds: 1 } });
    bot.start(async () => undefined);
    await vi.waitFor(() => expect(fake.texts.size).toBe(20));
    await bot.stop();
    expect(fake.texts.get('Name:uz')).toBe(translator.t('uz', 'bot:name'));
    expect(fake.texts.get('Commands:tg')).toContainEqual({
      command: 'human',
      description: 'Аз одам пурсидан',
    });
    expect(fake.texts.get('Description:')).toBe(fake.texts.get('Description:ru'));

    const before = fake.calls.length;
    const again = makeBot(fake, { pace: { timeFactor: 0.002, holdSeconds: 1 } });
    again.start(async () => undefined);
    await vi.waitFor(() =>
      expect(fake.calls.slice(before).filter(({ method }) => method.startsWith('getMy'))).toHaveLength(20),
    );
    await again.stop();
    expect(fake.calls.slice(before).filter(({ method }) => method.startsWith('setMy'))).toEqual([]);
  });
});

describe('polling', () => {
  it('confirms nothing before it is durable, and comes again after the store was away', async () => {
    const fake = await telegram();
    for (const text of ['1', '2', '3']) fake.phone(5).send(text);
    fake.phone(6).send('4');
    const taken: Arrival[] = [];
    let away = 2;
    const bot = makeBot(fake, { pace: { timeFactor: 0.002, holdSeconds: 1 } });
    closing.push(() => bot.stop());
    bot.start(async (arrival) => {
      if (taken.length === 2 && away > 0) {
        away -= 1;
        throw Object.assign(new Error('away'), { code: '57P01' });
      }
      taken.push(arrival);
    });
    await vi.waitFor(() => expect(fake.waiting()).toBe(0));
    const ofFive = [...new Set(taken.filter(({ address }) => address === '5').map(({ key }) => key))];
    expect(ofFive).toHaveLength(3);
    expect(ofFive).toEqual([...ofFive].sort());
    expect(new Set(taken.map(({ key }) => key)).size).toBe(4);
    expect(bot.state()).toEqual({ mode: 'polling', ok: true, code: null });
  });

  it('removes a webhook that is in the way, outlives errors of the server, and skips what it does not know', async () => {
    const fake = await telegram();
    await fetch(`${fake.url}/bot${fake.token}/setWebhook`, {
      method: 'POST',
      body: JSON.stringify({ url: 'http://127.0.0.1:9/x' }),
    });
    fake.failNextPoll(500);
    fake.phone(5).raw('telepathy', {});
    fake.phone(5).send('a');
    const taken: Arrival[] = [];
    const bot = makeBot(fake, { pace: { timeFactor: 0.002, holdSeconds: 1 } });
    closing.push(() => bot.stop());
    bot.start(async (arrival) => taken.push(arrival));
    await vi.waitFor(() => expect(taken).toHaveLength(1));
    expect(fake.webhook()).toBeNull();
  });

  it('says so when the token is wrong or another process polls', async () => {
    const fake = await telegram();
    const wrong = makeBot({ url: fake.url, token: '4200:WRONG' }, { pace: { timeFactor: 0.002 } });
    closing.push(() => wrong.stop());
    wrong.start(async () => undefined);
    await vi.waitFor(() => expect(wrong.state()).toMatchObject({ ok: false, code: 'telegram-401' }));

    const first = makeBot(fake, { pace: { timeFactor: 0.002, holdSeconds: 50 } });
    const second = makeBot(fake, { pace: { timeFactor: 0.002, holdSeconds: 50 } });
    closing.push(() => first.stop());
    first.start(async () => undefined);
    await vi.waitFor(() => expect(first.state().ok).toBe(true));
    second.start(async () => undefined);
    await vi.waitFor(() => expect([first.state().code, second.state().code]).toContain('telegram-409'));
    await second.stop();
    await vi.waitFor(() => expect(first.state().ok).toBe(true));
  });

  it('stops at once while Telegram holds the call', async () => {
    const fake = await startFakeTelegram();
    closing.push(() => fake.close());
    const bot = makeBot(fake);
    bot.start(async () => undefined);
    await vi.waitFor(() => expect(fake.texts.size).toBe(20));
    const begun = performance.now();
    await bot.stop();
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

describe('webhook', () => {
  it('is announced with its secret and set again when somebody removed it', async () => {
    const fake = await telegram();
    const mode = { kind: 'webhook', url: 'http://127.0.0.1:9/telegram', secret: 's-1_a' } as const;
    const bot = makeBot(fake, { mode, pace: { timeFactor: 0.002 } });
    closing.push(() => bot.stop());
    bot.start(async () => undefined);
    await vi.waitFor(() =>
      expect(fake.webhook()).toEqual({
        url: mode.url,
        secret: 's-1_a',
        maxConnections: 40,
        allowed: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
      }),
    );
    await fetch(`${fake.url}/bot${fake.token}/deleteWebhook`, { method: 'POST', body: '{}' });
    await vi.waitFor(() => expect(fake.webhook()?.url).toBe(mode.url));
  });
});

it('a press takes the whole way: spinner ends, the same message changes', async () => {
  const fake = await telegram();
  const phone = fake.phone(5);
  const bot = makeBot(fake, { pace: { timeFactor: 0.002, holdSeconds: 1 } });
  closing.push(() => bot.stop());
  bot.start(async (arrival) => {
    const { replies } = await bot.channel.decide(arrival.payload, {}, { repeated: false });
    for (const reply of replies) await bot.channel.send?.(arrival.address, reply, { mayRepeat: false });
  });
  phone.send('салом');
  await vi.waitFor(() => expect(phone.screen()).toHaveLength(1));
  phone.press('Дальше');
  await vi.waitFor(() => expect(phone.screen()[0]?.edits).toBe(1));
  expect(phone.screen()).toHaveLength(1);
  expect(phone.events.map(({ kind }) => kind)).toEqual(['sent', 'answered', 'edited']);
});
