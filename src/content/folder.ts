/** The folder of the guide as a map of texts, and back. */
import { readFileSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Path within the folder (with `/`) -> text. */
export type GuideFiles = Map<string, string>;

/** Licence, notes and the questions that measure (they must not be learnt from) are no part of the guide. */
const IGNORED = /^(?:LICENSE|README)[^/]*$|(?:^|\/)\.|^questions\/(?!train\/)/;

/** Reads every file, sorted by path; line ends become `\n` (a checkout may have changed them). */
export async function readGuideFolder(dir: string): Promise<GuideFiles> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name).slice(join(dir).length).replaceAll('\\', '/').replace(/^\//, ''),
    )
    .filter((path) => !IGNORED.test(path))
    .sort();
  // A thousand small files: one by one in this thread is several times faster than through the pool.
  return new Map(paths.map((path) => [path, readFileSync(join(dir, path), 'utf8').replaceAll('\r\n', '\n')]));
}

export async function writeGuideFolder(dir: string, files: GuideFiles): Promise<void> {
  for (const [path, text] of files) {
    const target = join(dir, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text, 'utf8');
  }
}
