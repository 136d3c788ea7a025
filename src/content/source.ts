/** The files of the guide, parsed: what is checked and rendered. */
import { EDITED_LANGUAGES, type EditedLanguage } from '../language/index.js';
import {
  type ChangesRecord,
  changesSchema,
  type JourneyRecord,
  journeySchema,
  type PhraseCardRecord,
  phraseCardSchema,
  type TermRecord,
  termSchema,
} from './companions.js';
import type { Findings } from './faults.js';
import type { GuideFiles } from './folder.js';
import { bySchema, type Issue, type Parsed, parseJson } from './json-file.js';
import { EMERGENCY_CARDS, type EmergencyCard } from './kinds.js';
import {
  type Chapter,
  chaptersSchema,
  type DangerSample,
  dangerSampleSchema,
  type Fact,
  factSchema,
  type Phrases,
  phrasesSchema,
  type Question,
  questionSchema,
  type TopicMeta,
  topicSchema,
} from './schemas.js';
import { type CardText, parseCardText, parseTopicText, type TopicText } from './text.js';

/** Judges a service record; comes from `directory`, which content may not import. */
export type ParseService = (
  raw: unknown,
) =>
  | { ok: true; value: { id: string; kinds: readonly string[]; regions: readonly string[] } }
  | { ok: false; issues: Issue[] };

export interface GuideSource {
  chapters: Chapter[];
  topics: Map<string, Parsed<TopicMeta>>;
  facts: Map<string, Parsed<Fact>>;
  services: { id: string; kinds: readonly string[]; regions: readonly string[] }[];
  questions: Question[];
  phrases: Map<EmergencyCard, Phrases>;
  /** Phrases that sound like danger and are none. */
  calm: Phrases | null;
  /** Whole messages for the recognition of danger. */
  samples: (DangerSample & { language: EditedLanguage })[];
  /** In the order of their cards. */
  phraseCards: Parsed<PhraseCardRecord>[];
  /** By Russian term. */
  glossary: Parsed<TermRecord>[];
  journey: Parsed<JourneyRecord> | null;
  /** The newest first. */
  changes: Parsed<ChangesRecord> | null;
  /** Parsed on first use: a start needs few of the texts. Null if there is no such file or it cannot be read. */
  text(topic: string, language: EditedLanguage): TopicText | null;
  card(card: EmergencyCard, language: EditedLanguage): CardText | null;
}

export const PLACES = {
  chapters: 'chapters.json',
  topic: (id: string) => `topics/${id}/topic.json`,
  text: (id: string, language: EditedLanguage) => `topics/${id}/${language}.md`,
  fact: (key: string) => `facts/${key}.json`,
  service: (id: string) => `services/${id}.json`,
  card: (card: EmergencyCard, language: EditedLanguage) => `emergencies/${card}/${language}.md`,
  phrases: (card: EmergencyCard) => `emergencies/${card}/phrases.json`,
  phraseCard: (id: string) => `phrase-cards/${id}.json`,
  term: (id: string) => `glossary/${id}.json`,
  journey: 'journey.json',
  changes: 'changes.json',
  questions: (label: string) => `questions/train/${label}.jsonl`,
};

const KNOWN_FILE = new RegExp(
  [
    '^(?:chapters|journey|changes)\\.json$',
    '^topics/[a-z0-9-]+/(?:topic\\.json|(?:ru|ky|tg|uz)\\.md)$',
    '^(?:facts|services|phrase-cards|glossary)/[a-z0-9-]+\\.json$',
    `^emergencies/(?:${EMERGENCY_CARDS.join('|')})/(?:phrases\\.json|(?:ru|ky|tg|uz)\\.md)$`,
    '^emergencies/calm/phrases\\.json$',
    '^emergencies/samples/(?:ru|ky|tg|uz)\\.jsonl$',
    '^questions/train/[a-z0-9-]+\\.jsonl$',
  ].join('|'),
);

