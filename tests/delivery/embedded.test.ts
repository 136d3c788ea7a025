import { openTestStore } from '../support/store.js';
import { deliveryContract } from './contract.js';

deliveryContract('the embedded store', openTestStore);
