/** What is uncertain about a fact, in sentences: no value known, sources disagree, not confirmed, as of when. */
import {
  type Audience,
  type Cell,
  type Choice,
  type Dimension,
  exceptionFor,
  spokenValue,
} from './fact-choice.js';
import { codesOf, nameGroup } from './fact-groups.js';
import { contradictionOf, lawText, leadText, tailText } from './fact-words.js';
import type { FactNote } from './guide.js';
import type { Fact } from './schemas.js';
import type { Voice } from './voice.js';

export interface FactContext {
  voice: Voice;
  /** Null measures: the latest values as if they held. */
  day: string | null;
  fact(key: string): Fact | undefined;
}

/** A rule that is only to come takes no one's place yet. */
export function hasBegun(fact: Fact, day: string | null): boolean {
  return day === null || fact.values.some((value) => value.valid_from === null || value.valid_from <= day);
}

/** What stands under a text for one fact. */
export function noteOf(
  fact: Fact,
  text: string,
  choice: Choice,
  audience: Audience,
  context: FactContext,
): FactNote {
  const { voice } = context;
  const values = choice.cells.flatMap((cell) => spokenValue(cell.pick) ?? []);
  const dates = values.map((value) => value.source_date);
  const checks = values.map((value) => value.checked_on);
  const oldest = (days: (string | null)[]) => days.flatMap((day) => day ?? []).sort()[0] ?? null;
  return {
    key: fact.key,
    label: voice.say(fact.label),
    text,
    law: [...new Set(values.flatMap((value) => value.law.map((law) => lawText(law, voice))))],
    status: values.some((value) => value.status === 'U')
      ? 'U'
      : values.some((value) => value.status === 'P')
        ? 'P'
        : 'V',
    sourceDate: oldest(dates),
    checkedOn: checks.includes(null) ? null : oldest(checks),
    notes: notesOf(fact, choice, audience, context),
    current: choice.cells.length > 0 && choice.cells.every((cell) => cell.pick.kind === 'current'),
  };
}

function notesOf(fact: Fact, choice: Choice, audience: Audience, context: FactContext): string[] {
  const { voice, day } = context;
  const notes: string[] = [];
  let unknown = false;
  let safe = false;
  const names = (cells: Cell[]) =>
    nameGroup(cells, choice, cells.length === choice.cells.length ? 1 : 2, voice);

  for (const exception of fact.exceptions) {
    const use = context.fact(exception.use);
    if (use === undefined || !hasBegun(use, day) || exceptionFor(exception, audience) !== 'elsewhere')
      continue;
    const places = [
      ...(exception.citizenship ?? []).map(voice.country),
      ...(exception.region ?? []).map(voice.region),
    ];
    notes.push(voice.t('note.exceptionElsewhere', { names: places.join(', '), rule: voice.say(use.label) }));
  }

  const absent = choice.cells.filter((cell) => cell.pick.kind === 'absent');
  if (absent.length > 0) {
    const who = placesOf(absent, audience, fact, voice);
    notes.push(who === '' ? voice.t('note.absentPlain') : voice.t('note.absent', { names: who }));
    unknown = safe = true;
  }
  if (choice.named.region && choice.partial.region) unknown = true;

  const endings = new Set<string>();
  for (const cell of choice.cells) {
    const { pick } = cell;
    if (pick.kind === 'current' && pick.value.valid_to !== null && day !== null) {
      endings.add(voice.t('note.until', { date: voice.date(pick.value.valid_to) }));
    }
    if (pick.kind === 'ended') {
      unknown = safe = true;
      const date = voice.date(pick.last.valid_to ?? '');
      endings.add(
        fact.unit === 'none' ? voice.t('note.endedRule', { date }) : endedNote(fact, choice, cell, context),
      );
    }
    const next = pick.kind === 'absent' ? null : pick.next;
    if (next !== null) {
      const date = voice.date(next.valid_from ?? '');
      const value = voice.value(fact.unit, next.value);
      endings.add(
        fact.unit === 'none' ? voice.t('note.futureRule', { date }) : voice.t('note.future', { date, value }),
      );
    }
  }
  notes.push(...endings);
  if (unknown && fact.unknown !== null) notes.push(voice.say(fact.unknown));

  const contradictions = new Map<string, Cell[]>();
  for (const cell of choice.cells) {
    const value = spokenValue(cell.pick);
    const contradiction = value === null ? null : contradictionOf(fact, value);
    if (contradiction === null) continue;
    const text = voice.say(contradiction);
    contradictions.set(text, [...(contradictions.get(text) ?? []), cell]);
  }
  for (const [text, cells] of contradictions) {
    const who = cells.length === choice.cells.length ? '' : names(cells);
    notes.push(who === '' ? text : voice.t('note.contradictsFor', { names: who, text }));
    safe = true;
  }

  const unsure = choice.cells.filter((cell) => (spokenValue(cell.pick)?.status ?? 'V') !== 'V');
  if (unsure.length > 0) {
    const who = unsure.length === choice.cells.length ? '' : names(unsure);
    notes.push(who === '' ? voice.t('note.unconfirmed') : voice.t('note.unconfirmedFor', { names: who }));
    safe = true;
  }
  if (safe && fact.safe !== null) notes.push(voice.say(fact.safe));
  notes.push(...dateNotes(choice, voice));
  return notes;
}

function endedNote(fact: Fact, choice: Choice, cell: Cell, { voice, day }: FactContext): string {
  if (cell.pick.kind !== 'ended') return '';
  const lead = capital(leadText(fact, cell.pick.last, day, voice));
  // With many places the sentence or table already names each last value.
  return choice.cells.length > 1 ? `${lead}.` : `${lead}; ${tailText(fact, cell.pick.last, voice)}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function placesOf(cells: Cell[], audience: Audience, fact: Fact, voice: Voice): string {
  const has = (dimension: Dimension) => fact.values.some((value) => value[dimension] !== null);
  const countries =
    has('citizenship') && audience.citizenship.kind !== 'any' ? codesOf(cells, 'citizenship') : [];
  const regions = has('region') && audience.region.kind !== 'any' ? codesOf(cells, 'region') : [];
  return [...countries.map(voice.country), ...regions.map(voice.region)].join(', ');
}

function dateNotes(choice: Choice, voice: Voice): string[] {
  const values = choice.cells.flatMap((cell) => spokenValue(cell.pick) ?? []);
  const oldest = (days: string[]) => [...days].sort()[0] ?? null;
  const checked = oldest(values.flatMap((value) => value.checked_on ?? []));
  const unchecked = values.filter((value) => value.checked_on === null);
  const dated = oldest(unchecked.flatMap((value) => value.source_date ?? []));
  const undated = unchecked.some((value) => value.source_date === null);
  return [
    ...(checked === null ? [] : [voice.t('note.checked', { date: voice.date(checked) })]),
    ...(dated === null ? [] : [voice.t('note.asOf', { date: voice.date(dated) })]),
    ...(undated ? [voice.t(dated === null && checked === null ? 'note.undated' : 'note.someUndated')] : []),
  ];
}
