/** Keeps what was asked for last, at most `limit` entries: a choice of citizenship and region must not grow memory. */

export interface BoundedCache<T> {
  /** The kept value, or the made one; null is not kept. */
  get(key: string, make: () => T | null): T | null;
}

export function boundedCache<T>(limit: number): BoundedCache<T> {
  const kept = new Map<string, T>();
  return {
    get(key, make) {
      const known = kept.get(key);
      const value = known ?? make();
      if (value === null) return null;
      // A Map remembers the order of insertion: put again means used last.
      kept.delete(key);
      kept.set(key, value);
      const oldest = kept.keys().next();
      if (kept.size > limit && oldest.done === false) kept.delete(oldest.value);
      return value;
    },
  };
}
