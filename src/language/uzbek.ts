/** Uzbek between its two alphabets. Letter rules here; words the rules cannot know in `uzbek-exceptions.ts`. */
import {
  COMPOUND_STARTS,
  KEEPS_S,
  LONGEST_CLOSED_STEM,
  STAYS_LATIN,
  UZBEK_EXCEPTIONS,
} from './uzbek-exceptions.js';

/** The signs people type for the marks of oʻ, gʻ and for the tutuq: U+02BB and U+02BC are the right ones. */
const APOSTROPHES = "ʻʼ‘’'`´ʹ′";
const OKINA = 'ʻ';
const TUTUQ = 'ʼ';

/**
 * What is never converted: `{{facts}}` and `{placeholders}`, `$t(...)`, tags and entities, link targets, addresses of
 * pages and mail, domains, @names and /commands.
 */
const PROTECTED = new RegExp(
  [
    String.raw`\{\{[^{}]*\}\}`,
    String.raw`\{[^{}\s]*\}`,
    String.raw`\$t\([^()]*\)`,
    String.raw`<\/?[a-zA-Z][^<>]*>`,
    String.raw`&(?:[a-zA-Z]+|#\d+|#x[\da-fA-F]+);`,
    String.raw`(?<=\]\()[^()\s]*(?=\))`,
    String.raw`(?:https?|tg|mailto|tel):[^\s<>()«»"]+`,
    String.raw`(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+`,
    String.raw`(?<![\p{L}\p{N}_])@[a-zA-Z]\w*`,
    String.raw`(?<![\p{L}\p{N}_.-])(?:[a-zA-Z\d][a-zA-Z\d-]{0,62}\.){1,6}(?:ru|su|uz|kg|tj|kz|com|org|net|info|io|me|int|gov|app)(?![\p{L}\p{N}_])(?:\/[^\s<>()«»"]*[\w/])?`,
    String.raw`(?<![\p{L}\p{N}_.-])(?:[\p{L}\d][\p{L}\d-]{0,62}\.){1,6}(?:рф|рус)(?![\p{L}\p{N}_])`,
    String.raw`(?<![\p{L}\p{N}_/<])\/[a-zA-Z][\w/-]*`,
  ].join('|'),
  'gu',
);

