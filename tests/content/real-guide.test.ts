import { describe, expect, it } from 'vitest';
import {
  type Block,
  formatFault,
  guideFromFiles,
  inspectGuide,
  readGuideFolder,
  toPlainText,
} from '../../src/content/index.js';
import { WRITTEN_FORMS } from '../../src/language/index.js';
import { rules } from './small-guide.js';

const files = await readGuideFolder('guide');
const { faults } = inspectGuide(files, rules);

describe('the guide of this release', () => {
  it('has no faults', () => {
    expect(faults.map(formatFault)).toEqual([]);
  });

  it('shows on 2027-01-15 no value of 2026 as current, in any form', () => {
    const guide = guideFromFiles(files, rules);
    const rows = guide.facts();
    const over = rows.filter((row) => row.valid_to !== null && row.valid_to < '2027-01-15');
    /** Keys of which every value has ended: nothing of them may be current. */
    const ended = new Set(
      over.map((row) => row.key).filter((key) => rows.every((row) => row.key !== key || over.includes(row))),
    );
    expect(ended).toContain('patent-pay');
    for (const language of WRITTEN_FORMS) {
      const reader = { language, day: '2027-01-15' };
      const shown: Block[] = guide.topicIds().flatMap((id) => guide.topic(id, reader)?.blocks ?? []);
      const notes = shown.flatMap((block) => block.facts).filter((note) => ended.has(note.key));
      expect(notes.length).toBeGreaterThan(0);
      expect(notes.filter((note) => note.current).map((note) => note.key)).toEqual([]);
      const silent = notes.filter((note) => note.text !== '' && !/2026|2025/.test(note.text));
      expect(silent.map((note) => `${note.key}: ${note.text}`)).toEqual([]);
    }
  });

  it('leaves no key, brace or marker in what people read', () => {
    const guide = guideFromFiles(files, rules);
    for (const language of WRITTEN_FORMS) {
      for (const id of guide.topicIds()) {
        for (const block of guide.topic(id, { language, day: '2026-11-22' })?.blocks ?? []) {
          const text = `${block.heading}\n${toPlainText(block.nodes)}\n${block.facts.flatMap((note) => note.notes).join('\n')}`;
          expect(text, `${language} ${id} ${block.id}`).not.toMatch(
            /\{\{|\}\}|:::|\*\*| {2}| [.,;]|undefined|null/,
          );
        }
      }
    }
  });
});
