/** A parsed text for one reader: variants chosen, facts said, tables where a sentence would be too long. */
import { audienceOf } from './fact-choice.js';
import type { FactContext } from './fact-notes.js';
import { type RenderedFact, renderFact } from './fact-render.js';
import type { FactNote, Reader } from './guide.js';
import type { Inline, RichNode } from './rich.js';
import type { Condition, Membership, Template, TemplateInline, TemplateNode } from './template.js';
import type { Voice } from './voice.js';

/** The reader's choices; language and day are in the fact context. */
export type Chosen = Pick<Reader, 'citizenship' | 'region'>;

export interface RenderedTemplate {
  nodes: RichNode[];
  facts: FactNote[];
  /** The facts shown with all they carry, for the list of laws. */
  rendered: RenderedFact[];
}

export function renderTemplate(template: Template, chosen: Chosen, context: FactContext): RenderedTemplate {
  const { voice } = context;
  /** Facts of this text in order, with every variant they are used in. */
  const uses = new Map<string, { conditions: (Condition | null)[]; silent: boolean }>();

  const said = new Map<string, RenderedFact | null>();
  const say = (key: string, condition: Condition | null): RenderedFact | null => {
    const use = `${key} ${JSON.stringify(condition)}`;
    const known = said.get(use);
    if (known !== undefined) return known;
    const fact = context.fact(key);
    const made = fact === undefined ? null : renderFact(fact, audienceOf(chosen, condition), context);
    said.set(use, made);
    return made;
  };

  const inline = (
    content: TemplateInline[],
    condition: Condition | null,
    tables: RichNode[] | null,
  ): Inline[] => {
    const parts: Inline[] = [];
    withoutSilent(content).forEach((part) => {
      const weight: { bold?: true } = part.bold ? { bold: true } : {};
      if (part.kind === 'text') {
        parts.push({ kind: 'text', text: voice.write(part.text), ...weight });
      } else if (part.kind === 'link') {
        const href = `/${voice.form}/guide/${part.topic}`;
        parts.push({ kind: 'link', text: voice.write(part.text), href, ...weight });
      } else {
        const fact = say(part.key, condition);
        if (fact === null) return;
        if (tables !== null && fact.table !== null) {
          tables.push(tableNode(part.key, fact.table));
          parts.push({ kind: 'fact', key: part.key, text: fact.table.tableText, ...weight });
        } else {
          const phone =
            context.fact(part.key)?.unit === 'phone' && fact.note.current ? dialled(fact.text) : null;
          const tel: { tel?: string } = phone === null ? {} : { tel: phone };
          parts.push({ kind: 'fact', key: part.key, text: fact.text, ...tel, ...weight });
        }
      }
    });
    return parts.filter((part) => part.text !== '');
  };

  const noteUses = (content: TemplateInline[], condition: Condition | null) => {
    for (const part of content) {
      if (part.kind !== 'fact') continue;
      const use = uses.get(part.key) ?? { conditions: [], silent: true };
      use.conditions.push(condition);
      use.silent &&= part.silent;
      uses.set(part.key, use);
    }
  };

  const renderNode = (node: TemplateNode, condition: Condition | null): RichNode[] => {
    switch (node.kind) {
      case 'paragraph': {
        noteUses(node.content, condition);
        const tables: RichNode[] = [];
        const content = inline(node.content, condition, tables);
        const empty = content.every((part) => part.text.trim() === '');
        return empty ? tables : [{ kind: 'paragraph', content }, ...tables];
      }
      case 'list': {
        for (const item of node.items) noteUses(item, condition);
        const items = node.items.map((item) => inline(item, condition, null));
        return [{ kind: 'list', ordered: node.ordered, items }];
      }
      case 'variant': {
        const fit = fits(node.condition, chosen);
        if (fit === 'no') return [];
        const inner = node.nodes.flatMap((child) => renderNode(child, node.condition));
        return fit === 'yes' ? inner : [{ kind: 'variant', label: labelOf(fit, voice), nodes: inner }];
      }
    }
  };

  const nodes = template.nodes.flatMap((node) => renderNode(node, null));
  const rendered = [...uses].flatMap(([key, use]) => {
    const fact = say(key, commonCondition(use.conditions));
    const mute = fact === null || (!fact.applies && (use.silent || context.fact(key)?.unit === 'none'));
    return mute ? [] : [fact];
  });
  return { nodes, facts: rendered.map((fact) => fact.note), rendered };
}

function tableNode(key: string, table: NonNullable<RenderedFact['table']>): RichNode {
  const rows = table.rows.map(([who, text]): Inline[][] => [
    [{ kind: 'text', text: who }],
    [{ kind: 'fact', key, text }],
  ]);
  return { kind: 'table', head: [...table.head], rows };
}

/** Drops `{{!key}}` with the one space that would be doubled or stand before a stop. */
function withoutSilent(content: TemplateInline[]): TemplateInline[] {
  const parts: TemplateInline[] = [];
  content.forEach((part, index) => {
    if (part.kind !== 'fact' || !part.silent) {
      parts.push(part);
      return;
    }
    const before = parts.at(-1);
    const after = content[index + 1];
    const space = after === undefined || (after.kind === 'text' && /^[\s.,;:!?)»…]/.test(after.text));
    if (before?.kind === 'text' && before.text.endsWith(' ') && space) {
      parts[parts.length - 1] = { ...before, text: before.text.slice(0, -1) };
    }
  });
  const [first, ...rest] = parts;
  if (first?.kind === 'text')
    parts.splice(0, parts.length, { ...first, text: first.text.trimStart() }, ...rest);
  return parts;
}

/** What a phone dials: digits and a leading plus. Null where the text is not one number. */
function dialled(text: string): string | null {
  return /^\+?[\d\s()\u00a0-]+$/.test(text) ? text.replace(/[^\d+]/g, '') : null;
}

/** `no`, `yes`, or the part of the condition that the reader has not settled. */
function fits(condition: Condition, chosen: Chosen): 'no' | 'yes' | Condition {
  const open: Condition = {};
  for (const dimension of ['citizenship', 'region'] as const) {
    const membership = condition[dimension];
    if (membership === undefined) continue;
    const code = chosen[dimension];
    if (code === undefined) open[dimension] = membership;
    else if (membership.codes.includes(code) === membership.not) return 'no';
  }
  return open.citizenship === undefined && open.region === undefined ? 'yes' : open;
}

function labelOf(condition: Condition, voice: Voice): string {
  const part = (
    membership: Membership | undefined,
    within: string,
    outside: string,
    name: (code: string) => string,
  ) =>
    membership === undefined
      ? []
      : [voice.t(membership.not ? outside : within, { names: membership.codes.map(name).join(', ') })];
  return [
    ...part(condition.citizenship, 'audience.citizens', 'audience.notCitizens', voice.countryOf),
    ...part(condition.region, 'audience.regions', 'audience.notRegions', voice.region),
  ].join('. ');
}

/** The note under a block speaks for all places the fact stands in: narrowed only where they all are, alike. */
function commonCondition(conditions: (Condition | null)[]): Condition | null {
  const [first = null] = conditions;
  const text = JSON.stringify(first);
  return conditions.every((condition) => JSON.stringify(condition) === text) ? first : null;
}
