import { createServer } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import {
  createChaos,
  type FakeTelegram,
  random,
  retrySeconds,
  startFakeTelegram,
} from '../support/fake-telegram/index.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
async function telegram(options: Parameters<typeof startFakeTelegram>[0] = {}): Promise<FakeTelegram> {
  const fake = await startFakeTelegram({ timeFactor: 0.002, ...options });
  closing.push(() => fake.close());
  return fake;
}
const said = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.number().optional(),
  description: z.string().optional(),
  parameters: z.object({ retry_after: z.number() }).optional(),
});
const updates = z.array(z.object({ update_id: z.number() }));
async function call(fake: FakeTelegram, method: string, params: unknown) {
  const response = await fetch(`${fake.url}/bot${fake.token}/${method}`, {
    method: 'POST',
    body: JSON.stringify(params),
  });
  return said.parse(await response.json());
}
function button(fields: Record<string, unknown>) {
  return { chat_id: 5, text: 'x', reply_markup: { inline_keyboard: [[fields]] } };
}

describe('a call the real server would refuse', () => {
  const text = 'a😀b';
  const wrong: [string, string, unknown][] = [
    ['an unknown method', 'sendMesage', { chat_id: 5, text: 'x' }],
    ['an unknown field', 'sendMessage', { chat_id: 5, text: 'x', keyboard: [] }],
    ['no chat', 'sendMessage', { text: 'x' }],
    ['a chat by a word', 'sendMessage', { chat_id: 'five', text: 'x' }],
    ['an unknown chat', 'sendMessage', { chat_id: 404, text: 'x' }],
    ['no text', 'sendMessage', { chat_id: 5 }],
    ['only white space', 'sendMessage', { chat_id: 5, text: ' \n ' }],
    ['4097 characters', 'sendMessage', { chat_id: 5, text: 'x'.repeat(4097) }],
    ['a text that is a number', 'sendMessage', { chat_id: 5, text: 7 }],
    ['half of a surrogate pair', 'sendMessage', { chat_id: 5, text: 'a\uD83D' }],
    [
      'an entity behind the text',
      'sendMessage',
      { chat_id: 5, text, entities: [{ type: 'bold', offset: 2, length: 3 }] },
    ],
    [
      'an entity that begins in a pair',
      'sendMessage',
      { chat_id: 5, text, entities: [{ type: 'bold', offset: 2, length: 1 }] },
    ],
    [
      'an entity that ends in a pair',
      'sendMessage',
      { chat_id: 5, text, entities: [{ type: 'bold', offset: 0, length: 2 }] },
    ],
    [
      'an entity of no length',
      'sendMessage',
      { chat_id: 5, text, entities: [{ type: 'bold', offset: 0, length: 0 }] },
    ],
    [
      'an unknown entity',
      'sendMessage',
      { chat_id: 5, text, entities: [{ type: 'loud', offset: 0, length: 1 }] },
    ],
    [
      'entities that cross',
      'sendMessage',
      {
        chat_id: 5,
        text: 'abcdef',
        entities: [
          { type: 'bold', offset: 0, length: 3 },
          { type: 'italic', offset: 2, length: 3 },
        ],
      },
    ],
    [
      'a link to a script',
      'sendMessage',
      { chat_id: 5, text, entities: [{ type: 'text_link', offset: 0, length: 1, url: 'javascript:1' }] },
    ],
    ['65 bytes of callback data', 'sendMessage', button({ text: 'x', callback_data: 'я'.repeat(33) })],
    ['no callback data', 'sendMessage', button({ text: 'x', callback_data: '' })],
    ['a button that does nothing', 'sendMessage', button({ text: 'x' })],
    ['a button without words', 'sendMessage', button({ text: ' ', callback_data: 'x' })],
    [
      'a keyboard that is a list',
      'sendMessage',
      { chat_id: 5, text: 'x', reply_markup: { inline_keyboard: [{ text: 'x', callback_data: 'x' }] } },
    ],
    ['an edit of an unknown message', 'editMessageText', { chat_id: 5, message_id: 999, text: 'x' }],
    ['an edit without a message', 'editMessageText', { chat_id: 5, text: 'x' }],
    ['an answer to an unknown press', 'answerCallbackQuery', { callback_query_id: '1' }],
    ['an answer of 201 characters', 'answerCallbackQuery', { callback_query_id: '1', text: 'x'.repeat(201) }],
    ['a command in capitals', 'setMyCommands', { commands: [{ command: 'Start', description: 'x' }] }],
    ['a command without a description', 'setMyCommands', { commands: [{ command: 'start' }] }],
    ['a name of 65 characters', 'setMyName', { name: 'x'.repeat(65) }],
    ['a description of 513 characters', 'setMyDescription', { description: 'x'.repeat(513) }],
    ['a short description of 121', 'setMyShortDescription', { short_description: 'x'.repeat(121) }],
    ['a language of three letters', 'setMyName', { name: 'x', language_code: 'rus' }],
    ['a webhook without https', 'setWebhook', { url: 'http://example.org/x' }],
    ['a secret with a space', 'setWebhook', { url: 'https://example.org/x', secret_token: 'a b' }],
    ['101 connections', 'setWebhook', { url: 'https://example.org/x', max_connections: 101 }],
    ['101 updates', 'getUpdates', { limit: 101 }],
    ['leaving a private chat', 'leaveChat', { chat_id: 5 }],
  ];
  it.each(wrong)('%s', async (_name, method, params) => {
    const fake = await telegram();
    const phone = fake.phone(5);
    const said = await call(fake, method, params);
    expect(said).toMatchObject({ ok: false, error_code: method === 'sendMesage' ? 404 : 400 });
    expect(phone.events).toEqual([]);
    expect(fake.webhook()).toBeNull();
    expect(fake.texts.size).toBe(0);
  });

  it('takes the same calls put right', async () => {
    const fake = await telegram();
    fake.phone(5);
    const entities = [
      { type: 'bold', offset: 1, length: 2 },
      { type: 'italic', offset: 0, length: 4 },
    ];
    expect(await call(fake, 'sendMessage', { chat_id: 5, text, entities })).toMatchObject({ ok: true });
    expect(await call(fake, 'sendMessage', { chat_id: 5, text: 'x'.repeat(4096) })).toMatchObject({
      ok: true,
    });
    expect(
      await call(fake, 'sendMessage', button({ text: 'x', callback_data: 'я'.repeat(32) })),
    ).toMatchObject({ ok: true });
  });

  it('a wrong token is 401, no token 404', async () => {
    const fake = await telegram();
    expect((await fetch(`${fake.url}/bot4200:OTHER/getMe`)).status).toBe(401);
    expect((await fetch(`${fake.url}/getMe`)).status).toBe(404);
  });

  it('an edit that changes nothing is refused, and a message of the person cannot be edited', async () => {
    const fake = await telegram();
    const phone = fake.phone(5);
    const sent = await call(fake, 'sendMessage', { chat_id: 5, text: 'x' });
    const same = {
      chat_id: 5,
      message_id: z.object({ message_id: z.number() }).parse(sent.result).message_id,
      text: 'x',
    };
    expect((await call(fake, 'editMessageText', same)).description).toMatch(/not modified/);
    phone.send('y');
    const theirs = [...phone.messages.values()].find(({ from }) => from === 'person')?.id;
    expect((await call(fake, 'editMessageText', { ...same, message_id: theirs })).description).toMatch(
      /can't be edited/,
    );
  });
});

