import { describe, expect, it } from 'vitest';
import { openAnswers } from '../../scripts/wiring.js';
import { WRITTEN_FORMS } from '../../src/language/index.js';

/** Presses every button that leads on from the first message, as a person with time would. */
describe('browsing the shipped guide by buttons', async () => {
  const { answers, guide } = await openAnswers();

  it.each(WRITTEN_FORMS)('in %s reaches every topic, with at most eight buttons a message', (form) => {
    const press = (action: string) =>
      answers
        .receive({ content: { kind: 'action', action } }, { language: form })
        .replies.flatMap((reply) => reply.buttons);
    const seen = new Set<string>();
    const waiting = ['home'];
    for (let action = waiting.pop(); action !== undefined; action = waiting.pop()) {
      if (seen.has(action)) continue;
      seen.add(action);
      const buttons = press(action);
      expect(buttons.length, action).toBeLessThanOrEqual(8);
      expect(buttons.length, action).toBeGreaterThan(0);
      for (const button of buttons)
        if (/^(?:home|chapters?|t)(?::|$)/.test(button.action)) waiting.push(button.action);
    }
    const missed = guide.topicIds().filter((id) => !seen.has(`t:${id}`));
    expect(missed).toEqual([]);
  });
});
