/** Before all tests: the index of the whole guide is built once, so that no test waits for it. */
import { openAnswers } from '../../scripts/wiring.js';

export default async function buildIndex(): Promise<void> {
  await openAnswers();
}
