/** `npm run guide:coverage`: what the guide covers, counted from its files and pages, into docs/coverage.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Guide, guideFromFiles, lintGuide, readGuideFolder, toPlainText } from '../src/content/index.js';
import { createDirectory, parseService, SERVICE_KINDS } from '../src/directory/index.js';
import { createTranslator } from '../src/i18n/index.js';
import { EDITED_LANGUAGES, type EditedLanguage, uzbekToCyrillic } from '../src/language/index.js';

const root = process.cwd();
const DAY = new Date().toISOString().slice(0, 10);

/** Each "must answer" point with the block that answers it, judged by a reader who saw only the page. */
const judged = z
  .record(
    z.string(),
    z.array(z.strictObject({ point: z.string(), blocks: z.array(z.string()), note: z.string().optional() })),
  )
  .parse(JSON.parse(readFileSync(join(root, 'docs/coverage/must-answer.json'), 'utf8')));
const themes = z
  .array(z.strictObject({ guide: z.string(), theme: z.string(), topics: z.array(z.string()) }))
  .parse(JSON.parse(readFileSync(join(root, 'docs/coverage/comparable.json'), 'utf8')));

const translator = createTranslator({ dir: join(root, 'locales'), toCyrillic: uzbekToCyrillic });
const rules = { parseService, serviceKinds: SERVICE_KINDS, translator, uzbekToCyrillic };
const files = await readGuideFolder(join(root, 'guide'));
const guide: Guide = guideFromFiles(files, rules);
const directory = createDirectory({ services: () => guide.services(), translator, uzbekToCyrillic });

const lines: string[] = [];
const say = (...added: string[]) => lines.push(...added);
const table = (head: string[], rows: (string | number)[][]) =>
  say(
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
  );
const pageOf = (id: string, language: EditedLanguage) => {
  const page = guide.topic(id, { language, day: DAY });
  if (page === null) throw new Error(`no page ${id} in ${language}`);
  return page;
};
const ids = guide.topicIds();

say('# What the guide covers', '', 'Made by `npm run guide:coverage`; do not edit by hand.', '');

say(
  '## Topics × languages × blocks',
  '',
  'Number of blocks of each kind, in all four languages alike unless said.',
  '',
);
const KINDS = ['short', 'steps', 'bring', 'cost', 'deadline', 'traps', 'refused', 'rights', 'where', 'law'];
const counts = (id: string, language: EditedLanguage) =>
  KINDS.map((kind) => pageOf(id, language).blocks.filter((block) => block.kind === kind).length);
table(
  ['topic', ...KINDS, 'languages'],
  ids.map((id) => {
    const same = EDITED_LANGUAGES.filter(
      (language) => counts(id, language).join() === counts(id, 'ru').join(),
    );
    return [id, ...counts(id, 'ru'), same.join(' ')];
  }),
);
say(`${ids.length} topics, ${ids.length * EDITED_LANGUAGES.length} texts.`, '');

say(
  '## Words and sentences',
  '',
  'Words of the rendered page without the list of laws; sentences of running text and lists.',
  '',
);
const textOf = (id: string, language: EditedLanguage) =>
  pageOf(id, language)
    .blocks.filter((block) => block.kind !== 'law')
    .map((block) => toPlainText(block.nodes))
    .join('\n');
