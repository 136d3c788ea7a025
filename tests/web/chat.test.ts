import { afterEach, describe, expect, it } from 'vitest';
import { createWeb, type WebDeps } from '../../src/web/index.js';
import { fixtureDeps, translator } from './fixtures.js';

const apps: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

async function open(change: Partial<WebDeps> = {}) {
  const web = fixtureDeps({}, change);
  const app = await createWeb(web.deps);
  apps.push(app);
  let cookie = '';
  const take = (header: string | string[] | number | undefined) => {
    const given = String(header ?? '').split(';')[0] ?? '';
    if (given.startsWith('chat=')) cookie = given;
  };
  return {
    ...web,
    cookie: () => cookie,
    async get(url: string) {
      return app.inject({ url, headers: { cookie } });
    },
    /** What a browser without JavaScript does: post the form, follow the redirect. */
    async post(url: string, fields: Record<string, string>) {
      const answer = await app.inject({
        method: 'POST',
        url,
        headers: {
          cookie,
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/x-www-form-urlencoded',
        },
        payload: new URLSearchParams(fields).toString(),
      });
      take(answer.headers['set-cookie']);
      return answer;
    },
  };
}

const t = (key: string, params?: Record<string, string | number>) => translator.t('ru', `web:${key}`, params);
const shown = (body: string, from: string) => body.split(`<li data-from="${from}"`).length - 1;

