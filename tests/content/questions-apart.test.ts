import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const ROOT = 'guide';
const MOST_SHARED = 0.6;
const row = z.looseObject({ text: z.string() });

const linesOf = (folder: string) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) =>
      readFileSync(join(ROOT, folder, name), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => ({ name, text: row.parse(JSON.parse(line)).text })),
    );
const phrases = readdirSync(join(ROOT, 'emergencies'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('phrases.json'))
  .flatMap((name) => {
    const lists = z.record(z.string(), z.array(z.string()));
    const file = readFileSync(join(ROOT, 'emergencies', name), 'utf8');
    return Object.values(lists.parse(JSON.parse(file))).flatMap((list) =>
      list.map((text) => ({ name, text })),
    );
  });

/** Pieces of four letters; a shorter text is one piece. */
function pieces(text: string): Set<string> {
  const plain = text.toLowerCase().replace(/\s+/g, ' ').trim();
  const made = new Set<string>();
  for (let start = 0; start + 4 <= plain.length; start += 1) made.add(plain.slice(start, start + 4));
  return made.size > 0 ? made : new Set([plain]);
}

/** Texts that measure and share more than 60 % of their pieces with one that is learnt from. */
function tooNear(
  measuring: { name: string; text: string }[],
  learnt: { name: string; text: string }[],
): string[] {
  const holders = new Map<string, number[]>();
  for (const [index, { text }] of learnt.entries())
    for (const piece of pieces(text)) holders.set(piece, [...(holders.get(piece) ?? []), index]);
  return measuring.flatMap(({ name, text }) => {
    const own = pieces(text);
    const shared = new Map<number, number>();
    for (const piece of own)
      for (const index of holders.get(piece) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
    const near = [...shared].find(([, count]) => count / own.size > MOST_SHARED);
    return near === undefined
      ? []
      : [`${name}: ${text} ~ ${learnt[near[0]]?.name}: ${learnt[near[0]]?.text}`];
  });
}

describe('the questions that measure', () => {
  const learnt = [...linesOf('questions/train'), ...linesOf('emergencies/samples'), ...phrases];

  it('lie apart from everything that is learnt from', () => {
    expect(tooNear(linesOf('questions/test'), learnt)).toEqual([]);
  });

  it('would be seen if one leaked', () => {
    const [leaked] = linesOf('questions/test');
    if (leaked === undefined) throw new Error('no questions that measure');
    expect(tooNear([leaked], [...learnt, { ...leaked, text: `${leaked.text} а` }])).toHaveLength(1);
  });
});
