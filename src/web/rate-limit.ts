import { createHash, randomBytes } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { SharedState } from '../store/index.js';

const WINDOW_MS = 60_000;

/**
 * Limits requests a minute and address. An address is only ever a hash salted with random bytes of this process: nobody
 * can turn it back, it ends with the process and is written nowhere. If the shared state is away, nobody is refused.
 */
export async function addRateLimit(app: FastifyInstance, state: SharedState, max: number): Promise<void> {
  const salt = randomBytes(32);
  await app.register(rateLimit, {
    global: true,
    max,
    timeWindow: WINDOW_MS,
    skipOnError: true,
    keyGenerator: (request) =>
      createHash('sha256').update(salt).update(request.ip).digest('base64url').slice(0, 22),
    store: limitStore(state),
    // The error handler words it in the language of the request.
    errorResponseBuilder: (_request, context) =>
      Object.assign(new Error('too many requests'), {
        statusCode: context.statusCode,
        code: 'too_many_requests',
      }),
  });
}

type Count = (error: Error | null, result?: { current: number; ttl: number }) => void;

/** @fastify/rate-limit makes its stores with `new`; ours counts in the shared state. */
function limitStore(state: SharedState) {
  return class LimitStore {
    incr(key: string, done: Count, timeWindow: number): void {
      state.count(`rate:${key}`, timeWindow).then(
        ({ count, resetMs }) => done(null, { current: count, ttl: resetMs }),
        (error: unknown) => done(error instanceof Error ? error : new Error('shared state is away')),
      );
    }

    child(): LimitStore {
      return new LimitStore();
    }
  };
}
