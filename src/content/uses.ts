/** Where a fact stands: what a change of its value changes. */
import type { GuideFiles } from './folder.js';

export interface FactUse {
  file: string;
  line: number;
  /** Block id of a text (`short` is also the answer of the chat), phrase id, or the field of a record. */
  place: string;
}

/** Every place of the guide that says the fact or names it. Its own file is none. */
export function usesOfFact(files: GuideFiles, key: string): FactUse[] {
  const said = new RegExp(`\\{\\{!?${key}\\}\\}`);
  const named = `"${key}"`;
  return [...files].flatMap(([file, text]) => {
    if (file === `facts/${key}.json` || file.endsWith('.jsonl')) return [];
    const isText = file.endsWith('.md');
    let place = isText ? 'text' : (file.split('/').at(-1) ?? file);
    return text.split('\n').flatMap((row, index): FactUse[] => {
      const heading = isText ? /^## ([a-z0-9:-]+)/ : /^\s*"id": "([^"]+)"/;
      place = heading.exec(row)?.[1] ?? place;
      return (isText ? said.test(row) : row.includes(named)) ? [{ file, line: index + 1, place }] : [];
    });
  });
}