const sentencesOf = (text: string) =>
  text
    .split(/\n+|(?<=[.!?…])\s+(?=[«"(]?[\p{Lu}\d])/u)
    .map((sentence) => sentence.replace(/^[-\d.)\s•]+/u, '').trim())
    .filter((sentence) => /\p{L}/u.test(sentence));
const wordsIn = (text: string) => text.match(/[\p{L}\d][\p{L}\p{M}\d'’ʻʼ-]*/gu)?.length ?? 0;
const stats = new Map(
  EDITED_LANGUAGES.map((language) => [
    language,
    new Map(
      ids.map((id) => {
        const text = textOf(id, language);
        const sentences = sentencesOf(text);
        const words = sentences.map(wordsIn);
        const sum = words.reduce((total, count) => total + count, 0);
        return [id, { words: sum, mean: sum / Math.max(1, words.length), longest: Math.max(...words) }];
      }),
    ),
  ]),
);
table(
  ['topic', ...EDITED_LANGUAGES.map((language) => `${language}: words · mean`)],
  ids.map((id) => [
    id,
    ...EDITED_LANGUAGES.map((language) => {
      const { words = 0, mean = 0 } = stats.get(language)?.get(id) ?? {};
      return `${words} · ${mean.toFixed(1)}`;
    }),
  ]),
);
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
for (const language of EDITED_LANGUAGES) {
  const all = [...(stats.get(language)?.values() ?? [])];
  const words = all.map((one) => one.words);
  const middle = median(words);
  const outside = ids.filter(
    (_, index) => (words[index] ?? 0) < middle / 2 || (words[index] ?? 0) > middle * 2,
  );
  const mean = all.reduce((sum, one) => sum + one.mean, 0) / all.length;
  say(
    `- ${language}: median ${middle} words (${Math.min(...words)}–${Math.max(...words)}), mean sentence ${mean.toFixed(1)} words; outside half to double of the median: ${outside.join(', ') || 'none'}.`,
  );
}
say('');
const repeated = lintGuide(files, { rules, today: DAY, allowances: null }).findings.filter(
  (finding) => finding.rule === 'repeat-sentence',
);
say(
  `Sentences of four words or more that stand in more than three topics: ${repeated.length}. Not counted: Russian`,
  'sentences to say aloud and labels before a printed value, which are to be the same wherever people need them.',
  ...repeated.map(({ file, reason }) => `- ${file}: ${reason}`),
  '',
);

say(
  '## Each point a topic must answer',
  '',
  'Judged from the page alone; the facts are those the block shows.',
  '',
);
const missing: string[] = [];
const rows = ids.flatMap((id) =>
  (judged[id] ?? []).map(({ point, blocks, note }) => {
    const page = pageOf(id, 'ru');
    const found = blocks.filter((block) => page.blocks.some((one) => one.id === block));
    if (found.length === 0) missing.push(`${id}: ${point}`);
    const facts = page.blocks
      .filter((block) => found.includes(block.id))
      .flatMap((block) => block.facts.map((fact) => fact.key));
    return [
      id,
      point,
      found.join(', ') || '**none**',
      [...new Set(facts)].slice(0, 8).join(', '),
      note ?? '',
    ];
  }),
);
table(['topic', 'must answer', 'blocks', 'facts', 'note'], rows);
say(
  `${rows.length} points; without a block: ${missing.length}. Topics not judged: ${ids.filter((id) => judged[id] === undefined).join(', ') || 'none'}.`,
  '',
);

say('## Facts by status', '');
const facts = guide.facts();
const keys = [...new Set(facts.map((fact) => fact.key))];
const WEAKEST = ['U', 'P', 'V'] as const;
const statusOf = (key: string) =>
  WEAKEST.find((status) => facts.some((fact) => fact.key === key && fact.status === status)) ?? 'V';
const ended = keys.filter((key) =>
  facts.filter((fact) => fact.key === key).every((fact) => fact.valid_to !== null && fact.valid_to < DAY),
);
table(
  ['status', 'keys', 'values'],
  [
    ...(['V', 'P', 'U'] as const).map((status) => [
      status,
      keys.filter((key) => statusOf(key) === status).length,
      facts.filter((fact) => fact.status === status).length,
    ]),
    ['all', keys.length, facts.length],
    [
      'sources disagree',
      keys.filter((key) => facts.some((fact) => fact.key === key && fact.contradicts !== null)).length,
      '',
    ],
    [`ended before ${DAY}`, ended.length, ''],
    [
      'checked by a person',
      keys.filter((key) => facts.some((fact) => fact.key === key && fact.checked_on !== null)).length,
      '',
    ],
  ],
);
say(`A key counts by its weakest value. Ended: ${ended.join(', ') || 'none'}.`, '');

say('## Services by kind and region', '');
const services = directory.list({ language: 'ru' });
table(
  ['kind', 'services', 'for all regions', 'regions'],
  SERVICE_KINDS.map((kind) => {
    const of = services.filter((service) => service.kinds.includes(kind));
    const regions = [...new Set(of.flatMap((service) => service.regions))].sort();
    return [
      kind,
      of.length || '**empty**',
      of.filter((service) => service.regions.length === 0).length,
      regions.join(', '),
    ];
  }),
);
say(`${services.length} services.`, '');

say('## Themes of comparable guides', '');
const unknown = themes.flatMap((theme) => theme.topics.filter((id) => !ids.includes(id)));
if (unknown.length > 0)
  throw new Error(`docs/coverage/comparable.json names no topics: ${unknown.join(', ')}`);
table(
  ['guide', 'theme', 'topics'],
  themes.map((theme) => [theme.guide, theme.theme, theme.topics.join(', ') || '**none**']),
);
writeFileSync(join(root, 'docs/coverage.md'), `${lines.join('\n').trimEnd()}\n`);
console.log(
  `docs/coverage.md: ${ids.length} topics, ${rows.length} points (${missing.length} open), ${repeated.length} repeated sentences, ${keys.length} facts, ${services.length} services`,
);
