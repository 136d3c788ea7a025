import type { Translator } from '../i18n/index.js';
import type { WrittenForm } from '../language/index.js';
import type { Assets } from './assets.js';
import { FIRST_REGIONS, OTHER_REGIONS } from './places.js';

/** What every page needs to know to be drawn. */
export interface View {
  form: WrittenForm;
  /** Path after the language, e.g. `/guide/registration`; the same in all languages. Empty on the first page. */
  path: string;
  assets: Assets;
  publicUrl: string | null;
  /** Text of the interface in the language of the page, `web:` is put before the key. */
  t(key: string, params?: Record<string, string | number>): string;
  date(isoDay: string): string;
  /** Name of a citizenship's country. */
  country(code: string): string;
  region(code: string): string;
  /** Regions to choose from, in the order of the page's alphabet after the most frequent ones. */
  regions(): { value: string; label: string }[];
  /** `/uz` + path. */
  link(path: string): string;
}

export type ViewMaker = (form: WrittenForm, path: string) => View;

export function createViewMaker(deps: {
  translator: Translator;
  assets: Assets;
  publicUrl: string | null;
}): ViewMaker {
  const { translator, assets, publicUrl } = deps;
  const regionLists = new Map<WrittenForm, { value: string; label: string }[]>();
  const regionsOf = (form: WrittenForm) => {
    const kept = regionLists.get(form);
    if (kept) return kept;
    const named = (code: string) => ({ value: code, label: translator.t(form, `content:regions.${code}`) });
    const compare = translator.compare(form);
    const others = OTHER_REGIONS.map(named).sort((a, b) => compare(a.label, b.label));
    const list = [...FIRST_REGIONS.map(named), ...others];
    regionLists.set(form, list);
    return list;
  };
  return (form, path) => ({
    form,
    path,
    assets,
    publicUrl,
    t: (key, params) => translator.t(form, `web:${key}`, params),
    date: (isoDay) => translator.date(form, isoDay),
    country: (code) => translator.t(form, `content:countries.${code}`),
    region: (code) => translator.t(form, `content:regions.${code}`),
    regions: () => regionsOf(form),
    link: (to) => `/${form}${to}`,
  });
}
