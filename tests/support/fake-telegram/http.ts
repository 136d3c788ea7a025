/** Answers in the shape of the Bot API. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Reply {
  status: number;
  body: unknown;
}

export function done(result: unknown): Reply {
  return { status: 200, body: { ok: true, result } };
}

export function refuse(code: number, description: string): Reply {
  return { status: code, body: { ok: false, error_code: code, description } };
}

export function tooMany(seconds: number): Reply {
  const description = `Too Many Requests: retry after ${seconds}`;
  return {
    status: 429,
    body: { ok: false, error_code: 429, description, parameters: { retry_after: seconds } },
  };
}

export function reply(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

export function jsonOrNull(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    // Expected: the caller answers 400, as the real server does.
    return null;
  }
}
