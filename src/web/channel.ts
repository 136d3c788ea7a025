import { z } from 'zod';
import type { Answers } from '../answers/index.js';
import type { Channel } from '../delivery/index.js';
import type { Translator } from '../i18n/index.js';
import { isWrittenForm } from '../language/index.js';

/** What the chat page leaves in the inbox; `text` is the person's own line as it is shown again. */
const arrived = z.object({
  languageHint: z.string().exactOptional(),
  content: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('action'), action: z.string() }),
  ]),
});

/** The web chat as a channel: replies are fetched by the page, so there is nothing to send. */
export function createWebChannel(deps: { answers: Answers; translator: Translator }): Channel {
  return {
    decide(payload, memory) {
      const { languageHint, content } = arrived.parse(payload);
      return Promise.resolve(
        deps.answers.receive({ content, ...(languageHint === undefined ? {} : { languageHint }) }, memory),
      );
    },
    apology(payload, memory) {
      const hint = arrived.safeParse(payload).data?.languageHint;
      const language = isWrittenForm(memory.language) ? memory.language : isWrittenForm(hint) ? hint : 'ru';
      const text = deps.translator.t(language, 'chat:apology');
      return [{ language, nodes: [{ kind: 'paragraph', content: [{ kind: 'text', text }] }], buttons: [] }];
    },
  };
}
