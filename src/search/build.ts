/** Builds one immutable `Search` from the entries of a generation. */
import {
  EDITED_LANGUAGES,
  type EditedLanguage,
  editedLanguage,
  type WrittenForm,
} from '../language/index.js';
import type { Search, SearchEntry, SearchHit } from './index.js';
import { indexInSteps, type LunrDocument, type LunrField } from './lunr-index.js';
import { type Evidence, scores } from './ranking.js';
import { analyse, type Word } from './terms.js';
import { massOf, nearness, type Rarity, type Wording, wording } from './wordings.js';

const FIELDS: readonly LunrField[] = [
  { name: 'w', boost: 1 },
  { name: 's', boost: 1 },
  { name: 'g', boost: 1 },
];

/** Topics that lunr puts first are looked at closely. */
const LOOKED_AT = 12;
/** Documents in another language than the question's count less. */
const OTHER_LANGUAGE = 0.8;
const ENTRIES_A_STEP = 25;
const KNOWN_TYPO_LENGTH = 4;

interface Part {
  topic: string;
  language: EditedLanguage | 'und';
  what: 'wordings' | 'body';
  words: Word[];
}

function analysed(entry: SearchEntry): Word[] {
  return analyse(entry.text, entry.language === 'und' ? 'ru' : editedLanguage(entry.language));
}

function termsOf(found: readonly Word[]): Record<string, string[]> {
  return {
    w: found.map((word) => `w:${word.folded}`),
    s: found.map((word) => `s:${word.stem}`),
    g: found.flatMap((word) => word.grams.map((gram) => `g:${gram}`)),
  };
}

function* documents(parts: ReadonlyMap<string, Part>): Generator<LunrDocument> {
  for (const [ref, part] of parts) yield { ref, terms: termsOf(part.words) };
}

