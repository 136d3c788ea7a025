import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Answers, createAnswers, searchEntries } from '../src/answers/index.js';
import { foldersIn } from '../src/app.js';
import { loadConfig } from '../src/config/index.js';
import { createContent, type Guide, guideFromFiles, readGuideFolder } from '../src/content/index.js';
import { createDirectory, parseService, SERVICE_KINDS } from '../src/directory/index.js';
import { createTranslator } from '../src/i18n/index.js';
import { uzbekToCyrillic } from '../src/language/index.js';
import { buildSearch } from '../src/search/index.js';
import { createClock, openStore } from '../src/store/index.js';

/** Root of the checkout, whether run from source or compiled. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * The answers of the application without its server: from the guide published in the database if DATABASE_URL is
 * set, else from the files of this checkout (the embedded store belongs to the running server).
 */
export async function openAnswers(): Promise<{ answers: Answers; guide: Guide }> {
  const config = loadConfig(process.env);
  const folders = foldersIn(ROOT);
  const clock = createClock(config.testNow ?? undefined);
  const translator = createTranslator({ dir: folders.locales, toCyrillic: uzbekToCyrillic });
  const rules = { translator, uzbekToCyrillic, parseService, serviceKinds: SERVICE_KINDS };

  let guide: Guide;
  if (config.store.kind === 'server') {
    const store = await openStore(
      { kind: 'server', url: config.store.url },
      { migrations: folders.migrations },
    );
    const onError = (error: unknown): never => {
      throw error;
    };
    guide = await createContent({ ...rules, store, clock, onError }).load();
    await store.close();
  } else {
    guide = guideFromFiles(await readGuideFolder(folders.guide), rules);
  }
  const search = buildSearch(searchEntries(guide, clock.today()), guide.generation);
  const directory = createDirectory({ services: () => guide.services(), translator, uzbekToCyrillic });
  const answers = createAnswers({
    guide: () => guide,
    search: () => search,
    directory: () => directory,
    translator,
    today: clock.today,
    retentionDays: config.retentionDays,
    onFeedback: () => undefined,
  });
  // The first question makes the model of danger, seconds of work: not in the middle of a proof or a measurement.
  answers.ask({ text: 'патент' });
  return { answers, guide };
}
