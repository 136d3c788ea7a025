/** Writes into each translation from which revisions of the Russian blocks it was made. */
import { EDITED_LANGUAGES } from '../language/index.js';
import type { Fault } from './faults.js';
import type { GuideFiles } from './folder.js';
import { revisionsOf } from './revision.js';
import { PLACES } from './source.js';
import { parseTopicText } from './text.js';

export interface Stamped {
  /** Changed files only. */
  files: GuideFiles;
  /** Texts that cannot be read; they are left alone. */
  faults: Fault[];
}

/**
 * Says "these translations were made from the Russian as it is now". `topics` limits it; without it all are stamped.
 * A recorded revision that is older is replaced only with `renew`: it may be right that the block is outdated.
 */
export function stampSources(
  files: GuideFiles,
  { topics, renew }: { topics: string[]; renew: boolean },
): Stamped {
  const changed: GuideFiles = new Map();
  const faults: Fault[] = [];
  for (const path of files.keys()) {
    const topic = /^topics\/([^/]+)\/ru\.md$/.exec(path)?.[1];
    if (topic === undefined || (topics.length > 0 && !topics.includes(topic))) continue;
    const russian = parseTopicText(path, files.get(path) ?? '', faults);
    if (russian === null) continue;
    const revisions = revisionsOf(russian);
    for (const language of EDITED_LANGUAGES) {
      const file = PLACES.text(topic, language);
      const text = files.get(file);
      if (language === 'ru' || text === undefined) continue;
      const parsed = parseTopicText(file, text, faults);
      if (parsed === null) continue;
      const parts = [...revisions].map(([part, now]) => {
        const recorded = parsed.sources.get(part);
        return `${part}=${renew || recorded === undefined ? now : recorded}`;
      });
      const stamped = withSources(text, `sources: ${parts.join(', ')}`);
      if (stamped !== text) changed.set(file, stamped);
    }
  }
  return { files: changed, faults };
}

function withSources(text: string, line: string): string {
  const lines = text.split('\n');
  const end = lines.indexOf('---', 1);
  const front = lines.slice(0, end).filter((field) => !field.startsWith('sources:'));
  return [...front, line, ...lines.slice(end)].join('\n');
}
