import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { freePort } from './postgres.js';

/** A private Redis that keeps nothing on disk. */
export interface TestRedis {
  readonly url: string;
  flushAll(): Promise<void>;
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'guide-redis-'));
  const launch = () => {
    const settings = ['--save', '', '--appendonly', 'no', '--dir', folder];
    return spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', ...settings], {
      stdio: 'ignore',
    });
  };
  let server = launch();
  const kill = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await gone;
  };
  const atExit = (): void => {
    server.kill('SIGKILL');
  };
  process.once('exit', atExit);

  const once = async (command: string): Promise<void> => {
    const client = createClient({
      url,
      socket: { reconnectStrategy: (tries) => (tries < 200 ? 25 : false) },
    });
    client.on('error', () => undefined);
    await client.connect();
    await client.sendCommand([command]);
    await client.close();
  };
  await once('PING');
  return {
    url,
    flushAll: () => once('FLUSHALL'),
    kill,
    async restart() {
      server = launch();
      await once('PING');
    },
    async stop() {
      await kill();
      process.off('exit', atExit);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
