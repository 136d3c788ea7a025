import { type Guide, toPlainText } from '../content/index.js';
import { WRITTEN_FORMS } from '../language/index.js';
import type { SearchEntry } from '../search/index.js';

/**
 * Everything of the guide that can be found: titles, summaries, headings with their blocks, the words of the
 * glossary, and sample questions.
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
  const terms = WRITTEN_FORMS.filter((form) => form !== 'uz-Cyrl').flatMap((language) =>
    guide.glossary({ language, day }).flatMap((term): SearchEntry[] => {
      const topic = term.topics[0];
      if (topic === undefined) return [];
      const own = term.term === null ? [] : [term.term];
      const said = [...own, ...term.said].map(
        (text): SearchEntry => ({ topic, language, kind: 'term', text }),
      );
      return language === 'ru' ? [{ topic, language, kind: 'term', text: term.russian }, ...said] : said;
    }),
  );
  const questions = guide
    .questions()
    .flatMap((question): SearchEntry[] =>
      question.topics[0] === undefined
        ? []
        : [{ topic: question.topics[0], language: question.language, kind: 'question', text: question.text }],
    );
  return [...pages, ...terms, ...questions];
}
