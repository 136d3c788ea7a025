import { type DangerPhrases, EMERGENCY_CARDS, type EmergencyCard } from '../content/index.js';
import { EDITED_LANGUAGES, type EditedLanguage, fold, stem, words } from '../language/index.js';
import { createClassifier } from './classifier.js';

/**
 * Danger to life or body now, in whatever language it is written. Phrases that editors own come first; a small
 * classifier trained on the same phrases catches wordings that are near to them. Calm phrases ("умираю от жары")
 * take a hit back.
 */
export interface Danger {
  recognise(text: string): { card: EmergencyCard; why: string[] } | null;
}

export interface DangerDeps {
  phrases: DangerPhrases[];
  /** Phrases that look like danger and are none. */
  calm: { language: EditedLanguage; phrases: string[] }[];
  /** Ordinary questions: what danger is not. */
  ordinary: string[];
}

interface Phrase {
  card: EmergencyCard | 'calm';
  language: EditedLanguage;
  stems: string[];
  /** Set for a phrase of one word: it must stand there as it is, a common stem is not enough. */
  word: string | null;
  text: string;
}

interface Hit {
  phrase: Phrase;
  /** positions of its words in the sentence */
  at: number[];
}

/** Words that may stand between two words of a phrase. */
const GAP = 2;
/** The classifier alone must be this sure. */
const MODEL_SURE = 0.93;

/** When two cards fit equally: never police first where police or army hold the person. */
const PRIORITY: readonly EmergencyCard[] = ['suicide', 'fire', 'held', 'medical', 'captivity', 'violence'];

export function createDanger({ phrases, calm, ordinary }: DangerDeps): Danger {
  const lists = [...phrases, ...calm.map((list) => ({ ...list, card: 'calm' as const }))];
  const known = lists.flatMap(({ card, language, phrases: list }) =>
    list.map((text): Phrase => {
      const folded = words(text).map(fold);
      const [word = null] = folded.length === 1 ? folded : [];
      return { card, language, text, stems: folded.map((part) => stem(part, language)), word };
    }),
  );
  const everyday = new Set(ordinary.flatMap((text) => words(text).map(fold)));
  // one word that people also use in ordinary questions says nothing by itself
  const usable = known.filter(
    (phrase) => phrase.stems.length > 0 && (phrase.word === null || !everyday.has(phrase.word)),
  );
  const danger = usable.filter((phrase) => phrase.card !== 'calm');
  const model =
    danger.length === 0
      ? null
      : createClassifier([
          ...usable.map((phrase) => ({
            label: phrase.card === 'calm' ? 'none' : phrase.card,
            text: phrase.text,
          })),
          ...ordinary.map((text) => ({ label: 'none', text })),
        ]);

  return {
    recognise(text) {
      if (danger.length === 0) return null;
      const hits = sentences(text).flatMap((sentence) => hitsIn(sentence, usable));
      const quieting = hits.filter((hit) => hit.phrase.card === 'calm');
      const standing = hits.filter(
        (hit) => hit.phrase.card !== 'calm' && !quieting.some((quiet) => covers(quiet, hit)),
      );
      if (standing.length > 0) {
        const card = heaviest(standing);
        return {
          card,
          why: standing.filter((hit) => hit.phrase.card === card).map((hit) => hit.phrase.text),
        };
      }
      if (quieting.length > 0 || model === null) return null;
      const guess = model.classify(text);
      const card = EMERGENCY_CARDS.find((candidate) => candidate === guess.label);
      return card && guess.probability >= MODEL_SURE
        ? { card, why: [`model ${guess.probability.toFixed(2)}`] }
        : null;
    },
  };
}

interface Sentence {
  folded: string[];
  stems: Record<EditedLanguage, string[]>;
}

/** "If": the danger is thought of, not there; unless the person calls for help in the same breath. */
const IF = new Set(['если', 'вдруг', 'agar', 'агар', 'эгер', 'эгерде'].map(fold));
const HELP = new Set(
  [
    'помогите',
    'срочно',
    'сейчас',
    'спасите',
    'yordam',
    'hozir',
    'tez',
    'кумак',
    'ёрӣ',
    'ҳозир',
    'зуд',
    'жардам',
    'азыр',
    'тез',
  ].map(fold),
);

