/** The door of `search`: one immutable index over all languages and what is learnt from it, swapped by generation. */
import type { WrittenForm } from '../language/index.js';
import type { Evidence } from './ranking.js';

export { buildSearch } from './build.js';
export { createSearch, type LiveSearch, type SearchDeps } from './create.js';
export type { Evidence };

/** One text to be found or learnt from, in one language. */
export interface SearchEntry {
  /**
   * Topic id, or a label of a question set that is no page (`small-talk`, `out-of-scope`, ...). Of `danger` and
   * `danger-phrase`: the card, or `none` for what only sounds like danger.
   */
  topic: string;
  /** A second topic that answers it as well. */
  also?: string;
  language: WrittenForm | 'und';
  kind: 'title' | 'summary' | 'block' | 'question' | 'term' | 'danger' | 'danger-phrase';
  text: string;
}

export interface SearchHit {
  /** Topic id, or a label of a question set that is no page. */
  topic: string;
  /** 0..1, comparable between questions: about how probable it is that this topic is meant. */
  score: number;
  /** Of the first hit: which evidence counted, for `--why`. Words only as far as entries hold them too. */
  why: string[];
  evidence: Evidence;
}

/** How much a message resembles messages of people in danger. */
export interface DangerOdds {
  /** Natural logarithm of probability by its contrary: 0 is even. */
  odds: number;
  /** How probable each card is if there is danger, in all 1. */
  cards: ReadonlyMap<string, number>;
}

export interface SearchResult {
  generation: number;
  hits: SearchHit[];
  /** Null if no samples of danger were given, or no word of the text was ever seen. */
  danger: DangerOdds | null;
  /** Share of the words that stand in the entries, 0..1. */
  known: number;
}

export interface Search {
  readonly generation: number;
  /** Best topics first. Never throws on user text; no usable word -> no hits. */
  find(text: string, options: { language: WrittenForm; limit?: number }): SearchResult;
}
