import { createHash } from 'node:crypto';
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildStore, openStore, type SearchStore } from '../../src/search/build.js';
import { createSearch, type Search, type SearchEntry } from '../../src/search/index.js';
import { readStore, writeStore } from '../../src/search/stored.js';
import { sampleEntries, sampleQuestions } from './sample-guide.js';

const KEY = 'a1b2c3d4'.repeat(8);
const OTHER = 'f'.repeat(64);
const entry = (text: string): SearchEntry => ({ topic: text, language: 'ru', kind: 'title', text });
const danger = (text: string): SearchEntry => ({ topic: 'fire', language: 'ru', kind: 'danger', text });

function opened(store: SearchStore): Search {
  const steps = openStore(store, 3);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** Everything of a store; large arrays as one number each, which are quicker to compare. */
function parts({ lexical, model }: SearchStore) {
  const { refs, terms, numbers, starts, holders, vectorStarts, elements } = lexical;
  const arrays = [numbers, starts, holders, vectorStarts, elements, model.units, model.weights];
  return {
    ...{ refs, terms, labels: model.labels },
    arrays: arrays.map((array) => ({
      kind: array.constructor.name,
      digest: createHash('sha256').update(array).digest('hex'),
    })),
  };
}

let root: string;
let folders = 0;
const folder = () => join(root, `folder-${++folders}`);
const files = async (of: string) => (await readdir(of)).filter((name) => name.endsWith('.search')).sort();
const only = async (of: string): Promise<string> => join(of, (await files(of))[0] ?? 'none');

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'stored-test-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('a store written and read', () => {
  it('gives a search that finds what the one before it found', async () => {
    const made = buildStore([...sampleEntries(), danger('горит дом'), danger('пожар в общежитии')]);
    const before = opened(made);
    const at = folder();
    await writeStore(at, KEY, made);
    const read = await readStore(at, KEY);
    expect(read).not.toBeNull();
    if (read === null) return;
    const after = opened(read);
    for (const { text, language } of sampleQuestions())
      expect(after.find(text, { language })).toEqual(before.find(text, { language }));
    expect(after.find('сколько стоит пожар', { language: 'ru' }).danger).not.toBeNull();
    for (const text of ['зврплату', 'горит дом', 'жжж', ''])
      expect(after.find(text, { language: 'ru' })).toEqual(before.find(text, { language: 'ru' }));
  });

  it.each([
    ['nothing', []],
    ['one word', [entry('патент')]],
    ['letters beyond the alphabet', [entry('ўқув 😀 ҷойи'), entry('кино\u2028зал')]],
  ])('of %s comes back as it was', async (_, entries) => {
    const at = folder();
    const made = buildStore(entries);
    await writeStore(at, KEY, made);
    const read = await readStore(at, KEY);
    expect(read === null ? null : parts(read)).toEqual(parts(made));
  });

  it('can be read by nobody else, and leaves nothing unfinished behind', async () => {
    const at = folder();
    await writeStore(at, KEY, buildStore([entry('патент')]));
    expect((await readdir(at)).length).toBe(1);
    expect((await stat(await only(at))).mode & 0o077).toBe(0);
  });
});

