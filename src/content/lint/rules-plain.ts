/** Plain language: short sentences, short paragraphs, lists one can hold in the head, no officialese. */
import type { EditedLanguage } from '../../language/index.js';
import { inPassage, type LintContext } from './context.js';
import type { Finding } from './finding.js';
import type { Page, Passage } from './pages.js';
import { prose, type Sentence, sentences, withoutQuotes, wordsOf } from './prose.js';

const WORD_LIMIT: Record<EditedLanguage, number> = { ru: 20, ky: 18, tg: 18, uz: 18 };
/** Tajik builds with small words, as Russian does: a little over its limit is a warning. */
const BEARABLE: Partial<Record<EditedLanguage, number>> = { tg: 20 };
const MEAN_LIMIT = 12;
const SIGN_LIMIT = 120;
const SENTENCES_IN_PARAGRAPH = 3;
const LIST_LIMIT = 9;

/**
 * What a translation adds for the counter: the Russian sentence to say, and Russian terms in brackets. They are read
 * beside the sentence, not as part of it.
 */
export function withoutRussianAids(
  text: string,
  language: EditedLanguage,
  russianWords: ReadonlySet<string>,
): string {
  if (language === 'ru') return text;
  const blank = (piece: string) => piece.replaceAll(/[^\n]/g, ' ');
  const isRussian = (piece: string) => {
    const words = wordsOf(piece).map((word) => word.text.toLowerCase());
    return (
      words.length > 0 &&
      words.every((word) => /[а-яё]/u.test(word) && (language === 'uz' || russianWords.has(word)))
    );
  };
  return text
    .replaceAll(/«[^«»]*»(\s*\([^()]*\))?/g, (quote: string, meaning: string | undefined) =>
      isRussian(quote.replace(meaning ?? '', '')) ? blank(quote) : quote,
    )
    .replaceAll(/\([^()]*\)/g, (aside) =>
      aside.replaceAll(/[^(),]+/g, (piece) => (isRussian(piece) ? blank(piece) : piece)),
    );
}

/** Every word of the Russian pages, to know Russian aids in a translation by. */
export function russianVocabulary(pages: readonly Page[]): Set<string> {
  const russian = pages.filter(({ language }) => language === 'ru');
  return new Set(
    russian.flatMap(({ passages }) =>
      passages.flatMap(({ raw }) => wordsOf(prose(raw)).map((word) => word.text.toLowerCase())),
    ),
  );
}

/** Headings, titles and labels of records are no sentences. */
function isProse({ part, place }: Passage): boolean {
  return (
    part === 'paragraph' ||
    part === 'item' ||
    part === 'summary' ||
    (part === 'record' && /unknown|safe|contradicts|description|explanation|intro|text|meaning/.test(place))
  );
}

export function plainSentences(context: LintContext): Finding[] {
  const russian = russianVocabulary(context.pages);
  return context.pages.flatMap((page) => {
    const lengths: number[] = [];
    const limit = WORD_LIMIT[page.language];
    const found = page.passages.filter(isProse).flatMap((passage) => {
      const text = prose(passage.raw);
      const own = withoutRussianAids(text, page.language, russian);
      return sentences(text).flatMap((sentence): Finding[] => {
        const counted = own
          .slice(sentence.offset, sentence.offset + sentence.text.length)
          .replaceAll(/\s+/g, ' ')
          .trim();
        const count = wordsOf(counted).length;
        if (count > 0) lengths.push(count);
        if (count > limit) {
          const reason = `${count} words in "${beginning(sentence)}", at most ${limit}`;
          const bearable =
            passage.part === 'record' ||
            passage.part === 'summary' ||
            count <= (BEARABLE[page.language] ?? 0);
          const severity = bearable ? 'warn' : 'error';
          return [
            inPassage(
              passage,
              text,
              sentence.offset,
              'plain-long',
              severity,
              reason,
              'make two sentences of it',
            ),
          ];
        }
        if (page.language !== 'ru' && counted.length > SIGN_LIMIT) {
          const reason = `${counted.length} characters in "${beginning(sentence)}", at most ${SIGN_LIMIT}`;
          return [
            inPassage(
              passage,
              text,
              sentence.offset,
              'plain-chars',
              'info',
              reason,
              'make two sentences of it',
            ),
          ];
        }
        return [];
      });
    });
    const mean = lengths.reduce((sum, count) => sum + count, 0) / Math.max(1, lengths.length);
    if (page.sort !== 'record' && mean > MEAN_LIMIT) {
      const reason = `a sentence of this page has ${mean.toFixed(1)} words on average, at most ${MEAN_LIMIT}`;
      found.push({
        file: page.file,
        line: 1,
        rule: 'plain-mean',
        severity: 'warn',
        reason,
        wayOut: 'shorten the longest ones',
      });
    }
    return found;
  });
}

