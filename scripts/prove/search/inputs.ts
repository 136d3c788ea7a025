/** The made-up messages of the proof: input number N of a seed is always the same, whoever asks for it, in any order. */
import type { AskInput } from '../../../src/answers/index.js';
import { COUNTRY_CODES, type Guide, REGION_CODES } from '../../../src/content/index.js';
import { uzbekToCyrillic, WRITTEN_FORMS, type WrittenForm } from '../../../src/language/index.js';
import type { Questions } from '../conversation.js';
import { guideQuestions } from '../questions.js';
import { createDice, type Dice } from './dice.js';
import { EMPTY, FOLLOW_UPS, filled, KILLERS, PIECES } from './pieces.js';
import { SIGNS, type Spoil, TYPING } from './spoil.js';

export interface Made {
  number: number;
  /** Family, then what was done to it. */
  kind: string;
  input: AskInput;
  /** A word that only this person wrote. */
  canary: string | null;
}

/** What is said before anything happens to it. */
interface Sources {
  questions: Questions;
  /** Messages that no page answers: danger, what only sounds so, small talk, insults, orders. */
  others: Readonly<Record<'ru' | 'ky' | 'tg' | 'uz', readonly string[]>>;
  topics: readonly string[];
}

interface Text {
  text: string;
  form: WrittenForm;
  did: string[];
}

type Family = (dice: Dice, from: Sources) => Text;

/** Longest message of the doors. */
const LIMIT = 4_096;
const MOST_SHORT_WORDS = 25;
const SHORT_SHARE = 0.9;
const CANARY_SHARE = 0.01;
const OTHERS_SHARE = 0.15;

const SHORT: readonly (readonly [number, string, Family])[] = [
  [30, 'typed', (dice, from) => spoiled(short(said(dice, from)), dice, TYPING, dice.below(4))],
  [12, 'fragment', (dice, from) => spoiled(fragment(said(dice, from), dice), dice, TYPING, dice.below(2))],
  [12, 'mixed', (dice, from) => spoiled(mixed(dice, from), dice, TYPING, dice.below(2))],
  [16, 'signs', (dice, from) => spoiled(short(said(dice, from)), dice, SIGNS, dice.between(1, 2))],
  [14, 'spliced', (dice, from) => spliced(short(said(dice, from)), dice, dice.between(1, 3))],
  [
    6,
    'typed and signs',
    (dice, from) =>
      spoiled(spoiled(spliced(short(said(dice, from)), dice, 1), dice, TYPING, 2), dice, SIGNS, 2),
  ],
  [
    5,
    'no words of ours',
    (dice) => spliced({ text: '', form: formOf(dice), did: [] }, dice, dice.between(1, 4)),
  ],
  [
    3,
    'looks empty',
    (dice) => ({ text: dice.pick(EMPTY).repeat(dice.pick([1, 1, 3])), form: formOf(dice), did: [] }),
  ],
  [
    2,
    'follow-up',
    (dice) =>
      spoiled({ text: dice.pick(FOLLOW_UPS), form: formOf(dice), did: [] }, dice, TYPING, dice.below(2)),
  ],
];

const LONG: readonly (readonly [number, string, Family])[] = [
  [50, 'story', (dice, from) => spoiled(story(dice, from), dice, TYPING, dice.below(3))],
  [
    12,
    'story and signs',
    (dice, from) => spoiled(spliced(story(dice, from), dice, 2), dice, SIGNS, dice.below(3)),
  ],
  [16, 'at the limit', atTheLimit],
  [22, 'killer', killer],
];

export function createInputs(seed: number, guide: Guide, day: string): (number: number) => Made {
  const others = { ru: [] as string[], ky: [] as string[], tg: [] as string[], uz: [] as string[] };
  const topics = guide.topicIds();
  const pages = new Set(topics);
  for (const { language, text } of guide.dangerSamples()) others[language].push(text);
  for (const { language, text, topics: about } of guide.questions())
    if (about[0] !== undefined && !pages.has(about[0]))
      others[language === 'und' ? 'ru' : language].push(text);
  const from: Sources = { questions: guideQuestions(guide, day), others, topics };

  return (number) => {
    const dice = createDice(seed, number, 0x5ea);
    const [, family, make] = dice.weighted(
      (dice.chance(SHORT_SHARE) ? SHORT : LONG).map((entry) => [entry[0], entry] as const),
    );
    const { text, did } = make(dice, from);
    const canary = dice.chance(CANARY_SHARE) ? canaryWord(dice) : null;
    return {
      number,
      kind: did.length === 0 ? family : `${family}: ${did.join(', ')}`,
      input: {
        text: canary === null ? text : withWord(text, canary, dice),
        ...known(dice, from, family === 'follow-up'),
      },
      canary,
    };
  };
}

/** What a chat may know of the person already. */
function known(dice: Dice, { topics }: Sources, goesOn: boolean): Omit<AskInput, 'text'> {
  return {
    ...(dice.chance(0.3) ? { language: formOf(dice) } : {}),
    ...(dice.chance(0.15) ? { citizenship: dice.pick(COUNTRY_CODES) } : {}),
    ...(dice.chance(0.15) ? { region: dice.pick(REGION_CODES) } : {}),
    // a topic may be gone from the guide since
    ...(dice.chance(goesOn ? 0.9 : 0.2)
      ? { topic: dice.chance(0.03) ? dice.pick(['gone-since', '__proto__']) : dice.pick(topics) }
      : {}),
  };
}