function sentences(text: string): Sentence[] {
  return text
    .split(/[.!?…\n]+/u)
    .map((part) => ({
      folded: words(part).map(fold),
      stems: {
        ru: stemsOf(part, 'ru'),
        ky: stemsOf(part, 'ky'),
        tg: stemsOf(part, 'tg'),
        uz: stemsOf(part, 'uz'),
      },
    }))
    .filter((sentence) => EDITED_LANGUAGES.some((language) => sentence.stems[language].length > 0));
}

function stemsOf(text: string, language: EditedLanguage): string[] {
  return words(text).map((word) => stem(fold(word), language));
}

function hitsIn(sentence: Sentence, phrases: Phrase[]): Hit[] {
  const imagined =
    sentence.folded.some((word) => IF.has(word)) && !sentence.folded.some((word) => HELP.has(word));
  return phrases.flatMap((phrase) => {
    if (imagined && phrase.card !== 'suicide' && phrase.card !== 'calm') return [];
    const at =
      phrase.word === null
        ? find(phrase.stems, sentence.stems[phrase.language])
        : findWord(phrase.word, sentence.folded);
    return at ? [{ phrase, at }] : [];
  });
}

function findWord(word: string, sentence: string[]): number[] | null {
  const at = sentence.findIndex((other) => other === word || (word.length >= 7 && same(word, other)));
  return at === -1 ? null : [at];
}

/** Positions of all words of a phrase within a window, in any order (word order differs between the languages). */
function find(phrase: string[], sentence: string[]): number[] | null {
  const window = phrase.length === 1 ? 1 : phrase.length + GAP;
  for (let start = 0; start < sentence.length; start += 1) {
    const taken: number[] = [];
    for (const wanted of phrase) {
      let found = -1;
      for (let index = start; index < Math.min(start + window, sentence.length); index += 1) {
        if (!taken.includes(index) && same(wanted, sentence[index] ?? '')) {
          found = index;
          break;
        }
      }
      if (found === -1) break;
      taken.push(found);
    }
    if (taken.length === phrase.length) return taken;
  }
  return null;
}

/** Equal, or one typo apart in a longer word, or one is the other with a short ending. */
function same(a: string, b: string): boolean {
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  if (shorter >= 4 && Math.abs(a.length - b.length) <= 2 && (a.startsWith(b) || b.startsWith(a))) return true;
  return shorter >= 5 && a[0] === b[0] && oneEditApart(a, b);
}

function oneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let left = 0;
  while (left < a.length && left < b.length && a[left] === b[left]) left += 1;
  let right = 0;
  while (
    right < a.length - left &&
    right < b.length - left &&
    a[a.length - 1 - right] === b[b.length - 1 - right]
  ) {
    right += 1;
  }
  const [restA, restB] = [a.length - left - right, b.length - left - right];
  const swapped = restA === 2 && restB === 2 && a[left] === b[left + 1] && a[left + 1] === b[left];
  return (restA <= 1 && restB <= 1) || swapped;
}

/** A calm phrase takes back a hit whose words it contains. */
function covers(calm: Hit, hit: Hit): boolean {
  return (
    hit.at.some((position) => calm.at.includes(position)) ||
    calm.phrase.stems.length > hit.phrase.stems.length
  );
}

function heaviest(hits: Hit[]): EmergencyCard {
  const weight = new Map<EmergencyCard, number>();
  for (const { phrase } of hits) {
    if (phrase.card === 'calm') continue;
    weight.set(phrase.card, Math.max(weight.get(phrase.card) ?? 0, phrase.stems.length));
  }
  // police or army holding the person outweighs what else they do: the other cards name the police
  if (weight.has('held') && !weight.has('suicide') && !weight.has('medical')) return 'held';
  const [best] = [...weight.entries()].sort(
    ([a, left], [b, right]) => right - left || PRIORITY.indexOf(a) - PRIORITY.indexOf(b),
  );
  if (!best) throw new Error('no hit to weigh');
  return best[0];
}
