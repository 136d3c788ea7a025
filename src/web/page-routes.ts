import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Guide, Reader, Topic, TopicSummary } from '../content/index.js';
import type { ServiceView } from '../directory/index.js';
import { WRITTEN_FORMS, type WrittenForm } from '../language/index.js';
import { createPageCache, pickEncoding } from './compressed.js';
import type { WebDeps } from './deps.js';
import { preferredForm } from './languages.js';
import { changesPage, glossaryPage, journeyPage, phrasesPage, type TopicNames } from './pages/companions.js';
import { homePage, languagePage } from './pages/home.js';
import { privacyPage } from './pages/plain.js';
import { searchPage } from './pages/search.js';
import { servicePage, servicesPage } from './pages/service.js';
import { topicPage } from './pages/topic.js';
import { isCitizenship, isRegion } from './places.js';
import { NEUTRAL_SITE } from './security.js';
import type { View, ViewMaker } from './view.js';
import { hasChosen, type Visit, type Visitor } from './visit.js';

const CACHE_BYTES = 32 * 1024 * 1024;
const DAY_MS = 86_400_000;
const RESULTS = 8;

/** Answers with the page under this key, made by `render` at most once per generation and day. */
export type PageSender = (
  request: FastifyRequest,
  reply: FastifyReply,
  key: string,
  render: () => string,
) => Promise<FastifyReply>;

interface Tools {
  makeView: ViewMaker;
  visitor: Visitor;
  send: PageSender;
}

/** `/`: the five names. It has no language in its path and stands apart from the other pages. */
export function addLanguageRoute(app: FastifyInstance, { makeView, send }: Tools): void {
  app.get('/', { config: { access: 'public' } }, async (request, reply) => {
    const form = preferredForm(request.headers['accept-language']);
    reply.header('vary', 'Accept-Encoding, Accept-Language').header('content-language', form);
    return send(request, reply, `/ ${form}`, () =>
      languagePage(
        makeView(form, ''),
        mapForms((other) => ({ heading: makeView(other, '').t('home.heading') })),
      ),
    );
  });
}

