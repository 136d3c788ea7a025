/** Everything a rendering says in one written form: interface texts, names of places, values with their units. */
import type { Translator } from '../i18n/index.js';
import { editedLanguage, type WrittenForm } from '../language/index.js';
import type { FactUnit, FactValue, Localized, Span } from './schemas.js';

export interface Voice {
  readonly form: WrittenForm;
  /** A text of `locales/<language>/content.json`. */
  t(key: string, params?: Record<string, string | number>): string;
  /** A text of the guide in this form. */
  say(text: Localized): string;
  /** A text already in the edited language, in this form's script. */
  write(text: string): string;
  date(isoDay: string): string;
  region(code: string | null): string;
  country(code: string | null): string;
  /** As in "citizens of …". */
  countryOf(code: string): string;
  compare(a: string, b: string): number;
  /** The value with its unit: "15 дней", "10 000–15 000 ₽"; empty for a rule without a value. */
  value(unit: FactUnit, value: FactValue['value']): string;
}

export function createVoice(
  form: WrittenForm,
  translator: Translator,
  uzbekToCyrillic: (latin: string) => string,
): Voice {
  const language = editedLanguage(form);
  const write = form === 'uz-Cyrl' ? uzbekToCyrillic : (text: string) => text;
  /** Names, dates and sentences return by the hundred on one page; there are only as many as the guide has facts. */
  const said = new Map<string, string>();
  const t: Voice['t'] = (key, params) => {
    const name = params === undefined ? key : `${key} ${JSON.stringify(params)}`;
    const text = said.get(name) ?? translator.t(form, `content:${key}`, params);
    said.set(name, text);
    return text;
  };
  const dates = new Map<string, string>();
  const date = (isoDay: string): string => {
    const text = dates.get(isoDay) ?? translator.date(form, isoDay);
    dates.set(isoDay, text);
    return text;
  };
  const compare = translator.compare(form);
  const amount = (unit: FactUnit, from: number, to: number | null): string => {
    const numbers = [from, ...(to === null ? [] : [to])].map((value) => translator.number(form, value));
    if (unit === 'rub') {
      const upper = translator.money(form, to ?? from);
      return to === null ? upper : `${numbers[0]}–${upper}`;
    }
    const n = numbers.join('–');
    if (unit === 'count' || unit === 'times') return n;
    if (unit === 'percent') return t('units.percent', { n });
    return t(`units.${unit}`, { n, count: to ?? from });
  };
  return {
    form,
    t,
    say: (text) => write(text[language]),
    write,
    date,
    region: (code) => (code === null ? t('audience.otherRegions') : t(`regions.${code}`)),
    countryOf: (code) => t(`countriesOf.${code}`),
    country: (code) => (code === null ? t('audience.otherCountries') : t(`countries.${code}`)),
    compare,
    value(unit, value) {
      if (value === null) return '';
      if (typeof value === 'number') return amount(unit, value, null);
      if (typeof value === 'string') return unit === 'date' ? date(value) : value;
      if (isSpan(value)) return amount(unit, value.from, value.to);
      return write(value[language]);
    },
  };
}

function isSpan(value: Span | Localized): value is Span {
  return 'from' in value;
}
