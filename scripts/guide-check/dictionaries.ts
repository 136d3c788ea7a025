/** Dictionaries of the spelling rules: development packages and what the machine has. None is part of the product. */
import { existsSync, readFileSync } from 'node:fs';
import type { Speller } from '../../src/content/index.js';
import { uzbekToCyrillic } from '../../src/language/index.js';

/** Debian's hunspell-uz: Cyrillic, all forms written out, one a line. */
const UZBEK = '/usr/share/hunspell/uz_UZ.dic';

/** What is missing is left out; the caller says so. */
export async function loadSpellers(): Promise<{ ru?: Speller; uz?: Speller }> {
  const ru = await russian();
  const uz = uzbek();
  return { ...(ru === null ? {} : { ru }), ...(uz === null ? {} : { uz }) };
}

async function russian(): Promise<Speller | null> {
  const nspell = await optional(() => import('nspell'));
  const dictionary = await optional(() => import('dictionary-ru'));
  if (nspell === null || dictionary === null) return null;
  const speller = nspell.default({
    aff: Buffer.from(dictionary.default.aff),
    dic: Buffer.from(dictionary.default.dic),
  });
  // Dictionaries write е where the guide writes ё.
  return { knows: (word) => speller.correct(word) || speller.correct(word.replaceAll('ё', 'е')) };
}

/** Null if the package is not installed; every other failure is one. */
async function optional<T>(load: () => Promise<T>): Promise<T | null> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

/**
 * The Uzbek list is a tenth of what endings can make, so a word it lacks is usually right. Only one that begins as no
 * word of the list does, and is one letter away from a word of it, is called unknown.
 */
function uzbek(): Speller | null {
  if (!existsSync(UZBEK)) return null;
  const rows = readFileSync(UZBEK, 'utf8').toLowerCase().split(/\r?\n/);
  const known = new Set(rows);
  const sorted = rows.sort();
  const begins = (start: string) => sorted[lowerBound(sorted, start)]?.startsWith(start) ?? false;
  return {
    knows(latin) {
      const word = uzbekToCyrillic(latin).toLowerCase();
      if (known.has(word)) return true;
      let begun = 1;
      while (begun < word.length && begins(word.slice(0, begun + 1))) begun += 1;
      // The last letters are endings: a break there is grammar the list does not have.
      return begun >= word.length - 3 || !oneLetterAway(word, begun).some((near) => known.has(near));
    },
  };
}

const UZBEK_LETTERS = [...'абвгдеёжзийклмнопрстуфхцчшъэюяўқғҳ'];

/** Words made by changing, dropping, adding or swapping one letter near `place`. */
function oneLetterAway(word: string, place: number): string[] {
  return [place - 1, place, place + 1].flatMap((at) => {
    if (at < 0 || at > word.length) return [];
    const head = word.slice(0, at);
    const tail = word.slice(at);
    return [
      head + tail.slice(1),
      head + tail.charAt(1) + tail.charAt(0) + tail.slice(2),
      ...UZBEK_LETTERS.flatMap((letter) => [head + letter + tail, head + letter + tail.slice(1)]),
    ];
  });
}

function lowerBound(sorted: readonly string[], start: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
