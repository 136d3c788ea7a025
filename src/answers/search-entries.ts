import { type Guide, toPlainText } from '../content/index.js';
import { WRITTEN_FORMS } from '../language/index.js';
import type { SearchEntry } from '../search/index.js';

/**
 * Everything of the guide that can be found: titles, summaries, headings with their blocks, and sample questions.
 * Uzbek Cyrillic is left out: search folds scripts, so it finds the Latin entry.
 */
export function searchEntries(guide: Guide, day: string): SearchEntry[] {
  const pages = WRITTEN_FORMS.filter((form) => form !== 'uz-Cyrl').flatMap((language) =>
    guide.topicIds().flatMap((id): SearchEntry[] => {
      const topic = guide.topic(id, { language, day });
      if (!topic) return [];
      return [
        { topic: id, language, kind: 'title', text: topic.title },
        { topic: id, language, kind: 'summary', text: topic.summary },
        ...topic.blocks.map(
          (block): SearchEntry => ({
            topic: id,
            language,
            kind: 'block',
            text: `${block.heading}\n${toPlainText(block.nodes)}`,
          }),
        ),
      ];
    }),
  );
  const questions = guide
    .questions()
    .flatMap((question): SearchEntry[] =>
      question.topics[0] === undefined
        ? []
        : [{ topic: question.topics[0], language: question.language, kind: 'question', text: question.text }],
    );
  return [...pages, ...questions];
}
