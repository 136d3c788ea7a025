/** Formatted text of the guide -> stretches of plain text with their styles, each to be kept together in one message. */
import type { Reply } from '../answers/index.js';

type Node = Reply['nodes'][number];
type Inline = Extract<Node, { kind: 'paragraph' }>['content'][number];

export interface Entity {
  type: 'bold' | 'italic' | 'text_link';
  /** In UTF-16 units, as Telegram counts. */
  offset: number;
  length: number;
  url?: string;
}

export interface StyledText {
  text: string;
  entities: Entity[];
  /** What stands between this piece and the one before it in the same message. */
  gap: '\n' | '\n\n';
}

/** `link` gives the address a phone can open, or null for plain text. */
type Link = (href: string) => string | null;

export function piecesOf(nodes: readonly Node[], link: Link): StyledText[] {
  return nodes.flatMap((node) => nodePieces(node, link)).filter((piece) => piece.text !== '');
}

function nodePieces(node: Node, link: Link): StyledText[] {
  switch (node.kind) {
    case 'paragraph':
      return [styled(node.content, link)];
    case 'note':
      return [inItalic(styled(node.content, link))];
    case 'list':
      return node.items.map((item, index) => {
        const mark: Inline = { kind: 'text', text: node.ordered ? `${index + 1}. ` : '• ' };
        return { ...styled([mark, ...item], link), gap: index === 0 ? '\n\n' : '\n' };
      });
    case 'variant': {
      const label = styled([{ kind: 'text', text: `${node.label}:`, bold: true }], link);
      const [first, ...rest] = piecesOf(node.nodes, link);
      return first === undefined ? [] : [label, { ...first, gap: '\n' }, ...rest];
    }
    case 'table':
      return node.rows.map((row, index) => ({
        ...styled(rowLine(node.head, row), link),
        gap: index === 0 ? '\n\n' : '\n',
      }));
  }
}

/** A phone is too narrow for a table: one line a row, `first: second; head: third`. */
function rowLine(head: readonly string[], row: readonly Inline[][]): Inline[] {
  return row.flatMap((cell, column): Inline[] => {
    if (column === 0) return cell;
    const label = column > 1 ? `; ${head[column] ?? ''}: ` : ': ';
    return [{ kind: 'text', text: column > 1 && (head[column] ?? '') === '' ? '; ' : label }, ...cell];
  });
}

function styled(content: readonly Inline[], link: Link): StyledText {
  let text = '';
  const entities: Entity[] = [];
  for (const part of content) {
    const words = wellFormed(part.text);
    const style = styleOf(part, link);
    // White space at the edges of a style is outside it: Telegram would move the entity by itself.
    const lead = words.length - words.trimStart().length;
    const length = words.trim().length;
    if (style !== null && length > 0) entities.push({ ...style, offset: text.length + lead, length });
    text += words;
  }
  return trimmed({ text, entities, gap: '\n\n' });
}

function styleOf(part: Inline, link: Link): Pick<Entity, 'type' | 'url'> | null {
  switch (part.kind) {
    case 'text':
      return part.bold === true ? { type: 'bold' } : null;
    case 'link': {
      const url = link(part.href);
      return url === null ? null : { type: 'text_link', url };
    }
    case 'fact':
      return { type: 'bold' };
  }
}

/** Small print: the whole stretch, with its links kept. */
function inItalic(piece: StyledText): StyledText {
  if (piece.text === '') return piece;
  const links = piece.entities.filter((entity) => entity.type === 'text_link');
  return { ...piece, entities: [{ type: 'italic', offset: 0, length: piece.text.length }, ...links] };
}

function trimmed(piece: StyledText): StyledText {
  const lead = piece.text.length - piece.text.trimStart().length;
  const text = piece.text.trim();
  return {
    ...piece,
    text,
    entities: piece.entities.map((entity) => ({ ...entity, offset: entity.offset - lead })),
  };
}

/** A lone half of a surrogate pair makes the whole call invalid JSON for Telegram. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
