import { chmodSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';

/**
 * The embedded store belongs to the running server, so its operator asks the server itself: a socket in the data
 * folder that only the server's own system user may open. It answers one question and closes.
 */
export interface OperatorSocket {
  close(): Promise<void>;
}

export function operatorSocketPath(dataDir: string): string {
  return join(dataDir, 'operator.sock');
}

/** Rejects if the path cannot be used (too long for a socket, no such folder). */
export function openOperatorSocket(path: string, answer: () => Promise<unknown>): Promise<OperatorSocket> {
  rmSync(path, { force: true });
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    answer().then(
      (value) => socket.end(JSON.stringify(value)),
      () => socket.destroy(),
    );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      chmodSync(path, 0o600);
      resolve({
        close: () =>
          new Promise((done) => {
            server.close(() => done());
          }),
      });
    });
  });
}

/** What the running server answers as JSON; null if none runs there. */
export function askOperatorSocket(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = createConnection(path);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.once('error', () => resolve(null));
    socket.once('end', () => resolve(chunks.length === 0 ? null : Buffer.concat(chunks).toString('utf8')));
  });
}
