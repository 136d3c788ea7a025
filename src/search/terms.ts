/**
 * Words into index terms. All analysis happens here, for entries and questions alike; lunr gets finished terms and its
 * own tokenizer, trimmer and stemmer (which delete Cyrillic) are never used.
 *
 * Three term spaces, because lunr counts a term's rarity over all fields together: `w` folded words, `s` stems,
 * `g` four-letter pieces of the word with its edges (`_pat`, `pate`, ... `ent_`), which survive typos and endings.
 */
import { type EditedLanguage, fold, stemFolded, words, wordWeight } from '../language/index.js';

/** What a very long message is cut to: nobody needs more words to be understood. */
const MOST_WORDS = 160;

export interface Word {
  /** The folded word. */
  folded: string;
  /** By the rules of the language of the entry or, in a question, of the guessed language. */
  stem: string;
  grams: string[];
  /** 0.15 for question and function words, else 1. */
  weight: number;
}

const PIECE = 4;

export function grams(folded: string): string[] {
  const padded = `_${folded}_`;
  if (padded.length <= PIECE) return [padded];
  const pieces = new Set<string>();
  for (let at = 0; at + PIECE <= padded.length; at += 1) pieces.add(padded.slice(at, at + PIECE));
  return [...pieces];
}

/** The words of a text in the order given, with everything the index compares. */
export function analyse(text: string, language: EditedLanguage): Word[] {
  return words(text)
    .slice(0, MOST_WORDS)
    .flatMap((word) => wordOf(word, language));
}

/** The same for the texts of a guide, whole however long: a word that comes again is analysed once and kept once. */
export function analyser(): typeof analyse {
  const known = new Map<string, Word[]>();
  return (text, language) =>
    words(text).flatMap((word) => {
      const key = `${language} ${word}`;
      const before = known.get(key) ?? wordOf(word, language);
      known.set(key, before);
      return before;
    });
}

function wordOf(word: string, language: EditedLanguage): Word[] {
  const folded = fold(word);
  return folded === '' ? [] : [foldedWord(folded, language)];
}

export function foldedWord(folded: string, language: EditedLanguage): Word {
  const weight = wordWeight(folded, language);
  return { folded, stem: stemFolded(folded, language), grams: grams(folded), weight };
}
