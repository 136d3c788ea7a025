/** The linters (docs/linters.md), for the command and for the editors' console. */
export { ALLOW_FILE } from './allow.js';
export type { LintOptions, Speller } from './context.js';
export { lintData, type RespectRule } from './data.js';
export { countByRule, type Finding, formatFinding, type RuleCount, type Severity } from './finding.js';
export { type LintReport, lintGuide } from './lint.js';
export { findDisrespect } from './rules-respect.js';
export { missingDictionaries } from './rules-spelling.js';
