import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DeliveryDeps } from '../../src/delivery/index.js';
import { createClock, type Store } from '../../src/store/index.js';
import { emptyTables } from '../support/store.js';
import { answer, gate, type Harness, harness, type Script } from './harness.js';

/** What delivery promises, on either kind of store. */
export function deliveryContract(
  name: string,
  open: () => Promise<{ store: Store; done(): Promise<void> }>,
): void {
  describe(`delivery on ${name}`, () => {
    let store: Store;
    let done: () => Promise<void>;
    let used: Harness[] = [];
    beforeAll(async () => {
      ({ store, done } = await open());
    });
    afterAll(() => done());
    afterEach(async () => {
      await Promise.all(used.map(({ delivery }) => delivery.stop()));
      used = [];
      await emptyTables(store);
    });
    const make = (script: Partial<Script> = {}, deps: Partial<DeliveryDeps> = {}): Harness => {
      const made = harness(store, script, deps);
      used.push(made);
      return made;
    };
    const count = async (table: string, where = 'true'): Promise<number> => {
      const [row] = await store.query<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE ${where}`);
      return row?.n ?? -1;
    };

    /** The store as a process sees it that stands still from `pause` on until `goesOn`. */
    const pausable = (goesOn: Promise<void>) => {
      let still = false;
      let asked = 0;
      const paused: Store = {
        ...store,
        async query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]> {
          if (still) await goesOn;
          asked += 1;
          return store.query<Row>(sql, params).finally(() => {
            asked -= 1;
          });
        },
      };
      const pause = async () => {
        still = true;
        await expect.poll(() => asked).toBe(0);
      };
      return { paused, pause };
    };

    describe('accepting', () => {
      // Sabotage "unique key on the update dropped" must turn this red.
      it('gives five equal arrivals at once, and one later, one effect', async () => {
        const { delivery, say, texts } = make();
        const five = await Promise.all([1, 2, 3, 4, 5].map(() => say('1', 'hello', { key: 'bot:dup' })));
        expect(five.filter((one) => one === 'new')).toHaveLength(1);
        await delivery.start();
        await delivery.idle();
        expect(await say('1', 'hello', { key: 'bot:dup' })).toBe('duplicate');
        await delivery.idle();
        expect(texts()).toEqual(['re: hello']);
      });

      it('gives equal arrivals at two processes one effect', async () => {
        const [a, b] = [make(), make()];
        const all = [a, b, a, b, a].map((one) => one.say('1', 'hello', { key: 'bot:two' }));
        expect((await Promise.all(all)).filter((one) => one === 'new')).toHaveLength(1);
      });

      it('knows the same key on another channel as another item', async () => {
        const { say } = make();
        expect(await say('1', 'a', { key: 'same' })).toBe('new');
        expect(await say('1', 'b', { key: 'same', channel: 'web' })).toBe('new');
      });

      // Sabotage "acknowledge before commit" must turn this red.
      it('is still pending while the commit is held', async () => {
        const held = gate();
        const reached = gate();
        const slow: Store = {
          ...store,
          async query(sql, params) {
            reached.open();
            await held.opened;
            return store.query(sql, params);
          },
        };
        const { delivery } = make({}, { store: slow });
        let accepted = false;
        const accepting = delivery
          .accept({ channel: 'telegram', key: 'bot:held', address: '1', payload: { text: 'x' } })
          .then(() => {
            accepted = true;
          });
        await reached.opened;
        await new Promise((resolve) => setImmediate(resolve));
        expect(accepted).toBe(false);
        expect(await count('inbox')).toBe(0);
        held.open();
        await accepting;
        expect(await count('inbox')).toBe(1);
      });

      it('rejects when the store is away and takes the same item later', async () => {
        let away = true;
        const flaky: Store = {
          ...store,
          query: (sql, params) => (away ? Promise.reject(new Error('away')) : store.query(sql, params)),
        };
        const { say } = make({}, { store: flaky });
        await expect(say('1', 'a', { key: 'bot:away' })).rejects.toThrow('away');
        away = false;
        expect(await say('1', 'a', { key: 'bot:away' })).toBe('new');
      });

      it('refuses an item the database cannot hold without its company', async () => {
        const { say } = make();
        const results = await Promise.allSettled([
          say('1', 'a'),
          say('1', 'b', { key: 'nul\u0000' }),
          say('2', 'c'),
        ]);
        expect(results.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      });

      it('puts many into few commits', async () => {
        let commits = 0;
        const counting: Store = {
          ...store,
          query(sql, params) {
            commits += 1;
            return store.query(sql, params);
          },
        };
        const { say } = make({}, { store: counting });
        await Promise.all(Array.from({ length: 200 }, (_, i) => say(String(i % 20), 'x')));
        expect(commits).toBeLessThan(10);
        expect(await count('inbox')).toBe(200);
      });
    });

    describe('deciding', () => {
      it('keeps each person in order although items come shuffled and all at once', async () => {
        const { delivery, say, decided, texts } = make();
        const items = Array.from({ length: 160 }, (_, i) => ({ person: `p${i % 8}`, order: 1_000 + i }));
        const shuffled = [...items].sort((a, b) => ((a.order * 7919) % 160) - ((b.order * 7919) % 160));
        await Promise.all(shuffled.map(({ person, order }) => say(person, `${person} ${order}`, { order })));
        await delivery.start();
        await delivery.idle();
        expect(decided).toHaveLength(160);
        for (let p = 0; p < 8; p += 1) {
          const mine = items.filter(({ person }) => person === `p${p}`).map(({ order }) => `p${p} ${order}`);
          expect(decided.filter((text) => text.startsWith(`p${p} `))).toEqual(mine);
          expect(texts(`p${p}`)).toEqual(mine.map((text) => `re: ${text}`));
        }
      });

      it('never has two items of one person in hand, in two processes either', async () => {
        const inHand = new Set<string>();
        let overlaps = 0;
        const decide = async (text: string) => {
          const person = text.split(' ')[0] ?? '';
          if (inHand.has(person)) overlaps += 1;
          inHand.add(person);
          await new Promise((resolve) => setTimeout(resolve, 2));
          inHand.delete(person);
          return answer(text);
        };
        const both = [make({ decide }), make({ decide })];
        await Promise.all(both.map(({ delivery }) => delivery.start()));
        await Promise.all(
          Array.from({ length: 60 }, (_, i) => both[i % 2]?.say(`p${i % 3}`, `p${i % 3} ${i}`)),
        );
        await Promise.all(both.map(({ delivery }) => delivery.idle()));
        expect(overlaps).toBe(0);
        expect(both.flatMap(({ sent }) => sent)).toHaveLength(60);
      });

      it('takes an earlier item that comes late before a later one that is not decided yet', async () => {
        const first = gate();
        const { delivery, say, decided } = make({
          async decide(text) {
            if (text === 'one') await first.opened;
            return answer(text);
          },
        });
        await delivery.start();
        await say('1', 'one', { order: 1 });
        await expect.poll(() => decided).toEqual(['one']);
        await say('1', 'three', { order: 3 });
        await say('1', 'two', { order: 2 });
        first.open();
        await delivery.idle();
        expect(decided).toEqual(['one', 'two', 'three']);
      });

      it('remembers and hands it to the next item', async () => {
        const seen: unknown[] = [];
        const { delivery, say } = make({
          decide(text, memory) {
            seen.push(memory);
            return answer(text, { ...memory, topic: text });
          },
        });
        await delivery.remember('telegram', '1', { language: 'tg', region: 'RU-MOW' });
        await delivery.start();
        await say('1', 'registration');
        await say('1', 'patent');
        await delivery.idle();
        expect(seen).toEqual([
          { language: 'tg', region: 'RU-MOW' },
          { language: 'tg', region: 'RU-MOW', topic: 'registration' },
        ]);
        expect(await delivery.memory('telegram', '1')).toEqual({
          language: 'tg',
          region: 'RU-MOW',
          topic: 'patent',
        });
        expect(await delivery.memory('web', '1')).toEqual({});
      });

      it('parks what fails three times, apologises, goes on with the next and lets no other wait', async () => {
        const { delivery, say, texts, decided, logged } = make({
          decide(text) {
            if (text === 'poison')
              throw Object.assign(new Error('poison text inside'), { code: 'handler-broke' });
            return answer(text);
          },
        });
        await delivery.start();
        const begun = performance.now();
        await say('1', 'poison');
        await say('1', 'next');
        await say('2', 'other');
        await expect.poll(() => texts('2')).toEqual(['re: other']);
        expect(performance.now() - begun).toBeLessThan(1_200);
        await expect.poll(() => texts('1'), { timeout: 5_000 }).toEqual(['sorry', 're: next']);
        expect(decided.filter((text) => text === 'poison')).toHaveLength(3);
        const [parked] = await delivery.parked();
        expect(parked).toMatchObject({
          channel: 'telegram',
          direction: 'in',
          attempts: 3,
          reason: 'handler-broke',
        });
        expect(await count('inbox', 'payload IS NOT NULL OR person IS NOT NULL')).toBe(0);
        expect(logged.join()).not.toContain('poison text');
      });

      it('parks what never ends, within five seconds', async () => {
        const { delivery, say, texts } = make({
          decide: (text) => (text === 'endless' ? new Promise(() => {}) : answer(text)),
        });
        await delivery.start();
        await say('1', 'endless');
        await say('1', 'next');
        await expect.poll(() => texts('1'), { timeout: 5_000 }).toEqual(['sorry', 're: next']);
        expect((await delivery.parked())[0]?.reason).toBe('out-of-time');
      });

      it('does not park for trouble of the store', async () => {
        let broken = 4;
        const { delivery, say, texts } = make({
          decide(text) {
            broken -= 1;
            if (broken >= 0) {
              throw Object.assign(new Error('gone'), { name: 'StoreError', code: 'ECONNREFUSED' });
            }
            return answer(text);
          },
        });
        await delivery.start();
        await say('1', 'hello');
        await expect.poll(() => texts(), { timeout: 8_000 }).toEqual(['re: hello']);
        expect(await delivery.parked()).toEqual([]);
      });

      it('writes nothing for a worker that lost its lease', async () => {
        const [held, wokenUp] = [gate(), gate()];
        const { paused, pause } = pausable(wokenUp.opened);
        const decide = async () => {
          await held.opened;
          return { replies: ['stale', 'stale too'], memory: { topic: 'stale' } };
        };
        const stale = make({ decide }, { store: paused });
        await stale.delivery.start();
        await stale.say('1', 'x');
        await expect.poll(() => stale.decided).toHaveLength(1);
        await pause(); // as with SIGSTOP; meanwhile its lease ends
        await store.query("UPDATE person SET decide_token = NULL, decide_after = '-infinity'");
        const other = make({ decide: () => ({ replies: ['second worker'], memory: { topic: 'second' } }) });
        await other.delivery.start();
        await other.delivery.idle();
        expect(other.texts()).toEqual(['second worker']);
        wokenUp.open();
        held.open();
        await stale.delivery.stop();
        await other.delivery.idle();
        expect([...other.texts(), ...stale.texts()]).toEqual(['second worker']);
        expect(await count('outbox')).toBe(0);
        expect(await other.delivery.memory('telegram', '1')).toEqual({ topic: 'second' });
      });

      it('tells when an item is settled', async () => {
        const held = gate();
        const { delivery, say } = make({
          async decide(text) {
            await held.opened;
            return answer(text);
          },
        });
        await delivery.start();
        await say('1', 'a', { channel: 'web', key: 'w1' });
        expect(await delivery.settled('web', 'w1', 20)).toBe(false);
        const settled = delivery.settled('web', 'w1', 5_000);
        held.open();
        expect(await settled).toBe(true);
        expect(await delivery.settled('web', 'w1', 0)).toBe(true);
        expect(await delivery.settled('web', 'never', 0)).toBe(false);
      });
    });

    describe('sending', () => {
      const replies = (...all: string[]) => ({ decide: () => ({ replies: all, memory: {} }) });

      it('sends each reply once and in order, and forgets its text at once', async () => {
        const { delivery, say, texts } = make(replies('a', 'b', 'c'));
        await delivery.start();
        await say('1', 'x');
        await delivery.idle();
        expect(texts()).toEqual(['a', 'b', 'c']);
        expect(await count('outbox')).toBe(0);
      });

      it('waits exactly as long as it is told, this person only', async () => {
        let told: number | undefined;
        const { delivery, say, sent } = make({
          send(address) {
            if (address !== 'slow' || told) return { kind: 'sent' };
            told = performance.now();
            return { kind: 'wait', seconds: 1, scope: 'person' };
          },
        });
        await delivery.start();
        await say('slow', 'x');
        await expect.poll(() => told).toBeDefined();
        await say('quick', 'y');
        await expect.poll(() => sent, { timeout: 3_000 }).toHaveLength(2);
        const delay = (address: string) =>
          (sent.find((one) => one.address === address)?.at ?? 0) - (told ?? 0);
        expect(delay('quick')).toBeLessThan(900);
        expect(delay('slow')).toBeGreaterThanOrEqual(995);
        expect(delay('slow')).toBeLessThan(2_000);
        expect(sent.every((one) => !one.mayRepeat)).toBe(true);
      });

      it('lets everyone wait when the channel has to', async () => {
        let told: number | undefined;
        const { delivery, say, sent } = make({
          send() {
            if (told) return { kind: 'sent' };
            told = performance.now();
            return { kind: 'wait', seconds: 1, scope: 'channel' };
          },
        });
        await delivery.start();
        await say('1', 'x');
        await expect.poll(() => told).toBeDefined();
        await expect.poll(() => count('outbox', "state = 'waiting'")).toBe(1);
        await say('2', 'y');
        await expect.poll(() => sent, { timeout: 3_000 }).toHaveLength(2);
        for (const { at } of sent) expect(at - (told ?? 0)).toBeGreaterThanOrEqual(995);
      });

      it('drops the rest of who cannot be reached, and answers again if they come back', async () => {
        let closed = true;
        const { delivery, say, texts } = make({
          ...replies('a', 'b'),
          send: () => (closed ? { kind: 'closed' } : { kind: 'sent' }),
        });
        await delivery.start();
        await say('1', 'x');
        await delivery.idle();
        expect(await count('outbox')).toBe(0);
        expect(await count('person', 'blocked')).toBe(1);
        closed = false;
        await say('1', 'y');
        await delivery.idle();
        expect(texts()).toEqual(['a', 'b']);
        expect(await count('person', 'blocked')).toBe(0);
      });

      it('parks what is refused and sends the next', async () => {
        const { delivery, say, texts } = make({
          ...replies('bad', 'good'),
          send: (_, reply) =>
            reply === 'bad' ? { kind: 'refused', code: 'telegram-400' } : { kind: 'sent' },
        });
        await delivery.start();
        await say('1', 'x');
        await delivery.idle();
        expect(texts()).toEqual(['good']);
        expect(await delivery.parked()).toMatchObject([
          { direction: 'out', reason: 'telegram-400', attempts: 1 },
        ]);
        expect(await count('outbox', 'payload IS NOT NULL OR person IS NOT NULL')).toBe(0);
      });

      it('tries again what surely did not arrive, without a mark', async () => {
        let failures = 3;
        const { delivery, say, sent } = make({
          ...replies('a', 'b'),
          send() {
            failures -= 1;
            return failures >= 0 ? { kind: 'retry' } : { kind: 'sent' };
          },
        });
        await delivery.start();
        await say('1', 'x');
        await delivery.idle();
        expect(sent.map(({ reply, mayRepeat }) => [reply, mayRepeat])).toEqual([
          ['a', false],
          ['b', false],
        ]);
      });

      it('repeats an unknown outcome once and marks it', async () => {
        const calls: boolean[] = [];
        const { delivery, say } = make({
          send(_, __, { mayRepeat }) {
            calls.push(mayRepeat);
            return { kind: calls.length === 1 ? 'unknown' : 'sent' };
          },
        });
        await delivery.start();
        await say('1', 'x');
        await delivery.idle();
        expect(calls).toEqual([false, true]);
      });

      it('parks after six unknown outcomes, a surprise counts as one', async () => {
        let calls = 0;
        const { delivery, say, texts } = make({
          ...replies('a', 'b'),
          send(_, reply) {
            if (reply === 'b') return { kind: 'sent' };
            calls += 1;
            throw new Error('surprise');
          },
        });
        await delivery.start();
        await say('1', 'x');
        await delivery.idle();
        expect(calls).toBe(6);
        expect(texts()).toEqual(['b']);
        expect(await delivery.parked()).toMatchObject([{ direction: 'out', reason: 'unknown' }]);
      });

      it('knows after a death in the middle of sending that the outcome is unknown', async () => {
        const [begun, held] = [gate(), gate()];
        const { paused, pause } = pausable(held.opened);
        const send: Script['send'] = async () => {
          begun.open();
          await held.opened;
          return { kind: 'sent' };
        };
        const dying = make({ send }, { store: paused });
        await dying.delivery.start();
        await dying.say('1', 'x');
        await begun.opened;
        expect(await count('outbox', "state = 'sending'")).toBe(1);
        await pause(); // it reaches the store no more and does not record what it sent
        await store.query("UPDATE person SET send_token = 'of the dead', send_after = '-infinity'");
        const next = make();
        await next.delivery.start();
        await next.delivery.idle();
        expect(next.sent).toMatchObject([{ reply: 're: x', mayRepeat: true }]);
        held.open();
      });

      it('keeps to the speed of the channel and of each person', async () => {
        const made = make(replies('a', 'b', 'c'));
        const limited = make(
          {},
          {
            channels: {
              telegram: {
                decide: async () => ({ replies: ['a', 'b', 'c'], memory: {} }),
                apology: () => [],
                async send(address, reply) {
                  made.sent.push({ address, reply, mayRepeat: false, at: performance.now() });
                  return { kind: 'sent' };
                },
                limits: { perSecond: 1_000, perPersonPerSecond: 5 },
              },
            },
          },
        );
        await limited.delivery.start();
        await limited.say('1', 'x');
        await expect.poll(() => made.sent, { timeout: 3_000 }).toHaveLength(3);
        const [first, , third] = made.sent;
        expect((third?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(390);
      });

      it('picks up at the start what an earlier process left', async () => {
        const before = make();
        await before.say('1', 'accepted');
        const after = make();
        await after.delivery.start();
        await after.delivery.idle();
        expect(after.texts()).toEqual(['re: accepted']);
      });

      it('answers what another process accepted', async () => {
        const [front, worker] = [
          make({}, { options: { sweepMs: 100 } }),
          make({}, { options: { sweepMs: 100 } }),
        ];
        await worker.delivery.start();
        await front.say('1', 'x', { channel: 'web', key: 'front' });
        expect(await front.delivery.settled('web', 'front', 5_000)).toBe(true);
        expect(worker.decided).toEqual(['x']);
      });
    });

    describe('a conversation on the web', () => {
      it('shows both sides in order, the waiting line too, and to nobody else', async () => {
        const held = gate();
        const { delivery, say } = make({
          async decide(text) {
            if (text === 'second') await held.opened;
            return { replies: [{ text: `re: ${text}` }, { text: 'more' }], memory: {} };
          },
        });
        await delivery.start();
        await say('session', 'first', { channel: 'web', key: 'c1' });
        await delivery.settled('web', 'c1', 5_000);
        await say('session', 'second', { channel: 'web', key: 'c2' });
        const lines = async () =>
          (await delivery.conversation('web', 'session')).map(({ from, body }) => [
            from,
            Reflect.get(Object(body), 'text'),
          ]);
        const begin = [
          ['person', 'first'],
          ['guide', 're: first'],
          ['guide', 'more'],
          ['person', 'second'],
        ];
        expect(await lines()).toEqual(begin);
        held.open();
        await delivery.settled('web', 'c2', 5_000);
        expect(await lines()).toEqual([...begin, ['guide', 're: second'], ['guide', 'more']]);
        expect(await delivery.conversation('web', 'other')).toEqual([]);
        expect((await delivery.backlog()).unsent).toBe(0);
      });
    });

    describe('forgetting', () => {
      it('deletes everything of a person at once and still knows a repetition', async () => {
        const { delivery, say, decided } = make();
        await say('1', 'waiting', { key: 'bot:gone' });
        await say('session', 'line', { channel: 'web', key: 'w' });
        await say('2', 'stays');
        await delivery.forget('telegram', '1');
        expect(await count('person')).toBe(2);
        await delivery.start();
        await delivery.settled('web', 'w', 5_000);
        await delivery.forget('web', 'session');
        await delivery.idle();
        expect(decided).not.toContain('waiting');
        expect(await delivery.conversation('web', 'session')).toEqual([]);
        expect(await delivery.memory('web', 'session')).toEqual({});
        expect(await count('person')).toBe(1);
        expect(await count('inbox', 'payload IS NOT NULL OR person IS NOT NULL')).toBe(0);
        expect(await count('outbox')).toBe(0);
        expect(await say('1', 'waiting', { key: 'bot:gone' })).toBe('duplicate');
        expect(await count('person', `id IN (SELECT person FROM inbox WHERE state = 'waiting')`)).toBe(0);
      });

      it('sends a last reply and then forgets the address too', async () => {
        const { delivery, say, texts } = make({
          decide: (text) =>
            text === 'forget me'
              ? { replies: ['bye'], memory: {}, forget: true }
              : answer(text, { language: 'ky' }),
        });
        await delivery.start();
        await say('1', 'hello');
        await say('1', 'forget me');
        await delivery.idle();
        expect(texts()).toEqual(['re: hello', 'bye']);
        expect(await count('person')).toBe(0);
        await say('1', 'back');
        await delivery.idle();
        expect(texts().at(-1)).toBe('re: back');
      });

      it('takes who left away with what was still waiting', async () => {
        const { delivery, say, texts, decided } = make({
          decide: (text) => (text === 'left' ? { replies: [], memory: {}, forget: true } : answer(text)),
        });
        await say('1', 'left', { order: 1 });
        await say('1', 'later', { order: 2 });
        await delivery.start();
        await delivery.idle();
        expect([decided, texts()]).toEqual([['left'], []]);
        expect(await count('person')).toBe(0);
      });
    });

    describe('deleting what is too old', () => {
      const daysLater = (days: number): Partial<DeliveryDeps> => ({
        clock: createClock(`+${days}d`),
        options: { purgeEveryMs: 20, retentionDays: 30 },
      });
      const run = async (days: number, until: () => Promise<boolean>) => {
        const later = make({}, daysLater(days));
        await later.delivery.start();
        await expect.poll(until, { timeout: 5_000 }).toBe(true);
      };

      it('keeps keys for eight days, conversations for a day, persons for the retention', async () => {
        const { delivery, say } = make();
        await delivery.start();
        await say('1', 'x', { key: 'bot:old' });
        await say('session', 'y', { channel: 'web', key: 'w' });
        await delivery.idle();
        await delivery.stop();

        await run(2, async () => (await count('outbox')) === 0 && (await count('person')) === 1);
        expect(await count('inbox')).toBe(2);
        await run(8, async () => (await count('person')) === 1);
        expect(await say('1', 'x', { key: 'bot:old' })).toBe('duplicate');
        await run(11, async () => (await count('inbox')) === 0);
        await run(32, async () => (await count('person')) === 0);
      });

      it('deletes nothing after the clock has jumped', async () => {
        const { delivery, say } = make();
        await delivery.start();
        await say('session', 'y', { channel: 'web', key: 'w' });
        await delivery.settled('web', 'w', 5_000);
        await delivery.stop();
        let shift = 0;
        const now = () => new Date(Date.now() + shift);
        const jumping = make(
          {},
          {
            clock: { now, today: () => now().toISOString().slice(0, 10) },
            options: { purgeEveryMs: 20 },
          },
        );
        shift = 40 * 86_400_000;
        await jumping.delivery.start();
        await expect.poll(() => jumping.logged.join()).toContain('clock has jumped');
        expect(await count('outbox')).toBe(2);
      });
    });

    it('counts what waits', async () => {
      const { delivery, say } = make();
      await say('1', 'x');
      expect(await delivery.backlog()).toMatchObject({ waiting: 1, unsent: 0 });
      await delivery.start();
      await delivery.idle();
      expect(await delivery.backlog()).toEqual({ waiting: 0, unsent: 0, oldestSeconds: 0 });
    });

    it('parks what was sealed with a lost key instead of stopping', async () => {
      await make().say('1', 'x');
      const { createVault } = await import('../../src/store/index.js');
      const next = make({}, { vault: createVault(Buffer.alloc(32, 9)) });
      await next.delivery.start();
      await next.delivery.idle();
      expect(await next.delivery.parked()).toMatchObject([{ reason: 'sealed-with-another-key' }]);
    });
  });
}
