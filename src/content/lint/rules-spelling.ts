/** Spelling: a dictionary where there is one, otherwise words that stand once beside a frequent one like them. */
import { EDITED_LANGUAGES, type EditedLanguage } from '../../language/index.js';
import { inPassage, type LintContext } from './context.js';
import type { Finding } from './finding.js';
import type { Passage } from './pages.js';
import { prose, sentences, type Word, withoutQuotes, wordsOf } from './prose.js';
import { wordCounts } from './rules-letters.js';
import { russianVocabulary } from './rules-plain.js';

/** Names are no words of a dictionary: a capital inside a sentence is one. */
function spelled(passage: Passage): Word[] {
  const text = withoutQuotes(prose(passage.raw));
  return sentences(text).flatMap(({ text: sentence, offset }) =>
    wordsOf(sentence)
      .filter((word, index) => {
        const first = index === 0 || /[.!?:]\s*$/.test(sentence.slice(0, word.offset));
        const small = first ? word.text.slice(1) : word.text;
        return (
          small === small.toLowerCase() &&
          word.text.length > 2 &&
          !/[\d\uE000]/.test(word.text) &&
          !inAddress(sentence, word)
        );
      })
      .map((word) => ({ text: word.text, offset: offset + word.offset })),
  );
}

function inAddress(text: string, { text: word, offset }: Word): boolean {
  return (
    /[\w.@/-]/u.test(text.charAt(offset - 1)) || /^[.@/][\p{L}\d]/u.test(text.slice(offset + word.length))
  );
}

export function spelling(context: LintContext): Finding[] {
  return EDITED_LANGUAGES.flatMap((language): Finding[] => {
    const speller = context.spellers?.[language];
    if (speller === undefined) return [];
    const allowed = inList(context.data.words[language]);
    const pages = context.pages.filter((page) => page.language === language);
    const counts = wordCounts(pages);
    const hasFamily = familyOf(counts);
    const judged = new Map<string, boolean>();
    const knows = (word: string) => {
      const before = judged.get(word);
      if (before !== undefined) return before;
      const small = word.toLowerCase();
      const right =
        allowed(small) ||
        speller.knows(word) ||
        speller.knows(small) ||
        small.split('-').every((part) => part.length < 3 || speller.knows(part));
      judged.set(word, right);
      return right;
    };
    return pages.flatMap(({ passages }) =>
      passages.flatMap((passage) => {
        const text = prose(passage.raw);
        return spelled(passage).flatMap(({ text: word, offset }): Finding[] => {
          if (language === 'uz' && (/\p{Script=Cyrillic}/u.test(word) || hasFamily(word.toLowerCase())))
            return [];
          if (language === 'ru' && /[a-z]/i.test(word)) return [];
          if (knows(word)) return [];
          const reason = `"${word}" is not in the dictionary`;
          return [
            inPassage(
              passage,
              text,
              offset,
              'spelling',
              'warn',
              reason,
              'correct it, or add it to the list of words',
            ),
          ];
        });
      }),
    );
  });
}

/** "госуслуг*" in the list stands for every word so begun. */
function inList(list: readonly string[]): (word: string) => boolean {
  const whole = new Set(list);
  const begun = list.filter((entry) => entry.endsWith('*')).map((entry) => entry.slice(0, -1));
  return (word) => whole.has(word) || begun.some((start) => word.startsWith(start));
}

/** Whether a word stands more than once, or others begin as it does: the Uzbek list is short, the guide helps it. */
function familyOf(counts: ReadonlyMap<string, number>): (word: string) => boolean {
  const beginning = (word: string) => word.slice(0, Math.ceil(word.length * 0.6));
  const all = [...counts.keys()];
  return (word) =>
    (counts.get(word) ?? 0) > 1 || all.some((other) => other !== word && other.startsWith(beginning(word)));
}

const RARE = 1;
const FREQUENT = 8;
const SHORTEST = 7;
/** Endings change in every sentence of these languages: a difference there is grammar. */
const ENDING = 3;

export function outliers(context: LintContext): Finding[] {
  const russian = russianVocabulary(context.pages);
  return EDITED_LANGUAGES.filter(
    (language) => language !== 'ru' && context.spellers?.[language] === undefined,
  ).flatMap((language) => {
    const pages = context.pages.filter((page) => page.language === language);
    const counts = wordCounts(pages);
    const near = nearWords(
      [...counts.keys()],
      [...counts]
        .filter(([word, count]) => count >= FREQUENT && word.length >= SHORTEST)
        .map(([word]) => word),
    );
    const allowed = inList(context.data.words[language]);
    return pages.flatMap(({ passages }) =>
      passages.flatMap((passage) => {
        const text = prose(passage.raw);
        return spelled(passage).flatMap(({ text: typed, offset }): Finding[] => {
          const word = typed.toLowerCase();
          if ((counts.get(word) ?? 0) > RARE || word.length < SHORTEST || allowed(word) || russian.has(word))
            return [];
          const usual = near(word);
          if (usual === undefined) return [];
          const reason = `"${typed}" stands only here, "${usual}" ${counts.get(usual)} times`;
          return [
            inPassage(
              passage,
              text,
              offset,
              'spelling-outlier',
              'warn',
              reason,
              `write "${usual}", or add the word to the list`,
            ),
          ];
        });
      }),
    );
  });
}

/** Finds a word one letter away (changed, lost, added or swapped) before the ending. By deletions, so it is quick. */
function nearWords(
  all: readonly string[],
  frequent: readonly string[],
): (word: string) => string | undefined {
  const byDeletion = new Map<string, string[]>();
  const deletions = (word: string) => {
    const head = Math.max(0, word.length - ENDING);
    return [
      word,
      ...Array.from({ length: head }, (_, index) => word.slice(0, index) + word.slice(index + 1)),
    ];
  };
  for (const word of frequent) {
    for (const key of deletions(word)) byDeletion.set(key, [...(byDeletion.get(key) ?? []), word]);
  }
  return (word) =>
    deletions(word)
      .flatMap((key) => byDeletion.get(key) ?? [])
      .find(
        (usual) =>
          usual !== word &&
          isAlone(all, word, usual) &&
          Math.abs(usual.length - word.length) <= 1 &&
          usual.slice(-ENDING) === word.slice(-ENDING),
      );
}

/** A word that begins as no other does, up to the letter that differs: others so begun would show a stem. */
function isAlone(all: readonly string[], word: string, usual: string): boolean {
  let differs = 0;
  while (word.charAt(differs) === usual.charAt(differs) && differs < word.length) differs += 1;
  const beginning = word.slice(0, differs + 1);
  return !all.some((other) => other.startsWith(beginning) && other !== word);
}

/** Languages for which a check of spelling was asked and no dictionary is there. */
export function missingDictionaries(spellers: Partial<Record<EditedLanguage, unknown>>): EditedLanguage[] {
  return (['ru', 'uz'] as const).filter((language) => spellers[language] === undefined);
}
