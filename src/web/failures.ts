import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Translator } from '../i18n/index.js';
import { isWrittenForm, type WrittenForm } from '../language/index.js';
import { isStoreError } from '../store/index.js';
import type { WebDeps } from './deps.js';
import { formOfPath, preferredForm } from './languages.js';
import { noStore } from './page-routes.js';
import { errorPage } from './pages/plain.js';
import type { ViewMaker } from './view.js';

/** The one place where errors become responses: JSON for the API, a page for people, never any content. */
export function addFailures(app: FastifyInstance, deps: WebDeps, makeView: ViewMaker): void {
  const page = (request: FastifyRequest, reply: FastifyReply, kind: Parameters<typeof errorPage>[1]) => {
    const form = formOfPath(request.url) ?? preferredForm(request.headers['accept-language']);
    return noStore(reply)
      .type('text/html; charset=utf-8')
      .send(errorPage(makeView(form, ''), kind));
  };

  app.setNotFoundHandler((request, reply) => {
    reply.code(404);
    if (!isApi(request)) return page(request, reply, 'notFound');
    return apiError(reply, deps.translator, request, 'not_found', 'api.notFound');
  });

  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { translator } = deps;
    const away = isStoreError(error) && !/^(?:22|23|42)/.test(error.code);
    const status = away ? 503 : (error.statusCode ?? 500);
    if (status >= 500) {
      deps.onError?.({ code: error.code ?? error.name ?? 'unknown', route: request.routeOptions.url ?? '' });
      reply.code(status === 503 ? 503 : 500);
      if (status === 503) reply.header('retry-after', '5');
      if (!isApi(request)) return page(request, reply, 'away');
      return status === 503
        ? apiError(reply, translator, request, 'away', 'api.away')
        : apiError(reply, translator, request, 'internal', 'api.internal');
    }
    reply.code(status);
    if (!isApi(request)) return page(request, reply, status === 403 ? 'refused' : 'bad');
    switch (status) {
      case 413:
        return apiError(reply, translator, request, 'too_large', 'api.tooLarge');
      case 415:
        return apiError(reply, translator, request, 'content_type', 'api.type');
      case 429: {
        const seconds = Number(reply.getHeader('retry-after') ?? 60);
        return apiError(reply, translator, request, 'too_many_requests', 'api.tooMany', { seconds });
      }
      default:
        return apiError(reply, translator, request, 'bad_request', 'api.bad', { where: fieldsOf(error) });
    }
  });
}

export function isApi(request: FastifyRequest): boolean {
  return request.url.startsWith('/api/') || request.url.startsWith('/telegram/');
}

export function apiError(
  reply: FastifyReply,
  translator: Translator,
  request: FastifyRequest,
  code: string,
  key: string,
  params?: Record<string, string | number>,
): FastifyReply {
  const message = translator.t(requestedForm(request), `web:${key}`, params);
  return noStore(reply).type('application/json; charset=utf-8').send({ error: { code, message } });
}

const wishes = z.object({ lang: z.unknown(), language: z.unknown() }).partial();

/** Language of a message to a program: what the request asks for, else what its headers prefer. */
function requestedForm(request: FastifyRequest): WrittenForm {
  for (const part of [request.query, request.body]) {
    const parsed = wishes.safeParse(part);
    if (!parsed.success) continue;
    const wish = parsed.data.lang ?? parsed.data.language;
    if (isWrittenForm(wish)) return wish;
  }
  return preferredForm(request.headers['accept-language']);
}

/** Names of the wrong fields, never their values. */
function fieldsOf(error: FastifyError): string {
  if (!hasZodFastifySchemaValidationErrors(error)) return 'JSON';
  const names = error.validation.map((issue) => issue.instancePath.replace(/^\//, '').replaceAll('/', '.'));
  return [...new Set(names.map((name) => name || error.validationContext || 'body'))].slice(0, 5).join(', ');
}
