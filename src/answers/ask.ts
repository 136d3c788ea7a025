import { type EmergencyCard, type Guide, type Reader, type RichNode, toPlainText } from '../content/index.js';
import type { Translator } from '../i18n/index.js';
import { editedLanguage, identify, type WrittenForm, words } from '../language/index.js';
import type { Search, SearchHit } from '../search/index.js';
import { type Composer, note, paragraph } from './compose.js';
import type { Danger } from './danger.js';
import type { Answer, AskInput, Button, Outcome, TopicHit } from './index.js';

/** Scores of `search` from which an answer is given, or choices are offered. */
const ANSWER_FROM = 0.5;
const CHOICES_FROM = 0.22;
/** An answer must be this much ahead of the next topic; else the person chooses. */
const CLEAR_BY = 0.06;
const LANGUAGE_SURE = 0.8;
/** Below this a text in letters that all the languages share counts as Russian, which all the readers know best. */
const LANGUAGE_GUESS = 0.5;

const LABEL_OUTCOMES: Record<string, Outcome> = {
  'small-talk': 'smalltalk',
  'out-of-scope': 'unknown',
  crisis: 'emergency',
  'mediator-human-request': 'person',
};

/** Who can help beyond the words of a card; never the police for those whom police or army hold. */
const CARD_SERVICES: Record<EmergencyCard, readonly string[]> = {
  medical: [],
  fire: [],
  violence: ['shelter', 'psychological-help'],
  held: ['consulate', 'legal-aid'],
  captivity: ['trafficking-help', 'consulate'],
  suicide: ['psychological-help'],
};

export interface AskDeps {
  guide: () => Guide;
  search: () => Search;
  danger: () => Danger;
  translator: Translator;
  composer: Composer;
  today: () => string;
}

/**
 * The language in which to answer: the text's own if it is clear, else the one the chat has had so far. A script
 * chosen for Uzbek stays: who reads Cyrillic may type Latin.
 */
export function answerLanguage(text: string, chat: WrittenForm | undefined): WrittenForm {
  const found = identify(text);
  if (found.language === 'other') return chat ?? 'ru';
  if (chat === undefined)
    return found.confidence < LANGUAGE_GUESS && isPlainCyrillic(text) ? 'ru' : found.language;
  const sure = found.confidence >= LANGUAGE_SURE && words(text).length >= 3;
  if (!sure || editedLanguage(found.language) === editedLanguage(chat)) return chat;
  // many people type Russian words because that is what stands on their papers: the chosen language stays
  return found.language === 'ru' ? chat : found.language;
}

function isPlainCyrillic(text: string): boolean {
  return /\p{Script=Cyrillic}/u.test(text) && !/[ўқғҳңөүӣӯҷ]|\p{Script=Latin}/iu.test(text);
}

/** One question -> one answer; nothing is kept. `input.language` wins over what the text looks like. */
export function createAsk(deps: AskDeps): (input: AskInput) => Answer {
  return (input) => {
    const language = input.language ?? answerLanguage(input.text, undefined);
    const reader: Reader = {
      language,
      day: deps.today(),
      ...(input.citizenship === undefined ? {} : { citizenship: input.citizenship }),
      ...(input.region === undefined ? {} : { region: input.region }),
    };

    const { hits } = deps.search().find(input.text, { language, limit: 6 });
    const danger = deps.danger().recognise(input.text, hits[0]?.score ?? 0);
    if (danger?.sure) return emergency(deps, reader, danger.card, danger.why);
    const usual = usualAnswer(deps, reader, input.text, hits);
    return danger === null ? usual : withCard(deps, reader, usual, danger.card);
  };
}

/** Not sure that there is danger: the usual answer, and first of its buttons the way to the card. */
function withCard(deps: AskDeps, reader: Reader, usual: Answer, card: EmergencyCard): Answer {
  const button = { label: deps.translator.t(reader.language, 'chat:buttons.danger'), action: `card:${card}` };
  const kept = usual.buttons.length < 8 ? usual.buttons : usual.buttons.filter((_, index) => index !== 4);
  return { ...usual, buttons: [button, ...kept] };
}

