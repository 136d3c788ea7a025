import { describe, expect, it } from 'vitest';
import { usesOfFact } from '../../src/content/index.js';
import { json, smallGuide } from './small-guide.js';

describe('where a fact stands', () => {
  it('is told for texts, records and exceptions, with line and block', () => {
    const files = smallGuide({ short: 'Срок: {{deadline}}.', steps: '1. Ждите {{!deadline}}' });
    files.set('changes.json', json([{ date: '2026-01-01', facts: ['deadline'] }]));
    const uses = usesOfFact(files, 'deadline').map(({ file, line, place }) => `${file}:${line}:${place}`);
    expect(uses).toContain('topics/first/ru.md:8:short');
    expect(uses).toContain('topics/first/uz.md:12:steps');
    expect(uses).toContain('changes.json:5:changes.json');
    expect(uses.filter((use) => use.startsWith('facts/'))).toEqual([]);
    expect(usesOfFact(files, 'dead')).toEqual([]);
  });
});
