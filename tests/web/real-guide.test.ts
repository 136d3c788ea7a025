import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Guide, guideFromFiles, readGuideFolder } from '../../src/content/index.js';
import { createDirectory, parseService, SERVICE_KINDS } from '../../src/directory/index.js';
import { uzbekToCyrillic, WRITTEN_FORMS } from '../../src/language/index.js';
import { createWeb } from '../../src/web/index.js';
import { fixtureDeps, translator } from './fixtures.js';

const FIRST_VIEW = 14 * 1024;

/** The pages of the guide as it is shipped. */
describe('the shipped guide on pages', () => {
  let guide: Guide;
  let app: Awaited<ReturnType<typeof createWeb>>;
  beforeAll(async () => {
    const rules = { translator, uzbekToCyrillic, parseService, serviceKinds: SERVICE_KINDS };
    guide = guideFromFiles(await readGuideFolder(join(import.meta.dirname, '../../guide')), rules);
    const services = guide.services();
    const directory = createDirectory({ services: () => services, translator, uzbekToCyrillic });
    app = await createWeb(fixtureDeps({}, { guide: () => guide, directory: () => directory }).deps);
  });

  it.each(WRITTEN_FORMS)('every topic in %s is at most 14 kB compressed with its style', async (form) => {
    for (const id of guide.topicIds()) {
      const url = `/${form}/guide/${id}`;
      const page = await app.inject({ url, headers: { 'accept-encoding': 'gzip' } });
      expect(page.statusCode, url).toBe(200);
      expect(page.rawPayload.length, url).toBeLessThanOrEqual(FIRST_VIEW);
    }
  });

  it.each(WRITTEN_FORMS)('every service in %s has a page with all names it needs', async (form) => {
    const { services } = JSON.parse((await app.inject(`/api/v1/services?lang=${form}`)).body);
    expect(services.length).toBeGreaterThanOrEqual(25);
    for (const { id } of services)
      expect((await app.inject(`/${form}/services/${id}`)).statusCode, id).toBe(200);
  });

  it('the five short numbers stand on the first page, 112 before the others', async () => {
    const { body } = await app.inject('/uz');
    const numbers = [...body.matchAll(/href="tel:(\d+)"/g)].map(([, number]) => number);
    expect(numbers).toEqual(['112', '101', '102', '103', '104']);
  });
});
