/** "Do not sign" that became "sign": the one loss in a translation that does harm at once. */
import { counterpart, type LintContext } from './context.js';
import type { Finding } from './finding.js';
import type { Page, Passage } from './pages.js';
import { prose, sentences, withoutQuotes } from './prose.js';

/** Only sentences that begin with the ban: "не" inside a sentence is often said otherwise in a translation. */
const BAN = /^(?:Не|Нельзя|Никому|Никогда|Ничего)\s/u;

/** Any sign of negation, wide on purpose: a passage that has none at all is what we look for. */
const NEGATED: Record<string, RegExp> = {
  ky: /(?<!\p{L})(?:эмес|жок|эч)|(?<=\p{L}{2})[бп][аеоө](?:ң|й|с|ш|о|ө|д[ыиуү]|г[аеоө]н)|с[ыиуү]з(?!\p{L})/iu,
  tg: /(?<!\p{L})(?:(?:бар|дар|боз|фур[ӯу])?на\p{L}{3,}|нест\p{L}*|не|на|бе\p{L}*|ҳеҷ\p{L}*|манъ)(?!\p{L})/iu,
  uz: /emas|yoʻq|hech|siz(?!\p{L})|m(?:ang|as|ay|agan|adi)|taqiq/iu,
};

/** Compares passage by passage where both languages are built alike; elsewhere cross-items and others speak. */
export function crossNegation(context: LintContext): Finding[] {
  return context.pages
    .filter((page) => page.language !== 'ru' && page.sort !== 'record')
    .flatMap((page) => {
      const russian = counterpart(context, page, 'ru');
      const negated = NEGATED[page.language];
      if (russian === undefined || negated === undefined) return [];
      const ours = bodies(page);
      const theirs = bodies(russian);
      if (shape(ours) !== shape(theirs)) return [];
      return theirs.flatMap((passage, index): Finding[] => {
        const mine = ours[index];
        const ban = sentences(ownWords(passage)).find(({ text }) => BAN.test(text));
        if (mine === undefined || ban === undefined || negated.test(ownWords(mine))) return [];
        return [
          {
            file: mine.file,
            line: mine.line,
            rule: 'cross-negation',
            severity: 'warn',
            reason: `in Russian "${ban.text.slice(0, 60)}", here no word of negation`,
            wayOut: 'see whether the ban was lost',
          },
        ];
      });
    });
}

/** Without what others say and without Russian terms in brackets. */
function ownWords({ raw }: Passage): string {
  return withoutQuotes(prose(raw)).replaceAll(/\([^()]*\)/g, '');
}

function bodies(page: Page): Passage[] {
  return page.passages.filter(({ part }) => part === 'paragraph' || part === 'item');
}

function shape(passages: readonly Passage[]): string {
  return passages.map(({ part, place, condition }) => `${part} ${place} ${condition}`).join('\n');
}
