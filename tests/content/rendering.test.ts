import { describe, expect, it } from 'vitest';
import { type Guide, guideFromFiles, type Reader, toPlainText } from '../../src/content/index.js';
import { fact, four, rules, smallGuide, value } from './small-guide.js';

const TODAY = '2026-11-22';
const NEXT_YEAR = '2027-01-15';
const ru: Reader = { language: 'ru', day: TODAY };

/** Numbers and their unit are kept together by a no-break space; tests say a plain one. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

function guideWith(facts: ReturnType<typeof fact>[], text: string): Guide {
  return guideFromFiles(smallGuide({ facts, steps: text }), rules);
}

function blockOf(guide: Guide, reader: Reader, id = 'steps') {
  const block = guide.topic('first', reader)?.blocks.find((one) => one.id === id);
  if (block === undefined) throw new Error(`no block ${id}`);
  return {
    text: plain(toPlainText(block.nodes)),
    notes: plain(block.facts.flatMap((note) => note.notes).join('\n')),
    ...block,
  };
}

/** What `{{deadline}}` prints for a fact like this. */
function printed(change: Record<string, unknown>, reader: Partial<Reader> = {}): string {
  const guide = guideWith([fact('deadline', change)], 'Срок: {{deadline}}.');
  return blockOf(guide, { ...ru, ...reader })
    .text.replace(/^Срок: /, '')
    .replace(/\.$/, '');
}

const sum = (region: string | null, amount: number, year: number, more: Record<string, unknown> = {}) =>
  value({ region, value: amount, valid_from: `${year}-01-01`, valid_to: `${year}-12-31`, ...more });
const yearly = (values: unknown[], more: Record<string, unknown> = {}) => ({
  unit: 'rub',
  changes: 'yearly',
  values,
  unknown: four('Узнайте сумму в налоговой.'),
  safe: four('Не платите меньше прежнего.'),
  ...more,
});

describe('units', () => {
  it.each([
    ['day', 1, '1 день', '1 kun'],
    ['day', 2, '2 дня', '2 kun'],
    ['day', 15, '15 дней', '15 kun'],
    ['working-day', 3, '3 рабочих дня', '3 ish kuni'],
    ['hour', 48, '48 часов', '48 soat'],
    ['month', { from: 1, to: 12 }, '1–12 месяцев', '1–12 oy'],
    ['year', { from: 3, to: 5 }, '3–5 лет', '3–5 yil'],
    ['age', 18, '18 лет', '18 yosh'],
    ['rub', 10000, '10 000 ₽', /^10 000 \S+$/],
    ['rub', 8696.52, '8 696,52 ₽', /^8 696,52 /],
    ['rub', { from: 10000, to: 15000 }, '10 000–15 000 ₽', /^10 000–15 000 /],
    ['percent', 13, '13 %', '13 %'],
    ['times', 2.842, '2,842', '2,842'],
    ['count', 203, '203', '203'],
    ['date', '2025-09-10', /^10 сентября 2025/, /2025/],
    ['text', four('1/150'), '1/150', '1/150 (uz)'],
    ['phone', '8-800-000-00-00', '8-800-000-00-00', '8-800-000-00-00'],
  ])('%s %j', (unit, amount, russian, uzbek) => {
    const change = { unit, values: [value({ value: amount })] };
    expect(printed(change)).toMatch(
      russian instanceof RegExp ? russian : new RegExp(`^${escaped(russian)}$`),
    );
    expect(printed(change, { language: 'uz' })).toMatch(
      uzbek instanceof RegExp ? uzbek : new RegExp(`^${escaped(uzbek)}$`),
    );
  });

  it.each([
    ['ky', '15 күн'],
    ['tg', '15 рӯз'],
    ['uz-Cyrl', '15 кун'],
  ] as const)('15 days in %s', (language, text) => {
    expect(printed({}, { language })).toBe(text);
  });

  it('makes a phone number dialable', () => {
    const facts = [fact('line', { unit: 'phone', values: [value({ value: '+7 (495) 967-98-44' })] })];
    const [node] = blockOf(guideWith(facts, 'Звоните: {{line}}.'), ru).nodes;
    expect(node).toMatchObject({ content: [{}, { kind: 'fact', key: 'line', tel: '+74959679844' }, {}] });
  });
});

