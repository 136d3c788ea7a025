/** How people spoil a text when they type. Each kind is a pure function text -> text: the same seed gives the same text. */
import { uzbekToCyrillic, uzbekToLatin, type WrittenForm } from '../../src/language/index.js';
import { random } from '../../tests/support/fake-telegram/chaos.js';
import { WITHOUT_SPECIAL } from '../language-typing.js';

export const NOISE_KINDS = ['special', 'script', 'typo', 'typos'] as const;
/** Special letters dropped, the other script, one typo, a typo in every word of four letters or more. */
export type NoiseKind = (typeof NOISE_KINDS)[number];
export type Noise = (text: string) => string;

/** The noises of one written form. `script` leaves a text as it is that has no letter to change. */
export function noisesOf(form: WrittenForm, seed: number): Record<NoiseKind, Noise> {
  const script: Record<WrittenForm, Noise> = {
    ru: (text) => chatLatin(text, seed),
    ky: (text) => chatLatin(text, seed),
    tg: (text) => chatLatin(text, seed),
    uz: uzbekToCyrillic,
    'uz-Cyrl': uzbekToLatin,
  };
  return {
    special: withoutSpecial,
    script: script[form],
    typo: (text) => withTypos(text, seed, 'one'),
    typos: (text) => withTypos(text, seed, 'every'),
  };
}

/** On a Russian keyboard, or on an English one without apostrophes. */
export function withoutSpecial(text: string): string {
  return text
    .normalize('NFC')
    .replace(/(?<=\p{L})[ʻʼ‘’'`´]/gu, '')
    .replace(/[ёңөүғӣқӯҳҷў]/giu, (letter) => cased(letter, WITHOUT_SPECIAL[letter.toLowerCase()] ?? letter));
}

/** How Cyrillic letters are typed in Latin chats; where habits differ, all of them. */
const CHAT_LATIN: Readonly<Record<string, readonly string[]>> = {
  а: ['a'],
  б: ['b'],
  в: ['v'],
  г: ['g'],
  д: ['d'],
  е: ['e'],
  ё: ['yo', 'e', 'jo'],
  ж: ['j', 'zh'],
  з: ['z'],
  и: ['i'],
  й: ['y', 'i', 'j'],
  к: ['k'],
  л: ['l'],
  м: ['m'],
  н: ['n'],
  о: ['o'],
  п: ['p'],
  р: ['r'],
  с: ['s'],
  т: ['t'],
  у: ['u'],
  ф: ['f'],
  х: ['h', 'kh', 'x'],
  ц: ['ts', 'c'],
  ч: ['ch', '4'],
  ш: ['sh', 'w'],
  щ: ['sch', 'shch', 'sh'],
  ъ: [''],
  ы: ['y', 'i'],
  ь: ['', "'"],
  э: ['e'],
  ю: ['yu', 'ju', 'iu'],
  я: ['ya', 'ja', 'ia'],
  ң: ['n', 'ng'],
  ө: ['o', 'ö'],
  ү: ['u', 'ü'],
  ғ: ['g', 'gh'],
  ӣ: ['i'],
  қ: ['k', 'q'],
  ӯ: ['u', 'o'],
  ҳ: ['h'],
  ҷ: ['j'],
};

/** Russian, Kyrgyz or Tajik as typed in Latin letters. One person keeps to one habit: it is drawn once a text. */
export function chatLatin(text: string, seed: number): string {
  const draw = drawFor(text, seed);
  const habit = new Map(Object.entries(CHAT_LATIN).map(([letter, ways]) => [letter, pick(ways, draw)]));
  return text.normalize('NFC').replace(/\p{Script=Cyrillic}/gu, (letter) => {
    const typed = habit.get(letter.toLowerCase()) ?? letter;
    return letter === letter.toLowerCase() ? typed : typed.charAt(0).toUpperCase() + typed.slice(1);
  });
}

/** Shorter words are left alone: with a letter changed nobody could read them. */
const LONG_WORD = /\p{L}{4,}/gu;

function withTypos(text: string, seed: number, how: 'one' | 'every'): string {
  const draw = drawFor(text, seed);
  const places = [...text.matchAll(LONG_WORD)].map(({ index }) => index);
  const only = places[Math.floor(draw() * places.length)];
  return text.replace(LONG_WORD, (word, place: number) =>
    how === 'every' || place === only ? misspelt(word, draw) : word,
  );
}

/** One letter swapped with the next, dropped, doubled or replaced; never the word itself. */
function misspelt(word: string, draw: () => number): string {
  for (;;) {
    const at = Math.floor(draw() * word.length);
    const before = word.slice(0, at);
    const letter = word.charAt(at);
    const after = word.slice(at + 1);
    const changed = pick(
      [
        before + after.charAt(0) + letter + after.slice(1),
        before + after,
        before + letter + letter + after,
        before + cased(letter, pick(alphabetOf(letter), draw)) + after,
      ],
      draw,
    );
    if (changed !== word) return changed;
  }
}

const LATIN = [...'abcdefghijklmnopqrstuvxyz'];
const CYRILLIC = [...'абвгдежзийклмнопрстуфхцчшыьэюя'];

function alphabetOf(letter: string): readonly string[] {
  return /\p{Script=Cyrillic}/u.test(letter) ? CYRILLIC : LATIN;
}

function cased(like: string, letter: string): string {
  return like === like.toLowerCase() ? letter : letter.toUpperCase();
}

function pick(from: readonly string[], draw: () => number): string {
  return from[Math.floor(draw() * from.length)] ?? '';
}

/** The text itself is part of the seed, so that order and number of texts change nothing. */
function drawFor(text: string, seed: number): () => number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return random(seed, hash);
}
