/** The linters of the guide, all at once over files in memory. */
import type { GuideFiles } from '../folder.js';
import { inspectGuide } from '../inspect.js';
import { applyAllowances } from './allow.js';
import type { LintContext, LintOptions, Rule } from './context.js';
import { lintData } from './data.js';
import { type Finding, sortFindings } from './finding.js';
import { readPages } from './pages.js';
import { guideFindings } from './rule-guide.js';
import { crossNegation } from './rule-negation.js';
import { crossItems, crossNumbers, crossQuotes, crossVariants } from './rules-cross.js';
import { factLiterals, factStale, factUnused } from './rules-facts.js';
import { invisibleSigns, lostLetters, mixedLetters, uzbekMarks } from './rules-letters.js';
import { forbiddenLinks, officialSources } from './rules-links.js';
import {
  plainAbbreviations,
  plainHeadings,
  plainLists,
  plainParagraphs,
  plainSentences,
  plainWords,
  politeRussian,
} from './rules-plain.js';
import { repeatedSentences, topicSizes } from './rules-repeat.js';
import { glosses, respect } from './rules-respect.js';
import { outliers, spelling } from './rules-spelling.js';

const RULES: readonly Rule[] = [
  guideFindings,
  factLiterals,
  factUnused,
  factStale,
  crossVariants,
  crossItems,
  crossQuotes,
  crossNumbers,
  crossNegation,
  respect,
  glosses,
  plainSentences,
  plainParagraphs,
  plainLists,
  plainWords,
  plainHeadings,
  plainAbbreviations,
  politeRussian,
  mixedLetters,
  uzbekMarks,
  invisibleSigns,
  lostLetters,
  spelling,
  outliers,
  forbiddenLinks,
  officialSources,
  repeatedSentences,
  topicSizes,
];

export interface LintReport {
  /** Sorted by file, line and rule. */
  findings: Finding[];
  /** Kept back by `.lint-allow.json`. */
  allowed: Finding[];
}

/**
 * Everything the rules of docs/linters.md say about a guide. Faults of the files are findings too, so it never throws
 * for what a file holds.
 */
export function lintGuide(files: GuideFiles, options: LintOptions): LintReport {
  const { source, faults, warnings } = inspectGuide(files, options.rules);
  const context: LintContext = {
    ...options,
    files,
    source,
    inspected: { faults, warnings },
    pages: readPages(files),
    data: lintData(),
  };
  const found = oncePerPlace(RULES.flatMap((rule) => rule(context)));
  const { findings, allowed } = applyAllowances(found, files, options.allowances ?? null);
  return { findings: sortFindings(findings), allowed: sortFindings(allowed) };
}

function oncePerPlace(findings: Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ file, line, rule, reason }) => {
    const key = [file, line, rule, reason].join('\n');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
