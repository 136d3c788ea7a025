import { openStore } from '../../src/store/index.js';
import { startPostgres } from '../support/postgres.js';
import { migrations } from '../support/store.js';
import { deliveryContract } from './contract.js';

deliveryContract('a PostgreSQL server', async () => {
  const postgres = await startPostgres();
  const store = await openStore({ kind: 'server', url: await postgres.freshDatabase() }, { migrations });
  return {
    store,
    async done() {
      await store.close();
      await postgres.stop();
    },
  };
});
