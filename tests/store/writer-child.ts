import { openStore } from '../../src/store/index.js';
import { migrations } from '../support/store.js';

const [dataDir = '', templateDir = ''] = process.argv.slice(2);
const store = await openStore({ kind: 'embedded', dataDir, templateDir }, { migrations });
await store.query('CREATE TABLE number (n int)');
for (let n = 1; ; n += 1) {
  if (n % 2) await store.query('INSERT INTO number VALUES ($1)', [n]);
  else {
    await store.transaction(async (tx) => {
      await tx.query('INSERT INTO number VALUES ($1)', [n]);
    });
  }
  process.stdout.write(`${n}\n`);
}