function beginning({ text }: Sentence): string {
  const shown = text.replaceAll('\uE000 \uE000', '…').replaceAll(/\s+/g, ' ');
  return shown.length > 60 ? `${shown.slice(0, 57)}…` : shown;
}

export function plainParagraphs(context: LintContext): Finding[] {
  return eachTextPassage(context, (passage) => {
    const text = prose(passage.raw);
    const own = withoutQuotes(text).replaceAll(/\([^()]*\)/g, '');
    const count = sentences(own).filter((sentence) => wordsOf(sentence.text).length > 0).length;
    if (passage.part === 'item' || count <= SENTENCES_IN_PARAGRAPH) return [];
    const reason = `${count} sentences in one paragraph, at most ${SENTENCES_IN_PARAGRAPH}`;
    return [
      inPassage(passage, text, 0, 'plain-paragraph', 'warn', reason, 'begin a new paragraph or make a list'),
    ];
  });
}

export function plainLists(context: LintContext): Finding[] {
  return context.pages
    .filter((page) => page.sort !== 'record')
    .flatMap((page) => {
      const runs: Passage[][] = [];
      page.passages.forEach((passage, index) => {
        if (passage.part !== 'item') return;
        const before = page.passages[index - 1];
        const goes =
          before?.part === 'item' && before.place === passage.place && before.condition === passage.condition;
        if (goes) runs.at(-1)?.push(passage);
        else runs.push([passage]);
      });
      return runs.flatMap((items): Finding[] => {
        const first = items[0];
        if (first === undefined) return [];
        const place = { file: first.file, line: first.line, rule: 'plain-list', severity: 'warn' as const };
        if (items.length > LIST_LIMIT) {
          return [
            {
              ...place,
              reason: `a list of ${items.length}, at most ${LIST_LIMIT}`,
              wayOut: 'make two lists of it',
            },
          ];
        }
        // A list may go on in a variant: one item there stands under others.
        const alone = items.length === 1 && runs.filter((run) => run[0]?.place === first.place).length === 1;
        return alone ? [{ ...place, reason: 'a list of one', wayOut: 'write it as a sentence' }] : [];
      });
    });
}

export function plainWords(context: LintContext): Finding[] {
  const patterns = Object.entries(context.data.officialese).map(([language, turns]): [string, RegExp] => [
    language,
    new RegExp(`(?<![\\p{L}\\p{M}])(?:${turns.join('|')})\\p{L}*`, 'giu'),
  ]);
  const byLanguage = new Map(patterns);
  return context.pages.flatMap(({ passages, language }) =>
    passages.flatMap((passage) => {
      const text = prose(passage.raw);
      const own = withoutQuotes(text);
      const officialese = byLanguage.get(language);
      const turns = officialese === undefined ? [] : [...own.matchAll(officialese)];
      const slashes = [...own.matchAll(/\p{L}+\s?\/\s?\p{L}+/gu)].filter(
        ([found]) => !/^https?$/.test(found),
      );
      return [
        ...turns.map((match) =>
          inPassage(
            passage,
            text,
            match.index,
            'plain-officialese',
            'warn',
            `"${match[0]}" is the tongue of offices`,
            'say it with a verb, as people speak',
          ),
        ),
        ...slashes.map((match) =>
          inPassage(
            passage,
            text,
            match.index,
            'plain-slash',
            'warn',
            `"${match[0]}" leaves the choice to the reader`,
            'write "or", or name one',
          ),
        ),
      ];
    }),
  );
}

export function plainHeadings(context: LintContext): Finding[] {
  return eachTextPassage(context, (passage) =>
    passage.part !== 'heading' || passage.raw.trimEnd().endsWith('?')
      ? []
      : [
          inPassage(
            passage,
            passage.raw,
            0,
            'plain-heading',
            'info',
            `"${passage.raw}" is no question`,
            'write the question people ask',
          ),
        ],
  );
}

