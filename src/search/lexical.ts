/**
 * One lunr index over all languages: which words of a question stand in the wordings and in the text of a topic.
 *
 * The index is built in a worker thread and handed over as plain arrays: a serialised lunr index would have to be
 * parsed in one call of several hundred milliseconds, these arrays are taken over in small steps.
 */
import lunr from 'lunr';
import type { Word } from './terms.js';

declare module 'lunr' {
  // What @types/lunr leaves out of lunr 2.3.9.
  interface Builder {
    fieldVectors: Record<string, lunr.Vector>;
  }
  interface Vector {
    elements: number[];
  }
  interface TokenSet {
    intersect(other: lunr.TokenSet): lunr.TokenSet;
    toArray(): string[];
  }
  namespace TokenSet {
    function fromFuzzyString(term: string, editDistance: number): lunr.TokenSet;
    class Builder {
      insert(term: string): void;
      finish(): void;
      root: lunr.TokenSet;
    }
  }
  namespace Index {
    interface Attributes {
      fieldVectors: Record<string, lunr.Vector>;
    }
  }
}

/** Words as folded, stems, and four-letter pieces of words. Each term names its field, so that rarity is counted apart. */
const FIELDS = ['w', 's', 'g'] as const;
type Field = (typeof FIELDS)[number];

export interface LexicalDocument {
  ref: string;
  words: readonly Word[];
  /** Wordings are also found by whole words and by pieces of misspelt ones; for running text that would triple the index. */
  spelt: boolean;
}

/** The index as arrays that a thread can hand over and a file can hold. */
export interface LexicalStore {
  refs: readonly string[];
  /** All terms in order, one a line; each begins with its field. */
  terms: string;
  /** lunr's number of each term. */
  numbers: Uint32Array;
  /** Where the documents of each term begin in `holders`; one more at the end. */
  starts: Uint32Array;
  holders: Uint16Array;
  /** Where the vector of each document and field begins in `elements`; one more at the end. */
  vectorStarts: Uint32Array;
  elements: Float32Array;
}

/** Shorter words are not looked up with a typo: too many are one letter away. */
const SHORTEST_TYPO = 4;
/** Of a very long message only so many words are looked up, the longest first. */
const MOST_WORDS = 8;

export function buildLexical(documents: Iterable<LexicalDocument>): LexicalStore {
  const builder = new lunr.Builder();
  builder.ref('ref');
  for (const field of FIELDS) builder.field(field);
  builder.b(0.6);
  builder.k1(1.2);
  const refs: string[] = [];
  // a term that is the same string, not only an equal one, is found faster
  const known = new Map<Word, { w: string; s: string; g: string[] }>();
  const termsOf = (word: Word) => {
    const before = known.get(word);
    if (before) return before;
    const terms = { w: `w${word.folded}`, s: `s${word.stem}`, g: word.grams.map((gram) => `g${gram}`) };
    known.set(word, terms);
    return terms;
  };
  for (const document of documents) {
    const { ref, spelt } = document;
    const terms = document.words.map(termsOf);
    refs.push(ref);
    // an array is taken as the list of tokens: lunr's own tokenizer, which deletes Cyrillic, never sees text
    builder.add({
      ref,
      w: spelt ? terms.map(({ w }) => w) : [],
      s: terms.map(({ s }) => s),
      g: spelt ? terms.flatMap(({ g }) => g) : [],
    });
  }
  builder.build();
  return packed(builder, refs);
}

function packed(builder: lunr.Builder, refs: string[]): LexicalStore {
  const places = new Map(refs.map((ref, place) => [ref, place]));
  const index = new Map<string, object>(Object.entries(builder.invertedIndex));
  const terms = [...index.keys()].sort();
  const numbers = new Uint32Array(terms.length);
  const starts = new Uint32Array(terms.length + 1);
  const holders: number[] = [];
  for (const [at, term] of terms.entries()) {
    const posting = new Map<string, unknown>(Object.entries(index.get(term) ?? {}));
    numbers[at] = Number(posting.get('_index'));
    for (const ref of Object.keys(Object(posting.get(term.charAt(0))))) holders.push(places.get(ref) ?? 0);
    starts[at + 1] = holders.length;
  }
  const vectorStarts = new Uint32Array(refs.length * FIELDS.length + 1);
  const elements: number[] = [];
  for (const [place, ref] of refs.entries())
    for (const [order, field] of FIELDS.entries()) {
      for (const value of builder.fieldVectors[`${field}/${ref}`]?.elements ?? []) elements.push(value);
      vectorStarts[place * FIELDS.length + order + 1] = elements.length;
    }
  return {
    refs,
    terms: terms.join('\n'),
    numbers,
    starts,
    holders: Uint16Array.from(holders),
    vectorStarts,
    elements: Float32Array.from(elements),
  };
}

