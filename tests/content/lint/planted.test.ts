/** One planted fault after the other in a good topic: found at its line by its rule, and not in the clean copy. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Finding, type GuideFiles, lintGuide, readGuideFolder } from '../../../src/content/index.js';
import { fact, json, rules, smallGuide, value } from '../small-guide.js';

const folder = await readGuideFolder(fileURLToPath(new URL('./good-guide', import.meta.url)));
const frame = [...smallGuide({ facts: [] })].filter(
  ([path]) => path.startsWith('emergencies/') || path.startsWith('services/'),
);
const good: GuideFiles = new Map([...frame, ...folder]);

const knownWords = new Set(
  [...good.values()].flatMap((text) => [...text.matchAll(/\p{L}+/gu)].map(([word]) => word.toLowerCase())),
);
const options = {
  rules,
  today: '2026-11-22',
  spellers: { ru: { knows: (word: string) => knownWords.has(word.toLowerCase()) } },
};
const lint = (files: GuideFiles): Finding[] => lintGuide(files, options).findings;
const clean = lint(good);

const RU = 'topics/registration/ru.md';
const UZ = 'topics/registration/uz.md';
const KY = 'topics/registration/ky.md';
const TG = 'topics/registration/tg.md';

/** Puts a line under the heading of a block; the new line's number is what a finding must name. */
function under(
  files: GuideFiles,
  path: string,
  block: string,
  line: string,
): { files: GuideFiles; line: number } {
  const lines = (files.get(path) ?? '').split('\n');
  const at = lines.findIndex((text) => text.startsWith(`## ${block}`));
  if (at === -1) throw new Error(`no block ${block} in ${path}`);
  lines.splice(at + 1, 0, '', line);
  return { files: new Map(files).set(path, lines.join('\n')), line: at + 3 };
}

