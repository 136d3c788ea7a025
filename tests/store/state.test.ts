import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createState, type SharedState } from '../../src/store/index.js';
import { startRedis, type TestRedis } from '../support/redis.js';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

/** A Redis connection is made in the background; here a test waits until it is used. */
async function connected(state: SharedState): Promise<SharedState> {
  for (;;) {
    await state.set('hello', 'there', 60);
    if ((await state.get('hello')) === 'there') return state;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function bell() {
  let ring: () => void = () => {};
  const rung = new Promise<void>((resolve) => {
    ring = resolve;
  });
  return { ring: () => ring(), rung };
}

describe.each([
  ['memory', () => createState({ kind: 'memory' })],
  ['redis', () => createState({ kind: 'redis', url: redis.url })],
] as const)('shared state contract: %s', (kind, open) => {
  let state: SharedState;
  beforeAll(async () => {
    state = await connected(open());
  });
  afterAll(() => state.close());

  it('keeps a value until it is deleted or its time is over', async () => {
    expect(state.kind).toBe(kind);
    expect(await state.get('none')).toBeNull();
    await state.set('a', 'ҷавоб', 60);
    expect(await state.get('a')).toBe('ҷавоб');
    await state.delete('a');
    expect(await state.get('a')).toBeNull();
    await state.set('brief', 'x', 0.02);
    await expect.poll(() => state.get('brief')).toBeNull();
  });

  it('counts within a window that starts with the first call', async () => {
    const calls = await Promise.all([1, 2, 3].map(() => state.count('c', 60_000)));
    expect(calls.map((call) => call.count).sort()).toEqual([1, 2, 3]);
    for (const { resetMs } of calls) {
      expect(resetMs).toBeGreaterThan(50_000);
      expect(resetMs).toBeLessThanOrEqual(60_000);
    }
    await state.count('short', 20);
    await expect.poll(async () => (await state.count('short', 20)).count).toBe(1);
  });

  it('tells subscribers until they stop', async () => {
    const { ring, rung } = bell();
    let stopped = 0;
    const stop = await state.subscribe('room', () => {
      stopped += 1;
    });
    const stay = await state.subscribe('room', ring);
    await stop();
    await state.publish('room');
    await rung;
    expect(stopped).toBe(0);
    await stay();
  });
});

describe('redis state', () => {
  it('starts without Redis, answers at once and uses it when it comes', async () => {
    const late = await startRedis();
    await late.kill();
    const problems: string[] = [];
    const state = createState({ kind: 'redis', url: late.url }, { onProblem: (what) => problems.push(what) });
    const { ring, rung } = bell();
    await state.subscribe('room', ring);
    await state.set('a', '1', 60);
    expect(await state.get('a')).toBeNull();
    expect((await state.count('c', 60_000)).count).toBe(1);
    expect((await state.count('c', 60_000)).count).toBe(2);
    await state.publish('room');
    await expect.poll(() => problems).toEqual(['redis']);
    await late.restart();
    await connected(state);
    await state.publish('room');
    await rung;
    await state.close();
    await late.stop();
  });

  it('lives through FLUSHALL, a kill and a restart', async () => {
    const own = await startRedis();
    const state = await connected(createState({ kind: 'redis', url: own.url }));
    await state.set('a', '1', 60);
    await own.flushAll();
    expect(await state.get('a')).toBeNull();
    await own.kill();
    expect(await state.get('a')).toBeNull();
    expect((await state.count('c', 60_000)).count).toBe(1);
    await state.publish('room');
    await own.restart();
    await connected(state);
    await state.close();
    await own.stop();
  });
});
