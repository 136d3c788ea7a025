import { describe, expect, it } from 'vitest';
import { check, type Expected, type Observed, violations } from '../../scripts/prove/checker.js';

function expectedOf(...prints: string[]): Expected[] {
  return prints.map((print, update) => ({ print, update }));
}
function observedOf(...prints: string[]): Observed[] {
  return prints.map((print) => ({ print: print.replace(/[!?]$/, ''), untold: untoldOf(print) }));
}
/** `a!` arrived without its sender knowing, `a?` just before a kill. */
function untoldOf(print: string): Observed['untold'] {
  return print.endsWith('!') ? 'answer-lost' : print.endsWith('?') ? 'killed' : null;
}
function verdict(observed: Record<number, string[]>) {
  const expected = new Map([
    [1, expectedOf('a', 'b', 'c', 'a')],
    [2, expectedOf('x', 'y')],
  ]);
  const seen = new Map(
    Object.entries(observed).map(([chat, prints]) => [Number(chat), observedOf(...prints)]),
  );
  return check(expected, seen);
}

describe('the checker of the proof', () => {
  it('finds nothing in a perfect run', () => {
    const perfect = verdict({ 1: ['a', 'b', 'c', 'a'], 2: ['x', 'y'] });
    expect(violations(perfect)).toBe(0);
    expect(perfect.answers).toBe(6);
  });
  it('finds an answer that never came, at the end and in the middle', () => {
    expect(verdict({ 1: ['a', 'b', 'c'], 2: ['x', 'y'] })).toMatchObject({ missing: 1, outOfOrder: 0 });
    expect(verdict({ 1: ['a', 'c', 'a'], 2: ['x', 'y'] })).toMatchObject({ missing: 1, outOfOrder: 0 });
    expect(verdict({ 1: ['a', 'b', 'c', 'a'] })).toMatchObject({ missing: 2 });
  });
  it('finds an answer in the wrong chat', () => {
    expect(verdict({ 1: ['a', 'b', 'x', 'c', 'a'], 2: ['y'] })).toMatchObject({ wrongChat: 1, missing: 1 });
  });
  it('finds two answers in the wrong order', () => {
    expect(verdict({ 1: ['a', 'c', 'b', 'a'], 2: ['x', 'y'] })).toMatchObject({ outOfOrder: 1, missing: 0 });
  });
  it('finds a double, at once and later, and allows one only where the sender could not know', () => {
    expect(verdict({ 1: ['a', 'a', 'b', 'c', 'a'], 2: ['x', 'y'] })).toMatchObject({ doubles: 1 });
    expect(verdict({ 1: ['a', 'b', 'c', 'b', 'a'], 2: ['x', 'y'] })).toMatchObject({ doubles: 1 });
    const allowed = verdict({ 1: ['a!', 'a', 'b?', 'b', 'c', 'a'], 2: ['x', 'y'] });
    expect(allowed).toMatchObject({ doubles: 0, repeatsAfterLostAnswer: 1, repeatsAfterKill: 1 });
    expect(violations(allowed)).toBe(0);
  });
  it('tells neighbours that look alike from doubles', () => {
    const expected = new Map([[1, expectedOf('a', 'a', 'b')]]);
    const seen = (...prints: string[]) => check(expected, new Map([[1, observedOf(...prints)]]));
    expect(violations(seen('a', 'a', 'b'))).toBe(0);
    expect(violations(seen('a!', 'a', 'a', 'b'))).toBe(0);
    expect(violations(seen('a?', 'a', 'a?', 'a', 'b'))).toBe(0);
    expect(seen('a', 'a', 'a', 'b')).toMatchObject({ doubles: 1 });
    expect(seen('a', 'b')).toMatchObject({ missing: 1 });
  });
  it('finds an answer to nothing', () => {
    expect(verdict({ 1: ['a', 'q', 'b', 'c', 'a'], 2: ['x', 'y'] })).toMatchObject({ strange: 1 });
  });
});
