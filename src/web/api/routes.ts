import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Reader, type Topic, toPlainText } from '../../content/index.js';
import type { WrittenForm } from '../../language/index.js';
import type { WebDeps } from '../deps.js';
import { apiError } from '../failures.js';
import { richHtml } from '../pages/rich.js';
import { addRateLimit } from '../rate-limit.js';
import * as shapes from './schemas.js';

const RESULTS = 10;
/** Large enough that a text that is too long gets a proper answer. */
const BODY_LIMIT = 1024 * 1024;
/** What anyone may read may be kept a minute; what somebody asked is kept nowhere. */
const SHARED = 'public, max-age=60';

/** The public API, version 1. Nothing of a question is stored or logged here. */
export const apiRoutes: FastifyPluginAsyncZod<WebDeps> = async (app, deps) => {
  const { guide, directory, search, answers, clock, translator, settings } = deps;
  await addRateLimit(app, settings.rateLimit);

  const config = { access: 'public' } as const;
  const reader = (language: WrittenForm): Reader => ({ language, day: clock.today() });
  const answersWith = <Shape extends z.ZodType>(shape: Shape) => ({ 200: shape, 400: shapes.failure });

  app.get(
    '/topics',
    {
      config,
      schema: {
        summary: 'All topics in reading order',
        querystring: shapes.languageQuery,
        response: answersWith(shapes.topicsAnswer),
      },
    },
    async ({ query }, reply) => {
      reply.header('cache-control', SHARED);
      const topics = guide().topics(reader(query.lang));
      return {
        topics: topics.map((topic) => ({ ...topic, url: `/${query.lang}/guide/${topic.id}` })),
      };
    },
  );

  app.get(
    '/topics/:id',
    {
      config,
      schema: {
        summary: 'One topic with its blocks, all variants unless a citizenship or region is given',
        params: z.object({ id: z.string() }),
        querystring: shapes.topicQuery,
        response: { ...answersWith(shapes.topicAnswer), 404: shapes.failure },
      },
    },
    async (request, reply) => {
      const { lang, citizenship, region } = request.query;
      const who: Reader = {
        ...reader(lang),
        ...(citizenship === undefined ? {} : { citizenship }),
        ...(region === undefined ? {} : { region }),
      };
      const topic = guide().topic(request.params.id, who);
      if (!topic) return apiError(reply.code(404), translator, request, 'not_found', 'api.notFound');
      const chosen = citizenship !== undefined || region !== undefined;
      reply.header('cache-control', chosen ? 'no-store' : SHARED);
      return topicShape(topic, who, servicesOf(topic, who));
    },
  );

  app.get(
    '/search',
    {
      config,
      schema: {
        summary: 'Topics that fit some words, best first',
        querystring: shapes.searchQuery,
        response: answersWith(shapes.searchAnswer),
      },
    },
    async ({ query }, reply) => {
      reply.header('cache-control', 'no-store');
      const language = query.lang ?? answers.ask({ text: query.q }).language;
      const { hits } = search().find(query.q, { language, limit: RESULTS });
      const known = new Map(
        guide()
          .topics(reader(language))
          .map((topic) => [topic.id, topic]),
      );
      return {
        language,
        // The label of a hit may be no page.
        results: hits.flatMap(({ topic: id, score }) => {
          const topic = known.get(id);
          if (!topic) return [];
          const { title, summary } = topic;
          return [{ id, title, snippet: summary, score, url: `/${language}/guide/${id}` }];
        }),
      };
    },
  );

  app.get(
    '/services',
    {
      config,
      schema: {
        summary: 'Services and organisations, names of the fields after HSDS 3',
        querystring: shapes.servicesQuery,
        response: answersWith(shapes.servicesAnswer),
      },
    },
    async ({ query }, reply) => {
      const { lang, kind, region, citizenship } = query;
      reply.header('cache-control', region || citizenship ? 'no-store' : SHARED);
      const services = directory().list({
        language: lang,
        ...(kind === undefined ? {} : { kind }),
        ...(region === undefined ? {} : { region }),
        ...(citizenship === undefined ? {} : { citizenship }),
      });
      return { services };
    },
  );

  app.get(
    '/facts',
    {
      config,
      schema: {
        summary: 'The registry of dated legal facts behind all texts',
        response: answersWith(shapes.factsAnswer),
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', SHARED);
      return { facts: guide().facts() };
    },
  );

  app.post(
    '/ask',
    {
      config,
      bodyLimit: BODY_LIMIT,
      schema: {
        summary: 'What the chat would answer. Nothing of the question is stored or logged',
        body: shapes.askBody,
        response: answersWith(shapes.askAnswer),
      },
    },
    async ({ body }, reply) => {
      reply.header('cache-control', 'no-store');
      const { text, language, citizenship, region } = body;
      const answer = answers.ask({
        text,
        ...(language === undefined ? {} : { language }),
        ...(citizenship === undefined ? {} : { citizenship }),
        ...(region === undefined ? {} : { region }),
      });
      return { ...answer, topics: answer.topics.slice(0, 4) };
    },
  );

  const servicesOf = (topic: Topic, who: Reader): string[] => {
    const { language, citizenship, region } = who;
    const found = topic.serviceKinds.flatMap((kind) =>
      directory().list({
        language,
        kind,
        ...(citizenship === undefined ? {} : { citizenship }),
        ...(region === undefined ? {} : { region }),
      }),
    );
    return [...new Set(found.map((service) => service.id))];
  };
};

function topicShape(topic: Topic, { language }: Reader, services: string[]) {
  return {
    ...topic,
    services,
    blocks: topic.blocks.map((block) => ({
      id: block.id,
      kind: block.kind,
      heading: block.heading,
      state: block.state,
      html: richHtml(block.nodes, language),
      text: toPlainText(block.nodes),
      facts: block.facts.map((fact) => fact.key),
      notes: [...new Set(block.facts.flatMap((fact) => fact.notes))],
    })),
  };
}
