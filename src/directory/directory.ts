/** The services for a reader: whom one can surely reach first, and the mark the law demands beside the name. */
import { editedLanguage, type WrittenForm } from '../language/index.js';
import type { Directory, ServiceView } from './index.js';
import { parseService, SERVICE_KINDS, type ServiceRecord } from './schema.js';

export interface DirectoryOptions {
  /** Records of the current generation of the guide; the same array as long as the generation is the same. */
  services(): readonly unknown[];
  /** Comparator of a form's own alphabet. */
  translator: { compare(form: WrittenForm): (a: string, b: string) => number };
  uzbekToCyrillic(latin: string): string;
}

export function createDirectory({ services, translator, uzbekToCyrillic }: DirectoryOptions): Directory {
  let known: {
    raw: readonly unknown[];
    records: ServiceRecord[];
    views: Map<WrittenForm, ServiceView[]>;
  } | null = null;

  const readingOf = (raw: readonly unknown[]) => {
    if (known?.raw === raw) return known;
    const records = raw.map((record) => {
      const reading = parseService(record);
      if (!reading.ok) throw new Error(`a service record of the guide is not as its schema says`);
      return reading.value;
    });
    known = { raw, records, views: new Map() };
    return known;
  };

  const viewsIn = (form: WrittenForm): ServiceView[] => {
    const reading = readingOf(services());
    const made = reading.views.get(form);
    if (made !== undefined) return made;
    const compare = translator.compare(form);
    const views = reading.records
      .map((record) => ({ rank: rankOf(record), view: viewOf(record, form, uzbekToCyrillic) }))
      .sort(
        (a, b) => a.rank - b.rank || compare(a.view.name, b.view.name) || (a.view.id < b.view.id ? -1 : 1),
      )
      .map(({ view }) => view);
    reading.views.set(form, views);
    return views;
  };

  return {
    list({ language, kind, region, citizenship }) {
      const fits = (codes: string[], chosen: string | undefined) =>
        chosen === undefined || codes.length === 0 || codes.includes(chosen);
      return viewsIn(language).filter(
        (service) =>
          (kind === undefined || service.kinds.includes(kind)) &&
          fits(service.regions, region) &&
          fits(service.citizenships, citizenship),
      );
    },
    get: (id, language) => viewsIn(language).find((service) => service.id === id) ?? null,
    kinds() {
      const used = new Set(readingOf(services()).records.flatMap((record) => record.kinds));
      return SERVICE_KINDS.filter((kind) => used.has(kind));
    },
  };
}

/** A service whose contacts nobody confirmed is never first, whatever else is known of it. */
function rankOf(record: ServiceRecord): number {
  const { phones, url } = record;
  const contact = phones.some((phone) => phone.confirmed) || url !== null || phones.length === 0;
  if (record.status === 'U') return 3;
  if (!contact) return 2;
  return record.status === 'V' ? 0 : 1;
}

function viewOf(
  record: ServiceRecord,
  form: WrittenForm,
  uzbekToCyrillic: (latin: string) => string,
): ServiceView {
  const language = editedLanguage(form);
  const write = (text: { ru: string; ky: string; tg: string; uz: string }) =>
    form === 'uz-Cyrl' ? uzbekToCyrillic(text[language]) : text[language];
  const orNull = (text: { ru: string; ky: string; tg: string; uz: string } | null) =>
    text === null ? null : write(text);
  const confirmedFirst = [...record.phones].sort((a, b) => Number(b.confirmed) - Number(a.confirmed));
  return {
    id: record.id,
    name: write(record.name),
    kind: record.kinds[0] ?? '',
    kinds: record.kinds,
    provider: record.provider,
    description: write(record.description),
    phones: confirmedFirst.map(({ number, note, confirmed }) => ({ number, note: orNull(note), confirmed })),
    url: record.url,
    email: record.email,
    address: record.address,
    regions: record.regions,
    citizenships: record.citizenships,
    languages: record.languages,
    schedule: orNull(record.schedule),
    fees: orNull(record.fees),
    eligibility: orNull(record.eligibility),
    required_documents: orNull(record.required_documents),
    events: (record.events ?? [])
      .map(({ starts, ends, text }) => ({ starts, ends, text: write(text) }))
      .sort((a, b) => (a.starts < b.starts ? -1 : 1)),
    status: record.status,
    source_date: record.source_date,
    checked_on: record.checked_on,
    legal_mark: orNull(record.legal_mark),
  };
}
