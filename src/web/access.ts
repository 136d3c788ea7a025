import type { FastifyInstance } from 'fastify';

/**
 * Who may use a route. `public`: anyone. `visitor`: anyone, but what is shown or changed belongs to the holder of a
 * cookie. `telegram`: only who knows the webhook's secret. `operator`: health, meant for the machine that runs it.
 */
export const ACCESS = ['public', 'visitor', 'telegram', 'operator'] as const;
export type Access = (typeof ACCESS)[number];

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyInstance {
    /** Every route as `METHOD /path` with who may use it. */
    declaredAccess: ReadonlyMap<string, Access>;
  }
}

/** A route that does not say who may use it cannot be registered: the server does not start. */
export function requireDeclaredAccess(app: FastifyInstance): void {
  const declared = new Map<string, Access>();
  app.decorate('declaredAccess', declared);
  app.addHook('onRoute', (route) => {
    const access = route.config?.access;
    if (access === undefined || !ACCESS.includes(access)) {
      throw new Error(`route ${String(route.method)} ${route.url} does not declare who may use it`);
    }
    for (const method of [route.method].flat()) {
      if (method !== 'HEAD') declared.set(`${method} ${route.url}`, access);
    }
  });
}
