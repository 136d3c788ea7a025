/** Respectful words: the rules are data (respect.json), with reasons and better words. */
import type { EditedLanguage } from '../../language/index.js';
import { counterpart, inPassage, type LintContext } from './context.js';
import type { RespectRule } from './data.js';
import type { Finding, Severity } from './finding.js';
import type { Page } from './pages.js';
import { prose, withoutQuotes } from './prose.js';

/** Rules of the same data that are reported under the plain rules. */
const POLITE = new Set(['ru-ty', 'uz-sen', 'tg-tu', 'ky-sen']);

function ruleName(rule: RespectRule): string {
  if (POLITE.has(rule.id)) return 'plain-polite';
  return rule.id.startsWith('ru-plain') ? 'plain-officialese' : 'respect';
}

function severityOf(rule: RespectRule): Severity {
  if (rule.id === 'ru-ty') return 'error';
  if (rule.id.startsWith('ru-plain')) return 'warn';
  if (rule.severity === 'gloss') return 'warn';
  return rule.native_review && rule.severity === 'error' ? 'warn' : rule.severity;
}

export interface RespectMatch {
  rule: RespectRule;
  text: string;
  offset: number;
}

/** Every place of `text` a rule of the language speaks about, outside of «…». For drafts and messages too. */
export function findDisrespect(
  text: string,
  language: EditedLanguage,
  rules: readonly RespectRule[],
): RespectMatch[] {
  const own = withoutQuotes(text);
  return rules
    .filter((rule) => rule.lang === language && rule.severity !== 'gloss')
    .flatMap((rule) =>
      [...own.matchAll(new RegExp(rule.pattern, `g${rule.flags}`))].map((match) => ({
        rule,
        text: match[0],
        offset: match.index,
      })),
    );
}

export function respect(context: LintContext): Finding[] {
  return context.pages.flatMap((page) =>
    page.passages.flatMap((passage) => {
      const text = prose(passage.raw);
      return findDisrespect(text, page.language, context.data.respect)
        .filter(
          ({ rule, text: word, offset }) =>
            !(rule.id === TERM_OF_LAW && isSaid(text.slice(offset + word.length))),
        )
        .map(({ rule, text: word, offset }) => {
          const reason = `"${word}": ${rule.why} (${rule.id})`;
          return inPassage(
            passage,
            text,
            offset,
            ruleName(rule),
            severityOf(rule),
            reason,
            `write: ${rule.prefer}`,
          );
        });
    }),
  );
}

/** "Принимающая сторона" may stand as what the law calls it. */
const TERM_OF_LAW = 'ru-host';

/** An explanation begins this close after a term: "миграционный учёт (…", "РКЛ — список …". */
const NEAR = 60;

/** Words of the counter stay, but are explained where they stand first; translations give the Russian word as well. */
export function glosses(context: LintContext): Finding[] {
  const rules = context.data.respect.filter((rule) => rule.severity === 'gloss');
  return context.pages
    .filter((page) => page.sort === 'topic')
    .flatMap((page) =>
      page.language === 'ru'
        ? rules.flatMap((rule) => unexplained(page, rule))
        : rules.flatMap((rule) => withoutRussianWord(context, page, rule)),
    );
}

function firstUses(
  page: Page,
  rule: RespectRule,
): Map<string, { at: number; passage: Page['passages'][number]; text: string }> {
  const first = new Map<string, { at: number; passage: Page['passages'][number]; text: string }>();
  for (const passage of page.passages) {
    if (passage.part !== 'paragraph' && passage.part !== 'item') continue;
    const text = prose(passage.raw);
    for (const match of text.matchAll(new RegExp(rule.pattern, `g${rule.flags}`))) {
      const stem = stemOf(match[0]);
      if (!first.has(stem)) first.set(stem, { at: match.index, passage, text });
    }
  }
  return first;
}

function isSaid(after: string): boolean {
  return /[(—–]|[.:]\s+(?:Это|Так|Значит|Он|Она|В нём|то есть)|, то есть/u.test(after.slice(0, NEAR));
}

/** "миграционного учёта" and "миграционный учёт" are one term. */
function stemOf(term: string): string {
  return term
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/\s+/)
    .map((word) => word.slice(0, Math.max(4, word.length - 3)))
    .join(' ');
}

function unexplained(page: Page, rule: RespectRule): Finding[] {
  return [...firstUses(page, rule)].flatMap(([, { at, passage, text }]) => {
    const term = new RegExp(rule.pattern, rule.flags).exec(text.slice(at))?.[0] ?? '';
    const before = text.slice(0, at);
    const inBrackets = before.lastIndexOf('(') > before.lastIndexOf(')');
    const said = isSaid(text.slice(at + term.length));
    const named = page.passages.some(
      ({ part, raw }) => part === 'title' && stemOf(raw).includes(stemOf(term)) && raw.includes('('),
    );
    const linked = /\]\(\/guide\//.test(passage.raw);
    const later = page.passages.some(
      (other) =>
        other.place === passage.place && other.line > passage.line && explains(prose(other.raw), term),
    );
    if (inBrackets || said || named || linked || later) return [];
    const reason = `"${term}" is not explained where it stands first (${rule.id})`;
    return [
      inPassage(
        passage,
        text,
        at,
        'respect-gloss',
        'warn',
        reason,
        'add what it means, in brackets or after a dash',
      ),
    ];
  });
}

/** "Реестр контролируемых лиц (РКЛ) — список МВД." further on in the block. */
function explains(text: string, term: string): boolean {
  const at = stemOf(text).indexOf(stemOf(term));
  return at !== -1 && /[(—]/u.test(text.slice(0, 2 * term.length + NEAR));
}

function withoutRussianWord(context: LintContext, page: Page, rule: RespectRule): Finding[] {
  const russian = counterpart(context, page, 'ru');
  if (russian === undefined) return [];
  const ours = [...firstUses(page, rule).keys()];
  return [...firstUses(russian, rule)].flatMap(([stem, { passage: theirs }]): Finding[] => {
    if (ours.some((own) => own.slice(0, 5) === stem.slice(0, 5))) return [];
    const at = page.passages.find(({ place }) => place === theirs.place) ?? page.passages[0];
    const reason = `the Russian term "${stem}…" stands nowhere on this page, readers meet it at the counter (${rule.id})`;
    const wayOut = 'add the Russian term in brackets where it is first translated';
    return at === undefined
      ? []
      : [{ file: at.file, line: at.line, rule: 'respect-gloss', severity: 'warn', reason, wayOut }];
  });
}
