/** The server as a process of its own: started, watched until ready, ended by its pid. */
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

export interface ServerProcess {
  pid: number;
  url: string;
  /** Resolves when /readyz says so; rejects with the end of its output if it dies before. */
  ready(): Promise<void>;
  exited: Promise<{ signal: NodeJS.Signals | null; code: number | null }>;
  /** Everything it wrote to standard output and error. */
  output(): string;
  kill(signal: NodeJS.Signals): void;
}

export interface ServerOptions {
  command: readonly string[];
  port: number;
  env: Record<string, string>;
  /** Keeps it on one core where `taskset` is there. */
  core?: number;
}

export function startServer({ command, port, env, core }: ServerOptions): ServerProcess {
  const [program = process.execPath, ...args] =
    core === undefined ? command : ['taskset', '-c', String(core), ...command];
  const child: ChildProcess = spawn(program, args, {
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = `http://127.0.0.1:${port}`;
  const chunks: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  let over = false;
  const exited = new Promise<{ signal: NodeJS.Signals | null; code: number | null }>((resolve) => {
    child.on('error', () => resolve({ signal: null, code: 127 }));
    child.on('close', (code, signal) => resolve({ signal, code }));
  }).finally(() => {
    over = true;
  });
  const output = () => chunks.join('');

  return {
    pid: child.pid ?? 0,
    url,
    exited,
    output,
    kill: (signal) => {
      if (!over && child.pid !== undefined) process.kill(child.pid, signal);
    },
    async ready() {
      const limit = performance.now() + 60_000;
      while (performance.now() < limit) {
        if (over) throw new Error(`the server ended before it was ready:\n${output().slice(-2_000)}`);
        if (await answers(`${url}/readyz`)) return;
        await delay(50);
      }
      throw new Error(`the server was not ready in a minute:\n${output().slice(-2_000)}`);
    },
  };
}

async function answers(address: string): Promise<boolean> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // Expected while it starts: nobody listens yet.
    return false;
  }
}
