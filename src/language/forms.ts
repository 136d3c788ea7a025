/** The five written forms of the product; `uz-Cyrl` is made from `uz`. */
export const WRITTEN_FORMS = ['ru', 'ky', 'tg', 'uz', 'uz-Cyrl'] as const;
export type WrittenForm = (typeof WRITTEN_FORMS)[number];

/** The four languages in which the guide is edited. */
export const EDITED_LANGUAGES = ['ru', 'ky', 'tg', 'uz'] as const;
export type EditedLanguage = (typeof EDITED_LANGUAGES)[number];

/** The edited language behind a written form: Uzbek Cyrillic is made from Uzbek Latin. */
export function editedLanguage(form: WrittenForm): EditedLanguage {
  return form === 'uz-Cyrl' ? 'uz' : form;
}

export function isWrittenForm(value: unknown): value is WrittenForm {
  return typeof value === 'string' && WRITTEN_FORMS.some((form) => form === value);
}
