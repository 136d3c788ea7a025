/**
 * The stored form of a search: one file with a JSON head, the arrays behind it and a digest of both. Holds texts of the
 * guide only.
 */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { SearchStore } from './build.js';

const head = z.strictObject({
  /** Of which entries and which program it is. */
  key: z.string(),
  refs: z.array(z.string()),
  labels: z.array(z.string()),
  /** Bytes of each array, in the order of `arraysOf`. */
  sizes: z.array(z.number().int().nonnegative()),
});

/** Arrays begin at multiples of this, so that they can be read in place. */
const ALIGNED = 8;
/** Bytes of the sha256 of all before it, at the end of the file. */
const DIGEST = 32;
const KEPT = 4;
const UNFINISHED_MS = 60 * 60_000;

function arraysOf({ lexical, model }: SearchStore): Uint8Array[] {
  const { numbers, starts, holders, vectorStarts, elements } = lexical;
  const arrays = [numbers, starts, holders, vectorStarts, elements, model.ids, model.units, model.weights];
  return [
    new TextEncoder().encode(lexical.terms),
    ...arrays.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)),
  ];
}

function padding(size: number): Uint8Array {
  return new Uint8Array((ALIGNED - (size % ALIGNED)) % ALIGNED);
}

/** Writes `<folder>/<key>.search`, whole or not at all; of older ones a few are kept. */
export async function writeStore(folder: string, key: string, store: SearchStore): Promise<void> {
  const arrays = arraysOf(store);
  const body = arrays.flatMap((array) => [array, padding(array.byteLength)]);
  const text = JSON.stringify({
    key,
    refs: [...store.lexical.refs],
    labels: [...store.model.labels],
    sizes: arrays.map(({ byteLength }) => byteLength),
  } satisfies z.input<typeof head>);
  const encoded = new TextEncoder().encode(text);
  const length = new Uint8Array(ALIGNED);
  new DataView(length.buffer).setUint32(0, encoded.byteLength);
  const parts = [length, encoded, padding(encoded.byteLength), ...body];
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);

  const path = pathOf(folder, key);
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  const file = await open(unfinished, 'w', 0o600);
  try {
    for (const part of [...parts, digest.digest()]) await file.write(part);
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(unfinished, { force: true });
    throw error;
  }
  await file.close();
  await rename(unfinished, path);
  await removeOld(folder);
}

/** The newest few stay: other processes of this machine, or the release before, may still start from theirs. */
async function removeOld(folder: string): Promise<void> {
  const found: { path: string; made: number }[] = [];
  for (const name of await readdir(folder)) {
    if (!/^[0-9a-f]{32}\.search/u.test(name)) continue;
    const path = join(folder, name);
    const made = (await stat(path)).mtimeMs;
    if (name.endsWith('.search')) found.push({ path, made });
    // what another write left behind when it was cut off
    else if (Date.now() - made > UNFINISHED_MS) await rm(path, { force: true });
  }
  found.sort((a, b) => b.made - a.made);
  for (const { path } of found.slice(KEPT)) await rm(path, { force: true });
}

function pathOf(folder: string, key: string): string {
  return join(folder, `${key.slice(0, 32)}.search`);
}

/** The store of that key, or null if there is none or it is damaged. */
export async function readStore(folder: string, key: string): Promise<SearchStore | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of createReadStream(pathOf(folder, key), { highWaterMark: 1 << 20 }))
      if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const all = Buffer.concat(chunks);
  const end = all.byteLength - DIGEST;
  const digest = createHash('sha256');
  for (let at = 0; at < end; at += 1 << 20) {
    digest.update(all.subarray(at, Math.min(at + (1 << 20), end)));
    await new Promise(setImmediate);
  }
  if (end < ALIGNED || !digest.digest().equals(all.subarray(end))) return null;
  const headLength = all.readUInt32BE(0);
  const read = head.parse(JSON.parse(all.subarray(ALIGNED, ALIGNED + headLength).toString('utf8')));
  if (read.key !== key) return null;
  const from = ALIGNED + headLength + padding(headLength).byteLength;

  // a buffer of its own: arrays of four bytes need their places aligned
  const own = new Uint8Array(all.subarray(from, end)).buffer;
  let at = 0;
  const next = <T>(make: (buffer: ArrayBuffer, from: number, bytes: number) => T): T => {
    const bytes = read.sizes.shift() ?? 0;
    const made = make(own, at, bytes);
    at += bytes + padding(bytes).byteLength;
    return made;
  };
  const terms = next((buffer, start, bytes) => Buffer.from(buffer, start, bytes).toString('utf8'));
  const numbers = next((buffer, start, bytes) => new Uint32Array(buffer, start, bytes / 4));
  const starts = next((buffer, start, bytes) => new Uint32Array(buffer, start, bytes / 4));
  const holders = next((buffer, start, bytes) => new Uint16Array(buffer, start, bytes / 2));
  const vectorStarts = next((buffer, start, bytes) => new Uint32Array(buffer, start, bytes / 4));
  const elements = next((buffer, start, bytes) => new Float32Array(buffer, start, bytes / 4));
  const ids = next((buffer, start, bytes) => new Int32Array(buffer, start, bytes / 4));
  const units = next((buffer, start, bytes) => new Float32Array(buffer, start, bytes / 4));
  const weights = next((buffer, start, bytes) => new Int8Array(buffer, start, bytes));
  return {
    lexical: { refs: read.refs, terms, numbers, starts, holders, vectorStarts, elements },
    model: { labels: read.labels, ids, units, weights },
  };
}
