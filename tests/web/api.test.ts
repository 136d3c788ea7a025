import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as shapes from '../../src/web/api/schemas.js';
import { createWeb, type WebDeps } from '../../src/web/index.js';
import { fixtureDeps } from './fixtures.js';

const apps: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

async function open(change: Partial<WebDeps> = {}) {
  const web = fixtureDeps({}, change);
  const app = await createWeb(web.deps);
  apps.push(app);
  const ask = (payload: unknown) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/ask',
      headers: { 'content-type': 'application/json' },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });
  return { app, ask, ...web };
}

/** The contract by hand: what other programs rely on, independent of the shapes the server uses. */
const url = z.string().regex(/^\/(ru|ky|tg|uz|uz-Cyrl)\/guide\/[\w-]+$/);
const contract = {
  topics: z.object({
    topics: z
      .array(
        z.object({
          id: z.string(),
          chapter: z.string(),
          title: z.string(),
          summary: z.string(),
          url,
          state: z.enum(['machine', 'reviewed', 'outdated']),
        }),
      )
      .min(1),
  }),
  topic: z.object({
    id: z.literal('registration'),
    title: z.string(),
    state: z.string(),
    blocks: z
      .array(
        z.object({
          id: z.string(),
          kind: z.string(),
          state: z.string(),
          html: z.string().min(1),
          text: z.string().min(1),
          facts: z.array(z.string()),
        }),
      )
      .length(10),
    services: z.array(z.string()).min(1),
    related: z.array(z.string()).min(1),
    sourceDate: z.string().nullable(),
    checkedOn: z.string().nullable(),
  }),
  search: z.object({
    language: z.string(),
    results: z
      .array(z.object({ id: z.string(), title: z.string(), snippet: z.string(), score: z.number(), url }))
      .length(1),
  }),
  services: z.object({
    services: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          kind: z.string(),
          provider: z.string(),
          status: z.string(),
          source_date: z.string().nullable(),
          checked_on: z.string().nullable(),
          legal_mark: z.string().nullable(),
        }),
      )
      .min(1),
  }),
  facts: z.object({
    facts: z
      .array(
        z.object({
          key: z.string(),
          value: z.number(),
          unit: z.string(),
          citizenship: z.string().nullable(),
          region: z.string().nullable(),
          valid_from: z.string().nullable(),
          valid_to: z.string().nullable(),
          law: z.array(z.string()),
          status: z.string(),
          source_date: z.string().nullable(),
          checked_on: z.string().nullable(),
        }),
      )
      .min(1),
  }),
};

