/** What stands beside the topics: phrase cards, the glossary, the journey, the list of changes (docs/guide-format.md). */
import { z } from 'zod';
import type { FactNote } from './guide.js';
import { day, line, localized, slug } from './schemas.js';
import type { Voice } from './voice.js';

const phrase = z.strictObject({
  id: slug,
  /** `you`: the reader says it. `they`: the reader will hear it. */
  says: z.enum(['you', 'they']),
  russian: line,
  meaning: z.strictObject({ ky: line, tg: line, uz: line }),
  /** How the Russian sounds, in the reader's own letters; stress by an acute accent. */
  reading: z.strictObject({ cyrillic: line, latin: line }),
  /** What the law says about it. */
  facts: z.array(slug),
});

export const phraseCardSchema = z.strictObject({
  id: slug,
  order: z.number().int().min(1),
  title: localized,
  intro: localized.nullable(),
  topics: z.array(slug).min(1),
  phrases: z.array(phrase).min(1, 'expected at least one phrase'),
});
export type PhraseCardRecord = z.infer<typeof phraseCardSchema>;

const words = z.array(line);

export const termSchema = z.strictObject({
  id: slug,
  /** The word that stands on papers and is said at the counter. */
  russian: line,
  terms: z.strictObject({ ky: line, tg: line, uz: line }),
  explanation: localized,
  /** What people really say and how they spell it; the search knows these. */
  said: z.strictObject({ ru: words, ky: words, tg: words, uz: words }),
  topics: z.array(slug),
});
export type TermRecord = z.infer<typeof termSchema>;

export const journeySchema = z
  .array(
    z.strictObject({
      id: slug,
      title: localized,
      text: localized,
      steps: z.array(z.strictObject({ topic: slug, text: localized })).min(1),
    }),
  )
  .min(1, 'expected at least one stage');
export type JourneyRecord = z.infer<typeof journeySchema>;

export const changesSchema = z.array(
  z.strictObject({
    /** The day from which it holds, or on which it ended. */
    date: day,
    text: localized,
    topics: z.array(slug).min(1),
    facts: z.array(slug),
  }),
);
export type ChangesRecord = z.infer<typeof changesSchema>;

export interface PhraseCard {
  id: string;
  title: string;
  intro: string | null;
  topics: string[];
  phrases: {
    id: string;
    says: 'you' | 'they';
    russian: string;
    /** Null for a reader of Russian, like `reading`. */
    meaning: string | null;
    reading: string | null;
    facts: FactNote[];
  }[];
}

export interface GlossaryTerm {
  id: string;
  russian: string;
  /** The term in the reader's language; null for a reader of Russian. */
  term: string | null;
  explanation: string;
  said: string[];
  topics: string[];
}

export interface JourneyStage {
  id: string;
  title: string;
  text: string;
  steps: { topic: string; text: string }[];
}

export interface GuideChange {
  date: string;
  text: string;
  topics: string[];
  facts: FactNote[];
}

/** Says a fact to the reader of a page; null where there is no such fact. */
export type SayFact = (key: string) => FactNote | null;

export function phraseCardFor(card: PhraseCardRecord, voice: Voice, sayFact: SayFact): PhraseCard {
  const { form } = voice;
  return {
    id: card.id,
    title: voice.say(card.title),
    intro: card.intro === null ? null : voice.say(card.intro),
    topics: card.topics,
    phrases: card.phrases.map(({ id, says, russian, meaning, reading, facts }) => ({
      id,
      says,
      russian,
      meaning: form === 'ru' ? null : voice.write(meaning[form === 'uz-Cyrl' ? 'uz' : form]),
      reading: form === 'ru' ? null : form === 'uz' ? reading.latin : reading.cyrillic,
      facts: facts.flatMap((key) => sayFact(key) ?? []),
    })),
  };
}

export function termFor(term: TermRecord, voice: Voice): GlossaryTerm {
  const { form } = voice;
  const language = form === 'uz-Cyrl' ? 'uz' : form;
  return {
    id: term.id,
    russian: term.russian,
    term: language === 'ru' ? null : voice.write(term.terms[language]),
    explanation: voice.say(term.explanation),
    said: term.said[language].map(voice.write),
    topics: term.topics,
  };
}

export function stageFor(stage: JourneyRecord[number], voice: Voice): JourneyStage {
  return {
    id: stage.id,
    title: voice.say(stage.title),
    text: voice.say(stage.text),
    steps: stage.steps.map(({ topic, text }) => ({ topic, text: voice.say(text) })),
  };
}

export function changeFor(change: ChangesRecord[number], voice: Voice, sayFact: SayFact): GuideChange {
  return {
    date: change.date,
    text: voice.say(change.text),
    topics: change.topics,
    facts: change.facts.flatMap((key) => sayFact(key) ?? []),
  };
}
