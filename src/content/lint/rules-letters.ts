/** Letters: alphabets mixed in a word, wrong Uzbek marks, lost letters of Tajik and Kyrgyz, invisible signs. */
import type { EditedLanguage } from '../../language/index.js';
import { inPassage, type LintContext } from './context.js';
import type { Finding } from './finding.js';
import type { Page } from './pages.js';
import { prose, wordsOf } from './prose.js';

const LATIN = /\p{Script=Latin}/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;
/** Latin letters that cannot be told from Cyrillic ones by eye. */
const LOOKALIKE = /^[aceopxyABCEHKMOPTXYi]+$/;
/** "МВДga": the Russian abbreviation as it stands on papers, with an Uzbek ending. */
const CLEAN_ENDING = /^[А-ЯЁ]{2,}[a-zʻʼ]+$/u;

export function mixedLetters(context: LintContext): Finding[] {
  const names = new Set(context.data.latinNames);
  return eachPassage(context, (passage, text) =>
    [...text.matchAll(/[\p{L}\p{M}ʻʼ]+/gu)].flatMap((match): Finding[] => {
      const [word] = match;
      const mixed = LATIN.test(word) && CYRILLIC.test(word) && !CLEAN_ENDING.test(word);
      const disguised =
        passage.language !== 'uz' &&
        LOOKALIKE.test(word) &&
        !names.has(word) &&
        !partOfAddress(text, match.index, word);
      if (!mixed && !disguised) return [];
      const shown = [...word].map((letter) => (LATIN.test(letter) ? `[${letter}]` : letter)).join('');
      const reason = mixed
        ? `"${shown}": Latin letters (in []) and Cyrillic ones in one word`
        : `"${shown}" is typed in Latin letters`;
      return [
        inPassage(
          passage,
          text,
          match.index,
          'letters-mixed',
          'error',
          reason,
          'type the word anew in one alphabet',
        ),
      ];
    }),
  );
}

function partOfAddress(text: string, at: number, word: string): boolean {
  return /[\w.@/-]/.test(text.charAt(at - 1)) || /^[.@/-]\w/.test(text.slice(at + word.length));
}

/** ʻ (U+02BB) after o and g only, ʼ (U+02BC) elsewhere; anything else between letters is a typing aid. */
const WRONG_MARK = /[\p{Script=Latin}]['‘’`´′ʹ](?=\p{L}|\b)|(?<![oOgG])ʻ|[oOgG]ʼ/gu;

export function uzbekMarks(context: LintContext): Finding[] {
  return eachPassage(context, (passage, text) =>
    passage.language !== 'uz'
      ? []
      : [...text.matchAll(WRONG_MARK)].map((match) => {
          const around = text.slice(Math.max(0, match.index - 8), match.index + 10).trim();
          const reason = `wrong mark in "${around}"`;
          return inPassage(
            passage,
            text,
            match.index,
            'letters-uz',
            'error',
            reason,
            'ʻ (U+02BB) after o and g, ʼ (U+02BC) elsewhere',
          );
        }),
  );
}

const INVISIBLE = /\p{Default_Ignorable_Code_Point}|(?<!\d)[\u00a0\u202f]|\t|(?<=\S) {2,}(?=\S)/gu;

export function invisibleSigns(context: LintContext): Finding[] {
  return context.pages.flatMap((page) =>
    page.sort === 'record'
      ? page.passages.flatMap((passage) => signs(passage.raw, passage.file, () => passage.line))
      : signs(page.source, page.file, (at) => page.source.slice(0, at).split('\n').length),
  );
}

function signs(text: string, file: string, lineOf: (at: number) => number): Finding[] {
  return [...text.matchAll(INVISIBLE)].map((match): Finding => {
    const code = `U+${(match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    const what = match[0].startsWith(' ') ? 'several spaces' : `the sign ${code}`;
    const before = text.slice(Math.max(0, match.index - 15), match.index).replaceAll('\n', ' ');
    return {
      file,
      line: lineOf(match.index),
      rule: 'letters-invisible',
      severity: 'warn',
      reason: `${what} after "${before}"`,
      wayOut: 'write one plain space, or nothing',
    };
  });
}

const PLAIN: Partial<Record<EditedLanguage, Record<string, string>>> = {
  tg: { ҳ: 'х', қ: 'к', ғ: 'г', ӣ: 'и', ӯ: 'у', ҷ: 'ч' },
  ky: { ң: 'н', ө: 'о', ү: 'у' },
};
/** "дохилӣ" and "дохили Россия", "чӣ" and "он чи": such pairs are both right. */
const SHORTEST = 4;
const sameButEnding = (a: string, b: string) => a.slice(0, -1) === b.slice(0, -1);

/** So often the right letters stand elsewhere before a word without them is doubted. */
const OFTEN = 4;
/** A text of this many letters without one letter of its own was typed on a Russian keyboard. */
const LONG_TEXT = 120;

export function lostLetters(context: LintContext): Finding[] {
  return Object.entries(PLAIN).flatMap(([language, letters]) => {
    const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'u');
    const toPlain = (word: string) => [...word].map((letter) => letters[letter] ?? letter).join('');
    const pages = context.pages.filter((page) => page.language === language);
    const counts = wordCounts(pages);
    const right = new Map<string, string>();
    for (const [word, count] of counts) {
      if (count >= OFTEN && special.test(word)) right.set(toPlain(word), word);
    }
    const rule = `letters-${language}`;
    return pages.flatMap((page) => {
      const whole = page.passages
        .map(({ raw }) => prose(raw))
        .join('\n')
        .toLowerCase();
      const length = whole.match(/\p{L}/gu)?.length ?? 0;
      if (length >= LONG_TEXT && !special.test(whole)) {
        const reason = `not one of ${Object.keys(letters).join(' ')} in the whole text`;
        const line = page.passages[0]?.line ?? 1;
        return [
          {
            file: page.file,
            line,
            rule,
            severity: 'error' as const,
            reason,
            wayOut: 'write it with the letters of the language',
          },
        ];
      }
      return page.passages.flatMap((passage) => {
        const text = prose(passage.raw);
        return wordsOf(text).flatMap(({ text: typed, offset }): Finding[] => {
          const word = typed.toLowerCase();
          const better = right.get(word);
          if (better === undefined || word.length < SHORTEST || sameButEnding(word, better)) return [];
          if ((counts.get(word) ?? 0) * OFTEN > (counts.get(better) ?? 0)) return [];
          const reason = `"${typed}" is written "${better}" elsewhere (${counts.get(better)} times)`;
          return [
            inPassage(passage, text, offset, rule, 'warn', reason, `write "${better}" if that is meant`),
          ];
        });
      });
    });
  });
}

/** How often each word stands on the pages, in small letters. */
export function wordCounts(pages: readonly Page[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { passages } of pages) {
    for (const { raw } of passages) {
      for (const { text } of wordsOf(prose(raw))) {
        const word = text.toLowerCase();
        counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    }
  }
  return counts;
}

function eachPassage(
  context: LintContext,
  look: (passage: Page['passages'][number], text: string) => Finding[],
): Finding[] {
  return context.pages.flatMap(({ passages }) =>
    passages.flatMap((passage) => look(passage, prose(passage.raw))),
  );
}
