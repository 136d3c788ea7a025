/** The Markdown of the guide: paragraphs, one level of lists, bold, links within the guide, facts. All else is refused. */
import { lexer, type Token, type Tokens } from 'marked';
import type { Fault } from './faults.js';
import type { TemplateInline, TemplateNode } from './template.js';

/** `{{key}}` and `{{!key}}`; what stands between the braces is judged by whoever reads the reference. */
export const FACT_MARK = /\{\{(!?)([^{}]*)\}\}/g;

const GUIDE_LINK = /^\/guide\/([a-z0-9]+(?:-[a-z0-9]+)*)$/;

const ONLY =
  'expected only paragraphs, "1." and "-" lists of one level, **bold** and [text](/guide/<topicId>)';

/** `firstLine`: the line of the file on which `source` begins. */
export function parseMarkdown(
  source: string,
  place: { file: string; firstLine: number; field: string },
  faults: Fault[],
): { nodes: TemplateNode[]; links: { key: string; line: number }[] } {
  const links: { key: string; line: number }[] = [];
  let cursor = 0;
  const lineHere = (raw: string): number => {
    const found = source.indexOf(raw.trimStart().split('\n')[0] ?? raw, cursor);
    const position = found === -1 ? cursor : found;
    return place.firstLine + (source.slice(0, position).match(/\n/g)?.length ?? 0);
  };
  const refuse = (raw: string, expected: string) =>
    faults.push({ file: place.file, line: lineHere(raw), field: place.field, expected });

  const inline = (tokens: Token[], bold: boolean): TemplateInline[] =>
    tokens.flatMap((token): TemplateInline[] => {
      const weight: { bold?: true } = bold ? { bold: true } : {};
      switch (token.type) {
        case 'text':
        case 'escape': {
          const text = 'text' in token ? String(token.text) : '';
          if (/&(?:[a-z]+|#\d+);/i.test(text))
            refuse(token.raw, 'expected the sign itself instead of an HTML entity');
          return withFacts(text.replace(/\s*\n\s*/g, ' '), weight);
        }
        case 'strong':
          return inline(childTokens(token), true);
        case 'link': {
          const target = GUIDE_LINK.exec(String(token.href))?.[1];
          const text = String(token.text);
          if (target === undefined) {
            refuse(
              token.raw,
              'expected no address but [text](/guide/<topicId>); phones and sites stand in services',
            );
            return [];
          }
          if (childTokens(token).some((child) => child.type !== 'text') || text.includes('{{')) {
            refuse(token.raw, 'expected plain words as the text of a link');
          }
          links.push({ key: target, line: lineHere(token.raw) });
          return [{ kind: 'link', text: text.replace(/\s*\n\s*/g, ' '), topic: target, ...weight }];
        }
        default:
          refuse(token.raw, `${ONLY}, found ${nameOf(token.type)}`);
          return [];
      }
    });

  const listItem = (item: Tokens.ListItem): TemplateInline[] => {
    const [first, ...rest] = item.tokens.filter((token) => token.type !== 'space');
    if (item.task) refuse(item.raw, `${ONLY}, found a check box`);
    for (const extra of rest) {
      refuse(
        extra.raw,
        extra.type === 'list'
          ? `${ONLY}, found a list within a list`
          : 'expected one paragraph in a list item',
      );
    }
    if (first === undefined || (first.type !== 'text' && first.type !== 'paragraph')) {
      refuse(item.raw, 'expected text in a list item');
      return [];
    }
    return inline(childTokens(first), false);
  };

  const nodes: TemplateNode[] = [];
  for (const token of lexer(source)) {
    if (token.type === 'paragraph') {
      nodes.push({ kind: 'paragraph', content: inline(childTokens(token), false) });
    } else if (isList(token)) {
      if (token.ordered && token.start !== 1) refuse(token.raw, 'expected a numbered list to begin with 1.');
      nodes.push({ kind: 'list', ordered: token.ordered, items: token.items.map(listItem) });
    } else if (token.type !== 'space') {
      refuse(token.raw, `${ONLY}, found ${nameOf(token.type)}`);
    }
    cursor += token.raw.length;
  }
  return { nodes, links };
}

function withFacts(text: string, weight: { bold?: true }): TemplateInline[] {
  const parts: TemplateInline[] = [];
  let from = 0;
  for (const match of text.matchAll(FACT_MARK)) {
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index), ...weight });
    parts.push({ kind: 'fact', key: match[2] ?? '', silent: match[1] === '!', ...weight });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from), ...weight });
  return parts;
}

function childTokens(token: Token): Token[] {
  return 'tokens' in token && token.tokens !== undefined ? token.tokens : [];
}

function isList(token: Token): token is Tokens.List {
  return token.type === 'list';
}

function nameOf(type: string): string {
  const names: Record<string, string> = {
    html: 'HTML',
    heading: 'a heading',
    code: 'an indented or fenced code block',
    codespan: 'code',
    em: 'italics',
    del: 'struck text',
    image: 'an image',
    table: 'a table',
    blockquote: 'a quotation',
    hr: 'a rule',
    br: 'a forced line break',
    def: 'a link definition',
  };
  return names[type] ?? type;
}
