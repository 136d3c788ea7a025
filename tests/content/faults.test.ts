import { describe, expect, it } from 'vitest';
import { formatFault, type GuideFiles, inspectGuide } from '../../src/content/index.js';
import { fact, four, json, rules, smallGuide, value, withFile } from './small-guide.js';

function faultsOf(files: GuideFiles): string[] {
  return inspectGuide(files, rules).faults.map(formatFault);
}

/** Plants a change into one file and expects exactly this one fault. */
function expectOne(files: GuideFiles, line: string | RegExp) {
  const faults = faultsOf(files);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(line);
}

const FIRST_UZ = 'topics/first/uz.md';
const allTexts = (files: GuideFiles, change: (text: string) => string) =>
  ['ru', 'ky', 'tg', 'uz'].reduce(
    (now, language) => withFile(now, `topics/first/${language}.md`, change),
    files,
  );

describe('the guide as files', () => {
  it('takes a guide without faults', () => {
    expect(faultsOf(smallGuide({ short: 'Срок: {{deadline}}.' }))).toEqual([]);
  });

  it('an unknown fact key', () => {
    const faults = faultsOf(smallGuide({ short: 'Срок: {{deadlin}}.' }));
    expect(faults).toContain('topics/first/ru.md:8: short: unknown fact "deadlin": expected a key of facts/');
    expect(faults).toHaveLength(4);
  });

  it('names the line of a JSON field and what was expected', () => {
    const broken = withFile(smallGuide(), 'facts/deadline.json', (text) => text.replace('"day"', '"dya"'));
    expectOne(broken, /^facts\/deadline\.json:10: unit: expected "day" or "working-day" or /);
    const twice = withFile(smallGuide(), 'facts/deadline.json', (text) =>
      text.replace('"key"', '"unit": "day",\n  "key"'),
    );
    expectOne(twice, 'facts/deadline.json:11: JSON: expected the key "unit" only once in its object');
    const cut = withFile(smallGuide(), 'chapters.json', (text) => text.replace('"arriving",', '"arriving"'));
    expect(faultsOf(cut)).toContain('chapters.json:4: JSON: expected "," or "}"');
    const extra = withFile(smallGuide(), 'services/helper.json', (text) =>
      text.replace('"url"', '"site": 1,\n  "url"'),
    );
    expectOne(extra, /^services\/helper\.json:\d+: site: expected no field of this name/);
  });

  it('names the line of a faulty sample question', () => {
    const broken = withFile(
      smallGuide(),
      'questions/train/first.jsonl',
      (text) => `${text}${text.replace('"ru"', '"xx"')}`,
    );
    expectOne(broken, /^questions\/train\/first\.jsonl:2: lang: expected "ru" or /);
    const again = withFile(smallGuide(), 'questions/train/first.jsonl', (text) => text + text);
    expectOne(again, 'questions/train/first.jsonl:2: id: expected each id only once, found "first-1" again');
  });

  it('reports all faults of a folder together', () => {
    const files = withFile(
      withFile(smallGuide(), 'facts/deadline.json', (text) => text.replace('"day"', '"dya"')),
      FIRST_UZ,
      (text) => text.replace('## traps', '## trap'),
    );
    const faults = faultsOf(files);
    expect(faults.some((line) => line.startsWith('facts/deadline.json:10'))).toBe(true);
    expect(faults.some((line) => line.startsWith(`${FIRST_UZ}:26: trap: expected "## kind"`))).toBe(true);
    expect(faults.some((line) => /traps: expected a block "## traps"/.test(line))).toBe(true);
  });

  it.each([
    ['HTML', 'Срок <b>важен</b>.', /found HTML/],
    ['a foreign link', 'Смотрите [сайт](https://example.org).', /expected no address/],
    ['a bare address', 'Смотрите https://example.org сегодня.', /expected no address/],
    ['a list within a list', '- раз\n  - два', /found a list within a list/],
    ['a heading', '### Ещё', /found a heading/],
    ['italics', 'Это *важно*.', /found italics/],
    ['a quotation', '> слова', /found a quotation/],
    ['an open fact', 'Срок: {{deadline.', /closed by \}\}/],
    ['a fact with spaces', 'Срок: {{ deadline }}.', /without spaces/],
    ['an unclosed variant', '::: citizenship=UZ\nТекст.', /expected ":::" to close/],
    ['a nested variant', '::: citizenship=UZ\nТекст.\n::: region=RU-MOW\nТекст.\n:::', /do not nest/],
    ['a wrong condition', '::: country=UZ\nТекст.\n:::', /expected "::: citizenship=/],
    ['an unknown region', '::: region=RU-XXX\nТекст.\n:::', /expected a known region/],
    ['a link to no topic', 'Смотрите [тему](/guide/third).', /expected a topic of the guide, found "third"/],
  ])('refuses %s', (_name, text, expected) => {
    const faults = faultsOf(allTexts(smallGuide(), (old) => old.replace('Текст о steps.', text)));
    expect(faults.length).toBeGreaterThanOrEqual(4);
    expect(faults[0]).toMatch(/^topics\/first\/ky\.md:1[0-9]: steps: /);
    expect(faults.join('\n')).toMatch(expected);
  });

  it('wants all ten blocks, in order, in every language', () => {
    const missing = withFile(smallGuide(), FIRST_UZ, (text) =>
      text.replace('## traps\n\nТекст о traps.\n', ''),
    );
    expect(faultsOf(missing)).toContainEqual(
      expect.stringMatching(/^topics\/first\/uz\.md:\d+: traps: expected a block/),
    );
    const swapped = allTexts(smallGuide(), (text) =>
      text.replace('## bring', '## x').replace('## cost', '## bring').replace('## x', '## cost'),
    );
    expect(faultsOf(swapped)[0]).toMatch(/bring: expected the order short steps/);
    const files = smallGuide();
    files.delete('topics/second/tg.md');
    expectOne(files, 'topics/second/tg.md:1: file: expected the text in "tg"');
  });

  it('wants the same facts and links in all languages', () => {
    const files = withFile(
      smallGuide({ short: 'Срок: {{deadline}}, [ещё](/guide/second).' }),
      FIRST_UZ,
      (text) => text.replace('{{deadline}}', '15').replace('[ещё](/guide/second)', 'ещё'),
    );
    expect(faultsOf(files)).toEqual([
      'topics/first/uz.md:6: short: expected the same facts as ru.md:6: missing deadline',
      'topics/first/uz.md:6: short: expected the same links as ru.md:6: missing second',
    ]);
  });

  it('counts the rendered answer in short for everyone', () => {
    const variant = (code: string) => `::: citizenship=${code}\n${'а'.repeat(290)}\n:::\n`;
    expect(faultsOf(smallGuide({ short: variant('UZ') }))).toEqual([]);
    const faults = faultsOf(smallGuide({ short: `${variant('UZ')}\n${variant('KG')}` }));
    expect(faults[0]).toMatch(
      /^topics\/first\/ky\.md:6: short: expected at most 600 characters .* found 6\d\d$/,
    );
  });

  it('checks facts: overlap, safe, unknown, exceptions', () => {
    const one = (change: Record<string, unknown>) =>
      faultsOf(smallGuide({ facts: [fact('deadline', change)] }));
    expect(
      one({ values: [value({ valid_to: '2026-06-30' }), value({ valid_from: '2026-06-30' })] })[0],
    ).toMatch(/^facts\/deadline\.json:\d+: values\[1\]: expected no overlap in time with values\[0\]/);
    expect(one({ values: [value({ valid_to: '2026-06-30' }), value({ valid_from: '2026-07-01' })] })).toEqual(
      [],
    );
    expect(one({ values: [value({ status: 'P' })] })[0]).toMatch(/safe: expected the safe act/);
    expect(one({ contradicts: four('Источники расходятся') })[0]).toMatch(/safe: expected the safe act/);
    expect(one({ changes: 'yearly' })[0]).toMatch(/unknown: expected how to find the value/);
    expect(one({ values: [value({ value: 'пятнадцать' })] })[0]).toMatch(
      /values\[0\]\.value: expected a number or/,
    );
    expect(one({ exceptions: [{ region: ['RU-MOW'], citizenship: null, use: 'other' }] })[0]).toMatch(
      /exceptions\[0\]\.use: unknown fact "other"/,
    );
  });

  it('lets a fact with an exception stand only where the exception does not hold', () => {
    const facts = [
      fact('deadline', { exceptions: [{ region: ['RU-MOW', 'RU-MOS'], citizenship: null, use: 'special' }] }),
      fact('special'),
    ];
    const guide = (steps: string) => faultsOf(smallGuide({ facts, steps }));
    expect(guide('Срок: {{deadline}}.')[0]).toMatch(
      /ky\.md:12: steps: expected a variant around \{\{deadline\}\}/,
    );
    expect(guide('::: region!=RU-MOW\nСрок: {{deadline}}.\n:::')).toHaveLength(4);
    expect(guide('::: region!=RU-MOW,RU-MOS\nСрок: {{deadline}}.\n:::')).toEqual([]);
    expect(guide('::: region=RU-SPE\nСрок: {{!deadline}}.\n:::')).toEqual([]);
  });

  it('never lets the card for people held by police name the police', () => {
    const facts = [fact('phone-102', { unit: 'phone', values: [value({ value: '102' })] })];
    let files = smallGuide({ facts });
    for (const language of ['ru', 'ky', 'tg', 'uz']) {
      files = withFile(
        files,
        `emergencies/held/${language}.md`,
        (text) => `${text}\nЗвоните {{phone-102}}.\n`,
      );
    }
    expect(faultsOf(files)[0]).toMatch(/^emergencies\/held\/ky\.md:7: text: expected no phone of the police/);
  });

  it('warns of numbers that should be facts and of wrong Uzbek apostrophes', () => {
    const files = withFile(smallGuide(), FIRST_UZ, (text) =>
      text.replace('Текст о steps.', "Narxi 5000 rubl, o'n kun, 15 kun, 2026-yil, 112 ga qoʻngʻiroq."),
    );
    const { faults, warnings } = inspectGuide(files, rules);
    expect(faults).toEqual([]);
    const said = warnings.filter((warning) => warning.line === 12).map((warning) => warning.expected);
    expect(said.map((text) => /looks like (.+):/.exec(text)?.[1] ?? 'apostrophe').sort()).toEqual(
      ['a date', 'a phone', 'a price', 'a span of time', 'apostrophe'].sort(),
    );
  });

  it('knows only its own files', () => {
    expectOne(new Map([...smallGuide(), ['notes/a.txt', 'x']]), 'notes/a.txt:1: file: expected no file here');
    expect(json([1])).toBe('[\n  1\n]\n');
  });
});
