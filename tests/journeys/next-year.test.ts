import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { WRITTEN_FORMS } from '../../src/language/index.js';
import { startTestApp, type TestApp } from '../support/app.js';

/** In January the sums of the old year still stand in the registry, and none of them may be shown as if it held. */
const SUMS_OF_2026 = [
  '10 000',
  '8 000',
  '11 936',
  '9 423',
  '11 800',
  '8 696,52',
  '9 500',
  '10 860',
  '27 283',
  '27 093',
];
const facts = z.object({
  facts: z.array(
    z.object({ key: z.string(), valid_from: z.string().nullable(), valid_to: z.string().nullable() }),
  ),
});

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ TEST_NOW: '2027-01-15T12:00:00Z' });
}, 120_000);
afterAll(() => app?.stop());

/** Sums of 2026 in a text, unless the year stands in the same sentence or line. */
function shownAsCurrent(text: string): string[] {
  const plain = text.replaceAll('\u00a0', ' ');
  return plain
    .split(/(?<=[.!?])\s+|\n/)
    .filter(
      (sentence) => SUMS_OF_2026.some((sum) => sentence.includes(`${sum} `)) && !sentence.includes('2026'),
    );
}

describe('on 15 January 2027', () => {
  it('the registry itself says that the sums of 2026 have ended', async () => {
    const response = await fetch(`${app.url}/api/v1/facts`);
    const rows = facts.parse(await response.json()).facts.filter((fact) => fact.key === 'patent-pay');
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.every((row) => row.valid_to !== null && row.valid_to < '2027-01-15')).toBe(true);
  });

  it.each(WRITTEN_FORMS)('%s: no sum of 2026 is shown as current in page, chat or API', async (form) => {
    const pages = ['patent-cost-payment', 'unpaid-wages', 'patent-who-needs', 'fraud-traps', 'eaeu-workers'];
    for (const topic of pages) {
      const html = await (await fetch(`${app.url}/${form}/guide/${topic}`)).text();
      const text = html
        .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
        .replace(/<\/(p|li|td|tr|h\d|dd|dt)>/g, '\n')
        .replace(/<[^>]+>/g, ' ')
        .replaceAll('&nbsp;', ' ');
      expect({ topic, shown: shownAsCurrent(text) }).toEqual({ topic, shown: [] });
      const api = await (await fetch(`${app.url}/api/v1/topics/${topic}?lang=${form}`)).json();
      const blocks = z.object({ blocks: z.array(z.object({ text: z.string() })) }).parse(api).blocks;
      expect({ topic, shown: blocks.flatMap((block) => shownAsCurrent(block.text)) }).toEqual({
        topic,
        shown: [],
      });
    }
    const response = await fetch(`${app.url}/api/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        text: 'сколько стоит патент',
        language: form,
        region: 'RU-MOW',
        citizenship: 'UZ',
      }),
    });
    const { text } = z.object({ text: z.string() }).parse(await response.json());
    expect(shownAsCurrent(text)).toEqual([]);
    expect(text).toContain('2026');
  });
});
