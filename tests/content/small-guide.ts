/** A guide small enough to see through: two topics, the facts a test brings, all cards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  EMERGENCY_CARDS,
  type GuideFiles,
  type GuideRules,
  writeGuideFolder,
} from '../../src/content/index.js';
import { parseService, SERVICE_KINDS } from '../../src/directory/index.js';
import { createTranslator } from '../../src/i18n/index.js';
import { EDITED_LANGUAGES, uzbekToCyrillic } from '../../src/language/index.js';

const locales = fileURLToPath(new URL('../../locales', import.meta.url));

export const rules: GuideRules = {
  parseService,
  serviceKinds: SERVICE_KINDS,
  translator: createTranslator({ dir: locales, toCyrillic: uzbekToCyrillic }),
  uzbekToCyrillic,
};

export const four = (text: string) => ({
  ru: text,
  ky: `${text} (ky)`,
  tg: `${text} (tg)`,
  uz: `${text} (uz)`,
});

export function value(change: Record<string, unknown> = {}) {
  return {
    citizenship: null,
    region: null,
    value: 15,
    valid_from: null,
    valid_to: null,
    law: [{ ref: '109-ФЗ, ст. 20', confirmed: true }],
    status: 'V',
    source: [{ url: 'https://example.org/page', date: '2025-03-01', official: false }],
    source_date: '2025-03-01',
    checked_on: null,
    ...change,
  };
}

export function fact(key: string, change: Record<string, unknown> = {}) {
  return {
    key,
    aliases: [],
    label: four(`Название ${key}`),
    unit: 'day',
    changes: 'low',
    owner: 'legal',
    values: [value()],
    exceptions: [],
    contradicts: null,
    unknown: null,
    safe: null,
    ...change,
  };
}

export function service(id: string, change: Record<string, unknown> = {}) {
  return {
    id,
    name: four(`Служба ${id}`),
    kinds: ['legal-aid'],
    provider: 'ngo',
    description: four('Помогает'),
    phones: [{ number: '8-800-000-00-00', note: null, confirmed: true }],
    url: null,
    email: null,
    address: null,
    regions: [],
    citizenships: [],
    languages: null,
    schedule: null,
    fees: null,
    eligibility: null,
    required_documents: null,
    legal_mark: null,
    status: 'V',
    source: [],
    source_date: null,
    checked_on: null,
    ...change,
  };
}

export const json = (content: unknown) => `${JSON.stringify(content, null, 2)}\n`;

/** `short` and `steps` of the topic "first", the same in all languages; the other blocks are one sentence each. */
export function topicText(
  blocks: { short?: string; steps?: string; law?: string } = {},
  title = 'Тема',
): string {
  const kinds = [
    'short',
    'steps',
    'bring',
    'cost',
    'deadline',
    'traps',
    'refused',
    'rights',
    'where',
    'law',
  ] as const;
  const own: Record<string, string> = { law: '', ...blocks };
  const parts = kinds.map((kind) => `## ${kind}\n\n${own[kind] ?? `Текст о ${kind}.`}\n`);
  return `---\ntitle: ${title}\nsummary: Кратко о теме.\n---\n\n${parts.join('\n')}`;
}

export function smallGuide({
  facts = [fact('deadline')],
  ...blocks
}: {
  facts?: ReturnType<typeof fact>[];
  short?: string;
  steps?: string;
  law?: string;
} = {}): GuideFiles {
  const files: GuideFiles = new Map();
  files.set('chapters.json', json([{ id: 'arriving', title: four('Приезд') }]));
  for (const [order, id] of ['first', 'second'].entries()) {
    const related = id === 'first' ? ['second'] : [];
    files.set(
      `topics/${id}/topic.json`,
      json({ chapter: 'arriving', order, related, serviceKinds: ['legal-aid'], laws: [] }),
    );
    for (const language of EDITED_LANGUAGES) {
      files.set(`topics/${id}/${language}.md`, topicText(id === 'first' ? blocks : {}));
    }
    const question = {
      id: `${id}-1`,
      lang: 'ru',
      script: 'cyrillic',
      text: 'вопрос',
      topics: [id],
      origin: 'composed',
      noise: [],
    };
    files.set(`questions/train/${id}.jsonl`, `${JSON.stringify(question)}\n`);
  }
  for (const one of facts) files.set(`facts/${one.key}.json`, json(one));
  files.set('services/helper.json', json(service('helper')));
  for (const card of EMERGENCY_CARDS) {
    files.set(
      `emergencies/${card}/phrases.json`,
      json({ ru: ['беда'], ky: ['беда'], tg: ['беда'], uz: ['balo'] }),
    );
    for (const language of EDITED_LANGUAGES) {
      files.set(`emergencies/${card}/${language}.md`, '---\ntitle: Опасность\n---\n\nПозвоните.\n');
    }
  }
  return files;
}

/** Changes one file, for a test that plants a fault or an edit. */
export function withFile(files: GuideFiles, path: string, change: (text: string) => string): GuideFiles {
  return new Map(files).set(path, change(files.get(path) ?? ''));
}

/** The guide in a temporary folder. */
export async function inFolder(files: GuideFiles): Promise<{ dir: string; remove(): void }> {
  const dir = mkdtempSync(join(tmpdir(), 'guide-folder-'));
  await writeGuideFolder(dir, files);
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
