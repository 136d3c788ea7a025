// npm run eval -- [FILE.jsonl …] [--json] [--misses] [--noise] [--topics] [--gate]: question sets -> a table per written
// form. --noise: the same questions spoilt as people type them; --topics: per topic, and what is taken for what; --gate:
// exit 1 if a figure is worse than guide/questions/gate.json allows. With --json all of it but --misses is JSON too.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { breaches, readGate } from './eval/gate.js';
import { measure } from './eval/measure.js';
import { measureNoise, printNoise } from './eval/noisy.js';
import { flatten, printFigures, printMisses } from './eval/print.js';
import { askAll, readQuestions, testFiles } from './eval/questions.js';
import { confusions, printTopics, topicFigures } from './eval/topics.js';
import { openAnswers } from './wiring.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    misses: { type: 'boolean' },
    noise: { type: 'boolean' },
    topics: { type: 'boolean' },
    gate: { type: 'boolean' },
  },
});
const files = positionals.length > 0 ? positionals : testFiles();
const missing = files.filter((file) => !existsSync(file));
if (files.length === 0 || missing.length > 0) {
  console.error(
    missing.length > 0 ? `No such file: ${missing.join(', ')}` : 'Name a file of questions (JSON lines).',
  );
  process.exit(2);
}
const { questions, faults } = readQuestions(files);
if (faults.length > 0) {
  for (const fault of faults) console.error(fault);
  process.exit(2);
}
const floors = values.gate ? readGate() : null;

const { answers, guide } = await openAnswers();
const asked = askAll(answers, questions);
const figures = measure(asked, new Set(guide.topicIds()));
const noise = values.noise ? measureNoise(asked, (text) => answers.ask({ text })) : {};

if (values.json) {
  const flat = Object.entries(figures).map(([form, found]) => [
    form,
    {
      ...flatten(found),
      ...(noise[form] ? { noise: noise[form] } : {}),
      ...(values.topics && form === 'all'
        ? { topics: topicFigures(asked), confusions: confusions(asked) }
        : {}),
    },
  ]);
  console.log(JSON.stringify(Object.fromEntries(flat), null, 2));
} else {
  printFigures(figures);
  printNoise(noise);
  if (values.topics) printTopics(asked);
}
if (values.misses) printMisses(asked);
if (floors) {
  const worse = breaches(figures, floors);
  for (const line of worse) console.error(`gate: ${line}`);
  if (worse.length > 0) process.exitCode = 1;
}
