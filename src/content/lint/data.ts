/** The word lists and rules that are data: editors change them without touching code. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const language = z.enum(['ru', 'ky', 'tg', 'uz']);

const respectRule = z.strictObject({
  id: z.string(),
  lang: language,
  /** `gloss`: the word is right, but must be explained where it stands first on a page. */
  severity: z.enum(['error', 'warn', 'info', 'gloss']),
  pattern: z.string(),
  flags: z.string(),
  prefer: z.string(),
  why: z.string(),
  ref: z.string(),
  /** Not confirmed by native speakers yet: never more than a warning. */
  native_review: z.boolean(),
  bad: z.array(z.string()),
  ok: z.array(z.string()),
});
export type RespectRule = z.infer<typeof respectRule>;

const perLanguage = z.strictObject({
  ru: z.array(z.string()),
  ky: z.array(z.string()),
  tg: z.array(z.string()),
  uz: z.array(z.string()),
});

const listsSchema = z.strictObject({
  /** Bureaucratic turns, as sources of regular expressions that begin at a word. */
  officialese: perLanguage,
  /** Abbreviations everyone reads without help. */
  knownAbbreviations: z.array(z.string()),
  /** Words no dictionary has and that are right. */
  words: perLanguage,
  /** Latin words made only of letters that look Cyrillic. */
  latinNames: z.array(z.string()),
  /** Organisations to which a link is an offence in Russia, and their press: names within a host. */
  denied: z.array(z.string()),
  /** Press: no place to send people to. */
  press: z.array(z.string()),
  /** Ends of hosts of state bodies. */
  official: z.array(z.string()),
});

export interface LintData extends z.infer<typeof listsSchema> {
  respect: readonly RespectRule[];
}

let known: LintData | null = null;

/** Read once, on first use. Throws if a list is not as described here. */
export function lintData(): LintData {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'));
  known ??= { ...listsSchema.parse(read('lists')), respect: z.array(respectRule).parse(read('respect')) };
  return known;
}
