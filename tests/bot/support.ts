/** A bot against a fake Telegram, with answers that repeat what they heard. */
import type { Answers, IncomingMessage, Reply } from '../../src/answers/index.js';
import { type Bot, type BotOptions, createBot } from '../../src/bot/index.js';
import { createTranslator } from '../../src/i18n/index.js';
import { uzbekToCyrillic } from '../../src/language/index.js';

export const translator = createTranslator({ dir: 'locales', toCyrillic: uzbekToCyrillic });

export function paragraph(text: string): Reply['nodes'][number] {
  return { kind: 'paragraph', content: [{ kind: 'text', text }] };
}

/** Says the JSON of what it heard. `edit` replaces the pressed message, `boom` throws. */
export function echo(heard: IncomingMessage[] = []): Pick<Answers, 'receive'> {
  return {
    receive(message, memory) {
      heard.push(message);
      const { content } = message;
      if (content.kind === 'text' && content.text === 'boom') throw new Error('poison');
      if (content.kind === 'left') return { replies: [], memory: {}, forget: true };
      const reference =
        content.kind === 'action' && content.messageRef !== undefined ? { replaces: content.messageRef } : {};
      const reply: Reply = {
        language: 'ru',
        nodes: [paragraph(JSON.stringify(content))],
        buttons: [{ label: 'Дальше', action: 't:next' }],
        ...reference,
      };
      return { replies: [reply], memory: { ...memory, topic: content.kind } };
    },
  };
}

export const quiet = { info: () => undefined, warn: () => undefined };

export function makeBot(fake: { url: string; token: string }, more: Partial<BotOptions> = {}): Bot {
  return createBot({
    token: fake.token,
    apiRoot: fake.url,
    mode: { kind: 'polling' },
    answers: echo(),
    translator,
    log: quiet,
    ...more,
  });
}