/** Yields between steps of a few milliseconds; the result is the same whatever the pauses. */
export function* searchInSteps(entries: readonly SearchEntry[], generation: number): Generator<void, Search> {
  const parts = new Map<string, Part>();
  const samples: { entry: SearchEntry; words: Word[] }[] = [];
  const saidIn = new Map<string, number>();
  const vocabulary = new Map<string, Set<string>>();
  let samplesCount = 0;

  for (const [position, entry] of entries.entries()) {
    if (position % ENTRIES_A_STEP === ENTRIES_A_STEP - 1) yield;
    const found = analysed(entry);
    if (found.length === 0) continue;
    const language = entry.language === 'und' ? 'und' : editedLanguage(entry.language);
    const what = entry.kind === 'block' || entry.kind === 'summary' ? 'body' : 'wordings';
    const ref = `${what}|${entry.topic}|${language}`;
    const part = parts.get(ref) ?? { topic: entry.topic, language, what, words: [] };
    part.words.push(...found);
    parts.set(ref, part);
    const said = vocabulary.get(entry.topic) ?? new Set<string>();
    vocabulary.set(entry.topic, said);
    for (const word of found) said.add(`w:${word.folded}`).add(`s:${word.stem}`);
    if (what === 'wordings') {
      samples.push({ entry, words: found });
      samplesCount += 1;
      for (const term of new Set(found.flatMap((word) => [`w:${word.folded}`, `s:${word.stem}`])))
        saidIn.set(term, (saidIn.get(term) ?? 0) + 1);
    }
  }

  const topics = [...vocabulary.keys()];
  const languages = Math.max(1, new Set([...parts.values()].map((part) => part.language)).size);
  const perLanguage = Math.max(1, samplesCount / languages);
  const rarity: Rarity = (word) => {
    const times = Math.max(saidIn.get(`w:${word.folded}`) ?? 0, saidIn.get(`s:${word.stem}`) ?? 0);
    return Math.log(1 + perLanguage / (times + 1)) / Math.log(1 + perLanguage / 2);
  };

  const wordings = new Map<string, Wording[]>();
  for (const [position, { entry, words }] of samples.entries()) {
    if (position % ENTRIES_A_STEP === ENTRIES_A_STEP - 1) yield;
    const { topic, language, kind, text } = entry;
    if (kind === 'block' || kind === 'summary') continue;
    const list = wordings.get(topic) ?? [];
    wordings.set(topic, list);
    list.push(
      wording(
        { topic, language: language === 'und' ? 'und' : editedLanguage(language), kind, text },
        words,
        rarity,
      ),
    );
  }

  const known = new Set([...parts.values()].flatMap((part) => part.words.map((word) => word.folded)));
  yield;
  const index = yield* indexInSteps(FIELDS, documents(parts));

  /** lunr's best score of each topic, wordings and text apart. */
  function retrieved(asked: readonly Word[], language: EditedLanguage) {
    const found = { wordings: new Map<string, number>(), body: new Map<string, number>() };
    const results = index.query((query) => {
      for (const word of asked) {
        const boost = word.weight * rarity(word);
        query.term(`w:${word.folded}`, { fields: ['w'], boost, usePipeline: false });
        query.term(`s:${word.stem}`, { fields: ['s'], boost, usePipeline: false });
        for (const gram of word.grams)
          query.term(`g:${gram}`, { fields: ['g'], boost: boost / word.grams.length, usePipeline: false });
        if (!known.has(word.folded) && word.folded.length >= KNOWN_TYPO_LENGTH)
          query.term(`w:${word.folded}`, {
            fields: ['w'],
            boost: boost / 2,
            editDistance: 1,
            usePipeline: false,
          });
      }
    });
    for (const { ref, score } of results) {
      const part = parts.get(ref);
      if (!part) continue;
      const own = part.language === language || part.language === 'und';
      const value = own ? score : score * OTHER_LANGUAGE;
      found[part.what].set(part.topic, Math.max(found[part.what].get(part.topic) ?? 0, value));
    }
    return found;
  }

  function closeLook(asked: readonly Word[], language: EditedLanguage, topic: string) {
    const masses = asked.map((word) => massOf(word, rarity));
    const total = masses.reduce((sum, mass) => sum + mass, 0);
    const near = (wordings.get(topic) ?? [])
      .map((sample) => {
        const own = sample.language === language || sample.language === 'und';
        return { sample, value: nearness(asked, masses, total, sample) * (own ? 1 : OTHER_LANGUAGE) };
      })
      .sort((a, b) => b.value - a.value);
    const said = vocabulary.get(topic);
    const covered = asked.reduce(
      (sum, word, position) =>
        said?.has(`w:${word.folded}`) || said?.has(`s:${word.stem}`) ? sum + (masses[position] ?? 0) : sum,
      0,
    );
    const nearest = near[0];
    return {
      nearest: nearest?.value ?? 0,
      nearestThree: near.slice(0, 3).reduce((sum, { value }) => sum + value, 0) / 3,
      title: near.find(({ sample }) => sample.kind === 'title')?.value ?? 0,
      coverage: total > 0 ? covered / total : 0,
      wording: nearest?.sample.text,
    };
  }

  function evidence(text: string, language: EditedLanguage) {
    const asked = analyse(text, language);
    const found = new Map<string, Evidence & { wording?: string | undefined }>();
    if (asked.length === 0) return found;
    const lunrs = retrieved(asked, language);
    const bestWordings = Math.max(0, ...lunrs.wordings.values());
    const bestBody = Math.max(0, ...lunrs.body.values());
    const share = (value: number | undefined, best: number) => (best > 0 ? (value ?? 0) / best : 0);
    const candidates = topics
      .map((topic) => ({
        topic,
        wordings: share(lunrs.wordings.get(topic), bestWordings),
        body: share(lunrs.body.get(topic), bestBody),
      }))
      .filter(({ wordings, body }) => wordings > 0 || body > 0)
      .sort((a, b) => b.wordings * 2 + b.body - (a.wordings * 2 + a.body) || (a.topic < b.topic ? -1 : 1))
      .slice(0, LOOKED_AT);
    for (const { topic, wordings, body } of candidates)
      found.set(topic, { wordings, body, ...closeLook(asked, language, topic) });
    return found;
  }

  function find(text: string, options: { language: WrittenForm; limit?: number }) {
    const seen = evidence(text, editedLanguage(options.language));
    const hits: SearchHit[] = [...scores(seen)]
      .map(([topic, score]) => ({ topic, score, why: reasons(seen.get(topic)) }))
      .sort((a, b) => b.score - a.score || (a.topic < b.topic ? -1 : 1))
      .slice(0, options.limit ?? LOOKED_AT);
    return { generation, hits };
  }

  return { generation, find };
}

function reasons(seen: (Evidence & { wording?: string | undefined }) | undefined): string[] {
  if (!seen) return [];
  const shown = (value: number) => value.toFixed(2);
  return [
    `wordings ${shown(seen.wordings)}`,
    `text ${shown(seen.body)}`,
    `nearest wording ${shown(seen.nearest)}${seen.wording ? `: ${seen.wording}` : ''}`,
    `three nearest ${shown(seen.nearestThree)}`,
    `title ${shown(seen.title)}`,
    `share of the question known ${shown(seen.coverage)}`,
  ];
}

/** The search over `entries`, built in one go. Pure: the same entries give the same answers. */
export function buildSearch(entries: readonly SearchEntry[], generation: number): Search {
  const steps = searchInSteps(entries, generation);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** `EDITED_LANGUAGES` is what entries are analysed in; `und` entries are read as Russian. */
export const ENTRY_LANGUAGES: readonly EditedLanguage[] = EDITED_LANGUAGES;
