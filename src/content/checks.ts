/** Checks across the files of the guide: nothing may point to what is not there, and all languages say the same. */
import { EDITED_LANGUAGES, type EditedLanguage } from '../language/index.js';
import { warnOfLooseFacts } from './checks-letters.js';
import { checkCompanions, checkFacts, checkQuestions, checkServices } from './checks-records.js';
import type { Findings } from './faults.js';
import type { GuideFiles } from './folder.js';
import { BLOCK_KINDS, EMERGENCY_CARDS } from './kinds.js';
import { FRONT } from './revision.js';
import type { Fact, FactException } from './schemas.js';
import { type GuideSource, PLACES } from './source.js';
import type { Condition, FactReference, Membership, Template } from './template.js';
import type { TopicText } from './text.js';

export interface CheckContext {
  source: GuideSource;
  files: GuideFiles;
  serviceKinds: readonly string[];
  /** True where the interface has a name for it. */
  knowsRegion(code: string): boolean;
  knowsCountry(code: string): boolean;
  findings: Findings;
}

/** Adds every fault and warning of the guide as a whole; each file by itself was judged when it was parsed. */
export function checkGuide(context: CheckContext): void {
  checkTopics(context);
  checkFacts(context);
  checkServices(context);
  checkCards(context);
  checkQuestions(context);
  checkCompanions(context);
}

function checkTopics(context: CheckContext): void {
  const { source, files, findings, serviceKinds } = context;
  const folders = new Set(
    [...files.keys()].flatMap((path) => (path.startsWith('topics/') ? [path.split('/')[1] ?? ''] : [])),
  );
  const chapterIds = source.chapters.map((chapter) => chapter.id);
  for (const id of folders) {
    const file = PLACES.topic(id);
    const topic = source.topics.get(id);
    if (topic === undefined && !files.has(file)) {
      findings.faults.push({ file, line: 1, field: 'file', expected: 'expected this file beside the texts' });
    }
    if (topic !== undefined) {
      const { value, lineOf } = topic;
      const say = (path: (string | number)[], expected: string) =>
        findings.faults.push({ file, line: lineOf(path), field: path.join('.'), expected });
      if (!chapterIds.includes(value.chapter)) {
        say(['chapter'], `expected a chapter of chapters.json, found "${value.chapter}"`);
      }
      value.related.forEach((related, index) => {
        if (related === id || !folders.has(related)) {
          say(['related', index], `expected another topic of the guide, found "${related}"`);
        }
      });
      value.serviceKinds.forEach((kind, index) => {
        if (!serviceKinds.includes(kind))
          say(['serviceKinds', index], `expected a kind of service, found "${kind}"`);
      });
      value.laws.forEach((key, index) => {
        if (!files.has(PLACES.fact(key)))
          say(['laws', index], `unknown fact "${key}": expected a key of facts/`);
      });
    }
    const texts = new Map<EditedLanguage, TopicText>();
    for (const language of EDITED_LANGUAGES) {
      const path = PLACES.text(id, language);
      const text = source.text(id, language);
      if (text !== null) texts.set(language, text);
      else if (!files.has(path)) {
        findings.faults.push({
          file: path,
          line: 1,
          field: 'file',
          expected: `expected the text in "${language}"`,
        });
      }
    }
    for (const [language, text] of texts) {
      checkText(context, PLACES.text(id, language), text, folders);
      if (language !== 'ru') compareTexts(context, id, language, text, texts.get('ru'));
      warnOfLooseFacts(
        PLACES.text(id, language),
        files.get(PLACES.text(id, language)) ?? '',
        language,
        findings,
      );
    }
  }
}

function checkText(context: CheckContext, file: string, text: TopicText, topics: ReadonlySet<string>): void {
  const { faults } = context.findings;
  for (const kind of BLOCK_KINDS) {
    if (!text.blocks.some((block) => block.kind === kind)) {
      faults.push({ file, line: text.lastLine, field: kind, expected: `expected a block "## ${kind}"` });
    }
  }
  for (const block of text.blocks) checkTemplate(context, file, block.id, block, topics);
}

function checkTemplate(
  { source, files, findings, knowsCountry, knowsRegion }: CheckContext,
  file: string,
  field: string,
  template: Template,
  topics: ReadonlySet<string>,
): void {
  const { faults, warnings } = findings;
  for (const link of template.links) {
    if (!topics.has(link.key)) {
      faults.push({
        file,
        line: link.line,
        field,
        expected: `expected a topic of the guide, found "${link.key}"`,
      });
    }
  }
  for (const node of template.nodes) {
    if (node.kind !== 'variant') continue;
    const place = { file, line: node.line, field };
    for (const code of node.condition.citizenship?.codes ?? []) {
      if (!knowsCountry(code))
        faults.push({ ...place, expected: `expected a known citizenship, found "${code}"` });
    }
    for (const code of node.condition.region?.codes ?? []) {
      if (!knowsRegion(code)) faults.push({ ...place, expected: `expected a known region, found "${code}"` });
    }
  }
  for (const reference of template.facts) {
    const place = { file, line: reference.line, field };
    const fact = source.facts.get(reference.key)?.value;
    if (fact === undefined) {
      if (files.has(PLACES.fact(reference.key))) continue;
      faults.push({ ...place, expected: `unknown fact "${reference.key}": expected a key of facts/` });
      continue;
    }
    if (fact.unit === 'none' && !reference.silent) {
      const expected = `expected {{!${fact.key}}}: a fact of unit "none" has nothing to print`;
      faults.push({ ...place, expected });
    }
    for (const exception of fact.exceptions) {
      if (!excludes(reference.condition, exception)) {
        faults.push({
          ...place,
          expected: `expected a variant around {{${fact.key}}}: ${whereExcluded(exception)}`,
        });
      }
    }
    const missing = reference.silent ? [] : missingCitizenships(fact, reference);
    if (missing.length > 0) {
      const expected = `{{${fact.key}}} has no value for ${missing.join(', ')}: expected a variant for those it is for`;
      warnings.push({ ...place, expected });
    }
  }
}

