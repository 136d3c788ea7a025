import {
  type Arrival,
  type Channel,
  type ChannelId,
  createDelivery,
  type Decision,
  type Delivery,
  type DeliveryDeps,
  type Memory,
  type SendOutcome,
} from '../../src/delivery/index.js';
import { createClock, createState, createVault, type Store } from '../../src/store/index.js';

export const SECRET = Buffer.alloc(32, 7);

export interface Sent {
  address: string;
  reply: unknown;
  mayRepeat: boolean;
  at: number;
}

/** A channel whose decisions and sendings a test holds in its hands; by default it answers `re: <text>`. */
export interface Script {
  decide(text: string, memory: Memory, context: { repeated: boolean }): Promise<Decision> | Decision;
  send(address: string, reply: unknown, context: { mayRepeat: boolean }): Promise<SendOutcome> | SendOutcome;
}

export function answer(text: string, memory: Memory = {}): Decision {
  return { replies: [`re: ${text}`], memory };
}

export interface Harness {
  delivery: Delivery;
  sent: Sent[];
  decided: string[];
  logged: string[];
  texts(address?: string): unknown[];
  say(address: string, text: string, rest?: Partial<Arrival>): Promise<'new' | 'duplicate'>;
}

let keys = 0;

export function harness(
  store: Store,
  script: Partial<Script> = {},
  deps: Partial<DeliveryDeps> = {},
): Harness {
  const sent: Sent[] = [];
  const decided: string[] = [];
  const logged: string[] = [];
  const note = (fields: Record<string, unknown>, message: string) => {
    logged.push(`${message} ${JSON.stringify(fields)}`);
  };
  const textOf = (payload: unknown): string =>
    typeof payload === 'object' && payload !== null ? String(Reflect.get(payload, 'text')) : '';
  const decide: Channel['decide'] = async (payload, memory, context) => {
    const text = textOf(payload);
    decided.push(text);
    return script.decide ? script.decide(text, memory, context) : answer(text, memory);
  };
  const apology: Channel['apology'] = () => ['sorry'];
  const telegram: Channel = {
    decide,
    apology,
    async send(address, reply, { mayRepeat }) {
      const outcome = script.send
        ? await script.send(address, reply, { mayRepeat })
        : { kind: 'sent' as const };
      if (outcome.kind === 'sent') sent.push({ address, reply, mayRepeat, at: performance.now() });
      return outcome;
    },
    limits: { perSecond: 10_000, perPersonPerSecond: 10_000, burst: 1_000 },
  };
  const { options, ...others } = deps;
  const delivery = createDelivery({
    store,
    state: createState({ kind: 'memory' }),
    clock: createClock(),
    vault: createVault(SECRET),
    channels: { telegram, web: { decide, apology } },
    log: { info: note, warn: note, error: note },
    ...others,
    options: { retryMs: 20, ...options },
  });
  return {
    delivery,
    sent,
    decided,
    logged,
    texts: (address) => sent.filter((one) => !address || one.address === address).map((one) => one.reply),
    say(address, text, rest = {}) {
      keys += 1;
      const channel: ChannelId = rest.channel ?? 'telegram';
      return delivery.accept({ channel, key: `bot:${keys}`, address, payload: { text }, ...rest });
    },
  };
}

/** A promise that a test settles. */
export function gate<T = void>() {
  let open: (value: T) => void = () => {};
  const opened = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
