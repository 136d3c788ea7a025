/** From one message to scored topics: stories by their question, follow-ups by what was spoken of before. */
import { type WrittenForm, words } from '../language/index.js';
import type { DangerOdds, Search, SearchHit } from '../search/index.js';
import { type Asked, NOTHING_ASKED, partAskedFor } from './aspect.js';

export interface Understood {
  /** Best first, scores 0..1. */
  hits: SearchHit[];
  danger: DangerOdds | null;
  /** The score of the best topic by the message alone, whatever was spoken of before. */
  alone: number;
  known: number;
  /** If the message goes on about the last topic: which part of its page it asks for. */
  asked: Asked;
  /** The last topic of the chat is what a short, unclear message was taken to be about. */
  followUp: boolean;
}

/** Of a very long message only its beginning and its end are looked at; nobody needs more to be understood. */
const MOST_SIGNS = 1_000;
/** Ligatures become up to eighteen letters each. */
const MOST_TYPED = 4_096;
/** A message with more words than this is a story: what it asks counts as much as all of it. */
const STORY_WORDS = 18;
const FEWEST_ASKING = 3;
/** How much more likely a short message goes on about the last topic than about any other. */
const GOES_ON: readonly (readonly [upTo: number, factor: number])[] = [
  [2, 30],
  [4, 20],
  [7, 8],
  [10, 3],
];
/** "And", "what if", "it": the message leans on the one before. */
const LEANS =
  /^(?:а|и|но|если|тогда|анан|андан|ошондо|эгер|эмесе|ва|агар|пас|баъд|он|онҳо|онро|ҳамон|нархаш|agar|unda|va|keyin|buni|uni|ular|necha yilga|агар|унда|кейин|буни|уни|улар(?:да)?|анда)(?![\p{L}])/iu;
const LEANING = 4;
/** "How much?" alone is about nothing else. */
const CERTAIN = 1e6;
/** "How much is it in winter?" rather goes on too. */
const PART = 6;
const MOST_HITS = 8;
/** What a follow-up in words that nobody knows is still worth. */
const SURE_AGAIN = 0.8;
/** Beyond a topic: a greeting after an answer is no follow-up. */
const NO_TOPICS = new Set(['small-talk', 'mediator-human-request', 'insult', 'instruction']);

/** The part of a message that is looked at, in compatible letters (NFKC). */
export function lookedAt(text: string): string {
  const half = MOST_SIGNS / 2;
  const whole = (text.length <= MOST_TYPED ? text : text.slice(0, half) + text.slice(-half)).normalize(
    'NFKC',
  );
  return whole.length <= MOST_SIGNS ? whole : `${whole.slice(0, half)} ${whole.slice(-half)}`;
}

/** `topic`: the last topic of the chat, if there is one. */
export function understand(
  search: Search,
  text: string,
  language: WrittenForm,
  topic: string | undefined,
): Understood {
  const whole = search.find(text, { language, limit: Number.POSITIVE_INFINITY });
  const count = words(text).length;
  const asking = count > STORY_WORDS ? askingPart(text) : null;
  const hits =
    asking === null
      ? whole.hits
      : together(whole.hits, search.find(asking, { language, limit: Number.POSITIVE_INFINITY }).hits);
  const goesOn = goingOn(hits, text, count, topic, language);
  return {
    ...goesOn,
    hits: goesOn.hits.slice(0, MOST_HITS),
    danger: whole.danger,
    known: whole.known,
    alone: hits[0]?.score ?? 0,
  };
}

/** The sentences that end with a question mark, or null if there are none or nothing else. */
function askingPart(text: string): string | null {
  const parts = text.match(/[^.!?…\n]+[.!?…\n]*/gu) ?? [];
  const asking = parts.filter((part) => part.includes('?'));
  const joined = asking.join(' ').trim();
  return asking.length === parts.length || words(joined).length < FEWEST_ASKING ? null : joined;
}

function together(whole: readonly SearchHit[], asking: readonly SearchHit[]): SearchHit[] {
  const scores = new Map(asking.map(({ topic, score }) => [topic, score]));
  return whole
    .map((hit) => ({ ...hit, score: (hit.score + (scores.get(hit.topic) ?? 0)) / 2 }))
    .sort((a, b) => b.score - a.score);
}

function goingOn(
  hits: SearchHit[],
  text: string,
  count: number,
  topic: string | undefined,
  language: WrittenForm,
): Pick<Understood, 'hits' | 'followUp' | 'asked'> {
  const alone = { hits, followUp: false, asked: NOTHING_ASKED };
  const factor = GOES_ON.find(([upTo]) => count <= upTo)?.[1] ?? 1;
  const best = hits[0];
  if (topic === undefined || best === undefined || factor === 1) return alone;
  const asked = partAskedFor(text, language);
  if (NO_TOPICS.has(best.topic) && !asked.only) return alone;
  const leaning = LEANS.test(text.trim()) ? LEANING : 1;
  const more = asked.only ? CERTAIN : factor * leaning * (asked.part === null ? 1 : PART);
  const raised = hits.map((hit) => (hit.topic === topic ? { ...hit, score: hit.score * more } : hit));
  const total = raised.reduce((sum, { score }) => sum + score, 0);
  const [first, ...rest] = raised.sort((a, b) => b.score - a.score);
  if (first?.topic !== topic) return alone;
  const all = Math.max(
    hits.reduce((sum, { score }) => sum + score, 0),
    SURE_AGAIN,
  );
  const scaled = [first, ...rest].map((hit) => ({ ...hit, score: (hit.score / total) * all }));
  return { hits: scaled, followUp: best.topic !== topic, asked };
}
