import { z } from 'zod';
import type { Button } from '../answers/index.js';
import type { Inline, RichNode } from '../content/index.js';
import type { Line } from '../delivery/index.js';
import { WRITTEN_FORMS, type WrittenForm } from '../language/index.js';

/** A line of the conversation as the page shows it. */
export type ChatLine =
  | { from: 'person'; text: string }
  | { from: 'guide'; language: WrittenForm; nodes: RichNode[]; buttons: Button[] };

const inline: z.ZodType<Inline> = z.union([
  z.object({ kind: z.literal('text'), text: z.string(), bold: z.literal(true).exactOptional() }),
  z.object({ kind: z.literal('link'), text: z.string(), href: z.string() }),
  z.object({
    kind: z.literal('fact'),
    key: z.string(),
    text: z.string(),
    tel: z.string().exactOptional(),
  }),
]);

const node: z.ZodType<RichNode> = z.lazy(() =>
  z.union([
    z.object({ kind: z.literal('paragraph'), content: z.array(inline) }),
    z.object({ kind: z.literal('note'), content: z.array(inline) }),
    z.object({ kind: z.literal('list'), ordered: z.boolean(), items: z.array(z.array(inline)) }),
    z.object({ kind: z.literal('variant'), label: z.string(), nodes: z.array(node) }),
    z.object({
      kind: z.literal('table'),
      head: z.array(z.string()),
      rows: z.array(z.array(z.array(inline))),
    }),
  ]),
);

const reply = z.object({
  language: z.enum(WRITTEN_FORMS),
  nodes: z.array(node),
  buttons: z.array(z.object({ label: z.string(), action: z.string() })),
});

const said = z.object({ text: z.string() });

/**
 * Kept lines -> lines of the page. Lines of a shape this version does not know (after an update) are left out; `strange`
 * counts them.
 */
export function readLines(lines: Line[]): { lines: ChatLine[]; strange: number } {
  const read: ChatLine[] = [];
  let strange = 0;
  for (const line of lines) {
    if (line.from === 'person') {
      const parsed = said.safeParse(line.body);
      if (!parsed.success) strange += 1;
      else if (parsed.data.text !== '') read.push({ from: 'person', text: parsed.data.text });
    } else {
      const parsed = reply.safeParse(line.body);
      if (parsed.success) read.push({ from: 'guide', ...parsed.data });
      else strange += 1;
    }
  }
  return { lines: read, strange };
}
