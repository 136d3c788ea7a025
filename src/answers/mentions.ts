/** What a message says in passing about citizenship and place; used for this one answer and not remembered. */
import { fold, words } from '../language/index.js';
import { PLACES } from './places.js';

export interface Mentions {
  citizenship?: string;
  region?: string;
}

const COUNTRIES: readonly (readonly [code: string, stems: readonly string[], people: readonly string[]])[] = [
  ['UZ', folded('узбекистан ўзбекистон өзбекстан'), folded('узбек ўзбек өзбек')],
  [
    'TJ',
    folded('таджикистан тоҷикистон точикистон тажикстан tadzhikistan'),
    folded('таджик тоҷик точик тажик'),
  ],
  ['KG', folded('кыргызстан киргизстан киргизия қирғизистон қирғизстон'), folded('кыргыз киргиз қирғиз')],
];
/** "citizen of", "passport of" */
const BELONGING = folded('граждан жаран фуқаро шаҳрванд паспорт подданств');
/** "from" */
const FROM = new Set(folded('из аз from'));
/** Endings that say "from there": кыргызстандан, oʻzbekistonlik, тоҷикистонам. */
const FROM_ENDING = /^(?:dan|lik|ligim|luk|i?am)/u;
const NEAR = 2;
/** A short beginning ("Tver", "Omsk") is a place only with an ending of case: many other words begin so. */
const FIRM = 7;
const CASE =
  /^[aeiu]?(?:[aeiu]|nda|ui|um|im|iu|uv|[dt][ae]n?|[gk][ae]|n?i|ning?|[dt]in|ru|[dt]agi|man|am|ah)?$/u;
/** Of a country's name: enough of an ending to be told from another word. */
const LONGEST_ENDING = 9;

function folded(list: string): string[] {
  return list.split(' ').map(fold);
}

/**
 * One country and one region, each only if the message names exactly one: of two it cannot be known who is meant.
 * A country counts if somebody is from there or has its passport ("из Узбекистана", "кыргыз жаранымын"), not if money
 * is sent or a journey made there.
 */
export function mentionsOf(text: string): Mentions {
  const said = words(text).map(fold);
  const countries = new Set<string>();
  for (const [at, word] of said.entries()) {
    for (const [code, stems, people] of COUNTRIES) {
      const stem = stems.find((one) => word.startsWith(one) && word.length - one.length <= LONGEST_ENDING);
      const belongs = said
        .slice(Math.max(0, at - NEAR), at + NEAR + 1)
        .some((near) => starts(near, BELONGING));
      if (stem !== undefined) {
        const comes = FROM.has(said[at - 1] ?? '') || FROM_ENDING.test(word.slice(stem.length));
        if (belongs || comes) countries.add(code);
      } else if (belongs && starts(word, people)) countries.add(code);
    }
  }
  const regions = new Set<string>();
  for (const [at, word] of said.entries()) {
    const region = PLACES.find(([stem]) => placeAt(said, at, word, stem))?.[1];
    if (region !== undefined) regions.add(region);
  }
  // "Moscow oblast" names both
  if (regions.has('RU-MOS')) regions.delete('RU-MOW');
  if (regions.has('RU-LEN')) regions.delete('RU-SPE');
  return { ...only('citizenship', countries), ...only('region', regions) };
}

function starts(word: string, stems: readonly string[]): boolean {
  return stems.some((stem) => word.startsWith(stem));
}

function placeAt(said: readonly string[], at: number, word: string, place: readonly string[]): boolean {
  return place.every((part, index) => {
    const here = index === 0 ? word : (said[at + index] ?? '');
    const ending = here.slice(part.length);
    return (
      here.startsWith(part) && (part.length < FIRM ? CASE.test(ending) : ending.length <= LONGEST_ENDING)
    );
  });
}

function only<Key extends string>(key: Key, found: ReadonlySet<string>): { [K in Key]?: string } {
  const [first] = found;
  const result: { [K in Key]?: string } = {};
  if (found.size === 1 && first !== undefined) result[key] = first;
  return result;
}
