/** `npm run content -- check|export|import|uses|stamp`: the guide between its folder and the store. Wires like main. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../src/config/index.js';
import {
  type Content,
  createContent,
  formatFault,
  type GuideRules,
  inspectGuide,
  readGuideFolder,
  stampSources,
  usesOfFact,
  writeGuideFolder,
} from '../src/content/index.js';
import { parseService, SERVICE_KINDS } from '../src/directory/index.js';
import { createTranslator } from '../src/i18n/index.js';
import { uzbekToCyrillic } from '../src/language/index.js';
import { createClock, openStore } from '../src/store/index.js';

const USAGE = `npm run content -- check DIR [FOLDER...]     every fault of a guide folder, or of parts of it (topics/registration)
npm run content -- export DIR                  the published guide into an empty folder
npm run content -- import [--dry-run] DIR      an exported, edited folder into the store, all or nothing
npm run content -- uses KEY [DIR]              every place where a fact stands: what its change changes
npm run content -- stamp [--renew] DIR [TOPIC...]   records from which Russian each translation was made
Stop the server first when the embedded store is used: one process at a time may open it.`;

const root = process.cwd();
const rules: GuideRules = {
  parseService,
  serviceKinds: SERVICE_KINDS,
  translator: createTranslator({ dir: join(root, 'locales'), toCyrillic: uzbekToCyrillic }),
  uzbekToCyrillic,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'dry-run': { type: 'boolean', default: false }, renew: { type: 'boolean', default: false } },
});
const [command, dir, ...rest] = positionals;

process.exitCode = await run();

async function run(): Promise<number> {
  if (dir === undefined) return usage();
  switch (command) {
    case 'check':
      return check(dir, rest);
    case 'uses':
      return uses(dir, rest[0] ?? 'guide');
    case 'stamp':
      return stamp(dir, rest, values.renew);
    case 'export':
      return withContent(async (content) => {
        const outcome = await content.exportTo(dir);
        if (outcome.kind === 'not-empty') return fail(`${dir} is not empty: name a new folder`);
        console.log(`${outcome.files} files written to ${dir}`);
        return 0;
      });
    case 'import':
      return withContent((content) => importFolder(content, dir, values['dry-run']));
    default:
      return usage();
  }
}

function usage(): number {
  return fail(USAGE);
}

function fail(text: string): number {
  console.error(text);
  return 1;
}

async function check(folder: string, parts: string[]): Promise<number> {
  const files = await readGuideFolder(folder);
  const { faults, warnings } = inspectGuide(files, rules);
  const wanted = (fault: { file: string }) =>
    parts.length === 0 || parts.some((part) => fault.file.startsWith(part));
  const shown = { faults: faults.filter(wanted), warnings: warnings.filter(wanted) };
  for (const warning of shown.warnings) console.log(`warning: ${formatFault(warning)}`);
  for (const fault of shown.faults) console.error(formatFault(fault));
  console.log(`${files.size} files, ${shown.faults.length} faults, ${shown.warnings.length} warnings`);
  return shown.faults.length > 0 ? 1 : 0;
}

async function uses(key: string, folder: string): Promise<number> {
  const files = await readGuideFolder(folder);
  if (!files.has(`facts/${key}.json`)) return fail(`facts/${key}.json is not there`);
  const found = usesOfFact(files, key);
  for (const { file, line, place } of found) console.log(`${file}:${line}: ${place}`);
  const chat = found.filter((use) => use.place === 'short').length;
  console.log(
    `${found.length} places in ${new Set(found.map((use) => use.file)).size} files; ${chat} are answers of the chat`,
  );
  return 0;
}

async function stamp(folder: string, topics: string[], renew: boolean): Promise<number> {
  const { files, faults } = stampSources(await readGuideFolder(folder), { topics, renew });
  for (const fault of faults) console.error(formatFault(fault));
  await writeGuideFolder(folder, files);
  console.log(`${files.size} texts stamped`);
  return faults.length > 0 ? 1 : 0;
}

async function importFolder(content: Content, folder: string, dryRun: boolean): Promise<number> {
  const outcome = await content.importFrom(folder, { dryRun });
  switch (outcome.kind) {
    case 'faulty':
      for (const fault of outcome.faults) console.error(formatFault(fault));
      return fail(`${outcome.faults.length} faults: nothing was imported`);
    case 'refused':
      for (const unit of outcome.newer) console.error(`${unit}: the store has a newer text than this folder`);
      return fail('Nothing was imported. Export again and repeat your changes there.');
    case 'would-change':
    case 'imported':
      for (const change of outcome.changes) console.log(`${change.sort}: ${change.unitId}`);
      console.log(
        `${outcome.changes.length} units ${dryRun ? 'would change' : 'changed'}, generation ${outcome.generation}`,
      );
      return 0;
  }
}

async function withContent(work: (content: Content) => Promise<number>): Promise<number> {
  const config = loadConfig(process.env);
  const store = await openStore(config.store, { migrations: join(root, 'migrations') });
  try {
    const clock = createClock(config.testNow ?? undefined);
    const onError = (error: unknown) => console.error(error);
    return await work(createContent({ ...rules, store, clock, onError }));
  } finally {
    await store.close();
  }
}
