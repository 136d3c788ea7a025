import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Answers, createAnswers, searchEntries } from '../src/answers/index.js';
import { foldersIn } from '../src/app.js';
import { loadConfig } from '../src/config/index.js';
import { createContent, type Guide, guideFromFiles, readGuideFolder } from '../src/content/index.js';
import { createDirectory, parseService, SERVICE_KINDS } from '../src/directory/index.js';
import { createTranslator, type Translator } from '../src/i18n/index.js';
import { uzbekToCyrillic } from '../src/language/index.js';
import { createSearch, type Search } from '../src/search/index.js';
import { createClock, openStore } from '../src/store/index.js';

/** Root of the checkout, whether run from source or compiled. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

const config = () => loadConfig(process.env);
const translatorOf = () => createTranslator({ dir: foldersIn(ROOT).locales, toCyrillic: uzbekToCyrillic });

/**
 * The guide of the application without its server: the one published in the database if DATABASE_URL is set, else the
 * files of this checkout (the embedded store belongs to the running server). `today` as the application would say.
 */
export async function openGuide(): Promise<{ guide: Guide; today: string; translator: Translator }> {
  const { store: stored, testNow } = config();
  const folders = foldersIn(ROOT);
  const clock = createClock(testNow ?? undefined);
  const translator = translatorOf();
  const rules = { translator, uzbekToCyrillic, parseService, serviceKinds: SERVICE_KINDS };
  const today = clock.today();
  if (stored.kind !== 'server')
    return { guide: guideFromFiles(await readGuideFolder(folders.guide), rules), today, translator };
  const store = await openStore({ kind: 'server', url: stored.url }, { migrations: folders.migrations });
  const onError = (error: unknown): never => {
    throw error;
  };
  const guide = await createContent({ ...rules, store, clock, onError }).load();
  await store.close();
  return { guide, today, translator };
}

/** The answers of the application without its server. */
export async function openAnswers(): Promise<{ answers: Answers; guide: Guide; search: Search }> {
  const { guide, today, translator } = await openGuide();
  const live = createSearch({
    folder: config().searchFolder,
    load: async () => ({ generation: guide.generation, entries: searchEntries(guide, today) }),
  });
  const search = await live.refresh();
  const directory = createDirectory({ services: () => guide.services(), translator, uzbekToCyrillic });
  const answers = createAnswers({
    guide: () => guide,
    search: () => search,
    directory: () => directory,
    translator,
    today: () => today,
    retentionDays: config().retentionDays,
    onFeedback: () => undefined,
  });
  return { answers, guide, search };
}
