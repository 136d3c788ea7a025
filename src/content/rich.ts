/** Formatted text of the guide, independent of where it is shown (page, chat, terminal). */

export type Inline =
  | { kind: 'text'; text: string; bold?: true }
  | { kind: 'link'; text: string; href: string; bold?: true }
  /** A rendered fact; `key` names it in the registry. `tel` is set where the value is a phone number. */
  | { kind: 'fact'; key: string; text: string; tel?: string; bold?: true };

export type RichNode =
  | { kind: 'paragraph'; content: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  /** Text that holds only for some citizenships or regions; `label` says for whom, in the reader's language. */
  | { kind: 'variant'; label: string; nodes: RichNode[] }
  | { kind: 'table'; head: string[]; rows: Inline[][][] }
  /** Small print: "as of …, check before you rely on this", contradictions, state of the text. */
  | { kind: 'note'; content: Inline[] };

/** Plain text of the nodes: paragraphs separated by an empty line, lists numbered or with a bullet. */
export function toPlainText(nodes: RichNode[]): string {
  return nodes
    .map(nodeText)
    .filter((text) => text !== '')
    .join('\n\n');
}

export function inlineText(content: Inline[]): string {
  return content.map((part) => part.text).join('');
}

function nodeText(node: RichNode): string {
  switch (node.kind) {
    case 'paragraph':
    case 'note':
      return inlineText(node.content);
    case 'list':
      return node.items
        .map((item, index) => `${node.ordered ? `${index + 1}.` : '•'} ${inlineText(item)}`)
        .join('\n');
    case 'variant':
      return `${node.label}:\n${toPlainText(node.nodes)}`;
    case 'table':
      return node.rows.map((row) => row.map(inlineText).join(': ')).join('\n');
  }
}
