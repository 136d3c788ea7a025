/** What each phone should show: the same bot and the same answers, one update after the other, without a store. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Answers } from '../../src/answers/index.js';
import { createBot, type Outgoing } from '../../src/bot/index.js';
import type { Memory } from '../../src/delivery/index.js';
import type { Translator } from '../../src/i18n/index.js';
import type { FakeTelegram } from '../../tests/support/fake-telegram/index.js';
import type { Expected, Observed } from './checker.js';

/** A text that makes the bot fail on it, every time. */
export const POISON = 'poison for the proof';

export function poisoned(answers: Pick<Answers, 'receive'>): Pick<Answers, 'receive'> {
  return {
    receive(message, memory) {
      if (message.content.kind === 'text' && message.content.text === POISON) throw new Error('poison');
      return answers.receive(message, memory);
    },
  };
}

export interface OracleOptions {
  fake: FakeTelegram;
  answers: Pick<Answers, 'receive'>;
  translator: Translator;
}

export async function expectedOnPhones(options: OracleOptions): Promise<Map<number, Expected[]>> {
  const { fake } = options;
  const bot = createBot({
    token: fake.token,
    apiRoot: fake.url,
    mode: { kind: 'polling' },
    answers: poisoned(options.answers),
    translator: options.translator,
    log: { info: () => undefined, warn: () => undefined },
  });
  const chats = new Map<number, { memory: Memory; expected: Expected[] }>();
  for (const { chatId, update } of fake.pushed) {
    const chat = chats.get(chatId) ?? { memory: {}, expected: [] };
    chats.set(chatId, chat);
    // The phones live in this process, too: a long stretch of work would look like a Telegram that hangs.
    await breathe();
    const arrival = bot.toArrival(update);
    if (arrival === null) continue;
    const calls = await decided(() => bot.channel.decide(arrival.payload, chat.memory, { repeated: false }));
    if (calls !== null) chat.memory = calls.memory;
    const replies = calls === null ? bot.channel.apology(arrival.payload, chat.memory) : calls.replies;
    for (const reply of replies) chat.expected.push({ print: printOfCall(reply), update: update.update_id });
  }
  await bot.stop();
  return new Map([...chats].map(([chatId, { expected }]) => [chatId, expected]));
}

async function decided<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch {
    // Poison: delivery parks it and the person gets an apology; so does the oracle.
    return null;
  }
}

/** A call that was on its way when its process died arrives a little later; no next life speaks so soon. */
const IN_FLIGHT_MS = 150;

/**
 * `killedAt`: when the process died, on the clock of this process. What a chat saw last before that, at most `windowMs`
 * earlier, may not have been recorded any more and may come again.
 */
export function observedOnPhones(
  fake: FakeTelegram,
  killedAt: readonly number[],
  windowMs: number,
): Map<number, Observed[]> {
  return new Map(
    fake.phones().map(({ chatId, events }) => [
      chatId,
      events.map((event, index): Observed => {
        const next = events[index + 1]?.at ?? Number.POSITIVE_INFINITY;
        const killed = killedAt.some((at) => {
          const end = at + IN_FLIGHT_MS;
          return event.at <= end && event.at > at - windowMs && next > end;
        });
        const data = event.buttons.map((button) => button.data);
        return {
          print: print(event.kind, event.text, data),
          untold: event.fate === 'well' ? (killed ? 'killed' : null) : 'answer-lost',
        };
      }),
    ]),
  );
}

function printOfCall(reply: unknown): string {
  if (!isOutgoing(reply)) throw new Error('not-a-call');
  if (reply.method === 'answerCallbackQuery') return print('answered', '', []);
  if (reply.method === 'leaveChat') return print('left', '', []);
  const { text, reply_markup: markup } = reply.payload;
  const buttons = markup?.inline_keyboard.flat().map((button) => button.callback_data) ?? [];
  // A message that is too old to be edited is sent anew.
  return print(reply.method === 'editMessageText' ? 'edited' : 'sent', text, buttons);
}

function isOutgoing(reply: unknown): reply is Outgoing {
  return typeof reply === 'object' && reply !== null && 'method' in reply && 'payload' in reply;
}

function print(kind: string, text: string, buttons: readonly string[]): string {
  return JSON.stringify([kind, text.trim(), buttons]);
}