function replaced(path: string, from: string | RegExp, to: string): { files: GuideFiles; line: number } {
  const text = good.get(path) ?? '';
  const at = text.search(
    from instanceof RegExp ? from : new RegExp(from.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')),
  );
  if (at === -1) throw new Error(`nothing like ${from} in ${path}`);
  return {
    files: new Map(good).set(path, text.replace(from, to)),
    line: text.slice(0, at).split('\n').length,
  };
}

function withFact(key: string, change: Record<string, unknown>, texts: string[] = []): GuideFiles {
  const files = new Map(good).set(`facts/${key}.json`, json(fact(key, change)));
  return texts.reduce((all, path) => under(all, path, 'where', `{{!${key}}}Текст.`).files, files);
}

function lineOf(files: GuideFiles, path: string, text: string): number {
  return (files.get(path) ?? '').split('\n').findIndex((line) => line.includes(text)) + 1;
}

interface Plant {
  what: string;
  rule: string;
  file: string;
  severity: Finding['severity'];
  make(): { files: GuideFiles; line: number };
}

const inText = (
  what: string,
  rule: string,
  severity: Finding['severity'],
  file: string,
  line: string,
  block = 'where',
): Plant => ({
  what,
  rule,
  file,
  severity,
  make: () => under(good, file, block, line),
});

const long = (count: number) => `Скажите ${'хозяину '.repeat(count - 1).trim()}.`;

const plants: Plant[] = [
  {
    what: 'a wrong phone in one language',
    rule: 'cross-phones',
    file: UZ,
    severity: 'error',
    make() {
      let files = good;
      for (const path of [RU, KY, TG]) files = under(files, path, 'where', '{{phone-112}}').files;
      const planted = under(files, UZ, 'where', '{{phone-103}}');
      return { files: planted.files, line: planted.line - 2 };
    },
  },
  {
    what: 'a fact dropped in one language',
    rule: 'cross-facts',
    file: TG,
    severity: 'error',
    make() {
      const { files } = replaced(TG, '{{registration-fee}}', 'ройгон');
      const text = files.get(TG) ?? '';
      return {
        files: new Map(files).set(TG, text.replaceAll('{{!registration-fee}}', '')),
        line: lineOf(files, TG, '## short'),
      };
    },
  },
  {
    what: 'a missing block',
    rule: 'cross-blocks',
    file: KY,
    severity: 'error',
    make() {
      const text = (good.get(KY) ?? '').replace(/^## traps[\s\S]*?(?=^## )/m, '');
      return { files: new Map(good).set(KY, text), line: text.split('\n').length };
    },
  },
  {
    what: 'a link dropped in one language',
    rule: 'cross-links',
    file: UZ,
    severity: 'error',
    make() {
      const { files } = replaced(UZ, /\[([^\]]*)\]\([^)]*\)/, '$1');
      return { files, line: lineOf(files, UZ, '## steps:amina') };
    },
  },
  {
    what: 'a variant that became another',
    rule: 'cross-variants',
    file: UZ,
    severity: 'error',
    make() {
      const { files } = replaced(UZ, '::: citizenship=KG', '::: citizenship=TJ');
      return { files, line: lineOf(files, UZ, '## deadline |') + 2 };
    },
  },
  {
    what: 'a lost step',
    rule: 'cross-items',
    file: KY,
    severity: 'warn',
    make() {
      const { files, line } = replaced(KY, /^6\. .*\n/m, '');
      return { files, line: line - 5 };
    },
  },
  {
    what: 'a ban that became advice',
    rule: 'cross-negation',
    file: KY,
    severity: 'warn',
    make: () => replaced(KY, /сатып албаңыз/u, 'сатып алыңыз'),
  },
  {
    what: 'a Russian sentence that is not there to be said',
    rule: 'cross-quotes',
    file: TG,
    severity: 'warn',
    make() {
      const { files } = under(good, RU, 'refused', '«Дайте мне копию бумаги».');
      const lines = (good.get(TG) ?? '').split('\n');
      const at = lines.findIndex((line) => line.startsWith('## refused'));
      return {
        files,
        line: lines.findIndex((line, index) => index > at && line !== '' && !line.startsWith(':::')) + 1,
      };
    },
  },
  {
    what: 'another number in one language of a record',
    rule: 'cross-numbers',
    file: 'services/helper.json',
    severity: 'error',
    make() {
      const text = (good.get('services/helper.json') ?? '')
        .replace(/"ru": "Помогает"/, '"ru": "До 18"')
        .replace(/Помогает \(uz\)/, 'Do 19');
      const files = new Map(good).set('services/helper.json', text);
      return { files, line: lineOf(files, 'services/helper.json', 'Do 19') };
    },
  },
  inText('a literal price', 'fact-literal', 'error', RU, 'Это стоит 500 рублей.'),
  inText('a law by its number', 'fact-literal', 'error', UZ, 'Bu 109-ФЗ qonuni.'),
  inText('a span of days in words', 'fact-literal', 'warn', RU, 'У вас тридцать дней.'),
  inText('a span of days in Kyrgyz words', 'fact-literal', 'warn', KY, 'Сизде отуз күн бар.'),
  inText('a span of days in Tajik words', 'fact-literal', 'warn', TG, 'Шумо сӣ рӯз доред.'),
  inText('a span of days in Uzbek words', 'fact-literal', 'warn', UZ, 'Sizda oʻttiz kun bor.'),
  inText('an unknown fact', 'fact-unknown', 'error', RU, 'Срок: {{registration-deadlines}}.'),
  inText(
    'the federal text where an exception holds',
    'fact-exception',
    'error',
    RU,
    'Учёт оформляет хозяин{{!registration-who}}.',
  ),
  {
    what: 'values that overlap in time',
    rule: 'fact-overlap',
    file: 'facts/twice.json',
    severity: 'error',
    make() {
      const files = withFact('twice', { values: [value(), value({ value: 7, valid_from: '2026-01-01' })] }, [
        RU,
        KY,
        TG,
        UZ,
      ]);
      return {
        files,
        line: (files.get('facts/twice.json') ?? '').split('\n').lastIndexOf('    {') + 1,
      };
    },
  },
  {
    what: 'a doubtful value without a safe act',
    rule: 'fact-safe-missing',
    file: 'facts/unsafe.json',
    severity: 'error',
    make() {
      const files = withFact('unsafe', { values: [value({ status: 'P' })] }, [RU, KY, TG, UZ]);
      return { files, line: lineOf(files, 'facts/unsafe.json', '"safe"') };
    },
  },
  {
    what: 'a value that ended',
    rule: 'fact-stale',
    file: 'facts/ended.json',
    severity: 'warn',
    make() {
      const files = withFact('ended', { values: [value({ valid_to: '2026-06-30' })] });
      return { files, line: lineOf(files, 'facts/ended.json', '"valid_to"') };
    },
  },
  {
    what: 'an old source of a fact that changes often',
    rule: 'fact-stale',
    file: 'facts/old.json',
    severity: 'warn',
    make() {
      const files = withFact('old', { changes: 'high', values: [value({ source_date: '2020-01-01' })] });
      return { files, line: lineOf(files, 'facts/old.json', '"source_date"') };
    },
  },
  {
    what: 'a fact nobody uses',
    rule: 'fact-unused',
    file: 'facts/idle.json',
    severity: 'info',
    make() {
      const files = withFact('idle', {});
      return { files, line: lineOf(files, 'facts/idle.json', '"key"') };
    },
  },
  {
    what: 'an unknown field',
    rule: 'schema',
    file: 'facts/odd.json',
    severity: 'error',
    make() {
      const files = withFact('odd', { colour: 'red' });
      return { files, line: lineOf(files, 'facts/odd.json', '"colour"') };
    },
  },
  inText('a derogatory word', 'respect', 'error', RU, 'Так живут гастарбайтеры.'),
  inText(
    'a derogatory word in Uzbek, not confirmed by natives',
    'respect',
    'warn',
    UZ,
    'Bu gastarbayterlar uchun.',
  ),
  inText(
    'a term of the counter without its meaning',
    'respect-gloss',
    'warn',
    RU,
    'Вам нужен апостиль на паспорт.',
  ),
  inText('a sentence of thirty words', 'plain-long', 'error', RU, long(30)),
  inText(
    'a sentence of nineteen words in Kyrgyz',
    'plain-long',
    'error',
    KY,
    `${'документ '.repeat(18)}керек.`,
  ),
  inText(
    'four sentences in a paragraph',
    'plain-paragraph',
    'warn',
    RU,
    'Ждите. Спросите. Запишите. Уходите.',
  ),
  inText(
    'a list of ten',
    'plain-list',
    'warn',
    RU,
    Array.from({ length: 10 }, () => '- паспорт;').join('\n'),
    'cost',
  ),
  inText('the tongue of offices', 'plain-officialese', 'warn', RU, 'Это делают в целях проверки.'),
  inText('an abbreviation nobody explains', 'plain-abbreviation', 'warn', RU, 'Спросите в ГУВМ.'),
  inText('ты', 'plain-polite', 'error', RU, 'Проверь, где твоё место.'),
  inText(
    'a familiar imperative',
    'plain-polite',
    'error',
    RU,
    'Сначала проверьте адрес, потом сохраните и проверь ещё.',
  ),
  inText('sen', 'plain-polite', 'warn', UZ, 'Senga pasport kerak.'),
  inText('и/или', 'plain-slash', 'warn', RU, 'Возьмите паспорт и/или патент.'),
  {
    what: 'a heading that asks nothing',
    rule: 'plain-heading',
    file: RU,
    severity: 'info',
    make: () => replaced(RU, '## cost | Сколько это стоит?', '## cost | Стоимость'),
  },
  {
    what: 'long sentences all over',
    rule: 'plain-mean',
    file: RU,
    severity: 'warn',
    make: () => ({
      files: under(good, RU, 'where', Array.from({ length: 120 }, () => long(20)).join('\n\n')).files,
      line: 1,
    }),
  },
  inText('a Latin letter in a Cyrillic word', 'letters-mixed', 'error', RU, 'Возьмите пaспорт.'),
  inText('a Cyrillic letter in an Uzbek word', 'letters-mixed', 'error', UZ, 'Pasрort oling.'),
  inText('an abbreviation in look-alike letters', 'letters-mixed', 'error', RU, 'Пришлют CMC.'),
  inText('a wrong Uzbek mark', 'letters-uz', 'error', UZ, "Chekni so'rang."),
  inText('the mark of oʻ in the place of the tutuq', 'letters-uz', 'error', UZ, 'Maʻno muhim.'),
  inText('Tajik without its letters', 'letters-tg', 'warn', TG, 'Мухлат ва сохибхона.'),
  inText('Kyrgyz without its letters', 'letters-ky', 'warn', KY, 'Дарегинизди жазыңыз, мооноту бүтөт.'),
  inText('a sign nobody sees', 'letters-invisible', 'warn', RU, 'Возьмите пас\u200bпорт.'),
  inText('two spaces', 'letters-invisible', 'warn', RU, 'Возьмите  паспорт.'),
  inText('a misspelt Russian word', 'spelling', 'warn', RU, 'Возьмите пасспорт.'),
  inText('an address of press', 'link-forbidden', 'error', RU, 'Читайте rus.azattyk.org каждый день.'),
  {
    what: 'a service with the address of press',
    rule: 'link-forbidden',
    file: 'services/helper.json',
    severity: 'error',
    make() {
      const text = (good.get('services/helper.json') ?? '').replace(
        '"url": null',
        '"url": "https://tass.ru/help"',
      );
      const files = new Map(good).set('services/helper.json', text);
      return { files, line: lineOf(files, 'services/helper.json', '"url"') };
    },
  },
  {
    what: 'a number in the explanation of a term',
    rule: 'fact-literal',
    file: 'glossary/term.json',
    severity: 'error',
    make() {
      const term = {
        id: 'term',
        russian: 'миграционный учёт',
        terms: { ky: 'миграциялык эсеп', tg: 'қайди муҳоҷиратӣ', uz: 'migratsiya hisobi' },
        explanation: { ru: 'Это запись.', ky: 'Бул жазуу.', tg: 'Ин қайд аст.', uz: 'Bu 7 kunlik yozuv.' },
        said: { ru: [], ky: [], tg: [], uz: [] },
        topics: ['registration'],
      };
      const files = new Map(good).set('glossary/term.json', json(term));
      return { files, line: lineOf(files, 'glossary/term.json', 'Bu 7') };
    },
  },
  inText(
    'a link to a topic that is not there',
    'link-broken',
    'error',
    RU,
    'Читайте [здесь](/guide/no-such-topic).',
  ),
  {
    what: 'a blog marked official',
    rule: 'link-source-official',
    file: 'facts/blog.json',
    severity: 'warn',
    make() {
      const source = [{ url: 'https://example.org/page', date: null, official: true }];
      const files = withFact('blog', { values: [value({ source })] });
      return { files, line: lineOf(files, 'facts/blog.json', '"official"') };
    },
  },
];

describe('planted faults', () => {
  it.each(plants)('$what: $rule', ({ rule, file, severity, make }) => {
    const { files, line } = make();
    const found = lint(files).filter((finding) => finding.rule === rule && finding.file === file);
    expect(found.map((finding) => ({ line: finding.line, severity: finding.severity }))).toContainEqual({
      line,
      severity,
    });
    expect(found.every(({ reason, wayOut }) => reason !== '' && wayOut !== '')).toBe(true);
  });

  it('are not in the clean copy', () => {
    const planted = new Set(plants.map(({ rule, file }) => `${file} ${rule}`));
    expect(clean.filter(({ file, rule }) => planted.has(`${file} ${rule}`))).toEqual([]);
    expect(clean.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
