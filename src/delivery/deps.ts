import type { Clock, SharedState, Store, Vault } from '../store/index.js';
import type { Channel, ChannelId } from './index.js';

export interface DeliveryLog {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

export interface DeliveryOptions {
  /** Days after which a person who does not come back is forgotten, and lines of a conversation end (30). */
  retentionDays?: number;
  /** Persons decided side by side (16) and sent to side by side (32). */
  deciding?: number;
  sending?: number;
  /** Longest time one decision may take, in milliseconds (1,500); twice too long and it is parked. */
  decideLimitMs?: number;
  /** Longest time one sending may take before its outcome counts as unknown (60,000). */
  sendLimitMs?: number;
  /** First wait after "not delivered"; doubles up to a minute (1,000). */
  retryMs?: number;
  /** How often everything waiting is looked for, whatever the wake-ups say (30,000). */
  sweepMs?: number;
  /** How often what is too old is deleted (an hour). */
  purgeEveryMs?: number;
  /** A monotonic clock for limits, in milliseconds; a benchmark may run it faster. */
  monotonic?: () => number;
}

export interface DeliveryDeps {
  store: Store;
  state: SharedState;
  clock: Clock;
  vault: Vault;
  /** A channel that is switched off is left out: its items wait. */
  channels: Partial<Record<ChannelId, Channel>>;
  log: DeliveryLog;
  options?: DeliveryOptions;
}

export const CHANNEL_IDS: readonly ChannelId[] = ['telegram', 'web'];

export function isChannelId(name: string): name is ChannelId {
  return CHANNEL_IDS.some((id) => id === name);
}
