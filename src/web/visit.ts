import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isCitizenship, isRegion } from './places.js';

/** What a person chose for this visit. Kept in a cookie that ends with the browser, nowhere else. */
export interface Visit {
  /** ISO 3166-1 alpha-2 */
  citizenship?: string;
  /** ISO 3166-2 */
  region?: string;
}

const VISIT = 'visit';
const CHAT = 'chat';

/** Reads and writes the two cookies of the site: the choice of this visit and the address of a web conversation. */
export interface Visitor {
  visit(request: FastifyRequest): Visit;
  choose(reply: FastifyReply, visit: Visit): void;
  /** 128 random bits, or null for a person who has not written yet. */
  chatAddress(request: FastifyRequest): string | null;
  openChat(reply: FastifyReply): string;
  closeChat(reply: FastifyReply): void;
}

export function createVisitor({ https }: { https: boolean }): Visitor {
  const common = { path: '/', httpOnly: true, secure: https } as const;
  return {
    visit(request) {
      const [citizenship, region] = (request.cookies[VISIT] ?? '').split('.');
      return {
        ...(isCitizenship(citizenship) ? { citizenship } : {}),
        ...(isRegion(region) ? { region } : {}),
      };
    },
    choose(reply, { citizenship, region }) {
      if (citizenship === undefined && region === undefined) reply.clearCookie(VISIT, common);
      else reply.setCookie(VISIT, `${citizenship ?? ''}.${region ?? ''}`, { ...common, sameSite: 'lax' });
    },
    chatAddress(request) {
      const address = request.cookies[CHAT];
      return address !== undefined && /^[0-9a-f]{32}$/.test(address) ? address : null;
    },
    openChat(reply) {
      const address = randomBytes(16).toString('hex');
      reply.setCookie(CHAT, address, { ...common, sameSite: 'strict' });
      return address;
    },
    closeChat(reply) {
      reply.clearCookie(CHAT, common);
    },
  };
}

export function hasChosen(visit: Visit): boolean {
  return visit.citizenship !== undefined || visit.region !== undefined;
}
