/** The door of `answers`: one incoming message -> what to say. Knows no channel. */
import type { EmergencyCard, RichNode } from '../content/index.js';
import type { Memory } from '../delivery/index.js';
import type { WrittenForm } from '../language/index.js';

export type Outcome = 'answer' | 'choices' | 'emergency' | 'person' | 'smalltalk' | 'unknown';

/**
 * A button. `action` is at most 64 bytes: `home`, `lang`, `lang:uz`, `t:<topic>`, `b:<topic>:<block>`, `chapter:<id>`,
 * `person`, `card:<card>`, `yes:<topic>`, `no:<topic>`, `cit:UZ`, `reg:RU-MOW`, `privacy`, `forget`, `forget!`.
 */
export interface Button {
  label: string;
  action: string;
}

/** One message to the person, for any channel. */
export interface Reply {
  language: WrittenForm;
  nodes: RichNode[];
  /** At most 8, one per row. */
  buttons: Button[];
  /** Browsing: the message with this reference is edited instead of a new one sent. */
  replaces?: string;
}

/** What a person sent, stripped of everything that names them. */
export type MessageContent =
  | { kind: 'text'; text: string }
  | { kind: 'action'; action: string; messageRef?: string }
  | { kind: 'command'; name: string; argument?: string }
  /** Something the guide cannot read. */
  | {
      kind: 'unreadable';
      what: 'voice' | 'photo' | 'document' | 'location' | 'contact' | 'sticker' | 'other';
    }
  | { kind: 'edited' }
  | { kind: 'group' }
  | { kind: 'left' };

export interface IncomingMessage {
  /** Language of the person's app, a first guess only. */
  languageHint?: string;
  content: MessageContent;
}

export interface AskInput {
  text: string;
  language?: WrittenForm;
  citizenship?: string;
  region?: string;
  /** last topic of the session, for follow-ups */
  topic?: string;
}

export interface TopicHit {
  id: string;
  title: string;
  score: number;
  url: string;
}

export interface Answer {
  language: WrittenForm;
  outcome: Outcome;
  topics: TopicHit[];
  nodes: RichNode[];
  /** What the chat would say, as plain text. */
  text: string;
  services: { id: string; name: string; kind: string }[];
  card: EmergencyCard | null;
  buttons: Button[];
  why: string[];
}

export interface Answers {
  ask(input: AskInput): Answer;
  receive(message: IncomingMessage, memory: Memory): { replies: Reply[]; memory: Memory; forget?: true };
}

export { type AnswersDeps, createAnswers } from './create.js';
export { countFeedback } from './feedback.js';
export { searchEntries } from './search-entries.js';
