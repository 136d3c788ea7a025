/**
 * One plain-Latin skeleton for every script and spelling of our languages, so that "патент", "patent", "ПАТЕНТ",
 * "йўл", "yoʻl" and "yol" meet. It is for comparing only and is never shown.
 *
 * Letters that people swap are one: ш=sh=щ=w, ч=ch, ж=ҷ=j=zh, х=ҳ=h=x=kh, к=қ=k=q, г=ғ=g, и=й=ы=ӣ=i=y, н=ң=ng, с=ц=c=ts,
 * о=у=ў=ө=ү=ӯ=o=u, е=э=ё=ye=yo=йў. Signs (ъ ь ʼ ʻ) fall away and doubled letters are written once.
 */

const APOSTROPHES = /[ʻʼ‘’'`´ʹ′]/gu;

/** Letters of other keyboards that look like or stand in for ours. */
const LETTERS: Record<string, string> = {
  а: 'a',
  ә: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'g',
  ѓ: 'g',
  ҕ: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'e',
  э: 'e',
  ё: 'e',
  ж: 'j',
  ҷ: 'j',
  җ: 'j',
  з: 'z',
  и: 'i',
  й: 'i',
  ӣ: 'i',
  ѝ: 'i',
  і: 'i',
  ї: 'i',
  ы: 'i',
  к: 'k',
  қ: 'k',
  ќ: 'k',
  ҡ: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'n',
  ҥ: 'n',
  о: 'u',
  ө: 'u',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ў: 'u',
  ӯ: 'u',
  ү: 'u',
  ұ: 'u',
  ф: 'f',
  х: 'h',
  ҳ: 'h',
  һ: 'h',
  ц: 's',
  ч: 'c',
  ҹ: 'j',
  ш: 'w',
  щ: 'w',
  ъ: '',
  ь: '',
  ю: 'iu',
  я: 'ia',
  ј: 'j',
  c: 's',
  o: 'u',
  x: 'h',
  q: 'k',
  y: 'i',
  ı: 'i',
  ə: 'a',
  ø: 'u',
  ß: 's',
  æ: 'e',
  œ: 'e',
  đ: 'd',
  ł: 'l',
};

/** Latin letters inside a word that is otherwise Cyrillic: typed by mistake or to get around a filter. */
const LOOK_ALIKE: Record<string, string> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  i: 'и',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  u: 'и',
  x: 'х',
  y: 'у',
  '0': 'о',
  '3': 'з',
};

/** Letters of the Turkish and Azerbaijani keyboards, before their marks are taken off. */
const TURKIC: Record<string, string> = { ş: 'ш', ç: 'ч', ğ: 'г' };

const LETTER_RUN = /[\p{Script=Cyrillic}a-z\d]+/gu;

/** Only a few Latin letters among Cyrillic ones are mistakes; "PDFни" is a Latin name with a suffix. */
function repairMixed(word: string): string {
  const cyrillic = word.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = word.match(/[a-z]/gu)?.length ?? 0;
  return latin > 0 && cyrillic > latin
    ? word.replace(/[a-z03]/gu, (letter) => LOOK_ALIKE[letter] ?? letter)
    : word;
}

/** Letter groups of Latin spelling, longest first; applied after apostrophes are gone. */
const LATIN_GROUPS: ReadonlyArray<readonly [RegExp, string]> = [
  [/s?hch|sch/gu, 'ш'],
  [/sh|w/gu, 'ш'],
  [/ch/gu, 'ч'],
  [/zh|dj|дж/gu, 'ж'],
  [/kh/gu, 'х'],
  [/gh/gu, 'г'],
  [/ts|тс/gu, 'с'],
  [/ng|нг/gu, 'н'],
  [/y[eo]|й[оўеу]/gu, 'е'],
  [/yu/gu, 'ю'],
  [/ya/gu, 'я'],
];

/** The skeleton of a word or a text, lower case a-z and digits; spaces and other signs stay. */
export function fold(text: string): string {
  let out = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(APOSTROPHES, '')
    .replace(/[şçğ]/gu, (letter) => TURKIC[letter] ?? letter);
  out = out
    .normalize('NFD')
    .replace(/([a-z])\p{M}+/gu, '$1')
    .normalize('NFC')
    .replace(LETTER_RUN, repairMixed);
  for (const [group, letter] of LATIN_GROUPS) out = out.replace(group, letter);
  out = out.replace(/./gsu, (letter) => LETTERS[letter] ?? letter);
  out = out.normalize('NFD').replace(/\p{M}/gu, '');
  return out.replace(/([a-z])\1+/gu, '$1');
}
