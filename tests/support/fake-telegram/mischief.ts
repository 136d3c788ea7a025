/** How each fate of a call looks on the wire. */
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fate } from './chaos.js';
import { refuse, reply, tooMany } from './http.js';

/** Fates without effect. Returns the status that was told, or null where nothing was. */
export async function mishap(
  fate: Fate,
  response: ServerResponse,
  { hangMs, waitSeconds }: { hangMs: number; waitSeconds: number },
): Promise<number | null> {
  switch (fate) {
    case 'flood':
      reply(response, tooMany(waitSeconds));
      return 429;
    case 'gateway-502':
      response
        .writeHead(502, { 'content-type': 'text/html' })
        .end('<html><body>502 Bad Gateway</body></html>');
      return 502;
    case 'reset-before':
      response.destroy();
      return null;
    case 'hang-before':
      await hang(response, hangMs);
      return null;
    default:
      reply(response, refuse(500, 'Internal Server Error'));
      return 500;
  }
}

/** Fates in which the call took effect and the answer is lost. */
export async function lose(
  fate: Fate,
  response: ServerResponse,
  said: unknown,
  hangMs: number,
): Promise<void> {
  if (fate === 'reset-after') {
    response.destroy();
  } else if (fate === 'hang-after') {
    await hang(response, hangMs);
  } else if (fate === 'html') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>ok</body></html>');
  } else {
    const whole = JSON.stringify(said);
    response.writeHead(200, { 'content-type': 'application/json' }).end(whole.slice(0, whole.length / 2));
  }
}

async function hang(response: ServerResponse, hangMs: number): Promise<void> {
  await delay(hangMs, undefined, { ref: false });
  response.destroy();
}
