import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/index.js';
import { migrations, openTestStore, templateFolder, temporaryFolder } from '../support/store.js';
import { answer, harness } from './harness.js';

const child = fileURLToPath(new URL('./worker-child.ts', import.meta.url));

/** Runs a worker until it has confirmed `acks` items, then kills it at once; returns everything it printed. */
async function runAndKill(
  dataDir: string,
  templateDir: string,
  run: number,
  acks: number,
): Promise<string[]> {
  const worker = spawn('node', ['--import', 'tsx', child, dataDir, templateDir, `run${run}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  let seen = 0;
  worker.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
    seen += chunk.toString().split('acked').length - 1;
    if (seen >= acks) worker.kill('SIGKILL');
  });
  await new Promise((resolve) => worker.once('close', resolve));
  return printed.split('\n').filter(Boolean);
}

it('loses nothing it has confirmed when it is killed, and repeats only what it marks', async () => {
  const folder = temporaryFolder();
  const dataDir = join(folder.path, 'data');
  const templateDir = await templateFolder();
  const lines: string[] = [];
  for (const [run, acks] of [40, 90, 160].entries()) {
    lines.push(...(await runAndKill(dataDir, templateDir, run, acks)));
  }
  const store = await openStore({ kind: 'embedded', dataDir, templateDir }, { migrations });
  const { delivery, sent } = harness(store);
  await delivery.start();
  await delivery.idle();
  await delivery.stop();
  await store.close();
  folder.remove();

  const acked = lines.filter((line) => line.startsWith('acked ')).map((line) => line.slice(6));
  const deliveries = [
    ...lines.filter((line) => line.startsWith('sent ')).map((line) => line.slice(5).split(' ')),
    ...sent.map(({ reply, mayRepeat }) => [String(reply).slice(4), String(mayRepeat)]),
  ];
  const answered = new Set(deliveries.map(([key]) => key));
  expect(acked.length).toBeGreaterThanOrEqual(290);
  expect(acked.filter((key) => !answered.has(key))).toEqual([]);
  const unmarked = deliveries.filter(([, mayRepeat]) => mayRepeat === 'false').map(([key]) => key);
  expect(unmarked).toHaveLength(new Set(unmarked).size);
  expect(deliveries.length - answered.size).toBeLessThanOrEqual(3 * 12);
}, 60_000);

it('leaves no address and no text readable in any file of the data folder', async () => {
  const { store, dataDir, done } = await openTestStore();
  const canaries = ['987654321012', 'canary-question', 'canary-answer', 'canary-session', 'canary-parked'];
  const { delivery, say, logged } = harness(store, {
    decide(text) {
      if (text === 'canary-parked') throw new Error('canary-parked');
      return { ...answer(text), replies: ['canary-answer', { text: 'canary-answer' }] };
    },
    send: (address) => (address === '987654321012' ? { kind: 'sent' } : { kind: 'refused', code: 'no' }),
  });
  await say('987654321012', 'canary-question');
  await delivery.start();
  await say('987654321012', 'canary-question');
  await say('987654321012', 'canary-parked');
  await say('canary-session', 'canary-question', { channel: 'web', key: 'w' });
  await delivery.idle();
  await say('987654321012', 'canary-question');
  await store.vacuum();
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(100);
  let bytes = 0;
  for (const file of files) {
    const content = readFileSync(join(file.parentPath, file.name));
    bytes += content.length;
    for (const canary of canaries) {
      const utf16 = Buffer.from(canary, 'utf16le');
      const found = content.includes(canary) || content.includes(utf16);
      expect(found ? `${canary} in ${file.name}` : '').toBe('');
    }
  }
  expect(bytes).toBeGreaterThan(10_000_000);
  expect(canaries.filter((canary) => logged.join('\n').includes(canary))).toEqual([]);
  await delivery.stop();
  await done();
});
