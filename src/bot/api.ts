/** The wire to the Bot API: one call -> what is known about it. Over undici, with time limits; repeats nothing. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Dispatcher, Pool } from 'undici';
import { z } from 'zod';

export type ApiResult =
  | { kind: 'ok'; result: unknown }
  /** Telegram understood and said no. `description` may quote content: never log it. */
  | { kind: 'error'; code: number; description: string; retryAfter: number | null }
  /** A server before Telegram failed: 5xx without an answer of the Bot API. */
  | { kind: 'gateway'; status: number }
  /** The request never left: refused, no name, no connection in time. */
  | { kind: 'unsent'; code: string }
  /** It left, and nobody knows what became of it: lost connection, time-out, an answer that is no answer. */
  | { kind: 'lost'; code: string };

export interface Api {
  call(
    method: string,
    payload: object,
    options?: { timeoutMs?: number; signal?: AbortSignal },
  ): Promise<ApiResult>;
  close(): Promise<void>;
}

export interface ApiOptions {
  token: string;
  /** `https://api.telegram.org`, or another server with the same interface. */
  apiRoot: string;
  /** Milliseconds. */
  connectTimeoutMs?: number;
  /** For a whole call, in milliseconds. */
  timeoutMs?: number;
  connections?: number;
}

const answer = z.union([
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error_code: z.number().int(),
    description: z.string().catch(''),
    parameters: z.object({ retry_after: z.number().nonnegative().optional() }).optional().catch(undefined),
  }),
]);

export function createApi(options: ApiOptions): Api {
  const root = new URL(options.apiRoot);
  const prefix = `${root.pathname.replace(/\/$/, '')}/bot${options.token}/`;
  const connectTimeout = options.connectTimeoutMs ?? 5_000;
  const wholeTimeout = options.timeoutMs ?? 20_000;
  const pool = new Pool(root.origin, {
    connections: options.connections ?? 40,
    connect: { timeout: connectTimeout },
    pipelining: 1,
    // Shorter than any server's: a request must not go out on a connection that is just being closed.
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 30_000,
  });

  let closed = false;
  return {
    async call(method, payload, { timeoutMs = wholeTimeout, signal } = {}) {
      if (closed) return { kind: 'unsent', code: 'closed' };
      const limit = AbortSignal.timeout(timeoutMs);
      try {
        const response = await pool.request({
          method: 'POST',
          path: `${prefix}${method}`,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(payload),
          headersTimeout: timeoutMs,
          bodyTimeout: timeoutMs,
          signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
        });
        return await readAnswer(response);
      } catch (error) {
        return failure(error);
      }
    },
    async close() {
      closed = true;
      // Calls in hand get a moment to end; then the connections are cut.
      await Promise.race([pool.close(), delay(1_000, undefined, { ref: false })]);
      if (!pool.destroyed) await pool.destroy();
    },
  };
}

async function readAnswer(response: Dispatcher.ResponseData): Promise<ApiResult> {
  const body = await response.body.text();
  const parsed = answer.safeParse(jsonOrNull(body));
  if (parsed.success) {
    const said = parsed.data;
    if (said.ok) return { kind: 'ok', result: said.result };
    // 5xx in Telegram's own words is a failure before anything happened, like the status alone.
    if (said.error_code >= 500) return { kind: 'gateway', status: said.error_code };
    return {
      kind: 'error',
      code: said.error_code,
      description: said.description,
      retryAfter: said.parameters?.retry_after ?? null,
    };
  }
  if (response.statusCode >= 500) return { kind: 'gateway', status: response.statusCode };
  if (response.statusCode === 429) {
    const after = Number(response.headers['retry-after']);
    return { kind: 'error', code: 429, description: '', retryAfter: Number.isFinite(after) ? after : null };
  }
  return { kind: 'lost', code: `no-answer-${response.statusCode}` };
}

function jsonOrNull(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Expected: HTML or half an answer; the caller treats it as no answer.
    return null;
  }
}

/** Errors that come before a single byte of the request was written. */
const UNSENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_CLOSED',
]);

function failure(error: unknown): ApiResult {
  const code = codeOf(error);
  const unsent = UNSENT.has(code) || /^(CERT_|ERR_TLS|ERR_SSL|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO)/.test(code);
  return unsent ? { kind: 'unsent', code } : { kind: 'lost', code };
}

/** A code without content, e.g. `ECONNRESET`; messages of errors may quote addresses. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}

/** Why a call failed, without content: for logs and states. */
export function failureCode(result: Exclude<ApiResult, { kind: 'ok' }>): string {
  switch (result.kind) {
    case 'error':
      return `telegram-${result.code}`;
    case 'gateway':
      return `telegram-${result.status}`;
    case 'unsent':
    case 'lost':
      return result.code;
  }
}

/** Seconds Telegram told us to wait; 0 if it did not. */
export function retryAfterOf(result: ApiResult): number {
  return result.kind === 'error' ? (result.retryAfter ?? 0) : 0;
}
