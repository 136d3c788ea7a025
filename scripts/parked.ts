// npm run parked: messages that could not be handled and replies that could not be sent, without content.
import { join } from 'node:path';
import { z } from 'zod';
import { loadConfig } from '../src/config/index.js';
import { listParked } from '../src/delivery/index.js';
import { askOperatorSocket, operatorSocketPath } from '../src/operator-socket.js';
import { openStore, type StoreOptions } from '../src/store/index.js';
import { ROOT } from './wiring.js';

const item = z.object({
  id: z.string(),
  channel: z.string(),
  direction: z.enum(['in', 'out']),
  since: z.coerce.date(),
  attempts: z.number(),
  reason: z.string(),
});

const config = loadConfig(process.env);
const running =
  config.store.kind === 'embedded' ? await askOperatorSocket(operatorSocketPath(config.store.dataDir)) : null;
const items = z.array(item).parse(running === null ? await readStore() : JSON.parse(running));

if (items.length === 0) console.log('Nothing is parked.');
for (const { id, channel, direction, since, attempts, reason } of items) {
  const what = direction === 'in' ? 'message not handled' : 'reply not sent';
  console.log(`${since.toISOString()}  ${channel}  ${what}  ${reason}  attempts ${attempts}  #${id}`);
}

async function readStore(): Promise<unknown> {
  const options: StoreOptions =
    config.store.kind === 'embedded'
      ? { kind: 'embedded', dataDir: config.store.dataDir }
      : { kind: 'server', url: config.store.url };
  const store = await openStore(options, { migrations: join(ROOT, 'migrations') });
  try {
    return await listParked(store);
  } finally {
    await store.close();
  }
}