describe('a store that cannot be used', () => {
  let good: Buffer;
  let path: string;
  let at: string;
  beforeAll(async () => {
    at = folder();
    await writeStore(at, KEY, buildStore([entry('патент'), entry('полиция'), entry('зарплата')]));
    path = await only(at);
    good = await readFile(path);
  });
  const damaged = async (bytes: Uint8Array) => {
    await writeFile(path, bytes);
    return readStore(at, KEY);
  };
  const flipped = (place: number, bit = 1) => {
    const bytes = Buffer.from(good);
    bytes[place] = (bytes[place] ?? 0) ^ bit;
    return bytes;
  };

  it('is null if there is none: no folder, no file, another key', async () => {
    expect(await readStore(join(root, 'nowhere'), KEY)).toBeNull();
    expect(await readStore(at, OTHER)).toBeNull();
    // the name of the file holds a part of the key only
    expect(await readStore(at, `${KEY.slice(0, 32)}${OTHER.slice(32)}`)).toBeNull();
    await copyFile(path, join(at, `${OTHER.slice(0, 32)}.search`));
    expect(await readStore(at, OTHER)).toBeNull();
  });

  it('is null if the file is cut off anywhere, or goes on too long', async () => {
    const lengths = [0, 1, 3, 4, 7, 8, 9, 100, good.length >> 1, good.length - 8, good.length - 1];
    for (const length of lengths)
      expect({ length, read: await damaged(good.subarray(0, length)) }).toEqual({ length, read: null });
    expect(await damaged(Buffer.concat([good, Buffer.alloc(8)]))).toBeNull();
  });

  it('is null if one byte of what follows the head is another', async () => {
    const from = 8 + good.readUInt32BE(0) + 8;
    const step = Math.ceil((good.length - from) / 25);
    for (let place = from; place < good.length; place += step)
      expect({ place, read: await damaged(flipped(place)) }).toEqual({ place, read: null });
    expect(await damaged(flipped(good.length - 1))).toBeNull();
  });

  // a fault of today: the digest is taken of what follows the head only; make it `it` once the head is covered too
  it('is null if one byte of the head is another', async () => {
    const end = 8 + good.readUInt32BE(0);
    const wrong: number[] = [];
    for (let place = 0; place < end; place += 3) {
      // the four bytes behind the length say nothing
      if (place >= 4 && place < 8) continue;
      const read = await damaged(flipped(place)).catch(() => 'thrown');
      if (read !== null) wrong.push(place);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['noise', Buffer.from(Array.from({ length: 4096 }, (_, place) => (place * 131 + 7) % 256))],
    ['zeros', Buffer.alloc(64)],
    ['a head of gigabytes', Buffer.from('fffffff000000000', 'hex')],
    ['text', Buffer.from('<html>not found</html>'.repeat(20))],
    ['a head that is no JSON', headed('{"key":')],
    ['a head of another kind', headed('[1,2,3]')],
    ['a head without its arrays', headed(JSON.stringify({ key: KEY }))],
    ['a head of nothing', headed('null')],
  ])('is null if it is %s', async (_, bytes) => {
    expect(await damaged(bytes)).toBeNull();
  });
});

function headed(text: string): Buffer {
  const head = Buffer.alloc(8 + Math.ceil(text.length / 8) * 8);
  head.writeUInt32BE(text.length, 0);
  head.write(text, 8);
  return head;
}

describe('how many are kept', () => {
  it('the four newest, and other files are left alone', async () => {
    const at = folder();
    await mkdir(at);
    await writeFile(join(at, 'notes.txt'), 'mine');
    const store = buildStore([entry('патент')]);
    const keys = ['1', '2', '3', '4', '5', '6'].map((digit) => digit.repeat(64));
    for (const [age, key] of keys.entries()) {
      await writeStore(at, key, store);
      const made = new Date(Date.now() - (keys.length - age) * 60_000);
      await utimes(join(at, `${key.slice(0, 32)}.search`), made, made);
      expect((await files(at)).length).toBeLessThanOrEqual(4);
    }
    expect(await files(at)).toEqual(keys.slice(-4).map((key) => `${key.slice(0, 32)}.search`));
    expect(await readdir(at)).toContain('notes.txt');
  });
});

describe('a search that keeps its index', () => {
  const start = async (at: string, entries: readonly SearchEntry[], generation = 1) => {
    const warnings: string[] = [];
    const live = createSearch({
      load: async () => ({ generation, entries }),
      folder: at,
      onWarning: (reason) => warnings.push(reason),
    });
    const search = await live.refresh();
    return {
      first: (text: string) => search.find(text, { language: 'ru' }).hits[0]?.topic,
      search,
      warnings,
    };
  };
  const entries = [entry('патент'), entry('полиция')];

  it('takes the stored form at the next start, with the generation of then', async () => {
    const at = folder();
    const one = await start(at, entries);
    expect(one.warnings).toEqual([]);
    const path = await only(at);
    const { mtimeMs, size } = await stat(path);
    const two = await start(at, entries, 9);
    expect(two.search.generation).toBe(9);
    expect(two.search.find('патент', { language: 'ru' }).hits).toEqual(
      one.search.find('патент', { language: 'ru' }).hits,
    );
    expect(await files(at)).toHaveLength(1);
    expect(await stat(path)).toMatchObject({ mtimeMs, size });

    // proof that it is what is read: another index under the same key is believed
    const bytes = await readFile(path);
    const { key } = JSON.parse(bytes.subarray(8, 8 + bytes.readUInt32BE(0)).toString('utf8'));
    await writeStore(at, key, buildStore([{ ...entry('патент'), topic: 'from-the-file' }]));
    expect((await start(at, entries)).first('патент')).toBe('from-the-file');
  });

  it('makes a new file when an entry is another, in text, topic, second topic, kind or language', async () => {
    const at = folder();
    await start(at, entries);
    const [before] = await files(at);
    const changed: Partial<SearchEntry>[] = [
      { text: 'патенты' },
      { topic: 'other' },
      { also: 'полиция' },
      { kind: 'block' },
      { language: 'ky' },
    ];
    for (const change of changed) {
      const next = folder();
      await mkdir(next);
      await copyFile(join(at, before ?? ''), join(next, before ?? ''));
      const { first } = await start(next, [{ ...entry('патент'), ...change }, entry('полиция')]);
      expect(await files(next)).toHaveLength(2);
      if (change.topic !== undefined) expect(first('патент')).toBe('other');
    }
  });

  it('builds anew over a damaged file, and mends it', async () => {
    const at = folder();
    await start(at, entries);
    const path = await only(at);
    const good = await readFile(path);
    await writeFile(path, good.subarray(0, good.length - 40));
    expect((await start(at, entries)).first('полиция')).toBe('полиция');
    expect((await readFile(path)).equals(good)).toBe(true);
  });

  it('answers from memory where nothing can be written, and says so', async () => {
    const blocked = join(root, 'a-file');
    await writeFile(blocked, '');
    const { first, warnings } = await start(join(blocked, 'below'), entries);
    expect(first('патент')).toBe('патент');
    expect(warnings.length).toBeGreaterThan(0);
    expect(warnings.join(' ')).toMatch(/ENOTDIR|EEXIST/);
  });

  it('says so as well if nothing hinders the reading, only the writing', async () => {
    const link = join(root, 'a-link');
    await symlink(join(root, 'gone', 'away'), link);
    expect(await readStore(link, KEY)).toBeNull();
    const { first, warnings } = await start(link, entries);
    expect(first('патент')).toBe('патент');
    expect(warnings).toHaveLength(1);
  });
});
