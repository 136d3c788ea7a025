/** The proof of understanding: whatever is written, the decision ends, in time, in an answer the guide can stand by. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { Answer, AskInput } from '../../src/answers/index.js';
import { faultsOf, type Rules } from './search/check.js';
import type { Made } from './search/inputs.js';

export interface SearchPlan {
  seed: number;
  inputs: number;
}

export const SEARCH_SHORT: Omit<SearchPlan, 'seed'> = { inputs: 4_000 };
export const SEARCH_FULL: Omit<SearchPlan, 'seed'> = { inputs: 1_000_000 };

/** One share of the work: inputs `first`, `first + step`, … */
export interface Share {
  first: number;
  step: number;
}

export interface SearchProofDeps extends Rules {
  ask(input: AskInput): Answer;
  inputOf(number: number): Made;
  /** Called now and then with how many inputs are done. */
  progress(done: number): void;
}

const LIMIT_MS = 50;
/** A busy machine may be the reason: so often the same is asked again. */
const AGAIN = 2;
const MOST_FINDINGS = 20;
const SHOWN_SIGNS = 120;
const TURN_EVERY = 250;
/** Times are counted in classes of half a millisecond, all above in the last. */
const CLASSES_A_MS = 2;
const LAST_CLASS = 500;

export const tallySchema = z.strictObject({
  inputs: z.number(),
  violations: z.number(),
  findings: z.array(z.string()),
  /**
   * Asks over the limit at first, those that stayed over it when repeated, and of these the ones whose processor time
   * alone was over it: the others may be slow only because the machine was busy.
   */
  slow: z.strictObject({
    once: z.number(),
    stayed: z.number(),
    processor: z.number(),
    /** The slowest of each kind. */
    findings: z.array(z.strictObject({ kind: z.string(), ms: z.number(), line: z.string() })),
  }),
  canaries: z.number(),
  outcomes: z.record(z.string(), z.number()),
  languages: z.record(z.string(), z.number()),
  families: z.record(
    z.string(),
    z.strictObject({ inputs: z.number(), ms: z.number(), slowest: z.number(), stayed: z.number() }),
  ),
  times: z.array(z.number()),
});
export type Tally = z.infer<typeof tallySchema>;

export async function proveSearch(
  plan: SearchPlan,
  deps: SearchProofDeps,
  { first, step }: Share = { first: 0, step: 1 },
): Promise<Tally> {
  const tally = emptyTally();
  for (let number = first; number < plan.inputs; number += step) {
    one(plan.seed, deps.inputOf(number), deps, tally);
    if (tally.inputs % TURN_EVERY === 0) {
      deps.progress(tally.inputs);
      await nextTurn();
    }
  }
  return tally;
}

function emptyTally(): Tally {
  return {
    inputs: 0,
    violations: 0,
    findings: [],
    slow: { once: 0, stayed: 0, processor: 0, findings: [] },
    canaries: 0,
    outcomes: {},
    languages: {},
    families: {},
    times: Array.from({ length: LAST_CLASS + 1 }, () => 0),
  };
}

function one(seed: number, made: Made, deps: SearchProofDeps, tally: Tally): void {
  const [family = ''] = made.kind.split(':');
  tally.inputs += 1;
  if (made.canary !== null) tally.canaries += 1;
  const place = `seed ${seed}, input ${made.number} (${made.kind})`;
  const shown = () => `${place}: ${shownText(made.input)}`;
  const violated = (fault: string) => {
    tally.violations += 1;
    note(tally.findings, `${fault}: ${shown()}`);
  };
  let first: Timed;
  try {
    first = timed(deps.ask, made.input);
  } catch (error) {
    violated(`thrown ${error instanceof Error ? error.name : typeof error}`);
    return;
  }
  for (const fault of faultsOf(first.answer, made, deps)) violated(fault);
  count(tally.outcomes, first.answer.outcome);
  count(tally.languages, first.answer.language);
  const seen = familyOf(tally, family);
  seen.inputs += 1;
  seen.ms += first.ms;
  seen.slowest = Math.max(seen.slowest, first.ms);
  const at = Math.min(LAST_CLASS, Math.floor(first.ms * CLASSES_A_MS));
  tally.times[at] = (tally.times[at] ?? 0) + 1;
  if (first.ms <= LIMIT_MS) return;

  tally.slow.once += 1;
  let fastest: Omit<Timed, 'answer'> = first;
  for (let again = 0; again < AGAIN && fastest.ms > LIMIT_MS; again += 1) {
    const { ms, processor } = timed(deps.ask, made.input);
    fastest = { ms: Math.min(fastest.ms, ms), processor: Math.min(fastest.processor, processor) };
  }
  const { ms, processor } = fastest;
  if (ms <= LIMIT_MS) return;
  tally.slow.stayed += 1;
  seen.stayed += 1;
  if (processor > LIMIT_MS) tally.slow.processor += 1;
  const line = `${Math.round(ms)} ms, ${Math.round(processor)} of the processor: ${shown()}`;
  tally.slow.findings = slowestOf([...tally.slow.findings, { kind: made.kind, ms, line }]);
}

