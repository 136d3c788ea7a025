// npm run prove -- bot [--seed N] [--full]: the long proofs behind the promises. Prints figures and seed; 1 on a violation.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createTranslator } from '../src/i18n/index.js';
import { uzbekToCyrillic } from '../src/language/index.js';
import { FULL, proveBot, SHORT } from './prove/bot.js';
import { guideQuestions } from './prove/questions.js';
import { report } from './prove/report.js';
import { openAnswers, ROOT } from './wiring.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, full: { type: 'boolean' } },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (positionals[0] !== 'bot' || !Number.isSafeInteger(seed)) {
  console.error('Usage: npm run prove -- bot [--seed N] [--full]');
  process.exit(2);
}

// The prepared empty database makes each of the many starts fast.
execFileSync(process.execPath, [join(ROOT, 'scripts', 'build.mjs'), '--if-stale'], { stdio: 'inherit' });
const { answers, guide } = await openAnswers();
const translator = createTranslator({ dir: join(ROOT, 'locales'), toCyrillic: uzbekToCyrillic });
const plan = { seed, ...(values.full === true ? FULL : SHORT) };
console.log(`npm run prove -- bot --seed ${seed}${values.full === true ? ' --full' : ''}`);
const begun = performance.now();
const proof = await proveBot(plan, {
  answers,
  translator,
  questions: guideQuestions(guide, new Date().toISOString().slice(0, 10)),
  command: [process.execPath, '--import', 'tsx', join(ROOT, 'scripts', 'prove', 'server.ts')],
  say: (line) => console.log(line),
});
const { lines, ok } = report(plan, proof);
for (const line of lines) console.log(line);
console.log(`${ok ? 'proved' : 'NOT proved'} in ${Math.round((performance.now() - begun) / 1000)} s`);
process.exit(ok ? 0 : 1);