const ABBREVIATION = /(?<![\p{L}\p{N}.«-])\p{Lu}{2,7}(?=\p{Ll}{0,6}(?![\p{L}.]\p{L}))(?!\p{Lu})/gu;

/** Once a page: first "МВД (министерство…)", "министерство… (МВД)", "РКЛ — список…" or "ИИМ (МВД)". */
export function plainAbbreviations(context: LintContext): Finding[] {
  const known = new Set(context.data.knownAbbreviations);
  return context.pages
    .filter((page) => page.sort === 'topic')
    .flatMap((page) => {
      const seen = new Set<string>(known);
      const explained = explainedOn(page);
      return page.passages.flatMap((passage) => {
        if (passage.part === 'heading' || passage.part === 'title') return [];
        const text = prose(passage.raw);
        return [...withoutQuotes(text).matchAll(ABBREVIATION)].flatMap((match): Finding[] => {
          const [word] = match;
          if (seen.has(word)) return [];
          seen.add(word);
          if (explained.has(word)) return [];
          const reason = `"${word}" is explained nowhere on this page`;
          return [
            inPassage(
              passage,
              text,
              match.index,
              'plain-abbreviation',
              'warn',
              reason,
              'write once what it means, in brackets',
            ),
          ];
        });
      });
    });
}

/** A page is read from any block, so an explanation anywhere on it counts. */
function explainedOn(page: Page): Set<string> {
  const found = new Set<string>();
  const initials = page.passages
    .map(({ raw }) =>
      wordsOf(prose(raw))
        .map((word) => word.text.charAt(0))
        .join(''),
    )
    .join(' ')
    .toUpperCase();
  for (const { raw } of page.passages) {
    const text = prose(raw);
    for (const match of text.matchAll(ABBREVIATION)) {
      const after = text.slice(match.index + match[0].length);
      const before = text.slice(0, match.index);
      const inBrackets = before.lastIndexOf('(') > before.lastIndexOf(')');
      const spelledOut = initials.includes(match[0]);
      if (inBrackets || spelledOut || /^[\p{Ll}-]*\s*(?:\p{Ll}+\s)?(?:\(|—|–)/u.test(after))
        found.add(match[0]);
    }
  }
  return found;
}

/** The familiar imperatives of the guide's own polite ones: "платите" -> "плати". */
export function politeRussian(context: LintContext): Finding[] {
  const pages = context.pages.filter(({ language }) => language === 'ru');
  const familiar = new Map<string, string>();
  for (const { passages } of pages) {
    for (const { raw } of passages) {
      for (const { text } of wordsOf(prose(raw))) {
        const word = text.toLowerCase();
        // "Пришли" is as often the past of "прийти".
        if (/(?:и|й|ь)те$/u.test(word) && !word.endsWith('шлите') && word.length > 5)
          familiar.set(word.slice(0, -2), word);
      }
    }
  }
  const you = /(?<![\p{L}\p{M}])(?:тво(?:й|я|ё|е|и|его|ей|ему|им|их|ими|ём|ю)|тобою)(?![\p{L}\p{M}])/giu;
  return pages.flatMap(({ passages }) =>
    passages.flatMap((passage) => {
      const text = prose(passage.raw);
      const own = withoutQuotes(text);
      const imperatives = wordsOf(own).flatMap(({ text: word, offset }): Finding[] => {
        const polite = familiar.get(word.toLowerCase());
        return polite === undefined
          ? []
          : [
              inPassage(
                passage,
                text,
                offset,
                'plain-polite',
                'error',
                `"${word}" speaks to the reader as ты`,
                `write "${polite}"`,
              ),
            ];
      });
      const pronouns = [...own.matchAll(you)]
        .filter(([word]) => !/^твой$|^твоя$|^твои$/iu.test(word))
        .map((match) =>
          inPassage(
            passage,
            text,
            match.index,
            'plain-polite',
            'error',
            `"${match[0]}" speaks to the reader as ты`,
            'write "ваш"',
          ),
        );
      return [...imperatives, ...pronouns];
    }),
  );
}

function eachTextPassage(context: LintContext, look: (passage: Passage) => Finding[]): Finding[] {
  return context.pages
    .filter((page) => page.sort !== 'record')
    .flatMap((page) => page.passages)
    .filter(({ part }) => part !== 'title' && part !== 'summary')
    .flatMap(look);
}
