/** MiniSearch, Orama and FlexSearch. */
import { type AnyOrama, create, insert, search } from '@orama/orama';
import { Index } from 'flexsearch';
import MiniSearch from 'minisearch';
import { type Ask, MOST_FOUND, type Peer, type PeerIndex, unicodeWords } from './peer.js';

export const miniSearch: Peer = {
  name: 'MiniSearch',
  indexes: [
    {
      name: 'its own words',
      build(texts) {
        const index = new MiniSearch({ fields: ['text'], idField: 'place' });
        index.addAll(texts.map((text, place) => ({ place, text })));
        const ask =
          (prefix: boolean): Ask =>
          (text) =>
            index.search(text, { fuzzy: 0.2, prefix }).map(({ id, score }) => ({ place: Number(id), score }));
        return [
          { name: 'fuzzy .2, prefix', ask: ask(true) },
          { name: 'fuzzy .2', ask: ask(false) },
        ];
      },
    },
  ],
};

/** `tolerances`: letters a word may be off by. With the tokenizer for Russian 1 was worse and took 70 ms a question. */
function oramaIndex(name: string, tolerances: readonly number[], open: () => AnyOrama): PeerIndex {
  return {
    name,
    build(texts) {
      const index = open();
      for (const [place, text] of texts.entries()) {
        const inserted = insert(index, { id: String(place), text });
        if (inserted instanceof Promise) throw new Error('Orama inserts later: it could not be timed');
      }
      const ask =
        (tolerance: number): Ask =>
        (term) => {
          const found = search(index, { term, properties: ['text'], limit: MOST_FOUND, tolerance });
          if (found instanceof Promise) throw new Error('Orama answers later: it could not be timed');
          return found.hits.map(({ id, score }) => ({ place: Number(id), score }));
        };
      return tolerances.map((tolerance) => ({
        name: tolerance === 0 ? name : `${name}, tolerance ${tolerance}`,
        ask: ask(tolerance),
      }));
    },
  };
}

const schema = { text: 'string' } as const;

export const orama: Peer = {
  name: 'Orama',
  indexes: [
    oramaIndex('russian', [0], () => create({ schema, language: 'russian' })),
    oramaIndex('as it is', [0], () => create({ schema })),
    oramaIndex('unicode words', [0, 1], () =>
      create({
        schema,
        components: {
          tokenizer: {
            language: 'english',
            normalizationCache: new Map(),
            tokenize: (text) => [...new Set(unicodeWords(text))],
          },
        },
      }),
    ),
  ],
};

/** FlexSearch gives an order and no scores: the n-th hit counts 1/n. */
function flexIndex(tokenize: 'default' | 'forward'): PeerIndex {
  return {
    name: tokenize,
    build(texts) {
      const index = new Index({ tokenize });
      for (const [place, text] of texts.entries()) index.add(place, text);
      const ask: Ask = (text) =>
        index
          .search(text, { limit: MOST_FOUND, suggest: true })
          .map((id, rank) => ({ place: Number(id), score: 1 / (rank + 1) }));
      return [{ name: tokenize, ask }];
    },
  };
}

export const flexSearch: Peer = {
  name: 'FlexSearch',
  indexes: [flexIndex('forward'), flexIndex('default')],
};
