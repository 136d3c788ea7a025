/**
 * Fits the few constants that are not learnt at each publication: `tsx scripts/fit-search.ts`. Every sample question and
 * every sample of danger is asked of a search that was built without it (three folds). Prints calibration and the
 * constants for src/search/ranking.ts and src/answers/danger.ts; changes no file.
 */
import { createDanger } from '../src/answers/danger.js';
import { searchEntries } from '../src/answers/index.js';
import { buildSearch, type Evidence, type SearchEntry, type SearchResult } from '../src/search/index.js';
import { guessed } from './bench-search/questions.js';
import { openGuide } from './wiring.js';

const FOLDS = 3;
/** The strangers: off-topic questions asked of a search that knows no off-topic questions. */
const OFF_TOPIC = 'out-of-scope';
const EVIDENCE = ['learnt', 'wordings', 'body'] as const;

const { guide, today } = await openGuide();
const entries = [...searchEntries(guide, today)];
const left = entries.filter(({ kind }) => kind === 'question' || kind === 'danger');
const kept = entries.filter(({ kind }) => kind !== 'question' && kind !== 'danger');
const danger = createDanger({ phrases: guide.dangerPhrases(), calm: guide.calmPhrases() });

interface Asked {
  entry: SearchEntry;
  right: string[];
  found: SearchResult;
}

function ask(search: ReturnType<typeof buildSearch>, entry: SearchEntry): Asked {
  const found = search.find(entry.text, { language: guessed(entry.text), limit: 25 });
  return { entry, right: [entry.topic, ...(entry.also === undefined ? [] : [entry.also])], found };
}

const asked: Asked[] = [];
for (let fold = 0; fold < FOLDS; fold += 1) {
  const search = buildSearch([...kept, ...left.filter((_, at) => at % FOLDS !== fold)], 1);
  for (const [at, entry] of left.entries()) if (at % FOLDS === fold) asked.push(ask(search, entry));
  console.error(`fold ${fold + 1} of ${FOLDS}`);
}
const strangers = (() => {
  const search = buildSearch(
    entries.filter(({ topic }) => topic !== OFF_TOPIC),
    1,
  );
  return left.filter(({ topic }) => topic === OFF_TOPIC).map((entry) => ask(search, entry));
})();
const questions = asked.filter(({ entry }) => entry.kind === 'question');

/** Softmax regression over the three kinds of evidence; none may speak against a topic. */
function fitWeights(): Evidence {
  const weights: Evidence = { learnt: 1, wordings: 3, body: 3 };
  for (let round = 0; round < 150; round += 1) {
    const steps: Evidence = { learnt: 0, wordings: 0, body: 0 };
    for (const { right, found } of questions) {
      const shares = sharesOf(found, weights);
      for (const [at, { topic, evidence }] of found.hits.entries()) {
        const error = (topic === right[0] ? 1 : 0) - (shares[at] ?? 0);
        for (const key of EVIDENCE) steps[key] += error * evidence[key];
      }
    }
    for (const key of EVIDENCE)
      weights[key] = Math.max(
        0,
        weights[key] + ((key === 'learnt' ? 0.05 : 4) * steps[key]) / questions.length,
      );
  }
  return weights;
}

