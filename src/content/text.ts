/** The texts of the guide: front matter, blocks, variants (docs/guide-format.md). */

import type { Fault } from './faults.js';
import { BLOCK_KINDS, type BlockKind } from './kinds.js';
import { FACT_MARK, parseMarkdown } from './markdown.js';
import type { Condition, FactReference, Membership, Reference, Template, TemplateNode } from './template.js';

export interface TextBlock extends Template {
  id: string;
  kind: BlockKind;
  /** Null: the interface's own heading. */
  heading: string | null;
  line: number;
  /** The exact text of the block, its heading line included. */
  body: string;
}

export interface TopicText {
  title: string;
  summary: string;
  /** Revisions of the Russian blocks this translation was made from, by block id (`front` for title and summary). */
  sources: Map<string, string>;
  blocks: TextBlock[];
  lastLine: number;
}

export interface CardText extends Template {
  title: string | null;
}

const TITLE_LIMIT = 60;
const SUMMARY_LIMIT = 160;

/** Parses `topics/<id>/<lang>.md`; null if its front matter cannot be read. */
export function parseTopicText(file: string, text: string, faults: Fault[]): TopicText | null {
  const front = parseFront(file, text, ['title', 'summary', 'sources'], faults);
  if (front === null) return null;
  const field = (name: string, limit: number): string => {
    const entry = front.fields.get(name);
    const value = entry?.value ?? '';
    if (value === '' || value.length > limit) {
      const expected = `expected 1 to ${limit} characters, found ${value.length}`;
      faults.push({ file, line: entry?.line ?? 1, field: name, expected });
    }
    return value;
  };
  const title = field('title', TITLE_LIMIT);
  const summary = field('summary', SUMMARY_LIMIT);
  const blocks = parseBlocks(file, front.rest, front.restLine, faults);
  return {
    title,
    summary,
    sources: parseSources(file, front.fields.get('sources'), faults),
    blocks,
    lastLine: text.split('\n').length,
  };
}

/** Parses `emergencies/<card>/<lang>.md`: front matter with `title` (may be missing), then text without blocks. */
export function parseCardText(file: string, text: string, faults: Fault[]): CardText {
  const front = text.startsWith('---\n') ? parseFront(file, text, ['title'], faults) : null;
  const body = front === null ? text : front.rest;
  const firstLine = front === null ? 1 : front.restLine;
  const template = parseTemplate(file, body.split('\n'), firstLine, 'text', faults);
  if (template.nodes.length === 0)
    faults.push({ file, line: firstLine, field: 'text', expected: 'expected a text' });
  return { title: front?.fields.get('title')?.value ?? null, ...template };
}

interface Front {
  fields: Map<string, { value: string; line: number }>;
  rest: string;
  restLine: number;
}

function parseFront(file: string, text: string, known: string[], faults: Fault[]): Front | null {
  const lines = text.split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end === -1) {
    faults.push({
      file,
      line: 1,
      field: 'front matter',
      expected: 'expected "---", fields, "---" at the beginning',
    });
    return null;
  }
  const fields: Front['fields'] = new Map();
  lines.slice(1, end).forEach((line, index) => {
    const [, name, value] = /^([a-z]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined || !known.includes(name) || fields.has(name)) {
      const expected = `expected one line each of ${known.join(', ')} as "name: value"`;
      faults.push({ file, line: index + 2, field: name ?? 'front matter', expected });
    } else {
      fields.set(name, { value, line: index + 2 });
    }
  });
  return { fields, rest: lines.slice(end + 1).join('\n'), restLine: end + 2 };
}

function parseSources(
  file: string,
  entry: { value: string; line: number } | undefined,
  faults: Fault[],
): Map<string, string> {
  const sources = new Map<string, string>();
  for (const part of entry?.value.split(/,\s*/).filter((piece) => piece !== '') ?? []) {
    const [, id, revision] = /^([a-z:0-9-]+)=([0-9a-f]{8})$/.exec(part) ?? [];
    if (id === undefined || revision === undefined) {
      const expected = `expected "block=revision" as written by "npm run content -- stamp", found "${part}"`;
      faults.push({ file, line: entry?.line ?? 1, field: 'sources', expected });
    } else {
      sources.set(id, revision);
    }
  }
  return sources;
}

function parseBlocks(file: string, text: string, firstLine: number, faults: Fault[]): TextBlock[] {
  const lines = text.split('\n');
  const heads = lines.flatMap((line, index) => (line.startsWith('## ') ? [index] : []));
  const before = lines.slice(0, heads[0] ?? lines.length).findIndex((line) => line.trim() !== '');
  if (before !== -1) {
    faults.push({
      file,
      line: firstLine + before,
      field: 'text',
      expected: 'expected "## <kind>" before any text',
    });
  }
  const blocks: TextBlock[] = [];
  heads.forEach((head, index) => {
    const body = lines.slice(head, heads[index + 1] ?? lines.length);
    const block = parseBlock(file, body, firstLine + head, faults);
    if (block === null) return;
    if (blocks.some((earlier) => earlier.id === block.id)) {
      faults.push({ file, line: block.line, field: block.id, expected: 'expected each block only once' });
      return;
    }
    const previous = blocks.at(-1);
    if (previous !== undefined && BLOCK_KINDS.indexOf(previous.kind) > BLOCK_KINDS.indexOf(block.kind)) {
      const expected = `expected the order ${BLOCK_KINDS.join(' ')}; "${block.id}" stands after "${previous.id}"`;
      faults.push({ file, line: block.line, field: block.id, expected });
    }
    blocks.push(block);
  });
  return blocks;
}

