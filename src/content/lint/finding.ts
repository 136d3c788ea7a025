/** What a linter says of a place in the guide. */

export type Severity = 'error' | 'warn' | 'info';

export interface Finding {
  /** Path within the guide folder, with `/`. */
  file: string;
  /** 1-based. */
  line: number;
  /** Short id, e.g. `plain-long` (docs/linters.md). */
  rule: string;
  severity: Severity;
  /** What is wrong, with the words concerned. In English, for editors and developers. */
  reason: string;
  wayOut: string;
}

/** `file:line  rule  severity  reason - way out`. */
export function formatFinding({ file, line, rule, severity, reason, wayOut }: Finding): string {
  return `${file}:${line}  ${rule}  ${severity}  ${reason} - ${wayOut}`;
}

export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) =>
    a.file === b.file ? a.line - b.line || (a.rule < b.rule ? -1 : 1) : a.file < b.file ? -1 : 1,
  );
}

/** One row a rule, for the table at the end of a run. */
export interface RuleCount {
  rule: string;
  error: number;
  warn: number;
  info: number;
  allowed: number;
}

/** Findings per rule and severity, sorted by rule; `allowed` are those kept back by the list of allowances. */
export function countByRule(findings: readonly Finding[], allowed: readonly Finding[]): RuleCount[] {
  const rows = new Map<string, RuleCount>();
  const row = (rule: string): RuleCount => {
    const known = rows.get(rule) ?? { rule, error: 0, warn: 0, info: 0, allowed: 0 };
    rows.set(rule, known);
    return known;
  };
  for (const { rule, severity } of findings) row(rule)[severity] += 1;
  for (const { rule } of allowed) row(rule).allowed += 1;
  return [...rows.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1));
}