function sharesOf({ hits }: SearchResult, weights: Evidence): number[] {
  const sums = hits.map(({ evidence }) =>
    EVIDENCE.reduce((sum, key) => sum + weights[key] * evidence[key], 0),
  );
  const highest = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

const weights = fitWeights();

function best({ found, right }: Asked) {
  const shares = sharesOf(found, weights);
  let top = 0;
  for (const [at, share] of shares.entries()) if (share > (shares[top] ?? 0)) top = at;
  return { share: shares[top] ?? 0, known: found.known, right: right.includes(found.hits[top]?.topic ?? '') };
}

/** How often the first topic is right, by how much of the question is known: share x gate. */
function fitGate() {
  let [bias, known] = [2, 2];
  const cases = [...questions, ...strangers].filter(({ found }) => found.hits.length > 0).map(best);
  for (let round = 0; round < 1_500; round += 1) {
    let [biasStep, knownStep] = [0, 0];
    for (const one of cases) {
      const open = 1 / (1 + Math.exp(-bias - known * one.known));
      const predicted = Math.min(0.999, open * one.share);
      const step = (((one.right ? 1 : 0) - predicted) / (1 - predicted)) * (1 - open);
      biasStep += step;
      knownStep += step * one.known;
    }
    bias += (2 * biasStep) / cases.length;
    known = Math.max(0, known + (2 * knownStep) / cases.length);
  }
  return { bias, known };
}
const gate = fitGate();
const score = (one: Asked) => {
  const { share, known, right } = best(one);
  return { right, score: share / (1 + Math.exp(-gate.bias - gate.known * known)) };
};

const percent = (part: number, of: number) => (of === 0 ? '-' : ((100 * part) / of).toFixed(1));
console.log('score: how many, mean score, how often right');
for (let from = 0; from < 1; from += 0.1) {
  const bin = questions
    .filter(({ found }) => found.hits.length > 0)
    .map(score)
    .filter((one) => one.score >= from && one.score < from + 0.1);
  const mean = bin.reduce((sum, one) => sum + one.score, 0) / Math.max(1, bin.length);
  console.log(
    `  ${from.toFixed(1)}: ${bin.length}, ${percent(mean, 1)} %, ${percent(bin.filter((one) => one.right).length, bin.length)} %`,
  );
}
for (const limit of [0.3, 0.5, 0.7])
  console.log(
    `strangers above ${limit}: ${percent(strangers.filter((one) => one.found.hits.length > 0 && score(one).score >= limit).length, strangers.length)} %`,
  );

/** Danger: logistic regression over the model's odds, how well the text is known as a question, and phrases. */
function fitDanger() {
  const cases = asked.map(({ entry, found }) => {
    const { standing, quieting } = danger.phrasesIn(entry.text);
    const isDanger = entry.kind === 'danger' && entry.topic !== 'none';
    const known = found.hits.length === 0 ? 0 : score({ entry, right: [], found }).score;
    return {
      y: isDanger ? 1 : 0,
      x: [1, found.danger?.odds ?? -3, known, standing ? 1 : 0, quieting && !standing ? 1 : 0],
      entry,
    };
  });
  const w = [0, 1, 0, 1, -1];
  for (let round = 0; round < 1_200; round += 1) {
    const steps = w.map(() => 0);
    for (const { x, y } of cases) {
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, at) => sum + value * (w[at] ?? 0), 0)));
      for (const [at, value] of x.entries()) steps[at] = (steps[at] ?? 0) + (y - p) * value;
    }
    for (const at of w.keys()) w[at] = (w[at] ?? 0) + (1.5 * (steps[at] ?? 0)) / cases.length;
  }
  console.log(`danger: bias, odds, known, phrase, calm = ${w.map((value) => value.toFixed(2)).join(', ')}`);
  const odds = (x: number[]) => x.reduce((sum, value, at) => sum + value * (w[at] ?? 0), 0);
  for (let limit = -3; limit <= 1; limit += 0.5) {
    const share = (all: typeof cases) => percent(all.filter(({ x }) => odds(x) >= limit).length, all.length);
    console.log(
      `  from ${limit}: danger ${share(cases.filter(({ y }) => y === 1))} %, near misses ${share(cases.filter(({ entry }) => entry.topic === 'none'))} %, questions ${share(cases.filter(({ entry }) => entry.kind === 'question'))} %`,
    );
  }
  if (process.argv.includes('--suspicious'))
    for (const { x, entry } of cases)
      if (entry.kind === 'question' && odds(x) > -1)
        console.log(`${odds(x).toFixed(1)}\t${entry.topic}\t${entry.language}\t${entry.text}`);
}

const rounded = (values: object) =>
  Object.entries(values)
    .map(([key, value]) => `${key}: ${Number(value).toFixed(2)}`)
    .join(', ');
console.log(`WEIGHTS { ${rounded(weights)} }  GATE { ${rounded(gate)} }`);
fitDanger();
