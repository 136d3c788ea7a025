/**
 * The lunr index: documents as finished term lists, built in small steps so that a running server never stands still.
 *
 * `lunr.Builder.build()` is one call of several hundred milliseconds, and a serialised index from a worker thread takes
 * as long again to load (both hold the event loop). So the three things `build()` does are done here one after another
 * in slices, with the Builder's own methods; the result is the same index (a test compares the two).
 */
import lunr from 'lunr';

declare module 'lunr' {
  // What @types/lunr leaves out of lunr 2.3.9: the parts of a Builder between add() and build().
  interface Builder {
    fieldTermFrequencies: Record<string, object>;
    fieldVectors: Record<string, lunr.Vector>;
    calculateAverageFieldLengths(): void;
    createFieldVectors(): void;
  }
  namespace TokenSet {
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

export interface LunrField {
  name: string;
  /** At build time: a boost on a whole field of a query cancels out (each field's query vector is divided by its length). */
  boost: number;
}

export interface LunrDocument {
  ref: string;
  /** Terms by field name. */
  terms: Record<string, string[]>;
}

const VECTORS_A_STEP = 12;
const TERMS_A_STEP = 400;

export function newBuilder(fields: readonly LunrField[]): lunr.Builder {
  const builder = new lunr.Builder();
  builder.ref('ref');
  for (const { name, boost } of fields) builder.field(name, { boost });
  builder.b(0.6);
  builder.k1(1.2);
  return builder;
}

/** Yields between steps of a few milliseconds; returns the finished index. */
export function* indexInSteps(
  fields: readonly LunrField[],
  documents: Iterable<LunrDocument>,
): Generator<void, lunr.Index> {
  const builder = newBuilder(fields);
  for (const { ref, terms } of documents) {
    // an array is taken as the list of tokens: lunr's own tokenizer never sees text
    builder.add({ ref, ...terms });
    yield;
  }
  builder.calculateAverageFieldLengths();

  const frequencies = builder.fieldTermFrequencies;
  const refs = Object.keys(frequencies);
  const vectors: Record<string, lunr.Vector> = {};
  for (let from = 0; from < refs.length; from += VECTORS_A_STEP) {
    builder.fieldTermFrequencies = Object.fromEntries(
      refs.slice(from, from + VECTORS_A_STEP).map((ref) => [ref, frequencies[ref] ?? {}]),
    );
    builder.createFieldVectors();
    Object.assign(vectors, builder.fieldVectors);
    yield;
  }

  const tokens = new lunr.TokenSet.Builder();
  const terms = Object.keys(builder.invertedIndex).sort();
  yield;
  for (const [position, term] of terms.entries()) {
    tokens.insert(term);
    if (position % TERMS_A_STEP === 0) yield;
  }
  tokens.finish();

  return new lunr.Index({
    invertedIndex: builder.invertedIndex,
    fieldVectors: vectors,
    documentVectors: vectors,
    tokenSet: tokens.root,
    fields: fields.map(({ name }) => name),
    pipeline: builder.searchPipeline,
  });
}
