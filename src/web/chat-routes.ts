import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { IncomingMessage } from '../answers/index.js';
import { isWrittenForm, type WrittenForm } from '../language/index.js';
import { type ChatLine, readLines } from './chat-lines.js';
import type { WebDeps } from './deps.js';
import { type ChatState, chatPage, MAX_TEXT } from './pages/chat.js';
import type { ViewMaker } from './view.js';
import type { Visit, Visitor } from './visit.js';

/** How long a posted message may hold the browser until the answer is there. */
const WAIT_MS = 3_000;
/** After this long a page no longer refreshes itself for an answer. */
const PENDING_MS = 120_000;

const form = z.object({
  text: z.string().default(''),
  action: z.string().max(64).optional(),
  id: z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .optional(),
});

const waiting = z.object({ w: z.string().regex(/^[0-9a-f]{32}\.\d{1,15}$/) });

export function addChatRoutes(
  app: FastifyInstance,
  deps: WebDeps,
  tools: { makeView: ViewMaker; visitor: Visitor },
): void {
  const { delivery, clock } = deps;
  const { makeView, visitor } = tools;
  const config = { access: 'visitor' } as const;

  const show = async (request: FastifyRequest, reply: FastifyReply, state: Partial<ChatState>) => {
    const address = visitor.chatAddress(request);
    const view = makeView(request.form, '/chat');
    const base = { messageId: newId(), pending: false };
    let lines: ChatLine[];
    try {
      lines = address === null ? [] : await conversation(address);
    } catch (error) {
      report(request, error);
      const problem = state.problem ?? 'awayLoad';
      return reply.code(503).send(chatPage(view, { ...base, lines: [], problem, draft: state.draft ?? '' }));
    }
    const pending = !state.problem && (state.pending === true || lines.at(-1)?.from === 'person');
    return reply.send(chatPage(view, { ...base, lines, ...state, pending }));
  };

  const conversation = async (address: string): Promise<ChatLine[]> => {
    const { lines, strange } = readLines(await delivery.conversation('web', address));
    if (strange > 0) deps.onError?.({ code: 'web.strange-lines', route: '/:lang/chat' });
    return lines;
  };

  const report = (request: FastifyRequest, error: unknown) =>
    deps.onError?.({ code: codeOf(error), route: request.routeOptions.url ?? '' });

  app.get<{ Querystring: Record<string, unknown> }>('/:lang/chat', { config }, async (request, reply) => {
    const wait = waiting.safeParse(request.query);
    const [key = '', since = '0'] = wait.success ? wait.data.w.split('.') : [];
    const recent = wait.success && clock.now().getTime() - Number(since) < PENDING_MS;
    const pending = recent && !(await delivery.settled('web', key, 0).catch(() => false));
    return show(request, reply, { pending, forgotten: request.query.forgotten !== undefined });
  });

  app.post('/:lang/chat', { config }, async (request, reply) => {
    const posted = form.safeParse(request.body);
    if (!posted.success) return reply.redirect(`/${request.form}/chat`, 303);
    const { text, action, id = newId() } = posted.data;
    if (action === 'forget!') return forget(request, reply);
    // the page has its own words on what is kept here, and its own way to change the language
    if (action === 'privacy') return reply.redirect(`/${request.form}/privacy`, 303);
    const chosen = action?.startsWith('lang:') ? action.split(':')[1] : undefined;
    if (isWrittenForm(chosen)) return reply.redirect(`/${chosen}/chat`, 303);
    if (action === undefined && text.trim() === '') return reply.redirect(`/${request.form}/chat`, 303);
    if (text.length > MAX_TEXT) {
      reply.code(400);
      return show(request, reply, { problem: 'tooLong', draft: text });
    }

    const known = visitor.chatAddress(request);
    const address = known ?? visitor.openChat(reply);
    const content: IncomingMessage['content'] =
      action === undefined ? { kind: 'text', text } : { kind: 'action', action };
    const key = messageKey(address, id, content.kind, action ?? text);
    try {
      await introduce(address, request.form, visitor.visit(request));
      const said = action === undefined ? text : await labelOf(request.form, address, action);
      const message: IncomingMessage = { languageHint: request.form, content };
      await delivery.accept({ channel: 'web', key, address, payload: { ...message, text: said } });
    } catch (error) {
      report(request, error);
      reply.code(503).header('retry-after', '5');
      // the message may have been taken before the store went away: sent again unchanged it is the same one
      return show(request, reply, { problem: 'away', draft: text, messageId: id });
    }
    const settled = await delivery.settled('web', key, WAIT_MS).catch(() => false);
    const next = `/${request.form}/chat`;
    return reply.redirect(settled ? `${next}#write` : `${next}?w=${key}.${clock.now().getTime()}#write`, 303);
  });

  app.post('/:lang/chat/forget', { config }, (request, reply) => forget(request, reply));

  const forget = async (request: FastifyRequest, reply: FastifyReply) => {
    const address = visitor.chatAddress(request);
    if (address !== null) await delivery.forget('web', address);
    visitor.closeChat(reply);
    return reply.redirect(`/${request.form}/chat?forgotten`, 303);
  };

  /** The page's language and the choice of this visit are what the chat starts from. */
  const introduce = async (address: string, language: WrittenForm, chosen: Visit) => {
    const memory = await delivery.memory('web', address);
    const { topic } = memory;
    const wanted = { ...chosen, language, ...(topic === undefined ? {} : { topic }) };
    const same =
      memory.language === language &&
      memory.citizenship === chosen.citizenship &&
      memory.region === chosen.region;
    if (!same) await delivery.remember('web', address, wanted);
  };

  /** What stands on the pressed button, for the person's own line of the talk. */
  const labelOf = async (language: WrittenForm, address: string, action: string): Promise<string> => {
    for (const line of (await conversation(address)).reverse()) {
      const button = line.from === 'guide' && line.buttons.find((candidate) => candidate.action === action);
      if (button) return button.label;
    }
    return action === 'person' ? makeView(language, '').t('topic.person') : '';
  };
}

function newId(): string {
  return randomBytes(16).toString('hex');
}

/**
 * Bound to the conversation, so that nobody can take another's message id, and to what is said: a text that was changed
 * is another message.
 */
function messageKey(address: string, id: string, kind: string, said: string): string {
  // a browser that is handed a text back may change its line ends
  const plain = said.replace(/\r\n?/g, '\n').trim();
  return createHash('sha256').update(`${address} ${id} ${kind} ${plain}`).digest('hex').slice(0, 32);
}

function codeOf(error: unknown): string {
  if (error instanceof Error) return 'code' in error ? String(error.code) : error.name;
  return 'unknown';
}
