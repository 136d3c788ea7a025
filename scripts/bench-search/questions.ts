/** What is searched and what is asked: the entries of the guide, and its test questions clean and with noise. */
import { join } from 'node:path';
import { searchEntries } from '../../src/answers/index.js';
import { LABELS_WITHOUT_PAGE } from '../../src/content/index.js';
import { identify, type WrittenForm } from '../../src/language/index.js';
import type { SearchEntry } from '../../src/search/index.js';
import { formOf, isAboutTopic, type Question } from '../eval/measure.js';
import { NOISE_KINDS, type NoiseKind, noisesOf } from '../eval/noise.js';
import { readQuestions } from '../eval/questions.js';
import { openGuide, ROOT } from '../wiring.js';

/** Labels of question sets that are no topics: nobody's hit. */
export const NO_TOPICS: ReadonlySet<string> = new Set(LABELS_WITHOUT_PAGE);
const SETS = ['topics', 'more-topics', 'near-misses'];
const SEED = 20_26;

export const ROWS = ['clean', ...NOISE_KINDS] as const;
export type Row = 'clean' | NoiseKind;

/** One text to be asked. */
export interface Asked {
  form: WrittenForm;
  row: Row;
  text: string;
  topics: readonly string[];
}

/** All entries the application builds its search of, and those of them that are found: not samples of danger. */
export async function readEntries(): Promise<{ all: SearchEntry[]; found: SearchEntry[] }> {
  const { guide, today } = await openGuide();
  const all = [...searchEntries(guide, today)];
  return { all, found: all.filter(({ kind }) => kind !== 'danger' && kind !== 'danger-phrase') };
}

/** The test questions about a topic. */
export function testQuestions(): Question[] {
  const files = SETS.map((set) => join(ROOT, 'guide', 'questions', 'test', `${set}.jsonl`));
  const { questions, faults } = readQuestions(files);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return questions.filter(isAboutTopic);
}

/** Each question clean and with every noise; with the other script only if it changes anything. */
export function withNoise(questions: readonly Question[]): Asked[] {
  return questions.flatMap((item) => {
    const form = formOf(item);
    if (form === 'und') return [];
    const noises = noisesOf(form, SEED);
    return ROWS.flatMap((row): Asked[] => {
      const text = row === 'clean' ? item.text : noises[row](item.text);
      return row === 'script' && text === item.text ? [] : [{ form, row, text, topics: item.topics }];
    });
  });
}

/** The written form our search is told, as the application tells it for a first message. */
export function guessed(text: string): WrittenForm {
  const { language } = identify(text);
  return language === 'other' ? 'ru' : language;
}
