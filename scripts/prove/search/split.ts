/** The long proof in several processes at once; they make the same inputs as one would. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type SearchPlan, type Tally, tallySchema, together } from '../search.js';

const fromWorker = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('done'), done: z.number() }),
  z.strictObject({ kind: z.literal('tally'), tally: tallySchema }),
]);
export type FromWorker = z.infer<typeof fromWorker>;

const SAY_EVERY = 50_000;

export async function proveInProcesses(
  plan: SearchPlan,
  processes: number,
  say: (line: string) => void,
): Promise<Tally> {
  const done = Array.from({ length: processes }, () => 0);
  const begun = performance.now();
  let said = 0;
  const progress = (share: number, count: number) => {
    done[share] = count;
    const all = done.reduce((sum, value) => sum + value, 0);
    if (all < said + SAY_EVERY) return;
    said = all - (all % SAY_EVERY);
    const minutes = (performance.now() - begun) / 60_000;
    const left = (minutes / all) * (plan.inputs - all);
    say(`${said} of ${plan.inputs} inputs in ${minutes.toFixed(1)} min, about ${left.toFixed(0)} min to go`);
  };
  const tallies: Promise<Tally>[] = [];
  for (let share = 0; share < processes; share += 1) {
    const worker = startShare(plan, { first: share, step: processes }, (count) => progress(share, count));
    tallies.push(worker.tally);
    // the next one finds the index that this one has built
    await Promise.race([worker.ready, worker.tally]);
  }
  return together(await Promise.all(tallies));
}

function startShare(
  plan: SearchPlan,
  share: { first: number; step: number },
  progress: (done: number) => void,
): { ready: Promise<void>; tally: Promise<Tally> } {
  const child = fork(
    fileURLToPath(new URL('./worker.ts', import.meta.url)),
    [JSON.stringify({ ...plan, ...share })],
    {
      execArgv: ['--import', 'tsx'],
    },
  );
  let isReady = () => {};
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const tally = new Promise<Tally>((resolve, reject) => {
    child.on('message', (raw) => {
      const message = fromWorker.parse(raw);
      if (message.kind === 'ready') isReady();
      else if (message.kind === 'done') progress(message.done);
      else resolve(message.tally);
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`a share of the proof ended with ${code}`)));
  });
  return { ready, tally };
}
