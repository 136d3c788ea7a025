/** The door of `content`: the guide as an immutable snapshot per generation, and its way in and out of the store. */

export type { GlossaryTerm, GuideChange, JourneyStage, PhraseCard } from './companions.js';
export type { Content, ContentOptions, ImportOutcome, ReleaseOutcome } from './content.js';
export { createContent } from './content.js';
export { type Fault, formatFault, GuideFaultsError } from './faults.js';
export { type GuideFiles, readGuideFolder, writeGuideFolder } from './folder.js';
export type {
  Block,
  ChapterSummary,
  DangerPhrases,
  FactNote,
  FactRow,
  Guide,
  Reader,
  SampleQuestion,
  TextState,
  Topic,
  TopicSummary,
} from './guide.js';
export { type GuideRules, guideFromFiles, inspectGuide } from './inspect.js';
export { BLOCK_KINDS, type BlockKind, EMERGENCY_CARDS, type EmergencyCard } from './kinds.js';
export {
  ALLOW_FILE,
  countByRule,
  type Finding,
  findDisrespect,
  formatFinding,
  type LintOptions,
  type LintReport,
  lintData,
  lintGuide,
  missingDictionaries,
  type RespectRule,
  type RuleCount,
  type Severity,
  type Speller,
} from './lint/index.js';
export { COUNTRY_CODES, REGION_CODES } from './places.js';
export { type Inline, inlineText, type RichNode, toPlainText } from './rich.js';
export { LABELS_WITHOUT_PAGE } from './schemas.js';
export { stampSources } from './stamp.js';
export { type FactUse, usesOfFact } from './uses.js';