describe('the way of updates', () => {
  it('polls: same ones until confirmed, a copy once more, 409 beside a webhook or another poll', async () => {
    const fake = await telegram({ firstUpdateId: 10, timeFactor: 1 });
    fake.phone(5).send('a', { copies: 1 });
    fake.phone(6).send('b');
    const ids = async (offset: number) => {
      const { result } = await call(fake, 'getUpdates', { offset });
      return updates.parse(result).map((update) => update.update_id);
    };
    expect(await ids(0)).toEqual([10, 11]);
    expect(await ids(0)).toEqual([10, 11]);
    expect(await ids(12)).toEqual([10]);
    expect(await ids(12)).toEqual([]);
    const first = call(fake, 'getUpdates', { offset: 12, timeout: 50 });
    await vi.waitFor(() => expect(fake.polled()).toBe(true));
    const second = call(fake, 'getUpdates', { offset: 12, timeout: 50 });
    expect(await first).toMatchObject({
      error_code: 409,
      description: expect.stringMatching(/other getUpdates/),
    });
    fake.phone(5).send('c');
    expect((await second).result).toMatchObject([{ update_id: 12 }]);
    await call(fake, 'setWebhook', { url: 'https://example.org/x' });
    expect(await call(fake, 'getUpdates', {})).toMatchObject({
      error_code: 409,
      description: expect.stringMatching(/webhook/),
    });
  });

  it('drops kinds that nobody asked for', async () => {
    const fake = await telegram();
    await call(fake, 'getUpdates', { allowed_updates: ['message'] });
    fake.phone(5).membership('kicked');
    fake.phone(5).send('a');
    expect(fake.waiting()).toBe(1);
  });

  it('webhook: serial within a chat, parallel across chats, again until 2xx, with its secret, copies after', async () => {
    const fake = await telegram({ seed: 3 });
    const seen: { id: number; chat: number; secret: unknown }[] = [];
    const open = new Map<number, number>();
    let most = 0;
    let refusals = 2;
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const update = JSON.parse(Buffer.concat(chunks).toString());
        const chat = update.message.chat.id;
        open.set(chat, (open.get(chat) ?? 0) + 1);
        most = Math.max(most, open.get(chat) ?? 0);
        seen.push({ id: update.update_id, chat, secret: request.headers['x-telegram-bot-api-secret-token'] });
        setImmediate(() => {
          open.set(chat, (open.get(chat) ?? 0) - 1);
          const refuse = chat === 5 && refusals-- > 0;
          response.writeHead(refuse ? 503 : 200, refuse ? { 'retry-after': '5' } : {}).end();
        });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    for (const chat of [5, 6, 7])
      for (const text of ['a', 'b', 'c']) fake.phone(chat).send(text, { copies: chat === 7 ? 2 : 0 });
    const begun = performance.now();
    await call(fake, 'setWebhook', { url: `http://127.0.0.1:${address.port}/`, secret_token: 'k-1' });
    await vi.waitFor(() => expect(fake.waiting()).toBe(0));

    const of = (chat: number) => seen.filter((one) => one.chat === chat).map((one) => one.id);
    expect(of(5)).toEqual([1000, 1000, 1000, 1001, 1002]);
    expect(of(6)).toEqual([1003, 1004, 1005]);
    expect(of(7)).toHaveLength(9);
    expect([...new Set(of(7))]).toEqual([1006, 1007, 1008]);
    expect(most).toBe(1);
    expect(new Set(seen.map((one) => one.secret))).toEqual(new Set(['k-1']));
    // Twice Retry-After: 5, at this pace 10 ms each.
    expect(performance.now() - begun).toBeGreaterThan(18);
  });

  it('the curve of retries: at once, 2, 4, 8 … at most 60 to 120 s, or what was asked, at most an hour', () => {
    const draw = random(1);
    expect([1, 2, 3, 4, 5].map((failures) => retrySeconds(failures, draw, null))).toEqual([0, 2, 4, 8, 16]);
    for (let failures = 8; failures < 40; failures += 1) {
      const seconds = retrySeconds(failures, draw, null);
      expect(seconds).toBeGreaterThanOrEqual(60);
      expect(seconds).toBeLessThanOrEqual(120);
    }
    expect(retrySeconds(9, draw, 5)).toBe(5);
    expect(retrySeconds(9, draw, 9999)).toBe(3600);
  });
});

