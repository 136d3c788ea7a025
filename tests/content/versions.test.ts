import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Content,
  createContent,
  GuideFaultsError,
  type GuideFiles,
  readGuideFolder,
  stampSources,
  toPlainText,
  writeGuideFolder,
} from '../../src/content/index.js';
import { createClock, type Store } from '../../src/store/index.js';
import { emptyTables, openTestStore, temporaryFolder } from '../support/store.js';
import { fact, json, rules, smallGuide, value, withFile } from './small-guide.js';

const RU = 'topics/first/ru.md';
const LANGUAGES = ['ru', 'ky', 'tg', 'uz'];
const reader = { language: 'ru', day: '2026-11-22' } as const;
const base = smallGuide({ short: 'Срок: {{deadline}}.', steps: 'Первый текст.' });

let opened: Awaited<ReturnType<typeof openTestStore>>;
let store: Store;
let content: Content;
const folders: { remove(): void }[] = [];

beforeAll(async () => {
  opened = await openTestStore();
  store = opened.store;
});
afterAll(() => opened.done());
beforeEach(async () => {
  await emptyTables(store);
  content = newContent();
});
afterEach(async () => {
  await content.stop();
  for (const folder of folders.splice(0)) folder.remove();
});

function newContent(): Content {
  const onError = (error: unknown) => {
    throw error;
  };
  return createContent({ ...rules, store, clock: createClock('2026-11-22T10:00:00Z'), onError });
}

function emptyFolder(): string {
  const folder = temporaryFolder();
  folders.push(folder);
  return join(folder.path, 'guide');
}

async function folderWith(files: GuideFiles): Promise<string> {
  const dir = emptyFolder();
  await writeGuideFolder(dir, files);
  return dir;
}

const release = async (files: GuideFiles) => content.importRelease(await folderWith(files));
const withSteps = (files: GuideFiles, text: string, languages = LANGUAGES) =>
  languages.reduce(
    (now, one) =>
      withFile(now, `topics/first/${one}.md`, (old) => old.replace(/Первый текст\.|Второй текст\./, text)),
    files,
  );

/** Edits the way the command line does: export, change, import. */
async function edit(change: (files: GuideFiles) => GuideFiles) {
  const dir = emptyFolder();
  expect(await content.exportTo(dir)).toMatchObject({ kind: 'exported' });
  await writeGuideFolder(dir, change(await readGuideFolder(dir)));
  return content.importFrom(dir, { dryRun: false });
}

async function steps(): Promise<string> {
  const guide = await content.load();
  const block = guide.topic('first', reader)?.blocks.find((one) => one.id === 'steps');
  return toPlainText(block?.nodes ?? []);
}

describe('export', () => {
  it('writes the files of the small guide byte for byte', async () => {
    await release(base);
    const dir = emptyFolder();
    await content.exportTo(dir);
    expect(await readGuideFolder(dir)).toEqual(base);
    expect(await content.exportTo(dir)).toEqual({ kind: 'not-empty' });
  });

  it('writes the real guide byte for byte', async () => {
    await content.importRelease('guide');
    const dir = emptyFolder();
    await content.exportTo(dir);
    const files = await readGuideFolder('guide');
    expect([...(await readGuideFolder(dir)).keys()]).toEqual([...files.keys()]);
    for (const path of files.keys()) {
      const written = await readFile(join(dir, path));
      expect(written.equals(await readFile(join('guide', path))), path).toBe(true);
    }
  });
});

describe('a release', () => {
  it('fills an empty store, and is not imported twice', async () => {
    expect(await release(base)).toMatchObject({ kind: 'applied', generation: 1, asked: [] });
    expect(await release(base)).toEqual({ kind: 'unchanged', generation: 1 });
    expect(await steps()).toBe('Первый текст.');
  });

  it('imports nothing of a folder with a fault', async () => {
    const faulty = withSteps(
      withFile(base, 'facts/deadline.json', (text) => text.replace('15', '16')),
      'Срок: {{gone}}.',
    );
    await expect(release(faulty)).rejects.toThrow(GuideFaultsError);
    expect(await content.storedGeneration()).toBe(0);
    await release(base);
    await expect(release(faulty)).rejects.toThrow(/topics\/first\/ru\.md:12: steps: unknown fact "gone"/);
    expect(await content.storedGeneration()).toBe(1);
    expect((await content.load()).fact('deadline', reader)?.text).toMatch(/^15/);
  });

  it('changes what no editor has touched, in a new version', async () => {
    await release(base);
    const next = withSteps(
      withFile(base, 'facts/deadline.json', (text) => text.replace('"value": 15', '"value": 10')),
      'Второй текст.',
    );
    expect(await release(next)).toEqual({ kind: 'applied', generation: 2, changed: 5, asked: [] });
    expect(await steps()).toBe('Второй текст.');
    expect((await content.load()).fact('deadline', reader)?.text).toMatch(/^10/);
    const versions = await store.query<{ number: number; body: string }>(
      'select number, body from guide_version where unit_id = $1 order by number',
      [`${RU}#steps`],
    );
    expect(versions.map((row) => row.number)).toEqual([1, 2]);
    expect(versions[0]?.body).toContain('Первый текст.');
  });

  it('leaves an edited block alone and asks, with both texts', async () => {
    await release(base);
    expect(await edit((files) => withSteps(files, 'Наш текст.', ['ru']))).toMatchObject({
      kind: 'imported',
      changes: [{ unitId: `${RU}#steps`, sort: 'changed' }],
    });
    const next = withSteps(
      withFile(base, 'facts/deadline.json', (text) => text.replace('"value": 15', '"value": 10')),
      'Второй текст.',
    );
    expect(await release(next)).toMatchObject({ kind: 'applied', changed: 4, asked: [`${RU}#steps`] });
    expect(await steps()).toBe('Наш текст.');
    expect((await content.load()).fact('deadline', reader)?.text).toMatch(/^10/);
    expect(await content.todos()).toEqual([
      {
        unitId: `${RU}#steps`,
        ours: expect.stringContaining('Наш текст.'),
        theirs: expect.stringContaining('Второй текст.'),
      },
    ]);
    const later = withFile(next, 'facts/deadline.json', (text) => text.replace('"value": 10', '"value": 7'));
    expect(await release(later)).toMatchObject({ kind: 'applied', changed: 1, asked: [] });
    expect(await content.todos()).toHaveLength(1);
    expect(await steps()).toBe('Наш текст.');
  });

  it('removes what it no longer has, unless an editor touched it', async () => {
    await release(base);
    await edit((files) =>
      withFile(files, 'services/helper.json', (text) => text.replace('8-800-000-00-00', '8-800-000-00-01')),
    );
    const next = new Map(base);
    next.delete('services/helper.json');
    next.delete('questions/train/second.jsonl');
    expect(await release(next)).toMatchObject({
      kind: 'applied',
      changed: 1,
      asked: ['services/helper.json'],
    });
    const guide = await content.load();
    expect(guide.services()).toHaveLength(1);
    expect(guide.questions().map((question) => question.id)).toEqual(['first-1']);
  });

  it('keeps a fact that an edited text still needs', async () => {
    const two = smallGuide({
      facts: [fact('deadline'), fact('extra')],
      short: 'Срок: {{deadline}}.',
      steps: 'Первый текст.',
    });
    await release(two);
    await edit((files) => withSteps(files, 'Нужно: {{extra}}.'));
    expect(await release(base)).toMatchObject({ kind: 'applied', asked: [] });
    expect(await steps()).toMatch(/^Нужно: 15/);
  });
});

