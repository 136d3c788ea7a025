import { isStoreError } from '../store/index.js';

/**
 * Collects items while the last batch is on its way to the store and writes them together: one commit for many.
 * A single item waits `lingerMs` at most for company.
 */
export interface Batch<Item, Result> {
  add(item: Item): Promise<Result>;
  /** Resolves when nothing is collected or on its way. */
  drained(): Promise<void>;
}

export interface BatchOptions<Item, Result> {
  /** One result for each item, in order. */
  write(items: Item[]): Promise<Result[]>;
  lingerMs: number;
  maxItems: number;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

export function createBatch<Item, Result>(options: BatchOptions<Item, Result>): Batch<Item, Result> {
  let collected: Waiting<Item, Result>[] = [];
  let running: Promise<void> | undefined;

  const settle = async (part: Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await options.write(part.map(({ item }) => item));
      for (const [i, waiting] of part.entries()) {
        const result = results[i];
        if (result === undefined) waiting.reject(new Error('a batch came back without this item'));
        else waiting.resolve(result);
      }
    } catch (error) {
      // One item the database will not have must not take its company along.
      if (part.length > 1 && isStatementError(error)) for (const waiting of part) await settle([waiting]);
      else for (const { reject } of part) reject(error);
    }
  };

  const run = async (): Promise<void> => {
    if (options.lingerMs > 0) await new Promise((resolve) => setTimeout(resolve, options.lingerMs));
    while (collected.length > 0) {
      const part = collected.slice(0, options.maxItems);
      collected = collected.slice(options.maxItems);
      await settle(part);
    }
    running = undefined;
  };

  return {
    add(item) {
      return new Promise<Result>((resolve, reject) => {
        collected.push({ item, resolve, reject });
        running ??= run();
      });
    },
    async drained() {
      while (running) await running;
    },
  };
}

/** The database understood and refused (bad value, broken rule), unlike a database that is away. */
export function isStatementError(error: unknown): boolean {
  return isStoreError(error) && /^(22|23|42|54)/.test(error.code);
}
