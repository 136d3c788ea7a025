/** The door of `search`: one immutable lunr index over all languages, swapped by generation. */
import type { WrittenForm } from '../language/index.js';
import type { Evidence } from './ranking.js';

export { buildSearch } from './build.js';
export { createSearch, type LiveSearch, type SearchDeps } from './create.js';
export type { Evidence };

/** One text to be found: a block, a summary or a wording of a question, in one language. */
export interface SearchEntry {
  /** Topic id, or a label of a question set that is no page (`small-talk`, `out-of-scope`, ...). */
  topic: string;
  language: WrittenForm | 'und';
  kind: 'title' | 'summary' | 'block' | 'question' | 'term';
  text: string;
}

export interface SearchHit {
  /** Topic id, or a label of a question set that is no page. */
  topic: string;
  /** 0..1, comparable between questions: about how probable it is that this topic is meant. */
  score: number;
  /** Which evidence counted, for `--why`. Holds wordings of entries, never the question. */
  why: string[];
  /** The same as numbers. */
  evidence?: Evidence;
}

export interface SearchResult {
  generation: number;
  hits: SearchHit[];
}

export interface Search {
  readonly generation: number;
  /** Best topics first. Never throws on user text; no usable word -> no hits. */
  find(text: string, options: { language: WrittenForm; limit?: number }): SearchResult;
}
