/** Facts: everything a text says in numbers comes from them, and they are alive. */
import { EDITED_LANGUAGES, type EditedLanguage } from '../../language/index.js';
import { EMERGENCY_CARDS } from '../kinds.js';
import { PLACES } from '../source.js';
import { inPassage, type LintContext } from './context.js';
import type { Finding } from './finding.js';
import { prose } from './prose.js';

/** Any digit in a text is a number that will not be kept up to date; these words only say which sort. */
const SORTS: readonly { what: string; pattern: RegExp }[] = [
  { what: 'a law', pattern: /\d+-ФЗ|№\s*\d|(?:ст\.|статья|статьи|статье|статьёй|моддаи|п\.)\s*\d[\d.]*/iu },
  { what: 'a price', pattern: /\d[\d\s.,]*(?:₽|руб|сом|сўм|soʻm|rubl|тыс)/iu },
  { what: 'percent', pattern: /\d[\d\s.,]*(?:%|процент|foiz|фоиз|пайыз|дарсад)/iu },
  { what: 'a phone', pattern: /\+?\d[\d\s()-]{6,}\d|(?<!\d)(?:1(?:0[1-4]|12)|911)(?!\d)/u },
  { what: 'a date', pattern: /\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?<!\d)(?:19|20)\d{2}(?!\d)/u },
  { what: 'a number', pattern: /\d[\d\s.,]*\d|\d/u },
];

const alone = (numerals: string, units: string) =>
  new RegExp(`(?<![\\p{L}\\p{M}])(?:${numerals})\\s+(?:${units})\\p{L}*`, 'giu');

/**
 * Number words with a unit. "One" is left out everywhere, and so are two to four where they are ways to say "a few":
 * "два экземпляра" is no rule of a law.
 */
const SPOKEN: Record<EditedLanguage, RegExp> = {
  ru: alone(
    'дв[аеух]{1,2}|тр(?:и|ёх|ех)|четыр(?:е|ёх|ех)|пят(?:ь|и)|шест(?:ь|и)|сем(?:ь|и)|вос(?:емь|ьми)|девят(?:ь|и)|десят(?:ь|и)|(?:пят|шест|сем|восем|девят|один|две|три|четыр)\\p{L}*надцат(?:ь|и)|двадцат(?:ь|и)|тридцат(?:ь|и)|сорока?|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто|сто|ста|двести|триста|пятьсот|тысяч[аиу]?|полгода',
    'рабоч\\p{L}+ дн|календарн\\p{L}+ дн|дн|сут(?:ок|ки)|час|недел|месяц|год|лет|рубл|процент',
  ),
  ky: alone(
    'эки|үч|төрт|беш|алты|жети|сегиз|тогуз|он(?:\\s+(?:бир|эки|үч|төрт|беш))?|жыйырма|отуз|кырк|элүү|алтымыш|жетимиш|сексен|токсон|жүз|миң',
    'жумуш күн|күн(?!дү)|саат|апта|жума|ай(?!ып|д)|жыл|рубл|пайыз',
  ),
  tg: alone(
    'ду|се|чор|чаҳор|панҷ|шаш|ҳафт|ҳашт|нӯҳ|даҳ|понздаҳ|бист|сӣ|чил|панҷоҳ|шаст|ҳафтод|ҳаштод|навад|сад|ҳазор',
    'рӯз|соат|ҳафта|моҳ|сол|рубл|фоиз|дарсад',
  ),
  uz: alone(
    'ikki|uch|toʻrt|besh|olti|yetti|sakkiz|toʻqqiz|oʻn(?:\\s+(?:bir|ikki|uch|toʻrt|besh))?|yigirma|oʻttiz|qirq|ellik|oltmish|yetmish|sakson|toʻqson|yuz|ming',
    'ish kun|kun|soat|hafta|oy|yil|rubl|foiz',
  ),
};

