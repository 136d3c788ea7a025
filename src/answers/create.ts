import type { Guide } from '../content/index.js';
import type { Directory } from '../directory/index.js';
import type { Translator } from '../i18n/index.js';
import type { Search } from '../search/index.js';
import { createAsk, emergency } from './ask.js';
import { createComposer } from './compose.js';
import { createDanger, type Danger } from './danger.js';
import type { Answers } from './index.js';
import { createReceive } from './receive.js';
import { searchEntries } from './search-entries.js';

export interface AnswersDeps {
  guide: () => Guide;
  search: () => Search;
  directory: () => Directory;
  translator: Translator;
  /** The day in Moscow, `YYYY-MM-DD`. */
  today: () => string;
  retentionDays: number;
  /** Counts one "was this right?"; no text, no person. */
  onFeedback: (topic: string, helpful: boolean) => void;
}

/** The heart: decides what to say to one message. Keeps nothing but what it derives from the guide. */
export function createAnswers(deps: AnswersDeps): Answers {
  const composer = createComposer(deps);
  const danger = perGeneration(deps.guide, (guide) =>
    createDanger({
      phrases: guide.dangerPhrases(),
      calm: guide.calmPhrases(),
      samples: guide.dangerSamples(),
      ordinary: [
        ...spread(questions(guide), MOST_QUESTIONS),
        ...spread(sentences(guide, deps.today()), MOST_SENTENCES),
      ],
    }),
  );
  const asking = { ...deps, danger, composer };
  const ask = createAsk(asking);
  const receive = createReceive({
    ...deps,
    composer,
    ask,
    card: (card, reader) => emergency(asking, reader, card, []),
  });
  return { ask, receive };
}

function questions(guide: Guide): string[] {
  return guide.questions().flatMap(({ topics, text }) => (topics[0] === 'crisis' ? [] : [text]));
}

/** What the guide itself says about police, wages and ambulances is no cry for help. */
function sentences(guide: Guide, day: string): string[] {
  return searchEntries(guide, day)
    .filter((entry) => entry.kind === 'block')
    .flatMap((entry) => entry.text.split(/[\n.!?]+/u))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(/\s+/u).length >= 3);
}

/**
 * What danger is not must not outgrow the samples of danger: with five times as many ordinary sentences the model hears
 * one emergency in ten no more (its thresholds were fitted at these numbers).
 */
const MOST_QUESTIONS = 1_100;
const MOST_SENTENCES = 4_700;

/** At most so many, evenly from all of the list: of every topic and language some. */
function spread(texts: readonly string[], most: number): string[] {
  const step = Math.max(1, texts.length / most);
  return texts.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

function perGeneration(guide: () => Guide, make: (guide: Guide) => Danger): () => Danger {
  let made: { from: Guide; danger: Danger } | null = null;
  return () => {
    const current = guide();
    if (made?.from !== current) made = { from: current, danger: make(current) };
    return made.danger;
  };
}
