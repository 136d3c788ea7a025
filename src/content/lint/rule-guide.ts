/** What `content -- check` finds anyway, each fault under the rule it belongs to. */
import type { Fault } from '../faults.js';
import type { LintContext } from './context.js';
import type { Finding, Severity } from './finding.js';

interface Sort {
  says: RegExp;
  rule: string;
  wayOut: string;
}

/** By the words of the check (checks.ts, schemas.ts): the first that fits. */
const SORTS: readonly Sort[] = [
  { says: /^unknown fact/, rule: 'fact-unknown', wayOut: 'write a key of facts/, or add the fact' },
  {
    says: /^expected no overlap in time/,
    rule: 'fact-overlap',
    wayOut: 'end the older value the day before',
  },
  { says: /because ".*" holds there$/, rule: 'fact-exception', wayOut: 'put the sentence into that variant' },
  {
    says: /^expected the safe act/,
    rule: 'fact-safe-missing',
    wayOut: 'say what is safe under every reading',
  },
  {
    says: /^expected (?:a topic|another topic) of the guide, found/,
    rule: 'link-broken',
    wayOut: 'name a folder of topics/',
  },
  { says: /^expected the same links as/, rule: 'cross-links', wayOut: 'give both languages the same links' },
  {
    says: /^expected (?:the block|a block|no block)/,
    rule: 'cross-blocks',
    wayOut: 'give all languages the same blocks, all ten kinds among them',
  },
];
const SAME_FACTS = /^expected the same facts as \S+ (.*)$/;

/** Said better by rules of their own (fact-literal, letters-uz). */
const ELSEWHERE = /looks like (?:a|an) |expected ʻ \(U\+02BB\)/;

export function guideFindings(context: LintContext): Finding[] {
  const { faults, warnings } = context.inspected;
  return [
    ...faults.map((fault) => asFinding(context, fault, 'error')),
    ...warnings
      .filter(({ expected }) => !ELSEWHERE.test(expected))
      .map((warning) => asFinding(context, warning, 'warn')),
  ];
}

function asFinding(context: LintContext, fault: Fault, severity: Severity): Finding {
  const { file, line, field, expected } = fault;
  const found = (rule: string, wayOut: string): Finding => ({
    file,
    line,
    rule,
    severity,
    reason: `${field}: ${expected}`,
    wayOut,
  });
  const differing = SAME_FACTS.exec(expected)?.[1];
  if (differing !== undefined) {
    const keys = [...differing.matchAll(/[a-z][a-z0-9-]+(?=,|;|$)/g)].map(([key]) =>
      key.replace(/^there /, ''),
    );
    const phones = keys.every((key) => context.source.facts.get(key)?.value.unit === 'phone');
    return phones
      ? found('cross-phones', 'name the same phones in every language')
      : found('cross-facts', 'name the same facts in every language');
  }
  const sort = SORTS.find(({ says }) => says.test(expected));
  return found(sort?.rule ?? 'schema', sort?.wayOut ?? 'see docs/guide-format.md');
}
