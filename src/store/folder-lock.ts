import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const holderShape = z.object({
  pid: z.number().int(),
  /** Start of the process in clock ticks since boot: a number that was given again to another process differs. */
  started: z.string(),
  /** Where the number is meaningful: host and process namespace. */
  place: z.string(),
});
type Holder = z.infer<typeof holderShape>;

const HEARTBEAT_MS = 5_000;
const STALE_ELSEWHERE_MS = 15_000;

/**
 * Takes the lock file at `path` for this process; returns how to release it. The lock of a dead process is
 * taken over at once; one from another container (whose process cannot be seen) after 15 s without a sign of life.
 * Throws in plain English, naming the process, if the folder is in use.
 */
export async function lockFolder(folder: string, path: string): Promise<() => void> {
  const me: Holder = { pid: process.pid, started: startOf(process.pid) ?? '', place: place() };
  const mine = `${path}.${process.pid}.${randomUUID()}`;
  fs.writeFileSync(mine, JSON.stringify(me), { mode: 0o600 });
  try {
    const until = Date.now() + STALE_ELSEWHERE_MS + HEARTBEAT_MS;
    while (!link(mine, path)) {
      const verdict = judge(path, me);
      if (verdict === 'stale') moveAside(path, me);
      else if (verdict !== 'unseen' || Date.now() > until) throw inUse(folder, read(path));
      else await pause(500);
    }
  } finally {
    fs.rmSync(mine, { force: true });
  }
  const ours = (): boolean => {
    const holder = read(path);
    return holder?.pid === me.pid && holder.started === me.started && holder.place === me.place;
  };
  const beat = setInterval(() => {
    if (ours()) return touch(path);
    // We stood still so long that another took the folder: writing on would destroy its data.
    process.stderr.write(`${inUse(folder, read(path)).message}\n`);
    process.exit(1);
  }, HEARTBEAT_MS);
  beat.unref();
  return () => {
    clearInterval(beat);
    if (ours()) fs.rmSync(path, { force: true });
  };
}

function touch(path: string): void {
  const now = new Date();
  if (fs.existsSync(path)) fs.utimesSync(path, now, now);
}

/** Makes `path` a name of `mine`; false if it exists. A link appears whole or not at all. */
function link(mine: string, path: string): boolean {
  try {
    fs.linkSync(mine, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): Holder | undefined {
  if (!fs.existsSync(path)) return undefined;
  try {
    return holderShape.parse(JSON.parse(fs.readFileSync(path, 'utf8')));
  } catch {
    return undefined; // gone meanwhile or not ours to read: judged by its age
  }
}

function judge(path: string, me: Holder): 'stale' | 'alive' | 'unseen' {
  const holder = read(path);
  if (holder?.place === me.place) return alive(holder, me) ? 'alive' : 'stale';
  const stat = fs.statSync(path, { throwIfNoEntry: false });
  return stat && Date.now() - stat.mtimeMs < STALE_ELSEWHERE_MS ? 'unseen' : 'stale';
}

function alive(holder: Holder, me: Holder): boolean {
  if (holder.pid === me.pid) return holder.started === me.started; // a second open in this very process
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  const started = startOf(holder.pid);
  return started === undefined || holder.started === '' || started === holder.started;
}

/** Moves a stale lock away; if a live one was caught instead (another process was faster), puts it back. */
function moveAside(path: string, me: Holder): void {
  const aside = `${path}.stale.${randomUUID()}`;
  if (!fs.existsSync(path)) return;
  try {
    fs.renameSync(path, aside);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  if (judge(aside, me) !== 'stale') link(aside, path);
  fs.rmSync(aside, { force: true });
}

function inUse(folder: string, holder: Holder | undefined): Error {
  const who = holder ? `process ${holder.pid}` : 'another process';
  return Object.assign(
    new Error(
      `The data folder ${folder} is in use by ${who}. Two programs on one folder would destroy each other's data. ` +
        'Stop that process first, or give this one its own DATA_DIR, or use a PostgreSQL server (DATABASE_URL) for several processes.',
    ),
    { code: 'FOLDER_IN_USE' },
  );
}

function place(): string {
  let space = '';
  try {
    space = fs.readlinkSync('/proc/self/ns/pid');
  } catch {
    space = ''; // no /proc on this system: the host name alone
  }
  return `${hostname()} ${space}`;
}

/** Field 22 of /proc/<pid>/stat, or undefined where there is no such file. */
function startOf(pid: number): string | undefined {
  const path = `/proc/${pid}/stat`;
  if (!fs.existsSync(path)) return undefined;
  try {
    const stat = fs.readFileSync(path, 'utf8');
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .at(19);
  } catch {
    return undefined; // the process ended between the two looks
  }
}
