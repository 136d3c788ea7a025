import { randomUUID } from 'node:crypto';
import type { Store } from '../store/index.js';
import type { Memory } from './index.js';
import { deletePerson, type MemoryRow } from './person.js';

/** One person's next item, in hand under a lease. */
export interface Claimed extends MemoryRow {
  token: string;
  person: string;
  channel: string;
  inbox: number;
  key: string;
  payload: Buffer;
  /** How often it was taken in hand, this time included: also counts what took the whole process down. */
  tries: number;
  failures: number;
}

export interface Verdict {
  person: string;
  token: string;
  inbox: number;
  channel: string;
  state: 'done' | 'parked' | 'waiting';
  /** Counts against the item. */
  failed: boolean;
  /** Milliseconds until the person's next item may be taken. */
  delayMs: number;
  reason: string | null;
  /** Replaces what is remembered; null leaves it. */
  memory: Memory | null;
  lines: { place: number; payload: Buffer; state: 'waiting' | 'line' }[];
  forget: boolean;
}

type ClaimRow = Omit<Claimed, 'token' | 'inbox'> & { inbox: number | null };

/** Takes up to `room` persons in hand that have something to decide, each with the first of their items. */
export async function claimItems(
  store: Store,
  channels: readonly string[],
  room: number,
  leaseMs: number,
): Promise<Claimed[]> {
  const token = randomUUID();
  const rows = await store.query<ClaimRow>(
    `WITH head AS MATERIALIZED (
       SELECT id FROM persons_to_decide($1::text[], $2::int) AS id
     ), leased AS (
       UPDATE person SET decide_token = $3, decide_after = now() + $4::float8 * interval '1 millisecond'
       WHERE id IN (SELECT id FROM head)
       RETURNING id, channel, language, citizenship, region, topic
     ), first AS (
       SELECT f.id FROM leased l CROSS JOIN LATERAL (
         SELECT i.id FROM inbox i WHERE i.person = l.id AND i.state = 'waiting'
         ORDER BY i.position, i.id LIMIT 1) f
     ), taken AS (
       UPDATE inbox i SET tries = i.tries + 1 FROM first
       WHERE i.id = first.id AND i.state = 'waiting'
       RETURNING i.id, i.person, i.key, i.payload, i.tries, i.failures
     )
     SELECT l.id AS person, l.channel, l.language, l.citizenship, l.region, l.topic,
            t.id AS inbox, t.key, t.payload, t.tries, t.failures
     FROM leased l LEFT JOIN taken t ON t.person = l.id`,
    [channels, room, token, leaseMs],
  );
  const claimed: Claimed[] = [];
  let empty = false;
  for (const { inbox, ...row } of rows) {
    if (inbox === null) empty = true;
    else claimed.push({ ...row, inbox, token });
  }
  // Another process finished what this one saw: nothing in hand, so the person is let go at once.
  if (empty) {
    await store.query(
      `UPDATE person SET decide_token = NULL, decide_after = '-infinity'
       WHERE decide_token = $1 AND NOT (id = ANY($2::text[]))`,
      [token, claimed.map(({ person }) => person)],
    );
  }
  return claimed;
}

/**
 * Writes decisions down, all in one statement: item, memory and replies together or not at all. A worker whose lease
 * was given to another changes nothing: its verdict comes back as `false`.
 */
export async function writeVerdicts(
  store: Store,
  verdicts: Verdict[],
  at: Date,
  today: string,
): Promise<boolean[]> {
  const plain = verdicts.filter(({ forget }) => !forget);
  const kept = new Set<number>();
  if (plain.length > 0) for (const id of await writePlain(store, plain, at, today)) kept.add(id);
  for (const verdict of verdicts) {
    if (verdict.forget && (await writeForgetting(store, verdict, at, today))) kept.add(verdict.inbox);
  }
  return verdicts.map(({ inbox }) => kept.has(inbox));
}

