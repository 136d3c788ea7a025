import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { Access, WebDeps } from '../../src/web/index.js';
import { createWeb } from '../../src/web/index.js';
import { fixtureDeps } from './fixtures.js';

const apps: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

async function open(options: Parameters<typeof fixtureDeps>[0] = {}, change: Partial<WebDeps> = {}) {
  const web = fixtureDeps(options, change);
  const app = await createWeb(web.deps);
  apps.push(app);
  return { app, ...web };
}

const OWN = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

const CORPUS = [
  '<script>window.xss=1</script>',
  '"><img src=x onerror=window.xss=1>',
  "' autofocus onfocus=window.xss=1 x='",
  '</textarea><script>window.xss=1</script>',
  '</title></style></script><svg onload=window.xss=1>',
  '<a href="javascript:window.xss=1">x</a>',
  '<math><mtext><table><mglyph><style><img src=x onerror=window.xss=1>',
  '&lt;script&gt;window.xss=1&lt;/script&gt;',
  '<!--><img src=x onerror=window.xss=1>-->',
  '{{constructor.constructor("window.xss=1")()}}',
];

/** What would be markup anywhere stands nowhere as it was given. */
function expectDead(body: string, poison: string): void {
  if (/[<"]/.test(poison)) expect(body.includes(poison)).toBe(false);
  expect(body.includes('<script>window')).toBe(false);
  expect(body.includes('href="javascript:')).toBe(false);
}

describe('HTML escaping: off turns this red', () => {
  it.each(CORPUS)('in texts of the guide, services, search, chat and errors: %s', async (poison) => {
    const { app } = await open({ poison });
    const cookie = await talk(app, poison);
    const pages = [
      await app.inject('/ru'),
      await app.inject('/ru/guide/registration'),
      await app.inject('/uz/guide/registration'),
      await app.inject('/ru/services'),
      await app.inject('/tg/services/rescue'),
      await app.inject('/api/docs'),
      await app.inject({ url: '/ru/search', query: { q: poison } }),
      await app.inject({ method: 'POST', url: '/ru/search', headers: OWN, payload: form({ q: poison }) }),
      await app.inject({ url: '/ru/chat', headers: { cookie } }),
      await app.inject(`/ru/${encodeURIComponent(poison)}`),
      await app.inject(`/ru/guide/${encodeURIComponent(poison)}`),
      await app.inject({ url: '/ru/services', query: { kind: poison, region: poison } }),
    ];
    for (const page of pages) {
      expect(page.headers['content-type']).toContain('text/html');
      expectDead(page.body, poison);
    }
  });

  it('in the html field of the API', async () => {
    const { app } = await open({ poison: '<img src=x onerror=window.xss=1>' });
    const { body } = await app.inject('/api/v1/topics/registration?lang=ru');
    for (const { html } of JSON.parse(body).blocks) expect(html).not.toContain('<img');
  });
});

type App = Awaited<ReturnType<typeof createWeb>>;

async function talk(app: App, text: string): Promise<string> {
  const sent = await app.inject({ method: 'POST', url: '/ru/chat', headers: OWN, payload: form({ text }) });
  expect(sent.statusCode).toBe(303);
  return String(sent.headers['set-cookie']).split(';')[0] ?? '';
}

describe('headers', () => {
  it('allow only our own script and the style sheet by its hash', async () => {
    const { app } = await open();
    for (const url of ['/', '/ru', '/ru/chat', '/api/docs', '/nope', '/readyz']) {
      const { headers, body } = await app.inject(url);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("form-action 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['x-content-type-options']).toBe('nosniff');
      const style = /<style>([\s\S]*?)<\/style>/.exec(body)?.[1];
      if (style === undefined) continue;
      expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
      expect(body).not.toMatch(/ on\w+=|<script(?![^>]* src=)|style="/);
      expect(body).not.toMatch(/(?:src|href)="(?:https?:)?\/\/(?!example\.org)/);
    }
  });

  it('ask for https only when the public address has it, and mark cookies so', async () => {
    const settings = { publicUrl: 'https://guide.example.org', retentionDays: 30, rateLimit: 10 };
    const { app } = await open({}, { settings });
    expect((await app.inject('/ru')).headers['strict-transport-security']).toBe('max-age=31536000');
    const sent = await app.inject({
      method: 'POST',
      url: '/ru/chat',
      headers: OWN,
      payload: form({ text: 'hello' }),
    });
    expect(String(sent.headers['set-cookie'])).toMatch(
      /^chat=[0-9a-f]{32}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    const plain = await open();
    expect((await plain.app.inject('/ru')).headers['strict-transport-security']).toBeUndefined();
  });
});

describe('forged requests', () => {
  const CHANGES = [
    ['/ru/chat', { text: 'hello' }],
    ['/ru/chat/forget', {}],
    ['/ru/guide/registration/right', { right: 'yes' }],
    ['/ru/guide/registration/visit', { citizenship: 'UZ' }],
    ['/ru/search', { q: 'hello' }],
  ] as const;
  const FOREIGN: [string, Record<string, string>][] = [
    ['cross-site', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:80' }],
    ['same-site', { 'sec-fetch-site': 'same-site' }],
    ['foreign origin', { origin: 'https://evil.example' }],
    ['null origin', { origin: 'null' }],
  ];
  it.each(
    FOREIGN.flatMap(([name, headers]) => CHANGES.map(([url, fields]) => ({ name, headers, url, fields }))),
  )('$url refuses $name', async ({ headers, url, fields }) => {
    const { app, delivery, state } = await open();
    const refused = await app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': OWN['content-type'], ...headers },
      payload: form(fields),
    });
    expect(refused.statusCode).toBe(403);
    expect(refused.headers['set-cookie']).toBeUndefined();
    expect(delivery.accepted).toEqual([]);
    expect(state.counts.size).toBe(0);
  });

  it('lets our own pages and programs through', async () => {
    const { app } = await open();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const headers of [OWN, type, { ...type, origin: 'http://localhost', host: 'localhost' }]) {
      const { statusCode } = await app.inject({
        method: 'POST',
        url: '/ru/search',
        headers,
        payload: form({ q: 'x' }),
      });
      expect(statusCode).toBe(200);
    }
  });

  it('a GET changes nothing but the exit of the one who holds the cookie', async () => {
    const { app, delivery } = await open();
    const cookie = await talk(app, 'hello');
    const foreign = await app.inject({
      url: '/ru/exit',
      headers: { cookie, 'sec-fetch-site': 'cross-site' },
    });
    const ahead = await app.inject({
      url: '/ru/exit',
      headers: { cookie, 'sec-fetch-site': 'same-origin', 'sec-purpose': 'prefetch' },
    });
    for (const { statusCode, headers } of [foreign, ahead]) {
      expect(statusCode).toBe(303);
      expect(headers['clear-site-data']).toBeUndefined();
      expect(headers['set-cookie']).toBeUndefined();
    }
    const address = cookie.replace('chat=', '');
    expect(await delivery.conversation('web', address)).toHaveLength(2);
    const own = await app.inject({ url: '/ru/exit', headers: { cookie, 'sec-fetch-site': 'same-origin' } });
    expect(own.headers.location).toBe('https://ya.ru/');
    expect(own.headers['clear-site-data']).toBe('"cookies", "storage"');
    expect(await delivery.conversation('web', address)).toEqual([]);
  });
});

/** Every route of the server with who may use it. A new route fails here until it is written down. */
const DECLARED: Record<string, Access> = {
  'GET /': 'public',
  'GET /:lang': 'public',
  'GET /:lang/guide/:id': 'public',
  'POST /:lang/guide/:id/visit': 'public',
  'POST /:lang/guide/:id/right': 'public',
  'GET /:lang/search': 'public',
  'POST /:lang/search': 'public',
  'GET /:lang/services': 'public',
  'GET /:lang/services/:id': 'public',
  'GET /:lang/phrases': 'public',
  'GET /:lang/glossary': 'public',
  'GET /:lang/journey': 'public',
  'GET /:lang/changes': 'public',
  'GET /:lang/privacy': 'public',
  'GET /:lang/exit': 'visitor',
  'GET /:lang/chat': 'visitor',
  'POST /:lang/chat': 'visitor',
  'POST /:lang/chat/forget': 'visitor',
  'GET /assets/:file': 'public',
  'GET /healthz': 'operator',
  'GET /readyz': 'operator',
  'GET /api/v1/topics': 'public',
  'GET /api/v1/topics/:id': 'public',
  'GET /api/v1/search': 'public',
  'GET /api/v1/services': 'public',
  'GET /api/v1/facts': 'public',
  'POST /api/v1/ask': 'public',
  'GET /api/openapi.json': 'public',
  'GET /api/docs': 'public',
  'POST /telegram/hook': 'telegram',
};

describe('every route declares who may use it', () => {
  it('and the list of routes is complete', async () => {
    const webhook = { path: 'hook', secret: 's', acceptUpdate: async () => undefined };
    const { app } = await open({}, { webhook });
    expect(Object.fromEntries(app.declaredAccess)).toEqual(DECLARED);
  });

  it('an undeclared one stops the start', async () => {
    const { requireDeclaredAccess } = await import('../../src/web/access.js');
    const { default: fastify } = await import('fastify');
    const app = fastify();
    requireDeclaredAccess(app);
    expect(() => app.get('/open', async () => 'x')).toThrow('GET /open does not declare who may use it');
    expect(() => app.get('/ok', { config: { access: 'public' } }, async () => 'x')).not.toThrow();
  });
});