describe('for whom', () => {
  const byCitizenship = [
    value({ citizenship: 'UZ', value: 15 }),
    value({ citizenship: 'TJ', value: 15 }),
    value({ citizenship: 'KG', value: 30 }),
  ];

  it('prints the value of the reader, or all with their names', () => {
    const change = { values: byCitizenship };
    expect(printed(change, { citizenship: 'KG' })).toBe('30 дней');
    expect(printed(change)).toBe('Узбекистан, Таджикистан: 15 дней; Кыргызстан: 30 дней');
  });

  it('prints inside a variant only the values of the variant', () => {
    const text =
      '::: citizenship=UZ,TJ\nСрок: {{deadline}}.\n:::\n\n::: citizenship!=UZ,TJ\nДругой: {{deadline}}.\n:::';
    const guide = guideWith([fact('deadline', { values: byCitizenship })], text);
    expect(blockOf(guide, ru).text).toBe(
      'Для граждан Узбекистана, Таджикистана:\nСрок: 15 дней.\n\n' +
        'Для граждан других стран (кроме Узбекистана, Таджикистана):\nДругой: Кыргызстан: 30 дней.',
    );
    expect(blockOf(guide, { ...ru, citizenship: 'TJ' }).text).toBe('Срок: 15 дней.');
    expect(blockOf(guide, { ...ru, citizenship: 'KG' }).text).toBe('Другой: 30 дней.');
  });

  it('goes from citizenship and region to region to citizenship to neither', () => {
    const values = [
      value({ value: 1 }),
      value({ citizenship: 'UZ', value: 2 }),
      value({ region: 'RU-MOW', value: 3 }),
      value({ citizenship: 'UZ', region: 'RU-MOW', value: 4 }),
    ];
    const change = { values, unknown: four('Спросите.') };
    expect(printed(change, { citizenship: 'UZ', region: 'RU-MOW' })).toBe('4 дня');
    expect(printed(change, { citizenship: 'KG', region: 'RU-MOW' })).toBe('3 дня');
    expect(printed(change, { citizenship: 'UZ', region: 'RU-SPE' })).toBe('2 дня');
    expect(printed(change, { citizenship: 'KG', region: 'RU-SPE' })).toBe('1 день');
  });

  it('never lends a region the value of its neighbour', () => {
    const change = yearly([sum('RU-MOW', 10000, 2026), sum('RU-SPE', 8000, 2026)]);
    expect(printed(change)).toBe('Москва: 10 000 ₽; Санкт-Петербург: 8 000 ₽');
    expect(printed(change, { region: 'RU-MOW' })).toBe('10 000 ₽');
    const guide = guideWith([fact('deadline', change)], 'Платёж: {{deadline}}');
    const block = blockOf(guide, { ...ru, region: 'RU-PRI' });
    expect(block.text).toBe('Платёж: Приморский край: в справочнике не указано');
    expect(block.notes).toContain('Узнайте сумму в налоговой.');
    expect(block.notes).toContain('Не платите меньше прежнего.');
    expect(block.facts[0]?.current).toBe(false);
    expect(`${block.text}${block.notes}`).not.toMatch(/\d ?000/);
  });

  it('puts more than four values into a table', () => {
    const regions = ['RU-SVE', 'RU-MOW', 'RU-SPE', 'RU-SAM', 'RU-NVS'];
    const change = yearly(regions.map((region, index) => sum(region, 10000 + index, 2026)));
    const block = blockOf(guideWith([fact('deadline', change)], 'Платёж: {{deadline}}'), ru);
    expect(block.nodes.map((node) => node.kind)).toEqual(['paragraph', 'table']);
    expect(block.text.split('\n')).toEqual([
      'Платёж: смотрите таблицу ниже',
      '',
      'Москва: 10 001 ₽',
      'Новосибирская область: 10 004 ₽',
      'Самарская область: 10 003 ₽',
      'Санкт-Петербург: 10 002 ₽',
      'Свердловская область: 10 000 ₽',
    ]);
  });
});

