/**
 * npm run bench:search [-- --part A|B|C|D] [--every N]: our search and our identification of languages beside their
 * peers, in one run. A: topics of the guide; B: other people's texts; C: languages; D: cost. B and C read data that is
 * no part of the project: BENCH_DATA names a folder with `xquad`, `kazqad` and `sib200`; without it they are left out.
 * `--every N`: part A asks only each N-th question. Progress to stderr, tables to stdout; half an hour in all.
 */
import { parseArgs } from 'node:util';
import { measureCost } from './bench-search/cost.js';
import { measureLanguages } from './bench-search/languages.js';
import { measureOtherTexts } from './bench-search/other-texts.js';
import { measureTopics } from './bench-search/topics.js';

const { values } = parseArgs({
  options: { part: { type: 'string' }, every: { type: 'string', default: '1' } },
});
const every = Number(values.every);
const data = process.env.BENCH_DATA ?? '';

/** A part that needs BENCH_DATA. */
function withData(
  name: string,
  measure: (folder: string) => void | Promise<void>,
): () => void | Promise<void> {
  return () =>
    data === '' ? console.log(`\nPart ${name} is left out: BENCH_DATA is not set.`) : measure(data);
}

const PARTS: Record<string, () => void | Promise<void>> = {
  A: () => measureTopics(every),
  B: withData('B', measureOtherTexts),
  C: withData('C', measureLanguages),
  D: measureCost,
};

const wanted = values.part === undefined ? Object.keys(PARTS) : [values.part.toUpperCase()];
if (wanted.some((part) => PARTS[part] === undefined) || !Number.isInteger(every) || every < 1) {
  console.error('--part is A, B, C or D; --every a whole number from 1');
  process.exit(2);
}
for (const part of wanted) await PARTS[part]?.();
