/**
 * Numbers and addresses that name a person: taken out before a message is looked at, so that they can reach neither the
 * index nor an answer. Names cannot be told from other words; nothing of a message is kept anyway.
 */

const PERSONAL = new RegExp(
  [
    // e-mail, then @name
    String.raw`[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+`,
    String.raw`(?<![\p{L}\p{N}])@[a-zA-Z]\w{3,31}`,
    String.raw`(?<![\p{L}\p{N}])t\.me\/\w{3,32}`,
    // passports and identity cards: a letter or three, a sign, seven or eight digits
    String.raw`(?<![\p{L}\p{N}])[a-zA-Zа-яА-ЯЎҚҒҲ]{1,3}\s?(?:№|No|N)?\s?\d{7,8}(?!\d)`,
    // telephones, cards, tax and insurance numbers: nine digits and more, in any writing
    String.raw`(?<![\d.,])\+?\d(?:[\s()./\-–—]{0,3}\d){8,24}(?![\d])`,
  ].join('|'),
  'gu',
);
/** Sums in groups of three, dates and years, one or two or a few of them side by side: no numbers that name anybody. */
const SUM = String.raw`\d{1,3}(?:[ .]\d{3})+`;
const DATE = String.raw`\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|(?:19|20)\d{2}`;
const HARMLESS = new RegExp(`^(?:${SUM}|${DATE})(?:\\s*[-–—/]?\\s*(?:${SUM}|${DATE}))*$`, 'u');

export interface Masked {
  text: string;
  /** Whether anything was taken out. */
  found: boolean;
}

/** Never touches emergency numbers, sums and dates. */
export function maskPersonal(text: string): Masked {
  let found = false;
  const masked = text.replace(PERSONAL, (match) => {
    if (HARMLESS.test(match.trim())) return match;
    found = true;
    return ' ';
  });
  return { text: masked, found };
}
