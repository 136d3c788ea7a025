import { z } from 'zod';
import { EMERGENCY_CARDS } from '../../content/index.js';
import { WRITTEN_FORMS } from '../../language/index.js';
import { isCitizenship, isRegion } from '../places.js';

/** Shapes of the public API, as they stand in the contract; additions are free, changes are not. */

const form = z.enum(WRITTEN_FORMS);
const textState = z.enum(['machine', 'reviewed', 'outdated']);
const day = z.string().nullable();
const status = z.enum(['V', 'P', 'U']);

export const citizenship = z
  .string()
  .refine(isCitizenship)
  .describe('ISO 3166-1 alpha-2, a country the guide knows');
export const region = z.string().refine(isRegion).describe('ISO 3166-2, a region the guide knows');

export const failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

export const languageQuery = z.object({ lang: form.default('ru') });

export const topicsAnswer = z.object({
  topics: z.array(
    z.object({
      id: z.string(),
      chapter: z.string(),
      title: z.string(),
      summary: z.string(),
      url: z.string(),
      state: textState,
    }),
  ),
});

export const topicQuery = languageQuery.extend({
  citizenship: citizenship.optional(),
  region: region.optional(),
});

export const topicAnswer = z.object({
  id: z.string(),
  title: z.string(),
  state: textState,
  blocks: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      heading: z.string(),
      state: textState,
      html: z.string(),
      text: z.string(),
      facts: z.array(z.string()),
      notes: z.array(z.string()),
    }),
  ),
  services: z.array(z.string()),
  related: z.array(z.string()),
  sourceDate: day,
  checkedOn: day,
});

export const searchQuery = z.object({ q: z.string().min(1).max(4096), lang: form.optional() });

export const searchAnswer = z.object({
  language: form,
  results: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      snippet: z.string(),
      score: z.number(),
      url: z.string(),
    }),
  ),
});

export const servicesQuery = languageQuery.extend({
  kind: z.string().max(64).optional(),
  region: region.optional(),
  citizenship: citizenship.optional(),
});

export const servicesAnswer = z.object({
  services: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.string(),
      kinds: z.array(z.string()),
      provider: z.enum(['state', 'ngo', 'ngo-registered', 'consulate', 'international', 'private']),
      description: z.string(),
      phones: z.array(z.object({ number: z.string(), note: z.string().nullable(), confirmed: z.boolean() })),
      url: z.string().nullable(),
      email: z.string().nullable(),
      address: z.string().nullable(),
      regions: z.array(z.string()),
      citizenships: z.array(z.string()),
      languages: z.array(z.string()).nullable(),
      schedule: z.string().nullable(),
      fees: z.string().nullable(),
      eligibility: z.string().nullable(),
      required_documents: z.string().nullable(),
      status,
      source_date: day,
      checked_on: day,
      legal_mark: z.string().nullable(),
      events: z.array(z.object({ starts: z.string(), ends: day, text: z.string() })),
    }),
  ),
});

export const factsAnswer = z.object({
  facts: z.array(
    z.object({
      key: z.string(),
      value: z.union([z.string(), z.number(), z.object({ from: z.number(), to: z.number() })]).nullable(),
      unit: z.string(),
      citizenship: z.string().nullable(),
      region: z.string().nullable(),
      valid_from: day,
      valid_to: day,
      law: z.array(z.string()),
      status,
      source: z.string().nullable(),
      source_date: day,
      checked_on: day,
      contradicts: z.string().nullable(),
    }),
  ),
});

export const askBody = z.object({
  text: z.string().min(1).max(4096),
  language: form.optional(),
  citizenship: citizenship.optional(),
  region: region.optional(),
});

export const askAnswer = z.object({
  language: form,
  outcome: z.enum(['answer', 'choices', 'emergency', 'person', 'smalltalk', 'unknown']),
  topics: z.array(z.object({ id: z.string(), title: z.string(), score: z.number(), url: z.string() })).max(4),
  text: z.string(),
  services: z.array(z.object({ id: z.string(), name: z.string(), kind: z.string() })),
  card: z.enum(EMERGENCY_CARDS).nullable(),
});