function usualAnswer(deps: AskDeps, reader: Reader, text: string, hits: SearchHit[]): Answer {
  const best = hits[0];
  // "1" or "2026" alone asks nothing; the emergency numbers do
  if (!/\p{L}/u.test(text) && !/(?<!\d)(?:112|10[1-4])(?!\d)/.test(text))
    return unknown(deps, reader, [], []);
  const labelled = best && best.score >= CHOICES_FROM ? LABEL_OUTCOMES[best.topic] : undefined;
  const pages = hits.filter(
    (hit) => LABEL_OUTCOMES[hit.topic] === undefined && deps.guide().topic(hit.topic, reader),
  );
  const topics = pages.slice(0, 4).map((hit) => topicHit(deps, hit, reader));
  const why = best?.why ?? [];

  if (labelled === 'person') return person(deps, reader, topics, why);
  if (labelled === 'smalltalk') return smallTalk(deps, reader, why);
  if (labelled === 'unknown' || labelled === 'emergency') return unknown(deps, reader, topics, why);

  const several = severalQuestions(deps, text, reader);
  if (several.length > 1) return answer(deps, reader, several, why, several.slice(1));

  const [first, second] = pages;
  if (!first || first.score < CHOICES_FROM) return unknown(deps, reader, topics, why);
  const clear = first.score >= ANSWER_FROM && (!second || first.score - second.score >= CLEAR_BY);
  if (clear) return answer(deps, reader, topics, why);
  const options = topics.filter((topic) => topic.score >= CHOICES_FROM / 2);
  return options.length > 1 ? choices(deps, reader, options, why) : answer(deps, reader, topics, why);
}

function topicHit(deps: AskDeps, hit: SearchHit, reader: Reader): TopicHit {
  return {
    id: hit.topic,
    title: deps.guide().topic(hit.topic, reader)?.title ?? hit.topic,
    score: Math.round(hit.score * 1000) / 1000,
    url: `/${reader.language}/guide/${hit.topic}`,
  };
}

/** Two or more questions in one message, each clear by itself: their topics in the order asked. */
function severalQuestions(deps: AskDeps, text: string, reader: Reader): TopicHit[] {
  const parts = text
    .split(/[?\n;]+/u)
    .map((part) => part.trim())
    .filter((part) => words(part).length >= 3);
  if (parts.length < 2 || parts.length > 4) return [];
  const found = new Map<string, TopicHit>();
  for (const part of parts) {
    const [first, second] = deps.search().find(part, { language: reader.language, limit: 2 }).hits;
    if (!first || LABEL_OUTCOMES[first.topic] !== undefined || !deps.guide().topic(first.topic, reader))
      continue;
    if (first.score >= ANSWER_FROM && (!second || first.score - second.score >= CLEAR_BY)) {
      found.set(first.topic, topicHit(deps, first, reader));
    }
  }
  return [...found.values()];
}

function finish(
  reader: Reader,
  outcome: Outcome,
  nodes: RichNode[],
  rest: Partial<Pick<Answer, 'topics' | 'services' | 'card' | 'buttons' | 'why'>>,
): Answer {
  return {
    language: reader.language,
    outcome,
    topics: rest.topics ?? [],
    nodes,
    text: toPlainText(nodes),
    services: rest.services ?? [],
    card: rest.card ?? null,
    buttons: rest.buttons ?? [],
    why: rest.why ?? [],
  };
}

