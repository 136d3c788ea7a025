/** The guide in the store: taken over from a release, published by generation, written out again. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, Queryable, Store } from '../store/index.js';
import { type Fault, GuideFaultsError, noFindings } from './faults.js';
import { type GuideFiles, readGuideFolder, writeGuideFolder } from './folder.js';
import type { Guide } from './guide.js';
import { type GuideRules, inspectGuide } from './inspect.js';
import { type ImportPlan, type PlannedUnit, type Published, planImport, planRelease } from './release.js';
import { createSnapshot } from './snapshot.js';
import { createParseMemory, parseGuide } from './source.js';
import { joinUnits, splitUnits, type Unit } from './units.js';
import {
  appendGeneration,
  appendVersions,
  lockPublishing,
  moveUnits,
  openTodos,
  pointUnits,
  RELEASE,
  readGeneration,
  readReleased,
  readRemoved,
  readTodos,
  readUnits,
  type Todo,
} from './versions.js';

export interface ContentOptions extends GuideRules {
  store: Store;
  clock: Clock;
  /** Told when a newer generation could not be loaded; the one in use stays. */
  onError(error: unknown): void;
  /** How often generations are compared; a notice is a hint only. Default 60 seconds. */
  compareEverySeconds?: number;
}

export type ReleaseOutcome =
  | { kind: 'unchanged'; generation: number }
  /** `asked`: units edited here that the release changed too; both texts are in `todos()`. */
  | { kind: 'applied'; generation: number; changed: number; asked: string[] }
  /** The release does not fit what was edited here; nothing of it was taken over. */
  | { kind: 'held'; generation: number; faults: Fault[] };

export type ImportOutcome =
  | { kind: 'would-change' | 'imported'; generation: number; changes: { unitId: string; sort: string }[] }
  /** The store has newer texts for these units than the folder: nothing was imported. */
  | { kind: 'refused'; newer: string[] }
  | { kind: 'faulty'; faults: Fault[] };