export interface Lexical {
  /** lunr's score of each document that shares a term with the words. Only our own terms reach lunr, never the text. */
  scores(asked: readonly Word[]): { ref: string; score: number }[];
  /** Whether the stem stands in any entry. */
  knows(word: Word): boolean;
  /** The known word that is one letter away from an unknown one, or null; of several the most widespread. */
  mended(word: Word): string | null;
}

const TERMS_A_STEP = 250;
const VECTORS_A_STEP = 12;

/** Yields between steps of about a millisecond. */
export function* openLexical(store: LexicalStore): Generator<void, Lexical> {
  const { refs, numbers, starts, holders, vectorStarts, elements } = store;
  const terms = store.terms === '' ? [] : store.terms.split('\n');
  yield;
  const vectors: Record<string, lunr.Vector> = {};
  for (const [place, ref] of refs.entries()) {
    for (const [order, field] of FIELDS.entries()) {
      const at = place * FIELDS.length + order;
      const vector = new lunr.Vector(Array.from(elements.subarray(vectorStarts[at], vectorStarts[at + 1])));
      vectors[`${field}/${ref}`] = vector;
    }
    if (place % VECTORS_A_STEP === 0) yield;
  }
  const invertedIndex: Record<string, Record<string, unknown>> = Object.create(null);
  const tokens = new lunr.TokenSet.Builder();
  const nothing = {};
  for (const [at, term] of terms.entries()) {
    const own: Record<string, object> = {};
    for (let place = starts[at] ?? 0; place < (starts[at + 1] ?? 0); place += 1)
      own[refs[holders[place] ?? 0] ?? ''] = nothing;
    const posting: Record<string, unknown> = { _index: numbers[at], w: nothing, s: nothing, g: nothing };
    posting[term.charAt(0)] = own;
    invertedIndex[term] = posting;
    tokens.insert(term);
    if (at % TERMS_A_STEP === 0) yield;
  }
  tokens.finish();
  const index = new lunr.Index({
    invertedIndex,
    fieldVectors: vectors,
    documentVectors: vectors,
    tokenSet: tokens.root,
    fields: [...FIELDS],
    pipeline: new lunr.Pipeline(),
  });

  return {
    knows: (word) => invertedIndex[`s${word.stem}`] !== undefined,
    mended({ folded }) {
      if (folded.length < SHORTEST_TYPO || /\d/u.test(folded)) return null;
      let best: { term: string; holders: number } | null = null;
      for (const term of tokens.root.intersect(lunr.TokenSet.fromFuzzyString(`w${folded}`, 1)).toArray()) {
        const holders = Object.keys(Object(invertedIndex[term]?.w)).length;
        if (term.startsWith('w') && term.length > SHORTEST_TYPO - 1 && holders > (best?.holders ?? 0))
          best = { term, holders };
      }
      return best === null ? null : best.term.slice(1);
    },
    scores(asked) {
      const words =
        asked.length <= MOST_WORDS
          ? asked
          : [...asked].sort((a, b) => telling(b) - telling(a)).slice(0, MOST_WORDS);
      return index.query((query) => {
        const add = (field: Field, term: string, boost: number) =>
          query.term(field + term, { boost, usePipeline: false, fields: [field] });
        for (const word of words) {
          add('s', word.stem, word.weight);
          // question words stand in every topic: their stem is enough
          if (word.weight < 1) continue;
          if (invertedIndex[`w${word.folded}`] !== undefined) add('w', word.folded, word.weight);
          // the dear part of a query: pieces are looked up only for words that stand nowhere
          else for (const gram of word.grams) add('g', gram, word.weight / word.grams.length);
        }
      });
    },
  };
}

function telling(word: Word): number {
  return word.weight * word.folded.length;
}
