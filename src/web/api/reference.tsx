import type { FastifyInstance } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { z } from 'zod';
import type { Assets } from '../assets.js';

const operation = z.object({
  summary: z.string().default(''),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        schema: z.unknown(),
      }),
    )
    .default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) }).optional(),
  responses: z
    .record(
      z.string(),
      z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })).optional() }),
    )
    .default({}),
});

const description = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string().default('') }),
  paths: z.record(z.string(), z.record(z.string(), operation)),
});

type Description = z.output<typeof description>;

/** `/api/openapi.json`, and `/api/docs`: the same for people, without any script. */
export function addReference(app: FastifyInstance, assets: Assets): void {
  const config = { access: 'public' } as const;
  app.get('/api/openapi.json', { config, schema: { hide: true } }, async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(app.swagger()),
  );
  app.get('/api/docs', { config, schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=300')
      .type('text/html; charset=utf-8')
      .send(`<!doctype html>${renderToString(<Reference {...describe(app)} assets={assets} />)}`),
  );
}

function describe(app: FastifyInstance): Description {
  return description.parse(app.swagger());
}

function Reference({ info, paths, assets }: Description & { assets: Assets }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{info.title}</title>
        <style dangerouslySetInnerHTML={{ __html: assets.styles.lists }} />
        <link rel="icon" href={assets.iconUrl} type="image/svg+xml" />
      </head>
      <body>
        <main class="reference">
          <h1>
            {info.title} {info.version}
          </h1>
          <p class="lead">{info.description}</p>
          <p>
            <a href="/api/openapi.json">openapi.json</a>
          </p>
          {Object.entries(paths).map(([path, methods]) =>
            Object.entries(methods).map(([method, call]) => (
              <section key={`${method} ${path}`}>
                <h2>
                  <code>
                    {method.toUpperCase()} {path}
                  </code>
                </h2>
                <p>{call.summary}</p>
                {call.parameters.length > 0 ? (
                  <table>
                    <thead>
                      <tr>
                        <th scope="col">Parameter</th>
                        <th scope="col">Where</th>
                        <th scope="col">Shape</th>
                      </tr>
                    </thead>
                    <tbody>
                      {call.parameters.map((parameter) => (
                        <tr key={parameter.name}>
                          <td>
                            <code>{parameter.name}</code>
                            {parameter.required ? ' (required)' : ''}
                          </td>
                          <td>{parameter.in}</td>
                          <td>
                            <code>{JSON.stringify(parameter.schema)}</code>
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                ) : null}
                {call.requestBody ? <Shape name="Body" content={call.requestBody.content} /> : null}
                {Object.entries(call.responses).map(([status, response]) => (
                  <Shape key={status} name={`Answer ${status}`} content={response.content ?? {}} />
                ))}
              </section>
            )),
          )}
        </main>
      </body>
    </html>
  );
}

function Shape({ name, content }: { name: string; content: Record<string, { schema?: unknown }> }) {
  return (
    <details>
      <summary>{name}</summary>
      <pre>
        {Object.values(content)
          .map(({ schema }) => JSON.stringify(schema, null, 2))
          .join('\n')}
      </pre>
    </details>
  );
}
