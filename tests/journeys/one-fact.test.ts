import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readGuideFolder, usesOfFact } from '../../src/content/index.js';
import { WRITTEN_FORMS } from '../../src/language/index.js';
import { startTestApp, type TestApp } from '../support/app.js';

const KEY = 'patent-pay';
const OLD = '10\u00a0000';
const NEW = '10\u00a0123';
const factFile = z.looseObject({
  values: z.array(
    z.looseObject({ region: z.string().nullable(), value: z.unknown(), valid_from: z.string() }),
  ),
});

let folder: string;
let release: string;
let app: TestApp;
const text = async (path: string) =>
  (await (await fetch(`${app.url}${path}`)).text()).replaceAll('&nbsp;', '\u00a0');
const ask = async (language: string) => {
  const response = await fetch(`${app.url}/api/v1/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      text: 'Сколько стоит патент в месяц?',
      language,
      region: 'RU-MOW',
      citizenship: 'UZ',
    }),
  });
  return z.object({ text: z.string() }).parse(await response.json()).text;
};
const start = () =>
  startTestApp({ TEST_NOW: '2026-11-22T12:00:00Z' }, {}, { guide: release, keep: join(folder, 'data') });

/** One sum of one region changes in the registry, nothing else. */
describe('the price of Moscow changes in a newer release', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'release-'));
    release = join(folder, 'guide');
    cpSync('guide', release, { recursive: true });
    app = await start();
    expect(await text('/ru/guide/patent-cost-payment')).toContain(OLD);
    await app.stop();
    const path = join(release, `facts/${KEY}.json`);
    const fact = factFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    for (const value of fact.values)
      if (value.region === 'RU-MOW' && value.valid_from.startsWith('2026')) value.value = 10_123;
    writeFileSync(path, `${JSON.stringify(fact, null, 2)}\n`);
    app = await start();
  }, 240_000);
  afterAll(async () => {
    await app?.stop();
    rmSync(folder, { recursive: true });
  });

  it.each(WRITTEN_FORMS)('%s: page, chat answer and phrase say the new sum', async (form) => {
    expect(await text(`/${form}/guide/patent-cost-payment`)).toContain(NEW);
    expect(await text(`/${form}/phrases`)).toContain(NEW);
    expect(await ask(form)).toContain(NEW);
  });

  it('every page that names the fact is listed, and no other says the new sum', async () => {
    const uses = usesOfFact(await readGuideFolder(release), KEY);
    const listed = new Set(uses.flatMap(({ file }) => /^topics\/([^/]+)\//.exec(file)?.[1] ?? []));
    const topics = z
      .object({ topics: z.array(z.object({ id: z.string() })) })
      .parse(await (await fetch(`${app.url}/api/v1/topics?lang=uz`)).json()).topics;
    for (const { id } of topics) {
      expect((await text(`/uz/guide/${id}`)).includes(NEW), id).toBe(listed.has(id));
    }
  });
});
