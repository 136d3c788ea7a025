// npm run bench:pages [-- --seconds N]: size of each kind of page and how many are served in a second, beside a bare
// Fastify route that returns the same bytes in the same run. Server and load maker on a core each; needs `wrk`.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { freePort } from '../tests/support/postgres.js';
import { type ServerProcess, startServer } from './prove/server-process.js';
import { ROOT } from './wiring.js';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '8' } } });
const SECONDS = Number(values.seconds);
const CONNECTIONS = 40;
const FIRST_VIEW = 14 * 1024;
const IN_ALL = 30 * 1024;
const SERVER_CORE = 0;
const LOAD_CORE = availableParallelism() > 1 ? 1 : 0;
const tsx = [process.execPath, '--import', 'tsx'];
const run = promisify(execFile);

const FORMS = ['ru', 'ky', 'tg', 'uz', 'uz-Cyrl'];
const TOPIC = 'registration';
/** What may weigh how much, compressed; only a topic page has a budget of its own. */
const KINDS = ['', '/search', '/chat', '/services', '/privacy'];
/** What is measured under load. Search and chat are made anew for everyone. */
const LOADS = [
  `/ru/guide/${TOPIC}`,
  '/ru',
  '/ru/services',
  '/ru/search?q=%D0%BF%D0%B0%D1%82%D0%B5%D0%BD%D1%82',
];

interface Size {
  raw: number;
  gzip: number;
  brotli: number;
  /** With everything the page can fetch, gzip. */
  all: number;
}

async function body(url: string): Promise<Buffer> {
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/** Bytes on the wire with one encoding, as the server sends them. */
async function onTheWire(url: string, encoding: string): Promise<number> {
  const args = ['-s', '-o', '/dev/null', '-w', '%{size_download}', '-H', `Accept-Encoding: ${encoding}`, url];
  return Number((await run('curl', args)).stdout);
}

async function sizeOf(root: string, path: string): Promise<Size> {
  const html = await body(root + path);
  const assets = [...html.toString().matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
    ([, asset]) => asset ?? '',
  );
  const gzip = await onTheWire(root + path, 'gzip');
  let all = gzip;
  for (const asset of assets) all += await onTheWire(root + asset, 'gzip');
  return { raw: html.length, gzip, brotli: await onTheWire(root + path, 'br'), all };
}

/** Requests a second and the slowest hundredth in milliseconds. */
async function load(url: string): Promise<{ perSecond: number; p99: string }> {
  const wrk = [
    'wrk',
    '-t1',
    `-c${CONNECTIONS}`,
    `-d${SECONDS}s`,
    '--latency',
    '--timeout',
    '20s',
    '-H',
    'Accept-Encoding: gzip',
    url,
  ];
  const { stdout } = await run('taskset', ['-c', String(LOAD_CORE), ...wrk]);
  if (/Non-2xx|Socket errors/.test(stdout))
    throw new Error(`${url}: not every request was answered\n${stdout}`);
  const perSecond = Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
  return { perSecond, p99: /99%\s+(\S+)/.exec(stdout)?.[1] ?? '?' };
}

/** A Fastify that answers every address with so many bytes and does nothing else. */
async function bare(bytes: number): Promise<ServerProcess> {
  const port = await freePort();
  const code = `import fastify from 'fastify';
    const body = Buffer.alloc(${bytes}, 'x');
    const app = fastify();
    app.get('/*', (request, reply) => reply.type('text/html; charset=utf-8').send(body));
    await app.listen({ port: ${port}, host: '127.0.0.1' });`;
  const server = startServer({
    command: [process.execPath, '--input-type=module', '--eval', code],
    port,
    core: SERVER_CORE,
    env: {},
  });
  await server.ready();
  return server;
}

async function end(server: ServerProcess): Promise<void> {
  server.kill('SIGTERM');
  await server.exited;
}

const kB = (bytes: number): string => (bytes / 1024).toFixed(1).padStart(7);

try {
  execFileSync('wrk', ['--version'], { stdio: 'ignore' });
} catch (error) {
  // wrk prints its version and ends with 1; only a missing program is a problem.
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    console.error('wrk is missing: install the package "wrk"');
    process.exit(2);
  }
}

const dataDir = await mkdtemp(join(tmpdir(), 'bench-pages-'));
const port = await freePort();
const server = startServer({
  command: [...tsx, join(ROOT, 'src', 'main.ts')],
  port,
  core: SERVER_CORE,
  env: { DATA_DIR: dataDir, TELEGRAM_BOT_TOKEN: '', DATABASE_URL: '', REDIS_URL: '', PUBLIC_URL: '' },
});
let tooHeavy = false;
try {
  await server.ready();
  console.log('page                                  raw kB    gzip  brotli  in all (gzip)');
  const topics: { topics: { id: string }[] } = JSON.parse(
    (await body(`${server.url}/api/v1/topics?lang=ru`)).toString(),
  );
  const paths = [
    '/',
    ...FORMS.flatMap((form) => [
      ...KINDS.map((kind) => `/${form}${kind}`),
      ...topics.topics.map(({ id }) => `/${form}/guide/${id}`),
    ]),
  ];
  for (const path of paths) {
    const size = await sizeOf(server.url, path);
    const heavy = path.includes('/guide/') && (size.gzip > FIRST_VIEW || size.all > IN_ALL);
    tooHeavy ||= heavy;
    console.log(
      `${path.padEnd(36)} ${kB(size.raw)} ${kB(size.gzip)} ${kB(size.brotli)} ${kB(size.all)}${heavy ? '  TOO HEAVY' : ''}`,
    );
  }

  console.log(`\nserved                               requests/s      p99   bare Fastify      p99   share`);
  for (const path of LOADS) {
    await body(server.url + path);
    const bytes = await onTheWire(server.url + path, 'gzip');
    const ours = await load(server.url + path);
    const empty = await bare(bytes);
    const plain = await load(`${empty.url}/`);
    await end(empty);
    const share = `${Math.round((100 * ours.perSecond) / plain.perSecond)} %`;
    console.log(
      `${path.slice(0, 36).padEnd(36)} ${ours.perSecond.toFixed(0).padStart(10)} ${ours.p99.padStart(8)} ${plain.perSecond.toFixed(0).padStart(14)} ${plain.p99.padStart(8)} ${share.padStart(7)}`,
    );
  }
} finally {
  await end(server);
  await rm(dataDir, { recursive: true, force: true });
}
if (tooHeavy) {
  console.error('a topic page is heavier than 14 kB compressed with its style, or 30 kB in all');
  process.exit(1);
}
