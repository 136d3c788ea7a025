import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { pickEncoding } from './compressed.js';

const YEAR = 31_536_000;

export interface Assets {
  /** What each look needs, to be inlined, and the hashes that let the browser take it. */
  styles: Record<Look, string>;
  styleHashes: string[];
  scriptUrl: string;
  iconUrl: string;
}

/** Reading pages are read most and on the weakest lines: they carry no rules of the others. */
export type Look = 'reading' | 'lists' | 'chat';

interface Served {
  name: string;
  type: string;
  body: Buffer;
  br: Buffer;
  gzip: Buffer;
}

/** Reads the files of the pages once. */
export function loadAssets(): Assets & { files: Map<string, Served> } {
  const sheet = (name: string) => withoutBlanks(readAsset(name).toString('utf8'));
  const reading = sheet('page.css');
  const lists = reading + sheet('lists.css');
  const styles = { reading, lists, chat: lists + sheet('chat.css') };
  const script = serve('page.js', 'text/javascript; charset=utf-8');
  const icon = serve('mark.svg', 'image/svg+xml');
  return {
    styles,
    styleHashes: Object.values(styles).map(
      (style) => `sha256-${createHash('sha256').update(style).digest('base64')}`,
    ),
    scriptUrl: `/assets/${script.name}`,
    iconUrl: `/assets/${icon.name}`,
    files: new Map([script, icon].map((file) => [file.name, file])),
  };
}

/** Names carry the hash of the content, so browsers may keep the files for ever. */
export function addAssetRoutes(app: FastifyInstance, files: Map<string, Served>): void {
  app.get<{ Params: { file: string } }>(
    '/assets/:file',
    { config: { access: 'public' } },
    (request, reply) => {
      const file = files.get(request.params.file);
      if (!file) return reply.callNotFound();
      const encoding = pickEncoding(request.headers['accept-encoding']);
      if (encoding !== 'identity') reply.header('content-encoding', encoding);
      return reply
        .header('cache-control', `public, max-age=${YEAR}, immutable`)
        .header('vary', 'Accept-Encoding')
        .type(file.type)
        .send(encoding === 'br' ? file.br : encoding === 'gzip' ? file.gzip : file.body);
    },
  );
}

function readAsset(name: string): Buffer {
  return readFileSync(new URL(`./assets/${name}`, import.meta.url));
}

function serve(name: string, type: string): Served {
  const body = readAsset(name);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return {
    name: name.replace(/\.(\w+)$/, `.${hash}.$1`),
    type,
    body,
    br: brotliCompressSync(body),
    gzip: gzipSync(body, { level: 9 }),
  };
}

/** Takes comments and needless blanks out of our own style sheet (it has no strings with blanks in them). */
function withoutBlanks(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim();
}
