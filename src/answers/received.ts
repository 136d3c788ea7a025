import type { RichNode } from '../content/index.js';
import type { Memory } from '../delivery/index.js';
import type { WrittenForm } from '../language/index.js';
import type { Button, Reply } from './index.js';

/** What follows from one message: replies in order and what to remember. */
export interface Received {
  replies: Reply[];
  memory: Memory;
  forget?: true;
}

/** One reply with at most eight buttons; with `ref` it takes the place of the message that was pressed. */
export function one(
  memory: Memory,
  language: WrittenForm,
  nodes: RichNode[],
  buttons: Button[],
  ref?: string,
): Received {
  const reply: Reply = { language, nodes, buttons: buttons.slice(0, 8) };
  return { replies: [ref === undefined ? reply : { ...reply, replaces: ref }], memory };
}
