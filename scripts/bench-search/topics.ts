/** Part A: which topic is found for a question, ours beside search engines that are given the same entries. */
import { WRITTEN_FORMS } from '../../src/language/index.js';
import { openAnswers } from '../wiring.js';
import { lunrDefault, lunrLanguages, lunrTypos } from './lunr-peers.js';
import { flexSearch, miniSearch, orama } from './other-peers.js';
import type { Found, Peer } from './peer.js';
import {
  type Asked,
  guessed,
  NO_TOPICS,
  ROWS,
  type Row,
  readEntries,
  testQuestions,
  withNoise,
} from './questions.js';
import { difference, percent, printTable, share, signed } from './statistics.js';

export const TOPIC_PEERS: readonly Peer[] = [
  lunrDefault,
  lunrTypos,
  lunrLanguages('en', 'ru'),
  miniSearch,
  orama,
  flexSearch,
];

const TITLES: Record<Row, string> = {
  clean: 'as asked',
  special: 'special letters dropped',
  script: 'in the other script (Uzbek: its other alphabet; ru, ky, tg: chat Latin)',
  typo: 'one typo',
  typos: 'a typo in every word of four letters or more',
};

/** Whether each asked text found its topic first, and among the first three. */
interface Outcome {
  way: string;
  hit1: boolean[];
  hit3: boolean[];
}

/** The best topics of a list of texts, each with its topic; best text first. */
type Grouping = (found: readonly Found[], topicOf: (place: number) => string) => string[];

/** Texts of a topic that may add up; with all of them, topics with much text would win. */
const SUMMED = 5;

const GROUPINGS: Record<string, Grouping> = {
  'best text': (found, topicOf) => [...new Set(found.map(({ place }) => topicOf(place)))],
  'sum of 5': (found, topicOf) => {
    const sums = new Map<string, { count: number; sum: number }>();
    for (const { place, score } of found) {
      const topic = topicOf(place);
      const seen = sums.get(topic) ?? { count: 0, sum: 0 };
      if (seen.count < SUMMED) sums.set(topic, { count: seen.count + 1, sum: seen.sum + score });
    }
    return [...sums].sort(([, a], [, b]) => b.sum - a.sum).map(([topic]) => topic);
  },
};

function outcome(way: string): Outcome {
  return { way, hit1: [], hit3: [] };
}

function note(into: Outcome, asked: Asked, topics: readonly string[]): void {
  const hit = topics
    .filter((topic) => !NO_TOPICS.has(topic))
    .slice(0, 3)
    .findIndex((topic) => asked.topics.includes(topic));
  into.hit1.push(hit === 0);
  into.hit3.push(hit >= 0);
}

/** `every`: only each so many-th question is asked, for a quick look. */
export async function measureTopics(every: number): Promise<void> {
  const { found: entries } = await readEntries();
  const texts = entries.map(({ text }) => text);
  const topicOf = (place: number): string => entries[place]?.topic ?? '';
  const questions = testQuestions().filter((_, at) => at % every === 0);
  const asked = withNoise(questions);
  console.log(`${entries.length} entries, ${questions.length} questions, asked ${asked.length} times`);

  const engines = new Map<string, Outcome[]>();
  const { search } = await openAnswers();
  const ours = outcome('');
  for (const one of asked) {
    const { hits } = search.find(one.text, { language: guessed(one.text) });
    note(
      ours,
      one,
      hits.map(({ topic }) => topic),
    );
  }
  for (const peer of TOPIC_PEERS) {
    const outcomes: Outcome[] = [];
    for (const index of peer.indexes)
      for (const way of index.build(texts)) {
        console.error(`${peer.name}: ${way.name}`);
        const byGrouping = Object.entries(GROUPINGS).map(([name, topicsOf]) => ({
          topicsOf,
          into: outcome(`${way.name}, ${name}`),
        }));
        const grouped = (found: Found[]): string[][] =>
          byGrouping.map(({ topicsOf }) => topicsOf(found, topicOf));
        // many a text has nothing for a noise to spoil: it is asked once
        const topics = new Map<string, string[][]>();
        for (const one of asked) {
          const known = topics.get(one.text);
          const found = known ?? grouped(way.ask(one.text));
          topics.set(one.text, found);
          for (const [at, { into }] of byGrouping.entries()) note(into, one, found[at] ?? []);
        }
        outcomes.push(...byGrouping.map(({ into }) => into));
      }
    engines.set(peer.name, outcomes);
  }
  for (const row of ROWS) printRow(row, asked, ours, engines);
  printWays(asked, engines);
}

/** hit@1 / hit@3 of everybody on one kind of text; of a peer's ways each figure is the best. */
function printRow(
  row: Row,
  asked: readonly Asked[],
  ours: Outcome,
  engines: ReadonlyMap<string, Outcome[]>,
): void {
  const lines = [['', 'n', 'ours', ...engines.keys(), 'best peer', 'ours more, hit@1 [95 %]']];
  for (const form of [...WRITTEN_FORMS, 'all']) {
    const places = asked.flatMap((one, at) =>
      one.row === row && (form === 'all' || one.form === form) ? [at] : [],
    );
    const of = (hits: readonly boolean[]): boolean[] => places.map((at) => hits[at] ?? false);
    const peers = [...engines].map(([name, outcomes]) => {
      const first = outcomes.map(({ hit1 }) => of(hit1)).reduce((a, b) => (share(b) > share(a) ? b : a));
      return { name, first, three: Math.max(...outcomes.map(({ hit3 }) => share(of(hit3)))) };
    });
    const best = peers.reduce((a, b) => (share(b.first) > share(a.first) ? b : a));
    lines.push([
      form,
      String(places.length),
      `${percent(share(of(ours.hit1)))} / ${percent(share(of(ours.hit3)))}`,
      ...peers.map(({ first, three }) => `${percent(share(first))} / ${percent(three)}`),
      best.name,
      signed(difference(of(ours.hit1), best.first)),
    ]);
  }
  printTable(`${TITLES[row]}: hit@1 / hit@3, %`, lines);
}

/** Every way alone, over all written forms: which of them the figures above come from. */
function printWays(asked: readonly Asked[], engines: ReadonlyMap<string, Outcome[]>): void {
  const lines = [['', ...ROWS]];
  for (const [name, outcomes] of engines)
    for (const { way, hit1 } of outcomes)
      lines.push([
        `${name}: ${way}`,
        ...ROWS.map((row) => percent(share(hit1.filter((_, at) => asked[at]?.row === row)))),
      ]);
  printTable('each way of a peer, all written forms: hit@1, %', lines);
}