describe('web chat without JavaScript', () => {
  it('shows first what is kept, who sees it, how long; keeps nothing before the first question', async () => {
    const { get } = await open();
    const { body, headers } = await get('/ru/chat');
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['cache-control']).toBe('no-store');
    for (const key of ['keepTitle', 'keepWhat', 'keepWho', 'keepHow', 'rowNever'])
      expect(body).toContain(t(`chat.${key}`));
    expect(body).toContain(t('chat.rowTalkHow'));
    expect(body.indexOf('<table')).toBeLessThan(body.indexOf('<textarea'));
  });

  it('question, answer, button, delete', async () => {
    const { get, post, delivery, cookie } = await open();
    const sent = await post('/ru/chat', { text: 'Сколько дней?', id: 'client-id-1' });
    expect(sent.statusCode).toBe(303);
    expect(sent.headers.location).toBe('/ru/chat#write');
    const address = cookie().replace('chat=', '');
    expect(address).toMatch(/^[0-9a-f]{32}$/);
    expect(await delivery.memory('web', address)).toEqual({ language: 'ru' });

    const page = (await get('/ru/chat')).body;
    expect(shown(page, 'person')).toBe(1);
    expect(shown(page, 'guide')).toBe(1);
    expect(page).toContain('[Сколько дней?]');
    expect(page).toContain(t('chat.answered'));
    expect(page).not.toContain('http-equiv="refresh"');
    expect(page).toContain(
      '<button class="quiet" type="submit" name="action" value="b:registration:steps">Steps</button>',
    );

    expect((await post('/ru/chat', { action: 'b:registration:steps' })).statusCode).toBe(303);
    const after = (await get('/ru/chat')).body;
    expect(shown(after, 'person')).toBe(2);
    expect(after).toContain('<p class="said">Steps</p>');
    expect(after.split('value="person"').length - 1).toBe(1);

    const forgotten = await post('/ru/chat/forget', {});
    expect(String(forgotten.headers['set-cookie'])).toMatch(/^chat=; .*Expires=Thu, 01 Jan 1970/);
    expect(await delivery.conversation('web', address)).toEqual([]);
    expect((await get(String(forgotten.headers.location))).body).toContain(t('chat.forgotten'));
  });

  it('the same form sent twice is taken once', async () => {
    const { post, delivery } = await open();
    await post('/ru/chat', { text: 'one', id: 'client-id-1' });
    await post('/ru/chat', { text: 'one', id: 'client-id-1' });
    expect(delivery.accepted).toHaveLength(1);
    await post('/ru/chat', { text: 'one', id: 'client-id-2' });
    expect(delivery.accepted).toHaveLength(2);
  });

  it('message ids of one person are nothing to another', async () => {
    const web = await open();
    await web.post('/ru/chat', { text: 'one', id: 'client-id-1' });
    const other = await createWeb(web.deps);
    apps.push(other);
    const sent = await other.inject({
      method: 'POST',
      url: '/ru/chat',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'text=two&id=client-id-1',
    });
    expect(sent.statusCode).toBe(303);
    expect(web.delivery.accepted).toHaveLength(2);
    expect(web.delivery.accepted[0]?.address).not.toBe(web.delivery.accepted[1]?.address);
  });

  it('says that the answer is coming, refreshes only then, and shows it once it is there', async () => {
    const { get, post, delivery } = await open();
    await delivery.hold(true);
    const sent = await post('/ru/chat', { text: 'slow' });
    const waiting = String(sent.headers.location).split('#')[0] ?? '';
    expect(waiting).toMatch(/^\/ru\/chat\?w=[0-9a-f]{32}\.\d+$/);
    const page = (await get(waiting)).body;
    expect(page).toContain(t('chat.pending'));
    expect(page).toContain('<noscript><meta http-equiv="refresh" content="3"/></noscript>');
    expect(page).toContain(t('chat.received'));
    await delivery.hold(false);
    const done = (await get(waiting)).body;
    expect(done).not.toContain('refresh');
    expect(shown(done, 'guide')).toBe(1);
  });

  it('store away: 503, come again, and the text is still in the field', async () => {
    const { get, post, delivery, errors } = await open();
    delivery.away = true;
    const sent = await post('/ru/chat', { text: 'my <words>' });
    expect(sent.statusCode).toBe(503);
    expect(sent.headers['retry-after']).toBe('5');
    expect(sent.body).toContain('my &lt;words></textarea>');
    expect(sent.body).toContain(t('chat.away'));
    expect(errors).toContainEqual({ code: 'store.away', route: '/:lang/chat' });
    expect(JSON.stringify(errors)).not.toContain('words');
    expect((await get('/ru/chat')).statusCode).toBe(503);
    delivery.away = false;
    expect((await post('/ru/chat', { text: 'my <words>' })).statusCode).toBe(303);
  });

  it('store away after it took the message: sent again unchanged it is the same, changed it is another', async () => {
    const { post, delivery } = await open();
    const { accept } = delivery;
    delivery.accept = async (arrival) => {
      await accept(arrival);
      throw Object.assign(new Error('away'), { code: 'store.away' });
    };
    const sent = await post('/ru/chat', { text: 'Сколько дней?', id: 'first-try-1' });
    expect(sent.statusCode).toBe(503);
    const id = /name="id" value="([^"]+)"/.exec(sent.body)?.[1] ?? '';
    delivery.accept = accept;
    expect((await post('/ru/chat', { text: 'Сколько дней?', id })).statusCode).toBe(303);
    expect(delivery.accepted).toHaveLength(1);
    expect((await post('/ru/chat', { text: 'Сколько стоит?', id })).statusCode).toBe(303);
    expect(delivery.accepted).toHaveLength(2);
    // a button is no text that reads the same
    expect((await post('/ru/chat', { text: 'person', id })).statusCode).toBe(303);
    expect((await post('/ru/chat', { action: 'person', id })).statusCode).toBe(303);
    expect(delivery.accepted).toHaveLength(4);
  });

  it('refuses what is too long and keeps it in the field; an empty message does nothing', async () => {
    const { post, delivery } = await open();
    const long = await post('/ru/chat', { text: 'я'.repeat(4097) });
    expect(long.statusCode).toBe(400);
    expect(long.body).toContain(t('chat.tooLong', { max: 4096 }));
    expect(long.body).toContain('я'.repeat(4097));
    expect((await post('/ru/chat', { text: '  ' })).statusCode).toBe(303);
    expect((await post('/ru/chat', {})).statusCode).toBe(303);
    expect(delivery.accepted).toEqual([]);
  });

  it('follows a language chosen in the chat and takes the language of the page else', async () => {
    const { post, delivery, cookie } = await open();
    const switched = await post('/ru/chat', { action: 'lang:uz' });
    expect(switched.headers.location).toBe('/uz/chat');
    await post('/uz/chat', { text: 'salom' });
    expect(await delivery.memory('web', cookie().replace('chat=', ''))).toEqual({ language: 'uz' });
  });

  it('hands over nothing that names the person', async () => {
    const { post, delivery } = await open();
    await post('/ru/chat', { text: 'hello' });
    const [arrival] = delivery.accepted;
    expect(Object.keys(arrival ?? {}).sort()).toEqual(['address', 'channel', 'key', 'payload']);
    expect(arrival?.payload).toEqual({
      languageHint: 'ru',
      content: { kind: 'text', text: 'hello' },
      text: 'hello',
    });
  });
});
