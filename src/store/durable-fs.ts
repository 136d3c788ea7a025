import * as fs from 'node:fs';
import { join, sep } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** The part of emscripten's file layer used here. */
interface Stream {
  node: unknown;
  nfd?: number;
}
interface StreamOps {
  fsync?: (stream: Stream) => number;
  write: (stream: Stream, buffer: Uint8Array, offset: number, length: number, position: number) => number;
}
interface NodeLayer {
  realPath(node: unknown): string;
  stream_ops: StreamOps;
}

type Amended = Awaited<ReturnType<NodeFS['init']>>;
type Options = Amended['emscriptenOpts'];

const WASI_EIO = 29;

/**
 * PGlite's own NodeFS drops every fsync. This one keeps PostgreSQL's write-ahead order on a real disk:
 * files and folders of the database are synced when PostgreSQL asks; WAL segments are synced off the main
 * thread in `flush`, which the store awaits before a statement or commit is answered, and at once if a data
 * page would otherwise be written before its WAL. PostgreSQL must run with `fsync=on, wal_sync_method=fsync`.
 */
export class DurableNodeFS extends NodeFS {
  /** Syncs of all databases of this process that reached the disk; for tests and measurements. */
  static totalSyncs = 0;

  readonly #walPart = `${sep}pg_wal${sep}`;
  readonly #dirtyWal = new Set<string>();
  #inFlight: Promise<void> = Promise.resolve();
  #failed: Error | undefined;
  #segment: { path: string; file: fs.promises.FileHandle } | undefined;
  #walBytes = 0;

  /** Bytes written to the WAL since the last `resetWalBytes`; tells when a checkpoint is due. */
  get walBytes(): number {
    return this.#walBytes;
  }

  resetWalBytes(): void {
    this.#walBytes = 0;
  }

  override async init(pg: PGlite, options: Options): Promise<Amended> {
    const amended = await super.init(pg, options);
    const preRun = [...(amended.emscriptenOpts.preRun ?? [])];
    preRun.unshift((module: unknown) => this.#hook(module));
    return { emscriptenOpts: { ...amended.emscriptenOpts, preRun } };
  }

  override async syncToFs(): Promise<void> {
    await this.flush();
  }

  override async closeFs(): Promise<void> {
    await this.flush();
    await this.#closeSegment();
    await super.closeFs();
  }

  /** Resolves when everything PostgreSQL has asked to be synced up to this call is on disk. */
  flush(): Promise<void> {
    if (this.#failed) return Promise.reject(this.#failed);
    if (this.#dirtyWal.size === 0) return this.#inFlight;
    const turn = this.#inFlight.then(() => this.#syncDirty());
    this.#inFlight = turn;
    return turn;
  }

  async #syncDirty(): Promise<void> {
    const paths = [...this.#dirtyWal];
    this.#dirtyWal.clear();
    try {
      for (const path of paths) await this.#syncWal(path);
    } catch (error) {
      throw this.#fail(error);
    }
  }

  /** The current segment stays open: its name is never given to another file while PostgreSQL writes to it. */
  async #syncWal(path: string): Promise<void> {
    if (this.#segment?.path !== path) {
      await this.#closeSegment();
      const file = await openIfThere(path);
      if (!file) return;
      this.#segment = { path, file };
    }
    await this.#segment.file.datasync();
    DurableNodeFS.totalSyncs += 1;
  }

  async #closeSegment(): Promise<void> {
    const last = this.#segment;
    this.#segment = undefined;
    await last?.file.close();
  }

  /** After a failed sync the kernel may have dropped the pages: nothing may be acknowledged any more. */
  #fail(cause: unknown): Error {
    this.#failed ??= new Error('the disk refused to store the database; restart after it is repaired', {
      cause,
    });
    return this.#failed;
  }

  #syncNow(path: string): void {
    const file = fs.openSync(path, 'r');
    try {
      fs.fsyncSync(file);
      DurableNodeFS.totalSyncs += 1;
    } finally {
      fs.closeSync(file);
    }
  }

  #walFirst(): void {
    for (const path of this.#dirtyWal) if (fs.existsSync(path)) this.#syncNow(path);
    this.#dirtyWal.clear();
  }

  #hook(module: unknown): void {
    const layer = nodeLayer(module);
    const write = layer.stream_ops.write;
    const isWal = (path: string) => path.includes(this.#walPart);

    layer.stream_ops.fsync = (stream) => {
      try {
        const path = layer.realPath(stream.node);
        // A folder has no descriptor in this layer, and a WAL folder's entries must be safe at once.
        if (isWal(path) && stream.nfd !== undefined) {
          this.#dirtyWal.add(path);
          return 0;
        }
        this.#walFirst();
        if (stream.nfd === undefined) {
          this.#syncNow(path);
        } else {
          fs.fsyncSync(stream.nfd);
          DurableNodeFS.totalSyncs += 1;
        }
        return 0;
      } catch (error) {
        this.#fail(error);
        return WASI_EIO;
      }
    };
    layer.stream_ops.write = (stream, buffer, offset, length, position) => {
      if (isWal(layer.realPath(stream.node))) this.#walBytes += length;
      else if (this.#dirtyWal.size > 0) this.#walFirst();
      return write(stream, buffer, offset, length, position);
    };
  }
}

async function openIfThere(path: string): Promise<fs.promises.FileHandle | undefined> {
  try {
    return await fs.promises.open(path, 'r');
  } catch (error) {
    // A checkpoint recycled the segment, and synced its successor's name itself.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isNodeLayer(value: unknown): value is NodeLayer {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'realPath') === 'function' &&
    typeof Reflect.get(value, 'stream_ops') === 'object'
  );
}

function nodeLayer(module: unknown): NodeLayer {
  const layer = typeof module === 'object' && module !== null ? Reflect.get(module, 'NODEFS') : undefined;
  if (!isNodeLayer(layer)) throw new Error('this version of PGlite has no NODEFS layer to make durable');
  return layer;
}

/** Syncs every file and folder under `root`, for a tree that was just written; side by side, as a disk likes it. */
export async function syncTree(root: string): Promise<void> {
  const entries = await fs.promises.readdir(root, { recursive: true, withFileTypes: true });
  const paths = [root, ...entries.map((entry) => join(entry.parentPath, entry.name))];
  const next = paths.values();
  const worker = async (): Promise<void> => {
    for (const path of next) {
      const file = await fs.promises.open(path, 'r');
      await file.sync().finally(() => file.close());
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

/** Syncs one file or folder. */
export function syncPath(path: string): void {
  const file = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}
