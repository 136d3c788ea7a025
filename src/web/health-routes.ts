import type { FastifyInstance } from 'fastify';
import type { Health } from './deps.js';

/** `/healthz`: the process answers. `/readyz`: it can also do its work, and with which generation of the guide. */
export function addHealthRoutes(app: FastifyInstance, health: () => Promise<Health>): void {
  const config = { access: 'operator' } as const;
  app.get('/healthz', { config }, async (_request, reply) =>
    reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('ok\n'),
  );
  app.get('/readyz', { config }, async (_request, reply) => {
    const { ready, generation, telegram } = await health();
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready, generation: { store: generation.store, search: generation.search }, telegram });
  });
}
