/** lunr as it is, over unicode words with typos allowed, and with the plugins of lunr-languages. */
import lunr from 'lunr';
import multi from 'lunr-languages/lunr.multi.js';
import russian from 'lunr-languages/lunr.ru.js';
import stemmerSupport from 'lunr-languages/lunr.stemmer.support.js';
import { type Ask, type Found, type Peer, unicodeWords } from './peer.js';

type Setup = (builder: lunr.Builder) => void;

const SHORTEST_TYPO = 4;

function indexOf(texts: readonly string[], ...setups: Setup[]): lunr.Index {
  return lunr(function () {
    this.ref('place');
    this.field('text');
    for (const setup of setups) setup(this);
    for (const [place, text] of texts.entries()) this.add({ place, text });
  });
}

const unicodeTokens: Setup = (builder) => {
  const tokens = (text?: null | string | object | object[]) =>
    unicodeWords(String(text ?? '')).map((word) => new lunr.Token(word, {}));
  builder.tokenizer = Object.assign(tokens, { separator: lunr.tokenizer.separator });
};

const noPipeline: Setup = (builder) => {
  builder.pipeline.reset();
  builder.searchPipeline.reset();
};

let loaded = false;

/** The plugins put themselves into lunr, so they are loaded only when they are measured, and once. */
function plugin(languages: readonly string[]): Setup {
  if (!loaded) for (const load of [stemmerSupport, russian, multi]) load(lunr);
  loaded = true;
  const only = languages.length === 1 && languages[0] === 'ru';
  const use: lunr.Builder.Plugin = only ? lunr.ru : lunr.multiLanguage(...languages);
  return (builder) => builder.use(use);
}

const placed = (results: lunr.Index.Result[]): Found[] =>
  results.map(({ ref, score }) => ({ place: Number(ref), score }));

/** As typed into a search box, without what lunr would take for operators. */
function typed(index: lunr.Index): Ask {
  return (text) => placed(index.search(text.replace(/[~^:*+-]/gu, ' ')));
}

/** Word by word: as it stands with that boost (0: only words too short for a typo), longer ones with one typo if allowed. */
function byWord(index: lunr.Index, exact: number, typos: boolean, usePipeline: boolean): Ask {
  return (text) =>
    placed(
      index.query((query) => {
        for (const word of new Set(unicodeWords(text))) {
          const long = typos && word.length >= SHORTEST_TYPO;
          if (!long || exact > 0) query.term(word, { boost: exact || 1, usePipeline });
          if (long) query.term(word, { editDistance: 1, usePipeline });
        }
      }),
    );
}

export const lunrDefault: Peer = {
  name: 'lunr',
  indexes: [{ name: 'as it is', build: (texts) => [{ name: 'as it is', ask: typed(indexOf(texts)) }] }],
};

export const lunrTypos: Peer = {
  name: 'lunr ~1',
  indexes: [
    {
      name: 'unicode words',
      build(texts) {
        const index = indexOf(texts, unicodeTokens, noPipeline);
        return [
          { name: '~1', ask: byWord(index, 0, true, false) },
          { name: 'exact ^2 and ~1', ask: byWord(index, 2, true, false) },
        ];
      },
    },
  ],
};

/** Its lists hold what questions are made of: "сколько", "можно", "год". */
const noStopWords: Setup = ({ pipeline }) => {
  const { stopWordFilter } = lunr.ru;
  for (const filter of [lunr.stopWordFilter, stopWordFilter]) if (filter) pipeline.remove(filter);
};

export function lunrLanguages(...languages: string[]): Peer {
  let setup: Setup | undefined;
  const own: Setup = (builder) => {
    setup ??= plugin(languages);
    setup(builder);
  };
  return {
    name: 'lunr-languages',
    indexes: [
      { name: 'as it is', build: (texts) => [{ name: 'as it is', ask: typed(indexOf(texts, own)) }] },
      {
        name: 'unicode words',
        build(texts) {
          const index = indexOf(texts, own, unicodeTokens);
          return [{ name: 'unicode words', ask: byWord(index, 1, false, true) }];
        },
      },
      {
        name: 'unicode words, no stop words',
        build(texts) {
          const index = indexOf(texts, own, unicodeTokens, noStopWords);
          return [
            { name: 'no stop words', ask: byWord(index, 1, false, true) },
            { name: 'no stop words, exact ^2 and ~1', ask: byWord(index, 2, true, true) },
          ];
        },
      },
    ],
  };
}
