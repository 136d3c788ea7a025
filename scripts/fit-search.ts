/**
 * Fits the weights in src/search/ranking.ts: `tsx scripts/fit-search.ts`. Every sample question of the guide is asked of
 * an index that was built without it (ten folds); the weights are those under which its own topic wins. Prints the
 * figures and the weights to put into ranking.ts, and changes no file.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { identify, type WrittenForm } from '../src/language/index.js';
import { buildSearch, type Evidence, type Search, type SearchEntry } from '../src/search/index.js';

const FOLDS = 10;
const OFF_TOPIC = 'out-of-scope';
const GUIDE = process.argv[2] ?? 'guide';
const LANGUAGES = ['ru', 'ky', 'tg', 'uz'] as const;

const row = z.object({
  lang: z.enum(['ru', 'ky', 'tg', 'uz', 'und']),
  script: z.enum(['latin', 'cyrillic', 'none']),
  text: z.string(),
  topics: z.array(z.string()).min(1),
});
type Row = z.infer<typeof row>;

function questions(): Row[] {
  const folder = join(GUIDE, 'questions/train');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => row.parse(JSON.parse(line))),
    );
}

function texts(): SearchEntry[] {
  return readdirSync(join(GUIDE, 'topics'))
    .sort()
    .flatMap((topic) =>
      LANGUAGES.flatMap((language): SearchEntry[] => {
        const path = join(GUIDE, 'topics', topic, `${language}.md`);
        if (!existsSync(path)) return [];
        const [, front = '', body = ''] = readFileSync(path, 'utf8').split(/^---$/mu);
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'mu').exec(front)?.[1] ?? '';
        const blocks = body
          .split(/^## \S+ ?\|?/mu)
          .map((block) => block.replace(/\{\{[^}]*\}\}|\]\([^)]*\)|^:::.*$/gmu, ' '));
        return [
          { topic, language, kind: 'title', text: field('title') },
          { topic, language, kind: 'summary', text: field('summary') },
          ...blocks.map((text): SearchEntry => ({ topic, language, kind: 'block', text })),
        ];
      }),
    );
}

function formOf({ lang, script }: Row): WrittenForm {
  if (lang === 'und') return 'ru';
  return lang === 'uz' && script === 'cyrillic' ? 'uz-Cyrl' : lang;
}

interface Asked {
  form: WrittenForm;
  /** The score of the first hit under the weights of ranking.ts as they are, and the hits' order. */
  score: number;
  order: string[];
  topics: string[];
  /** Evidence of every topic that was found at all. */
  found: { topic: string; evidence: Evidence }[];
  text: string;
}

const all = questions();
const guide = texts();
let milliseconds = 0;

function searchWithout(left: (question: Row, position: number) => boolean): Search {
  const entries = all
    .filter((question, position) => !left(question, position))
    .map(
      (question): SearchEntry => ({
        topic: question.topics[0] ?? '',
        language: question.lang === 'und' ? 'und' : formOf(question),
        kind: 'question',
        text: question.text,
      }),
    );
  return buildSearch([...guide, ...entries], 1);
}

function ask(search: Search, question: Row): Asked {
  const form = formOf(question);
  const guessed = identify(question.text).language;
  const started = performance.now();
  const { hits } = search.find(question.text, { language: guessed === 'other' ? form : guessed, limit: 200 });
  milliseconds += performance.now() - started;
  return {
    form,
    score: hits[0]?.score ?? 0,
    order: hits.map(({ topic }) => topic),
    topics: question.topics,
    text: question.text,
    found: hits.flatMap(({ topic, evidence }) => (evidence ? [{ topic, evidence }] : [])),
  };
}

const asked: Asked[] = [];
for (let fold = 0; fold < FOLDS; fold += 1) {
  const search = searchWithout((_, position) => position % FOLDS === fold);
  asked.push(
    ...all.filter((_, position) => position % FOLDS === fold).map((question) => ask(search, question)),
  );
}
/** Off-topic questions of an index that knows no off-topic questions: what the gate must keep out. */
const strangers = (() => {
  const search = searchWithout(({ topics }) => topics[0] === OFF_TOPIC);
  return all.filter(({ topics }) => topics[0] === OFF_TOPIC).map((question) => ask(search, question));
})();

const KEYS = ['wordings', 'body', 'nearest', 'nearestThree', 'title', 'coverage', 'association'] as const;

/** Softmax regression with weights that cannot fall below nothing: evidence never speaks against a topic. */
function fitWeights(): Map<keyof Evidence, number> {
  const weights = KEYS.map(() => 1);
  for (let round = 0; round < 1500; round += 1) {
    const steps = KEYS.map(() => 0);
    for (const { topics, found } of asked) {
      const right = found.findIndex(({ topic }) => topic === topics[0]);
      if (right < 0) continue;
      const sums = found.map(({ evidence }) =>
        KEYS.reduce((sum, key, at) => sum + (weights[at] ?? 0) * evidence[key], 0),
      );
      const highest = Math.max(...sums);
      const powers = sums.map((sum) => Math.exp(sum - highest));
      const total = powers.reduce((sum, power) => sum + power, 0);
      for (const [at, key] of KEYS.entries()) {
        const expected = found.reduce(
          (sum, { evidence }, index) => sum + (evidence[key] * (powers[index] ?? 0)) / total,
          0,
        );
        steps[at] = (steps[at] ?? 0) + (found[right]?.evidence[key] ?? 0) - expected;
      }
    }
    for (const at of KEYS.keys())
      weights[at] = Math.max(
        0,
        (weights[at] ?? 0) + (20 * (steps[at] ?? 0)) / asked.length - 0.0004 * (weights[at] ?? 0),
      );
  }
  return new Map(KEYS.map((key, at) => [key, weights[at] ?? 0]));
}

