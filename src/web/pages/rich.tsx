import { renderToString } from 'preact-render-to-string';
import type { Inline, RichNode } from '../../content/index.js';
import type { WrittenForm } from '../../language/index.js';

/** Formatted text of the guide as HTML. */
export function Rich({ nodes, form }: { nodes: RichNode[]; form: WrittenForm }) {
  return (
    <>
      {nodes.map((node, index) => (
        <Node key={index} node={node} form={form} />
      ))}
    </>
  );
}

/** The same as text, for the API. */
export function richHtml(nodes: RichNode[], form: WrittenForm): string {
  return renderToString(<Rich nodes={nodes} form={form} />);
}

function Node({ node, form }: { node: RichNode; form: WrittenForm }) {
  switch (node.kind) {
    case 'paragraph':
      return (
        <p>
          <Line content={node.content} form={form} />
        </p>
      );
    case 'note':
      return (
        <p class="note">
          <Line content={node.content} form={form} />
        </p>
      );
    case 'list': {
      const items = node.items.map((item, index) => (
        <li key={index}>
          <Line content={item} form={form} />
        </li>
      ));
      return node.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'variant':
      return (
        <div class="only">
          <p class="who">{node.label}</p>
          <Rich nodes={node.nodes} form={form} />
        </div>
      );
    case 'table':
      return (
        <table>
          {node.head.length > 0 ? (
            <thead>
              <tr>
                {node.head.map((cell, index) => (
                  <th key={index} scope="col">
                    {cell}
                  </th>
                ))}
              </tr>
            </thead>
          ) : null}
          <tbody>
            {node.rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={column}>
                    <Line content={cell} form={form} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}

function Line({ content, form }: { content: Inline[]; form: WrittenForm }) {
  return (
    <>
      {content.map((part, index) => (
        <Piece key={index} part={part} form={form} />
      ))}
    </>
  );
}

function Piece({ part, form }: { part: Inline; form: WrittenForm }) {
  switch (part.kind) {
    case 'text':
      return part.bold ? (
        <b>
          <Words text={part.text} form={form} />
        </b>
      ) : (
        <Words text={part.text} form={form} />
      );
    case 'link': {
      const href = safeHref(part.href, form);
      return href === null ? part.text : <a href={href}>{part.text}</a>;
    }
    case 'fact':
      if (part.tel !== undefined) return <a href={telHref(part.tel)}>{part.text}</a>;
      return part.text.length <= 40 ? <b>{part.text}</b> : part.text;
  }
}

const RUSSIAN_NAME = /\(([\u0400-\u04ff\d\s«»".,№–-]+)\)$/u;
const NOT_RUSSIAN = /[өүңқғҳҷӣӯўӨҮҢҚҒҲҶӢӮЎ]/;
const CYRILLIC_RUN = /([\u0400-\u04ff][\u0400-\u04ff\d\s«»".,№–-]*[\u0400-\u04ff]|[\u0400-\u04ff])/u;

/**
 * Text with its Russian parts marked, so that they are read aloud as Russian: Cyrillic words in Latin Uzbek, and the
 * official name in brackets at the end of a name.
 */
export function Words({ text, form }: { text: string; form: WrittenForm }) {
  if (form === 'ru') return text;
  if (form === 'uz') {
    if (!CYRILLIC_RUN.test(text)) return text;
    return (
      <>
        {text
          .split(CYRILLIC_RUN)
          .map((part, index) => (index % 2 === 1 ? <span lang="ru">{part}</span> : part))}
      </>
    );
  }
  const name = RUSSIAN_NAME.exec(text)?.[1];
  if (name === undefined || NOT_RUSSIAN.test(name)) return text;
  return (
    <>
      {text.slice(0, -name.length - 1)}
      <span lang="ru">{name}</span>)
    </>
  );
}

/** Links within the guide get the language of the page; nothing but our own pages and https is ever linked. */
function safeHref(href: string, form: WrittenForm): string | null {
  if (/^\/(guide|services|chat|search|privacy)(\/|$)/.test(href)) return `/${form}${href}`;
  if (/^\/(?![/\\])/.test(href) || href.startsWith('https://')) return href;
  return null;
}

/** `8-800-707-88-41` -> `tel:88007078841`. */
export function telHref(number: string): string {
  return `tel:${number.replace(/[^\d+]/g, '')}`;
}
