import { createClient } from 'redis';
import type { SharedState, StateDeps } from './index.js';
import { createMemoryState } from './memory-state.js';

const ANSWER_WITHIN_MS = 500;
const CONNECT_WITHIN_MS = 2_000;

const COUNT = `
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return { count, redis.call('PTTL', KEYS[1]) }`;

/**
 * Short-lived state in Redis. While Redis is away nothing waits for it: `get` finds nothing, `count` counts in this
 * process alone, `set`, `delete` and `publish` do nothing. It connects again by itself, and its subscribers are then
 * called once, as notices may have been missed. Loss of everything in Redis (FLUSHALL) is harmless by the same rule.
 */
export function createRedisState(url: string, deps: StateDeps = {}): SharedState {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: CONNECT_WITHIN_MS,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 6), 2_000),
    },
  });
  const listener = client.duplicate({ disableOfflineQueue: false });
  const alone = createMemoryState();
  const called = new Map<string, Set<() => void>>();
  let away = false;

  const report = (error: unknown): void => {
    if (away) return;
    away = true;
    deps.onProblem?.('redis', codeOf(error));
  };
  client.on('error', report);
  client.on('ready', () => {
    away = false;
  });
  listener.on('error', report);
  listener.on('ready', () => {
    for (const set of called.values()) for (const onNotice of set) onNotice();
  });
  // Both go on trying for ever; a rejection means that `close` came first.
  const connecting = Promise.allSettled([client.connect(), listener.connect()]);

  /** The answer of Redis, or `instead` when there is none in time. */
  const ask = async <T>(command: () => Promise<T>, instead: () => T | Promise<T>): Promise<T> => {
    if (!client.isReady) return instead();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer in time')), ANSWER_WITHIN_MS);
    });
    try {
      return await Promise.race([command(), late]);
    } catch (error) {
      report(error);
      return instead();
    } finally {
      clearTimeout(timer);
    }
  };
  const nothing = (): void => {};

  return {
    kind: 'redis',
    get: (key) =>
      ask<string | null>(
        () => client.get(key),
        () => null,
      ),
    set: (key, value, ttlSeconds) =>
      ask(async () => {
        await client.set(key, value, { expiration: { type: 'PX', value: Math.ceil(ttlSeconds * 1_000) } });
      }, nothing),
    delete: (key) =>
      ask(async () => {
        await client.del(key);
      }, nothing),
    count: (key, windowMs) =>
      ask(
        async () => {
          const reply: unknown = await client.eval(COUNT, { keys: [key], arguments: [String(windowMs)] });
          const [count, resetMs] = Array.isArray(reply) ? reply.map(Number) : [];
          if (count === undefined || resetMs === undefined) throw new Error('unexpected reply');
          return { count, resetMs: Math.max(0, resetMs) };
        },
        () => alone.count(key, windowMs),
      ),
    publish: (channel) =>
      ask(async () => {
        await client.publish(channel, '');
      }, nothing),
    async subscribe(channel, onNotice) {
      const set = called.get(channel) ?? new Set();
      set.add(onNotice);
      called.set(channel, set);
      const heard = (): void => onNotice();
      // While Redis is away the subscription waits in the client's own list and is made at reconnection.
      const subscribed = listener.subscribe(channel, heard).catch(report);
      if (listener.isReady) await subscribed;
      return async () => {
        set.delete(onNotice);
        if (set.size === 0) called.delete(channel);
        // Not waited for: a Redis that hangs would never answer.
        if (listener.isReady) void listener.unsubscribe(channel, heard).catch(report);
      };
    },
    async close() {
      client.destroy();
      listener.destroy();
      await connecting;
      await alone.close();
    },
  };
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : 'unreachable';
}
