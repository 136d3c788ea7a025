/**
 * The server as `npm start` runs it, with the hooks of proofs and benches: where it dies (PROVE_CRASH), on what text it
 * fails (PROVE_POISON), at what pace it works (PROVE_PACE), whether it only accepts (PROVE_IDLE).
 */
import { z } from 'zod';
import { foldersIn, startApp } from '../../src/app.js';
import { loadConfig } from '../../src/config/index.js';
import type { Channel } from '../../src/delivery/index.js';
import { ROOT } from '../wiring.js';
import { createCrash, parseCrash } from './crash.js';

const pace = z.object({
  timeFactor: z.number().default(1),
  callTimeoutMs: z.number().default(20_000),
  holdSeconds: z.number().default(50),
  /** First wait after "not delivered", in milliseconds. */
  retryMs: z.number().default(1_000),
});

const { PROVE_CRASH, PROVE_POISON, PROVE_PACE, PROVE_IDLE } = process.env;
const crash = createCrash(parseCrash(PROVE_CRASH));
const { retryMs, ...botPace } = pace.parse(JSON.parse(PROVE_PACE ?? '{}'));
const noLimits = { perSecond: 1_000_000, perPersonPerSecond: 1_000_000, burst: 1_000_000 };

const app = await startApp(loadConfig(process.env), foldersIn(ROOT), {
  store: crash.store,
  channel: (channel) => crash.channel(failing(channel)),
  botPace: { ...botPace, limits: noLimits },
  delivery: { retryMs, ...(PROVE_IDLE === undefined ? {} : { deciding: 0, sending: 0 }) },
});
process.stdout.write(`Ready at ${app.url}\n`);
process.on('SIGTERM', () => {
  app.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});

function failing(channel: Channel): Channel {
  if (PROVE_POISON === undefined) return channel;
  return {
    ...channel,
    async decide(payload, memory, context) {
      const text = typeof payload === 'object' && payload !== null ? Reflect.get(payload, 'text') : undefined;
      if (text === PROVE_POISON) throw new Error('poison');
      return channel.decide(payload, memory, context);
    },
  };
}