describe('an import by hand', () => {
  it('shows first what would change, and changes nothing', async () => {
    await release(base);
    const dir = emptyFolder();
    await content.exportTo(dir);
    const files = await readGuideFolder(dir);
    files.set('facts/new.json', json(fact('new', { values: [value({ value: 3 })] })));
    await writeGuideFolder(dir, withSteps(files, 'Наш текст.', ['ru']));
    expect(await content.importFrom(dir, { dryRun: true })).toEqual({
      kind: 'would-change',
      generation: 1,
      changes: [
        { unitId: 'facts/new.json', sort: 'added' },
        { unitId: `${RU}#steps`, sort: 'changed' },
      ],
    });
    expect(await content.storedGeneration()).toBe(1);
    expect(await content.importFrom(dir, { dryRun: false })).toMatchObject({
      kind: 'imported',
      generation: 2,
    });
    expect(await steps()).toBe('Наш текст.');
  });

  it('refuses to overwrite what is newer than the export', async () => {
    await release(base);
    const dir = emptyFolder();
    await content.exportTo(dir);
    await edit((files) => withSteps(files, 'Наш текст.', ['ru']));
    await writeGuideFolder(dir, withSteps(await readGuideFolder(dir), 'Другой текст.', ['ru']));
    expect(await content.importFrom(dir, { dryRun: false })).toEqual({
      kind: 'refused',
      newer: [`${RU}#steps`],
    });
    expect(await steps()).toBe('Наш текст.');
    const bare = await folderWith(base);
    expect(await content.importFrom(bare, { dryRun: false })).toEqual({
      kind: 'refused',
      newer: [`${RU}#steps`],
    });
  });

  it('reports faults and imports nothing', async () => {
    await release(base);
    const outcome = await edit((files) => withSteps(files, 'Срок: {{gone}}.'));
    expect(outcome.kind === 'faulty' && outcome.faults).toHaveLength(4);
    expect(await content.storedGeneration()).toBe(1);
  });
});

describe('generations', () => {
  it('swaps to a newer guide when another process publishes', async () => {
    await release(base);
    const follower = newContent();
    await follower.start();
    const before = follower.current();
    const swapped = new Promise<number>((resolve) => {
      follower.onGeneration((guide) => resolve(guide.generation));
    });
    await release(withSteps(base, 'Второй текст.'));
    expect(await swapped).toBe(2);
    expect(follower.generation()).toBe(2);
    expect(before.generation).toBe(1);
    await follower.stop();
  });

  it('says so before a guide is there', async () => {
    expect(() => content.current()).toThrow(/not loaded/);
    await expect(content.load()).rejects.toThrow(/import a release first/);
    expect(content.generation()).toBe(0);
  });
});

describe('states', () => {
  it('calls a translation outdated when the Russian block it was made from changed', async () => {
    const stamped = new Map([...base, ...stampSources(base, { topics: [], renew: false }).files]);
    await release(stamped);
    const states = async (language: 'ru' | 'uz') => {
      const topic = (await content.load()).topic('first', { ...reader, language });
      return { topic: topic?.state, steps: topic?.blocks.find((block) => block.id === 'steps')?.state };
    };
    expect(await states('uz')).toEqual({ topic: 'machine', steps: 'machine' });
    await release(withSteps(stamped, 'Второй текст.', ['ru']));
    expect(await states('uz')).toEqual({ topic: 'outdated', steps: 'outdated' });
    expect(await states('ru')).toEqual({ topic: 'machine', steps: 'machine' });
    const kept = stampSources(withSteps(stamped, 'Второй текст.', ['ru']), { topics: [], renew: false });
    expect(kept.files.size).toBe(0);
  });
});
