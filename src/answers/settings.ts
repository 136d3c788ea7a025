import type { Guide, RichNode } from '../content/index.js';
import type { Memory } from '../delivery/index.js';
import type { Translator } from '../i18n/index.js';
import { WRITTEN_FORMS, type WrittenForm } from '../language/index.js';
import { paragraph } from './compose.js';
import type { Button } from './index.js';
import { one, type Received } from './received.js';

/** Every language under its own name: a person finds theirs without reading another. */
const LANGUAGE_NAMES: Record<WrittenForm, string> = {
  ru: 'Русский',
  ky: 'Кыргызча',
  tg: 'Тоҷикӣ',
  uz: 'Oʻzbekcha',
  'uz-Cyrl': 'Ўзбекча',
};

const CITIZENSHIPS = ['UZ', 'TJ', 'KG'] as const;
const REGIONS_A_PAGE = 6;

/** What a person chooses about the chat itself: language, citizenship, region, and what is kept of them. */
export function createSettings(deps: {
  guide: () => Guide;
  translator: Translator;
  retentionDays: number;
  isTopic: (id: string, language: WrittenForm) => boolean;
  homeButton: (language: WrittenForm) => Button;
}) {
  const { translator, isTopic, homeButton } = deps;

  return { askLanguage, settings, chooseCitizenship, chooseRegion, privacy, askForget };

  function askLanguage(memory: Memory, language: WrittenForm, topic?: string, ref?: string): Received {
    const suffix = topic !== undefined && isTopic(topic, language) ? `:${topic}` : '';
    const nodes = WRITTEN_FORMS.map((form) => paragraph(translator.t(form, 'chat:chooseLanguage')));
    const buttons = WRITTEN_FORMS.map((form) => ({
      label: LANGUAGE_NAMES[form],
      action: `lang:${form}${suffix}`,
    }));
    return one(memory, language, nodes, buttons, ref);
  }

  function settings(ref: string | undefined, memory: Memory, language: WrittenForm): Received {
    const { t } = translator;
    const chosen = (value: string | undefined, name: (value: string) => string): string =>
      value === undefined ? t(language, 'chat:settings.notChosen') : name(value);
    const nodes: RichNode[] = [
      paragraph(t(language, 'chat:settings.title'), true),
      {
        kind: 'list',
        ordered: false,
        items: [
          t(language, 'chat:settings.language', { value: LANGUAGE_NAMES[language] }),
          t(language, 'chat:settings.citizenship', {
            value: chosen(memory.citizenship, (code) => t(language, `content:countries.${code}`)),
          }),
          t(language, 'chat:settings.region', {
            value: chosen(memory.region, (code) => t(language, `content:regions.${code}`)),
          }),
        ].map((line) => [{ kind: 'text', text: line }]),
      },
    ];
    const buttons: Button[] = [
      { label: t(language, 'chat:buttons.language'), action: 'lang' },
      { label: t(language, 'chat:buttons.citizenship'), action: 'cit' },
      { label: t(language, 'chat:buttons.region'), action: 'reg' },
      { label: t(language, 'chat:buttons.privacy'), action: 'privacy' },
      { label: t(language, 'chat:buttons.forget'), action: 'forget' },
      homeButton(language),
    ];
    return one(memory, language, nodes, buttons, ref);
  }

  function chooseCitizenship(
    code: string,
    ref: string | undefined,
    memory: Memory,
    language: WrittenForm,
  ): Received {
    const { t } = translator;
    const known = CITIZENSHIPS.find((citizenship) => citizenship === code);
    if (known) return settings(ref, { ...memory, citizenship: known }, language);
    if (code === 'none') return settings(ref, without(memory, 'citizenship'), language);
    const buttons = [
      ...CITIZENSHIPS.map((country) => ({
        label: t(language, `content:countries.${country}`),
        action: `cit:${country}`,
      })),
      { label: t(language, 'chat:settings.showAll'), action: 'cit:none' },
      homeButton(language),
    ];
    return one(memory, language, [paragraph(t(language, 'chat:settings.askCitizenship'))], buttons, ref);
  }

  function chooseRegion(
    code: string,
    page: number,
    ref: string | undefined,
    memory: Memory,
    language: WrittenForm,
  ): Received {
    const { t } = translator;
    const regions = [
      ...new Set(
        deps
          .guide()
          .facts()
          .flatMap((fact) => fact.region ?? []),
      ),
    ].sort((a, b) =>
      translator.compare(language)(t(language, `content:regions.${a}`), t(language, `content:regions.${b}`)),
    );
    if (regions.includes(code)) return settings(ref, { ...memory, region: code }, language);
    if (code === 'none') return settings(ref, without(memory, 'region'), language);
    const start = Number.isInteger(page) && page > 0 ? page * REGIONS_A_PAGE : 0;
    const shown = regions.slice(start, start + REGIONS_A_PAGE);
    const more = start + REGIONS_A_PAGE < regions.length;
    const buttons = [
      ...shown.map((region) => ({
        label: t(language, `content:regions.${region}`),
        action: `reg:${region}`,
      })),
      more
        ? { label: t(language, 'chat:settings.more'), action: `reg:page:${start / REGIONS_A_PAGE + 1}` }
        : { label: t(language, 'chat:settings.otherRegion'), action: 'reg:none' },
      homeButton(language),
    ];
    return one(memory, language, [paragraph(t(language, 'chat:settings.askRegion'))], buttons, ref);
  }

  function privacy(ref: string | undefined, memory: Memory, language: WrittenForm): Received {
    const { t } = translator;
    const rows = (['message', 'language', 'address', 'name'] as const).map((what) => [
      [{ kind: 'text' as const, text: t(language, `chat:privacy.${what}`), bold: true as const }],
      [
        {
          kind: 'text' as const,
          text: t(language, `chat:privacy.${what}Kept`, { days: deps.retentionDays }),
        },
      ],
    ]);
    const nodes: RichNode[] = [
      paragraph(t(language, 'chat:privacy.title'), true),
      { kind: 'table', head: [], rows },
      paragraph(t(language, 'chat:privacy.who')),
    ];
    const buttons = [{ label: t(language, 'chat:buttons.forget'), action: 'forget' }, homeButton(language)];
    return one(memory, language, nodes, buttons, ref);
  }

  function askForget(ref: string | undefined, memory: Memory, language: WrittenForm): Received {
    const { t } = translator;
    const buttons = [{ label: t(language, 'chat:forget.confirm'), action: 'forget!' }, homeButton(language)];
    return one(memory, language, [paragraph(t(language, 'chat:forget.ask'))], buttons, ref);
  }
}

function without(memory: Memory, key: 'citizenship' | 'region'): Memory {
  const { [key]: _removed, ...rest } = memory;
  return rest;
}