describe('days', () => {
  const change = yearly([sum('RU-MOW', 8900, 2025), sum('RU-MOW', 10000, 2026)]);

  it('shows on 2027-01-15 no sum of 2026 as current', () => {
    const guide = guideWith([fact('deadline', change)], 'Платёж: {{deadline}}');
    const block = blockOf(guide, { language: 'ru', day: NEXT_YEAR, region: 'RU-MOW' });
    expect(block.text).toBe('Платёж: новая сумма на 2027 год не известна (в 2026 году: 10 000 ₽)');
    expect(block.facts[0]?.current).toBe(false);
    expect(block.notes).toContain('Новая сумма на 2027 год не известна; в 2026 году: 10 000 ₽.');
    expect(block.notes).toContain('Узнайте сумму в налоговой.');
    expect(block.notes).toContain('Не платите меньше прежнего.');
  });

  it('says once for many regions that no new sum is known', () => {
    const many = yearly([sum('RU-MOW', 10000, 2026), sum('RU-SPE', 8000, 2026)]);
    expect(printed(many, { day: NEXT_YEAR })).toBe(
      'новая сумма на 2027 год не известна (Москва: в 2026 году: 10 000 ₽; Санкт-Петербург: в 2026 году: 8 000 ₽)',
    );
  });

  it('does not fall back from an ended yearly sum of a region to a wider one', () => {
    const mixed = yearly([sum('RU-MOW', 10000, 2026), value({ value: 5000 })]);
    expect(printed(mixed, { day: NEXT_YEAR, region: 'RU-MOW' })).toMatch(
      /^новая сумма на 2027 год не известна/,
    );
    expect(printed(mixed, { day: NEXT_YEAR, region: 'RU-SPE' })).toBe('5 000 ₽');
  });

  it('names a coming value beside the current one', () => {
    const coming = yearly([sum(null, 10000, 2026), sum(null, 11000, 2027)]);
    expect(printed(coming)).toBe('10 000 ₽ (с 1 января 2027 г.: 11 000 ₽)');
    expect(printed(coming, { day: NEXT_YEAR })).toBe('11 000 ₽');
    expect(printed({ values: [value({ valid_from: '2027-03-01' })] })).toBe('с 1 марта 2027 г.: 15 дней');
  });

  it('says as of when, or that a person checked it, or that the date is not known', () => {
    const notes = (more: Record<string, unknown>) =>
      blockOf(guideWith([fact('deadline', { values: [value(more)] })], 'Срок: {{deadline}}.'), ru).notes;
    expect(notes({})).toBe('По данным на 1 марта 2025 г. — проверьте, прежде чем полагаться на это.');
    expect(notes({ source_date: null })).toBe(
      'Дата источника не известна. Проверьте, прежде чем полагаться на это.',
    );
    expect(notes({ checked_on: '2026-10-01' })).toBe('Проверено: 1 октября 2026 г.');
  });
});

describe('what is uncertain', () => {
  it('shows both readings of a contradiction and the safe act', () => {
    const change = {
      contradicts: four('Одни пишут 15 дней, другие 30.'),
      safe: four('Сделайте за 15 дней.'),
    };
    const block = blockOf(guideWith([fact('deadline', change)], 'Срок: {{deadline}}.'), ru);
    expect(block.text).toBe('Срок: 15 дней (источники расходятся).');
    expect(block.notes).toMatch(/^Одни пишут 15 дней, другие 30\.\nСделайте за 15 дней\.\n/);
  });

  it('says of P and U that they are not confirmed, and what is safe', () => {
    const change = { values: [value({ status: 'U' })], safe: four('Спросите юриста.') };
    const block = blockOf(guideWith([fact('deadline', change)], 'Срок: {{deadline}}.'), ru);
    expect(block.notes).toMatch(/^Это не подтверждено официальным источником\.\nСпросите юриста\.\n/);
    expect(block.facts[0]?.status).toBe('U');
  });

  it('names only the region whose value is not confirmed', () => {
    const change = yearly([sum('RU-MOW', 10000, 2026), sum('RU-SPE', 8000, 2026, { status: 'P' })]);
    const block = blockOf(guideWith([fact('deadline', change)], 'Платёж: {{deadline}}'), ru);
    expect(block.text).toBe('Платёж: Москва: 10 000 ₽; Санкт-Петербург: 8 000 ₽ (не подтверждено)');
    expect(block.notes).toContain('Не подтверждено официальным источником: Санкт-Петербург.');
  });

  it('names the other rule where an exception holds, not the value', () => {
    const facts = [
      fact('fine', {
        unit: 'rub',
        values: [value({ value: 4000 })],
        exceptions: [{ region: ['RU-MOW'], citizenship: null, use: 'app' }],
      }),
      fact('app', {
        unit: 'none',
        values: [value({ value: null, region: 'RU-MOW' })],
        unknown: four('Спросите.'),
      }),
    ];
    const guide = guideWith(facts, '::: region!=RU-MOW\nШтраф: {{fine}}.\n:::');
    const note = guide.fact('fine', { ...ru, region: 'RU-MOW' });
    expect(note?.text).toBe('здесь другое правило: Название app');
    expect(note?.current).toBe(false);
    expect(JSON.stringify(note)).not.toContain('000');
    expect(plain(guide.fact('fine', { ...ru, region: 'RU-SPE' })?.text ?? '')).toBe('4 000 ₽');
    expect(guide.fact('fine', ru)?.notes[0]).toBe('Москва: действует другое правило (Название app).');
  });

  it('says that the number of an article is not confirmed, under the block and in the list of laws', () => {
    const law = [{ ref: '109-ФЗ, ст. 22', confirmed: false }];
    const guide = guideWith([fact('deadline', { values: [value({ law })] })], 'Срок: {{deadline}}.');
    expect(blockOf(guide, ru).facts[0]?.law).toEqual(['109-ФЗ, ст. 22 (номер статьи не подтверждён)']);
    expect(blockOf(guide, ru, 'law').text).toBe(
      '• 109-ФЗ, ст. 22 (номер статьи не подтверждён) — Название deadline — по данным на 1 марта 2025 г.',
    );
  });
});

