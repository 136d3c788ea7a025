import { randomUUID } from 'node:crypto';
import type { Store } from '../store/index.js';

/** One person's next reply, marked durably as being sent. */
export interface Leaving {
  token: string;
  person: string;
  address: Buffer;
  leaving: boolean;
  outbox: number;
  inbox: number;
  place: number;
  payload: Buffer;
  tries: number;
  /** How often nobody knows whether it arrived. */
  unknowns: number;
  written_at: Date;
}

export interface Outcome {
  person: string;
  token: string;
  outbox: number;
  result: 'sent' | 'again' | 'closed' | 'parked';
  /** Milliseconds until the person's next reply may leave. */
  delayMs: number;
  reason: string | null;
  unknown: boolean;
  /** False if this sending does not count, as the channel only asked to wait. */
  counts: boolean;
  leaving: boolean;
}

type ClaimRow = Omit<Leaving, 'token' | 'outbox'> & { outbox: number | null };

/**
 * Takes up to `room` persons in hand that have something to be sent, each with the first of their replies. A reply
 * that is found in the middle of sending was left there by a process that died: its outcome is unknown.
 */
export async function claimReplies(
  store: Store,
  channel: string,
  room: number,
  leaseMs: number,
): Promise<Leaving[]> {
  const token = randomUUID();
  const rows = await store.query<ClaimRow>(
    `WITH head AS MATERIALIZED (
       SELECT id FROM persons_to_send($1, $2::int) AS id
     ), leased AS (
       UPDATE person SET send_token = $3, send_after = now() + $4::float8 * interval '1 millisecond'
       WHERE id IN (SELECT id FROM head)
       RETURNING id, address, leaving
     ), first AS (
       SELECT f.id FROM leased l CROSS JOIN LATERAL (
         SELECT o.id FROM outbox o WHERE o.person = l.id AND o.state IN ('waiting', 'sending')
         ORDER BY o.id LIMIT 1) f
     ), taken AS (
       UPDATE outbox o SET unknowns = o.unknowns + (o.state = 'sending')::int, tries = o.tries + 1, state = 'sending'
       FROM first WHERE o.id = first.id AND o.state IN ('waiting', 'sending')
       RETURNING o.id, o.person, o.inbox, o.place, o.payload, o.tries, o.unknowns, o.written_at
     )
     SELECT l.id AS person, l.address, l.leaving, t.id AS outbox, t.inbox, t.place, t.payload, t.tries, t.unknowns,
            t.written_at
     FROM leased l LEFT JOIN taken t ON t.person = l.id`,
    [channel, room, token, leaseMs],
  );
  const claimed: Leaving[] = [];
  let empty = false;
  for (const { outbox, ...row } of rows) {
    if (outbox === null) empty = true;
    else claimed.push({ ...row, outbox, token });
  }
  if (empty) {
    await store.query(
      `UPDATE person SET send_token = NULL, send_after = '-infinity'
       WHERE send_token = $1 AND NOT (id = ANY($2::text[]))`,
      [token, claimed.map(({ person }) => person)],
    );
  }
  return claimed;
}

/** Prolongs the leases of what is still in hand. */
export async function prolong(store: Store, tokens: string[], leaseMs: number): Promise<void> {
  await store.query(
    `UPDATE person SET send_after = now() + $2::float8 * interval '1 millisecond' WHERE send_token = ANY($1::text[])`,
    [tokens, leaseMs],
  );
}

/** Writes down what became of replies, all in one statement. What was sent is deleted, text and all. */
export async function writeOutcomes(store: Store, outcomes: Outcome[]): Promise<true[]> {
  await store.query(
    `WITH outcome AS (
       SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::float8[], $6::text[], $7::boolean[],
         $8::boolean[])
       AS v(person, token, outbox, result, delay_ms, reason, unknown, counts)
     ), locked AS MATERIALIZED (
       SELECT id FROM person WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE
     ), fenced AS (
       UPDATE person p SET send_token = NULL,
         send_after = CASE WHEN v.delay_ms > 0 THEN now() + v.delay_ms * interval '1 millisecond'
                           ELSE '-infinity' END,
         blocked = p.blocked OR v.result = 'closed'
       FROM locked l JOIN outcome v ON v.person = l.id
       WHERE p.id = l.id AND p.id = ANY($1::text[]) AND p.send_token = v.token
       RETURNING v.person, v.outbox, v.result, v.reason, v.unknown, v.counts
     ), gone AS (
       DELETE FROM outbox o USING outcome v WHERE o.id = v.outbox AND v.result = 'sent'
     ), closed AS (
       DELETE FROM outbox o USING fenced f
       WHERE f.result = 'closed' AND o.person = f.person AND o.state IN ('waiting', 'sending')
     )
     UPDATE outbox o SET
       state = CASE WHEN f.result = 'parked' THEN 'parked' ELSE 'waiting' END,
       person = CASE WHEN f.result = 'parked' THEN NULL ELSE o.person END,
       payload = CASE WHEN f.result = 'parked' THEN NULL ELSE o.payload END,
       reason = f.reason,
       unknowns = o.unknowns + f.unknown::int,
       tries = o.tries - (NOT f.counts)::int
     FROM fenced f WHERE o.id = f.outbox AND f.result IN ('again', 'parked')`,
    [
      outcomes.map((o) => o.person),
      outcomes.map((o) => o.token),
      outcomes.map((o) => o.outbox),
      outcomes.map((o) => o.result),
      outcomes.map((o) => o.delayMs),
      outcomes.map((o) => o.reason),
      outcomes.map((o) => o.unknown),
      outcomes.map((o) => o.counts),
    ],
  );
  const gone = outcomes.filter(({ leaving }) => leaving).map(({ person }) => person);
  if (gone.length > 0) {
    await store.query(
      `DELETE FROM person p WHERE p.id = ANY($1::text[]) AND p.leaving
         AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.person = p.id)
         AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.person = p.id)`,
      [gone],
    );
  }
  return outcomes.map(() => true);
}
