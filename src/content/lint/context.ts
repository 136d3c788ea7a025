/** What every rule is given, and how it speaks. */
import type { EditedLanguage } from '../../language/index.js';
import type { Findings } from '../faults.js';
import type { GuideFiles } from '../folder.js';
import type { GuideRules } from '../inspect.js';
import type { GuideSource } from '../source.js';
import type { LintData } from './data.js';
import type { Finding, Severity } from './finding.js';
import type { Page, Passage } from './pages.js';
import { lineAt } from './prose.js';

/** Knows the words of one language; comes from outside, because dictionaries are no part of the product. */
export interface Speller {
  knows(word: string): boolean;
}

export interface LintOptions {
  rules: GuideRules;
  /** `YYYY-MM-DD`: values that ended before it are stale. */
  today: string;
  /** Without one for Russian or Uzbek only outliers are told there. */
  spellers?: Partial<Record<EditedLanguage, Speller>>;
  /** Text of `.lint-allow.json`, null if there is none. */
  allowances?: string | null;
}

export interface LintContext extends LintOptions {
  files: GuideFiles;
  source: GuideSource;
  inspected: Findings;
  pages: readonly Page[];
  data: LintData;
}

export type Rule = (context: LintContext) => Finding[];

/** A finding at a place within a passage's prose. */
export function inPassage(
  passage: Passage,
  text: string,
  offset: number,
  rule: string,
  severity: Severity,
  reason: string,
  wayOut: string,
): Finding {
  return { file: passage.file, line: lineAt(passage, text, offset), rule, severity, reason, wayOut };
}

/** The page in another language that says the same; undefined while it is not written. */
export function counterpart(context: LintContext, page: Page, language: EditedLanguage): Page | undefined {
  return context.pages.find(
    (other) =>
      other.sort === page.sort &&
      other.id === page.id &&
      other.language === language &&
      sameHome(other, page),
  );
}

/** Facts and services may bear the same id. */
function sameHome(a: Page, b: Page): boolean {
  return a.sort !== 'record' || a.file === b.file;
}
