// One share of the proof in a process of its own: node --import tsx worker.ts '{"seed":…,"inputs":…,"first":…,"step":…}'
import { z } from 'zod';
import { proveSearch } from '../search.js';
import { openSearchProof } from './open.js';
import type { FromWorker } from './split.js';

const { first, step, ...plan } = z
  .strictObject({ seed: z.number(), inputs: z.number(), first: z.number(), step: z.number() })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

const tell = (message: FromWorker) => process.send?.(message);
const deps = await openSearchProof(plan.seed);
tell({ kind: 'ready' });
const tally = await proveSearch(
  plan,
  { ...deps, progress: (done) => tell({ kind: 'done', done }) },
  { first, step },
);
tell({ kind: 'tally', tally });
process.disconnect();
