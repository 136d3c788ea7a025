import { type DangerPhrases, EMERGENCY_CARDS, type EmergencyCard } from '../content/index.js';
import { type EditedLanguage, fold, stemFolded, words } from '../language/index.js';
import type { DangerOdds } from '../search/index.js';

/**
 * Danger to life or body now, in whatever language it is written: what the model of `search` has learnt from whole
 * messages, and phrases that editors own. Calm phrases ("умираю от жары") take a phrase back.
 */
export interface Danger {
  /** `learnt`: what the model says; `known`: how well the guide knows the text as an ordinary question, 0..1. */
  recognise(text: string, learnt: DangerOdds | null, known: number): DangerSign | null;
  /** Whether a phrase of danger stands in the text, and whether a calm one does. */
  phrasesIn(text: string): { standing: boolean; quieting: boolean };
}

export interface DangerSign {
  card: EmergencyCard;
  /** False: the usual answer is given, with a way to the card. */
  sure: boolean;
  why: string[];
}

export interface DangerDeps {
  phrases: DangerPhrases[];
  /** Phrases that look like danger and are none. */
  calm: { language: EditedLanguage; phrases: string[] }[];
}

interface Word {
  written: string;
  folded: string;
  stem: string;
}

interface Phrase {
  card: EmergencyCard | 'calm';
  language: EditedLanguage;
  words: Word[];
  /** First letters of its words, as bits: a sentence without one of them cannot hold the phrase. */
  letters: number;
  text: string;
}

interface Hit {
  phrase: Phrase;
  /** positions of its words in the sentence */
  at: number[];
}

/** Words that may stand between two words of a phrase. */
const GAP = 2;
/**
 * From which log-odds on there is danger, and from which on it is only asked after; fitted on the sample messages held
 * out in turn (docs/decisions/0007-danger.md). A question that the guide knows well counts against it.
 */
const SURE_FROM = 0.3;
const MAYBE_FROM = -1.5;
const ALWAYS = 1.29;
const LEARNT = 1.63;
const KNOWN_QUESTION = 1.3;
/** The odds of a message without a word that was ever learnt. */
const UNLEARNT = -3;
const ONE_WORD = 3;
const PHRASE = 0.4;
/** A message that is little else than a phrase of the editors: set by hand, so that what they list is heard. */
const ALL_PHRASE = 1.6;
const CALM_PHRASE = 0.74;
/** What a phrase adds to the probability of its card. */
const PHRASE_WEIGHT = 0.5;
/** Police and army as people write them; "полис" is also an insurance policy, which does no harm here. */
const FORCES =
  /(?<!\p{L})(?:полиц|полис|милиц|милис|мент(?!ал)|участков|росгвард|омон(?:\p{Ll}{0,4})(?!\p{L})|фсб|конвой|солдат|командир|военн|военком|арми[яюией]|ҳарбий|харбий|аскер|politsi|polits|polis|milits|milis|omon(?!\p{L})|uchastkov|harbiy|soldat|voyenkom|armiya|policiy|militsiy)/iu;
/** Who asks to call the police means private attackers. */
const CALL_POLICE =
  /(?:вызов|вызв|звон|позвон)\p{L}*\s+(?:в\s+)?(?:полици|милици|мент)|(?:полици|милиси|милици|полис)\p{L}*\s*(?:ро\s+)?(?:чақир|чакир|чакыр|ҷеғ|чег|даъват|занг|вызов)|(?:politsiya|milisa|policiya)\p{L}*\s+(?:chaqir|vizov|vyzov)/iu;
/** From here on "held by police or army" wins over cards that name the police. */
const HELD_FROM = 0.25;

export function createDanger({ phrases, calm }: DangerDeps): Danger {
  const lists = [...phrases, ...calm.map((list) => ({ ...list, card: 'calm' as const }))];
  const usable = lists
    .flatMap(({ card, language, phrases: list }) =>
      list.map((text): Phrase => {
        const own = wordsOf(text, language);
        return { card, language, text, words: own, letters: lettersOf(own) };
      }),
    )
    .filter((phrase) => phrase.words.length > 0);

  function found(text: string) {
    const hits = sentences(text).flatMap((sentence) => hitsIn(sentence, usable));
    const quieting = hits.filter((hit) => hit.phrase.card === 'calm');
    const standing = hits.filter(
      (hit) => hit.phrase.card !== 'calm' && !quieting.some((quiet) => covers(quiet, hit)),
    );
    return { standing, quieting };
  }

  return {
    phrasesIn(text) {
      const { standing, quieting } = found(text);
      return { standing: standing.length > 0, quieting: quieting.length > 0 };
    },
    recognise(text, learnt, known) {
      const before = ALWAYS + LEARNT * (learnt?.odds ?? UNLEARNT) - KNOWN_QUESTION * known;
      // the phrases are learnt too: far below, none of them stands in the text
      if (before + PHRASE + ALL_PHRASE < MAYBE_FROM) return null;
      const { standing, quieting } = found(text);
      const count = words(text).length;
      const most = Math.max(0, ...standing.map(({ at }) => at.length / count));
      const odds =
        before + (standing.length > 0 ? PHRASE + ALL_PHRASE * most : quieting.length > 0 ? -CALM_PHRASE : 0);
      if (odds < MAYBE_FROM) return null;
      // a single word ("нет") says too little, unless it is one of the editors' own
      const alone = count === 1 && standing.length === 0;
      if (alone && odds < SURE_FROM + ONE_WORD) return null;
      return {
        card: cardFor(text, learnt?.cards ?? new Map(), standing),
        sure: odds >= SURE_FROM,
        why: [
          `danger ${odds.toFixed(2)}`,
          ...standing.map((hit) => `${hit.phrase.card}: ${hit.phrase.text}`),
        ],
      };
    },
  };
}

