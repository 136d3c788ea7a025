/**
 * The door of `delivery`: what makes "never lost" true for every channel. An item is accepted durably,
 * decided in its person's order, and its replies leave by an outbox. It knows neither Telegram nor HTTP.
 */

export { createDelivery } from './create.js';
export type { DeliveryDeps, DeliveryLog, DeliveryOptions } from './deps.js';
export { listParked } from './parked.js';

export type ChannelId = 'telegram' | 'web';

/** What is remembered of a person between messages; nothing else is. All optional, no free text. */
export interface Memory {
  language?: string;
  citizenship?: string;
  region?: string;
  /** id of the last topic, for follow-up questions */
  topic?: string;
}

export interface Arrival {
  channel: ChannelId;
  /** Unique within the channel: `<bot id>:<update_id>`, or an id made by the web client. Not personal. */
  key: string;
  /** Where replies go, e.g. the chat id. Stored only as keyed hash and sealed. */
  address: string;
  /** Order within the person if it is not the order of arrival (Telegram's update_id). */
  order?: number;
  /** The stripped item as JSON; stored sealed, emptied as soon as the item is done. */
  payload: unknown;
}

export interface Decision {
  /** Replies in order, each sent on its own; JSON, stored sealed until sent. */
  replies: unknown[];
  memory: Memory;
  /** The person left (blocked the bot) or asked to be forgotten: everything of theirs is deleted. */
  forget?: true;
}

export type SendOutcome =
  | { kind: 'sent' }
  /** Wait exactly so long, for this person or for the whole channel. */
  | { kind: 'wait'; seconds: number; scope: 'person' | 'channel' }
  /** The person cannot be reached any more (blocked the bot, chat deleted). */
  | { kind: 'closed' }
  /** Will never be taken as it is; `code` without content. */
  | { kind: 'refused'; code: string }
  /** Surely not delivered (connection refused, 5xx before anything happened): try again later. */
  | { kind: 'retry' }
  /** May or may not have arrived (time-out, connection lost): repeated once for each such outcome, and marked. */
  | { kind: 'unknown' };

/** What a channel brings. `send` is absent where replies are fetched by the person (web chat). */
export interface Channel {
  decide(payload: unknown, memory: Memory, context: { repeated: boolean }): Promise<Decision>;
  /** Replies for an item that failed three times; must not fail. */
  apology(payload: unknown, memory: Memory): unknown[];
  send?(address: string, reply: unknown, context: { mayRepeat: boolean }): Promise<SendOutcome>;
  /** Token bucket: sends per second for the whole channel and for one person. */
  limits?: { perSecond: number; perPersonPerSecond: number; burst?: number };
}

export interface ParkedItem {
  id: string;
  channel: ChannelId;
  direction: 'in' | 'out';
  since: Date;
  attempts: number;
  /** Error code or class, never content. */
  reason: string;
}

/** One line of a web conversation as it is shown again; an item that is not decided yet is its last line. */
export interface Line {
  from: 'person' | 'guide';
  /** For `person`: `{ text }`, the item's `text`; for `guide`: the reply as decided. */
  body: unknown;
  at: Date;
}

export interface Delivery {
  /** Durable before it resolves. Rejects if the store is away: then the sender must be told to come again. */
  accept(arrival: Arrival): Promise<'new' | 'duplicate'>;
  /** Web chat: waits until the item with this key is decided or `timeoutMs` is over. */
  settled(channel: ChannelId, key: string, timeoutMs: number): Promise<boolean>;
  /** Web chat: the conversation so far, oldest first; kept sealed and only as long as the channel says. */
  conversation(channel: ChannelId, address: string): Promise<Line[]>;
  memory(channel: ChannelId, address: string): Promise<Memory>;
  remember(channel: ChannelId, address: string, memory: Memory): Promise<void>;
  /** Deletes everything kept of a person. */
  forget(channel: ChannelId, address: string): Promise<void>;
  start(): Promise<void>;
  /** Stops claiming, finishes what is in hand. */
  stop(): Promise<void>;
  /** Resolves when nothing is left to be decided or sent now or within two seconds; longer waits do not count. */
  idle(): Promise<void>;
  parked(): Promise<ParkedItem[]>;
  /** Oldest waiting item in seconds, and counts; for readiness and alerts. */
  backlog(): Promise<{ waiting: number; unsent: number; oldestSeconds: number }>;
}
