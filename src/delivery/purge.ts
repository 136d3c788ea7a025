import { type DeliveryDeps, isChannelId } from './deps.js';
import { reasonOf } from './person.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Telegram repeats an update for a day, a client its message for a week at most. */
const KEYS_DAYS = 9;
const JUMP_MS = HOUR_MS;

/**
 * Deletes what is too old, on a schedule and never at the start. A clock that has jumped deletes nothing: the time of
 * day must have run like the monotonic clock since this process started.
 */
export function createPurge(deps: DeliveryDeps) {
  const { store, clock, channels, log, options } = deps;
  const retentionDays = options?.retentionDays ?? 30;
  const startedAt = { wall: clock.now().getTime(), steady: performance.now() };
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const day = (daysAgo: number): string => {
    const at = new Date(Date.parse(`${clock.today()}T00:00:00Z`) - daysAgo * DAY_MS);
    return at.toISOString().slice(0, 10);
  };
  const jumped = (): boolean => {
    const wall = clock.now().getTime() - startedAt.wall;
    return Math.abs(wall - (performance.now() - startedAt.steady)) > JUMP_MS;
  };
  // Only channels whose conversation is kept here; one that is switched off keeps its lines until retention ends.
  const talking = Object.keys(channels).filter((name) => isChannelId(name) && !channels[name]?.send);

  const purge = async (): Promise<void> => {
    if (jumped()) {
      log.error({}, 'the clock has jumped: nothing is deleted until a restart');
      return;
    }
    await store.query("DELETE FROM inbox WHERE state = 'done' AND done_day < $1::date", [day(KEYS_DAYS)]);
    const kept = day(Math.max(retentionDays, KEYS_DAYS));
    await store.query("DELETE FROM inbox WHERE state = 'parked' AND done_day < $1::date", [kept]);
    const oldest = new Date(clock.now().getTime() - retentionDays * DAY_MS);
    await store.query(
      `DELETE FROM outbox WHERE state IN ('line', 'parked') AND written_at < $1::timestamptz`,
      [oldest],
    );
    // What waits for a channel that was switched off ends too: nobody wants the answer after so long.
    await store.query(
      `UPDATE inbox SET state = 'done', person = NULL, payload = NULL, done_day = $2::date
       WHERE state = 'waiting' AND received_at < $1::timestamptz`,
      [oldest, clock.today()],
    );
    await store.query('DELETE FROM outbox WHERE written_at < $1::timestamptz', [oldest]);
    // A conversation ends whole, 24 hours after its last line.
    await store.query(
      `DELETE FROM outbox o WHERE o.state = 'line' AND o.person IN (
         SELECT person FROM outbox WHERE state = 'line' GROUP BY person HAVING max(written_at) < $1::timestamptz)`,
      [new Date(clock.now().getTime() - DAY_MS)],
    );
    const nothingLeft = `NOT EXISTS (SELECT 1 FROM outbox o WHERE o.person = p.id)
       AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.person = p.id)`;
    await store.query(
      `DELETE FROM person p WHERE p.channel = ANY($1::text[]) AND p.seen_day < $2::date AND ${nothingLeft}`,
      [talking, day(1)],
    );
    await store.query(`DELETE FROM person p WHERE p.seen_day < $1::date AND ${nothingLeft}`, [
      day(retentionDays),
    ]);
  };

  return {
    start(): void {
      timer = setInterval(() => {
        running ??= purge()
          .catch((error: unknown) => log.warn({ code: reasonOf(error) }, 'nothing could be deleted now'))
          .finally(() => {
            running = undefined;
          });
      }, options?.purgeEveryMs ?? HOUR_MS);
      timer.unref();
    },
    async stop(): Promise<void> {
      clearInterval(timer);
      await running;
    },
  };
}
