/** One JSON file through a schema: the value, or faults with their lines. */
import type { z } from 'zod';
import type { Findings } from './faults.js';
import { fieldName, type JsonPath, type JsonReading, readJson } from './json-places.js';

/** One thing wrong with a value, as zod (or a schema of another folder) reports it. */
export interface Issue {
  path: readonly PropertyKey[];
  message: string;
}

export interface Parsed<T> {
  value: T;
  lineOf(path: JsonPath): number;
}

/** Null after a fault; the fault is in `findings`. `firstLine` shifts lines, for one line of a .jsonl file. */
export function parseJson<T>(
  file: string,
  text: string,
  parse: (raw: unknown) => { ok: true; value: T } | { ok: false; issues: Issue[] },
  findings: Findings,
  firstLine = 1,
): Parsed<T> | null {
  const reading: JsonReading = readJson(text);
  const shift = firstLine - 1;
  if (!reading.ok) {
    findings.faults.push({ file, line: reading.line + shift, field: 'JSON', expected: reading.expected });
    return null;
  }
  const lineOf = (path: JsonPath) => reading.lineOf(path) + shift;
  const result = parse(reading.value);
  if (!result.ok) {
    for (const issue of result.issues) {
      const path = plainPath(issue.path);
      findings.faults.push({ file, line: lineOf(path), field: fieldName(path), expected: issue.message });
    }
    return null;
  }
  return { value: result.value, lineOf };
}

/** Makes a zod schema usable by `parseJson`, with messages that say what was expected. */
export function bySchema<T>(schema: z.ZodType<T>) {
  return (raw: unknown): { ok: true; value: T } | { ok: false; issues: Issue[] } => {
    const result = schema.safeParse(raw);
    if (result.success) return { ok: true, value: result.data };
    return { ok: false, issues: result.error.issues.flatMap(readable) };
  };
}

function readable(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: 'expected no field of this name',
    }));
  }
  if (issue.code === 'invalid_value') {
    return [
      { path: issue.path, message: `expected ${issue.values.map((v) => JSON.stringify(v)).join(' or ')}` },
    ];
  }
  if (issue.code === 'invalid_union') {
    return [
      {
        path: issue.path,
        message: 'expected a number, a text, { "from", "to" }, { "ru", "ky", "tg", "uz" } or null',
      },
    ];
  }
  return [{ path: issue.path, message: issue.message.replace(/^Invalid input: /, '') }];
}

function plainPath(path: readonly PropertyKey[]): JsonPath {
  return path.map((step) => (typeof step === 'symbol' ? String(step) : step));
}
