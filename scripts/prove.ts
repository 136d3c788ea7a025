// npm run prove -- bot|search [--seed N] [--full]: the long proofs behind the promises. Prints figures and seed; 1 on a
// violation.
import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createTranslator } from '../src/i18n/index.js';
import { uzbekToCyrillic } from '../src/language/index.js';
import { FULL, proveBot, SHORT } from './prove/bot.js';
import { guideQuestions } from './prove/questions.js';
import { report } from './prove/report.js';
import { openSearchProof } from './prove/search/open.js';
import { proveInProcesses } from './prove/search/split.js';
import { proveSearch, SEARCH_FULL, SEARCH_SHORT, searchReport } from './prove/search.js';
import { openAnswers, ROOT } from './wiring.js';

const say = (line: string) => console.log(line);

interface Result {
  lines: string[];
  ok: boolean;
}

async function bot(seed: number, full: boolean): Promise<Result> {
  // The prepared empty database makes each of the many starts fast.
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'build.mjs'), '--if-stale'], { stdio: 'inherit' });
  const { answers, guide } = await openAnswers();
  const plan = { seed, ...(full ? FULL : SHORT) };
  const proof = await proveBot(plan, {
    answers,
    translator: createTranslator({ dir: join(ROOT, 'locales'), toCyrillic: uzbekToCyrillic }),
    questions: guideQuestions(guide, new Date().toISOString().slice(0, 10)),
    command: [process.execPath, '--import', 'tsx', join(ROOT, 'scripts', 'prove', 'server.ts')],
    say,
  });
  return report(plan, proof);
}

async function search(seed: number, full: boolean): Promise<Result> {
  const plan = { seed, ...(full ? SEARCH_FULL : SEARCH_SHORT) };
  const tally = full
    ? await proveInProcesses(plan, Math.min(2, availableParallelism()), say)
    : await proveSearch(plan, { ...(await openSearchProof(seed)), progress: () => undefined });
  return searchReport(plan, tally);
}

const PROOFS = new Map([
  ['bot', bot],
  ['search', search],
]);

function asked(): { name: string; seed: number; full: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { seed: { type: 'string' }, full: { type: 'boolean' } },
    });
    const seed = Number(values.seed ?? Date.now() % 1_000_000);
    const [name = '', ...more] = positionals;
    return more.length === 0 && Number.isSafeInteger(seed)
      ? { name, seed, full: values.full === true }
      : null;
  } catch {
    // an option that there is not
    return null;
  }
}

const wanted = asked();
const prove = PROOFS.get(wanted?.name ?? '');
if (wanted === null || prove === undefined) {
  console.error('Usage: npm run prove -- bot|search [--seed N] [--full]');
  process.exit(2);
}
const { name, seed, full } = wanted;
say(`npm run prove -- ${name} --seed ${seed}${full ? ' --full' : ''}`);
const begun = performance.now();
const { lines, ok } = await prove(seed, full);
for (const line of lines) say(line);
say(`${ok ? 'proved' : 'NOT proved'} in ${Math.round((performance.now() - begun) / 1000)} s`);
process.exit(ok ? 0 : 1);