/** Pages below `/{lang}`; `request.form` is set. */
export function addPageRoutes(app: FastifyInstance, deps: WebDeps, tools: Tools): void {
  const { guide, directory, clock, answers, search, state } = deps;
  const { makeView, visitor, send } = tools;
  const config = { access: 'public' } as const;
  const reader = (form: WrittenForm, visit: Visit = {}): Reader => ({
    language: form,
    day: clock.today(),
    ...visit,
  });

  app.get('/:lang', { config }, async (request, reply) => {
    const view = makeView(request.form, '');
    return send(request, reply, `home ${request.form}`, () => {
      const now = guide();
      const who = reader(request.form);
      return homePage(view, {
        chapters: now.chapters(who),
        topics: now.topics(who),
        emergency: emergencyServices(request.form),
        hasEmergencyTopic: now.topic('emergency', who) !== null,
      });
    });
  });

  app.get<{ Params: { id: string }; Querystring: Record<string, unknown> }>(
    '/:lang/guide/:id',
    { config },
    async (request, reply) => {
      const { form } = request;
      const visit = visitor.visit(request);
      const thanked = request.query.thanks !== undefined;
      const { id } = request.params;
      const now = guide();
      if (!now.topicIds().includes(id)) return reply.callNotFound();
      const view = makeView(form, `/guide/${id}`);
      const render = () => {
        const topic = now.topic(id, reader(form, visit));
        if (!topic) throw new Error('a listed topic has no text');
        const services = servicesOf(topic, { language: form, ...visit });
        const related = relatedTopics(now, topic, reader(form));
        return topicPage(view, { topic, services, related, visit, thanked });
      };
      reply.header('vary', 'Accept-Encoding, Cookie');
      if (hasChosen(visit) || thanked) return sendPrivate(reply, render());
      return send(request, reply, `topic ${form} ${id}`, render);
    },
  );

  app.post<{ Params: { id: string } }>('/:lang/guide/:id/visit', { config }, async (request, reply) => {
    if (!guide().topicIds().includes(request.params.id)) return reply.callNotFound();
    const { citizenship, region } = fields(request.body);
    visitor.choose(reply, {
      ...(isCitizenship(citizenship) ? { citizenship } : {}),
      ...(isRegion(region) ? { region } : {}),
    });
    return noStore(reply).redirect(`/${request.form}/guide/${request.params.id}`, 303);
  });

  app.post<{ Params: { id: string } }>('/:lang/guide/:id/right', { config }, async (request, reply) => {
    const { id } = request.params;
    if (!guide().topicIds().includes(id)) return reply.callNotFound();
    const { right } = fields(request.body);
    if (right === 'yes' || right === 'no') {
      if (deps.countFeedback) await deps.countFeedback(id, right === 'yes');
      else await state.count(`right:${id}:${right}`, 90 * DAY_MS);
    }
    return noStore(reply).redirect(`/${request.form}/guide/${id}?thanks#right`, 303);
  });

  const searchFor = (request: FastifyRequest, reply: FastifyReply, asked: string | undefined) => {
    const { form } = request;
    const view = makeView(form, '/search');
    const words = asked?.trim().slice(0, 4096) ?? '';
    if (words === '') return sendPrivate(reply, searchPage(view, null));
    const known = new Map(
      guide()
        .topics(reader(form))
        .map((topic) => [topic.id, topic]),
    );
    const topics = search()
      .find(words, { language: form, limit: RESULTS })
      .hits.map((hit) => known.get(hit.topic))
      .filter((topic) => topic !== undefined);
    const answer = answers.ask({ text: words, language: form });
    const danger = answer.outcome === 'emergency' ? answer.nodes : null;
    return sendPrivate(reply, searchPage(view, { asked: words, topics, danger }));
  };
  app.get('/:lang/search', { config }, async (request, reply) =>
    searchFor(request, reply, fields(request.query).q),
  );
  app.post('/:lang/search', { config }, async (request, reply) =>
    searchFor(request, reply, fields(request.body).q),
  );

  app.get('/:lang/services', { config }, async (request, reply) => {
    const { form } = request;
    const view = makeView(form, '/services');
    const { kind, region } = fields(request.query);
    const filter = {
      ...(kind !== undefined && directory().kinds().includes(kind) ? { kind } : {}),
      ...(isRegion(region) ? { region } : {}),
    };
    const render = () =>
      servicesPage(view, {
        services: directory().list({ language: form, ...filter }),
        kinds: sortedKinds(form),
        filter,
      });
    if (kind !== undefined || region !== undefined) return sendPrivate(reply, render());
    return send(request, reply, `services ${form}`, render);
  });

  app.get<{ Params: { id: string } }>('/:lang/services/:id', { config }, async (request, reply) => {
    const service = directory().get(request.params.id, request.form);
    if (!service) return reply.callNotFound();
    const view = makeView(request.form, `/services/${service.id}`);
    return send(request, reply, `service ${request.form} ${service.id}`, () =>
      servicePage(view, service, clock.today()),
    );
  });

  const companion = (
    name: string,
    page: (view: View, guide: Guide, who: Reader, topics: TopicNames) => string,
  ) =>
    app.get(`/:lang/${name}`, { config }, async (request, reply) => {
      const { form } = request;
      return send(request, reply, `${name} ${form}`, () => {
        const now = guide();
        const who = reader(form);
        const topics = new Map(now.topics(who).map((topic) => [topic.id, topic]));
        return page(makeView(form, `/${name}`), now, who, topics);
      });
    });
  companion('phrases', (view, now, who, topics) => phrasesPage(view, now.phraseCards(who), topics));
  companion('glossary', (view, now, who, topics) => glossaryPage(view, now.glossary(who), topics));
  companion('journey', (view, now, who, topics) => journeyPage(view, now.journey(who), topics));
  companion('changes', (view, now, who, topics) => changesPage(view, now.changes(who), who.day, topics));

  app.get('/:lang/privacy', { config }, async (request, reply) => {
    const view = makeView(request.form, '/privacy');
    return send(request, reply, `privacy ${request.form}`, () =>
      privacyPage(view, deps.settings.retentionDays),
    );
  });

  /**
   * Quick exit, a plain link so that it works everywhere. What is kept of the person goes too, but only if the link
   * was followed on our own page: the cookie is not sent from elsewhere, and a page fetched in advance changes nothing.
   */
  app.get('/:lang/exit', { config: { access: 'visitor' } }, async (request, reply) => {
    const site = request.headers['sec-fetch-site'];
    const ahead = request.headers['sec-purpose'] ?? request.headers.purpose;
    if (ahead === undefined && (site === undefined || site === 'same-origin')) {
      const address = visitor.chatAddress(request);
      visitor.closeChat(reply);
      visitor.choose(reply, {});
      reply.header('clear-site-data', '"cookies", "storage"');
      if (address !== null) {
        // The person leaves at once; the talk is deleted behind them.
        deps.delivery.forget('web', address).catch(() => {
          deps.onError?.({ code: 'web.exit-forget', route: '/:lang/exit' });
        });
      }
    }
    return noStore(reply).redirect(NEUTRAL_SITE, 303);
  });

  const servicesOf = (
    topic: Topic,
    who: { language: WrittenForm; citizenship?: string; region?: string },
  ): ServiceView[] => {
    const found = new Map<string, ServiceView>();
    for (const kind of topic.serviceKinds) {
      for (const service of directory().list({ ...who, kind })) found.set(service.id, service);
    }
    return [...found.values()];
  };

  /** The one number for everything first, the others as they are dialled. */
  const emergencyServices = (language: WrittenForm): ServiceView[] => {
    const dialled = (service: ServiceView) => service.phones[0]?.number ?? '';
    const rank = (service: ServiceView) => (dialled(service) === '112' ? '' : dialled(service));
    return directory()
      .list({ language, kind: 'emergency' })
      .filter((service) => /^\d{3}$/.test(dialled(service)))
      .sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  };

  const sortedKinds = (form: WrittenForm): string[] => {
    const view = makeView(form, '');
    const compare = deps.translator.compare(form);
    return directory()
      .kinds()
      .map((kind) => ({ kind, name: view.t(`kind.${kind}`) }))
      .sort((a, b) => compare(a.name, b.name))
      .map(({ kind }) => kind);
  };
}

