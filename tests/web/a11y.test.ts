import { AxeBuilder } from '@axe-core/playwright';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WRITTEN_FORMS } from '../../src/language/index.js';
import { createWeb } from '../../src/web/index.js';
import { chromiumPath, openBrowser } from '../support/browser.js';
import { type FixtureWeb, fixtureDeps, translator } from './fixtures.js';

const KINDS = [
  '',
  '/guide/registration',
  '/search?q=patent',
  '/chat',
  '/services',
  '/services/lawyers',
  '/phrases',
  '/glossary',
  '/journey',
  '/changes',
  '/privacy',
  '/nope',
];
const missing = chromiumPath() === null && process.env.CI !== 'true';

let browser: Browser;
let app: FastifyInstance;
let web: FixtureWeb;
let root: string;

describe.skipIf(missing)(`pages in Chromium${missing ? ' (not run: Chromium is missing)' : ''}`, () => {
  beforeAll(async () => {
    browser = await openBrowser();
    web = fixtureDeps();
    app = await createWeb(web.deps);
    root = await app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  /** Opens a page of the browser and collects what it complains about. */
  async function visit(context: BrowserContext): Promise<{ page: Page; complaints: string[] }> {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(root)) complaints.push(`outside: ${request.url()}`);
    });
    return { page, complaints };
  }

  async function serious(page: Page): Promise<string[]> {
    // Without frames there is nothing to join: one run in the page itself takes half the time.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
    const { violations } = await axe.analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`);
  }

  it.each(WRITTEN_FORMS.map((form, index) => [form, index % 2 === 0 ? 'light' : 'dark'] as const))(
    'axe finds nothing serious on any kind of page in %s (%s), nothing is wider than 320 px',
    async (form, colorScheme) => {
      const context = await browser.newContext({ colorScheme, viewport: { width: 320, height: 700 } });
      const { page, complaints } = await visit(context);
      for (const kind of KINDS) {
        await page.goto(`${root}/${form}${kind}`);
        expect(await serious(page), `/${form}${kind}`).toEqual([]);
        const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect(wider, `/${form}${kind} at 320 px`).toBe(0);
      }
      await page.goto(`${root}/${form}/chat`);
      await page.fill('#text', 'patent');
      await page.click('#write button');
      await page.waitForSelector('[data-from=guide]');
      expect(await serious(page), `/${form}/chat with an answer`).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
    60_000,
  );

  it('axe finds nothing serious on / and /api/docs; keyboard reaches the skip link first', async () => {
    const context = await browser.newContext();
    const { page } = await visit(context);
    for (const url of ['/api/docs', '/']) {
      await page.goto(root + url);
      expect(await serious(page), url).toEqual([]);
    }
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await context.close();
  });

  it('targets are at least 44 px high', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 700 } });
    const { page } = await visit(context);
    for (const kind of KINDS) {
      await page.goto(`${root}/ru${kind}`);
      const small = await page.evaluate(
        `[...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, summary, nav a, .button, .exit, .brand')]
          .filter((e) => e.getClientRects().length > 0 && e.getBoundingClientRect().height < 43.5)
          .map((e) => e.outerHTML.slice(0, 80))`,
      );
      expect(small, kind).toEqual([]);
    }
    await context.close();
  });

  it('no script of a guide text, a question or an address runs', async () => {
    const poison = `"><img src=x onerror=window.xss=1><script>window.xss=1</script>' onfocus=window.xss=1 autofocus x='</textarea><svg onload=window.xss=1>`;
    const hostile = await createWeb(fixtureDeps({ poison }).deps);
    const address = await hostile.listen({ port: 0, host: '127.0.0.1' });
    const context = await browser.newContext();
    const page = await context.newPage();
    for (const path of ['/ru', '/ru/guide/registration', '/ru/services', '/ru/services/lawyers']) {
      await page.goto(address + path);
      expect(await page.evaluate('window.xss'), path).toBeUndefined();
      expect(await page.locator('img').count(), path).toBe(0);
    }
    await page.goto(`${address}/ru/search?q=${encodeURIComponent(poison)}`);
    expect(await page.evaluate('window.xss')).toBeUndefined();
    await page.goto(`${address}/ru/chat`);
    await page.fill('#text', poison);
    await page.click('#write button');
    await page.waitForSelector('[data-from=guide]');
    expect(await page.evaluate('window.xss')).toBeUndefined();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('.said').textContent()).toBe(poison);
    await hostile.close();
    await context.close();
  });

  it('the chat works without JavaScript in a real browser', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const { page, complaints } = await visit(context);
    await page.goto(`${root}/tg/chat`);
    await page.fill('#text', 'патент');
    await page.click('#write button');
    expect(await page.locator('li[data-from=guide]').count()).toBe(1);
    await page.click('button[value=person]');
    expect(await page.locator('li[data-from=person]').count()).toBe(2);
    await page.click('.forget summary');
    await page.click('.forget button');
    expect(await page.locator('li[data-from]').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('a message written without network leaves once when it is back', async () => {
    const context = await browser.newContext();
    const { page } = await visit(context);
    await page.goto(`${root}/ru/chat`);
    const before = web.delivery.accepted.length;
    await context.setOffline(true);
    await page.fill('#text', 'патент');
    await page.click('#write button');
    await expect
      .poll(() => page.locator('.ticks').textContent())
      .toContain(translator.t('ru', 'web:chat.waitingNetwork'));
    expect(web.delivery.accepted.length).toBe(before);
    await context.setOffline(false);
    await page.waitForSelector('[data-from=guide]');
    expect(web.delivery.accepted.length).toBe(before + 1);
    expect(await page.locator('li[data-from=person]').count()).toBe(1);
    await context.close();
  });

  it('shows an answer that comes late without being reloaded', async () => {
    const context = await browser.newContext();
    const { page } = await visit(context);
    await page.goto(`${root}/ru/chat`);
    await web.delivery.hold(true);
    await page.fill('#text', 'патент');
    await page.click('#write button');
    await page.waitForSelector('.pending');
    await web.delivery.hold(false);
    await page.waitForSelector('[data-from=guide]');
    expect(await page.locator('.pending').count()).toBe(0);
    await context.close();
  });

  it('quick exit leaves at once, forgets the talk and takes the place of the page in the history', async () => {
    const context = await browser.newContext();
    await context.route('https://ya.ru/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Other</title>' }),
    );
    const page = await context.newPage();
    await page.goto(`${root}/ru/chat`);
    await page.fill('#text', 'патент');
    await page.click('#write button');
    await page.waitForSelector('[data-from=guide]');
    await page.click('a.exit');
    await page.waitForURL('https://ya.ru/');
    await expect.poll(async () => (await context.cookies(root)).map(({ name }) => name)).toEqual([]);
    await page.goBack();
    expect(page.url()).not.toContain('/ru/chat');
    await context.close();
  });
});
