/** The guide as the other folders see it: one immutable snapshot per generation. */
import type { EditedLanguage, WrittenForm } from '../language/index.js';
import type { GlossaryTerm, GuideChange, JourneyStage, PhraseCard } from './companions.js';
import type { BlockKind, EmergencyCard } from './kinds.js';
import type { RichNode } from './rich.js';

/** State of a text, Russian included: `reviewed` only ever by a named person on a day. */
export type TextState = 'machine' | 'reviewed' | 'outdated';

/** For whom and for which day a text is rendered. Without citizenship or region all variants are shown. */
export interface Reader {
  language: WrittenForm;
  /** ISO 3166-1 alpha-2, e.g. `UZ` */
  citizenship?: string;
  /** ISO 3166-2, e.g. `RU-MOW` */
  region?: string;
  /** `YYYY-MM-DD`, the day in Moscow */
  day: string;
}

export interface ChapterSummary {
  id: string;
  title: string;
}

export interface TopicSummary {
  id: string;
  chapter: string;
  title: string;
  summary: string;
  state: TextState;
}

/** A fact as it stands under a text: its value(s) for this reader, law, dates, and what is uncertain about it. */
export interface FactNote {
  key: string;
  /** What the fact is about, in the reader's language. */
  label: string;
  /** The value as shown, e.g. "15 дней"; empty for a rule that has no value of its own. */
  text: string;
  law: string[];
  status: 'V' | 'P' | 'U';
  sourceDate: string | null;
  checkedOn: string | null;
  /** "as of …", "no value for 2027 is known …", "sources disagree …": sentences in the reader's language. */
  notes: string[];
  /** True if a value holds for this reader today. */
  current: boolean;
}

export interface Block {
  /** `kind`, or `kind:slug` where a topic has several of one kind. */
  id: string;
  kind: BlockKind;
  heading: string;
  state: TextState;
  nodes: RichNode[];
  facts: FactNote[];
}

export interface Topic extends TopicSummary {
  blocks: Block[];
  related: string[];
  serviceKinds: string[];
  /** The oldest date of a page behind the facts of the topic, and the oldest check by a person (or null). */
  sourceDate: string | null;
  checkedOn: string | null;
}

/** One row of the facts registry as the API shows it. `source` only where it is an official body's page. */
export interface FactRow {
  key: string;
  value: string | number | { from: number; to: number } | null;
  unit: string;
  citizenship: string | null;
  region: string | null;
  valid_from: string | null;
  valid_to: string | null;
  law: string[];
  status: 'V' | 'P' | 'U';
  source: string | null;
  source_date: string | null;
  checked_on: string | null;
  contradicts: string | null;
}

export interface SampleQuestion {
  id: string;
  /** Topic id, or a label that is no page: small-talk, out-of-scope, crisis, mediator-human-request. */
  topics: string[];
  language: EditedLanguage | 'und';
  text: string;
}

/** Phrases by which danger is recognised, one list per card and language; editors own them. */
export interface DangerPhrases {
  card: EmergencyCard;
  language: EditedLanguage;
  phrases: string[];
}

/** One published generation of the guide. Immutable: a newer one replaces it whole. */
export interface Guide {
  readonly generation: number;
  chapters(reader: Reader): ChapterSummary[];
  /** In reading order. */
  topics(reader: Reader): TopicSummary[];
  topic(id: string, reader: Reader): Topic | null;
  topicIds(): string[];
  fact(key: string, reader: Reader): FactNote | null;
  facts(): FactRow[];
  card(card: EmergencyCard, reader: Reader): RichNode[];
  /** Sentences to say and to hear, by situation. */
  phraseCards(reader: Reader): PhraseCard[];
  /** By Russian term. */
  glossary(reader: Reader): GlossaryTerm[];
  /** From before leaving home to going back. */
  journey(reader: Reader): JourneyStage[];
  /** What changed lately, the newest first. */
  changes(reader: Reader): GuideChange[];
  questions(): SampleQuestion[];
  dangerPhrases(): DangerPhrases[];
  /** Whole messages with their card, `none` for those that only sound like danger. */
  dangerSamples(): { language: EditedLanguage; text: string; card: EmergencyCard | 'none' }[];
  /** Phrases that sound like danger and are none ("I am dying of laughter"), by language. */
  calmPhrases(): { language: EditedLanguage; phrases: string[] }[];
  /** Validated service records (see directory), as imported. */
  services(): unknown[];
}
