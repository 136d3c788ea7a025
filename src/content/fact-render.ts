/** How a fact is said to a reader, by the rules of the contract: never an old value as current, never a neighbour's. */
import { type Audience, type Cell, type Choice, choose, exceptionFor, spokenValue } from './fact-choice.js';
import { codesOf, groupCells, nameGroup } from './fact-groups.js';
import { type FactContext, hasBegun, noteOf } from './fact-notes.js';
import { comingText, contradictionOf, lawText, leadText, statusesDiffer, tailText } from './fact-words.js';
import type { FactNote } from './guide.js';
import type { Fact } from './schemas.js';
import type { Voice } from './voice.js';

export interface RenderedFact {
  /** As it stands in a sentence. */
  text: string;
  /** More than four values: a table beside the sentence, which then says `tableText`. */
  table: { head: [string, string]; rows: [string, string][]; tableText: string } | null;
  note: FactNote;
  /** False if the fact says nothing to this reader at all (another citizenship's rule). */
  applies: boolean;
  /** Laws of the values shown, grouped where they differ. */
  laws: { law: string; label: string; who: string; dated: string }[];
}

/** From this many values on a table is easier to read than a sentence. */
const TABLE_FROM = 5;

export function renderFact(fact: Fact, audience: Audience, context: FactContext): RenderedFact {
  const holding = fact.exceptions.find((exception) => {
    const use = context.fact(exception.use);
    return use !== undefined && hasBegun(use, context.day) && exceptionFor(exception, audience) === 'holds';
  });
  const use = holding === undefined ? undefined : context.fact(holding.use);
  if (use !== undefined && use.key !== fact.key) return renderExcepted(fact, use, audience, context);

  const { voice, day } = context;
  const choice = choose(fact, audience, day);
  const groups = groupCells(choice, (cell) => cellText(fact, cell, choice, audience, context));
  const ended = endedLead(fact, choice, context);
  const parts = groups.map((group) => {
    const who = nameGroup(group.cells, choice, groups.length, voice);
    const text = ended === null ? group.text : groupTail(fact, group.cells, voice);
    return { who, text, cells: group.cells };
  });
  const listed = parts.map(({ who, text }) => (who === '' ? text : `${who}: ${text}`)).join('; ');
  const text = fact.unit === 'none' ? '' : ended === null ? listed : `${ended} (${listed})`;
  return {
    text,
    table: fact.unit === 'none' ? null : tableOf(parts, choice, ended, voice),
    note: noteOf(fact, text, choice, audience, context),
    applies: choice.cells.some((cell) => cell.pick.kind !== 'absent'),
    laws: lawsOf(fact, choice, voice),
  };
}

function renderExcepted(fact: Fact, use: Fact, audience: Audience, context: FactContext): RenderedFact {
  const { voice } = context;
  const other = renderFact({ ...use, exceptions: [] }, audience, context);
  const label = voice.say(use.label);
  const rule = other.note.text === '' ? label : `${label}: ${other.note.text}`;
  const text = fact.unit === 'none' ? '' : voice.t('fact.excepted', { rule });
  const notes = [voice.t('note.excepted', { rule }), ...other.note.notes];
  return {
    ...other,
    text,
    table: null,
    applies: true,
    note: { ...other.note, key: fact.key, label: voice.say(fact.label), text, notes, current: false },
  };
}

