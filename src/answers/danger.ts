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
  /** Ordinary questions: what danger is not. */
  ordinary: string[];
}

interface Phrase {
  card: EmergencyCard | 'calm';
  language: EditedLanguage;
  stems: string[];
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

export function createDanger({ phrases, ordinary }: DangerDeps): Danger {
  const known = phrases.flatMap(({ card, language, phrases: list }) =>
    list.map((text): Phrase => ({ card, language, text, stems: stemsOf(text, language) })),
  );
  const usable = known.filter((phrase) => phrase.stems.length > 0);
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
      const calm = hits.filter((hit) => hit.phrase.card === 'calm');
      const standing = hits.filter(
        (hit) => hit.phrase.card !== 'calm' && !calm.some((quiet) => covers(quiet, hit)),
      );
      if (standing.length > 0) {
        const card = heaviest(standing);
        return {
          card,
          why: standing.filter((hit) => hit.phrase.card === card).map((hit) => hit.phrase.text),
        };
      }
      if (calm.length > 0 || model === null) return null;
      const guess = model.classify(text);
      const card = EMERGENCY_CARDS.find((candidate) => candidate === guess.label);
      return card && guess.probability >= MODEL_SURE
        ? { card, why: [`model ${guess.probability.toFixed(2)}`] }
        : null;
    },
  };
}

interface Sentence {
  stems: Record<EditedLanguage, string[]>;
}

function sentences(text: string): Sentence[] {
  return text
    .split(/[.!?…\n]+/u)
    .map((part) => ({
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
  return phrases.flatMap((phrase) => {
    const at = find(phrase.stems, sentence.stems[phrase.language]);
    return at ? [{ phrase, at }] : [];
  });
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
