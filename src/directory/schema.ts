/** The shape of `guide/services/*.json`, by HSDS 3 names (docs/guide-format.md). */
import { z } from 'zod';

/** Kinds of service (topics of the guide name them). */
export const SERVICE_KINDS = [
  // of the state
  'immigration',
  'naturalisation',
  'labour',
  'education',
  'health',
  'social-security',
  'housing-inspection',
  'tax',
  'language-testing',
  // supporting
  'reception',
  'legal-aid',
  'family-reunion',
  'job-centre',
  'education-advice',
  'qualification-recognition',
  'language-courses',
  'social-help',
  'information-hotline',
  'discrimination-complaints',
  'trafficking-help',
  // everyday
  'post',
  'bank',
  'money-transfer',
  'call-centre',
  'internet',
  'copying',
  'passport-photo',
  'canteen',
  // beyond the 28
  'emergency',
  'police-complaints',
  'prosecutor',
  'ombudsman',
  'consulate',
  'psychological-help',
  'shelter',
  'asylum',
  'interpreting',
  'mediation',
] as const;

export const PROVIDERS = ['state', 'ngo', 'ngo-registered', 'consulate', 'international', 'private'] as const;

const line = z
  .string()
  .min(1, 'expected a text that is not empty')
  .refine((text) => text === text.trim(), 'expected no space before or after the text');
const localized = z.strictObject({ ru: line, ky: line, tg: line, uz: line });
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day as YYYY-MM-DD')
  .refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)), 'expected a day that exists');
const address = z
  .string()
  .regex(/^https?:\/\/\S+$/, 'expected an address that begins with http:// or https://');

const serviceSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'expected small Latin letters, digits and single hyphens'),
    name: localized,
    kinds: z.array(z.enum(SERVICE_KINDS)).min(1, 'expected at least one kind, the main one first'),
    provider: z.enum(PROVIDERS),
    description: localized,
    phones: z.array(
      z.strictObject({
        number: z
          .string()
          .regex(
            /^\+?[\d(][\d\s()-]*\d$/,
            'expected a number as it is dialled, e.g. "8-800-707-88-41" or "112"',
          ),
        note: localized.nullable(),
        confirmed: z.boolean(),
      }),
    ),
    url: address.nullable(),
    email: z
      .string()
      .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'expected an e-mail address')
      .nullable(),
    address: line.nullable(),
    regions: z.array(z.string().regex(/^RU-[A-Z]{2,3}$/, 'expected a region as ISO 3166-2, e.g. "RU-MOW"')),
    citizenships: z.array(
      z.string().regex(/^[A-Z]{2}$/, 'expected a citizenship as two capitals, e.g. "UZ"'),
    ),
    languages: z
      .array(z.string().regex(/^[a-z]{2}$/, 'expected a language as ISO 639-1, e.g. "uz"'))
      .min(1, 'expected at least one language, or null where they are not known')
      .nullable(),
    schedule: localized.nullable(),
    fees: localized.nullable(),
    eligibility: localized.nullable(),
    required_documents: localized.nullable(),
    legal_mark: localized.nullable(),
    /** What happens on certain days only: a visiting reception, a course, a group. */
    events: z
      .array(
        z
          .strictObject({ starts: day, ends: day.nullable(), text: localized })
          .refine((event) => event.ends === null || event.starts <= event.ends, {
            error: 'expected a day not before starts',
            path: ['ends'],
          }),
      )
      .optional(),
    status: z.enum(['V', 'P', 'U']),
    source: z.array(z.strictObject({ url: address, date: day.nullable(), official: z.boolean() })),
    source_date: day.nullable(),
    checked_on: day.nullable(),
  })
  .refine((service) => service.phones.length > 0 || service.url || service.email || service.address, {
    error: 'expected at least one of phones, url, email and address: how else would anyone reach it',
    path: ['phones'],
  });

export type ServiceRecord = z.infer<typeof serviceSchema>;

export type ServiceReading =
  | { ok: true; value: ServiceRecord }
  | { ok: false; issues: { path: readonly PropertyKey[]; message: string }[] };

/** Judges one record of `guide/services/`; every issue says what was expected. */
export function parseService(raw: unknown): ServiceReading {
  const result = serviceSchema.safeParse(raw);
  if (result.success) return { ok: true, value: result.data };
  return {
    ok: false,
    issues: result.error.issues.flatMap((issue) => {
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) => ({
          path: [...issue.path, key],
          message: 'expected no field of this name',
        }));
      }
      if (issue.code === 'invalid_value') {
        return [{ path: issue.path, message: `expected one of ${issue.values.map(String).join(' ')}` }];
      }
      return [{ path: issue.path, message: issue.message.replace(/^Invalid input: /, '') }];
    }),
  };
}
