import type { Proof, ProofPlan } from './bot.js';
import { violations } from './checker.js';
import { CRASH_POINTS } from './crash.js';

/** The table that is printed, and whether all is as it should be. */
export function report(plan: ProofPlan, proof: Proof): { lines: string[]; ok: boolean } {
  const { verdict, kills } = proof;
  const between = (gap: 'accept' | 'send') =>
    CRASH_POINTS.filter((crash) => crash.gap === gap).reduce((sum, { point }) => sum + kills[point], 0);
  const accepted = between('accept');
  const sent = between('send');
  const bad = violations(verdict);
  const ok =
    bad === 0 &&
    proof.failures.length === 0 &&
    accepted >= plan.kills.accept &&
    sent >= plan.kills.send &&
    proof.impatientCalls === 0;
  return {
    ok,
    lines: [
      `seed ${plan.seed} · ${proof.updates} updates, ${proof.deliveries} deliveries, ${plan.chats} chats`,
      `lives of the server: ${proof.modes.polling} polling, ${proof.modes.webhook} webhook`,
      `killed between accept and commit: ${accepted} (${Object.entries(kills)
        .filter(([point]) => !point.startsWith('send'))
        .map(([point, count]) => `${point} ${count}`)
        .join(', ')})`,
      `killed between send and record: ${sent}`,
      `mischief: ${Object.entries(proof.fates)
        .map(([fate, count]) => `${fate} ${count}`)
        .join(', ')}`,
      `answers in place: ${verdict.answers}`,
      `missing ${verdict.missing} · wrong chat ${verdict.wrongChat} · out of order ${verdict.outOfOrder} · double ${verdict.doubles} · strange ${verdict.strange}`,
      `repeats that nobody could know of: ${verdict.repeatsAfterLostAnswer} after a lost answer, ${verdict.repeatsAfterKill} after a kill`,
      `calls before a told wait was over: ${proof.impatientCalls}`,
      `slowest chat with a poison update: ${Math.round(proof.slowestPoisonMs)} ms`,
      `clean stop: ${proof.cleanStop ? 'yes' : 'no'}`,
      ...verdict.findings,
      ...proof.failures,
    ],
  };
}
