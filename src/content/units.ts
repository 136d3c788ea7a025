/** The files of the guide as units that are edited, versioned and released one by one. */
import type { GuideFiles } from './folder.js';

/**
 * One fact, one service, one topic.json, one front matter or one block of one language, one file of questions or phrases.
 * The bodies of a file's units in order of `position` are the file, byte for byte.
 */
export interface Unit {
  /** The path, for texts with `#front` or `#<block id>`. */
  id: string;
  /** Order within its file. */
  position: number;
  body: string;
}

const TOPIC_TEXT = /^topics\/[^/]+\/[a-z]+\.md$/;

export function splitUnits(files: GuideFiles): Unit[] {
  return [...files].flatMap(([path, text]): Unit[] => {
    if (!TOPIC_TEXT.test(path)) return [{ id: path, position: 0, body: text }];
    return text
      .split(/^(?=## )/m)
      .map((body, position) => ({ id: `${path}#${partName(body, position)}`, position, body }));
  });
}

export function joinUnits(units: readonly Unit[]): GuideFiles {
  const byPath = new Map<string, Unit[]>();
  for (const unit of units) {
    const path = pathOf(unit.id);
    const own = byPath.get(path) ?? [];
    own.push(unit);
    byPath.set(path, own);
  }
  const paths = [...byPath.keys()].sort();
  return new Map(
    paths.map((path) => {
      const own = [...(byPath.get(path) ?? [])].sort(
        (a, b) => a.position - b.position || (a.id < b.id ? -1 : 1),
      );
      return [path, own.map((unit) => unit.body).join('')];
    }),
  );
}

/** The file a unit stands in. */
export function pathOf(unitId: string): string {
  return unitId.split('#')[0] ?? unitId;
}

function partName(body: string, position: number): string {
  const block = /^## ([a-z0-9:-]+)/.exec(body)?.[1];
  return position === 0 || block === undefined ? 'front' : block;
}
