import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Catches `store.query` inside the store's own transaction. On the embedded store, which has one connection,
 * it would wait for ever; on a server it would silently run outside. Here it is the same clear error on both.
 */
export function createOwnTransactionGuard() {
  const current = new AsyncLocalStorage<{ open: boolean }>();
  return {
    check(): void {
      if (current.getStore()?.open) {
        throw new Error('inside a transaction use its own handle (tx), not the store');
      }
    },
    async run<T>(work: () => Promise<T>): Promise<T> {
      const mark = { open: true };
      try {
        return await current.run(mark, work);
      } finally {
        mark.open = false; // work that was started inside and outlives the transaction may use the store
      }
    },
  };
}
