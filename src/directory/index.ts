/** The door of `directory`: services and organisations, by HSDS 3 names. */
import type { WrittenForm } from '../language/index.js';

export interface ServiceView {
  id: string;
  name: string;
  kind: string;
  kinds: string[];
  provider: 'state' | 'ngo' | 'ngo-registered' | 'consulate' | 'international' | 'private';
  description: string;
  phones: { number: string; note: string | null; confirmed: boolean }[];
  url: string | null;
  email: string | null;
  address: string | null;
  /** ISO 3166-2; empty: the whole country. */
  regions: string[];
  /** ISO 3166-1; empty: everyone. */
  citizenships: string[];
  /** ISO 639-1; null: not known. */
  languages: string[] | null;
  /** Text in the reader's language; null: not known. */
  schedule: string | null;
  fees: string | null;
  eligibility: string | null;
  required_documents: string | null;
  /** Dated events, past ones too, in order of time. */
  events: { starts: string; ends: string | null; text: string }[];
  status: 'V' | 'P' | 'U';
  source_date: string | null;
  checked_on: string | null;
  /** Mark that the law demands beside the name, in the reader's language; null if none. */
  legal_mark: string | null;
}

export interface Directory {
  /** All services for the reader, confirmed contacts first. */
  list(query: { language: WrittenForm; kind?: string; region?: string; citizenship?: string }): ServiceView[];
  get(id: string, language: WrittenForm): ServiceView | null;
  kinds(): string[];
}

export { createDirectory, type DirectoryOptions } from './directory.js';
export { PROVIDERS, parseService, SERVICE_KINDS } from './schema.js';
