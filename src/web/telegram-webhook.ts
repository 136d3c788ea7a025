import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { TelegramWebhook, WebDeps } from './deps.js';

const BODY_LIMIT = 1024 * 1024;
const COME_AGAIN_SECONDS = 5;

/**
 * The route Telegram calls. The secret is compared before a byte of the body is read. An update is confirmed only when
 * it is stored; what is no update at all is confirmed and dropped, because Telegram would send it again for a day.
 */
export async function addTelegramWebhook(
  app: FastifyInstance,
  webhook: TelegramWebhook,
  onError: WebDeps['onError'],
): Promise<void> {
  const route = '/telegram/:path';
  const expected = digest(webhook.secret);

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) => {
    done(null, body);
  });

  app.addHook('onRequest', async (request, reply) => {
    const given = request.headers['x-telegram-bot-api-secret-token'];
    if (typeof given !== 'string' || !timingSafeEqual(digest(given), expected)) {
      return reply.code(401).header('connection', 'close').send();
    }
  });

  app.post(
    `/telegram/${webhook.path}`,
    { config: { access: 'telegram' }, bodyLimit: BODY_LIMIT },
    async (request, reply) => {
      const update = parse(request.body);
      if (update === undefined) {
        onError?.({ code: 'web.not-an-update', route });
        return reply.code(200).send();
      }
      try {
        await webhook.acceptUpdate(update);
      } catch {
        onError?.({ code: 'web.update-not-stored', route });
        return reply.code(503).header('retry-after', String(COME_AGAIN_SECONDS)).send();
      }
      return reply.code(200).send();
    },
  );
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}

/** The parsed object, or undefined for what is no JSON object. */
function parse(body: unknown): unknown {
  if (typeof body !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
