/** Shapes of the JSON files of the guide (docs/guide-format.md). Texts have their parser in text.ts. */
import { z } from 'zod';
import { EMERGENCY_CARDS } from './kinds.js';

export const line = z
  .string()
  .min(1, 'expected a text that is not empty')
  .refine((text) => text === text.trim(), 'expected no space before or after the text');

export const localized = z.strictObject({ ru: line, ky: line, tg: line, uz: line });
export type Localized = z.infer<typeof localized>;

export const slug = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'expected small Latin letters, digits and single hyphens');

export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day as YYYY-MM-DD')
  .refine((text) => {
    const date = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  }, 'expected a day that exists');

export const citizenship = z
  .string()
  .regex(/^[A-Z]{2}$/, 'expected a citizenship as two capitals, e.g. "UZ"');
export const region = z.string().regex(/^RU-[A-Z]{2,3}$/, 'expected a region as ISO 3166-2, e.g. "RU-MOW"');

export const chaptersSchema = z
  .array(z.strictObject({ id: slug, title: localized }))
  .min(1, 'expected at least one chapter');
export type Chapter = z.infer<typeof chaptersSchema>[number];

export const topicSchema = z.strictObject({
  chapter: slug,
  order: z.number().int().min(0),
  related: z.array(slug),
  serviceKinds: z.array(slug),
  laws: z.array(slug),
});
export type TopicMeta = z.infer<typeof topicSchema>;

export const FACT_UNITS = [
  'day',
  'working-day',
  'hour',
  'month',
  'year',
  'rub',
  'percent',
  'count',
  'age',
  'phone',
  'date',
  'times',
  'text',
  'none',
] as const;
export type FactUnit = (typeof FACT_UNITS)[number];

const span = z.strictObject({ from: z.number(), to: z.number() });
export type Span = z.infer<typeof span>;

/** The value of each unit; `expected` is said when a value does not fit its unit. */
const VALUE_OF: Record<
  'number' | 'phone' | 'date' | 'text' | 'none',
  { schema: z.ZodType; expected: string }
> = {
  number: {
    schema: z.union([z.number().min(0), span.refine((value) => value.from < value.to)]),
    expected: 'expected a number or { "from": 1, "to": 12 } with from < to',
  },
  phone: {
    schema: z.string().regex(/^\+?[\d][\d\s()-]*\d$/),
    expected: 'expected a phone number as it is dialled, e.g. "112" or "+7 (495) 967-98-44"',
  },
  date: { schema: day, expected: 'expected a day as YYYY-MM-DD' },
  text: { schema: localized, expected: 'expected { "ru", "ky", "tg", "uz" }, none of them empty' },
  none: { schema: z.null(), expected: 'expected null: a fact of unit "none" is a rule without a value' },
};

export function valueKind(unit: FactUnit): 'number' | 'phone' | 'date' | 'text' | 'none' {
  return unit === 'phone' || unit === 'date' || unit === 'text' || unit === 'none' ? unit : 'number';
}

const status = z.enum(['V', 'P', 'U']);

const factValue = z.strictObject({
  citizenship: citizenship.nullable(),
  region: region.nullable(),
  value: z.union([z.number(), z.string(), span, localized, z.null()]),
  valid_from: day.nullable(),
  valid_to: day.nullable(),
  law: z.array(z.strictObject({ ref: line, confirmed: z.boolean() })),
  status,
  source: z.array(
    z.strictObject({
      url: z.string().regex(/^https?:\/\/\S+$/, 'expected an address that begins with http:// or https://'),
      date: day.nullable(),
      official: z.boolean(),
    }),
  ),
  source_date: day.nullable(),
  checked_on: day.nullable(),
  /** Sources disagree about this value only; texts that show both readings. */
  contradicts: localized.nullable().optional(),
});
export type FactValue = z.infer<typeof factValue>;

const factException = z
  .strictObject({
    region: z.array(region).min(1).nullable(),
    citizenship: z.array(citizenship).min(1).nullable(),
    use: slug,
  })
  .refine((exception) => exception.region !== null || exception.citizenship !== null, {
    error: 'expected a region or a citizenship: an exception for everyone is no exception',
  });
export type FactException = z.infer<typeof factException>;

export const factSchema = z
  .strictObject({
    key: slug,
    aliases: z.array(slug),
    label: localized,
    unit: z.enum(FACT_UNITS),
    changes: z.enum(['low', 'medium', 'high', 'yearly']),
    owner: line,
    values: z.array(factValue).min(1, 'expected at least one value'),
    exceptions: z.array(factException),
    contradicts: localized.nullable(),
    unknown: localized.nullable(),
    safe: localized.nullable(),
  })
  .superRefine((fact, context) => {
    const say = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const shape = VALUE_OF[valueKind(fact.unit)];
    fact.values.forEach((value, index) => {
      if (!shape.schema.safeParse(value.value).success) say(['values', index, 'value'], shape.expected);
      if (value.valid_from !== null && value.valid_to !== null && value.valid_from > value.valid_to) {
        say(['values', index, 'valid_to'], 'expected a day not before valid_from');
      }
      fact.values.slice(0, index).forEach((earlier, earlierIndex) => {
        if (
          earlier.citizenship === value.citizenship &&
          earlier.region === value.region &&
          overlap(earlier, value)
        ) {
          say(
            ['values', index],
            `expected no overlap in time with values[${earlierIndex}] of the same citizenship and region`,
          );
        }
      });
    });
    const unsure =
      fact.contradicts !== null ||
      fact.values.some((value) => value.status !== 'V' || (value.contradicts ?? null) !== null);
    if (unsure && fact.safe === null) {
      say(
        ['safe'],
        'expected the safe act in four languages: a value is P or U, or sources contradict each other',
      );
    }
    if (
      fact.unknown === null &&
      (fact.changes === 'yearly' || fact.values.some((value) => value.region !== null))
    ) {
      say(
        ['unknown'],
        'expected how to find the value, in four languages: the fact is yearly or has regions',
      );
    }
  });
export type Fact = z.infer<typeof factSchema>;

function overlap(a: FactValue, b: FactValue): boolean {
  const startsBeforeEnd = (start: string | null, end: string | null) =>
    start === null || end === null || start <= end;
  return startsBeforeEnd(a.valid_from, b.valid_to) && startsBeforeEnd(b.valid_from, a.valid_to);
}

export const phrasesSchema = z.strictObject({
  ru: z.array(line).min(1),
  ky: z.array(line).min(1),
  tg: z.array(line).min(1),
  uz: z.array(line).min(1),
});
export type Phrases = z.infer<typeof phrasesSchema>;

/** A whole message with its card, or `none` for one that only sounds like danger. */
export const dangerSampleSchema = z.strictObject({ text: line, card: z.enum([...EMERGENCY_CARDS, 'none']) });
export type DangerSample = z.infer<typeof dangerSampleSchema>;

/** Labels of question sets that are no pages. */
export const LABELS_WITHOUT_PAGE = [
  'small-talk',
  'out-of-scope',
  'crisis',
  'mediator-human-request',
  'insult',
  'instruction',
] as const;

export const questionSchema = z.strictObject({
  id: line,
  lang: z.enum(['ru', 'ky', 'tg', 'uz', 'und']),
  script: z.enum(['latin', 'cyrillic', 'none']),
  text: line,
  topics: z.array(slug).min(1, 'expected at least one topic or label'),
  origin: z.literal('composed'),
  noise: z.array(
    z.enum(['no-special-letters', 'latin-translit', 'typos', 'code-mixed', 'short-keyword', 'long-story']),
  ),
});
export type Question = z.infer<typeof questionSchema>;
