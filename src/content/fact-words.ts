/** The phrases a fact is said with. */
import { type Choice, spokenValue } from './fact-choice.js';
import type { Fact, FactValue, Localized } from './schemas.js';
import type { Voice } from './voice.js';

export function comingText(fact: Fact, next: FactValue, voice: Voice): string {
  const date = voice.date(next.valid_from ?? '');
  return voice.t('fact.from', { date, value: voice.value(fact.unit, next.value) });
}

/** "новая сумма на 2027 год не известна" */
export function leadText(fact: Fact, last: FactValue, day: string | null, voice: Voice): string {
  const what = fact.unit === 'rub' ? 'sum' : 'value';
  const year = (day ?? '').slice(0, 4);
  return year > (last.valid_to ?? '').slice(0, 4)
    ? voice.t(`fact.${what}UnknownYear`, { year })
    : voice.t(`fact.${what}Unknown`);
}

/** "в 2026 году: 10 000 ₽" */
export function tailText(fact: Fact, last: FactValue, voice: Voice): string {
  const value = voice.value(fact.unit, last.value);
  const year = wholeYear(last);
  if (year !== null) return voice.t('fact.inYear', { year, value });
  return voice.t('fact.until', { date: voice.date(last.valid_to ?? ''), value });
}

function wholeYear(value: FactValue): string | null {
  const year = value.valid_to?.slice(0, 4);
  return year !== undefined && value.valid_from === `${year}-01-01` && value.valid_to === `${year}-12-31`
    ? year
    : null;
}

export function contradictionOf(fact: Fact, value: FactValue): Localized | null {
  return value.contradicts ?? fact.contradicts;
}

export function statusesDiffer(choice: Choice): boolean {
  return new Set(choice.cells.map((cell) => spokenValue(cell.pick)?.status ?? 'V')).size > 1;
}

export function lawText(law: FactValue['law'][number], voice: Voice): string {
  return law.confirmed ? law.ref : voice.t('law.unconfirmed', { law: law.ref });
}
