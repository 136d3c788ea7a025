import { setTimeout as pause } from 'node:timers/promises';
import type { DeliveryLog } from './deps.js';
import { reasonOf } from './person.js';

const AFTER_TROUBLE_MS = 1_000;
const NUDGE_MS = 10;

/** Claims work while there is any and room for it, and runs what it claimed side by side. */
export interface Pump {
  /** There may be work; cheap, may be called often. */
  wake(): void;
  /** There may be work that was overlooked; a few of these calls make one look. */
  nudge(): void;
  /** There will be work in so many milliseconds. */
  wakeIn(ms: number): void;
  start(): void;
  /** Claims no more; resolves when what is in hand is finished. */
  stop(): Promise<void>;
  /** Resolves when nothing is in hand and a look for work found none. */
  quiet(): Promise<void>;
}

export interface PumpOptions<Work> {
  name: string;
  slots: number;
  log: DeliveryLog;
  /** Takes up to `room` pieces of work; none if there is none now. */
  claim(room: number): Promise<Work[]>;
  run(work: Work): Promise<void>;
}

export function createPump<Work>(options: PumpOptions<Work>): Pump {
  const timers = new Set<NodeJS.Timeout>();
  let running = false;
  let wanted = false;
  let claiming: Promise<void> | undefined;
  let inHand = 0;
  let nudging: NodeJS.Timeout | undefined;
  let resting: (() => void)[] = [];

  const rest = (): void => {
    if (inHand > 0 || claiming || (running && wanted)) return;
    const told = resting;
    resting = [];
    for (const resolve of told) resolve();
  };

  const runOne = async (work: Work): Promise<void> => {
    try {
      await options.run(work);
    } catch (error) {
      // The lease of what was in hand ends by itself; the work is then claimed again.
      options.log.error({ code: reasonOf(error) }, `${options.name}: work in hand failed`);
    } finally {
      inHand -= 1;
      wake();
      rest();
    }
  };

  const claimAll = async (): Promise<void> => {
    while (running && wanted && inHand < options.slots) {
      wanted = false;
      try {
        const claimed = await options.claim(options.slots - inHand);
        if (claimed.length > 0) wanted = true;
        inHand += claimed.length;
        for (const work of claimed) void runOne(work);
      } catch (error) {
        options.log.warn({ code: reasonOf(error) }, `${options.name}: the store does not answer`);
        await pause(AFTER_TROUBLE_MS);
        wanted = true;
      }
    }
  };

  function wake(): void {
    wanted = true;
    if (!running || claiming || inHand >= options.slots) return;
    claiming = claimAll().finally(() => {
      claiming = undefined;
      if (running && wanted && inHand < options.slots) wake();
      rest();
    });
  }

  const quiet = (): Promise<void> =>
    new Promise((resolve) => {
      resting.push(resolve);
      rest();
    });

  const wakeIn = (ms: number): NodeJS.Timeout => {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        if (nudging === timer) nudging = undefined;
        wake();
      },
      Math.max(1, Math.ceil(ms)),
    );
    timer.unref();
    timers.add(timer);
    return timer;
  };

  return {
    wake,
    wakeIn,
    nudge() {
      nudging ??= wakeIn(NUDGE_MS);
    },
    start() {
      running = true;
      wake();
    },
    async stop() {
      running = false;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      nudging = undefined;
      await quiet();
    },
    quiet,
  };
}
