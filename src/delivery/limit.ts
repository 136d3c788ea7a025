const HEAVY_STALL_MS = 250;

/** Thrown when work took longer than it may. */
export class OutOfTime extends Error {
  override name = 'out-of-time';
}

/**
 * The result of `work`, or `OutOfTime`. A process that stood still (paused, busy elsewhere) does not count against
 * the work: it gets its time once more.
 */
export async function within<T>(limitMs: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const arm = (again: boolean): void => {
      const due = performance.now() + limitMs;
      timer = setTimeout(() => {
        if (again && performance.now() - due > HEAVY_STALL_MS) arm(false);
        else reject(new OutOfTime());
      }, limitMs);
    };
    arm(true);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
