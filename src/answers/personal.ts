/**
 * Numbers and addresses that name a person: taken out before a message is looked at, so that they can reach neither the
 * index nor an answer. Names cannot be told from other words; nothing of a message is kept anyway.
 */

const PERSONAL = new RegExp(
  [
    // e-mail, then @name
    String.raw`[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+`,
    String.raw`(?<![\p{L}\p{N}])@[a-zA-Z]\w{3,31}`,
    // passports and identity cards: a letter or three, a sign, seven or eight digits
    String.raw`(?<![\p{L}\p{N}])[A-ZА-ЯЎҚҒҲ]{1,3}\s?(?:№|No|N)?\s?\d{7,8}(?!\d)`,
    // telephones, cards, tax and insurance numbers: nine digits and more, in any writing
    String.raw`(?<![\d.,])\+?\d(?:[\s().\-–—]{0,3}\d){8,24}(?![\d])`,
  ].join('|'),
  'gu',
);
/** Seven digits in groups of three are a sum of money. */
const SUM = /^\d{1,3}(?:[ .]\d{3})+$/u;

export interface Masked {
  text: string;
  /** Whether anything was taken out. */
  found: boolean;
}

/** Never touches emergency numbers, sums and dates. */
export function maskPersonal(text: string): Masked {
  let found = false;
  const masked = text.replace(PERSONAL, (match) => {
    if (SUM.test(match) || isDate(match)) return match;
    found = true;
    return ' ';
  });
  return { text: masked, found };
}

function isDate(text: string): boolean {
  return /^\d{1,2}[.-]\d{1,2}[.-]\d{2,4}(?:\s*[-–—]\s*\d{1,2}[.-]\d{1,2}[.-]\d{2,4})?$/u.test(text.trim());
}
