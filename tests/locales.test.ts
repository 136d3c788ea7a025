import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

type Tree = { [key: string]: string | Tree };
const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));

const LANGUAGES = ['ru', 'ky', 'tg', 'uz'] as const;
/** i18next plural endings: languages have different sets of them. */
const PLURAL = /_(?:zero|one|two|few|many|other)$/;

function texts(language: string, file: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (node: Tree, path: string): void => {
    for (const [key, value] of Object.entries(node)) {
      const here = path === '' ? key : `${path}.${key}`;
      if (typeof value === 'string') found.set(here, value);
      else walk(value, here);
    }
  };
  walk(tree.parse(JSON.parse(readFileSync(join('locales', language, file), 'utf8'))), '');
  return found;
}

const files = readdirSync('locales/ru').sort();

describe('locales', () => {
  it.each(LANGUAGES)('%s has the same files', (language) => {
    expect(readdirSync(join('locales', language)).sort()).toEqual(files);
  });

  describe.each(files)('%s', (file) => {
    const russian = texts('ru', file);
    const keys = (map: Map<string, string>) =>
      [...new Set([...map.keys()].map((key) => key.replace(PLURAL, '')))].sort();

    it.each(LANGUAGES)('%s has every key and no other', (language) => {
      expect(keys(texts(language, file))).toEqual(keys(russian));
    });

    it.each(LANGUAGES)('%s has no empty text', (language) => {
      const empty = [...texts(language, file)].filter(([, text]) => text.trim() === '').map(([key]) => key);
      expect(empty).toEqual([]);
    });

    it.each(LANGUAGES)('%s fills the same placeholders', (language) => {
      const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
      const wrong = [...texts(language, file)].filter(([key, text]) => {
        const original =
          russian.get(key) ??
          [...russian].find(([other]) => other.replace(PLURAL, '') === key.replace(PLURAL, ''))?.[1];
        return original !== undefined && JSON.stringify(holes(text)) !== JSON.stringify(holes(original));
      });
      expect(wrong).toEqual([]);
    });
  });

  it('writes Uzbek with its own apostrophes only', () => {
    const wrong = files.flatMap((file) =>
      [...texts('uz', file)]
        .filter(([, text]) => /\p{L}['`‘’]\p{L}/u.test(text))
        .map(([key]) => `${file} ${key}`),
    );
    expect(wrong).toEqual([]);
  });
});
