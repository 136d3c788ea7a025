/** What is counted over asked questions, per written form and in all. */
import { z } from 'zod';
import type { Answer } from '../../src/answers/index.js';
import { LABELS_WITHOUT_PAGE } from '../../src/content/index.js';
import { WRITTEN_FORMS, type WrittenForm } from '../../src/language/index.js';
import { type Calibration, calibrationOf } from './calibration.js';

/** One line of a question set. `card` is an addition of ours: the emergency card that must be shown. */
export const question = z.object({
  id: z.string(),
  lang: z.enum(['ru', 'ky', 'tg', 'uz', 'und']),
  script: z.enum(['latin', 'cyrillic', 'none']),
  text: z.string().min(1),
  topics: z.array(z.string()).min(1),
  origin: z.string(),
  noise: z.array(z.string()),
  card: z.string().optional(),
});
export type Question = z.infer<typeof question>;

const LABELS: ReadonlySet<string> = new Set(LABELS_WITHOUT_PAGE);

export interface Asked {
  question: Question;
  answer: Pick<Answer, 'language' | 'outcome' | 'topics' | 'card'>;
  ms: number;
}

/** A share of `n` with its 95 % Wilson interval; null where there was nothing to count. */
export interface Share {
  value: number;
  n: number;
  low: number;
  high: number;
}

export interface Figures {
  n: number;
  hit1: Share | null;
  hit3: Share | null;
  /** The same over questions whose first topic the guide has. */
  hit1Known: Share | null;
  hit3Known: Share | null;
  emergencyRecall: Share | null;
  cardRight: Share | null;
  falseAlarms: Share | null;
  outOfScopeAnswered: Share | null;
  /** Questions about a topic that end as an answer, as choices or, where there is danger too, as an emergency. */
  inScopeServed: Share | null;
  personRecall: Share | null;
  language: Share | null;
  calibration: Calibration | null;
  msMedian: Quantile;
  msP99: Quantile;
}

/** A quantile with the 95 % interval of its order statistics. */
export interface Quantile {
  value: number;
  low: number;
  high: number;
}

/** The written form a question was typed in; chat Latin of ru, ky, tg counts for its language. */
export function formOf(q: Question): WrittenForm | 'und' {
  if (q.lang === 'uz') return q.script === 'cyrillic' ? 'uz-Cyrl' : 'uz';
  return q.lang;
}

export function isAboutTopic(q: Question): boolean {
  return !LABELS.has(q.topics[0] ?? '');
}

/** Figures per written form and, under `all`, for everything together. */
export function measure(asked: Asked[], knownTopics: ReadonlySet<string>): Record<string, Figures> {
  const result: Record<string, Figures> = {};
  for (const form of WRITTEN_FORMS) {
    const part = asked.filter(({ question: q }) => formOf(q) === form);
    if (part.length > 0) result[form] = figures(part, knownTopics);
  }
  result.all = figures(asked, knownTopics);
  return result;
}

function figures(asked: Asked[], knownTopics: ReadonlySet<string>): Figures {
  const first = (item: Asked): string => item.question.topics[0] ?? '';
  const onTopic = asked.filter((item) => isAboutTopic(item.question));
  const known = onTopic.filter((item) => knownTopics.has(first(item)));
  const crisis = asked.filter((item) => first(item) === 'crisis');
  const calm = asked.filter((item) => !item.question.topics.includes('crisis'));
  const outside = asked.filter((item) => first(item) === 'out-of-scope');
  const wanting = asked.filter((item) => first(item) === 'mediator-human-request');
  const spoken = asked.filter((item) => item.question.lang !== 'und');
  const times = asked.map((item) => item.ms).sort((a, b) => a - b);
  return {
    n: asked.length,
    hit1: share(onTopic, (item) => hit(item, 1)),
    hit3: share(onTopic, (item) => hit(item, 3)),
    hit1Known: share(known, (item) => hit(item, 1)),
    hit3Known: share(known, (item) => hit(item, 3)),
    emergencyRecall: share(crisis, (item) => item.answer.outcome === 'emergency'),
    cardRight: share(
      crisis.filter((item) => item.question.card !== undefined && item.answer.outcome === 'emergency'),
      (item) => item.answer.card === item.question.card,
    ),
    falseAlarms: share(calm, (item) => item.answer.outcome === 'emergency'),
    outOfScopeAnswered: share(
      outside,
      (item) =>
        item.answer.outcome === 'answer' && !item.question.topics.includes(item.answer.topics[0]?.id ?? ''),
    ),
    inScopeServed: share(onTopic, (item) => isShown(item) || isRightAlarm(item)),
    personRecall: share(wanting, (item) => item.answer.outcome === 'person'),
    language: share(spoken, (item) => item.answer.language === formOf(item.question)),
    calibration: calibrationOf(
      asked.filter(isShown).flatMap((item) => {
        const shown = item.answer.topics[0];
        return shown ? [{ score: shown.score, right: hit(item, 1) }] : [];
      }),
    ),
    msMedian: quantile(times, 0.5),
    msP99: quantile(times, 0.99),
  };
}

/** Topics of other outcomes are not seen by the person. */
export function isShown({ answer }: Asked): boolean {
  return answer.outcome === 'answer' || answer.outcome === 'choices';
}

function isRightAlarm({ question: q, answer }: Asked): boolean {
  return answer.outcome === 'emergency' && q.topics.includes('crisis');
}

/** A wanted topic among the first shown ones; an emergency where there is danger is as good. */
export function hit(item: Asked, within: number): boolean {
  if (isRightAlarm(item)) return true;
  const shown = isShown(item) ? item.answer.topics.slice(0, within) : [];
  return shown.some((topic) => item.question.topics.includes(topic.id));
}

function share(items: Asked[], holds: (item: Asked) => boolean): Share | null {
  const n = items.length;
  if (n === 0) return null;
  return { ...wilson(items.filter(holds).length, n), n };
}

/** Wilson score interval, z = 1.96 (E. B. Wilson, 1927). */
export function wilson(successes: number, n: number): { value: number; low: number; high: number } {
  const p = successes / n;
  const z2 = 1.96 ** 2;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (1.96 / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return { value: p, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

function quantile(sorted: number[], q: number): Quantile {
  const n = sorted.length;
  const at = (rank: number): number => sorted[Math.min(n - 1, Math.max(0, Math.floor(rank)))] ?? 0;
  const half = 1.96 * Math.sqrt(n * q * (1 - q));
  return { value: at(n * q), low: at(n * q - half), high: at(n * q + half) };
}
