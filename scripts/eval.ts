// npm run eval -- [FILE.jsonl …] [--json] [--misses]: question sets -> a table per written form.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Asked,
  type Figures,
  measure,
  type Quantile,
  type Question,
  question,
  type Share,
} from './eval/measure.js';
import { openAnswers } from './wiring.js';

const TEST_SETS = join('guide', 'questions', 'test');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, misses: { type: 'boolean' } },
});
const files =
  positionals.length > 0
    ? positionals
    : existsSync(TEST_SETS)
      ? readdirSync(TEST_SETS)
          .filter((name) => name.endsWith('.jsonl'))
          .map((name) => join(TEST_SETS, name))
      : [];
const missing = files.filter((file) => !existsSync(file));
if (files.length === 0 || missing.length > 0) {
  console.error(
    missing.length > 0 ? `No such file: ${missing.join(', ')}` : 'Name a file of questions (JSON lines).',
  );
  process.exit(2);
}

const questions = files.flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line, index) => ({ line, place: `${file}:${index + 1}` }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, place }) => readQuestion(line, place)),
);

const { answers, guide } = await openAnswers();
answers.ask({ text: 'патент' });
const asked: Asked[] = questions.map((item) => {
  const start = performance.now();
  const answer = answers.ask({ text: item.text });
  return { question: item, answer, ms: performance.now() - start };
});
const figures = measure(asked, new Set(guide.topicIds()));

if (values.json) {
  const flat = Object.fromEntries(Object.entries(figures).map(([form, found]) => [form, flatten(found)]));
  console.log(JSON.stringify(flat, null, 2));
} else {
  printTable(figures);
}
if (values.misses) printMisses(asked);

function readQuestion(line: string, place: string): Question {
  const parsed = question.safeParse(JSON.parse(line));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  console.error(`${place}: ${wrong}`);
  process.exit(2);
}

/** The contract's numbers, each interval beside its value under `intervals`. */
function flatten(found: Figures): Record<string, unknown> {
  const numbers: Record<string, unknown> = { n: found.n };
  const intervals: Record<string, [number, number]> = {};
  for (const [name, value] of Object.entries(found)) {
    if (name === 'n') continue;
    const measured: Share | Quantile | null = typeof value === 'number' ? null : value;
    numbers[name] = measured === null ? null : round(measured.value);
    if (measured !== null) intervals[name] = [round(measured.low), round(measured.high)];
  }
  return { ...numbers, intervals };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function printTable(all: Record<string, Figures>): void {
  const percent = (share: Share | null): string =>
    share === null
      ? '–'
      : `${(share.value * 100).toFixed(1)} % [${(share.low * 100).toFixed(0)}–${(share.high * 100).toFixed(0)}] n=${share.n}`;
  const time = (found: Quantile): string =>
    `${found.value.toFixed(2)} ms [${found.low.toFixed(2)}–${found.high.toFixed(2)}]`;
  const rows: [string, (found: Figures) => string][] = [
    ['questions', (found) => String(found.n)],
    ['hit@1', (found) => percent(found.hit1)],
    ['hit@3', (found) => percent(found.hit3)],
    ['hit@1, topics of the guide', (found) => percent(found.hit1Known)],
    ['hit@3, topics of the guide', (found) => percent(found.hit3Known)],
    ['emergencies recognised', (found) => percent(found.emergencyRecall)],
    ['of these with the right card', (found) => percent(found.cardRight)],
    ['false alarms', (found) => percent(found.falseAlarms)],
    ['out of scope, yet answered', (found) => percent(found.outOfScopeAnswered)],
    ['wanted a person, recognised', (found) => percent(found.personRecall)],
    ['language right', (found) => percent(found.language)],
    ['median', (found) => time(found.msMedian)],
    ['p99', (found) => time(found.msP99)],
  ];
  for (const [form, found] of Object.entries(all)) {
    console.log(`\n${form}`);
    for (const [name, show] of rows) console.log(`  ${name.padEnd(30)} ${show(found)}`);
  }
}

function printMisses(items: Asked[]): void {
  console.log('\nwanted <- got');
  for (const { question: q, answer } of items) {
    const got =
      answer.outcome === 'answer' || answer.outcome === 'choices'
        ? answer.topics.map((topic) => topic.id)
        : [];
    const first = q.topics[0] ?? '';
    const right =
      first === 'crisis'
        ? answer.outcome === 'emergency' && (q.card === undefined || q.card === answer.card)
        : first === 'mediator-human-request'
          ? answer.outcome === 'person'
          : first === 'small-talk'
            ? answer.outcome === 'smalltalk'
            : first === 'out-of-scope'
              ? answer.outcome !== 'answer'
              : q.topics.includes(got[0] ?? '');
    if (!right) {
      const shown =
        answer.outcome === 'emergency'
          ? `card ${answer.card}`
          : `${answer.outcome} ${got.slice(0, 3).join(', ')}`;
      console.log(`  ${q.id} [${q.card ?? q.topics.join(', ')}] <- ${shown} | ${q.text.slice(0, 110)}`);
    }
  }
}
