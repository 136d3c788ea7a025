import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { afterAll, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../../scripts/prove/server-process.js';
import { type FakeTelegram, startFakeTelegram } from '../support/fake-telegram/index.js';
import { freePort } from '../support/postgres.js';
import { startRedis, type TestRedis } from '../support/redis.js';

const CONVERSATIONS = Number(process.env.CANARY_CONVERSATIONS ?? 200);
const TOKEN = '4200:CANARYtoken_for-tests-only';
const FIRST_CHAT = 7_312_345_000;

/** One word for each thing that must never be kept; the same in every conversation, so that one find is enough. */
const CANARIES = {
  firstName: 'CanaryFirstName',
  lastName: 'CanaryLastName',
  username: 'canary_username',
  contactPhone: '79995550123',
  contactName: 'CanaryContact',
  text: 'канарейка пишет',
  webText: 'канарейка сайта',
  caption: 'канарейка подписи',
  fileId: 'CanaryFileId',
  position: '55.123456',
  forwardedFrom: 'CanaryForward',
  address: '203.0.113.77',
  agent: 'CanaryBrowser',
  token: 'CANARYtoken',
};

const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

it(`after ${CONVERSATIONS} conversations no canary in data folder, WAL, logs, Redis or error output`, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'canary-'));
  closing.push(async () => rmSync(dataDir, { recursive: true, force: true }));
  const fake = await startFakeTelegram({ token: TOKEN });
  closing.push(() => fake.close());
  const redis = await startRedis();
  closing.push(() => redis.stop());
  const port = await freePort();
  const start = (): ServerProcess =>
    startServer({
      command: [process.execPath, '--import', 'tsx', 'scripts/prove/server.ts'],
      port,
      env: {
        DATA_DIR: join(dataDir, 'data'),
        REDIS_URL: redis.url,
        TELEGRAM_API_ROOT: fake.url,
        TELEGRAM_BOT_TOKEN: TOKEN,
        TELEGRAM_MODE: 'polling',
        LOG_LEVEL: 'trace',
        PROVE_POISON: `${CANARIES.text} poison`,
        PROVE_PACE: JSON.stringify({ holdSeconds: 5 }),
      },
    });

  let server = start();
  closing.push(async () => server.kill('SIGKILL'));
  await server.ready();
  for (let number = 0; number < CONVERSATIONS; number += 1) converse(fake, number);
  await webChat(server.url);
  await allAnswered(fake);
  // Once with everything still in the WAL, once after an orderly stop.
  server.kill('SIGKILL');
  await server.exited;
  const afterKill = foundIn(dataDir, await remembered(redis), server.output());
  server = start();
  await server.ready();
  fake.phone(FIRST_CHAT).send(CANARIES.text);
  await allAnswered(fake);
  server.kill('SIGTERM');
  await server.exited;
  const afterStop = foundIn(dataDir, await remembered(redis), server.output());

  expect(fake.phones().filter((phone) => phone.screen().length >= 4)).toHaveLength(CONVERSATIONS);
  expect({ afterKill, afterStop }).toEqual({ afterKill: [], afterStop: [] });
}, 240_000);

it('the search of the test before finds what was planted, in every form it may take', () => {
  const folder = mkdtempSync(join(tmpdir(), 'canary-'));
  closing.push(async () => rmSync(folder, { recursive: true, force: true }));
  const planted = (text: string) => foundIn(folder, Buffer.from(text), '');
  expect(planted(`x ${CANARIES.username} y`)).toContain('username as text in Redis');
  expect(planted(JSON.stringify({ t: CANARIES.text }))).toContain('text as text in Redis');
  expect(planted(Buffer.from(`x${CANARIES.lastName}`).toString('base64'))).toContain(
    'lastName as base64 in Redis',
  );
  const id = Buffer.alloc(8);
  id.writeBigInt64BE(BigInt(FIRST_CHAT));
  expect(foundIn(folder, id, '')).toEqual(['chat id as number in Redis']);
  expect(foundIn(folder, Buffer.alloc(0), `chat ${FIRST_CHAT}`)).toContain('chatId as text in output');
});

