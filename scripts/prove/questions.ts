import type { Guide } from '../../src/content/index.js';
import { LANGUAGES, type Language, type Questions } from './conversation.js';

/** What people may ask, by language and topic: the titles of the guide and its sample questions. */
export function guideQuestions(guide: Pick<Guide, 'questions' | 'topics'>, day: string): Questions {
  const samples = guide.questions();
  return new Map(
    LANGUAGES.map((language): [Language, Map<string, string[]>] => [
      language,
      new Map(
        guide
          .topics({ language, day })
          .map(({ id, title }) => [
            id,
            [
              title,
              ...samples
                .filter((sample) => sample.language === language && sample.topics[0] === id)
                .map(({ text }) => text),
            ],
          ]),
      ),
    ]),
  );
}
