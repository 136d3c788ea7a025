import { WRITTEN_FORMS, type WrittenForm } from '../language/index.js';

/** Each language by its own name, in its own script; never a flag. */
export const OWN_NAMES: Record<WrittenForm, string> = {
  ru: 'Русский',
  ky: 'Кыргызча',
  tg: 'Тоҷикӣ',
  uz: 'Oʻzbekcha',
  'uz-Cyrl': 'Ўзбекча',
};

/**
 * The best written form for an `Accept-Language` header; Russian if none fits. Uzbek without a script means Latin,
 * the official one.
 */
export function preferredForm(acceptLanguage: string | undefined): WrittenForm {
  const wishes = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part, order) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined);
      return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality), order };
    })
    .filter((wish) => wish.quality > 0)
    .sort((a, b) => b.quality - a.quality || a.order - b.order);
  for (const { tag } of wishes) {
    const form = formOfTag(tag);
    if (form) return form;
  }
  return 'ru';
}

function formOfTag(tag: string): WrittenForm | null {
  const [language, ...rest] = tag.split('-');
  switch (language) {
    case 'uz':
      return rest.includes('cyrl') ? 'uz-Cyrl' : 'uz';
    case 'ru':
    case 'ky':
    case 'tg':
      return language;
    default:
      return null;
  }
}

/** The five forms with the recommended one first. */
export function formsFrom(first: WrittenForm): WrittenForm[] {
  return [first, ...WRITTEN_FORMS.filter((form) => form !== first)];
}

/** The written form that starts a path (`/uz/guide/…`), if it does. */
export function formOfPath(path: string): WrittenForm | null {
  const segment = path.split('?', 1)[0]?.split('/')[1];
  return WRITTEN_FORMS.find((form) => form === segment) ?? null;
}
