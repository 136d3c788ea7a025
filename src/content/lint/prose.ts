/** Passages as people read them: without markup, in sentences and words. Lines stay where they were. */
import type { Passage } from './pages.js';

/** Stands for a printed fact ("15 дней"): counted as two words, and no letter or digit for any other rule. */
const VALUE = '\uE000 \uE000';

/** Facts and markup taken out; line ends stay, so that places can be told. */
export function prose(raw: string): string {
  return raw
    .replaceAll(/\{\{![^{}]*\}\}/g, '')
    .replaceAll(/\{\{[^{}]*\}\}/g, VALUE)
    .replaceAll(/\[([^\]]*)\]\([^()]*\)/g, '$1')
    .replaceAll('**', '');
}

/** The same text with what stands in «…» blanked out: other people's words are not ours to mend. */
export function withoutQuotes(text: string): string {
  return text.replaceAll(/«[^«»]*»/g, (quote) => quote.replaceAll(/[^\n]/g, ' '));
}

/** The line of the file on which the sign at `offset` of the passage's prose stands. */
export function lineAt(passage: Passage, text: string, offset: number): number {
  return passage.line + (text.slice(0, offset).match(/\n/g)?.length ?? 0);
}

export interface Sentence {
  text: string;
  /** In the text it was cut from. */
  offset: number;
}

const END = /[.!?…]+[»”")\]]*(?=\s+[^\s\p{Ll}])|[.!?…]+[»”")\]]*\s*$/gu;
/** "ст. 18", "г. Москва": a full stop after these ends nothing. */
const SHORTENED = /(?:^|[\s(«])(?:ст|п|г|т|д|ул|стр|руб|тыс|им|др|пр|обл|р|кв|корп)\.$/iu;

export function sentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  let from = 0;
  const push = (to: number) => {
    const piece = text.slice(from, to);
    const lead = piece.length - piece.trimStart().length;
    if (piece.trim() !== '') found.push({ text: piece.trim(), offset: from + lead });
    from = to;
  };
  for (const match of text.matchAll(END)) {
    const to = match.index + match[0].length;
    if (!SHORTENED.test(text.slice(from, match.index + 1))) push(to);
  }
  push(text.length);
  return found;
}

const WORD = /[\p{L}\p{N}\uE000](?:[\p{L}\p{N}\p{M}ʻʼ‘’'`-]*[\p{L}\p{N}ʻʼ])?/gu;

export interface Word {
  text: string;
  offset: number;
}

/** Words as written, hyphens and Uzbek marks inside kept. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map((match) => ({ text: match[0], offset: match.index }));
}