function cardFor(text: string, likely: ReadonlyMap<string, number>, standing: Hit[]): EmergencyCard {
  const weight = (card: EmergencyCard): number =>
    (likely.get(card) ?? 0) + (standing.some((hit) => hit.phrase.card === card) ? PHRASE_WEIGHT : 0);
  const best = EMERGENCY_CARDS.reduce((top, card) => (weight(card) > weight(top) ? card : top));
  // whoever is held or beaten by police or army must not be sent to the police
  const byForce = weight('held') >= HELD_FROM || (FORCES.test(text) && !CALL_POLICE.test(text));
  return byForce && (best === 'violence' || best === 'captivity') ? 'held' : best;
}

/** A message of more sentences is no message of somebody in danger. */
const MOST_SENTENCES = 40;

interface Sentence {
  imagined: boolean;
  letters: number;
  words: Record<EditedLanguage, Word[]>;
}

/** "If": the danger is thought of, not there; unless the person calls for help in the same breath. */
const IF = new Set(['если', 'вдруг', 'agar', 'агар', 'эгер', 'эгерде'].map(fold));
const HELP = new Set(
  [
    ...['помогите', 'срочно', 'сейчас', 'спасите', 'yordam', 'hozir', 'tez', 'кумак'],
    ...['ёрӣ', 'ҳозир', 'зуд', 'жардам', 'азыр', 'тез'],
  ].map(fold),
);
/** Kyrgyz and Uzbek say "if" by an ending: "кармаса", "ushlasalar". */
const IF_ENDING = /(?:с[аеоө]|sa)(?:м|к|ң|ңыз|ңиз|лар|нгиз|m|k|ng|ngiz|lar)?$/u;

function sentences(text: string): Sentence[] {
  return text
    .split(/[.!?…\n]+/u)
    .slice(0, MOST_SENTENCES)
    .map((part) => {
      const written = words(part);
      const folded = written.map(fold);
      const inLanguage = (language: EditedLanguage): Word[] =>
        written.map((word, index) => wordOf(word, folded[index] ?? '', language));
      const russian = inLanguage('ru');
      return {
        imagined: folded.some((word) => IF.has(word)) && !folded.some((word) => HELP.has(word)),
        letters: lettersOf(russian),
        words: { ru: russian, ky: inLanguage('ky'), tg: inLanguage('tg'), uz: inLanguage('uz') },
      };
    })
    .filter((sentence) => sentence.words.ru.length > 0);
}

function wordsOf(text: string, language: EditedLanguage): Word[] {
  return words(text).map((word) => wordOf(word, fold(word), language));
}

function wordOf(word: string, folded: string, language: EditedLanguage): Word {
  return { written: word.toLowerCase(), folded, stem: stemFolded(folded, language) };
}

/** Equal words and near ones begin with the same letter, so this never rules out a hit. */
function lettersOf(list: Word[]): number {
  let letters = 0;
  for (const { folded } of list) letters |= 1 << (folded.charCodeAt(0) % 32);
  return letters;
}

function hitsIn(sentence: Sentence, phrases: Phrase[]): Hit[] {
  return phrases.flatMap((phrase) => {
    if ((phrase.letters & ~sentence.letters) !== 0) return [];
    if (sentence.imagined && phrase.card !== 'suicide' && phrase.card !== 'calm') return [];
    const at = find(phrase, sentence.words[phrase.language]);
    return at ? [{ phrase, at }] : [];
  });
}

/** Positions of all words within a window, in any order (word order differs between the languages). */
function find(phrase: Phrase, sentence: Word[]): number[] | null {
  const wanted = phrase.words;
  const only = wanted.length === 1;
  const window = only ? 1 : wanted.length + GAP;
  const byEnding = phrase.card !== 'calm' && (phrase.language === 'ky' || phrase.language === 'uz');
  for (let start = 0; start < sentence.length; start += 1) {
    const taken: number[] = [];
    for (const word of wanted) {
      let found = -1;
      for (let index = start; index < Math.min(start + window, sentence.length); index += 1) {
        const other = sentence[index];
        if (!other || taken.includes(index)) continue;
        const equal = only ? sameAlone(word, other) : same(word, other);
        if (equal && !(byEnding && IF_ENDING.test(other.written) && !IF_ENDING.test(word.written))) {
          found = index;
          break;
        }
      }
      if (found === -1) break;
      taken.push(found);
    }
    if (taken.length === wanted.length) return taken;
  }
  return null;
}

/** A phrase of one word must stand there as it is: a common stem is not enough. */
function sameAlone(a: Word, b: Word): boolean {
  return a.folded === b.folded || (a.folded.length >= 7 && near(a.folded, b.folded));
}

/** Equal, or forms of one word; short stems say little, so the words must begin alike beyond them. */
function same(a: Word, b: Word): boolean {
  if (a.folded === b.folded) return true;
  if (a.stem === b.stem) {
    const beginning = Math.min(4, a.folded.length, b.folded.length);
    return a.folded.slice(0, beginning) === b.folded.slice(0, beginning);
  }
  return near(a.stem, b.stem);
}

/** One is the other with a short ending, or they are one typo apart. */
function near(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < 5 || a[0] !== b[0]) return false;
  return (Math.abs(a.length - b.length) <= 2 && (a.startsWith(b) || b.startsWith(a))) || oneEditApart(a, b);
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
    calm.phrase.words.length > hit.phrase.words.length
  );
}
