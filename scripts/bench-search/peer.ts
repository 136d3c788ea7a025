/** A search engine ours is measured beside, in every sensible way it can be set up for five written forms. */

/** A text that was found, by its place among those the index was built of. */
export interface Found {
  place: number;
  score: number;
}

export type Ask = (text: string) => Found[];

export interface Way {
  name: string;
  ask: Ask;
}

export interface PeerIndex {
  name: string;
  /** One index; it may be asked in several ways. */
  build(texts: readonly string[]): Way[];
}

export interface Peer {
  name: string;
  indexes: readonly PeerIndex[];
}

/** Enough to group by topic; engines that stop at ten hits by themselves are asked for so many. */
export const MOST_FOUND = 500;

/** Words of any script, lower case; the apostrophes of Uzbek stay inside. */
export function unicodeWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+(?:[ʻʼ‘’'`][\p{L}\p{M}\p{N}]+)*/gu) ?? [];
}
