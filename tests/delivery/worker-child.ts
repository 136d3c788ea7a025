/** Accepts without end, decides and sends; prints `acked <key>` and `sent <key>`. Lives until it is killed. */
import { writeSync } from 'node:fs';
import { openStore } from '../../src/store/index.js';
import { migrations } from '../support/store.js';
import { harness } from './harness.js';

const [dataDir = '', templateDir = '', run = ''] = process.argv.slice(2);
const store = await openStore({ kind: 'embedded', dataDir, templateDir }, { migrations });
const print = (line: string) => writeSync(1, `${line}\n`);
const { delivery, say } = harness(store, {
  send(_, reply, { mayRepeat }) {
    print(`sent ${String(reply).slice(4)} ${mayRepeat}`);
    return { kind: 'sent' };
  },
});
await delivery.start();
let n = 0;
await Promise.all(
  Array.from({ length: 12 }, async (_, person) => {
    for (;;) {
      n += 1;
      const key = `${run}:${n}`;
      await say(`person ${person}`, key, { key, order: n });
      print(`acked ${key}`);
    }
  }),
);