function parseBlock(file: string, lines: string[], line: number, faults: Fault[]): TextBlock | null {
  const [, name, slug, heading] =
    /^## ([a-z]+)(?::([a-z0-9]+(?:-[a-z0-9]+)*))?(?:\s*\|\s*(\S.*?))?\s*$/.exec(lines[0] ?? '') ?? [];
  const kind = BLOCK_KINDS.find((known) => known === name);
  if (kind === undefined) {
    const expected = `expected "## kind", "## kind:slug" or either with " | heading"; kinds are ${BLOCK_KINDS.join(' ')}`;
    faults.push({ file, line, field: (lines[0] ?? '').slice(3), expected });
    return null;
  }
  const id = slug === undefined ? kind : `${kind}:${slug}`;
  const template = parseTemplate(file, lines.slice(1), line + 1, id, faults);
  if (template.nodes.length === 0 && kind !== 'law') {
    faults.push({ file, line, field: id, expected: 'expected text in this block' });
  }
  return { id, kind, heading: heading ?? null, line, body: lines.join('\n'), ...template };
}

function parseTemplate(
  file: string,
  lines: string[],
  firstLine: number,
  field: string,
  faults: Fault[],
): Template {
  const nodes: TemplateNode[] = [];
  const facts: FactReference[] = [];
  const links: Reference[] = [];
  let open: { condition: Condition; nodes: TemplateNode[]; line: number } | null = null;
  let segment: { lines: string[]; line: number } = { lines: [], line: firstLine };

  const closeSegment = (nextLine: number) => {
    const parsed = parseMarkdown(segment.lines.join('\n'), { file, firstLine: segment.line, field }, faults);
    (open?.nodes ?? nodes).push(...parsed.nodes);
    links.push(...parsed.links);
    segment = { lines: [], line: nextLine };
  };

  for (const [index, text] of lines.entries()) {
    const line = firstLine + index;
    if (!text.startsWith(':::')) {
      facts.push(...factsOfLine(file, text, line, field, open?.condition ?? null, faults));
      segment.lines.push(text);
      continue;
    }
    closeSegment(line + 1);
    const rest = text.slice(3).trim();
    if (rest === '') {
      if (open === null)
        faults.push({ file, line, field, expected: 'expected no ":::" here: no variant is open' });
      else if (open.nodes.length === 0)
        faults.push({ file, line, field, expected: 'expected text in the variant' });
      open = null;
      continue;
    }
    if (open !== null)
      faults.push({ file, line, field, expected: 'expected ":::" first: variants do not nest' });
    const condition = parseCondition(rest);
    if (condition === null) {
      const expected =
        'expected "::: citizenship=UZ,TJ", "::: region!=RU-MOW" or both on one line with a space';
      faults.push({ file, line, field, expected });
    }
    open = { condition: condition ?? {}, nodes: [], line };
    nodes.push({ kind: 'variant', condition: open.condition, nodes: open.nodes, line });
  }
  closeSegment(firstLine + lines.length);
  if (open !== null)
    faults.push({ file, line: open.line, field, expected: 'expected ":::" to close this variant' });
  return { nodes, facts, links };
}

function factsOfLine(
  file: string,
  text: string,
  line: number,
  field: string,
  condition: Condition | null,
  faults: Fault[],
): FactReference[] {
  const found: FactReference[] = [];
  for (const [whole, bang, key = ''] of text.matchAll(FACT_MARK)) {
    if (/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(key)) {
      found.push({ key, line, silent: bang === '!', condition });
    } else {
      faults.push({
        file,
        line,
        field,
        expected: `expected {{key}} or {{!key}} without spaces, found ${whole}`,
      });
    }
  }
  if (/\{\{|\}\}/.test(text.replaceAll(FACT_MARK, ''))) {
    faults.push({ file, line, field, expected: 'expected each {{ to be closed by }} on the same line' });
  }
  return found;
}

const CODE = { citizenship: /^[A-Z]{2}$/, region: /^RU-[A-Z]{2,3}$/ } as const;

function parseCondition(text: string): Condition | null {
  const condition: Condition = {};
  for (const part of text.split(/\s+/)) {
    const [, dimension, not, list = ''] = /^(citizenship|region)(!?)=([A-Z,-]+)$/.exec(part) ?? [];
    if (dimension !== 'citizenship' && dimension !== 'region') return null;
    const codes = list.split(',');
    if (condition[dimension] !== undefined || !codes.every((code) => CODE[dimension].test(code))) return null;
    const membership: Membership = { not: not === '!', codes };
    condition[dimension] = membership;
  }
  return condition;
}
