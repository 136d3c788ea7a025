import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type TFunction } from 'i18next';
import { alphabetComparator } from './alphabets.js';
import type { Form, Translator } from './index.js';

const FORMS: readonly Form[] = ['ru', 'ky', 'tg', 'uz', 'uz-Cyrl'];
const EDITED = ['ru', 'ky', 'tg', 'uz'] as const;

/**
 * Intl knows no plural rule for Tajik and falls back to the locale of the process. Turkmen has the rule Tajik
 * needs (one for 1, other for the rest), so Tajik texts are kept under its code inside i18next.
 */
const ENGINE_CODE: Record<Form, string> = { ru: 'ru', ky: 'ky', tg: 'tk', uz: 'uz', 'uz-Cyrl': 'uz-Cyrl' };

/** A tree of texts, as it stands in a locale file. */
export interface Texts {
  [key: string]: string | Texts;
}

export interface TranslatorOptions {
  /** Folder with `<language>/<namespace>.json`. */
  dir: string;
  /** Makes Uzbek Cyrillic from Uzbek Latin; must leave `{{placeholders}}` alone. */
  toCyrillic: (latin: string) => string;
}

/** Reads all locale files at once; throws with file names on unreadable or wrongly shaped ones. */
export function createTranslator({ dir, toCyrillic }: TranslatorOptions): Translator {
  const resources: Record<string, Record<string, Texts>> = {};
  const namespaces = new Set<string>();
  for (const language of EDITED) {
    const texts: Record<string, Texts> = {};
    for (const file of readdirSync(join(dir, language)).sort()) {
      if (!file.endsWith('.json')) continue;
      const namespace = file.slice(0, -'.json'.length);
      namespaces.add(namespace);
      texts[namespace] = readTexts(join(dir, language, file));
    }
    resources[ENGINE_CODE[language]] = texts;
  }
  resources[ENGINE_CODE['uz-Cyrl']] = mapTexts(resources[ENGINE_CODE.uz] ?? {}, toCyrillic);

  const engine = i18next.createInstance();
  void engine.init({
    resources,
    ns: [...namespaces],
    defaultNS: false,
    fallbackLng: false,
    supportedLngs: Object.values(ENGINE_CODE),
    load: 'currentOnly',
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  });
  const fixed = new Map<Form, TFunction>(FORMS.map((form) => [form, engine.getFixedT(ENGINE_CODE[form])]));
  const comparators = new Map(FORMS.map((form) => [form, alphabetComparator(form)]));

  const t: Translator['t'] = (form, key, params = {}) => {
    const translate = fixed.get(form);
    if (!translate) throw new Error(`unknown language form ${form}`);
    const text = translate(key, { ...params, defaultValue: '' });
    if (typeof text !== 'string' || text === '') throw new Error(`no interface text ${key} in ${form}`);
    return text;
  };

  return {
    t,
    date(form, isoDay) {
      const [year, month, day] = isoDay.split('-').map(Number);
      if (!year || !month || !day) throw new Error(`not a day: ${isoDay}`);
      return t(form, 'dates:full', { year, day, month: t(form, `dates:months.${month}`) });
    },
    money: (form, rub) => t(form, 'dates:rub', { sum: formatNumber(rub, Number.isInteger(rub) ? 0 : 2) }),
    number: (_form, value) => formatNumber(value),
    compare(form) {
      const compare = comparators.get(form);
      if (!compare) throw new Error(`unknown language form ${form}`);
      return compare;
    },
  };
}

/** All four languages group by a no-break space and use a decimal comma, whatever the ICU of the machine says. */
function formatNumber(value: number, digits?: number): string {
  const [whole = '0', fraction] = (digits === undefined ? String(value) : value.toFixed(digits)).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, '\u00a0');
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

function readTexts(file: string): Texts {
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  assertTexts(parsed, file);
  return parsed;
}

function assertTexts(value: unknown, where: string): asserts value is Texts {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${where}: expected an object of texts`);
  }
  for (const [key, child] of Object.entries(value)) {
    if (typeof child !== 'string') assertTexts(child, `${where} ${key}`);
  }
}

function mapTexts(
  namespaces: Record<string, Texts>,
  change: (text: string) => string,
): Record<string, Texts> {
  const mapTree = (tree: Texts): Texts =>
    Object.fromEntries(
      Object.entries(tree).map(([key, child]) => [
        key,
        typeof child === 'string' ? change(child) : mapTree(child),
      ]),
    );
  return Object.fromEntries(Object.entries(namespaces).map(([name, tree]) => [name, mapTree(tree)]));
}