function formOf(dice: Dice): WrittenForm {
  return dice.pick(WRITTEN_FORMS);
}

function said(dice: Dice, from: Sources): Text {
  const form = formOf(dice);
  const language = form === 'uz-Cyrl' ? 'uz' : form;
  const byTopic = from.questions.get(language) ?? new Map<string, readonly string[]>();
  const text = dice.chance(OTHERS_SHARE)
    ? dice.pick(from.others[language])
    : dice.pick(byTopic.get(dice.pick([...byTopic.keys()])) ?? []);
  return { text: form === 'uz-Cyrl' ? uzbekToCyrillic(text) : text, form, did: [] };
}

function short(one: Text): Text {
  return { ...one, text: one.text.split(/\s+/u).slice(0, MOST_SHORT_WORDS).join(' ') };
}

function fragment(one: Text, dice: Dice): Text {
  const list = one.text.split(/\s+/u);
  const start = dice.below(list.length);
  return { ...one, text: list.slice(start, start + dice.between(1, 3)).join(' ') };
}

/** Two to four languages, a few words of each by turns. */
function mixed(dice: Dice, from: Sources): Text {
  const parts = Array.from({ length: dice.between(2, 4) }, () => said(dice, from));
  const text = parts.map((part) => part.text.split(/\s+/u).slice(0, dice.between(1, 6)).join(' ')).join(' ');
  return { text, form: parts[0]?.form ?? 'ru', did: parts.map((part) => part.form) };
}

function spoiled(one: Text, dice: Dice, ways: Readonly<Record<string, Spoil>>, times: number): Text {
  let { text, did } = one;
  for (let time = 0; time < times; time += 1) {
    const [name, spoil] = dice.pick(Object.entries(ways));
    // some signs make texts longer each time
    if (text !== '') text = spoil(text, dice, one.form).slice(0, LIMIT);
    did = [...did, name];
  }
  return { ...one, text, did };
}

function spliced(one: Text, dice: Dice, times: number): Text {
  let { text, did } = one;
  for (let time = 0; time < times; time += 1) {
    const [name, piece] = dice.pick(Object.entries(PIECES));
    text = withWord(text, piece(dice), dice);
    did = [...did, name];
  }
  return { ...one, text, did };
}

/** Several sentences, most of some hundred signs, a few up to the limit. */
function story(dice: Dice, from: Sources): Text {
  const length = dice.weighted([
    [6, dice.between(150, 600)],
    [3, dice.between(600, 1_500)],
    [1, dice.between(1_500, LIMIT)],
  ]);
  const first = said(dice, from);
  let text = first.text;
  while (text.length < length)
    text += `${dice.pick(['. ', '? ', ', ', ' ', '\n', '; '])}${said(dice, from).text}`;
  return { ...first, text: text.slice(0, length) };
}

function atTheLimit(dice: Dice, from: Sources): Text {
  const length = dice.pick([LIMIT - 1, LIMIT]);
  const one = said(dice, from);
  const [name, unit] = dice.pick<readonly [string, string]>([
    ['one word', one.text.replace(/\P{L}/gu, '')],
    ['one short word', 'патент'],
    ['the same words', `${one.text} `],
    ['the same question', `${one.text}?\n`],
    ['many words', `${story(dice, from).text} ${story(dice, from).text} `],
    ['spaces', dice.pick([' ', '\n', '\u00a0', '\u200b'])],
    ['emoji', '😀'],
    ['emoji of four units', '👍🏿'],
    ['families', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}'],
    ['words of emoji', `${one.text.slice(0, 12)}😀`],
    ['zalgo', SIGNS.zalgo?.(one.text, dice, one.form) ?? ''],
  ]);
  return { ...one, text: filled(unit, length), did: [name] };
}

function killer(dice: Dice, from: Sources): Text {
  const one = said(dice, from);
  const [name, make] = dice.pick(Object.entries(KILLERS));
  const length = dice.pick([500, 2_000, LIMIT, 10_000]);
  return { ...one, text: make(length, one.text), did: [name, String(length)] };
}

const ALPHABETS = [
  'abcdefghijklmnopqrstuvwxyz',
  'абвгдежзийклмнопрстуфхцчшщыэюя',
  '0123456789',
  'аeбi7уxо3қw9ӯ',
];

/** Random letters or digits: no text has it by chance. */
function canaryWord(dice: Dice): string {
  const letters = [...dice.pick(ALPHABETS)];
  return Array.from({ length: dice.between(14, 24) }, () => dice.pick(letters)).join('');
}

/** Between two words, in front or behind; a text that was within the limit stays there. */
function withWord(text: string, word: string, dice: Dice): string {
  const places = [0, ...[...text.slice(0, LIMIT).matchAll(/\s+/gu)].map(({ index }) => index), text.length];
  const at = dice.pick(places);
  const whole = `${text.slice(0, at)} ${word} ${text.slice(at)}`.trim();
  return whole.length <= LIMIT || text.length > LIMIT ? whole : `${word} ${text}`.slice(0, LIMIT);
}
