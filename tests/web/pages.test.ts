import type { FastifyInstance } from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { SERVICE_KINDS } from '../../src/directory/index.js';
import { WRITTEN_FORMS } from '../../src/language/index.js';
import { createWeb } from '../../src/web/index.js';
import { type FixtureWeb, fixtureDeps, fixtureGuide, translator } from './fixtures.js';

const KINDS = [
  '',
  '/guide/registration',
  '/search',
  '/search?q=patent',
  '/chat',
  '/services',
  '/services?kind=legal-aid&region=RU-MOW',
  '/services/lawyers',
  '/phrases',
  '/glossary',
  '/journey',
  '/changes',
  '/privacy',
];

let web: FixtureWeb;
let app: FastifyInstance;
beforeAll(async () => {
  web = fixtureDeps();
  app = await createWeb(web.deps);
});

/** Browser's answer to a form of our own page. */
const OWN = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

describe('pages', () => {
  it.each(WRITTEN_FORMS.flatMap((lang) => KINDS.map((kind) => [`/${lang}${kind}`, lang] as const)))(
    '%s answers in its language with main, alternates and a quick exit',
    async (url, lang) => {
      const { statusCode, headers, body } = await app.inject(url);
      expect(statusCode).toBe(200);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(body).toMatch(new RegExp(`^<!doctype html><html lang="${lang}">`));
      expect(body.match(/<main[ >]/g)).toHaveLength(1);
      expect(body.match(/<h1[ >]/g)).toHaveLength(1);
      expect(body).toContain(`href="/${lang}/exit"`);
      for (const other of WRITTEN_FORMS) {
        const path = url.slice(lang.length + 1).split('?')[0];
        expect(body).toContain(`href="/${other}${path}" lang="${other}" hreflang="${other}"`);
      }
      expect(web.errors).toEqual([]);
    },
  );

  it('/ shows all five names, the language of the browser first', async () => {
    const { body, headers } = await app.inject({
      url: '/',
      headers: { 'accept-language': 'uz-Cyrl-UZ, ru;q=0.8' },
    });
    expect(headers.vary).toContain('Accept-Language');
    expect(body).toContain('<html lang="uz-Cyrl">');
    const main = body.slice(body.indexOf('<main'));
    const names = ['Ўзбекча', 'Русский', 'Кыргызча', 'Тоҷикӣ', 'Oʻzbekcha'].map((name) => main.indexOf(name));
    expect(names.every((at) => at > 0)).toBe(true);
    expect([...names].sort((a, b) => a - b)).toEqual(names);
  });

  it.each([
    ['tg-TJ,ru;q=0.5', 'tg'],
    ['en-US,ky;q=0.3', 'ky'],
    ['uz', 'uz'],
    ['ru;q=0.2,uz-Latn;q=0.9', 'uz'],
    ['tg;q=0, de', 'ru'],
    [undefined, 'ru'],
  ])('Accept-Language %s is answered in %s', async (header, lang) => {
    const { body } = await app.inject({ url: '/', headers: header ? { 'accept-language': header } : {} });
    expect(body).toContain(`<html lang="${lang}">`);
  });

  it('shows the state of every block, what has no value today, and the law in a fold', async () => {
    const { body } = await app.inject('/ru/guide/registration');
    const t = (key: string) => translator.t('ru', `web:${key}`);
    expect(body).toContain(t('state.machine'));
    expect(body.split(t('state.shortMachine')).length - 1).toBe(8);
    expect(body).toContain(t('state.shortReviewed'));
    expect(body).toContain(t('state.shortOutdated'));
    expect(body).toContain('<p class="stale">no value for 2027 is known</p>');
    expect(body).toMatch(/<section class="block law"[^>]*><h2[^>]*>[^<]*<\/h2><details>/);
    expect(body).toContain('Mark of the law');
    expect(body).toContain('href="/ru/guide/patent-cost-payment"');
  });

  it('marks Russian words in Latin Uzbek', async () => {
    const { body } = await app.inject('/uz/guide/registration');
    expect(body).toContain('<span lang="ru">миграционный учёт</span>');
  });

  it('has neutral titles', async () => {
    for (const url of ['/ru/guide/registration', '/ru/guide/emergency', '/ru/search?q=patent']) {
      const { body } = await app.inject(url);
      const title = /<title>(.*?)<\/title>/.exec(body)?.[1] ?? '';
      expect(title).toMatch(/^(Справочник|Поиск) · /);
    }
  });

  it('has a name for every kind of service', () => {
    for (const kind of SERVICE_KINDS) expect(translator.t('tg', `web:kind.${kind}`)).not.toBe('');
  });

  it('answers 404 in the language of the person and does not repeat the address', async () => {
    for (const url of ['/tg/nope', '/tg/guide/unknown', '/tg/services/x', '/tg/leaflet/registration.pdf']) {
      const { statusCode, body, headers } = await app.inject(url);
      expect(statusCode, url).toBe(404);
      expect(body).toContain('<html lang="tg">');
      expect(body).not.toContain('unknown');
      expect(headers['cache-control']).toBe('no-store');
    }
    const elsewhere = await app.inject({ url: '/staff', headers: { 'accept-language': 'ky' } });
    expect(elsewhere.statusCode).toBe(404);
    expect(elsewhere.body).toContain('<html lang="ky">');
    expect((await app.inject('/de')).statusCode).toBe(404);
  });

  it('lets plain pages be kept by number and what was typed or chosen by nobody', async () => {
    const plain = await app.inject('/ru/guide/registration');
    expect(plain.headers['cache-control']).toBe('public, max-age=300');
    const etag = String(plain.headers.etag);
    const again = await app.inject({ url: '/ru/guide/registration', headers: { 'if-none-match': etag } });
    expect(again.statusCode).toBe(304);
    expect(again.rawPayload).toHaveLength(0);
    for (const url of ['/ru/search?q=x', '/ru/services?kind=legal-aid', '/ru/chat']) {
      expect((await app.inject(url)).headers['cache-control'], url).toBe('no-store');
    }
  });

  it('shows a new generation at once', async () => {
    let guide = fixtureGuide({ generation: 1 });
    const own = await createWeb(fixtureDeps({}, { guide: () => guide }).deps);
    expect((await own.inject('/ru/guide/registration')).body).not.toContain('second edition');
    guide = fixtureGuide({ generation: 2, poison: ' second edition' });
    expect((await own.inject('/ru/guide/registration')).body).toContain('second edition');
  });

  it('remembers citizenship and region for this visit only and says for whom the page is', async () => {
    const chosen = await app.inject({
      method: 'POST',
      url: '/ru/guide/registration/visit',
      headers: OWN,
      payload: form({ citizenship: 'UZ', region: 'RU-MOW' }),
    });
    expect(chosen.statusCode).toBe(303);
    const cookie = String(chosen.headers['set-cookie']);
    expect(cookie).toMatch(/^visit=UZ\.RU-MOW; Path=\/; HttpOnly; SameSite=Lax$/);
    const page = await app.inject({ url: '/ru/guide/registration', headers: { cookie } });
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.body).toContain(translator.t('ru', 'web:visit.showing', { who: 'Узбекистан, Москва' }));
    expect(page.body).toContain('only UZ');
    expect(page.body).not.toContain('only KG');
    const all = await app.inject('/ru/guide/registration');
    expect(all.body).toContain('only KG');
    const junk = await app.inject({ url: '/ru/guide/registration', headers: { cookie: 'visit=XX.<b>' } });
    expect(junk.headers['cache-control']).toContain('public');
  });

  it('counts "was this right?" per topic and nothing else', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/ru/guide/registration/right',
      headers: OWN,
      payload: form({ right: 'no', text: 'my name is' }),
    });
    expect(answer.statusCode).toBe(303);
    expect([...web.state.counts]).toEqual([['right:registration:no', 1]]);
    const thanked = await app.inject(String(answer.headers.location).split('#')[0] ?? '');
    expect(thanked.body).toContain(translator.t('ru', 'web:topic.thanks'));
  });

  it('puts help first when a search speaks of danger', async () => {
    const { body } = await app.inject({
      method: 'POST',
      url: '/ru/search',
      headers: OWN,
      payload: form({ q: 'help me' }),
    });
    expect(body).toContain('class="alarm"');
    expect(body.indexOf('class="alarm"')).toBeLessThan(body.indexOf('class="results"'));
  });

  it('a topic page weighs at most 14 kB with its style and 30 kB with everything it can fetch', async () => {
    for (const url of [
      '/ru',
      '/ru/guide/registration',
      '/uz-Cyrl/guide/patent-cost-payment',
      '/ru/chat',
      '/ru/privacy',
    ]) {
      const page = await app.inject({ url, headers: { 'accept-encoding': 'gzip' } });
      expect(page.rawPayload.length, url).toBeLessThanOrEqual(14 * 1024);
      const plain = (await app.inject(url)).body;
      let all = page.rawPayload.length;
      for (const [, asset] of plain.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
        const file = await app.inject({ url: asset ?? '', headers: { 'accept-encoding': 'gzip' } });
        expect(file.statusCode).toBe(200);
        expect(file.headers['cache-control']).toContain('immutable');
        all += file.rawPayload.length;
      }
      expect(all, url).toBeLessThanOrEqual(30 * 1024);
    }
  });

  it('a service shows the dates to come and not those that are over', async () => {
    const { body } = await app.inject('/ru/services/lawyers');
    expect(body).toContain('Coming reception');
    expect(body).not.toContain('Past reception');
    expect((await app.inject('/ru/services/rescue')).body).toContain('1 февраля 2099');
  });

  it('a phrase shows its Russian, the own language, the sound and the law; who will say it is told', async () => {
    const { body } = await app.inject('/uz/phrases');
    expect(body).toContain('<p class="ru" lang="ru">Почему вы меня остановили?</p>');
    expect(body).toContain('Why did you stop me?');
    expect(body).toContain('<p class="sound">Pachimu</p>');
    expect(body.match(/Buni sizga aytishlari mumkin/g)).toHaveLength(1);
  });
});