export interface Content {
  /** Takes over a release folder. Throws `GuideFaultsError` if the folder itself has faults. */
  importRelease(dir: string): Promise<ReleaseOutcome>;
  /** Takes over an exported and edited folder, all or nothing. */
  importFrom(dir: string, options: { dryRun: boolean }): Promise<ImportOutcome>;
  /** Writes the published guide into an empty folder, with `.export.json` naming its generation. */
  exportTo(dir: string): Promise<{ kind: 'exported'; files: number } | { kind: 'not-empty' }>;
  /** Reads the published generation and makes it the current one if it is newer. */
  load(): Promise<Guide>;
  /** Throws before the first `load`. */
  current(): Guide;
  /** Of the loaded guide; 0 before the first `load`. */
  generation(): number;
  storedGeneration(): Promise<number>;
  /** Open questions that releases left for editors. */
  todos(): Promise<Todo[]>;
  /** Called after each swap, with the new guide. Returns a function that ends it. */
  onGeneration(listener: (guide: Guide) => void): () => void;
  /** Loads, then follows the store until `stop`. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export const CHANNEL = 'content';
const EXPORT_MARK = '.export.json';

export function createContent(options: ContentOptions): Content {
  const { store, clock } = options;
  const memory = createParseMemory();
  const listeners = new Set<(guide: Guide) => void>();
  let guide: Guide | null = null;
  let loading: Promise<Guide> | null = null;
  let stopFollowing: (() => Promise<void>) | null = null;

  const readPublished = async (db: Queryable): Promise<Map<string, Published>> => {
    const units = await readUnits(db);
    const removed = await readRemoved(db);
    return new Map([
      ...units.map((unit): [string, Published] => [unit.id, unit]),
      ...[...removed].map(([id, { author }]): [string, Published] => [
        id,
        { body: null, position: 0, author, generation: 0 },
      ]),
    ]);
  };

  const publish = async (
    tx: Queryable,
    changes: readonly PlannedUnit[],
    move: readonly Unit[],
    author: string,
    releaseHash: string | null,
  ): Promise<{ generation: number; versionIds: Map<string, string> }> => {
    const at = clock.now();
    const before = await readGeneration(tx);
    const generation = (before?.number ?? 0) + 1;
    const appended = changes.map((change) => ({ ...change, point: true }));
    const versionIds = await appendVersions(tx, appended, { author, generation, at });
    const pointed = changes.flatMap(({ unitId, position }) => {
      const versionId = versionIds.get(unitId);
      return versionId === undefined ? [] : [{ unitId, position, versionId }];
    });
    await pointUnits(tx, pointed);
    await moveUnits(tx, move);
    await appendGeneration(
      tx,
      { number: generation, releaseHash: releaseHash ?? before?.releaseHash ?? '' },
      { author, at },
    );
    return { generation, versionIds };
  };

  const inspect = (files: GuideFiles) => inspectGuide(files, options);

  const load = async (): Promise<Guide> => {
    // The number first, the texts second: a publication in between is loaded again, never missed.
    const stored = await readGeneration(store);
    if (stored === null) throw new Error('the store holds no guide yet: import a release first');
    if (guide !== null && guide.generation >= stored.number) return guide;
    const files = joinUnits(await readUnits(store));
    const findings = noFindings();
    const source = parseGuide(files, options.parseService, findings, memory);
    if (findings.faults.length > 0) throw new GuideFaultsError(findings.faults);
    const { translator, uzbekToCyrillic } = options;
    const loaded = createSnapshot({ generation: stored.number, source, translator, uzbekToCyrillic });
    guide = loaded;
    for (const listener of listeners) listener(loaded);
    return loaded;
  };

  const loadOnce = (): Promise<Guide> => {
    loading ??= load().finally(() => {
      loading = null;
    });
    return loading;
  };

  const refresh = () => {
    loadOnce().catch(options.onError);
  };

  return {
    async importRelease(dir) {
      const files = await readGuideFolder(dir);
      const hash = hashOf(files);
      const before = await readGeneration(store);
      if (before?.releaseHash === hash) return { kind: 'unchanged', generation: before.number };
      const { faults } = inspect(files);
      if (faults.length > 0) throw new GuideFaultsError(faults);
      const outcome = await store.transaction(async (tx): Promise<ReleaseOutcome> => {
        await lockPublishing(tx);
        const now = await readGeneration(tx);
        if (now?.releaseHash === hash) return { kind: 'unchanged', generation: now.number };
        const published = await readPublished(tx);
        const plan = planRelease(splitUnits(files), published, await readReleased(tx));
        // Where nothing was edited here the outcome is the folder itself, which has been inspected.
        const edited = [...published.values()].some((own) => own.author !== RELEASE);
        const fitting = [plan.apply, plan.apply.filter(keepsFacts)].find(
          (changes) =>
            !edited || unbearable(inspect(merged(published, changes, plan.move)).faults).length === 0,
        );
        if (fitting === undefined) {
          const found = inspect(merged(published, plan.apply, plan.move)).faults;
          return { kind: 'held', generation: now?.number ?? 0, faults: unbearable(found) };
        }
        const { generation } = await publish(tx, fitting, plan.move, RELEASE, hash);
        const at = clock.now();
        const asked = plan.ask.map((change) => ({ ...change, point: false }));
        const theirs = await appendVersions(tx, asked, { author: RELEASE, generation, at });
        const ours = new Map([
          ...(await readUnits(tx)).map((unit): [string, string] => [unit.id, unit.versionId]),
          ...[...(await readRemoved(tx))].map(([id, { versionId }]): [string, string] => [id, versionId]),
        ]);
        const todos = asked.flatMap(({ unitId }) => {
          const oursId = ours.get(unitId);
          const theirsId = theirs.get(unitId);
          return oursId === undefined || theirsId === undefined ? [] : [{ unitId, oursId, theirsId }];
        });
        await openTodos(tx, todos, at);
        return {
          kind: 'applied',
          generation,
          changed: fitting.length,
          asked: asked.map((change) => change.unitId),
        };
      });
      if (outcome.kind === 'applied') await store.notify(CHANNEL);
      return outcome;
    },

    async importFrom(dir, { dryRun }) {
      const files = await readGuideFolder(dir);
      const { faults } = inspect(files);
      if (faults.length > 0) return { kind: 'faulty', faults };
      const base = await exportedGeneration(dir);
      const outcome = await store.transaction(async (tx): Promise<ImportOutcome> => {
        await lockPublishing(tx);
        const plan = planImport(splitUnits(files), await readPublished(tx), base);
        const generation = (await readGeneration(tx))?.number ?? 0;
        if (plan.newer.length > 0) return { kind: 'refused', newer: plan.newer };
        const changes = namesOf(plan);
        if (dryRun || plan.changes.length + plan.move.length === 0) {
          return { kind: dryRun ? 'would-change' : 'imported', generation, changes };
        }
        // What fills an empty store was edited by nobody here: later releases may go over it.
        const author = generation === 0 ? RELEASE : 'import';
        const made = await publish(tx, plan.changes, plan.move, author, null);
        return { kind: 'imported', generation: made.generation, changes };
      });
      if (outcome.kind === 'imported' && outcome.changes.length > 0) await store.notify(CHANNEL);
      return outcome;
    },

    async exportTo(dir) {
      await mkdir(dir, { recursive: true });
      if ((await readdir(dir)).length > 0) return { kind: 'not-empty' };
      const stored = await readGeneration(store);
      const files = joinUnits(await readUnits(store));
      await writeGuideFolder(dir, files);
      await writeFile(
        join(dir, EXPORT_MARK),
        `${JSON.stringify({ generation: stored?.number ?? 0 })}\n`,
        'utf8',
      );
      return { kind: 'exported', files: files.size };
    },

    load: loadOnce,
    current() {
      if (guide === null) throw new Error('the guide was not loaded yet');
      return guide;
    },
    generation: () => guide?.generation ?? 0,
    storedGeneration: async () => (await readGeneration(store))?.number ?? 0,
    todos: () => readTodos(store),
    onGeneration(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async start() {
      const stopListening = await store.listen(CHANNEL, refresh);
      const timer = setInterval(refresh, (options.compareEverySeconds ?? 60) * 1000);
      timer.unref();
      stopFollowing = async () => {
        clearInterval(timer);
        await stopListening();
      };
      await loadOnce();
    },
    async stop() {
      await stopFollowing?.();
      stopFollowing = null;
      await loading?.catch(options.onError);
    },
  };
}

/** The guide as it would stand after the changes. */
function merged(
  published: ReadonlyMap<string, Published>,
  changes: readonly PlannedUnit[],
  move: readonly Unit[],
): GuideFiles {
  const units = new Map<string, Unit>();
  for (const [id, { body, position }] of published) if (body !== null) units.set(id, { id, position, body });
  for (const { unitId: id, position, body } of changes) {
    if (body === null) units.delete(id);
    else units.set(id, { id, position, body });
  }
  for (const unit of move) units.set(unit.id, unit);
  return joinUnits([...units.values()]);
}

/** An edited text may still name a fact that the release dropped: then the fact stays. */
function keepsFacts(change: PlannedUnit): boolean {
  return change.body !== null || !change.unitId.startsWith('facts/');
}

function unbearable(faults: Fault[]): Fault[] {
  return faults.filter((fault) => fault.bearable !== true);
}

function namesOf(plan: ImportPlan): { unitId: string; sort: string }[] {
  return plan.changes.map(({ unitId, sort }) => ({ unitId, sort }));
}

function hashOf(files: GuideFiles): string {
  const hash = createHash('sha256');
  for (const [path, text] of files) hash.update(path).update('\0').update(text).update('\0');
  return hash.digest('hex');
}

async function exportedGeneration(dir: string): Promise<number | null> {
  let text: string;
  try {
    text = await readFile(join(dir, EXPORT_MARK), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const mark: unknown = JSON.parse(text);
  if (
    typeof mark === 'object' &&
    mark !== null &&
    'generation' in mark &&
    typeof mark.generation === 'number'
  ) {
    return mark.generation;
  }
  throw new Error(`${EXPORT_MARK} is not as "content export" wrote it`);
}
