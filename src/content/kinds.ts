/** The fixed lists of the guide. */

export const BLOCK_KINDS = [
  'short', // answer in short: at most 600 characters, usable alone in a chat
  'steps',
  'bring', // what to take
  'cost', // how much
  'deadline', // by when
  'traps',
  'refused', // what if they refuse
  'rights',
  'where',
  'law', // always made from the facts and laws of the topic; text before it is optional
] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

export const EMERGENCY_CARDS = ['medical', 'fire', 'violence', 'held', 'captivity', 'suicide'] as const;
export type EmergencyCard = (typeof EMERGENCY_CARDS)[number];
