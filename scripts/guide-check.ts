/** `npm run guide:check -- [DIR] [FOLDER...] [--json] [--severity warn]`: the linters of the guide (docs/linters.md). */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  ALLOW_FILE,
  countByRule,
  type Finding,
  formatFinding,
  lintGuide,
  missingDictionaries,
  readGuideFolder,
} from '../src/content/index.js';
import { parseService, SERVICE_KINDS } from '../src/directory/index.js';
import { createTranslator } from '../src/i18n/index.js';
import { uzbekToCyrillic } from '../src/language/index.js';
import { loadSpellers } from './guide-check/dictionaries.js';

const USAGE = `npm run guide:check -- [DIR] [FOLDER...]   findings of the guide, or of parts of it (topics/registration)
  --json            one JSON object instead of lines
  --rule ID         only this rule (may stand several times)
  --severity S      only this severity and graver ones: error, warn, info (all)
  --today DAY       judge as of YYYY-MM-DD`;

const GRAVITY = { info: 0, warn: 1, error: 2 } as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    rule: { type: 'string', multiple: true, default: [] },
    severity: { type: 'string', default: 'info' },
    today: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    help: { type: 'boolean', default: false },
  },
});

process.exitCode = await run();

async function run(): Promise<number> {
  const { severity } = values;
  if (values.help || (severity !== 'info' && severity !== 'warn' && severity !== 'error')) {
    console.error(USAGE);
    return 1;
  }
  const started = performance.now();
  const [dir = 'guide', ...parts] = positionals;
  const files = await readGuideFolder(dir);
  const spellers = await loadSpellers();
  const allowFile = join(dir, ALLOW_FILE);
  const report = lintGuide(files, {
    rules: {
      parseService,
      serviceKinds: SERVICE_KINDS,
      translator: createTranslator({ dir: join(process.cwd(), 'locales'), toCyrillic: uzbekToCyrillic }),
      uzbekToCyrillic,
    },
    today: values.today,
    spellers,
    allowances: existsSync(allowFile) ? readFileSync(allowFile, 'utf8') : null,
  });
  const wanted = ({ file, rule, severity: grave }: Finding) =>
    (parts.length === 0 || parts.some((part) => file.startsWith(part))) &&
    (values.rule.length === 0 || values.rule.includes(rule)) &&
    GRAVITY[grave] >= GRAVITY[severity];
  const findings = report.findings.filter(wanted);
  const allowed = report.allowed.filter(wanted);
  const missing = missingDictionaries(spellers);
  const failed = findings.some((finding) => finding.severity === 'error');
  if (values.json) {
    console.log(
      JSON.stringify({ findings, allowed, counts: countByRule(findings, allowed), missing }, null, 2),
    );
    return failed ? 1 : 0;
  }
  for (const finding of findings) console.log(formatFinding(finding));
  if (findings.length > 0) console.log('');
  printTable(findings, allowed);
  for (const language of missing)
    console.log(`info: no dictionary for "${language}" here, its spelling is not checked`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${files.size} files, ${findings.length} findings, ${allowed.length} allowed, ${seconds} s`);
  return failed ? 1 : 0;
}

function printTable(findings: Finding[], allowed: Finding[]): void {
  const rows = countByRule(findings, allowed);
  const total = { rule: 'all', error: 0, warn: 0, info: 0, allowed: 0 };
  for (const row of rows) {
    total.error += row.error;
    total.warn += row.warn;
    total.info += row.info;
    total.allowed += row.allowed;
  }
  const cells = [['rule', 'error', 'warn', 'info', 'allowed']];
  for (const { rule, error, warn, info, allowed: kept } of [...rows, total]) {
    cells.push([rule, ...[error, warn, info, kept].map((count) => (count === 0 ? '-' : String(count)))]);
  }
  for (const [rule = '', ...counts] of cells) {
    console.log(`${rule.padEnd(22)}${counts.map((count) => count.padStart(9)).join('')}`);
  }
}