function cellText(fact: Fact, cell: Cell, choice: Choice, audience: Audience, context: FactContext): string {
  const { voice, day } = context;
  const { pick } = cell;
  switch (pick.kind) {
    case 'absent':
      return absentText(cell, choice, audience, voice);
    case 'future':
      return fact.unit === 'none' ? '' : comingText(fact, pick.next, voice);
    case 'ended': {
      if (fact.unit === 'none') return '';
      const lead = leadText(fact, pick.last, day, voice);
      const coming = pick.next === null ? '' : `; ${comingText(fact, pick.next, voice)}`;
      return `${lead} (${tailText(fact, pick.last, voice)}${coming})`;
    }
    case 'current': {
      if (fact.unit === 'none') return '';
      const remarks = [
        contradictionOf(fact, pick.value) === null ? '' : voice.t('fact.contradicts'),
        pick.value.status !== 'V' && statusesDiffer(choice) ? voice.t('fact.unconfirmed') : '',
        pick.next === null ? '' : comingText(fact, pick.next, voice),
      ].filter((remark) => remark !== '');
      const value = voice.value(fact.unit, pick.value.value);
      return remarks.length === 0 ? value : `${value} (${remarks.join('; ')})`;
    }
  }
}

function absentText(cell: Cell, choice: Choice, audience: Audience, voice: Voice): string {
  const alone = choice.cells.length === 1;
  if (alone && audience.region.kind === 'one' && cell.region !== null) {
    return voice.t('fact.absentFor', { place: voice.region(cell.region) });
  }
  if (alone && audience.citizenship.kind === 'one' && cell.citizenship !== null) {
    return voice.t('fact.absentFor', { place: voice.country(cell.citizenship) });
  }
  return voice.t('fact.absent');
}

/** Where nothing holds any more, that is said once before the last values. */
function endedLead(fact: Fact, choice: Choice, { voice, day }: FactContext): string | null {
  if (fact.unit === 'none' || choice.cells.length < 2) return null;
  const leads = choice.cells.map((cell) =>
    cell.pick.kind === 'ended' && cell.pick.next === null ? leadText(fact, cell.pick.last, day, voice) : null,
  );
  const [first = null] = leads;
  return first !== null && leads.every((lead) => lead === first) ? first : null;
}

function groupTail(fact: Fact, cells: Cell[], voice: Voice): string {
  const pick = cells[0]?.pick;
  return pick?.kind === 'ended' ? tailText(fact, pick.last, voice) : '';
}

function tableOf(
  parts: { who: string; text: string; cells: Cell[] }[],
  choice: Choice,
  ended: string | null,
  voice: Voice,
): RenderedFact['table'] {
  const rows = parts
    .flatMap(({ text, cells }) =>
      codesOf(cells, 'region').map((code) => {
        const own = cells.filter((cell) => cell.region === code);
        const who = nameGroup(own, choice, Number.POSITIVE_INFINITY, voice);
        return { who, text, last: code === null };
      }),
    )
    .sort((a, b) => (a.last === b.last ? voice.compare(a.who, b.who) : a.last ? 1 : -1));
  if (rows.length < TABLE_FROM) return null;
  const byRegion = choice.named.region && rows.every((row) => !row.who.includes(' — '));
  const see = voice.t('fact.seeTable');
  return {
    head: [voice.t(byRegion ? 'table.region' : 'table.who'), voice.t('table.value')],
    rows: rows.map(({ who, text }) => [who, text]),
    tableText: ended === null ? see : `${ended}; ${see}`,
  };
}

function lawsOf(fact: Fact, choice: Choice, voice: Voice): RenderedFact['laws'] {
  const groups = groupCells(choice, (cell) =>
    (spokenValue(cell.pick)?.law ?? []).map((law) => lawText(law, voice)).join('; '),
  ).filter((group) => group.text !== '');
  return groups.map((group) => {
    const values = group.cells.flatMap((cell) => spokenValue(cell.pick) ?? []);
    const checked = values.every((value) => value.checked_on !== null) ? values[0]?.checked_on : null;
    const dated = values.flatMap((value) => value.source_date ?? []).sort()[0];
    return {
      law: group.text,
      label: voice.say(fact.label),
      who: groups.length === 1 ? '' : nameGroup(group.cells, choice, groups.length, voice),
      dated:
        checked !== null && checked !== undefined
          ? voice.t('law.checked', { date: voice.date(checked) })
          : dated === undefined
            ? voice.t('law.undated')
            : voice.t('law.asOf', { date: voice.date(dated) }),
    };
  });
}
