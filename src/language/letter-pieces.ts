/** What identification looks at: pieces of one to five letters of each word with its edges. */
import { words } from './words.js';

const APOSTROPHES = /[ʻʼ‘’'`´ʹ′]/gu;
const LONGEST_PIECE = 5;
/** More words make a message no surer. */
const MOST_WORDS = 40;

/** The pieces of a text, each once; digits do not count. `_` is the edge of a word. */
export function letterPieces(text: string): string[] {
  const pieces = new Set<string>();
  for (const word of words(text.toLowerCase()).slice(0, MOST_WORDS)) {
    const letters = word.replace(APOSTROPHES, "'").replace(/\p{N}+/gu, '');
    if (letters === '') continue;
    const padded = `_${letters}_`;
    for (let size = 1; size <= LONGEST_PIECE; size += 1) {
      for (let at = 0; at + size <= padded.length; at += 1) {
        const piece = padded.slice(at, at + size);
        if (piece !== '_') pieces.add(piece);
      }
    }
  }
  return [...pieces];
}
