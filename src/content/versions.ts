/** The units of the guide in the store: append a version, then point to it. All SQL of the guide is here. */
import type { Queryable } from '../store/index.js';
import type { Unit } from './units.js';

export const RELEASE = 'release';

export interface StoredUnit extends Unit {
  versionId: string;
  /** 'release', 'import' or the id of a member of staff. */
  author: string;
  /** Generation in which the published version came in. */
  generation: number;
}

export interface Generation {
  number: number;
  releaseHash: string;
}

/** One change to publish; `body` null removes the unit, `point` false only remembers the version. */
export interface Change {
  unitId: string;
  position: number;
  body: string | null;
  point: boolean;
}

export interface Todo {
  unitId: string;
  /** Published text; null if the unit was removed here. */
  ours: string | null;
  /** Text of the release; null if the release removed it. */
  theirs: string | null;
}

/** Null: nothing was ever imported. */
export async function readGeneration(db: Queryable): Promise<Generation | null> {
  const [row] = await db.query<{ number: number; release_hash: string }>(
    'select number, release_hash from guide_generation order by number desc limit 1',
  );
  return row === undefined ? null : { number: row.number, releaseHash: row.release_hash };
}

export async function readUnits(db: Queryable): Promise<StoredUnit[]> {
  const rows = await db.query<{
    id: string;
    position: number;
    body: string;
    version_id: string;
    author: string;
    generation: number;
  }>(
    `select unit.id, unit.position, version.body, version.id::text as version_id, version.author, version.generation
       from guide_unit unit join guide_version version on version.id = unit.version_id
      where version.body is not null`,
  );
  return rows.map(({ version_id: versionId, ...row }) => ({ ...row, versionId }));
}

/** Units removed here by an editor: a release must not bring them back unasked. */
export async function readRemoved(
  db: Queryable,
): Promise<Map<string, { versionId: string; author: string }>> {
  const rows = await db.query<{ id: string; version_id: string; author: string }>(
    `select unit.id, version.id::text as version_id, version.author
       from guide_unit unit join guide_version version on version.id = unit.version_id
      where version.body is null`,
  );
  return new Map(rows.map((row) => [row.id, { versionId: row.version_id, author: row.author }]));
}

/** What the last release said of each unit, whether or not it is published; null: it removed the unit. */
export async function readReleased(db: Queryable): Promise<Map<string, string | null>> {
  const rows = await db.query<{ unit_id: string; body: string | null }>(
    `select distinct on (unit_id) unit_id, body from guide_version
      where author = $1 order by unit_id, number desc`,
    [RELEASE],
  );
  return new Map(rows.map((row) => [row.unit_id, row.body]));
}

/** Publishers queue here: of two processes that start together one imports, the other finds it done. */
export async function lockPublishing(tx: Queryable): Promise<void> {
  await tx.query('lock table guide_generation in exclusive mode');
}

/** Appends all versions at once and returns their ids by unit. */
export async function appendVersions(
  tx: Queryable,
  changes: readonly Change[],
  { author, generation, at }: { author: string; generation: number; at: Date },
): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; unit_id: string }>(
    `insert into guide_version (unit_id, number, body, author, generation, created_at)
     select incoming.unit_id,
            coalesce((select max(number) from guide_version old where old.unit_id = incoming.unit_id), 0) + 1,
            incoming.body, $3::text, $4::int, $5::timestamptz
       from unnest($1::text[], $2::text[]) as incoming (unit_id, body)
     returning id::text as id, unit_id`,
    [changes.map((change) => change.unitId), changes.map((change) => change.body), author, generation, at],
  );
  return new Map(rows.map((row) => [row.unit_id, row.id]));
}

export async function pointUnits(
  tx: Queryable,
  units: readonly { unitId: string; position: number; versionId: string }[],
): Promise<void> {
  await tx.query(
    `insert into guide_unit (id, position, version_id)
     select * from unnest($1::text[], $2::int[], $3::bigint[])
     on conflict (id) do update set position = excluded.position, version_id = excluded.version_id`,
    [
      units.map((unit) => unit.unitId),
      units.map((unit) => unit.position),
      units.map((unit) => unit.versionId),
    ],
  );
}

/** The order within a file is no text: it changes without a new version. */
export async function moveUnits(tx: Queryable, units: readonly Unit[]): Promise<void> {
  await tx.query(
    `update guide_unit set position = incoming.position
       from unnest($1::text[], $2::int[]) as incoming (id, position)
      where guide_unit.id = incoming.id`,
    [units.map((unit) => unit.id), units.map((unit) => unit.position)],
  );
}

export async function appendGeneration(
  tx: Queryable,
  generation: Generation,
  { author, at }: { author: string; at: Date },
): Promise<void> {
  await tx.query(
    'insert into guide_generation (number, release_hash, author, made_at) values ($1, $2, $3, $4)',
    [generation.number, generation.releaseHash, author, at],
  );
}

/** A newer release takes the place of an open question about the same unit. */
export async function openTodos(
  tx: Queryable,
  todos: readonly { unitId: string; oursId: string; theirsId: string }[],
  at: Date,
): Promise<void> {
  if (todos.length === 0) return;
  await tx.query(
    `insert into guide_todo (unit_id, ours_id, theirs_id, made_at)
     select incoming.*, $4::timestamptz from unnest($1::text[], $2::bigint[], $3::bigint[]) as incoming
     on conflict (unit_id) where closed_at is null
     do update set ours_id = excluded.ours_id, theirs_id = excluded.theirs_id, made_at = excluded.made_at`,
    [
      todos.map((todo) => todo.unitId),
      todos.map((todo) => todo.oursId),
      todos.map((todo) => todo.theirsId),
      at,
    ],
  );
}

export async function readTodos(db: Queryable): Promise<Todo[]> {
  const rows = await db.query<{ unit_id: string; ours: string | null; theirs: string | null }>(
    `select todo.unit_id, ours.body as ours, theirs.body as theirs
       from guide_todo todo
       join guide_version ours on ours.id = todo.ours_id
       join guide_version theirs on theirs.id = todo.theirs_id
      where todo.closed_at is null order by todo.unit_id`,
  );
  return rows.map(({ unit_id: unitId, ours, theirs }) => ({ unitId, ours, theirs }));
}
