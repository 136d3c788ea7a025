import type { Guide } from '../content/index.js';
import type { Directory } from '../directory/index.js';
import type { Translator } from '../i18n/index.js';
import type { Search } from '../search/index.js';
import { createAsk } from './ask.js';
import { createComposer } from './compose.js';
import { createDanger, type Danger } from './danger.js';
import type { Answers } from './index.js';
import { createReceive } from './receive.js';
import { emergency } from './replies.js';

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
    createDanger({ phrases: guide.dangerPhrases(), calm: guide.calmPhrases() }),
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

function perGeneration(guide: () => Guide, make: (guide: Guide) => Danger): () => Danger {
  let made: { from: Guide; danger: Danger } | null = null;
  return () => {
    const current = guide();
    if (made?.from !== current) made = { from: current, danger: make(current) };
    return made.danger;
  };
}
