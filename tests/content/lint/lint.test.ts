import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  countByRule,
  type Finding,
  findDisrespect,
  formatFinding,
  type GuideFiles,
  lintData,
  lintGuide,
  missingDictionaries,
  readGuideFolder,
} from '../../../src/content/index.js';
import { json, rules, smallGuide } from '../small-guide.js';

const folder = await readGuideFolder(fileURLToPath(new URL('./good-guide', import.meta.url)));
const good: GuideFiles = new Map(
  [...smallGuide({ facts: [] })].filter(([path]) => path.startsWith('emergencies/')),
);
for (const [path, text] of folder) good.set(path, text);

const options = { rules, today: '2026-11-22' };
const RU = 'topics/registration/ru.md';

function withTopics(ids: string[]): GuideFiles {
  const files = new Map(good);
  for (const id of ids) {
    for (const name of ['topic.json', 'ru.md', 'ky.md', 'tg.md', 'uz.md']) {
      files.set(`topics/${id}/${name}`, good.get(`topics/registration/${name}`) ?? '');
    }
  }
  return files;
}

const added = (files: GuideFiles, path: string, line: string): GuideFiles =>
  new Map(files).set(path, (files.get(path) ?? '').replace('## where', `${line}\n\n## where`));

const byRule = (findings: Finding[], rule: string) => findings.filter((finding) => finding.rule === rule);

describe('respectful words', () => {
  const data = lintData();

  it.each(data.respect.map((rule) => [rule.id, rule] as const))('%s knows its own examples', (_id, rule) => {
    const pattern = () => new RegExp(rule.pattern, rule.flags);
    for (const bad of rule.bad) expect(pattern().test(bad), bad).toBe(true);
    for (const ok of rule.ok) expect(pattern().test(ok), ok).toBe(false);
  });

  it('leaves out what is quoted', () => {
    expect(findDisrespect('Вас называют «гастарбайтер»?', 'ru', data.respect)).toEqual([]);
    expect(
      findDisrespect('Он гастарбайтер.', 'ru', data.respect).map(({ text, offset }) => [text, offset]),
    ).toEqual([['гастарбайтер', 3]]);
  });

  it('are never an error before native speakers confirmed the rule', () => {
    const files = added(good, 'topics/registration/ky.md', 'Нелегалдар, мыйзамсыз мигранттар.');
    const found = byRule(lintGuide(files, options).findings, 'respect');
    expect(found.map(({ severity }) => severity)).toEqual(['warn', 'warn']);
  });
});

describe('sizes and repetitions', () => {
  it('tells a topic out of proportion', () => {
    const files = withTopics(['a', 'b', 'c', 'd']);
    const short = (files.get(RU) ?? '').replaceAll(/^(?:[А-Я«-].*|\d\. .*)$/gm, 'Ждите.');
    const found = byRule(
      lintGuide(new Map(files).set('topics/c/ru.md', short), options).findings,
      'size-topic',
    );
    expect(found.map(({ file, line, severity }) => ({ file, line, severity }))).toEqual([
      { file: 'topics/c/ru.md', line: 1, severity: 'error' },
    ]);
    expect(byRule(lintGuide(files, options).findings, 'size-topic')).toEqual([]);
  });

  it('tells a sentence that stands in more than three topics, and names them', () => {
    const repeated = (topics: string[]) =>
      byRule(lintGuide(withTopics(topics), options).findings, 'repeat-sentence').filter(({ reason }) =>
        reason.includes('Не покупайте регистрацию у посредника'),
      );
    expect(repeated(['a', 'b'])).toEqual([]);
    const [found] = repeated(['a', 'b', 'c']);
    expect(found).toMatchObject({ severity: 'warn', line: 18 });
    expect(found?.reason).toMatch(/4 topics: .*a, b, c/);
  });
});