/** `alsoAsked`: further topics of the same message, answered in short under the first. */
function answer(
  deps: AskDeps,
  reader: Reader,
  topics: TopicHit[],
  why: string[],
  alsoAsked: TopicHit[] = [],
): Answer {
  const topic = topics[0] ? deps.guide().topic(topics[0].id, reader) : null;
  if (!topic) return unknown(deps, reader, topics, why);
  const helpers = deps.composer.helpers(topic.id, reader, 4);
  const further = alsoAsked.flatMap(({ id }) => deps.guide().topic(id, reader) ?? []);
  const nodes = [
    ...deps.composer.topic(topic, reader),
    ...further.flatMap((other) => deps.composer.topic(other, reader)),
  ];
  return finish(reader, 'answer', nodes, {
    topics,
    services: helpers.map(({ id, name, kind }) => ({ id, name, kind })),
    buttons: [
      ...further.map(({ id, title }) => ({ label: title, action: `t:${id}` })),
      ...deps.composer.topicButtons(topic, reader, further.length),
    ],
    why,
  });
}

function choices(deps: AskDeps, reader: Reader, topics: TopicHit[], why: string[]): Answer {
  const { t } = deps.translator;
  const buttons: Button[] = [
    ...topics.map((topic) => ({ label: topic.title, action: `t:${topic.id}` })),
    { label: t(reader.language, 'chat:buttons.person'), action: 'person' },
  ];
  const nodes: RichNode[] = [
    paragraph(t(reader.language, 'chat:choices')),
    {
      kind: 'list',
      ordered: true,
      items: topics.map((topic) => [{ kind: 'link', text: topic.title, href: topic.url }]),
    },
  ];
  return finish(reader, 'choices', nodes, { topics, buttons, why });
}

export function emergency(deps: AskDeps, reader: Reader, card: EmergencyCard, why: string[]): Answer {
  const { t } = deps.translator;
  const helpers = deps.composer.ofKinds(CARD_SERVICES[card], reader, 3);
  const nodes = [
    ...deps.guide().card(card, reader),
    ...deps.composer.services(helpers, reader),
    note(t(reader.language, 'chat:state.machine')),
  ];
  return finish(reader, 'emergency', nodes, {
    topics: [],
    card,
    services: helpers.map(({ id, name, kind }) => ({ id, name, kind })),
    buttons: [
      { label: t(reader.language, 'chat:buttons.person'), action: 'person' },
      { label: t(reader.language, 'chat:buttons.home'), action: 'home' },
    ],
    why,
  });
}

export function person(deps: AskDeps, reader: Reader, topics: TopicHit[], why: string[]): Answer {
  const { t } = deps.translator;
  const about = topics.find((topic) => topic.score >= CHOICES_FROM);
  const helpers = deps.composer.helpers(about?.id ?? null, reader, 4);
  return finish(reader, 'person', deps.composer.person(helpers, reader), {
    topics,
    services: helpers.map(({ id, name, kind }) => ({ id, name, kind })),
    buttons: [
      ...(about ? [{ label: about.title, action: `t:${about.id}` }] : []),
      { label: t(reader.language, 'chat:buttons.home'), action: 'home' },
    ],
    why,
  });
}

function smallTalk(deps: AskDeps, reader: Reader, why: string[]): Answer {
  const { t } = deps.translator;
  return finish(
    reader,
    'smalltalk',
    [
      paragraph(t(reader.language, 'chat:smalltalk.hello')),
      paragraph(t(reader.language, 'chat:smalltalk.examples')),
    ],
    {
      buttons: [
        { label: t(reader.language, 'chat:buttons.topics'), action: 'home' },
        { label: t(reader.language, 'chat:buttons.person'), action: 'person' },
      ],
      why,
    },
  );
}

export function unknown(deps: AskDeps, reader: Reader, topics: TopicHit[], why: string[]): Answer {
  const { t } = deps.translator;
  return finish(
    reader,
    'unknown',
    [
      paragraph(t(reader.language, 'chat:unknown.notHere')),
      paragraph(t(reader.language, 'chat:unknown.next')),
    ],
    {
      topics,
      buttons: [
        { label: t(reader.language, 'chat:buttons.topics'), action: 'home' },
        { label: t(reader.language, 'chat:buttons.person'), action: 'person' },
      ],
      why,
    },
  );
}
