/** Which values of a fact hold for whom and when. Pure: days, citizenships and regions in, choices out. */
import type { Fact, FactException, FactValue } from './schemas.js';
import type { Condition, Membership } from './template.js';

/** The readers a text is for, in one dimension. */
export type Scope =
  | { kind: 'one'; code: string }
  | { kind: 'in'; codes: string[] }
  | { kind: 'any'; except: string[] };

export interface Audience {
  citizenship: Scope;
  region: Scope;
}

export type Dimension = 'citizenship' | 'region';

/** The reader's own choice goes before the variant the text stands in. */
export function audienceOf(
  reader: { citizenship?: string; region?: string },
  condition: Condition | null,
): Audience {
  return {
    citizenship: scopeOf(reader.citizenship, condition?.citizenship),
    region: scopeOf(reader.region, condition?.region),
  };
}

function scopeOf(chosen: string | undefined, membership: Membership | undefined): Scope {
  if (chosen !== undefined) return { kind: 'one', code: chosen };
  if (membership === undefined) return { kind: 'any', except: [] };
  return membership.not ? { kind: 'any', except: membership.codes } : { kind: 'in', codes: membership.codes };
}

export type Pick =
  | { kind: 'current'; value: FactValue; next: FactValue | null }
  | { kind: 'ended'; last: FactValue; next: FactValue | null }
  | { kind: 'future'; next: FactValue }
  | { kind: 'absent' };

/** What holds for one sort of reader; a null code means "everyone not named by a value of the fact". */
export interface Cell {
  citizenship: string | null;
  region: string | null;
  pick: Pick;
}

export interface Choice {
  cells: Cell[];
  /** Dimensions by which the values differ and which the reader has not settled: cells need names there. */
  named: Record<Dimension, boolean>;
  /** The values do not cover everyone of the audience in this dimension. */
  partial: Record<Dimension, boolean>;
}

/** `day` null: the latest value of each slot, as if it held (for measuring lengths independent of the day). */
export function choose(fact: Fact, audience: Audience, day: string | null): Choice {
  const citizenships = candidates(fact, 'citizenship', audience.citizenship);
  const regions = candidates(fact, 'region', audience.region);
  const all = citizenships.flatMap((citizenship) =>
    regions.map((region): Cell => ({ citizenship, region, pick: pickValue(fact, citizenship, region, day) })),
  );
  /** "Everyone else": nothing to say of them where no value speaks of them. */
  const open = (dimension: Dimension, cell: Cell) =>
    audience[dimension].kind === 'any' && cell[dimension] === null && hasDimension(fact, dimension);
  const cells = all.filter(
    (cell) => cell.pick.kind !== 'absent' || !(open('citizenship', cell) || open('region', cell)),
  );
  const covered = (dimension: Dimension, codes: (string | null)[]) =>
    codes.every((code) => cells.some((cell) => cell[dimension] === code && cell.pick.kind !== 'absent'));
  return {
    cells,
    named: {
      citizenship: audience.citizenship.kind !== 'one' && hasDimension(fact, 'citizenship'),
      region: audience.region.kind !== 'one' && hasDimension(fact, 'region'),
    },
    partial: { citizenship: !covered('citizenship', citizenships), region: !covered('region', regions) },
  };
}

function hasDimension(fact: Fact, dimension: Dimension): boolean {
  return fact.values.some((value) => value[dimension] !== null);
}

function candidates(fact: Fact, dimension: Dimension, scope: Scope): (string | null)[] {
  if (!hasDimension(fact, dimension)) return [null];
  if (scope.kind === 'one') return [scope.code];
  if (scope.kind === 'in') return scope.codes;
  const codes = fact.values.flatMap((value) => (value[dimension] === null ? [] : [value[dimension]]));
  return [...new Set(codes.filter((code) => !scope.except.includes(code))), null];
}

/** Most specific first: citizenship and region, region, citizenship, neither. */
function pickValue(fact: Fact, citizenship: string | null, region: string | null, day: string | null): Pick {
  const slots = [
    { citizenship, region },
    { citizenship: null, region },
    { citizenship, region: null },
    { citizenship: null, region: null },
  ];
  const picks = slots
    .filter((slot, index) => slots.findIndex((other) => sameSlot(slot, other)) === index)
    .map((slot) =>
      pickInTime(
        fact.values.filter((value) => sameSlot(value, slot)),
        day,
      ),
    )
    .filter((pick) => pick.kind !== 'absent');
  // A yearly sum of a region that has ended is not replaced by a wider one: the region's new sum is just not known yet.
  const best =
    fact.changes === 'yearly' ? picks[0] : (picks.find((pick) => pick.kind === 'current') ?? picks[0]);
  return best ?? { kind: 'absent' };
}

function sameSlot(
  a: { citizenship: string | null; region: string | null },
  b: { citizenship: string | null; region: string | null },
): boolean {
  return a.citizenship === b.citizenship && a.region === b.region;
}

function pickInTime(values: FactValue[], day: string | null): Pick {
  const byStart = [...values].sort((a, b) => ((a.valid_from ?? '') < (b.valid_from ?? '') ? -1 : 1));
  const newest = byStart.at(-1);
  if (newest === undefined) return { kind: 'absent' };
  if (day === null) return { kind: 'current', value: newest, next: null };
  const current = byStart.find(
    (value) => (value.valid_from ?? '') <= day && (value.valid_to === null || value.valid_to >= day),
  );
  const next = byStart.find((value) => (value.valid_from ?? '') > day) ?? null;
  if (current !== undefined) return { kind: 'current', value: current, next };
  const last = byStart.findLast((value) => value.valid_to !== null && value.valid_to < day);
  if (last !== undefined) return { kind: 'ended', last, next };
  return next === null ? { kind: 'absent' } : { kind: 'future', next };
}

/** `holds` for everyone of the audience, `elsewhere` for some of it, `never`. */
export function exceptionFor(exception: FactException, audience: Audience): 'holds' | 'elsewhere' | 'never' {
  const parts = [
    within(exception.region, audience.region),
    within(exception.citizenship, audience.citizenship),
  ];
  if (parts.includes('none')) return 'never';
  return parts.includes('some') ? 'elsewhere' : 'holds';
}

function within(codes: string[] | null, scope: Scope): 'all' | 'some' | 'none' {
  if (codes === null) return 'all';
  if (scope.kind === 'any') return codes.every((code) => scope.except.includes(code)) ? 'none' : 'some';
  const asked = scope.kind === 'one' ? [scope.code] : scope.codes;
  const inside = asked.filter((code) => codes.includes(code)).length;
  if (inside === 0) return 'none';
  return inside === asked.length ? 'all' : 'some';
}

/** The value a pick speaks of: what holds, or what held last, or what comes. */
export function spokenValue(pick: Pick): FactValue | null {
  switch (pick.kind) {
    case 'current':
      return pick.value;
    case 'ended':
      return pick.last;
    case 'future':
      return pick.next;
    case 'absent':
      return null;
  }
}
