/** A token bucket on a monotonic clock in milliseconds. */
export interface Bucket {
  /** Whole tokens there are now. */
  available(): number;
  take(tokens: number): void;
  /** Milliseconds until there is a whole token. */
  waitMs(): number;
  /** True when it has filled up again and may be thrown away. */
  full(): boolean;
}

export function createBucket(perSecond: number, burst: number, monotonic: () => number): Bucket {
  let tokens = burst;
  let at = monotonic();
  const refill = (): void => {
    const now = monotonic();
    tokens = Math.min(burst, tokens + (Math.max(0, now - at) / 1_000) * perSecond);
    at = now;
  };
  return {
    available() {
      refill();
      return Math.max(0, Math.floor(tokens + 1e-9));
    },
    take(count) {
      refill();
      tokens -= count;
    },
    waitMs() {
      refill();
      return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1_000);
    },
    full() {
      refill();
      return tokens >= burst;
    },
  };
}

const SWEEP_AT = 10_000;

/** One bucket for each person, kept only while it is not full. */
export function createPersonBuckets(perSecond: number, burst: number, monotonic: () => number) {
  const buckets = new Map<string, Bucket>();
  return {
    /** Takes a token; returns the milliseconds to wait before the person's next. */
    take(person: string): number {
      if (buckets.size >= SWEEP_AT) {
        for (const [id, bucket] of buckets) if (bucket.full()) buckets.delete(id);
      }
      const bucket = buckets.get(person) ?? createBucket(perSecond, burst, monotonic);
      buckets.set(person, bucket);
      bucket.take(1);
      return bucket.waitMs();
    },
  };
}
