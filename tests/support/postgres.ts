import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A private PostgreSQL cluster in a temporary folder. */
export interface TestPostgres {
  /** An address of the maintenance database. */
  readonly url: string;
  /** A new, empty database; returns its address. */
  freshDatabase(): Promise<string>;
  /** As a crash of the machine's server: every process at once. */
  kill(): Promise<void>;
  /** Starts it again on the same port and folder. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

function binaries(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions
    .map((version) => join(root, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
  if (!found) throw new Error('PostgreSQL is not installed: run `node scripts/test-services.mjs`');
  return found;
}

/** PostgreSQL refuses to run as root; the Debian package brings a user for it. */
function owner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString());
  return { uid: id('-u'), gid: id('-g') };
}

/** Starts a cluster, durable as in real life; `settings` are lines such as `fsync=off`. Takes about a second. */
export async function startPostgres(settings: readonly string[] = []): Promise<TestPostgres> {
  const bin = binaries();
  const as = owner();
  const folder = mkdtempSync(join(tmpdir(), 'guide-pg-'));
  if (as) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  const run = { ...as, cwd: folder, stdio: 'ignore' as const };
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'],
    run,
  );
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;

  let server = launch();
  function launch() {
    const options = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`];
    const tuning = ['max_connections=200', 'shared_buffers=64MB', ...settings];
    const args = ['-D', data, ...[...options, ...tuning].flatMap((setting) => ['-c', setting])];
    return spawn(join(bin, 'postgres'), args, { ...run, detached: true });
  }
  const ended = (): Promise<void> =>
    server.exitCode !== null || server.signalCode !== null
      ? Promise.resolve()
      : new Promise((resolve) => server.once('exit', () => resolve()));
  const end = async (signal: NodeJS.Signals, whole: boolean): Promise<void> => {
    const gone = ended();
    if (server.pid && server.exitCode === null) process.kill(whole ? -server.pid : server.pid, signal);
    await gone;
  };
  // The cluster is a process group of its own: it must not outlive a test run that dies.
  const atExit = (): void => {
    if (server.pid && server.exitCode === null && server.signalCode === null)
      process.kill(-server.pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', atExit);

  await answering(url);
  let count = 0;
  return {
    url,
    async freshDatabase() {
      count += 1;
      const name = `test_${process.pid}_${count}`;
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return url.replace(/postgres$/, name);
    },
    kill: () => end('SIGKILL', true),
    async restart() {
      server = launch();
      await answering(url);
    },
    async stop() {
      await end('SIGINT', false);
      process.off('exit', atExit);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answering(url: string): Promise<void> {
  const until = Date.now() + 20_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
