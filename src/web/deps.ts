import type { Answers } from '../answers/index.js';
import type { Guide } from '../content/index.js';
import type { Delivery } from '../delivery/index.js';
import type { Directory } from '../directory/index.js';
import type { Translator } from '../i18n/index.js';
import type { Search } from '../search/index.js';
import type { Clock, SharedState } from '../store/index.js';

/** What `/readyz` tells. `telegram` is a word for operators: `off`, `polling`, `webhook`, `away` … */
export interface Health {
  ready: boolean;
  generation: { store: number; search: number };
  telegram: string;
}

export interface TelegramWebhook {
  /** Random last part of the address, `A-Za-z0-9_-`. */
  path: string;
  /** What Telegram sends in `X-Telegram-Bot-Api-Secret-Token`. */
  secret: string;
  /** Durable before it resolves. Rejects if the store is away: Telegram is then told to come again in 5 s. */
  acceptUpdate(update: unknown): Promise<unknown>;
}

export interface WebSettings {
  /** Address under which people reach the site, without a final slash; null: not known. */
  publicUrl: string | null;
  retentionDays: number;
  /** API requests a minute and address. */
  rateLimit: number;
}

export interface WebDeps {
  /** The newest published generation at the moment of the call. */
  guide: () => Guide;
  directory: () => Directory;
  search: () => Search;
  answers: Answers;
  delivery: Delivery;
  translator: Translator;
  clock: Clock;
  state: SharedState;
  settings: WebSettings;
  health: () => Promise<Health>;
  webhook?: TelegramWebhook;
  /** Counts "was this right?" per topic. Without it the count is kept in the shared state for 90 days. */
  countFeedback?: (topic: string, right: boolean) => Promise<void>;
  /** Surprises, by code and route pattern; never content or addresses. */
  onError?: (event: { code: string; route: string }) => void;
}
