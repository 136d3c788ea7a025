import { createHash, randomBytes } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';

const WINDOW_MS = 60_000;

/**
 * Limits requests a minute and address. An address is only ever a hash salted with random bytes of this process: nobody
 * can turn it back, it ends with the process and is written nowhere. Each process counts for itself.
 */
export async function addRateLimit(app: FastifyInstance, max: number): Promise<void> {
  const salt = randomBytes(32);
  await app.register(rateLimit, {
    global: true,
    max,
    timeWindow: WINDOW_MS,
    keyGenerator: (request) =>
      createHash('sha256').update(salt).update(request.ip).digest('base64url').slice(0, 22),
    cache: 10_000,
    // The error handler words it in the language of the request.
    errorResponseBuilder: (_request, context) =>
      Object.assign(new Error('too many requests'), {
        statusCode: context.statusCode,
        code: 'too_many_requests',
      }),
  });
}