function relatedTopics(guide: Guide, topic: Topic, reader: Reader): TopicSummary[] {
  return topic.related.map((id) => guide.topic(id, reader)).filter((other) => other !== null);
}

/** Plain pages: rendered once per language, generation and day, compressed once, and answered by number (ETag). */
export function createPageSender({ guide, clock }: WebDeps): PageSender {
  const cache = createPageCache(CACHE_BYTES);
  return async (request, reply, key, render) => {
    const page = await cache.get(`${guide().generation} ${clock.today()} ${key}`, render);
    if (reply.getHeader('vary') === undefined) reply.header('vary', 'Accept-Encoding');
    reply.header('cache-control', 'public, max-age=300').header('etag', page.etag);
    if (request.headers['if-none-match'] === page.etag) return reply.code(304).send();
    const encoding = pickEncoding(request.headers['accept-encoding']);
    if (encoding !== 'identity') reply.header('content-encoding', encoding);
    return reply.type('text/html; charset=utf-8').send(page.bodies[encoding]);
  };
}

/** What a person typed or chose is kept by no cache. */
function sendPrivate(reply: FastifyReply, html: string): FastifyReply {
  return noStore(reply).type('text/html; charset=utf-8').send(html);
}

export function noStore(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store');
}

const texts = z.record(z.string(), z.unknown());

/** Fields of a form or query that are single texts. */
function fields(body: unknown): Record<string, string | undefined> {
  const parsed = texts.safeParse(body);
  if (!parsed.success) return {};
  return Object.fromEntries(
    Object.entries(parsed.data).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}

function mapForms<T>(make: (form: WrittenForm) => T): Record<WrittenForm, T> {
  const [ru, ky, tg, uz, cyrl] = WRITTEN_FORMS;
  return { [ru]: make(ru), [ky]: make(ky), [tg]: make(tg), [uz]: make(uz), [cyrl]: make(cyrl) };
}