describe('texts', () => {
  it('puts a silent fact under the block and leaves no space behind', () => {
    const facts = [fact('rule', { unit: 'none', values: [value({ value: null })] })];
    const guide = guideWith(facts, '{{!rule}} Выезд {{!rule}} не обнуляет срок {{!rule}}. Никогда{{!rule}}!');
    const block = blockOf(guide, ru);
    expect(block.text).toBe('Выезд не обнуляет срок. Никогда!');
    expect(block.facts.map((note) => [note.key, note.text])).toEqual([['rule', '']]);
  });

  it('keeps a rule of another citizenship away from the reader', () => {
    const facts = [fact('rule', { unit: 'none', values: [value({ value: null, citizenship: 'UZ' })] })];
    const guide = guideWith(facts, 'Есть правило{{!rule}}.');
    expect(blockOf(guide, { ...ru, citizenship: 'KG' }).facts).toEqual([]);
    expect(blockOf(guide, { ...ru, citizenship: 'UZ' }).facts).toHaveLength(1);
  });

  it('makes Uzbek Cyrillic from Uzbek Latin, facts and links included', () => {
    const files = smallGuide({ steps: '**Muhim:** {{deadline}}, [qoʻshimcha](/guide/second).' });
    const guide = guideFromFiles(files, rules);
    const block = blockOf(guide, { language: 'uz-Cyrl', day: TODAY });
    expect(block.text).toBe('Муҳим: 15 кун, қўшимча.');
    expect(block.nodes).toEqual([
      {
        kind: 'paragraph',
        content: [
          { kind: 'text', text: 'Муҳим:', bold: true },
          { kind: 'text', text: ' ' },
          { kind: 'fact', key: 'deadline', text: '15\u00a0кун' },
          { kind: 'text', text: ', ' },
          { kind: 'link', text: 'қўшимча', href: '/uz-Cyrl/guide/second' },
          { kind: 'text', text: '.' },
        ].map((part) =>
          part.kind === 'fact' ? { ...part, text: expect.stringMatching(/^15\scun$|^15\sкун$/) } : part,
        ),
      },
    ]);
    expect(block.heading).toMatch(/^[^A-Za-z]+$/);
  });

  it('gives every card and topic in reading order in all forms', () => {
    const guide = guideFromFiles(smallGuide(), rules);
    for (const language of ['ru', 'ky', 'tg', 'uz', 'uz-Cyrl'] as const) {
      expect(guide.topics({ language, day: TODAY }).map((topic) => topic.id)).toEqual(['first', 'second']);
      expect(toPlainText(guide.card('held', { language, day: TODAY }))).not.toBe('');
    }
    expect(guide.topic('third', ru)).toBeNull();
    expect(guide.fact('nothing', ru)).toBeNull();
  });

  it('shows a source address only of an official body', () => {
    const official = { url: 'https://xn--b1aew.xn--p1ai/rule', date: null, official: true };
    const press = { url: 'https://press.example/', date: null, official: false };
    const facts = [
      fact('deadline', { values: [value({ source: [press, official] })], aliases: ['old-name'] }),
      fact('other', { values: [value({ source: [press] })] }),
    ];
    const guide = guideFromFiles(smallGuide({ facts }), rules);
    expect(guide.facts().map((row) => row.source)).toEqual([official.url, null]);
    expect(guide.fact('old-name', ru)?.key).toBe('deadline');
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