export function factLiterals(context: LintContext): Finding[] {
  return context.pages
    .filter((page) => page.sort !== 'record' || page.file.startsWith('glossary/'))
    .flatMap((page) => page.passages)
    .flatMap((passage) => {
      const text = prose(passage.raw);
      const wayOut = 'make it a fact and write {{key}}';
      const found: Finding[] = [];
      for (const line of text.matchAll(/[^\n]+/g)) {
        const sort = SORTS.find(({ pattern }) => pattern.test(line[0]));
        const match = sort?.pattern.exec(line[0]);
        if (sort === undefined || match === undefined || match === null) continue;
        const reason = `"${match[0].trim()}" is ${sort.what} written out`;
        found.push(inPassage(passage, text, line.index, 'fact-literal', 'error', reason, wayOut));
      }
      for (const match of text.matchAll(SPOKEN[passage.language])) {
        const reason = `"${match[0]}" looks like a value of a rule`;
        found.push(inPassage(passage, text, match.index, 'fact-literal', 'warn', reason, wayOut));
      }
      return found;
    });
}

/** Records with lists of facts: whatever in them is a key names one. */
const NAMES_FACTS = /^(?:changes\.json$|phrase-cards\/)/;

export function factUnused({ source, files }: LintContext): Finding[] {
  const used = new Set<string>();
  for (const [path, text] of files) {
    if (!NAMES_FACTS.test(path)) continue;
    for (const match of text.matchAll(/"([a-z0-9-]+)"/g)) used.add(match[1] ?? '');
  }
  for (const [id, { value }] of source.topics) {
    for (const key of value.laws) used.add(key);
    for (const language of EDITED_LANGUAGES) {
      for (const block of source.text(id, language)?.blocks ?? [])
        for (const { key } of block.facts) used.add(key);
    }
  }
  for (const card of EMERGENCY_CARDS) {
    for (const language of EDITED_LANGUAGES)
      for (const { key } of source.card(card, language)?.facts ?? []) used.add(key);
  }
  for (const { value } of source.facts.values())
    for (const exception of value.exceptions) used.add(exception.use);
  return [...source.facts].flatMap(([key, { lineOf }]): Finding[] =>
    used.has(key)
      ? []
      : [
          {
            file: PLACES.fact(key),
            line: lineOf(['key']),
            rule: 'fact-unused',
            severity: 'info',
            reason: `no text and no list of laws names ${key}`,
            wayOut: 'use it where it belongs, or leave it for the table of facts',
          },
        ],
  );
}

/** A source older than this says little of a sum that changes every year. */
const OLD_YEARS = 3;

export function factStale({ source, today }: LintContext): Finding[] {
  const oldest = `${Number(today.slice(0, 4)) - OLD_YEARS}${today.slice(4)}`;
  return [...source.facts].flatMap(([key, { value: fact, lineOf }]) => {
    const file = PLACES.fact(key);
    const found: Finding[] = [];
    fact.values.forEach((value, index) => {
      const followed = fact.values.some(
        (other) =>
          other !== value &&
          other.citizenship === value.citizenship &&
          other.region === value.region &&
          (other.valid_to === null || other.valid_to > (value.valid_to ?? '')),
      );
      if (value.valid_to !== null && value.valid_to < today && !followed) {
        found.push({
          file,
          line: lineOf(['values', index, 'valid_to']),
          rule: 'fact-stale',
          severity: 'warn',
          reason: `values[${index}] ended on ${value.valid_to} and nothing follows it`,
          wayOut: 'add the value that holds now',
        });
      }
      const moving = fact.changes === 'high' || fact.changes === 'yearly';
      if (moving && value.source_date !== null && value.source_date < oldest) {
        found.push({
          file,
          line: lineOf(['values', index, 'source_date']),
          rule: 'fact-stale',
          severity: 'warn',
          reason: `the source of values[${index}] is of ${value.source_date}, and the fact changes ${fact.changes}`,
          wayOut: `find a source of the last ${OLD_YEARS} years`,
        });
      }
    });
    return found;
  });
}
