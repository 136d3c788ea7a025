import { type Guide, toPlainText } from '../content/index.js';
import { EDITED_LANGUAGES } from '../language/index.js';
import type { SearchEntry } from '../search/index.js';

/** A question that is danger, or may be read so, teaches neither its topic nor danger: that has samples of its own. */
const CRISIS = 'crisis';

/**
 * Everything of the guide that can be found or learnt from: titles, summaries, headings with their blocks, the words of
 * the glossary, sample questions, and how danger sounds. Rendered piece by piece as it is asked for: all at once would
 * hold a running server. Uzbek Cyrillic is left out: search folds scripts, so it finds the Latin entry.
 */
export function* searchEntries(guide: Guide, day: string): Generator<SearchEntry, void> {
  for (const language of EDITED_LANGUAGES)
    for (const id of guide.topicIds()) {
      const topic = guide.topic(id, { language, day });
      if (!topic) continue;
      yield { topic: id, language, kind: 'title', text: topic.title };
      yield { topic: id, language, kind: 'summary', text: topic.summary };
      for (const { heading, nodes } of topic.blocks)
        yield { topic: id, language, kind: 'block', text: `${heading}\n${toPlainText(nodes)}` };
    }
  for (const language of EDITED_LANGUAGES)
    for (const { topics, russian, term, said } of guide.glossary({ language, day })) {
      const [topic] = topics;
      if (topic === undefined) continue;
      const words = [...(language === 'ru' ? [russian] : []), ...(term === null ? [] : [term]), ...said];
      for (const text of words) yield { topic, language, kind: 'term', text };
    }
  for (const { topics, language, text } of guide.questions()) {
    const [topic, also] = topics;
    if (topic === undefined || topics.includes(CRISIS)) continue;
    yield { topic, language, kind: 'question', text, ...(also === undefined ? {} : { also }) };
  }
  for (const { card, language, phrases } of guide.dangerPhrases())
    for (const text of phrases) yield { topic: card, language, kind: 'danger-phrase', text };
  for (const { language, phrases } of guide.calmPhrases())
    for (const text of phrases) yield { topic: 'none', language, kind: 'danger-phrase', text };
  for (const { card, language, text } of guide.dangerSamples())
    yield { topic: card, language, kind: 'danger', text };
}
