/** The door of `i18n`: interface texts, dates, money, plural and order, the same on every machine. */

/** The five written forms (same list as in `language`; this folder imports nothing of ours). */
export type Form = 'ru' | 'ky' | 'tg' | 'uz' | 'uz-Cyrl';

export interface Translator {
  /** `key` is `namespace:path.to.key`; namespaces are the files in `locales/<language>/`. Throws on an unknown key. */
  t(form: Form, key: string, params?: Record<string, string | number>): string;
  /** `2026-11-22` -> "22 ноября 2026 г." in the form's way. */
  date(form: Form, isoDay: string): string;
  /** 10000 -> "10 000 ₽" (ru), "10 000 rubl" (uz) …; kopecks only where there are any. */
  money(form: Form, rub: number): string;
  number(form: Form, value: number): string;
  /** Comparator of the form's own alphabet. */
  compare(form: Form): (a: string, b: string) => number;
}

export { createTranslator, type TranslatorOptions } from './translator.js';
