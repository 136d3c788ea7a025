/** One look at a guide: everything wrong with it, or its parsed source. */
import type { Translator } from '../i18n/index.js';
import { EDITED_LANGUAGES } from '../language/index.js';
import { renderTemplate } from './block-render.js';
import { checkGuide } from './checks.js';
import { type Findings, GuideFaultsError, noFindings, sortFaults } from './faults.js';
import type { GuideFiles } from './folder.js';
import type { Guide } from './guide.js';
import { knowsCountry, knowsRegion } from './places.js';
import { toPlainText } from './rich.js';
import { createSnapshot } from './snapshot.js';
import { type GuideSource, type ParseService, PLACES, parseGuide } from './source.js';
import { createVoice } from './voice.js';

/** What content must be told to judge and to say a guide; `main` knows where it comes from. */
export interface GuideRules {
  parseService: ParseService;
  /** Ids of the kinds of service topics may name. */
  serviceKinds: readonly string[];
  translator: Translator;
  uzbekToCyrillic(latin: string): string;
}

/** A chat answer must fit on a small screen. */
const SHORT_LIMIT = 600;

/** Parses and checks every file. The source may be used only if there are no faults. */
export function inspectGuide(files: GuideFiles, rules: GuideRules): Findings & { source: GuideSource } {
  const findings = noFindings();
  const source = parseGuide(files, rules.parseService, findings);
  checkGuide({ source, files, serviceKinds: rules.serviceKinds, knowsRegion, knowsCountry, findings });
  measureShortBlocks(source, rules, findings);
  return { source, faults: sortFaults(findings.faults), warnings: sortFaults(findings.warnings) };
}

/** A guide straight from its files, fully checked, without a store. Throws `GuideFaultsError` if it has faults. */
export function guideFromFiles(files: GuideFiles, rules: GuideRules): Guide {
  const { source, faults } = inspectGuide(files, rules);
  if (faults.length > 0) throw new GuideFaultsError(faults);
  return createSnapshot({ generation: 1, source, ...rules });
}

/** Counts all variants with the latest values, so that the verdict does not change with the day. */
function measureShortBlocks(source: GuideSource, rules: GuideRules, findings: Findings): void {
  const fact = (key: string) => source.facts.get(key)?.value;
  for (const language of EDITED_LANGUAGES) {
    const voice = createVoice(language, rules.translator, rules.uzbekToCyrillic);
    for (const topic of source.topics.keys()) {
      for (const block of source.text(topic, language)?.blocks ?? []) {
        if (block.kind !== 'short') continue;
        const { length } = toPlainText(renderTemplate(block, {}, { voice, day: null, fact }).nodes);
        if (length <= SHORT_LIMIT) continue;
        const expected = `expected at most ${SHORT_LIMIT} characters when rendered for everyone, found ${length}`;
        const file = PLACES.text(topic, language);
        findings.faults.push({ file, line: block.line, field: block.id, expected, bearable: true });
      }
    }
  }
}