function converse(fake: FakeTelegram, number: number): void {
  const phone = fake.phone(FIRST_CHAT + number, {
    first_name: CANARIES.firstName,
    last_name: CANARIES.lastName,
    username: CANARIES.username,
    language_code: 'ru',
  });
  const file = { file_id: CANARIES.fileId, file_unique_id: CANARIES.fileId };
  phone.send('/start');
  phone.send(CANARIES.text, { copies: 1 });
  phone.sendFields({
    text: CANARIES.text,
    forward_origin: { type: 'hidden_user', sender_user_name: CANARIES.forwardedFrom },
  });
  phone.sendFields({ contact: { phone_number: CANARIES.contactPhone, first_name: CANARIES.contactName } });
  phone.sendFields({
    location: { latitude: Number(CANARIES.position), longitude: Number(CANARIES.position) },
  });
  phone.sendFields({ photo: [file], caption: CANARIES.caption });
  phone.edit(900_000_000, { text: CANARIES.text });
  phone.raw('inline_query', { id: '1', from: phone.profile, query: CANARIES.text, offset: '' });
  if (number % 50 === 0) phone.send(`${CANARIES.text} poison`);
}

/** The way of a browser without JavaScript, with what a browser and a proxy tell of a person. */
async function webChat(url: string): Promise<void> {
  const headers = { 'x-forwarded-for': CANARIES.address, 'user-agent': CANARIES.agent };
  const page = await fetch(`${url}/ru/chat`, { headers });
  expect(page.status).toBe(200);
  const cookie = page.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const answer = await fetch(`${url}/ru/chat`, {
    method: 'POST',
    headers: { ...headers, cookie, origin: url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ text: CANARIES.webText }),
    redirect: 'manual',
  });
  expect(answer.status).toBeLessThan(400);
  await fetch(`${url}/api/v1/ask`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ text: CANARIES.webText }),
  });
}

/** No update waits and for two seconds nobody was told anything. */
async function allAnswered(fake: FakeTelegram): Promise<void> {
  let counted = -1;
  let since = performance.now();
  while (fake.waiting() > 0 || performance.now() - since < 2_000) {
    const said = fake.phones().reduce((sum, phone) => sum + phone.events.length, 0);
    if (said !== counted) since = performance.now();
    counted = said;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function remembered(redis: TestRedis): Promise<Buffer> {
  const client = createClient({ url: redis.url });
  await client.connect();
  const parts: string[] = [];
  for (const key of await client.keys('*')) {
    const kind = await client.type(key);
    parts.push(key, kind === 'string' ? ((await client.get(key)) ?? '') : kind);
    if (kind === 'hash') parts.push(JSON.stringify(await client.hGetAll(key)));
  }
  await client.close();
  return Buffer.from(parts.join('\n'));
}

/** `what as form in place` for each canary that is there. Web texts a person may see again are sealed like all others. */
function foundIn(folder: string, redis: Buffer, output: string): string[] {
  const places: [string, Buffer][] = [
    ...filesBelow(folder).map((path): [string, Buffer] => [
      'files',
      Buffer.concat([Buffer.from(path), readFileSync(path)]),
    ]),
    ['Redis', redis],
    ['output', Buffer.from(output)],
  ];
  const words = { ...CANARIES, chatId: String(FIRST_CHAT) };
  const found = new Set<string>();
  for (const [place, bytes] of places) {
    for (const [what, word] of Object.entries(words)) {
      for (const [form, needle] of formsOf(word))
        if (bytes.includes(needle)) found.add(`${what} as ${form} in ${place}`);
    }
    for (const needle of numbersOf(FIRST_CHAT))
      if (bytes.includes(needle)) found.add(`chat id as number in ${place}`);
  }
  return [...found];
}

function formsOf(word: string): [string, Buffer][] {
  const base64 = [0, 1, 2].map((shift): [string, Buffer] => {
    const whole = Buffer.concat([Buffer.alloc(shift), Buffer.from(word)]).toString('base64');
    // What stands beside the word changes the first and the last characters.
    return ['base64', Buffer.from(whole.slice(4, -4))];
  });
  return [
    ['text', Buffer.from(word)],
    [
      'escapes',
      Buffer.from(
        JSON.stringify(word)
          .replace(/[^\0-~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .slice(1, -1),
      ),
    ],
    ['UTF-16', Buffer.from(word, 'utf16le')],
    ['hex', Buffer.from(Buffer.from(word).toString('hex'))],
    ...base64,
  ];
}

function numbersOf(id: number): Buffer[] {
  const big = Buffer.alloc(8);
  big.writeBigInt64BE(BigInt(id));
  const little = Buffer.alloc(8);
  little.writeBigInt64LE(BigInt(id));
  return [big, little];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    // A socket is a name without bytes of its own.
    return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
  });
}
