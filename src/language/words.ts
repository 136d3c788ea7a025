/** Splits what a person typed into words. */

/** Marks that stand inside Uzbek words (oʻ, gʻ, maʼno) and inside Russian ones typed in Latin (rabot'). */
const APOSTROPHE = "ʻʼ‘’'`´ʹ′";

/** Invisible joiners and direction marks: dropped, so that a word pasted with them stays one word. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

const WORD = new RegExp(
  `(?:(?![${APOSTROPHE}])[\\p{L}\\p{M}\\p{N}])+(?:[${APOSTROPHE}](?:(?![${APOSTROPHE}])[\\p{L}\\p{M}\\p{N}])+)*[${APOSTROPHE}]?`,
  'gu',
);

/** No word is longer than this; what is longer is cut, so that one endless "word" costs no time. */
const LONGEST_WORD = 40;

/**
 * The words of a text as written (NFKC, invisible signs gone, apostrophes inside kept). Everything that is no letter,
 * mark or number separates: punctuation, emoji, control characters. Never throws; a text without words gives [].
 */
export function words(text: string): string[] {
  const found: string[] = [];
  for (const [word] of text.normalize('NFKC').replace(INVISIBLE, '').matchAll(WORD)) {
    const last = word.at(-1) ?? '';
    const quoted = APOSTROPHE.includes(last) && !/[oOgG]/u.test(word.at(-2) ?? '');
    found.push((quoted ? word.slice(0, -1) : word).slice(0, LONGEST_WORD));
  }
  return found;
}
