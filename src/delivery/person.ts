import type { Queryable, Store } from '../store/index.js';
import type { DeliveryDeps } from './deps.js';
import type { ChannelId, Line, Memory } from './index.js';

/** A talk is shown from its newest lines on. */
const MOST_LINES = 200;

/** How a person is known: a keyed hash of channel and address. */
export function personId(deps: Pick<DeliveryDeps, 'vault'>, channel: ChannelId, address: string): string {
  return deps.vault.fingerprint('person', `${channel}:${address}`);
}

export const addressContext = (person: string): string => `address:${person}`;
export const arrivalContext = (channel: string, key: string): string => `inbox:${channel}:${key}`;
export const replyContext = (inbox: number, place: number): string => `outbox:${inbox}:${place}`;

export interface MemoryRow {
  language: string | null;
  citizenship: string | null;
  region: string | null;
  topic: string | null;
}

export function memoryOf(row: MemoryRow | undefined): Memory {
  return {
    ...(row?.language ? { language: row.language } : {}),
    ...(row?.citizenship ? { citizenship: row.citizenship } : {}),
    ...(row?.region ? { region: row.region } : {}),
    ...(row?.topic ? { topic: row.topic } : {}),
  };
}

/** What a staff list or a log may show of a surprise: its code or class, never its message. */
export function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  const name = error instanceof Error ? error.name : typeof error;
  const word = typeof code === 'string' || typeof code === 'number' ? String(code) : name;
  return /^[\w.-]{1,60}$/.test(word) ? word : 'error';
}

/** Deletes what is kept of a person; keys of their messages stay (they name nobody), so that a repetition is known. */
export async function deletePerson(tx: Queryable, person: string, today: string): Promise<void> {
  // The person first, as everyone else does: two of them never wait for each other.
  await tx.query('SELECT 1 FROM person WHERE id = $1 FOR UPDATE', [person]);
  await tx.query(
    `UPDATE inbox SET person = NULL, payload = NULL,
       done_day = CASE WHEN state = 'waiting' THEN $2::date ELSE done_day END,
       state = CASE WHEN state = 'waiting' THEN 'done' ELSE state END
     WHERE person = $1`,
    [person, today],
  );
  await tx.query('DELETE FROM outbox WHERE person = $1', [person]);
  await tx.query('DELETE FROM person WHERE id = $1', [person]);
}

/** What is kept of persons, as their channel asks for it. */
export function createPersons(deps: DeliveryDeps) {
  const { store, vault, clock } = deps;

  return {
    async memory(channel: ChannelId, address: string): Promise<Memory> {
      const [row] = await store.query<MemoryRow>(
        'SELECT language, citizenship, region, topic FROM person WHERE id = $1',
        [personId(deps, channel, address)],
      );
      return memoryOf(row);
    },

    async remember(channel: ChannelId, address: string, memory: Memory): Promise<void> {
      const id = personId(deps, channel, address);
      await store.query(
        `INSERT INTO person (id, channel, address, language, citizenship, region, topic, created_day, seen_day)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
         ON CONFLICT (id) DO UPDATE SET language = excluded.language, citizenship = excluded.citizenship,
           region = excluded.region, topic = excluded.topic, seen_day = excluded.seen_day, leaving = false`,
        [
          id,
          channel,
          vault.seal(address, addressContext(id)),
          memory.language ?? null,
          memory.citizenship ?? null,
          memory.region ?? null,
          memory.topic ?? null,
          clock.today(),
        ],
      );
    },

    async forget(channel: ChannelId, address: string): Promise<void> {
      const id = personId(deps, channel, address);
      await store.transaction((tx) => deletePerson(tx, id, clock.today()));
    },

    async conversation(channel: ChannelId, address: string): Promise<Line[]> {
      const id = personId(deps, channel, address);
      const said = await store.query<{ inbox: number; place: number; payload: Buffer; at: Date }>(
        `SELECT inbox, place, payload, written_at AS at FROM outbox
         WHERE person = $1 AND state = 'line' ORDER BY id DESC LIMIT ${MOST_LINES}`,
        [id],
      );
      const asked = await waitingOf(store, id);
      const lines = said.reverse().map((row): Line => {
        const body: unknown = JSON.parse(vault.open(row.payload, replyContext(row.inbox, row.place)));
        return { from: row.place === 0 ? 'person' : 'guide', body, at: row.at };
      });
      for (const row of asked) {
        const payload: unknown = JSON.parse(vault.open(row.payload, arrivalContext(channel, row.key)));
        const body = ownLine(payload);
        if (body) lines.push({ from: 'person', body, at: row.at });
      }
      return lines;
    },
  };
}

function waitingOf(store: Store, person: string): Promise<{ key: string; payload: Buffer; at: Date }[]> {
  return store.query(
    `SELECT key, payload, received_at AS at FROM inbox
     WHERE person = $1 AND state = 'waiting' ORDER BY position, id`,
    [person],
  );
}

/** The person's own line of a conversation: the `text` of the item, if it has one. */
export function ownLine(payload: unknown): { text: string } | undefined {
  const text = typeof payload === 'object' && payload !== null ? Reflect.get(payload, 'text') : undefined;
  return typeof text === 'string' ? { text } : undefined;
}
