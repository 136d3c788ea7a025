/** The four languages say the same: blocks, variants, lists, sentences to say, numbers. Facts and links: rule-guide. */
import { counterpart, type LintContext } from './context.js';
import type { Finding, Severity } from './finding.js';
import type { Page, Passage } from './pages.js';
import { prose, wordsOf } from './prose.js';

interface Pair {
  russian: Page;
  page: Page;
}

function pairs(context: LintContext, sorts: readonly Page['sort'][]): Pair[] {
  return context.pages
    .filter((page) => page.language !== 'ru' && sorts.includes(page.sort))
    .flatMap((page) => {
      const russian = counterpart(context, page, 'ru');
      return russian === undefined ? [] : [{ russian, page }];
    });
}

function places(page: Page): Map<string, Passage[]> {
  const byPlace = new Map<string, Passage[]>();
  for (const passage of page.passages) {
    if (['title', 'summary', 'heading'].includes(passage.part)) continue;
    byPlace.set(passage.place, [...(byPlace.get(passage.place) ?? []), passage]);
  }
  return byPlace;
}

/** Compares each block that both languages have. */
function eachBlock(
  context: LintContext,
  sorts: readonly Page['sort'][],
  compare: (ours: Passage[], theirs: Passage[], pair: Pair) => Finding[],
): Finding[] {
  return pairs(context, sorts).flatMap((pair) => {
    const theirs = places(pair.russian);
    return [...places(pair.page)].flatMap(([place, ours]) => {
      const russian = theirs.get(place);
      return russian === undefined ? [] : compare(ours, russian, pair);
    });
  });
}

const say = (
  passage: Passage | undefined,
  rule: string,
  severity: Severity,
  reason: string,
  wayOut: string,
): Finding[] =>
  passage === undefined ? [] : [{ file: passage.file, line: passage.line, rule, severity, reason, wayOut }];

export function crossVariants(context: LintContext): Finding[] {
  const conditionsOf = (passages: Passage[]) => [...new Set(passages.map(({ condition }) => condition))];
  const keysOf = (passages: Passage[], condition: string) =>
    passages
      .filter((passage) => passage.condition === condition)
      .flatMap(({ raw }) => [...raw.matchAll(/\{\{!?([^{}]*)\}\}/g)].map((match) => match[1] ?? ''));
  return eachBlock(context, ['topic', 'card'], (ours, theirs) => {
    const mine = conditionsOf(ours);
    const other = conditionsOf(theirs);
    const missing = other.filter((condition) => !mine.includes(condition));
    const extra = mine.filter((condition) => !other.includes(condition));
    if (missing.length + extra.length > 0) {
      const parts = [
        ...missing.map((condition) => `missing "${condition || 'for everyone'}"`),
        ...extra.map((condition) => `only here "${condition || 'for everyone'}"`),
      ];
      const reason = `${ours[0]?.place}: other variants than in Russian: ${parts.join(', ')}`;
      return say(ours[0], 'cross-variants', 'error', reason, 'give both languages the same variants');
    }
    return mine.flatMap((condition) => {
      const own = new Set(keysOf(ours, condition));
      const lost = [...new Set(keysOf(theirs, condition))].filter((key) => !own.has(key));
      const elsewhere = lost.filter((key) => ours.some(({ raw }) => raw.includes(key)));
      if (elsewhere.length === 0) return [];
      const at = ours.find((passage) => passage.condition === condition);
      const reason = `${elsewhere.join(', ')}: in Russian inside "${condition || 'for everyone'}", here in another variant`;
      return say(at, 'cross-variants', 'error', reason, 'move the fact into the variant of the Russian text');
    });
  });
}

export function crossItems(context: LintContext): Finding[] {
  return eachBlock(context, ['topic', 'card'], (ours, theirs) =>
    [...new Set(theirs.map(({ condition }) => condition))].flatMap((condition) => {
      const items = (passages: Passage[]) =>
        passages.filter((passage) => passage.part === 'item' && passage.condition === condition);
      const mine = items(ours).length;
      const other = items(theirs).length;
      if (mine === other) return [];
      const at = items(ours)[0] ?? ours[0];
      const where = `${at?.place}${condition === '' ? '' : ` (${condition})`}`;
      const reason = `${where}: ${mine} list items, in Russian ${other}`;
      return say(at, 'cross-items', 'warn', reason, 'see which step is lost or added');
    }),
  );
}

/** What is said aloud must be Russian in every language; shorter quotes are names of apps and things. */
const SPOKEN_WORDS = 3;
/** Traps quote what others say to the reader: that is only to be understood. */
const OTHERS_SPEAK = /^traps/;
/** Friends and family are spoken to in one's own language. */
const TO_FRIENDS = /(?<!\p{L})(?:ты|теб[яе]|тобой|тво\p{L}+)(?!\p{L})/iu;

export function crossQuotes(context: LintContext): Finding[] {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return eachBlock(context, ['topic', 'card'], (ours, theirs) => {
    if (OTHERS_SPEAK.test(theirs[0]?.place ?? '')) return [];
    const here = plain(ours.map(({ raw }) => prose(raw)).join('\n'));
    return theirs
      .flatMap(({ raw }) => [...prose(raw).matchAll(/«([^«»]*)»/g)].map((match) => match[1] ?? ''))
      .filter(
        (quote) => /^\p{Lu}/u.test(quote) && !TO_FRIENDS.test(quote) && wordsOf(quote).length >= SPOKEN_WORDS,
      )
      .filter((quote) => !here.includes(plain(quote)))
      .flatMap((quote) => {
        const reason = `${ours[0]?.place}: the Russian sentence «${quote}» is not here`;
        return say(
          ours[0],
          'cross-quotes',
          'warn',
          reason,
          'give the sentence in Russian, with its meaning in brackets',
        );
      });
  });
}

/** Numbers of records: texts have none (fact-literal). */
export function crossNumbers(context: LintContext): Finding[] {
  const numbersOf = (passages: Passage[]): string[] => {
    const text = passages.map(({ raw }) => prose(raw)).join('\n');
    return text.replaceAll(/(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, '').match(/\d+/g) ?? [];
  };
  return eachBlock(context, ['record'], (ours, theirs) => {
    const mine = numbersOf(ours).sort();
    const other = numbersOf(theirs).sort();
    if (mine.join(' ') === other.join(' ')) return [];
    const lost = other.filter((number) => !mine.includes(number));
    const extra = mine.filter((number) => !other.includes(number));
    if (lost.length + extra.length === 0) return [];
    const rule = sortOfNumbers(theirs, [...lost, ...extra]);
    const parts = [
      lost.length > 0 ? `missing ${lost.join(', ')}` : '',
      extra.length > 0 ? `only here ${extra.join(', ')}` : '',
    ];
    const reason = `${ours[0]?.place}: other numbers than in Russian: ${parts.filter(Boolean).join('; ')}`;
    return say(ours[0], rule, 'error', reason, 'write the same numbers in every language');
  });
}

function sortOfNumbers(theirs: Passage[], numbers: string[]): string {
  const russian = theirs.map(({ raw }) => raw).join('\n');
  if (/(?:-ФЗ|стать|ст\.|УК|КоАП|ТК)/.test(russian)) return 'cross-laws';
  return /\d[\d\s()-]{6,}\d/.test(russian) || numbers.some((number) => /^1(?:0[1-4]|12)$/.test(number))
    ? 'cross-phones'
    : 'cross-numbers';
}
