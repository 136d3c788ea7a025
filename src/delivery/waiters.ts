/** Those who wait in this process for something named to happen. */
export function createWaiters() {
  const waiting = new Map<string, Set<() => void>>();
  return {
    tell(name: string): void {
      for (const wake of waiting.get(name) ?? []) wake();
    },
    /** `happened` resolves at the next `tell`; call `leave` when no longer interested. */
    join(name: string): { happened: Promise<void>; leave(): void } {
      let wake: () => void = () => {};
      const happened = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const all = waiting.get(name) ?? new Set();
      all.add(wake);
      waiting.set(name, all);
      return {
        happened,
        leave() {
          all.delete(wake);
          if (all.size === 0) waiting.delete(name);
        },
      };
    },
  };
}
