/** What happens to a text before it arrives: by hands, by keyboards, by programs, by mischief. All by the dice alone. */
import type { WrittenForm } from '../../../src/language/index.js';
import { type NoiseKind, noisesOf } from '../../eval/noise.js';
import type { Dice } from './dice.js';

export type Spoil = (text: string, dice: Dice, form: WrittenForm) => string;

const noise =
  (kind: NoiseKind): Spoil =>
  (text, dice, form) =>
    noisesOf(form, dice.seed())[kind](text);

/** People at a telephone. */
export const TYPING: Readonly<Record<string, Spoil>> = {
  typo: noise('typo'),
  typos: noise('typos'),
  special: noise('special'),
  script: noise('script'),
  cut: (text, dice) => text.slice(0, dice.between(1, text.length)),
  begun: (text, dice) => text.slice(dice.below(text.length)),
  fewer: (text, dice) => onWords(text, (list) => list.filter(() => dice.chance(0.6))),
  joined: (text, dice) => text.replace(/ /g, () => (dice.chance(0.4) ? '' : ' ')),
  'all joined': (text) => text.replace(/\s+/g, ''),
  again: (text, dice) =>
    onWords(text, (list) =>
      list.flatMap((word) =>
        dice.chance(0.2) ? Array.from({ length: dice.between(2, 5) }, () => word) : [word],
      ),
    ),
  'long letters': (text, dice) =>
    text.replace(/\p{L}/gu, (letter) => (dice.chance(0.1) ? letter.repeat(dice.between(2, 8)) : letter)),
  shuffled: (text, dice) => onWords(text, (list) => shuffled(list, dice)),
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  'from Caps Lock': (text) =>
    [...text].map((sign, at) => (at % 2 === 0 ? sign.toUpperCase() : sign.toLowerCase())).join(''),
  bare: (text) => text.replace(/[^\p{L}\p{M}\p{N}\s]/gu, ''),
  marks: (text, dice) =>
    `${text}${dice.pick(['?', '!', '.', ',', ')', '?!'])}`.padEnd(text.length + dice.below(8), '?!.'),
  spaced: (text, dice) =>
    text.replace(/ /g, () => dice.pick([' ', '  ', '\n', '\t', '\u00a0', ' , ', '\r\n', '...', '/'])),
};

const APOSTROPHES = ['ʻ', 'ʼ', "'", '’', '`', '´'] as const;
const LOOK_ALIKES = new Map(
  [...'аеорсухіАВЕКМНОРСТХ'].map((letter, at) => [letter, [...'aeopcyxiABEKMHOPCTX'][at] ?? letter]),
);
const TURNED = new Map([...LOOK_ALIKES].map(([cyrillic, latin]) => [latin, cyrillic]));

/** Signs that programs and mischief leave. */
export const SIGNS: Readonly<Record<string, Spoil>> = {
  'look-alikes': (text, dice) =>
    text.replace(/\p{L}/gu, (letter) =>
      dice.chance(0.4) ? (LOOK_ALIKES.get(letter) ?? TURNED.get(letter) ?? letter) : letter,
    ),
  NFD: (text) => text.normalize('NFD'),
  NFKD: (text) => text.normalize('NFKD'),
  NFC: (text) => text.normalize('NFC'),
  apostrophes: (text, dice) =>
    text
      .replace(/[ʻʼ'’`´]/g, () => dice.pick(APOSTROPHES))
      .replace(/[oOgG](?=\p{L})/gu, (letter) =>
        dice.chance(0.2) ? letter + dice.pick(APOSTROPHES) : letter,
      ),
  zalgo: (text, dice) => {
    const most = dice.pick([1, 3, 10, 60]);
    const mark = () => String.fromCharCode(dice.between(0x300, 0x36f));
    return text.replace(/\p{L}/gu, (letter) =>
      dice.chance(0.5) ? letter + Array.from({ length: dice.between(1, most) }, mark).join('') : letter,
    );
  },
  invisible: (text, dice) =>
    strewn(text, dice, 0.3, () =>
      dice.pick(['\u200d', '\u200b', '\u200c', '\u00ad', '\u2060', '\ufeff', '\ufe0f', '\u034f', '\u3164']),
    ),
  controls: (text, dice) =>
    strewn(text, dice, 0.2, () =>
      String.fromCharCode(dice.chance(0.5) ? dice.between(0, 0x1f) : dice.between(0x7f, 0x9f)),
    ),
  NUL: (text, dice) => strewn(text, dice, 0.1, () => '\u0000'),
  surrogates: (text, dice) =>
    strewn(text, dice, 0.15, () => String.fromCharCode(dice.between(0xd800, 0xdfff))),
  direction: (text, dice) => {
    const mark = () =>
      dice.pick(['\u202e', '\u202d', '\u202b', '\u202c', '\u2066', '\u2067', '\u2069', '\u200f', '\u061c']);
    return dice.chance(0.5) ? `\u202e${text}\u202c` : strewn(text, dice, 0.2, mark);
  },
  'any signs': (text, dice) =>
    strewn(text, dice, 0.3, () =>
      String.fromCodePoint(
        dice.pick([0x10ffff, 0xffff, 0x7ff, 0x1ffff].map((most) => dice.between(0, most))),
      ),
    ),
};

function onWords(text: string, change: (list: string[]) => string[]): string {
  return change(text.split(' ')).join(' ');
}

function shuffled(list: readonly string[], dice: Dice): string[] {
  const left = [...list];
  return list.flatMap(() => left.splice(dice.below(left.length), 1));
}

/** Signs between the signs of a text, each place with this probability. */
function strewn(text: string, dice: Dice, probability: number, sign: () => string): string {
  return [...text].map((own) => (dice.chance(probability) ? own + sign() : own)).join('');
}