interface Timed {
  answer: Answer;
  ms: number;
  /** Of this process, in milliseconds. */
  processor: number;
}

function timed(ask: SearchProofDeps['ask'], input: AskInput): Timed {
  const before = process.cpuUsage();
  const begun = performance.now();
  const answer = ask(input);
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  return { answer, ms, processor: (user + system) / 1_000 };
}

/** Made texts only; every sign that a terminal might act upon is written as its number. */
function shownText(input: AskInput): string {
  const { text, ...rest } = input;
  const safe = JSON.stringify(text.slice(0, SHOWN_SIGNS)).replace(
    /[^\p{L}\p{N}\p{P}\p{S} ]|\p{Default_Ignorable_Code_Point}/gu,
    (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`,
  );
  const more = text.length > SHOWN_SIGNS ? ` … ${text.length} signs` : '';
  return `${safe}${more} ${JSON.stringify(rest)}`;
}

function note(findings: string[], finding: string): void {
  if (findings.length < MOST_FINDINGS) findings.push(finding);
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

function familyOf({ families }: Tally, family: string): Tally['families'][string] {
  const seen = families[family] ?? { inputs: 0, ms: 0, slowest: 0, stayed: 0 };
  families[family] = seen;
  return seen;
}

function slowestOf(findings: Tally['slow']['findings']): Tally['slow']['findings'] {
  const kinds = new Set<string>();
  return findings
    .sort((a, b) => b.ms - a.ms)
    .filter(({ kind }) => !kinds.has(kind) && kinds.add(kind))
    .slice(0, MOST_FINDINGS);
}

/** The shares put together again. */
export function together(tallies: readonly Tally[]): Tally {
  const all = emptyTally();
  const add = (to: Record<string, number>, from: Readonly<Record<string, number>>) => {
    for (const [key, value] of Object.entries(from)) to[key] = (to[key] ?? 0) + value;
  };
  for (const tally of tallies) {
    all.inputs += tally.inputs;
    all.violations += tally.violations;
    all.canaries += tally.canaries;
    all.slow.once += tally.slow.once;
    all.slow.stayed += tally.slow.stayed;
    all.slow.processor += tally.slow.processor;
    for (const finding of tally.findings) note(all.findings, finding);
    all.slow.findings = slowestOf([...all.slow.findings, ...tally.slow.findings]);
    add(all.outcomes, tally.outcomes);
    add(all.languages, tally.languages);
    all.times = all.times.map((value, at) => value + (tally.times[at] ?? 0));
    for (const [family, seen] of Object.entries(tally.families)) {
      const before = familyOf(all, family);
      before.inputs += seen.inputs;
      before.ms += seen.ms;
      before.slowest = Math.max(before.slowest, seen.slowest);
      before.stayed += seen.stayed;
    }
  }
  return all;
}

/** Milliseconds that this share of the asks did not exceed, rounded up to a class. */
function percentile({ times, inputs }: Tally, share: number): string {
  let left = inputs * share;
  const at = times.findIndex((value) => {
    left -= value;
    return left <= 0;
  });
  return at === LAST_CLASS || at < 0 ? `over ${LAST_CLASS / CLASSES_A_MS}` : String((at + 1) / CLASSES_A_MS);
}

/** The table that is printed. `sound`: nothing is wrong but perhaps the time; `ok`: the time is kept too. */
export function searchReport(
  plan: SearchPlan,
  tally: Tally,
): { lines: string[]; sound: boolean; ok: boolean } {
  const { violations, slow, inputs } = tally;
  const families = Object.entries(tally.families).sort(([, a], [, b]) => b.inputs - a.inputs);
  const slowest = Math.max(...families.map(([, seen]) => seen.slowest));
  const ms = families.reduce((sum, [, seen]) => sum + seen.ms, 0);
  const sound = violations === 0 && inputs === plan.inputs;
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .map(([key, value]) => `${key} ${value}`)
      .join(', ');
  return {
    sound,
    ok: sound && slow.processor === 0,
    lines: [
      `seed ${plan.seed} · ${inputs} of ${plan.inputs} inputs, ${tally.canaries} with a canary`,
      `outcomes: ${list(tally.outcomes)}`,
      `languages: ${list(tally.languages)}`,
      ...families.map(
        ([family, seen]) =>
          `${family}: ${seen.inputs} inputs, mean ${(seen.ms / seen.inputs).toFixed(1)} ms, slowest ${Math.round(seen.slowest)} ms, ${seen.stayed} over the limit`,
      ),
      `one ask: mean ${(ms / inputs).toFixed(2)} ms, half within ${percentile(tally, 0.5)} ms, 99 % within ${percentile(tally, 0.99)} ms, 99.9 % within ${percentile(tally, 0.999)} ms, slowest ${Math.round(slowest)} ms`,
      `violations ${violations}`,
      `over ${LIMIT_MS} ms: ${slow.once} at first, ${slow.stayed} when asked again too, ${slow.processor} of them in processor time`,
      ...tally.findings,
      ...slow.findings.map(({ line }) => line),
    ],
  };
}
