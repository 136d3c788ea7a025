import { beforeAll, describe, expect, it } from 'vitest';
import { createInputs } from '../../scripts/prove/search/inputs.js';
import { openSearchProof } from '../../scripts/prove/search/open.js';
import { proveSearch, SEARCH_SHORT, type SearchProofDeps, searchReport } from '../../scripts/prove/search.js';
import { openGuide } from '../../scripts/wiring.js';
import type { Answer, AskInput } from '../../src/answers/index.js';
import { toPlainText } from '../../src/content/index.js';

/** The short part of `npm run prove -- search`; a failure prints the seed to repeat it with. */
const SEED = 20261122;
let deps: SearchProofDeps;

beforeAll(async () => {
  deps = { ...(await openSearchProof(SEED)), progress: () => undefined };
});

describe('the proof of understanding', () => {
  it('4,000 made-up messages: each gets an answer the guide can stand by', async () => {
    const plan = { seed: SEED, ...SEARCH_SHORT };
    const tally = await proveSearch(plan, deps);
    const { lines, sound } = searchReport(plan, tally);
    // time is reported only: a busy machine must not fail a test
    process.stdout.write(`${lines.filter((line) => /^(?:one ask|over)/.test(line)).join('\n')}\n`);
    expect(sound, lines.join('\n')).toBe(true);
    expect(Object.keys(tally.outcomes)).toHaveLength(6);
    expect(Object.keys(tally.languages)).toHaveLength(5);
    expect(tally.canaries).toBeGreaterThan(20);
  }, 600_000);

  it('makes the same inputs of a seed, in any order, and others of another', async () => {
    const { guide, today } = await openGuide();
    const once = createInputs(SEED, guide, today);
    const again = createInputs(SEED, guide, today);
    const other = createInputs(SEED + 1, guide, today);
    const numbers = Array.from({ length: 300 }, (_, number) => number);
    const inputs = numbers.map(once);
    expect([...numbers].reverse().map(again).reverse()).toEqual(inputs);
    expect(numbers.map(other)).not.toEqual(inputs);
  });

  it('most inputs are short, and none is longer than what patterns are tried with', () => {
    const texts = Array.from({ length: 2_000 }, (_, number) => deps.inputOf(number).input.text);
    expect(texts.filter((text) => text.split(/\s+/u).length <= 30).length / texts.length).toBeGreaterThan(
      0.8,
    );
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThan(21_000);
    expect(texts.filter(({ length }) => length === 4_095 || length === 4_096).length).toBeGreaterThan(5);
  });
});

describe('the checker of the proof', () => {
  const INPUTS = 300;

  const real = new Map<string, Answer>();

  /** The proof with an `ask` whose answers are changed; the true ones are found once. */
  async function broken(change: (answer: Answer, input: AskInput) => Answer, inputs = INPUTS, first = 0) {
    const ask = (input: AskInput) => {
      const key = JSON.stringify(input);
      const answer = real.get(key) ?? deps.ask(input);
      real.set(key, answer);
      return change(answer, input);
    };
    return proveSearch({ seed: SEED, inputs }, { ...deps, ask }, { first, step: 1 });
  }
  const faultyField = (field: keyof Answer, value: unknown) => (answer: Answer) => {
    const faulty = { ...answer };
    Reflect.set(faulty, field, value);
    return faulty;
  };
  const saying = (answer: Answer, text: string): Answer => {
    const nodes = [
      ...answer.nodes,
      { kind: 'paragraph' as const, content: [{ kind: 'text' as const, text }] },
    ];
    return { ...answer, nodes, text: toPlainText(nodes) };
  };
  const topic = { id: 'no-such-topic', title: 'x', score: 1, url: '/x' };
  const button = { label: 'x', action: 'home' };

  it('finds nothing where nothing is broken', async () => {
    expect(await broken((answer) => answer)).toMatchObject({ inputs: INPUTS, violations: 0, findings: [] });
  });

  it('sees an ask that throws, and goes on', async () => {
    const tally = await broken((answer, { text }) => {
      if (text.includes('?')) throw new TypeError('x');
      return answer;
    });
    expect(tally.inputs).toBe(INPUTS);
    expect(tally.violations).toBeGreaterThan(10);
    expect(tally.findings[0]).toMatch(/^thrown TypeError: seed 20261122, input \d+ \(.+\): "/);
  });

  it.each<[string, (answer: Answer, input: AskInput) => Answer]>([
    ['unknown outcome', faultyField('outcome', 'shrug')],
    ['unknown language', faultyField('language', 'en')],
    ['empty text', faultyField('text', ' \n')],
    ['text that its nodes do not have', faultyField('text', 'x')],
    ['answer without a topic', faultyField('topics', [])],
    ['topic that the guide has not', faultyField('topics', [topic])],
    ['5 topics', (answer) => ({ ...answer, topics: [topic, topic, topic, topic, topic] })],
    ['emergency without card', faultyField('card', null)],
    ['answer with card', faultyField('card', 'fire')],
    [
      '9 buttons',
      faultyField(
        'buttons',
        Array.from({ length: 9 }, () => button),
      ),
    ],
    [
      'button without label or action, or with a longer one',
      faultyField('buttons', [{ ...button, action: 'б'.repeat(33) }]),
    ],
  ])('sees: %s', async (fault, change) => {
    const { violations, findings } = await broken(change);
    expect(violations).toBeGreaterThan(0);
    expect(
      findings.some((finding) => finding.startsWith(`${fault}: `)),
      findings.join('\n'),
    ).toBe(true);
  });

  it('sees words of the person in an answer, written as they were or in capitals', async () => {
    const canaries = Array.from({ length: 3_000 }, (_, number) => deps.inputOf(number)).filter(
      ({ canary }) => canary !== null,
    );
    expect(canaries.length).toBeGreaterThan(15);
    for (const { number, canary, input } of canaries) {
      const echo = (canary ?? '').toUpperCase().slice(1);
      const tally = await broken((answer) => saying(answer, echo), number + 1, number);
      expect(tally.findings[0], input.text).toMatch(/^words of the person in the answer: /);
    }
  });

  it('counts what is too slow, and how often it stays so', async () => {
    let slow = 0;
    const { slow: counted, violations } = await broken((answer) => {
      const begun = performance.now();
      slow += 1;
      while (slow === 7 || (slow >= 20 && slow <= 22)) if (performance.now() - begun > 60) break;
      return answer;
    });
    expect(counted.once).toBeGreaterThanOrEqual(2);
    expect(counted.stayed).toBeGreaterThanOrEqual(1);
    expect(violations).toBe(0);
  });
});