describe('API', () => {
  it.each([
    ['/api/v1/topics?lang=uz', contract.topics],
    ['/api/v1/topics', contract.topics],
    ['/api/v1/topics/registration?lang=tg', contract.topic],
    ['/api/v1/search?q=%D1%83%D1%87%D1%91%D1%82&lang=ky', contract.search],
    ['/api/v1/search?q=hisob', contract.search],
    ['/api/v1/services?lang=ru&kind=legal-aid&region=RU-MOW', contract.services],
    ['/api/v1/facts', contract.facts],
  ])('%s answers as the contract says', async (address, shape) => {
    const { app, errors } = await open();
    const { statusCode, body, headers } = await app.inject(address);
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toContain('application/json');
    shape.parse(JSON.parse(body));
    expect(errors).toEqual([]);
  });

  it('POST /api/v1/ask answers as the contract says and keeps nothing', async () => {
    const { ask, delivery, state } = await open();
    const { statusCode, body, headers } = await ask({
      text: 'учёт',
      language: 'uz',
      citizenship: 'UZ',
      region: 'RU-MOW',
    });
    expect(statusCode).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    const answer = JSON.parse(body);
    expect(Object.keys(answer).sort()).toEqual(['card', 'language', 'outcome', 'services', 'text', 'topics']);
    expect(answer).toMatchObject({
      language: 'uz',
      outcome: 'answer',
      topics: [{ id: 'registration', score: 0.93, url: '/uz/guide/registration' }],
      services: [{ id: 'lawyers', name: 'Lawyers', kind: 'legal-aid' }],
      card: null,
    });
    expect(JSON.parse((await ask({ text: 'help' })).body)).toMatchObject({
      outcome: 'emergency',
      card: 'medical',
    });
    expect(delivery.accepted).toEqual([]);
    expect(state.counts.size).toBe(0);
  });

  it.each([
    [{}, 'text'],
    [{ text: '' }, 'text'],
    [{ text: 'x'.repeat(4097) }, 'text'],
    [{ text: 'x'.repeat(200_000) }, 'text'],
    [{ text: 5 }, 'text'],
    [{ text: 'x', language: 'en' }, 'language'],
    [{ text: 'x', citizenship: '<b>' }, 'citizenship'],
    ['{"text":', 'JSON'],
    ['[]', 'body'],
    ['null', 'body'],
  ])('bad input %# is a 400 that names the field and repeats no content', async (payload, where) => {
    const { ask } = await open();
    const { statusCode, body } = await ask(payload);
    expect(statusCode).toBe(400);
    const { error } = shapes.failure.parse(JSON.parse(body));
    expect(error).toEqual({ code: 'bad_request', message: `Запрос составлен неверно: ${where}` });
  });

  it('words errors in the requested language', async () => {
    const { app, ask } = await open();
    const uz = JSON.parse((await ask({ text: '', language: 'uz' })).body);
    expect(uz.error.message).toContain('Soʻrov');
    const tg = JSON.parse((await app.inject('/api/v1/topics/none?lang=tg')).body);
    expect(tg).toEqual({ error: { code: 'not_found', message: 'Ёфт нашуд' } });
    const ky = await app.inject({ url: '/api/v1/nothing', headers: { 'accept-language': 'ky' } });
    expect(ky.statusCode).toBe(404);
    expect(JSON.parse(ky.body).error.message).toBe('Табылган жок');
  });

  it('limits requests a minute and address, and says when to come again', async () => {
    const settings = { publicUrl: null, retentionDays: 30, rateLimit: 3 };
    const { app, state } = await open({ settings });
    const from = (remoteAddress: string) => app.inject({ url: '/api/v1/facts', remoteAddress });
    for (let n = 0; n < 3; n++) expect((await from('198.51.100.7')).statusCode).toBe(200);
    const refused = await from('198.51.100.7');
    expect(refused.statusCode).toBe(429);
    expect(refused.headers['retry-after']).toBe('60');
    expect(JSON.parse(refused.body).error.code).toBe('too_many_requests');
    expect((await from('198.51.100.8')).statusCode).toBe(200);
    expect((await app.inject({ url: '/ru', remoteAddress: '198.51.100.7' })).statusCode).toBe(200);
    expect(JSON.stringify([...state.counts])).not.toContain('198.51');
  });

  it('counts addresses in its own memory: the shared state sees none of them', async () => {
    const settings = { publicUrl: null, retentionDays: 30, rateLimit: 1 };
    const { app, state } = await open({ settings });
    expect((await app.inject('/api/v1/facts')).statusCode).toBe(200);
    expect((await app.inject('/api/v1/facts')).statusCode).toBe(429);
    expect(state.counts.size).toBe(0);
  });

  it('describes itself: OpenAPI 3.1 with every route of the API, and a page without scripts', async () => {
    const { app } = await open();
    const description = JSON.parse((await app.inject('/api/openapi.json')).body);
    expect(description.openapi).toBe('3.1.0');
    expect(Object.keys(description.paths).sort()).toEqual([
      '/api/v1/ask',
      '/api/v1/facts',
      '/api/v1/search',
      '/api/v1/services',
      '/api/v1/topics',
      '/api/v1/topics/{id}',
    ]);
    const { body } = await app.inject('/api/docs');
    expect(body).toContain('POST /api/v1/ask');
    expect(body).not.toContain('<script');
  });

  it('tells health', async () => {
    const { app } = await open();
    expect((await app.inject('/healthz')).statusCode).toBe(200);
    const ready = await app.inject('/readyz');
    expect(JSON.parse(ready.body)).toEqual({
      ready: true,
      generation: { store: 1, search: 1 },
      telegram: 'off',
    });
    const away = await open({
      health: async () => ({ ready: false, generation: { store: 2, search: 1 }, telegram: 'away' }),
    });
    expect((await away.app.inject('/readyz')).statusCode).toBe(503);
  });

  it('a surprise is one coded report and a 500 without content', async () => {
    const answers = fixtureDeps().deps.answers;
    const broken = {
      ...answers,
      ask: () => {
        throw new Error('secret words of a person');
      },
    };
    const { app, ask, errors } = await open({ answers: broken });
    const api = await ask({ text: 'x' });
    expect(api.statusCode).toBe(500);
    expect(JSON.parse(api.body).error.code).toBe('internal');
    const page = await app.inject('/ru/search?q=x');
    expect(page.statusCode).toBe(500);
    expect(page.headers['content-type']).toContain('text/html');
    for (const text of [api.body, page.body, JSON.stringify(errors)]) expect(text).not.toContain('secret');
    expect(errors).toEqual([
      { code: 'Error', route: '/api/v1/ask' },
      { code: 'Error', route: '/:lang/search' },
    ]);
  });
});
