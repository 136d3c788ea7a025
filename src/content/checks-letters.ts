/** Warnings about the letters of a text: numbers that should be facts, and wrong Uzbek apostrophes. */
import type { EditedLanguage } from '../language/index.js';
import type { Findings } from './faults.js';

const LOOSE: readonly { what: string; pattern: RegExp }[] = [
  { what: 'a price', pattern: /\d[\d\s\u00a0]*(?:₽|руб|рубл|сум|сом|so[ʻ'‘]m|rubl|тыс|ming|ҳазор|миң)/iu },
  { what: 'a phone', pattern: /(?<![\d.,])\+?\d[\d\s()-]{6,}\d|(?<!\d)(?:1(?:0[1-4]|12)|911)(?!\d)/u },
  { what: 'a date', pattern: /(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)|(?<!\d)(?:19|20)\d{2}(?!\d)/u },
  {
    what: 'a law',
    pattern:
      /№\s*\d|\d+-ФЗ|(?:ст\.|стать\S*|п\.|моддаи?|берене\S*|КоАП|ТК|УК|НК)\s*\d|\d+[-\s]?(?:modda|берене)/iu,
  },
  {
    what: 'a span of time',
    pattern:
      /\d[\s\u00a0]*(?:-|–)?[\s\u00a0]*(?:дн|ден|день|сут|рабоч|мес|недел|год|лет|час|kun|oy|yil|soat|hafta|ish kun|рӯз|моҳ|сол|соат|ҳафта|күн|ай|жыл|саат|апта|жума)/iu,
  },
];

/** Adds at most one warning of each sort per line. */
export function warnOfLooseFacts(
  file: string,
  text: string,
  language: EditedLanguage,
  findings: Findings,
): void {
  text.split('\n').forEach((raw, index) => {
    if (raw.startsWith('sources:')) return;
    const line = raw
      .replaceAll(/\{\{[^}]*\}\}/g, '')
      .replaceAll(/\]\([^)]*\)/g, ']')
      .replace(/^\s*\d+\.\s/, '');
    const field = raw.startsWith('## ') ? 'heading' : 'text';
    for (const { what, pattern } of LOOSE) {
      const found = pattern.exec(line)?.[0];
      if (found === undefined) continue;
      const expected = `"${found.trim()}" looks like ${what}: expected a fact as {{key}}`;
      findings.warnings.push({ file, line: index + 1, field, expected });
    }
    const apostrophe = language === 'uz' ? /\p{L}['‘’`]/u.exec(line)?.[0] : undefined;
    if (apostrophe !== undefined) {
      const expected = `"${apostrophe}": expected ʻ (U+02BB) after o and g, ʼ (U+02BC) elsewhere`;
      findings.warnings.push({ file, line: index + 1, field, expected });
    }
  });
}