describe('spelling without a dictionary', () => {
  const TG = 'topics/registration/tg.md';

  it('tells a word that stands once beside a frequent one', () => {
    const often = Array.from({ length: 8 }, () => 'Шаҳодатнома лозим.').join('\n\n');
    const files = added(added(good, TG, often), TG, 'Шаҳодотнома гиред.');
    const found = byRule(lintGuide(files, options).findings, 'spelling-outlier');
    expect(found.map(({ reason }) => reason)).toEqual([
      '"Шаҳодотнома" stands only here, "шаҳодатнома" 8 times',
    ]);
  });

  it('says nothing of endings', () => {
    const often = Array.from({ length: 8 }, () => 'Шаҳодатнома лозим.').join('\n\n');
    const files = added(added(good, TG, often), TG, 'Шаҳодатномаи нав.');
    expect(byRule(lintGuide(files, options).findings, 'spelling-outlier')).toEqual([]);
  });

  it('names the languages whose dictionary is missing', () => {
    expect(missingDictionaries({})).toEqual(['ru', 'uz']);
    expect(missingDictionaries({ ru: {}, uz: {} })).toEqual([]);
  });
});

it('a Tajik or Kyrgyz text without one letter of its own is an error', () => {
  for (const [language, letters] of [
    ['tg', 'ҳхқкғгӣиӯуҷч'],
    ['ky', 'ңнөоүу'],
  ] as const) {
    const path = `topics/registration/${language}.md`;
    let text = good.get(path) ?? '';
    for (let at = 0; at < letters.length; at += 2) {
      const [from = '', to = ''] = [letters.charAt(at), letters.charAt(at + 1)];
      text = text.replaceAll(from, to).replaceAll(from.toUpperCase(), to.toUpperCase());
    }
    const found = lintGuide(new Map(good).set(path, text), options).findings.filter(
      ({ file, rule, severity }) => file === path && rule === `letters-${language}` && severity === 'error',
    );
    expect(found).toHaveLength(1);
  }
});

describe('allowances', () => {
  const files = added(good, RU, 'Это стоит 500 рублей.');
  const entry = { file: RU, rule: 'fact-literal', text: '500 рублей', reason: 'an example of a fraud' };
  const lint = (allowances: unknown) =>
    lintGuide(files, {
      ...options,
      allowances: typeof allowances === 'string' ? allowances : json(allowances),
    });

  it('keep a finding back and are counted', () => {
    const { findings, allowed } = lint([entry]);
    expect(byRule(findings, 'fact-literal')).toEqual([]);
    expect(allowed.map(({ rule }) => rule)).toEqual(['fact-literal']);
    expect(countByRule(findings, allowed)).toContainEqual({
      rule: 'fact-literal',
      error: 0,
      warn: 0,
      info: 0,
      allowed: 1,
    });
  });

  it('that allow nothing are told', () => {
    const { findings } = lint([entry, { ...entry, text: '700 рублей' }]);
    expect(byRule(findings, 'allow-unused').map(({ line, severity }) => ({ line, severity }))).toEqual([
      { line: 8, severity: 'warn' },
    ]);
  });

  it('need a reason', () => {
    const { findings } = lint([{ ...entry, reason: ' ' }]);
    expect(byRule(findings, 'allow-invalid')).toMatchObject([
      { file: '.lint-allow.json', line: 6, severity: 'error' },
    ]);
    expect(byRule(findings, 'fact-literal')).toHaveLength(1);
    expect(byRule(lint('[{').findings, 'allow-invalid')).toHaveLength(1);
  });

  it('cannot allow what an import would refuse', () => {
    const unknown = added(good, RU, 'Срок: {{no-such-fact}}.');
    const { findings } = lintGuide(unknown, {
      ...options,
      allowances: json([{ file: RU, rule: 'fact-unknown', text: 'no-such-fact', reason: 'later' }]),
    });
    expect(byRule(findings, 'fact-unknown')).toHaveLength(1);
    expect(byRule(findings, 'allow-unused')).toHaveLength(1);
  });
});

it('prints file, line, rule, severity, reason and the way out', () => {
  const finding: Finding = {
    file: RU,
    line: 7,
    rule: 'plain-slash',
    severity: 'warn',
    reason: '"и/или" leaves the choice to the reader',
    wayOut: 'write "or", or name one',
  };
  expect(formatFinding(finding)).toBe(
    'topics/registration/ru.md:7  plain-slash  warn  "и/или" leaves the choice to the reader - write "or", or name one',
  );
});

it('finds nothing but faults of the files where a file cannot be read', () => {
  const files: GuideFiles = new Map([['chapters.json', '[']]);
  expect(lintGuide(files, options).findings.some(({ rule }) => rule === 'schema')).toBe(true);
});
