/** Lists of words and phrases, compared word by word in folded letters. */
import { fold, words } from '../language/index.js';

/** Each phrase of a list as its folded words; between them stand commas or semicolons. */
export function phrasesOf(list: string): string[][] {
  return list
    .split(/[,;]/u)
    .map((phrase) => words(phrase).map(fold))
    .filter((phrase) => phrase.length > 0);
}

/** Whether the phrase stands in the folded words from `at` on, each word as it is. */
export function standsAt(said: readonly string[], at: number, phrase: readonly string[]): boolean {
  return phrase.every((part, index) => said[at + index] === part);
}
