import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Where the quick exit leads: a page nobody asks about. */
export const NEUTRAL_SITE = 'https://ya.ru/';

/**
 * Headers of every response. Styles are inlined and allowed by their hash; there is no inline script and nothing from
 * anyone else. With an https address browsers are told to keep to it.
 */
export async function addSecurityHeaders(
  app: FastifyInstance,
  options: { styleHashes: string[]; https: boolean },
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'", ...options.styleHashes.map((hash) => `'${hash}'`)],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    hsts: options.https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header(
      'permissions-policy',
      'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    );
  });
}

/**
 * True if a request that changes something may come from our own page. Browsers send `Sec-Fetch-Site`; older ones
 * `Origin`. With `Referrer-Policy: no-referrer` the latter is `null` on our own plain forms, which is why the former
 * decides. A program that sends neither carries nobody's cookies and is let through.
 */
export function isOwnRequest(request: FastifyRequest, publicUrl: string | null): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = request.headers.origin;
  if (origin === undefined) return true;
  if (origin === 'null') return isPlainHttp(request, publicUrl);
  const own = publicUrl === null ? `${request.protocol}://${request.host}` : new URL(publicUrl).origin;
  return origin === own;
}

/**
 * Over plain http to another machine browsers never send `Sec-Fetch-Site`, so `null` is all our own forms can say there.
 * The chat's cookie is SameSite=Strict: a foreign page reaches no existing talk.
 */
function isPlainHttp(request: FastifyRequest, publicUrl: string | null): boolean {
  const local = /^(?:localhost|127\.|\[::1\])/.test(request.host);
  return request.protocol === 'http' && !local && !(publicUrl?.startsWith('https:') ?? false);
}