function excludes(condition: Condition | null, exception: FactException): boolean {
  const outside = (membership: Membership | undefined, codes: string[] | null): boolean =>
    membership !== undefined &&
    codes !== null &&
    (membership.not
      ? codes.every((code) => membership.codes.includes(code))
      : !codes.some((code) => membership.codes.includes(code)));
  return (
    outside(condition?.region, exception.region) || outside(condition?.citizenship, exception.citizenship)
  );
}

function whereExcluded(exception: FactException): string {
  const parts = [
    exception.region === null ? '' : `"::: region!=${exception.region.join(',')}"`,
    exception.citizenship === null ? '' : `"::: citizenship!=${exception.citizenship.join(',')}"`,
  ];
  return `${parts.filter((part) => part !== '').join(' or ')}, because "${exception.use}" holds there`;
}

/** The citizenships for whom the guide is written that would read "not known" here. */
function missingCitizenships(fact: Fact, reference: FactReference): string[] {
  if (fact.values.some((value) => value.citizenship === null)) return [];
  const readers = ['UZ', 'TJ', 'KG'].filter((code) => {
    const only = reference.condition?.citizenship;
    return only === undefined || only.codes.includes(code) !== only.not;
  });
  return readers.filter((code) => !fact.values.some((value) => value.citizenship === code));
}

function compareTexts(
  { findings }: CheckContext,
  id: string,
  language: EditedLanguage,
  text: TopicText,
  russian: TopicText | undefined,
): void {
  if (russian === undefined) return;
  const file = PLACES.text(id, language);
  const { faults, warnings } = findings;
  for (const theirs of russian.blocks) {
    const ours = text.blocks.find((block) => block.id === theirs.id);
    if (ours === undefined) {
      const expected = `expected the block "## ${theirs.id}" as in ru.md:${theirs.line}`;
      faults.push({ file, line: text.lastLine, field: theirs.id, expected });
    } else {
      compareKeys(findings, file, ours.id, ours.line, ours, theirs, `ru.md:${theirs.line}`);
    }
  }
  for (const ours of text.blocks) {
    if (!russian.blocks.some((block) => block.id === ours.id)) {
      faults.push({
        file,
        line: ours.line,
        field: ours.id,
        expected: 'expected no block that ru.md does not have',
      });
    }
  }
  const unrecorded = [FRONT, ...text.blocks.map((block) => block.id)].filter(
    (part) => !text.sources.has(part),
  );
  if (unrecorded.length > 0) {
    const expected = `no source revision recorded for ${unrecorded.length} parts: run "npm run content -- stamp"`;
    warnings.push({ file, line: 1, field: 'sources', expected });
  }
}

function compareKeys(
  findings: Findings,
  file: string,
  field: string,
  line: number,
  ours: Template,
  theirs: Template,
  where: string,
): void {
  const compare = (what: string, mine: readonly { key: string }[], other: readonly { key: string }[]) => {
    const mineKeys = new Set(mine.map((reference) => reference.key));
    const otherKeys = new Set(other.map((reference) => reference.key));
    const missing = [...otherKeys].filter((key) => !mineKeys.has(key));
    const extra = [...mineKeys].filter((key) => !otherKeys.has(key));
    if (missing.length + extra.length === 0) return;
    const parts = [
      missing.length > 0 ? `missing ${missing.join(', ')}` : '',
      extra.length > 0 ? `not there ${extra.join(', ')}` : '',
    ].filter((part) => part !== '');
    const expected = `expected the same ${what} as ${where}: ${parts.join('; ')}`;
    findings.faults.push({ file, line, field, expected, bearable: true });
  };
  compare('facts', ours.facts, theirs.facts);
  compare('links', ours.links, theirs.links);
}

function checkCards(context: CheckContext): void {
  const { source, files, findings } = context;
  const topics = new Set(source.topics.keys());
  for (const card of EMERGENCY_CARDS) {
    if (!files.has(PLACES.phrases(card))) {
      findings.faults.push({
        file: PLACES.phrases(card),
        line: 1,
        field: 'file',
        expected: 'expected this file',
      });
    }
    const russian = source.card(card, 'ru');
    for (const language of EDITED_LANGUAGES) {
      const file = PLACES.card(card, language);
      const text = source.card(card, language);
      if (text === null) {
        findings.faults.push({
          file,
          line: 1,
          field: 'file',
          expected: `expected the text in "${language}"`,
        });
        continue;
      }
      checkTemplate(context, file, 'text', text, topics);
      if (russian !== null && language !== 'ru')
        compareKeys(findings, file, 'text', 1, text, russian, 'ru.md');
      const police =
        card === 'held' ? text.facts.find((reference) => reference.key === 'phone-102') : undefined;
      if (police !== undefined) {
        const expected = 'expected no phone of the police: the card is for people whom the police hold';
        findings.faults.push({ file, line: police.line, field: 'text', expected });
      }
      warnOfLooseFacts(file, files.get(file) ?? '', language, findings);
    }
  }
}
