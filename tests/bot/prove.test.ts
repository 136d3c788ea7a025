import { join } from 'node:path';
import { expect, it } from 'vitest';
import { proveBot, SHORT } from '../../scripts/prove/bot.js';
import { guideQuestions } from '../../scripts/prove/questions.js';
import { report } from '../../scripts/prove/report.js';
import { openAnswers, ROOT } from '../../scripts/wiring.js';
import { translator } from './support.js';

/** The short part of `npm run prove -- bot`; a failure prints the seed to repeat it with. */
it('600 updates, six kills of the server and a moody Telegram: nothing lost, doubled, misplaced or out of order', async () => {
  const { answers, guide } = await openAnswers();
  const plan = { seed: 20261122, ...SHORT };
  const proof = await proveBot(plan, {
    answers,
    translator,
    questions: guideQuestions(guide, '2026-11-22'),
    command: [process.execPath, '--import', 'tsx', join(ROOT, 'scripts', 'prove', 'server.ts')],
    say: () => undefined,
  });
  const { ok, lines } = report(plan, proof);
  expect(lines.join('\n')).toContain('missing 0 · wrong chat 0 · out of order 0 · double 0 · strange 0');
  expect(ok, lines.join('\n')).toBe(true);
}, 300_000);
