import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../src/delivery/index.js';
import {
  type Chaos,
  type FakeTelegram,
  type Fate,
  startFakeTelegram,
} from '../support/fake-telegram/index.js';
import { makeBot } from './support.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function telegram(chaos?: Chaos): Promise<FakeTelegram> {
  const fake = await startFakeTelegram({ timeFactor: 0.01, ...(chaos === undefined ? {} : { chaos }) });
  closing.push(() => fake.close());
  return fake;
}
function sender(fake: { url: string; token: string }) {
  const bot = makeBot(fake);
  closing.push(() => bot.stop());
  return async (chatId: number, reply: unknown = hello): Promise<SendOutcome> => {
    if (bot.channel.send === undefined) throw new Error('no send');
    return bot.channel.send(String(chatId), reply, { mayRepeat: false });
  };
}
const plain = { link_preview_options: { is_disabled: true } };
const hello = { method: 'sendMessage', payload: { text: 'Салом', ...plain } };
function always(fate: Fate, seconds = 1): Chaos {
  return { fate: () => fate, retryAfter: () => seconds };
}

describe('what became of a send', () => {
  const table: [Fate, SendOutcome, number][] = [
    ['well', { kind: 'sent' }, 1],
    ['flood', { kind: 'wait', seconds: 7, scope: 'person' }, 0],
    ['error-500', { kind: 'retry' }, 0],
    ['gateway-502', { kind: 'retry' }, 0],
    ['reset-before', { kind: 'unknown' }, 0],
    ['reset-after', { kind: 'unknown' }, 1],
    ['hang-before', { kind: 'unknown' }, 0],
    ['hang-after', { kind: 'unknown' }, 1],
    ['truncated', { kind: 'unknown' }, 1],
    ['html', { kind: 'unknown' }, 1],
  ];
  it.each(table)('%s', async (fate, outcome, arrived) => {
    const fake = await telegram(always(fate, 7));
    const phone = fake.phone(5);
    expect(await sender(fake)(5)).toEqual(outcome);
    expect(phone.screen()).toHaveLength(arrived);
  });

  it('a time-out while Telegram holds the call is unknown', async () => {
    const fake = await startFakeTelegram({ chaos: always('hang-before') });
    closing.push(() => fake.close());
    fake.phone(5);
    const bot = makeBot(fake, { pace: { callTimeoutMs: 100 } });
    closing.push(() => bot.stop());
    expect(await bot.channel.send?.('5', hello, { mayRepeat: false })).toEqual({ kind: 'unknown' });
  });

  it('a blocked, a deactivated and an unknown chat are closed', async () => {
    const fake = await telegram();
    fake.phone(5).closeSilently('blocked');
    fake.phone(6).closeSilently('deactivated');
    const send = sender(fake);
    expect(await send(5)).toEqual({ kind: 'closed' });
    expect(await send(6)).toEqual({ kind: 'closed' });
    expect(await send(404)).toEqual({ kind: 'closed' });
  });

  it('a call that Telegram refuses is refused with a code and without a word of its content', async () => {
    const fake = await telegram();
    fake.phone(5);
    const payload = { text: 'секрет', entities: [{ type: 'bold', offset: 0, length: 99 }], ...plain };
    expect(await sender(fake)(5, { method: 'sendMessage', payload })).toEqual({
      kind: 'refused',
      code: 'telegram-400',
    });
    expect(await sender(fake)(5, { method: 'banChatMember', payload: {} })).toEqual({
      kind: 'refused',
      code: 'not-a-call',
    });
  });

  it('nobody listening is surely not delivered', async () => {
    const fake = await telegram();
    const send = sender(fake);
    await fake.close();
    closing.splice(0, 1);
    expect(await send(5)).toEqual({ kind: 'retry' });
  });

  it('three people told to wait within a second: the whole bot is held', async () => {
    const fake = await telegram(always('flood'));
    for (const id of [1, 2, 3]) fake.phone(id);
    const send = sender(fake);
    expect(await send(1)).toMatchObject({ scope: 'person' });
    expect(await send(1)).toMatchObject({ scope: 'person' });
    expect(await send(2)).toMatchObject({ scope: 'person' });
    expect(await send(3)).toMatchObject({ scope: 'channel' });
  });

  it('a wrong token loses nothing: it is tried again', async () => {
    const fake = await telegram();
    fake.phone(5);
    expect(await sender({ url: fake.url, token: '4200:OTHER' })(5)).toEqual({ kind: 'retry' });
  });

  it('an answer that is not Telegram at all is unknown, with 504 too', async () => {
    for (const [status, outcome] of [
      [200, 'unknown'],
      [504, 'unknown'],
      [503, 'retry'],
    ] as const) {
      const server = createServer((_request, response) => response.writeHead(status).end('<html>'));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      closing.push(() => new Promise((resolve) => server.close(resolve)));
      expect((await sender({ url: urlOf(server), token: '1:x' })(5)).kind).toBe(outcome);
    }
  });
});

describe('edits and presses', () => {
  const edit = (message_id: number, text: string) => ({
    method: 'editMessageText',
    payload: { message_id, text, ...plain },
  });

  it('an edit changes the message; the same edit again counts as sent', async () => {
    const fake = await telegram();
    const phone = fake.phone(5);
    const send = sender(fake);
    await send(5);
    const id = phone.screen()[0]?.id ?? 0;
    expect(await send(5, edit(id, 'нав'))).toEqual({ kind: 'sent' });
    expect(await send(5, edit(id, 'нав'))).toEqual({ kind: 'sent' });
    expect(phone.screen()).toMatchObject([{ id, text: 'нав', edits: 1 }]);
  });

  it('a message that is gone, or not ours, is sent anew', async () => {
    const fake = await telegram();
    const phone = fake.phone(5);
    phone.send('савол');
    const theirs = [...phone.messages.keys()][0] ?? 0;
    const send = sender(fake);
    expect(await send(5, edit(999, 'a'))).toEqual({ kind: 'sent' });
    expect(await send(5, edit(theirs, 'b'))).toEqual({ kind: 'sent' });
    expect(phone.screen().map((message) => message.text)).toEqual(['a', 'b']);
  });

  it('an answer to a press that is too old counts as sent', async () => {
    const fake = await telegram();
    fake.phone(5);
    const answer = { method: 'answerCallbackQuery', payload: { callback_query_id: 'gone' } };
    expect(await sender(fake)(5, answer)).toEqual({ kind: 'sent' });
  });
});

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}