/** Keeps what was parsed of a file until its text changes: a new generation differs in a few files only. */
type Remembered<T> = (path: string, text: string, parse: () => T | null) => T | null;

function remembered<T>(): Remembered<T> {
  const known = new Map<string, { text: string; value: T }>();
  return (path, text, parse) => {
    const before = known.get(path);
    if (before?.text === text) return before.value;
    const value = parse();
    if (value !== null) known.set(path, { text, value });
    return value;
  };
}

export interface ParseMemory {
  topic: Remembered<Parsed<TopicMeta>>;
  fact: Remembered<Parsed<Fact>>;
  service: Remembered<Parsed<GuideSource['services'][number]>>;
  questions: Remembered<Question[]>;
  samples: Remembered<GuideSource['samples']>;
  phraseCard: Remembered<Parsed<PhraseCardRecord>>;
  term: Remembered<Parsed<TermRecord>>;
}

export function createParseMemory(): ParseMemory {
  return {
    topic: remembered(),
    fact: remembered(),
    service: remembered(),
    questions: remembered(),
    samples: remembered(),
    phraseCard: remembered(),
    term: remembered(),
  };
}

/** Parses all JSON at once and texts when asked; faults of texts are added to `findings` when they are first read. */
export function parseGuide(
  files: GuideFiles,
  parseService: ParseService,
  findings: Findings,
  memory: ParseMemory = createParseMemory(),
): GuideSource {
  const { faults } = findings;
  const chapterText = files.get(PLACES.chapters);
  if (chapterText === undefined) {
    faults.push({ file: PLACES.chapters, line: 1, field: 'file', expected: 'expected this file' });
  }
  const chapters =
    chapterText === undefined
      ? null
      : parseJson(PLACES.chapters, chapterText, bySchema(chaptersSchema), findings);

  const topics = new Map<string, Parsed<TopicMeta>>();
  const facts = new Map<string, Parsed<Fact>>();
  const services: GuideSource['services'] = [];
  const questions: Question[] = [];
  const phrases = new Map<EmergencyCard, Phrases>();
  const samples: GuideSource['samples'] = [];
  const phraseCards: Parsed<PhraseCardRecord>[] = [];
  const glossary: Parsed<TermRecord>[] = [];
  let calm: Phrases | null = null;
  let journey: Parsed<JourneyRecord> | null = null;
  let changes: Parsed<ChangesRecord> | null = null;
  const named = (file: string, name: string, value: string, field: string, line: number) => {
    if (value !== name)
      faults.push({ file, line, field, expected: `expected "${name}", as the file is named` });
  };

  for (const [path, text] of files) {
    if (!KNOWN_FILE.test(path)) {
      const expected = 'expected no file here (docs/guide-format.md lists them)';
      faults.push({ file: path, line: 1, field: 'file', expected });
      continue;
    }
    const [folder, name = '', last = ''] = path.split('/');
    const stem = name.replace(/\.json$/, '');
    if (folder === 'topics' && last === 'topic.json') {
      const topic = memory.topic(path, text, () => parseJson(path, text, bySchema(topicSchema), findings));
      if (topic) topics.set(name, topic);
    } else if (folder === 'facts') {
      const fact = memory.fact(path, text, () => parseJson(path, text, bySchema(factSchema), findings));
      if (!fact) continue;
      named(path, stem, fact.value.key, 'key', fact.lineOf(['key']));
      facts.set(stem, fact);
    } else if (folder === 'services') {
      const service = memory.service(path, text, () => parseJson(path, text, parseService, findings));
      if (!service) continue;
      named(path, stem, service.value.id, 'id', service.lineOf(['id']));
      services.push(service.value);
    } else if (folder === 'phrase-cards') {
      const parse = () => parseJson(path, text, bySchema(phraseCardSchema), findings);
      const card = memory.phraseCard(path, text, parse);
      if (!card) continue;
      named(path, stem, card.value.id, 'id', card.lineOf(['id']));
      phraseCards.push(card);
    } else if (folder === 'glossary') {
      const term = memory.term(path, text, () => parseJson(path, text, bySchema(termSchema), findings));
      if (!term) continue;
      named(path, stem, term.value.id, 'id', term.lineOf(['id']));
      glossary.push(term);
    } else if (path === PLACES.journey) {
      journey = parseJson(path, text, bySchema(journeySchema), findings);
    } else if (path === PLACES.changes) {
      changes = parseJson(path, text, bySchema(changesSchema), findings);
    } else if (folder === 'questions') {
      const known = memory.questions(path, text, () => {
        const before = faults.length;
        const parsed = parseQuestions(path, text, findings);
        if (faults.length === before) return parsed;
        questions.push(...parsed);
        return null;
      });
      questions.push(...(known ?? []));
    } else if (folder === 'emergencies' && name === 'samples') {
      const known = memory.samples(path, text, () => {
        const before = faults.length;
        const language = EDITED_LANGUAGES.find((edited) => last === `${edited}.jsonl`) ?? 'ru';
        const rows = parseLines(path, text, bySchema(dangerSampleSchema), findings);
        const parsed = rows.map(({ value }) => ({ ...value, language }));
        return faults.length === before ? parsed : null;
      });
      samples.push(...(known ?? []));
    } else if (folder === 'emergencies' && last === 'phrases.json') {
      const card = EMERGENCY_CARDS.find((known) => known === name);
      const parsed = parseJson(path, text, bySchema(phrasesSchema), findings);
      if (card && parsed) phrases.set(card, parsed.value);
      else if (parsed) calm = parsed.value;
    }
  }

  const readOnce = <T>(parse: (path: string, text: string) => T) => {
    const read = new Map<string, T | null>();
    return (path: string): T | null => {
      const known = read.get(path);
      if (known !== undefined) return known;
      const text = files.get(path);
      const parsed = text === undefined ? null : parse(path, text);
      read.set(path, parsed);
      return parsed;
    };
  };
  const topicText = readOnce((path, text) => parseTopicText(path, text, faults));
  const cardText = readOnce((path, text) => parseCardText(path, text, faults));

  return {
    chapters: chapters?.value ?? [],
    topics,
    facts,
    services,
    questions,
    phrases,
    calm,
    samples,
    phraseCards: phraseCards.sort((a, b) => a.value.order - b.value.order),
    glossary: glossary.sort((a, b) => russianOrder.compare(a.value.russian, b.value.russian)),
    journey,
    changes,
    text: (topic, language) => topicText(PLACES.text(topic, language)),
    card: (card, language) => cardText(PLACES.card(card, language)),
  };
}

function parseQuestions(path: string, text: string, findings: Findings): Question[] {
  const label = path.slice('questions/train/'.length, -'.jsonl'.length);
  return parseLines(path, text, bySchema(questionSchema), findings).map(({ value, line }) => {
    if (value.topics[0] !== label) {
      const expected = `expected "${label}" first, as the file is named`;
      findings.faults.push({ file: path, line, field: 'topics[0]', expected });
    }
    return value;
  });
}

/** JSON lines: one value a line, faults with their line; empty lines are left out. */
function parseLines<T>(
  path: string,
  text: string,
  parse: Parameters<typeof parseJson<T>>[2],
  findings: Findings,
): { value: T; line: number }[] {
  return text.split('\n').flatMap((row, index) => {
    if (row.trim() === '') return [];
    const parsed = parseJson(path, row, parse, findings, index + 1);
    return parsed ? [{ value: parsed.value, line: index + 1 }] : [];
  });
}

const russianOrder = new Intl.Collator('ru');

/** All languages in which a text must stand. */
export const TEXT_LANGUAGES = EDITED_LANGUAGES;
