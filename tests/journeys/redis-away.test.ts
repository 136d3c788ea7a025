import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { type FakeTelegram, startFakeTelegram } from '../support/fake-telegram/index.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { QUESTIONS } from './questions.js';

const CHATS = 12;
const ROUNDS = 6;

let redis: TestRedis;
let fake: FakeTelegram;
let app: TestApp;

beforeAll(async () => {
  redis = await startRedis();
  fake = await startFakeTelegram({ timeFactor: 0.01 });
  app = await startTestApp(
    { TELEGRAM_BOT_TOKEN: fake.token, TELEGRAM_API_ROOT: fake.url, REDIS_URL: redis.url },
    { botPace: { timeFactor: 0.01, limits: { perSecond: 1000, perPersonPerSecond: 1000 } } },
  );
}, 120_000);

afterAll(async () => {
  await app?.stop();
  await fake?.close();
  await redis?.stop();
});

it('Redis is wiped and then stopped while people ask: every question is answered once', async () => {
  const phones = Array.from({ length: CHATS }, (_, index) =>
    fake.phone(91_000 + index, { first_name: 'Test', language_code: 'ru' }),
  );
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, phone] of phones.entries()) {
      phone.send(QUESTIONS[(index * ROUNDS + round) % QUESTIONS.length]?.text ?? '');
    }
    if (round === 2) await redis.flushAll();
    if (round === 4) await redis.kill();
  }
  const replies = (phone: (typeof phones)[number]) =>
    [...phone.messages.values()].filter((message) => message.from === 'bot' && message.buttons.length > 0)
      .length;
  await expect
    .poll(() => phones.map(replies), { timeout: 60_000, interval: 250 })
    .toEqual(phones.map(() => ROUNDS));
}, 90_000);
