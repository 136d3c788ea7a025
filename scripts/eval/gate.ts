/** Floors under the figures: what must not get worse. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { WRITTEN_FORMS } from '../../src/language/index.js';
import type { Figures } from './measure.js';

const GATE_FILE = join('guide', 'questions', 'gate.json');

const FORMS = [...WRITTEN_FORMS, 'all'] as const;
const AT_LEAST = ['hit1', 'hit3', 'emergencyRecall', 'cardRight', 'language', 'inScopeServed'] as const;
const AT_MOST = ['falseAlarms', 'outOfScopeAnswered', 'calibration'] as const;

const share = z.number().min(0).max(1);
/** Every form and every figure must be named. */
export const gate = z.record(
  z.enum(FORMS),
  z.strictObject({ minimum: z.record(z.enum(AT_LEAST), share), maximum: z.record(z.enum(AT_MOST), share) }),
);
export type Gate = z.infer<typeof gate>;

export function readGate(): Gate {
  return gate.parse(JSON.parse(readFileSync(GATE_FILE, 'utf8')));
}

/** One line for each figure that is worse than allowed, or that could not be measured. */
export function breaches(measured: Readonly<Record<string, Figures>>, floors: Gate): string[] {
  return FORMS.flatMap((form) => {
    const found = measured[form];
    if (found === undefined) return [`${form}: no questions`];
    const { minimum, maximum } = floors[form];
    const worse = (
      name: (typeof AT_LEAST | typeof AT_MOST)[number],
      bound: number,
      way: 1 | -1,
    ): string[] => {
      const value = found[name]?.value;
      if (value === undefined) return [`${form}: ${name} has nothing to count`];
      // as --json prints it, so that a printed figure can be a floor
      return way * (Number(value.toFixed(4)) - bound) >= 0
        ? []
        : [`${form}: ${name} is ${percent(value)}, ${way === 1 ? 'at least' : 'at most'} ${percent(bound)}`];
    };
    return [
      ...AT_LEAST.flatMap((name) => worse(name, minimum[name], 1)),
      ...AT_MOST.flatMap((name) => worse(name, maximum[name], -1)),
    ];
  });
}

function percent(part: number): string {
  return `${(part * 100).toFixed(2)} %`;
}
