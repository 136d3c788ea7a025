import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAnswers, ROOT } from '../../wiring.js';
import type { SearchProofDeps } from '../search.js';
import { guideWords } from './check.js';
import { createInputs } from './inputs.js';

/** All that the proof is made on: the answers of the application, the inputs of a seed, and what the guide holds. */
export async function openSearchProof(seed: number): Promise<Omit<SearchProofDeps, 'progress'>> {
  const { answers, guide } = await openAnswers();
  const day = new Date().toISOString().slice(0, 10);
  const topics = new Set(guide.topicIds());
  const locales = join(ROOT, 'locales');
  const interfaceTexts = readdirSync(locales).flatMap((language) =>
    readdirSync(join(locales, language)).map((file) => readFileSync(join(locales, language, file), 'utf8')),
  );
  return {
    ask: (input) => answers.ask(input),
    inputOf: createInputs(seed, guide, day),
    hasTopic: (id) => topics.has(id),
    stands: guideWords(guide, interfaceTexts, day),
  };
}