const weights = fitWeights();

interface Ranked {
  asked: Asked;
  best: { topic: string; probability: number; evidence: Evidence }[];
}
const rank = (one: Asked): Ranked => {
  const sums = one.found.map(({ topic, evidence }) => ({
    topic,
    evidence,
    sum: KEYS.reduce((sum, key) => sum + (weights.get(key) ?? 0) * evidence[key], 0),
  }));
  const highest = Math.max(...sums.map(({ sum }) => sum));
  const total = sums.reduce((all, { sum }) => all + Math.exp(sum - highest), 0);
  return {
    asked: one,
    best: sums
      .map(({ topic, evidence, sum }) => ({ topic, evidence, probability: Math.exp(sum - highest) / total }))
      .sort((a, b) => b.probability - a.probability),
  };
};
const ranked = asked.map(rank);
const rankedStrangers = strangers.map(rank);

const GATE_KEYS = ['nearest', 'coverage', 'association'] as const;

/** The gate: how often the first topic is right, by how near, covered and associated it is. */
function fitGate() {
  const weights = [0, ...GATE_KEYS.map(() => 1)];
  const cases = [...ranked, ...rankedStrangers].flatMap(({ asked: one, best: [first] }) =>
    first
      ? [
          {
            probability: first.probability,
            right: one.topics.includes(first.topic),
            values: [1, ...GATE_KEYS.map((key) => first.evidence[key])],
          },
        ]
      : [],
  );
  for (let round = 0; round < 8_000; round += 1) {
    const steps = weights.map(() => 0);
    for (const { probability, right, values } of cases) {
      const sum = values.reduce((total, value, at) => total + value * (weights[at] ?? 0), 0);
      const open = 1 / (1 + Math.exp(-sum));
      const predicted = Math.min(0.999, open * probability);
      // gradient of the log likelihood of "right" under gate x probability
      const step = (((right ? 1 : 0) - predicted) / (1 - predicted)) * (1 - open);
      for (const [at, value] of values.entries()) steps[at] = (steps[at] ?? 0) + step * value;
    }
    for (const at of weights.keys()) {
      const next = (weights[at] ?? 0) + (2 * (steps[at] ?? 0)) / cases.length;
      weights[at] = at === 0 ? next : Math.max(0, next);
    }
  }
  return Object.fromEntries(['bias', ...GATE_KEYS].map((key, at) => [key, weights[at] ?? 0]));
}
const gate = fitGate();

const isTopic = (label: string) => existsSync(join(GUIDE, 'topics', label));
const percent = (part: number, of: number) => (of === 0 ? '-' : `${((100 * part) / of).toFixed(1)}`);
console.log(
  `${all.length} questions, ${guide.length} texts, ${(milliseconds / asked.length).toFixed(2)} ms a question`,
);
for (const form of ['ru', 'ky', 'tg', 'uz', 'uz-Cyrl', 'all'] as const) {
  const mine = ranked.filter(({ asked: one }) => form === 'all' || one.form === form);
  const about = mine.filter(({ asked: one }) => isTopic(one.topics[0] ?? ''));
  const within = (places: number) =>
    about.filter(({ asked: one, best }) =>
      best.slice(0, places).some(({ topic }) => one.topics.includes(topic)),
    ).length;
  const labels = mine.filter(({ asked: one }) => !isTopic(one.topics[0] ?? ''));
  const labelled = labels.filter(
    ({ asked: one, best }) => best[0] !== undefined && one.topics.includes(best[0].topic),
  ).length;
  console.log(
    `${form}: n ${about.length} hit@1 ${percent(within(1), about.length)} hit@3 ${percent(within(3), about.length)}; labels that are no topics ${labels.length}, right ${percent(labelled, labels.length)}`,
  );
}
if (process.argv.includes('--wrong'))
  for (const { asked: one, best } of ranked)
    if (best[0] && !one.topics.includes(best[0].topic))
      console.log(`  ${one.topics[0]} <- ${best[0].topic} ${best[0].probability.toFixed(2)}: ${one.text}`);
console.log('with the weights of ranking.ts as they are:');
for (const form of ['ru', 'ky', 'tg', 'uz', 'uz-Cyrl', 'all'] as const) {
  const about = asked.filter((one) => (form === 'all' || one.form === form) && isTopic(one.topics[0] ?? ''));
  const within = (places: number) =>
    about.filter(({ topics, order }) => order.slice(0, places).some((topic) => topics.includes(topic)))
      .length;
  const sure = about.filter(({ score }) => score >= 0.5);
  const sureRight = sure.filter(({ topics, order }) => topics.includes(order[0] ?? '')).length;
  console.log(
    `${form}: hit@1 ${percent(within(1), about.length)} hit@3 ${percent(within(3), about.length)}; sure (0.5) of ${percent(sure.length, about.length)}, right then ${percent(sureRight, sure.length)}`,
  );
}
const fooled = strangers.filter(({ score }) => score >= 0.5).length;
console.log(`off-topic asked of an index without that label: sure of ${percent(fooled, strangers.length)}`);
const rounded = (values: Record<string, number>) =>
  Object.entries(values)
    .map(([key, value]) => `${key}: ${value.toFixed(1)}`)
    .join(', ');
console.log(`WEIGHTS { ${rounded(Object.fromEntries(weights))} }`);
console.log(`GATE { ${rounded(gate)} }`);