/** Applies `convert` to what stands between the protected places. */
function outsideProtected(text: string, convert: (part: string) => string): string {
  let done = '';
  let from = 0;
  for (const match of text.matchAll(PROTECTED)) {
    done += convert(text.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return done + convert(text.slice(from));
}

type Casing = 'lower' | 'capital' | 'upper' | 'mixed';

function casing(word: string): Casing {
  const letters = word.replace(/[^\p{L}]/gu, '').replace(/[ʻʼ]/gu, '');
  if (letters === letters.toLowerCase()) return 'lower';
  const head = letters.slice(0, 1);
  if (letters === letters.toUpperCase()) return letters.length > 1 ? 'upper' : 'capital';
  return head === head.toUpperCase() && letters.slice(1) === letters.slice(1).toLowerCase()
    ? 'capital'
    : 'mixed';
}

function withCasing(lower: string, wanted: Casing): string {
  if (wanted === 'upper') return lower.toUpperCase();
  return wanted === 'capital' ? lower.charAt(0).toUpperCase() + lower.slice(1) : lower;
}

// --- Latin to Cyrillic -------------------------------------------------------------------------------------------

const LATIN_LETTERS: Record<string, string> = {
  a: 'а',
  b: 'б',
  c: 'с',
  d: 'д',
  f: 'ф',
  g: 'г',
  h: 'ҳ',
  i: 'и',
  j: 'ж',
  k: 'к',
  l: 'л',
  m: 'м',
  n: 'н',
  o: 'о',
  p: 'п',
  q: 'қ',
  r: 'р',
  s: 'с',
  t: 'т',
  u: 'у',
  v: 'в',
  x: 'х',
  y: 'й',
  z: 'з',
  oʻ: 'ў',
  gʻ: 'ғ',
  sh: 'ш',
  ch: 'ч',
  sʼh: 'сҳ',
  ye: 'е',
  yo: 'ё',
  yu: 'ю',
  ya: 'я',
  yoʻ: 'йў',
  ʼ: 'ъ',
};
const LATIN_UNIT = /sʼh|sh|ch|yoʻ|oʻ|gʻ|y[eoua]|./gsu;
const CYRILLIC_VOWEL = /[аоуэеёюяиўыъАОУЭЕЁЮЯИЎЫЪ]$/u;

/** Suffixes a noun takes, in Latin; a chain of them may follow a short stem of the list. */
const SUFFIX_CHAIN =
  /^(?:lar|imiz|ingiz|miz|ngiz|ning|gacha|ga|ka|qa|ni|dagi|dan|da|dir|dek|day|lik|li|siz|chi|cha|simon|shunos|boz|xona|aro|im|ing|iy|viy|si|i|mi|am|ham|man|san|ku|lash\p{L}*|lan\p{L}*|la)*$/u;

const LATIN_STEMS = new Map(UZBEK_EXCEPTIONS.map(({ latin, cyrillic }) => [latin, cyrillic]));
const LATIN_LENGTHS = lengths(LATIN_STEMS);

/** Longest first, so that the longest stem wins. */
function lengths(stems: ReadonlyMap<string, string>): number[] {
  return [...new Set([...stems.keys()].map((stem) => stem.length))].sort((a, b) => b - a);
}

/** `e` after a Cyrillic vowel or at the start is э, after a consonant е; `ye` after a consonant leaves its ь. */
function latinByRule(lower: string, before: string): string {
  let out = before;
  for (const [unit] of lower.matchAll(LATIN_UNIT)) {
    if (unit === 'e') out += out === '' || CYRILLIC_VOWEL.test(out) ? 'э' : 'е';
    else if (unit === 'ye') out += out === '' || CYRILLIC_VOWEL.test(out) ? 'е' : 'ье';
    else out += LATIN_LETTERS[unit] ?? unit;
  }
  return out.slice(before.length);
}

/** The endings of borrowed words where ц follows from the letters around it. */
function borrowedEndings(lower: string): string {
  let word = lower
    .replace(/(?<=l)ats(?=iya)/gu, 'yaц')
    .replace(/(?<=l)uts(?=i[yo])/gu, 'yuц')
    .replace(/ts(?=iya|ion|ent|enz|ept|essiya|ed[ue]|ey(?!\p{L}))/gu, 'ц');
  if (!KEEPS_S.some((stem) => word.startsWith(stem)))
    word = word.replace(/(?<=[nkp])s(?=iya(?:$|[vslndgmch]))/gu, 'ц');
  return word;
}

function latinStem(lower: string): string | null {
  for (const length of LATIN_LENGTHS) {
    if (length > lower.length) continue;
    const cyrillic = LATIN_STEMS.get(lower.slice(0, length));
    if (cyrillic === undefined) continue;
    const rest = lower.slice(length);
    if (rest === '') return cyrillic;
    if (rest.startsWith(OKINA)) continue;
    if (length <= LONGEST_CLOSED_STEM && !SUFFIX_CHAIN.test(rest)) continue;
    const stem = cyrillic.replace(/ь$/u, '');
    return stem + latinByRule(borrowedEndings(rest), stem);
  }
  return null;
}

function latinLower(lower: string): string {
  const whole = latinStem(lower);
  if (whole !== null) return whole;
  const start = COMPOUND_STARTS.find((part) => lower.startsWith(part) && lower.length > part.length + 3);
  const rest = start === undefined ? null : latinStem(lower.slice(start.length));
  if (start !== undefined && rest !== null) return latinByRule(start, '') + rest;
  return latinByRule(borrowedEndings(lower), '');
}

/** A word of mixed case ("IIVga") goes letter by letter. */
function latinMixed(word: string): string {
  let out = '';
  for (const [unit] of word.matchAll(
    /[sS]ʼ[hH]|[sS][hH]|[cC][hH]|[yY][oO]ʻ|[oO]ʻ|[gG]ʻ|[yY][eEoOuUaA]|./gsu,
  )) {
    const lower = unit.toLowerCase();
    const plain = latinByRule(lower, out.toLowerCase());
    out += unit === lower ? plain : withCasing(plain, unit === unit.toUpperCase() ? 'upper' : 'capital');
  }
  return out;
}

/** Apostrophes after o and g become ʻ, between other letters ʼ; at the end of a word they are quotation marks. */
function ownApostrophes(word: string): string {
  return word
    .replace(new RegExp(`(?<=[oOgG])[${APOSTROPHES}]`, 'gu'), OKINA)
    .replace(new RegExp(`(?<=\\p{L})[${APOSTROPHES.replace(OKINA, '')}](?=\\p{L})`, 'gu'), TUTUQ)
    .replace(new RegExp(`(?<=[^oOgG])${OKINA}(?=\\p{L})`, 'gu'), TUTUQ);
}

const STAYS = new Set(STAYS_LATIN);
const STAYS_WITH_SUFFIX = new RegExp(`^(${STAYS_LATIN.join('|')})([a-zʻʼ]*)$`, 'u');
const ROMAN = /^(?=[IVX]{2,}$|[IVX]$)X{0,3}(?:IX|IV|V?I{0,3})$/u;
const LATIN_WORD = new RegExp(`[a-zA-Z\\u00C0-\\u024F][a-zA-Z\\u00C0-\\u024F\\p{M}${APOSTROPHES}]*`, 'gu');

function latinWord(raw: string, after: string): string {
  const word = ownApostrophes(raw);
  const core = word.replace(new RegExp(`(?<![oOgG])[${APOSTROPHES}]+$`, 'u'), '');
  const tail = word.slice(core.length);
  if (STAYS.has(core)) return core + tail;
  if (ROMAN.test(core) && !(core.length === 1 && /^\.\s*[A-Z]/u.test(after))) return core + tail;
  const kept = STAYS_WITH_SUFFIX.exec(core);
  if (kept?.[1] !== undefined) return kept[1] + latinByRule(kept[2] ?? '', 'т') + tail;
  // w, c without h and letters with marks are not Uzbek: a foreign name stays as it is.
  if (/[wW\u00C0-\u024F]|[cC](?![hH])/u.test(core)) return raw;
  const how = casing(core);
  return (how === 'mixed' ? latinMixed(core) : withCasing(latinLower(core.toLowerCase()), how)) + tail;
}

/**
 * Uzbek in Latin letters -> Cyrillic. Takes every apostrophe people type. Fact tokens, placeholders, tags, link
 * targets, addresses, codes such as SIM or PDF, Roman numerals and what is Cyrillic already stay as they are.
 */
export function uzbekToCyrillic(text: string): string {
  return outsideProtected(text, (part) =>
    part.replace(LATIN_WORD, (word: string, at: number) =>
      latinWord(word, part.slice(at + word.length, at + word.length + 4)),
    ),
  );
}

// --- Cyrillic to Latin -------------------------------------------------------------------------------------------

const CYRILLIC_LETTERS: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'yo',
  ж: 'j',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'x',
  ц: 's',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: TUTUQ,
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  ў: 'oʻ',
  қ: 'q',
  ғ: 'gʻ',
  ҳ: 'h',
};

function cyrillicByRule(lower: string): string {
  let out = '';
  for (let at = 0; at < lower.length; at += 1) {
    const letter = lower.charAt(at);
    const previous = lower.charAt(at - 1);
    const next = lower.charAt(at + 1);
    if (letter === 'е') out += at === 0 || /[аоуэеёюяиўыъь]/u.test(previous) ? 'ye' : 'e';
    else if (letter === 'ц') out += /[аоуэеёюяиўы]/u.test(previous) ? 'ts' : 's';
    else if (letter === 'о' && previous === 'ь') out += 'yo';
    // "объект" is obyekt, "меъёр" meʼyor; after ў the sign is silent.
    else if (letter === 'ъ')
      out += previous === 'ў' || (/[еёюя]/u.test(next) && !/[аоуэеёюяиўы]/u.test(previous)) ? '' : TUTUQ;
    else if (letter === 'с' && next === 'ҳ') out += `s${TUTUQ}`;
    else out += CYRILLIC_LETTERS[letter] ?? letter;
  }
  return out;
}

/** Only the stems whose Latin form the rules miss are looked up. */
const CYRILLIC_STEMS = new Map(
  UZBEK_EXCEPTIONS.filter(({ readOnly }) => !readOnly)
    .map(({ latin, cyrillic }) => [cyrillic.replace(/ь$/u, ''), latin] as const)
    .filter(([cyrillic, latin]) => cyrillicByRule(cyrillic) !== latin),
);
const CYRILLIC_LENGTHS = lengths(CYRILLIC_STEMS);

function cyrillicLower(lower: string): string {
  for (const length of CYRILLIC_LENGTHS) {
    const latin = CYRILLIC_STEMS.get(lower.slice(0, length));
    if (latin === undefined || length > lower.length) continue;
    const rest = cyrillicByRule(lower.slice(length).replace(/^ь/u, ''));
    if (length > LONGEST_CLOSED_STEM || SUFFIX_CHAIN.test(rest)) return latin + rest;
  }
  return cyrillicByRule(lower);
}

function cyrillicWord(word: string): string {
  const how = casing(word);
  if (how !== 'mixed') return withCasing(cyrillicLower(word.toLowerCase()), how);
  return [...word]
    .map((letter) => {
      const lower = letter.toLowerCase();
      const latin = lower === 'е' && word.startsWith(letter) ? 'ye' : (CYRILLIC_LETTERS[lower] ?? letter);
      return letter === lower ? latin : withCasing(latin, 'upper');
    })
    .join('');
}

const CYRILLIC_WORD = /[\u0400-\u04FF][\u0400-\u04FF\p{M}]*/gu;

/** Uzbek in Cyrillic letters -> Latin with ʻ (U+02BB) and ʼ (U+02BC). Protects what `uzbekToCyrillic` protects. */
export function uzbekToLatin(text: string): string {
  return outsideProtected(text, (part) => part.replace(CYRILLIC_WORD, cyrillicWord));
}
