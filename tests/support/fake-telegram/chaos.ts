/** Seeded mischief: what happens to the n-th call for a chat depends on the seed alone, never on timing. */

/** `…-after`: the call took effect and nobody was told; `…-before`: it did not. */
export type Fate =
  | 'well'
  | 'flood' // 429 with retry_after
  | 'error-500'
  | 'gateway-502'
  | 'reset-before'
  | 'reset-after'
  | 'hang-before'
  | 'hang-after'
  | 'truncated' // status 200, half of the JSON, took effect
  | 'html'; // status 200, a page instead of JSON, took effect

export type FateRates = Partial<Record<Exclude<Fate, 'well'>, number>>;

/** Fates after which a sender cannot know whether the call took effect. */
export const UNKNOWN_FATES: ReadonlySet<Fate> = new Set<Fate>([
  'reset-before',
  'reset-after',
  'hang-before',
  'hang-after',
  'truncated',
  'html',
]);
/** Of these, the ones where it did. */
export const EFFECTIVE_FATES: ReadonlySet<Fate> = new Set<Fate>([
  'well',
  'reset-after',
  'hang-after',
  'truncated',
  'html',
]);

export interface Chaos {
  fate(chatId: number, call: number): Fate;
  /** Whole seconds to be told with a 429. */
  retryAfter(chatId: number, call: number): number;
}

export const NO_CHAOS: Chaos = { fate: () => 'well', retryAfter: () => 1 };

/** `rates` are shares of all calls, in sum at most 1. */
export function createChaos(seed: number, rates: FateRates, maxRetryAfter = 1): Chaos {
  const steps = fatesOf(rates);
  const draw = (chatId: number, call: number): Fate => {
    let point = random(seed, chatId, call)();
    for (const [fate, rate] of steps) {
      point -= rate;
      if (point < 0) return fate;
    }
    return 'well';
  };
  return {
    fate(chatId, call) {
      const fate = draw(chatId, call);
      // Two lost calls in a row would be no test of the sender: nobody could tell them from one.
      const lost = UNKNOWN_FATES.has(fate) && call > 0 && UNKNOWN_FATES.has(draw(chatId, call - 1));
      return lost ? 'well' : fate;
    },
    retryAfter: (chatId, call) => 1 + Math.floor(random(seed + 1, chatId, call)() * maxRetryAfter),
  };
}

const FATES: readonly Exclude<Fate, 'well'>[] = [
  'flood',
  'error-500',
  'gateway-502',
  'reset-before',
  'reset-after',
  'hang-before',
  'hang-after',
  'truncated',
  'html',
];

function fatesOf(rates: FateRates): [Fate, number][] {
  return FATES.map((fate): [Fate, number] => [fate, rates[fate] ?? 0]);
}

/** A generator of numbers in [0, 1) from whole numbers (mulberry32). */
export function random(...seeds: number[]): () => number {
  let state = seeds.reduce((hash, seed) => Math.imul(hash ^ seed, 0x9e3779b1) ^ (hash >>> 15), 0x243f6a88);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
