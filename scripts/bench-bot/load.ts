/** Load maker, a process of its own: posts updates to a webhook as Telegram would, and prints what it measured. */
import { Pool } from 'undici';

export interface LoadPlan {
  url: string;
  secret: string;
  updates: number;
  /** As many as Telegram opens by `max_connections`. */
  connections: number;
  chats: number;
  firstUpdateId: number;
  /** Texts are used in turn, each made distinct by a number. */
  texts: string[];
}

export interface LoadResult {
  accepted: number;
  refused: number;
  seconds: number;
  p50: number;
  p99: number;
}

async function load(plan: LoadPlan): Promise<LoadResult> {
  const target = new URL(plan.url);
  const pool = new Pool(target.origin, { connections: plan.connections, pipelining: 1 });
  const times: number[] = [];
  let next = 0;
  let accepted = 0;
  let refused = 0;

  const one = async (): Promise<void> => {
    while (next < plan.updates) {
      const number = next++;
      const id = 5_000_000_000 + (number % plan.chats);
      const person = { id, is_bot: false, first_name: 'A', language_code: 'ru' };
      const text = `${plan.texts[number % plan.texts.length]} ${number}`;
      const message = {
        message_id: number + 1,
        date: 1_790_000_000,
        chat: { ...person, type: 'private' },
        from: person,
        text,
      };
      const body = JSON.stringify({ update_id: plan.firstUpdateId + number, message });
      const begun = performance.now();
      const response = await pool.request({
        method: 'POST',
        path: target.pathname,
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': plan.secret },
        body,
      });
      await response.body.dump();
      times.push(performance.now() - begun);
      if (response.statusCode === 200) accepted += 1;
      else refused += 1;
    }
  };

  const begun = performance.now();
  await Promise.all(Array.from({ length: plan.connections }, one));
  const seconds = (performance.now() - begun) / 1000;
  await pool.close();
  times.sort((a, b) => a - b);
  const quantile = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return { accepted, refused, seconds, p50: quantile(0.5), p99: quantile(0.99) };
}

const plan: LoadPlan = JSON.parse(process.argv[2] ?? '{}');
console.log(JSON.stringify(await load(plan)));
