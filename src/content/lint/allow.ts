/** `.lint-allow.json`: findings that were looked at and may stand, each with its reason. */
import { z } from 'zod';
import type { GuideFiles } from '../folder.js';
import { bySchema, parseJson } from '../json-file.js';
import type { Finding } from './finding.js';

export const ALLOW_FILE = '.lint-allow.json';

const text = z.string().trim().min(1, 'expected a text that is not empty');
const allowances = z.array(
  z.strictObject({
    file: text,
    rule: text,
    /** Part of the finding's reason or of its line in the file. */
    text,
    reason: text,
  }),
);

/** What `content -- check` finds cannot be allowed: the store would refuse it. */
const NEVER = new Set([
  'schema',
  'fact-unknown',
  'fact-overlap',
  'fact-exception',
  'fact-safe-missing',
  'link-broken',
]);

export interface Weighed {
  findings: Finding[];
  allowed: Finding[];
}

export function applyAllowances(found: readonly Finding[], files: GuideFiles, list: string | null): Weighed {
  if (list === null) return { findings: [...found], allowed: [] };
  const read = { faults: [], warnings: [] };
  const parsed = parseJson(ALLOW_FILE, list, bySchema(allowances), read);
  const broken = readFaults(read.faults);
  if (parsed === null) return { findings: [...found, ...broken], allowed: [] };
  const used = new Set<number>();
  const allowed: Finding[] = [];
  const findings = found.filter((finding) => {
    const line = (files.get(finding.file) ?? '').split('\n')[finding.line - 1] ?? '';
    const index = parsed.value.findIndex(
      (entry) =>
        entry.file === finding.file &&
        entry.rule === finding.rule &&
        !NEVER.has(entry.rule) &&
        (finding.reason.includes(entry.text) || line.includes(entry.text)),
    );
    if (index === -1) return true;
    used.add(index);
    allowed.push(finding);
    return false;
  });
  const unused = parsed.value.flatMap((entry, index): Finding[] =>
    used.has(index)
      ? []
      : [
          {
            file: ALLOW_FILE,
            line: parsed.lineOf([index]),
            rule: 'allow-unused',
            severity: 'warn',
            reason: `allows ${entry.rule} in ${entry.file}, and ${NEVER.has(entry.rule) ? 'this rule cannot be allowed' : 'nothing like it is found'}`,
            wayOut: 'take the entry out',
          },
        ],
  );
  return { findings: [...findings, ...unused], allowed };
}

function readFaults(
  faults: readonly { file: string; line: number; field: string; expected: string }[],
): Finding[] {
  return faults.map(({ file, line, field, expected }) => ({
    file,
    line,
    rule: 'allow-invalid',
    severity: 'error',
    reason: `${field}: ${expected}`,
    wayOut: 'each entry has file, rule, text and reason',
  }));
}
