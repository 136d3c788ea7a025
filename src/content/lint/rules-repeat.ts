/** Sentences copied from topic to topic, and topics out of proportion. */
import { EDITED_LANGUAGES } from '../../language/index.js';
import { inPassage, type LintContext } from './context.js';
import type { Finding } from './finding.js';
import type { Passage } from './pages.js';
import { prose, sentences, wordsOf } from './prose.js';

const SHORTEST = 4;
const TOPICS = 3;

export function repeatedSentences(context: LintContext): Finding[] {
  return EDITED_LANGUAGES.flatMap((language) => {
    const known = new Map<
      string,
      { topics: Set<string>; passage: Passage; text: string; offset: number; said: string }
    >();
    for (const page of context.pages) {
      if (page.sort !== 'topic' || page.language !== language) continue;
      for (const passage of page.passages) {
        if (passage.part !== 'paragraph' && passage.part !== 'item') continue;
        const text = prose(passage.raw);
        for (const sentence of sentences(text)) {
          const words = wordsOf(sentence.text);
          // The Russian sentences to say, and a label before a fact, are to be the same wherever people need them.
          if (words.length < SHORTEST || /^«|\uE000[.\s]*$/.test(sentence.text)) continue;
          const key = words.map((word) => word.text.toLowerCase()).join(' ');
          const entry = known.get(key) ?? {
            topics: new Set(),
            passage,
            text,
            offset: sentence.offset,
            said: sentence.text,
          };
          entry.topics.add(page.id);
          known.set(key, entry);
        }
      }
    }
    return [...known.values()]
      .filter(({ topics }) => topics.size > TOPICS)
      .map(({ topics, passage, text, offset, said }) => {
        const reason = `"${said.replaceAll('\uE000 \uE000', '…').slice(0, 70)}" stands in ${topics.size} topics: ${[...topics].join(', ')}`;
        return inPassage(
          passage,
          text,
          offset,
          'repeat-sentence',
          'warn',
          reason,
          'keep it where it belongs and link there',
        );
      });
  });
}

/** Fewer topics have no usual size. */
const ENOUGH = 5;

export function topicSizes(context: LintContext): Finding[] {
  return EDITED_LANGUAGES.flatMap((language) => {
    const sizes = context.pages
      .filter((page) => page.sort === 'topic' && page.language === language)
      .map(({ file, passages }) => ({
        file,
        words: passages.reduce((sum, { raw }) => sum + wordsOf(prose(raw)).length, 0),
      }))
      .sort((a, b) => a.words - b.words);
    const median = sizes[Math.floor(sizes.length / 2)]?.words ?? 0;
    if (sizes.length < ENOUGH) return [];
    return sizes
      .filter(({ words }) => words < median / 2 || words > median * 2)
      .map(({ file, words }): Finding => {
        const reason = `${words} words; topics in this language have ${median} (median)`;
        const wayOut =
          words > median ? 'split the topic, or move parts to where they belong' : 'say what is missing';
        return { file, line: 1, rule: 'size-topic', severity: 'error', reason, wayOut };
      });
  });
}