describe('mischief', () => {
  it('is the same for the same seed, and in the shares asked for', () => {
    const rates = { flood: 0.1, 'reset-after': 0.05 } as const;
    const draw = (seed: number) =>
      Array.from({ length: 4000 }, (_, call) => createChaos(seed, rates).fate(call % 50, call));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    const share = draw(7).filter((fate) => fate === 'flood').length / 4000;
    expect(share).toBeGreaterThan(0.08);
    expect(share).toBeLessThan(0.12);
  });

  it('a told wait is kept: a call before it is over is refused and counted', async () => {
    const fate = vi.fn().mockReturnValueOnce('flood').mockReturnValue('well');
    const fake = await telegram({ chaos: { fate, retryAfter: () => 2 } });
    fake.phone(5);
    expect(await call(fake, 'sendMessage', { chat_id: 5, text: 'x' })).toMatchObject({
      error_code: 429,
      parameters: { retry_after: 2 },
    });
    expect(await call(fake, 'sendMessage', { chat_id: 5, text: 'x' })).toMatchObject({ error_code: 429 });
    expect(fake.impatientCalls()).toHaveLength(1);
  });

  it('one chat gets no more than its share a second', async () => {
    const fake = await telegram({ perChatPerSecond: 2 });
    fake.phone(5);
    const sends = [1, 2, 3].map(() => call(fake, 'sendMessage', { chat_id: 5, text: 'x' }));
    expect((await Promise.all(sends)).filter((said) => said.error_code === 429)).toHaveLength(1);
  });
});
