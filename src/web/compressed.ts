import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

export type Encoding = 'br' | 'gzip' | 'identity';

/** The best encoding a browser takes. */
export function pickEncoding(acceptEncoding: string | string[] | undefined): Encoding {
  const accepted = String(acceptEncoding ?? '');
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepted)) return 'br';
  if (/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepted)) return 'gzip';
  return 'identity';
}

export interface CachedPage {
  etag: string;
  bodies: Record<Encoding, Buffer>;
}

export interface PageCache {
  /** The page under this key, rendered and compressed at most once even if many ask at the same time. */
  get(key: string, render: () => string): CachedPage | Promise<CachedPage>;
}

/**
 * Rendered pages, the longest unused go first when `maxBytes` is reached. Keys carry generation and day, so nothing
 * ever has to be taken back.
 */
export function createPageCache(maxBytes: number): PageCache {
  const pages = new Map<string, CachedPage>();
  const making = new Map<string, Promise<CachedPage>>();
  let bytes = 0;

  const keep = (key: string, page: CachedPage) => {
    pages.set(key, page);
    bytes += sizeOf(page);
    for (const [oldest, old] of pages) {
      if (bytes <= maxBytes || oldest === key) break;
      pages.delete(oldest);
      bytes -= sizeOf(old);
    }
  };

  return {
    get(key, render) {
      const ready = pages.get(key);
      if (ready) {
        pages.delete(key);
        pages.set(key, ready);
        return ready;
      }
      const underWay = making.get(key);
      if (underWay) return underWay;
      const work = compress(render())
        .then((page) => {
          keep(key, page);
          return page;
        })
        .finally(() => making.delete(key));
      making.set(key, work);
      return work;
    },
  };
}

async function compress(html: string): Promise<CachedPage> {
  const identity = Buffer.from(html, 'utf8');
  const [br, gz] = await Promise.all([
    brotli(identity, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 10,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: identity.length,
      },
    }),
    gzipped(identity, { level: 9 }),
  ]);
  const etag = `W/"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`;
  return { etag, bodies: { br, gzip: gz, identity } };
}

function sizeOf({ bodies }: CachedPage): number {
  return bodies.br.length + bodies.gzip.length + bodies.identity.length;
}
