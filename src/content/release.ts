/** What a release or a folder on the command line would change in a used store. Pure: texts in, plan out. */
import type { Unit } from './units.js';
import { RELEASE } from './versions.js';

/** A published unit, or one removed here (`body` null). */
export interface Published {
  body: string | null;
  position: number;
  author: string;
  generation: number;
}

export interface PlannedUnit {
  unitId: string;
  position: number;
  /** Null: the release removed it. */
  body: string | null;
}

export interface ReleasePlan {
  /** Untouched here: the release's text is published. */
  apply: PlannedUnit[];
  /** Edited here: both texts are kept and an editor decides. */
  ask: PlannedUnit[];
  /** Same text, other place in its file. */
  move: Unit[];
}

/** A unit counts as changed by the release only if it differs from what the last release said of it. */
export function planRelease(
  release: readonly Unit[],
  published: ReadonlyMap<string, Published>,
  lastRelease: ReadonlyMap<string, string | null>,
): ReleasePlan {
  const plan: ReleasePlan = { apply: [], ask: [], move: [] };
  const incoming = new Map(release.map((unit) => [unit.id, unit]));
  for (const unit of release) {
    const own = published.get(unit.id);
    const change = { unitId: unit.id, position: unit.position, body: unit.body };
    if (own === undefined) plan.apply.push(change);
    else if (own.body === unit.body) {
      if (own.position !== unit.position) plan.move.push(unit);
    } else if (own.author === RELEASE) plan.apply.push(change);
    else if (lastRelease.get(unit.id) !== unit.body) plan.ask.push(change);
  }
  for (const [unitId, own] of published) {
    if (own.body === null || incoming.has(unitId)) continue;
    const change = { unitId, position: own.position, body: null };
    if (own.author === RELEASE) plan.apply.push(change);
    // A unit made here was in no release: there is nothing to ask.
    else if ((lastRelease.get(unitId) ?? null) !== null) plan.ask.push(change);
  }
  return plan;
}

export interface ImportPlan {
  changes: (PlannedUnit & { sort: 'added' | 'changed' | 'removed' })[];
  move: Unit[];
  /** Units whose published text is newer than the folder: nothing is imported while there are any. */
  newer: string[];
}

/**
 * `base`: the generation the folder was exported from; null: it was not exported, then any text that did not come
 * with a release counts as newer.
 */
export function planImport(
  folder: readonly Unit[],
  published: ReadonlyMap<string, Published>,
  base: number | null,
): ImportPlan {
  const plan: ImportPlan = { changes: [], move: [], newer: [] };
  const isNewer = (own: Published) => (base === null ? own.author !== RELEASE : own.generation > base);
  const incoming = new Set(folder.map((unit) => unit.id));
  const change = (own: Published | undefined, unit: PlannedUnit, sort: 'added' | 'changed' | 'removed') => {
    if (own !== undefined && isNewer(own)) plan.newer.push(unit.unitId);
    plan.changes.push({ ...unit, sort });
  };
  for (const unit of folder) {
    const own = published.get(unit.id);
    const planned = { unitId: unit.id, position: unit.position, body: unit.body };
    if (own === undefined || own.body === null) change(own, planned, 'added');
    else if (own.body !== unit.body) change(own, planned, 'changed');
    else if (own.position !== unit.position) plan.move.push(unit);
  }
  for (const [unitId, own] of published) {
    if (own.body !== null && !incoming.has(unitId))
      change(own, { unitId, position: own.position, body: null }, 'removed');
  }
  return plan;
}
