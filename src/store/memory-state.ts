import type { SharedState } from './index.js';

const SWEEP_MS = 30_000;

/** Short-lived state of one process. Values end by their time to live; `now` in milliseconds may be injected. */
export function createMemoryState(now: () => number = Date.now): SharedState {
  const values = new Map<string, { value: string; until: number }>();
  const windows = new Map<string, { count: number; until: number }>();
  const listeners = new Map<string, Set<() => void>>();

  const sweep = setInterval(() => {
    for (const [key, entry] of values) if (entry.until <= now()) values.delete(key);
    for (const [key, entry] of windows) if (entry.until <= now()) windows.delete(key);
  }, SWEEP_MS);
  sweep.unref();

  return {
    kind: 'memory',
    async get(key) {
      const entry = values.get(key);
      return entry && entry.until > now() ? entry.value : null;
    },
    async set(key, value, ttlSeconds) {
      values.set(key, { value, until: now() + ttlSeconds * 1_000 });
    },
    async delete(key) {
      values.delete(key);
    },
    async count(key, windowMs) {
      let window = windows.get(key);
      if (!window || window.until <= now()) {
        window = { count: 0, until: now() + windowMs };
        windows.set(key, window);
      }
      window.count += 1;
      return { count: window.count, resetMs: window.until - now() };
    },
    async publish(channel) {
      for (const onNotice of listeners.get(channel) ?? []) queueMicrotask(onNotice);
    },
    async subscribe(channel, onNotice) {
      const set = listeners.get(channel) ?? new Set();
      set.add(onNotice);
      listeners.set(channel, set);
      return async () => {
        set.delete(onNotice);
        if (set.size === 0) listeners.delete(channel);
      };
    },
    async close() {
      clearInterval(sweep);
      values.clear();
      windows.clear();
      listeners.clear();
    },
  };
}
