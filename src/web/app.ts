import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { WrittenForm } from '../language/index.js';
import { requireDeclaredAccess } from './access.js';
import { addReference } from './api/reference.js';
import { apiRoutes } from './api/routes.js';
import { addAssetRoutes, loadAssets } from './assets.js';
import { addChatRoutes } from './chat-routes.js';
import type { WebDeps } from './deps.js';
import { addFailures } from './failures.js';
import { addHealthRoutes } from './health-routes.js';
import { formOfPath } from './languages.js';
import { addLanguageRoute, addPageRoutes, createPageSender, noStore } from './page-routes.js';
import { addSecurityHeaders, isOwnRequest } from './security.js';
import { addTelegramWebhook } from './telegram-webhook.js';
import { createViewMaker } from './view.js';
import { createVisitor } from './visit.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Written form of the page, from its path. Set on every page below `/{lang}`. */
    form: WrittenForm;
  }
}

const BODY_LIMIT = 64 * 1024;
const SLOW_REQUEST_MS = 15_000;

/** The whole of the web side, ready to listen or to be injected. Logs nothing: surprises go to `onError`. */
export async function createWeb(deps: WebDeps): Promise<FastifyInstance> {
  const { settings } = deps;
  const https = settings.publicUrl?.startsWith('https:') ?? false;
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: SLOW_REQUEST_MS,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true },
    // With a public address there is a proxy in front; only one on the same machine or network is believed.
    trustProxy: settings.publicUrl === null ? false : ['loopback', 'linklocal', 'uniquelocal'],
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  requireDeclaredAccess(app);

  const assets = loadAssets();
  const makeView = createViewMaker({
    translator: deps.translator,
    assets,
    publicUrl: settings.publicUrl,
  });
  const tools = { makeView, visitor: createVisitor({ https }), send: createPageSender(deps) };

  await addSecurityHeaders(app, { styleHashes: assets.styleHashes, https });
  await app.register(compress, {
    global: true,
    encodings: ['br', 'gzip'],
    threshold: 1024,
    // Pages made for one person are compressed while they wait: the best quality would cost more than it saves.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } },
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Guide for people who work in Russia: API',
        version: '1.0.0',
        description: 'Topics, services, dated facts and answers. No key is needed; nothing asked is stored.',
      },
    },
    transform: (route) =>
      route.url.startsWith('/api/v1/')
        ? jsonSchemaTransform(route)
        : { schema: { hide: true }, url: route.url },
  });
  addFailures(app, deps, makeView);

  await app.register(async (site) => {
    addHealthRoutes(site, deps.health);
    addAssetRoutes(site, assets.files);
    addLanguageRoute(site, tools);
  });
  await app.register(async (pages) => {
    await pages.register(cookie);
    await pages.register(formbody, { bodyLimit: BODY_LIMIT });
    pages.decorateRequest('form', 'ru');
    pages.addHook('onRequest', async (request, reply) => {
      const form = formOfPath(request.url);
      if (form === null) return reply.callNotFound();
      request.form = form;
      if (request.method === 'GET' || request.method === 'HEAD') return;
      noStore(reply);
      if (isOwnRequest(request, settings.publicUrl)) return;
      throw Object.assign(new Error('not from our own page'), { statusCode: 403 });
    });
    addPageRoutes(pages, deps, tools);
    await pages.register(async (chat) => {
      chat.addHook('onRequest', async (_request, reply) => {
        noStore(reply).type('text/html; charset=utf-8');
      });
      addChatRoutes(chat, deps, tools);
    });
  });
  await app.register(apiRoutes, { prefix: '/api/v1', ...deps });
  await app.register(async (reference) => addReference(reference, assets));
  const { webhook } = deps;
  if (webhook) {
    await app.register(async (telegram) => addTelegramWebhook(telegram, webhook, deps.onError));
  }
  await app.ready();
  return app;
}
