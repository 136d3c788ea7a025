/** Revisions of Russian parts: a translation records the one it was made from. */
import { createHash } from 'node:crypto';
import type { TopicText } from './text.js';

/** Name under which title and summary are recorded. */
export const FRONT = 'front';

export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** Empty lines at the end do not make a new revision. */
export function blockRevision(block: { body: string }): string {
  return shortHash(block.body.trimEnd());
}

export function frontRevision(text: { title: string; summary: string }): string {
  return shortHash(`${text.title}\n${text.summary}`);
}

/** The revision of every part of a Russian text, by block id; title and summary under `front`. */
export function revisionsOf(russian: TopicText): Map<string, string> {
  return new Map([
    [FRONT, frontRevision(russian)],
    ...russian.blocks.map((block): [string, string] => [block.id, blockRevision(block)]),
  ]);
}
