import {
  EMERGENCY_CARDS,
  type EmergencyCard,
  type Guide,
  type Reader,
  type RichNode,
} from '../content/index.js';
import type { Memory } from '../delivery/index.js';
import type { Translator } from '../i18n/index.js';
import { isWrittenForm, WRITTEN_FORMS, type WrittenForm } from '../language/index.js';
import { answerLanguage } from './ask.js';
import { type Composer, note, paragraph } from './compose.js';
import type { Answer, AskInput, Button, IncomingMessage } from './index.js';
import { one, type Received } from './received.js';
import { createSettings } from './settings.js';
import { lookedAt } from './understand.js';

export interface ReceiveDeps {
  guide: () => Guide;
  translator: Translator;
  composer: Composer;
  today: () => string;
  ask: (input: AskInput) => Answer;
  card: (card: EmergencyCard, reader: Reader) => Pick<Answer, 'nodes' | 'buttons'>;
  retentionDays: number;
  /** Counts one "was this right?"; no text, no person. */
  onFeedback: (topic: string, helpful: boolean) => void;
}

/** One message of a chat -> replies and what to remember. Decides only; sends and stores nothing. */
export function createReceive(deps: ReceiveDeps): (message: IncomingMessage, memory: Memory) => Received {
  const { translator } = deps;
  const isTopic = (id: string, language: WrittenForm): boolean =>
    deps.guide().topic(id, { language, day: deps.today() }) !== null;
  const homeButton = (language: WrittenForm): Button => ({
    label: translator.t(language, 'chat:buttons.home'),
    action: 'home',
  });
  const { askLanguage, settings, chooseCitizenship, chooseRegion, privacy, askForget } = createSettings({
    ...deps,
    isTopic,
    homeButton,
  });

  return (message, memory) => {
    const chatLanguage = isWrittenForm(memory.language) ? memory.language : undefined;
    const language = chatLanguage ?? guessLanguage(message.languageHint);
    const { content } = message;
    switch (content.kind) {
      case 'left':
        return { replies: [], memory: {}, forget: true };
      case 'group':
        return one(memory, language, [paragraph(translator.t(language, 'chat:group'))], []);
      case 'edited':
        return one(
          memory,
          language,
          [paragraph(translator.t(language, 'chat:edited'))],
          personOrHome(language),
        );
      case 'unreadable':
        return one(
          memory,
          language,
          [paragraph(translator.t(language, `chat:unreadable.${content.what}`))],
          personOrHome(language),
        );
      case 'text':
        return text(content.text, memory, chatLanguage);
      case 'command':
        return command(content.name, content.argument, memory, chatLanguage, language);
      case 'action':
        return action(content.action, content.messageRef, memory, language);
    }
  };

  function text(words: string, memory: Memory, chatLanguage: WrittenForm | undefined): Received {
    if (words.trim() === '') return home(memory, chatLanguage ?? 'ru');
    const language = answerLanguage(lookedAt(words), chatLanguage);
    const answer = deps.ask({
      text: words,
      language,
      ...(memory.citizenship === undefined ? {} : { citizenship: memory.citizenship }),
      ...(memory.region === undefined ? {} : { region: memory.region }),
      ...(memory.topic === undefined ? {} : { topic: memory.topic }),
    });
    const topic = answer.outcome === 'answer' ? answer.topics[0]?.id : undefined;
    const remembered: Memory = {
      ...memory,
      language: chatLanguage ?? language,
      ...(topic === undefined ? {} : { topic }),
    };
    const nodes =
      chatLanguage === undefined
        ? [...answer.nodes, note(translator.t(language, 'chat:languageHint'))]
        : answer.nodes;
    return { replies: [{ language, nodes, buttons: answer.buttons.slice(0, 8) }], memory: remembered };
  }

  function command(
    name: string,
    argument: string | undefined,
    memory: Memory,
    chatLanguage: WrittenForm | undefined,
    language: WrittenForm,
  ): Received {
    switch (name) {
      case 'start':
        if (chatLanguage === undefined) return askLanguage(memory, language, argument);
        return argument !== undefined && isTopic(argument, language)
          ? showTopic(argument, undefined, memory, language)
          : home(memory, language);
      case 'language':
        return askLanguage(memory, language);
      case 'human':
        return askPerson(undefined, undefined, memory, language);
      case 'settings':
        return settings(undefined, memory, language);
      case 'privacy':
        return privacy(undefined, memory, language);
      case 'delete':
        return askForget(undefined, memory, language);
      default:
        return home(memory, language);
    }
  }

  function action(name: string, ref: string | undefined, memory: Memory, language: WrittenForm): Received {
    const [verb = '', first = '', ...rest] = name.split(':');
    switch (verb) {
      case 'lang': {
        if (!isWrittenForm(first)) return askLanguage(memory, language, undefined, ref);
        const chosen = { ...memory, language: first };
        const wanted = rest.join(':');
        return isTopic(wanted, first) ? showTopic(wanted, ref, chosen, first) : welcome(ref, chosen, first);
      }
      case 't':
        return isTopic(first, language)
          ? showTopic(first, ref, memory, language)
          : home(memory, language, ref);
      case 'b':
        return showBlock(first, rest.join(':'), ref, memory, language);
      case 'chapter':
        return chapter(first, Number(rest[0] ?? 0), ref, memory, language);
      case 'chapters':
        return home(memory, language, ref, Number(first));
      case 'card':
        return showCard(first, memory, language);
      case 'person':
        return askPerson(first || undefined, ref, memory, language);
      case 'yes':
      case 'no':
        return feedback(verb === 'yes', first, memory, language);
      case 'settings':
        return settings(ref, memory, language);
      case 'cit':
        return chooseCitizenship(first, ref, memory, language);
      case 'reg':
        return chooseRegion(first, Number(rest[0] ?? 0), ref, memory, language);
      case 'privacy':
        return privacy(ref, memory, language);
      case 'forget':
        return askForget(ref, memory, language);
      case 'forget!':
        return {
          ...one({}, language, [paragraph(translator.t(language, 'chat:forget.done'))], []),
          forget: true,
        };
      default:
        return home(memory, language, ref);
    }
  }

  function reader(memory: Memory, language: WrittenForm): Reader {
    return {
      language,
      day: deps.today(),
      ...(memory.citizenship === undefined ? {} : { citizenship: memory.citizenship }),
      ...(memory.region === undefined ? {} : { region: memory.region }),
    };
  }

  function welcome(ref: string | undefined, memory: Memory, language: WrittenForm): Received {
    const { t } = translator;
    const nodes: RichNode[] = [
      paragraph(t(language, 'chat:welcome.hello'), true),
      paragraph(t(language, 'chat:welcome.how')),
      paragraph(t(language, 'chat:welcome.kept', { days: deps.retentionDays })),
      paragraph(t(language, 'chat:welcome.danger')),
    ];
    return one(memory, language, nodes, homeButtons(language), ref);
  }

  function home(memory: Memory, language: WrittenForm, ref?: string, from = 0): Received {
    const nodes = [paragraph(translator.t(language, 'chat:home'))];
    return one(memory, language, nodes, homeButtons(language, from), ref);
  }

  function homeButtons(language: WrittenForm, from = 0): Button[] {
    const { t } = translator;
    const day = deps.today();
    const withTopics = new Set(
      deps
        .guide()
        .topics({ language, day })
        .map((topic) => topic.chapter),
    );
    const chapters = deps
      .guide()
      .chapters({ language, day })
      .filter((entry) => withTopics.has(entry.id));
    const { shown, next } = pageOf(chapters, from, CHAPTERS_A_PAGE);
    return [
      ...shown.map((entry) => ({ label: entry.title, action: `chapter:${entry.id}` })),
      ...(next === null ? [] : [{ label: t(language, 'chat:buttons.more'), action: `chapters:${next}` }]),
      ...(from > 0 ? [homeButton(language)] : []),
      { label: t(language, 'chat:buttons.person'), action: 'person' },
      { label: t(language, 'chat:buttons.settings'), action: 'settings' },
    ];
  }

  function chapter(
    id: string,
    from: number,
    ref: string | undefined,
    memory: Memory,
    language: WrittenForm,
  ): Received {
    const now = reader(memory, language);
    const entry = deps
      .guide()
      .chapters(now)
      .find((candidate) => candidate.id === id);
    const topics = deps
      .guide()
      .topics(now)
      .filter((topic) => topic.chapter === id);
    if (!entry || topics.length === 0) return home(memory, language, ref);
    const { shown, next } = pageOf(topics, from, TOPICS_A_PAGE);
    const buttons = shown.map((topic) => ({ label: topic.title, action: `t:${topic.id}` }));
    if (next !== null) {
      buttons.push({ label: translator.t(language, 'chat:buttons.more'), action: `chapter:${id}:${next}` });
    }
    const nodes: RichNode[] = [
      paragraph(entry.title, true),
      {
        kind: 'list',
        ordered: false,
        items: topics.map((topic) => [{ kind: 'text', text: `${topic.title}. ${topic.summary}` }]),
      },
    ];
    return one(memory, language, nodes, [...buttons, homeButton(language)], ref);
  }

  function showTopic(id: string, ref: string | undefined, memory: Memory, language: WrittenForm): Received {
    const now = reader(memory, language);
    const topic = deps.guide().topic(id, now);
    if (!topic) return home(memory, language, ref);
    return one(
      { ...memory, topic: id },
      language,
      deps.composer.topic(topic, now),
      deps.composer.topicButtons(topic, now),
      ref,
    );
  }

  function showBlock(
    id: string,
    blockId: string,
    ref: string | undefined,
    memory: Memory,
    language: WrittenForm,
  ): Received {
    const now = reader(memory, language);
    const topic = deps.guide().topic(id, now);
    const block = topic?.blocks.find((candidate) => candidate.id === blockId);
    if (!topic || !block) return showTopic(id, ref, memory, language);
    return one(
      { ...memory, topic: id },
      language,
      deps.composer.block(topic, block, now),
      deps.composer.blockButtons(topic, block, now),
      ref,
    );
  }

  function showCard(name: string, memory: Memory, language: WrittenForm): Received {
    const card = EMERGENCY_CARDS.find((known) => known === name);
    if (!card) return home(memory, language);
    const { nodes, buttons } = deps.card(card, reader(memory, language));
    return one(memory, language, nodes, buttons);
  }

  function askPerson(
    topic: string | undefined,
    ref: string | undefined,
    memory: Memory,
    language: WrittenForm,
  ): Received {
    const { t } = translator;
    const now = reader(memory, language);
    const helpers = deps.composer.helpers(topic ?? memory.topic ?? null, now, 4);
    const nodes = deps.composer.person(helpers, now);
    const back = topic !== undefined && isTopic(topic, language);
    const buttons = [
      ...(back ? [{ label: t(language, 'chat:buttons.back'), action: `t:${topic}` }] : []),
      homeButton(language),
    ];
    return one(memory, language, nodes, buttons, ref);
  }

  function feedback(helpful: boolean, topic: string, memory: Memory, language: WrittenForm): Received {
    if (isTopic(topic, language)) deps.onFeedback(topic, helpful);
    const nodes = [paragraph(translator.t(language, helpful ? 'chat:feedback.yes' : 'chat:feedback.no'))];
    return one(memory, language, nodes, helpful ? [homeButton(language)] : personOrHome(language));
  }

  function personOrHome(language: WrittenForm): Button[] {
    return [{ label: translator.t(language, 'chat:buttons.person'), action: 'person' }, homeButton(language)];
  }
}

/** Eight buttons are the most a message carries: those of the page, "more", and the ones that stand on each. */
const CHAPTERS_A_PAGE = 5;
const TOPICS_A_PAGE = 6;

/** All that is left if it fits with one button less for "more"; an unknown start shows the first page. */
function pageOf<T>(all: readonly T[], from: number, size: number): { shown: T[]; next: number | null } {
  const start = Number.isInteger(from) && from >= 0 && from < all.length ? from : 0;
  const rest = all.slice(start);
  if (start === 0 && rest.length === size + 1) return { shown: rest, next: null };
  const shown = rest.slice(0, size);
  return { shown, next: shown.length < rest.length ? start + size : null };
}

/** The app's language is a first guess only: many phones here are set to Russian. */
function guessLanguage(hint: string | undefined): WrittenForm {
  const code = hint?.toLowerCase().split('-')[0];
  return WRITTEN_FORMS.find((form) => form === code) ?? 'ru';
}
