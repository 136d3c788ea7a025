import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { foldersIn, startApp } from './app.js';
import { ConfigError, loadConfig } from './config/index.js';

/** Compiled it lies in dist/src/, from source in src/: the root is where package.json is. */
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, here.endsWith(join('dist', 'src')) ? '../..' : '..');

/** Who stops us waits five seconds. */
const LONGEST_STOP_MS = 4_500;

try {
  const config = loadConfig(process.env);
  // asked to stop while starting: nothing was promised to anyone yet
  const leave = (): never => process.exit(0);
  process.on('SIGTERM', leave).on('SIGINT', leave);
  const app = await startApp(config, foldersIn(root));
  const telegram =
    config.telegram.mode === 'off'
      ? 'Telegram is off: no TELEGRAM_BOT_TOKEN'
      : `Telegram by ${config.telegram.mode}`;
  process.stdout.write(`Ready at ${config.publicUrl ?? app.url} (${telegram})\n`);

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => {
      process.stderr.write(
        'Not all parts ended in time. What was accepted is stored and goes on at the next start.\n',
      );
      process.exit(1);
    }, LONGEST_STOP_MS).unref();
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.off('SIGTERM', leave).off('SIGINT', leave);
  process.on('SIGTERM', stop).on('SIGINT', stop);
} catch (error) {
  fail(error);
}

/** Start and stop fail with a sentence for the operator; a stack only where it is our own mistake. */
function fail(error: unknown): never {
  const known = error instanceof ConfigError || (error instanceof Error && 'code' in error);
  const text =
    error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
