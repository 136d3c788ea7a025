import { isStoreError } from '../store/index.js';
import { createBatch } from './batch.js';
import type { DeliveryDeps } from './deps.js';
import type { Arrival } from './index.js';
import { addressContext, arrivalContext, personId } from './person.js';

const LINGER_MS = 2;
const MAX_ITEMS = 500;
const TRIES = 3;

interface Sealed {
  channel: string;
  key: string;
  person: string;
  address: Buffer;
  position: number;
  payload: Buffer;
}

type Accepted = 'new' | 'duplicate';

/**
 * Takes items in: sealed, each exactly once, durable before it resolves. Many share one commit; `onWritten` is called
 * after each.
 */
export function createAcceptor(deps: DeliveryDeps, onWritten: () => void) {
  const { store, vault, clock } = deps;

  const write = async (items: Sealed[]): Promise<Accepted[]> => {
    // One row for each person and in one order, so that two processes never wait for each other.
    const persons = [...new Map(items.map((item) => [item.person, item])).values()].sort((a, b) =>
      a.person < b.person ? -1 : 1,
    );
    const rows = await store.query<{ channel: string; key: string }>(
      `WITH fresh AS MATERIALIZED (
         SELECT a.* FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bytea[])
           AS a(channel, key, person, position, payload)
         WHERE NOT EXISTS (SELECT 1 FROM inbox i WHERE i.channel = a.channel AND i.key = a.key)
       ), known AS (
         INSERT INTO person (id, channel, address, created_day, seen_day)
         SELECT id, channel, address, $9::date, $9::date
         FROM unnest($6::text[], $7::text[], $8::bytea[]) AS a(id, channel, address)
         WHERE id IN (SELECT person FROM fresh)
         ON CONFLICT (id) DO UPDATE SET seen_day = excluded.seen_day, blocked = false, leaving = false
           WHERE person.seen_day <> excluded.seen_day OR person.blocked OR person.leaving
       )
       INSERT INTO inbox (channel, key, person, position, payload, received_at)
       SELECT channel, key, person, position, payload, $10::timestamptz
       FROM fresh
       ON CONFLICT (channel, key) DO NOTHING
       RETURNING channel, key`,
      [
        items.map((item) => item.channel),
        items.map((item) => item.key),
        items.map((item) => item.person),
        items.map((item) => item.position),
        items.map((item) => item.payload),
        persons.map((item) => item.person),
        persons.map((item) => item.channel),
        persons.map((item) => item.address),
        clock.today(),
        clock.now(),
      ],
    );
    const fresh = new Set(rows.map((row) => `${row.channel}:${row.key}`));
    // `delete` is true once: the second of two equal items in one batch is the repetition.
    return items.map((item) => (fresh.delete(`${item.channel}:${item.key}`) ? 'new' : 'duplicate'));
  };

  const writeAgain = async (items: Sealed[]): Promise<Accepted[]> => {
    for (let tries = 1; ; tries += 1) {
      try {
        const written = await write(items);
        onWritten();
        return written;
      } catch (error) {
        if (tries === TRIES || !isCrossing(error)) throw error;
      }
    }
  };

  const batch = createBatch<Sealed, Accepted>({
    lingerMs: LINGER_MS,
    maxItems: MAX_ITEMS,
    write: writeAgain,
  });

  return {
    async accept(arrival: Arrival): Promise<Accepted> {
      const { channel, key, address } = arrival;
      const person = personId(deps, channel, address);
      return batch.add({
        channel,
        key,
        person,
        address: vault.seal(address, addressContext(person)),
        position: arrival.order ?? 0,
        payload: vault.seal(JSON.stringify(arrival.payload ?? null), arrivalContext(channel, key)),
      });
    },
    drained: batch.drained,
  };
}

/** Two transactions crossed (dead lock, or the person was forgotten just now): the same again will do. */
function isCrossing(error: unknown): boolean {
  return isStoreError(error) && (error.code === '40P01' || error.code === '23503' || error.code === '40001');
}
