import { request } from 'node:http';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createWeb } from '../../src/web/index.js';
import { fixtureDeps } from './fixtures.js';

const apps: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

const SECRET = 'right_secret-1';
const HEADER = 'x-telegram-bot-api-secret-token';

async function open(accept: (update: unknown) => Promise<unknown> = async () => undefined) {
  const updates: unknown[] = [];
  const web = fixtureDeps(
    {},
    {
      webhook: {
        path: 'a1b2c3',
        secret: SECRET,
        acceptUpdate: async (update) => {
          updates.push(update);
          return accept(update);
        },
      },
    },
  );
  const app = await createWeb(web.deps);
  apps.push(app);
  const post = (
    payload: string | Buffer,
    headers: Record<string, string> = { [HEADER]: SECRET },
    path = 'a1b2c3',
  ) =>
    app.inject({
      method: 'POST',
      url: `/telegram/${path}`,
      headers: { 'content-type': 'application/json', ...headers },
      payload,
    });
  return { app, post, updates, ...web };
}

describe('webhook of Telegram', () => {
  it('takes an update with the right secret and confirms it after it is stored', async () => {
    let store: (() => void) | undefined;
    const stored = new Promise<void>((resolve) => {
      store = resolve;
    });
    const { post, updates } = await open(() => stored);
    let confirmed = false;
    const answer = post('{"update_id":1}').then((response) => {
      confirmed = true;
      return response;
    });
    await expect.poll(() => updates.length).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(confirmed).toBe(false);
    store?.();
    expect((await answer).statusCode).toBe(200);
    expect(updates).toEqual([{ update_id: 1 }]);
  });

  it.each([
    ['none', {}],
    ['wrong', { [HEADER]: 'wrong' }],
    ['longer', { [HEADER]: `${SECRET}x` }],
    ['empty', { [HEADER]: '' }],
    ['huge', { [HEADER]: 'x'.repeat(5000) }],
  ])('%s secret: 401, nothing is taken', async (_name, headers) => {
    const { post, updates } = await open();
    expect((await post('{"update_id":1}', headers)).statusCode).toBe(401);
    expect(updates).toEqual([]);
  });

  it('compares the secret before the body is read', async () => {
    const { app } = await open();
    const address = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
    const status = await new Promise<number>((resolve, reject) => {
      const call = request(
        {
          port: address.port,
          path: '/telegram/a1b2c3',
          method: 'POST',
          headers: { [HEADER]: 'wrong', 'content-type': 'application/json', 'content-length': '1000000' },
        },
        (response) => resolve(response.statusCode ?? 0),
      );
      call.on('error', reject);
      call.write('{');
    });
    expect(status).toBe(401);
  });

  it('wrong path: 404', async () => {
    const { post } = await open();
    expect((await post('{}', { [HEADER]: SECRET }, 'other')).statusCode).toBe(404);
  });

  it('store away: 503 and come again in 5 s', async () => {
    const { post, errors } = await open(() => Promise.reject(new Error('secret words')));
    const answer = await post('{"update_id":1}');
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(errors).toEqual([{ code: 'web.update-not-stored', route: '/telegram/:path' }]);
  });

  it('what is no update is confirmed and dropped', async () => {
    const { post, updates } = await open();
    for (const body of ['', '{', 'null', '[]', '5', '"x"', 'NaN', Buffer.from([0xff, 0xfe, 0x7b])]) {
      expect((await post(body)).statusCode).toBe(200);
    }
    expect(updates).toEqual([]);
  });

  it('survives what a hostile sender makes of JSON', async () => {
    const { post } = await open();
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect((await post(deep)).statusCode).toBe(200);
    expect((await post('{"__proto__":{"polluted":1},"update_id":1,"update_id":2}')).statusCode).toBe(200);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect((await post(`{"a":"${'x'.repeat(1024 * 1024)}"}`)).statusCode).toBe(413);
  });

  it('never answers 5xx to a shape', async () => {
    const { post } = await open();
    await fc.assert(
      fc.asyncProperty(fc.json(), async (body) => {
        expect((await post(body)).statusCode).toBe(200);
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it('is not there without a bot', async () => {
    const app = await createWeb(fixtureDeps().deps);
    apps.push(app);
    expect((await app.inject({ method: 'POST', url: '/telegram/a1b2c3' })).statusCode).toBe(404);
  });
});
