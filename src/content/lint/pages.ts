/** The texts readers see, in pieces with their lines: parsed templates keep no places, and findings need them. */
import { EDITED_LANGUAGES, type EditedLanguage } from '../../language/index.js';
import type { GuideFiles } from '../folder.js';
import { type JsonPath, readJson } from '../json-places.js';

export type Part = 'title' | 'summary' | 'heading' | 'paragraph' | 'item' | 'record';

export interface Passage {
  file: string;
  line: number;
  language: EditedLanguage;
  part: Part;
  /** Block id of a topic text, field of a record (`label`, `values[0].value`), otherwise empty. */
  place: string;
  /** The variant it stands in, codes sorted; empty outside of variants. */
  condition: string;
  /** Markup and facts as written; may hold line ends. */
  raw: string;
}

/** One text of a topic or card, or all texts of one record in one language. */
export interface Page {
  sort: 'topic' | 'card' | 'record';
  file: string;
  language: EditedLanguage;
  /** Topic id, card or record id: what the languages of a page have in common. */
  id: string;
  source: string;
  passages: Passage[];
}

const TEXT = /^(topics|emergencies)\/([^/]+)\/(ru|ky|tg|uz)\.md$/;
const RECORD = /^(?:chapters|journey|changes|(?:facts|services|phrase-cards|glossary)\/[^/]+)\.json$/;
/** Of a phrase or a term the Russian stands beside its translations, not among them. */
const RUSSIAN = 'russian';

export function readPages(files: GuideFiles): Page[] {
  return [...files].flatMap(([file, source]): Page[] => {
    const [, folder, id = '', code] = TEXT.exec(file) ?? [];
    const language = EDITED_LANGUAGES.find((known) => known === code);
    if (language !== undefined) {
      const passages = readText(file, source, language);
      return [{ sort: folder === 'topics' ? 'topic' : 'card', file, language, id, source, passages }];
    }
    return RECORD.test(file) ? readRecord(file, source) : [];
  });
}

/** Where a passage's line of words begins: marks of lists and headings are no words. */
const ITEM = /^\s*(?:\d+\.|-)\s+/;

function readText(file: string, source: string, language: EditedLanguage): Passage[] {
  const passages: Passage[] = [];
  let place = '';
  let condition = '';
  let open: Passage | null = null;
  let front = false;
  const add = (part: Part, line: number, raw: string): Passage => {
    const passage = { file, line, language, part, place, condition, raw };
    passages.push(passage);
    return passage;
  };
  for (const [index, text] of source.split('\n').entries()) {
    const line = index + 1;
    if (text === '---' && (index === 0 || front)) {
      front = index === 0;
    } else if (front) {
      const [, name, value = ''] = /^(title|summary):\s*(.*)$/.exec(text) ?? [];
      if (name === 'title' || name === 'summary') add(name, line, value);
    } else if (text.startsWith('## ')) {
      const [, id = '', heading] = /^## (\S+)(?:\s*\|\s*(.*))?$/.exec(text) ?? [];
      place = id;
      condition = '';
      open = null;
      if (heading !== undefined) add('heading', line, heading);
    } else if (text.startsWith(':::')) {
      condition = text.slice(3).trim().split(/\s+/).map(sortCodes).sort().join(' ');
      open = null;
    } else if (text.trim() === '') {
      open = null;
    } else if (ITEM.test(text)) {
      open = add('item', line, text.replace(ITEM, ''));
    } else if (open === null) {
      open = add('paragraph', line, text);
    } else {
      open.raw += `\n${text}`;
    }
  }
  return passages;
}

function sortCodes(part: string): string {
  const [name = '', codes = ''] = part.split('=');
  return codes === '' ? name : `${name}=${codes.split(',').sort().join(',')}`;
}

function readRecord(file: string, source: string): Page[] {
  const reading = readJson(source);
  if (!reading.ok) return [];
  const id = file.replace(/^.*\/|\.json$/g, '');
  const pages = EDITED_LANGUAGES.map(
    (language): Page => ({ sort: 'record', file, language, id, source, passages: [] }),
  );
  const walk = (value: unknown, path: JsonPath): void => {
    if (typeof value !== 'object' || value === null) return;
    const entries = Object.entries(value);
    const localized = EDITED_LANGUAGES.every(
      (code) => code === 'ru' || entries.some(([key, text]) => key === code && typeof text === 'string'),
    );
    for (const [key, inner] of entries) {
      const here = [...path, Array.isArray(value) ? Number(key) : key];
      const code = key === RUSSIAN ? 'ru' : localized ? key : '';
      const page = pages.find(({ language }) => language === code);
      if (page === undefined || typeof inner !== 'string') {
        walk(inner, here);
        continue;
      }
      const line = reading.lineOf(here);
      const place = path.join('.');
      const { language } = page;
      page.passages.push({ file, line, language, part: 'record', place, condition: '', raw: inner });
    }
  };
  walk(reading.value, []);
  return pages.filter((page) => page.passages.length > 0);
}
