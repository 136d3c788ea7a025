import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openAnswers } from '../../scripts/wiring.js';
import type { Answers } from '../../src/answers/index.js';
import type { WrittenForm } from '../../src/language/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { openBrowser } from '../support/browser.js';
import {
  type FakeTelegram,
  type Phone,
  type PhoneMessage,
  startFakeTelegram,
} from '../support/fake-telegram/index.js';
import { QUESTIONS } from './questions.js';

const asked = z.object({
  outcome: z.string(),
  topics: z.array(z.object({ id: z.string(), title: z.string() })),
});

/** Label of a language button of the bot. */
const BUTTONS: Record<WrittenForm, string> = {
  ru: 'Русский',
  ky: 'Кыргызча',
  tg: 'Тоҷикӣ',
  uz: 'Oʻzbekcha',
  'uz-Cyrl': 'Ўзбекча',
};

let fake: FakeTelegram;
let app: TestApp;
let terminal: Answers;
let browser: Browser;

beforeAll(async () => {
  fake = await startFakeTelegram({ timeFactor: 0.01 });
  app = await startTestApp(
    { TELEGRAM_BOT_TOKEN: fake.token, TELEGRAM_API_ROOT: fake.url },
    { botPace: { timeFactor: 0.01, limits: { perSecond: 1000, perPersonPerSecond: 1000 } } },
  );
  terminal = (await openAnswers()).answers;
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await fake?.close();
});

/** What the bot said in this chat, oldest first. */
function said(phone: Phone): PhoneMessage[] {
  return [...phone.messages.values()].filter((message) => message.from === 'bot');
}

async function titleOf(form: WrittenForm, topic: string): Promise<string> {
  const response = await fetch(`${app.url}/api/v1/topics/${topic}?lang=${form}`);
  return z.object({ title: z.string() }).parse(await response.json()).title;
}

/** The newest message of the guide on the page, after `before` of them were there. */
async function lastReply(page: Page, before: number): Promise<string> {
  const replies = page.locator('main li[data-from="guide"]');
  await expect.poll(() => replies.count(), { timeout: 15_000 }).toBeGreaterThan(before);
  return replies.last().innerText();
}

describe('the same topic by every way', () => {
  it.each(['ru', 'ky', 'tg', 'uz', 'uz-Cyrl'] satisfies WrittenForm[])(
    '%s: terminal, API, web chat and bot',
    async (form) => {
      const questions = QUESTIONS.filter((question) => question.form === form);
      expect(questions).toHaveLength(5);
      const page = await browser.newPage();
      await page.goto(`${app.url}/${form}/chat`);
      const phone = fake.phone(7000 + form.length * 100 + form.charCodeAt(0), { first_name: 'Test' });
      phone.send('/start');
      await expect.poll(() => said(phone).length).toBe(1);
      phone.press(BUTTONS[form]);
      await expect.poll(() => said(phone).at(-1)?.edits).toBe(1);

      for (const [index, { text, topic }] of questions.entries()) {
        const title = await titleOf(form, topic);
        const onTerminal = terminal.ask({ text, language: form });
        expect({ text, topic: onTerminal.topics[0]?.id }).toEqual({ text, topic });

        const response = await fetch(`${app.url}/api/v1/ask`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ text, language: form }),
        });
        const byApi = asked.parse(await response.json());
        expect({ text, topic: byApi.topics[0]?.id }).toEqual({ text, topic });

        await page.locator('main textarea[name="text"], main input[name="text"]').fill(text);
        await page.locator('main form:has([name="text"]) button[type="submit"]').first().click();
        const inChat = await lastReply(page, index);
        expect({ text, chat: inChat.includes(title) ? title : inChat.slice(0, 200) }).toEqual({
          text,
          chat: title,
        });

        const before = said(phone).length;
        phone.send(text);
        await expect.poll(() => said(phone).length, { timeout: 15_000 }).toBeGreaterThan(before);
        const reply = said(phone)
          .slice(before)
          .map((message) => message.text)
          .join('\n');
        expect({ text, bot: reply.includes(title) ? title : reply.slice(0, 200) }).toEqual({
          text,
          bot: title,
        });
      }
      await page.close();
    },
    120_000,
  );
});
