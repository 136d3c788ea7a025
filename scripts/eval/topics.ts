/** Which topics are found badly, and what is given in their place. */
import { percent, printTable } from '../bench-search/statistics.js';
import { type Asked, hit, isAboutTopic, isShown } from './measure.js';

const MOST_CONFUSIONS = 30;
const EXAMPLES = 2;

export interface TopicFigures {
  topic: string;
  n: number;
  hit1: number;
  hit3: number;
  /** Mean score of the first topic shown, right or wrong, where one was; null where none was. */
  score: number | null;
}

export interface Confusion {
  wanted: string;
  /** The first topic shown; in brackets an outcome that shows none. */
  given: string;
  count: number;
  examples: { id: string; text: string }[];
}

/** By the first label of a question; worst first. */
export function topicFigures(asked: readonly Asked[]): TopicFigures[] {
  const byTopic = new Map<string, Asked[]>();
  for (const item of asked.filter(({ question }) => isAboutTopic(question)))
    byTopic.set(wantedOf(item), [...(byTopic.get(wantedOf(item)) ?? []), item]);
  return [...byTopic]
    .map(([topic, items]) => {
      const scores = items.filter(isShown).flatMap(({ answer }) => answer.topics[0]?.score ?? []);
      const n = items.length;
      return {
        topic,
        n,
        hit1: items.filter((item) => hit(item, 1)).length / n,
        hit3: items.filter((item) => hit(item, 3)).length / n,
        score: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
      };
    })
    .sort((a, b) => a.hit1 - b.hit1 || a.hit3 - b.hit3 || b.n - a.n);
}

/** What came first where no wanted topic did; most frequent first. */
export function confusions(asked: readonly Asked[]): Confusion[] {
  const pairs = new Map<string, Confusion>();
  for (const item of asked) {
    if (!isAboutTopic(item.question) || hit(item, 1)) continue;
    const wanted = wantedOf(item);
    const given = (isShown(item) && item.answer.topics[0]?.id) || `(${item.answer.outcome})`;
    const key = `${wanted} ${given}`;
    const seen = pairs.get(key) ?? { wanted, given, count: 0, examples: [] };
    const { id, text } = item.question;
    const examples = seen.examples.length < EXAMPLES ? [...seen.examples, { id, text }] : seen.examples;
    pairs.set(key, { ...seen, count: seen.count + 1, examples });
  }
  return [...pairs.values()].sort((a, b) => b.count - a.count).slice(0, MOST_CONFUSIONS);
}

function wantedOf({ question }: Asked): string {
  return question.topics[0] ?? '';
}

export function printTopics(asked: readonly Asked[]): void {
  printTable('topics, worst first: hits in %, mean score of the first topic shown', [
    ['', 'n', 'hit@1', 'hit@3', 'score'],
    ...topicFigures(asked).map(({ topic, n, hit1, hit3, score }) => [
      topic,
      String(n),
      percent(hit1),
      percent(hit3),
      score === null ? '–' : score.toFixed(2),
    ]),
  ]);
  console.log('\nwanted <- given, how often');
  for (const { wanted, given, count, examples } of confusions(asked)) {
    console.log(`  ${String(count).padStart(3)}  ${wanted} <- ${given}`);
    for (const { id, text } of examples) console.log(`         ${id} | ${text.slice(0, 110)}`);
  }
}
