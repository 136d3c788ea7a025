/** Figures as a table or as the numbers of --json, and the questions that were missed. */
import {
  type Asked,
  type Figures,
  hit,
  isAboutTopic,
  isShown,
  type Quantile,
  type Share,
} from './measure.js';

/** The contract's numbers, each interval beside its value under `intervals`. */
export function flatten(found: Figures): Record<string, unknown> {
  const numbers: Record<string, unknown> = { n: found.n };
  const intervals: Record<string, [number, number]> = {};
  const { n: _, ...measured } = found;
  for (const [name, one] of Object.entries(measured)) {
    numbers[name] = one === null ? null : round(one.value);
    if (one !== null && 'low' in one) intervals[name] = [round(one.low), round(one.high)];
  }
  return { ...numbers, intervals };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

export function printFigures(all: Readonly<Record<string, Figures>>): void {
  const percent = (share: Share | null): string =>
    share === null
      ? '–'
      : `${(share.value * 100).toFixed(1)} % [${(share.low * 100).toFixed(0)}–${(share.high * 100).toFixed(0)}] n=${share.n}`;
  const time = (found: Quantile): string =>
    `${found.value.toFixed(2)} ms [${found.low.toFixed(2)}–${found.high.toFixed(2)}]`;
  const rows: [string, (found: Figures) => string][] = [
    ['questions', (found) => String(found.n)],
    ['hit@1', (found) => percent(found.hit1)],
    ['hit@3', (found) => percent(found.hit3)],
    ['hit@1, topics of the guide', (found) => percent(found.hit1Known)],
    ['hit@3, topics of the guide', (found) => percent(found.hit3Known)],
    ['emergencies recognised', (found) => percent(found.emergencyRecall)],
    ['of these with the right card', (found) => percent(found.cardRight)],
    ['false alarms', (found) => percent(found.falseAlarms)],
    ['out of scope, yet answered', (found) => percent(found.outOfScopeAnswered)],
    ['in scope, served', (found) => percent(found.inScopeServed)],
    ['wanted a person, recognised', (found) => percent(found.personRecall)],
    ['language right', (found) => percent(found.language)],
    ['median', (found) => time(found.msMedian)],
    ['p99', (found) => time(found.msP99)],
  ];
  for (const [form, found] of Object.entries(all)) {
    console.log(`\n${form}`);
    for (const [name, show] of rows) console.log(`  ${name.padEnd(30)} ${show(found)}`);
    if (form === 'all' && found.calibration !== null) {
      const { value, n } = found.calibration;
      console.log(`  ${'calibration error'.padEnd(30)} ${(value * 100).toFixed(1)} points n=${n}`);
    }
  }
}

export function printMisses(asked: readonly Asked[]): void {
  console.log('\nwanted <- got');
  for (const item of asked.filter((one) => !isRight(one))) {
    const { question: q, answer } = item;
    const topics = isShown(item) ? answer.topics.slice(0, 3).map(({ id }) => id) : [];
    const shown =
      answer.outcome === 'emergency' ? `card ${answer.card}` : `${answer.outcome} ${topics.join(', ')}`;
    console.log(`  ${q.id} [${q.card ?? q.topics.join(', ')}] <- ${shown} | ${q.text.slice(0, 110)}`);
  }
}

function isRight(item: Asked): boolean {
  const { question: q, answer } = item;
  if (isAboutTopic(q)) return hit(item, 1);
  switch (q.topics[0]) {
    case 'crisis':
      return answer.outcome === 'emergency' && (q.card === undefined || q.card === answer.card);
    case 'mediator-human-request':
      return answer.outcome === 'person';
    case 'small-talk':
      return answer.outcome === 'smalltalk';
    default:
      return answer.outcome !== 'answer';
  }
}