async function writePlain(store: Store, verdicts: Verdict[], at: Date, today: string): Promise<number[]> {
  const lines = verdicts.flatMap(({ inbox, person, channel, lines }) =>
    lines.map((line) => ({ ...line, inbox, person, channel })),
  );
  const rows = await store.query<{ inbox: number }>(
    `WITH verdict AS (
       SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::boolean[], $6::float8[], $7::text[],
         $8::boolean[], $9::text[], $10::text[], $11::text[], $12::text[])
       AS v(person, token, inbox, state, failed, delay_ms, reason, remember, language, citizenship, region, topic)
     ), locked AS MATERIALIZED (
       SELECT id FROM person WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE
     ), fenced AS (
       UPDATE person p SET decide_token = NULL,
         decide_after = CASE WHEN v.delay_ms > 0 THEN now() + v.delay_ms * interval '1 millisecond'
                             ELSE '-infinity' END,
         language = CASE WHEN v.remember THEN v.language ELSE p.language END,
         citizenship = CASE WHEN v.remember THEN v.citizenship ELSE p.citizenship END,
         region = CASE WHEN v.remember THEN v.region ELSE p.region END,
         topic = CASE WHEN v.remember THEN v.topic ELSE p.topic END
       FROM locked l JOIN verdict v ON v.person = l.id
       WHERE p.id = l.id AND p.id = ANY($1::text[]) AND p.decide_token = v.token
       RETURNING v.inbox, v.state, v.failed, v.reason
     ), settled AS (
       UPDATE inbox i SET state = f.state, reason = f.reason,
         failures = i.failures + f.failed::int,
         tries = i.tries - (f.state = 'waiting' AND NOT f.failed)::int,
         person = CASE WHEN f.state = 'waiting' THEN i.person END,
         payload = CASE WHEN f.state = 'waiting' THEN i.payload END,
         done_day = CASE WHEN f.state = 'waiting' THEN NULL ELSE $13::date END
       FROM fenced f WHERE i.id = f.inbox
     ), written AS (
       INSERT INTO outbox (inbox, place, person, channel, payload, state, written_at)
       SELECT r.inbox, r.place, r.person, r.channel, r.payload, r.state, $14::timestamptz
       FROM unnest($15::bigint[], $16::int[], $17::text[], $18::text[], $19::bytea[], $20::text[])
         AS r(inbox, place, person, channel, payload, state)
       JOIN fenced f ON f.inbox = r.inbox
       ORDER BY r.inbox, r.place
       ON CONFLICT (inbox, place) DO NOTHING
     )
     SELECT inbox FROM fenced`,
    [
      verdicts.map((v) => v.person),
      verdicts.map((v) => v.token),
      verdicts.map((v) => v.inbox),
      verdicts.map((v) => v.state),
      verdicts.map((v) => v.failed),
      verdicts.map((v) => v.delayMs),
      verdicts.map((v) => v.reason),
      verdicts.map((v) => v.memory !== null),
      verdicts.map((v) => v.memory?.language ?? null),
      verdicts.map((v) => v.memory?.citizenship ?? null),
      verdicts.map((v) => v.memory?.region ?? null),
      verdicts.map((v) => v.memory?.topic ?? null),
      today,
      at,
      lines.map((line) => line.inbox),
      lines.map((line) => line.place),
      lines.map((line) => line.person),
      lines.map((line) => line.channel),
      lines.map((line) => line.payload),
      lines.map((line) => line.state),
    ],
  );
  return rows.map(({ inbox }) => inbox);
}

/** The person goes; if there is a last reply, only the address stays until that is sent. */
async function writeForgetting(store: Store, verdict: Verdict, at: Date, today: string): Promise<boolean> {
  return store.transaction(async (tx) => {
    const held = await tx.query('SELECT 1 FROM person WHERE id = $1 AND decide_token = $2 FOR UPDATE', [
      verdict.person,
      verdict.token,
    ]);
    if (held.length === 0) return false;
    if (verdict.lines.length === 0) {
      await deletePerson(tx, verdict.person, today);
      return true;
    }
    await tx.query(
      "UPDATE inbox SET state = 'done', person = NULL, payload = NULL, done_day = $2::date WHERE id = $1",
      [verdict.inbox, today],
    );
    // Answers that are still on their way go first; kept lines go now.
    await tx.query("DELETE FROM outbox WHERE person = $1 AND state = 'line'", [verdict.person]);
    await tx.query(
      `UPDATE person SET leaving = true, decide_token = NULL, decide_after = '-infinity',
         language = NULL, citizenship = NULL, region = NULL, topic = NULL WHERE id = $1`,
      [verdict.person],
    );
    for (const line of verdict.lines) {
      await tx.query(
        `INSERT INTO outbox (inbox, place, person, channel, payload, state, written_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [verdict.inbox, line.place, verdict.person, verdict.channel, line.payload, line.state, at],
      );
    }
    return true;
  });
}
