/** Question sets are read and asked. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answers } from '../../src/answers/index.js';
import { type Asked, type Question, question } from './measure.js';

const TEST_SETS = join('guide', 'questions', 'test');

/** The test sets of the guide in this checkout. */
export function testFiles(): string[] {
  if (!existsSync(TEST_SETS)) return [];
  return readdirSync(TEST_SETS)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(TEST_SETS, name));
}

/** The questions of JSON lines files; each line that is none is a fault, with its place. */
export function readQuestions(files: readonly string[]): { questions: Question[]; faults: string[] } {
  const questions: Question[] = [];
  const faults: string[] = [];
  for (const file of files)
    for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
      if (line.trim() === '') continue;
      const parsed = question.safeParse(fromJson(line));
      if (parsed.success) questions.push(parsed.data);
      else {
        const wrong = parsed.error.issues.map(
          ({ path, message }) => `${path.join('.') || 'line'}: ${message}`,
        );
        faults.push(`${file}:${index + 1}: ${wrong.join('; ')}`);
      }
    }
  return { questions, faults };
}

/** Undefined, which is no question, for what is no JSON. */
function fromJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Each question by itself, as a first message. The warm-up is not measured. */
export function askAll(answers: Pick<Answers, 'ask'>, questions: readonly Question[]): Asked[] {
  answers.ask({ text: 'патент' });
  return questions.map((item) => {
    const start = performance.now();
    const answer = answers.ask({ text: item.text });
    return { question: item, answer, ms: performance.now() - start };
  });
}
