import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Which folders of src/ a folder may import, besides config, i18n and language. See docs/decisions/0001-house.md. */
const ARROWS: Record<string, string[] | 'all'> = {
  config: [],
  i18n: [],
  language: [],
  store: [],
  content: ['store'],
  directory: ['store'],
  delivery: ['store'],
  search: [],
  answers: ['store', 'content', 'directory', 'search', 'delivery'],
  bot: ['answers', 'delivery'],
  web: ['store', 'content', 'directory', 'search', 'delivery', 'answers'],
};
const FREE = ['config', 'i18n', 'language'];
const LEAVES = new Set(FREE);

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

interface Import {
  file: string;
  from: string;
  to: string;
  target: string;
}

function imports(): Import[] {
  return sources('src').flatMap((file) => {
    const from = relative('src', file).split('/')[0] ?? '';
    const text = readFileSync(file, 'utf8');
    const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)].map(
      (match) => match[1] ?? '',
    );
    return specifiers.map((specifier) => {
      const target = relative('src', resolve(dirname(file), specifier));
      return { file, from, to: target.split('/')[0] ?? '', target };
    });
  });
}

describe('the house', () => {
  it('has a rule for every folder of src', () => {
    const folders = readdirSync('src', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    expect(folders.filter((folder) => !(folder in ARROWS))).toEqual([]);
  });

  it('keeps its arrows one way', () => {
    const wrong = imports()
      .filter(({ from, to }) => from in ARROWS && to !== from)
      .filter(({ from, to }) => {
        const allowed = ARROWS[from];
        if (allowed === undefined || allowed === 'all') return false;
        return !(allowed.includes(to) || (FREE.includes(to) && !LEAVES.has(from)));
      });
    expect(wrong.map(({ file, target }) => `${file} must not import ${target}`)).toEqual([]);
  });

  it('enters a folder only by its door', () => {
    const wrong = imports().filter(
      ({ from, to, target }) => to !== from && target.includes('/') && target !== `${to}/index.js`,
    );
    expect(wrong.map(({ file, target }) => `${file} reaches into ${target}`)).toEqual([]);
  });

  it('has one door per folder', () => {
    expect(
      Object.keys(ARROWS).filter(
        (folder) => existsSync(`src/${folder}`) && !existsSync(`src/${folder}/index.ts`),
      ),
    ).toEqual([]);
  });

  it('has no file that must be split', () => {
    const long = sources('src')
      .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });
});
