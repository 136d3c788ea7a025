import type { Queryable } from '../store/index.js';
import { isChannelId } from './deps.js';
import type { ParkedItem } from './index.js';

/** What could not be handled or sent, oldest first: when, how often tried and why, never content. */
export async function listParked(store: Queryable): Promise<ParkedItem[]> {
  const rows = await store.query<Omit<ParkedItem, 'channel'> & { channel: string }>(
    `SELECT 'in-' || id AS id, channel, 'in' AS direction, received_at AS since, tries AS attempts,
            coalesce(reason, 'unknown') AS reason
     FROM inbox WHERE state = 'parked'
     UNION ALL
     SELECT 'out-' || id, channel, 'out', written_at, tries, coalesce(reason, 'unknown')
     FROM outbox WHERE state = 'parked'`,
  );
  return rows
    .flatMap((row) => (isChannelId(row.channel) ? [{ ...row, channel: row.channel }] : []))
    .sort((a, b) => a.since.getTime() - b.since.getTime());
}
