/** The answers themselves: from a decision to what is said, for any channel. */
import { type EmergencyCard, type Guide, type Reader, type RichNode, toPlainText } from '../content/index.js';
import type { Translator } from '../i18n/index.js';
import { type Asked, askedBlock, NOTHING_ASKED } from './aspect.js';
import { type Composer, note, paragraph } from './compose.js';
import type { Answer, Button, Outcome, TopicHit } from './index.js';

export interface ReplyDeps {
  guide: () => Guide;
  translator: Translator;
  composer: Composer;
}

/** From which score on a topic is named beside an answer that has none. */
const NAMED_FROM = 0.2;

/** Who can help beyond the words of a card; never the police for those whom police or army hold. */
const CARD_SERVICES: Record<EmergencyCard, readonly string[]> = {
  medical: [],
  fire: [],
  violence: ['shelter', 'psychological-help'],
  held: ['consulate', 'legal-aid'],
  captivity: ['trafficking-help', 'consulate'],
  suicide: ['psychological-help'],
};

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

/**
 * `alsoAsked`: further topics of the same message, answered in short under the first. `asked`: the part of the first
 * that was asked for, if the person has read the short answer before.
 */
export function answer(
  deps: ReplyDeps,
  reader: Reader,
  topics: TopicHit[],
  why: string[],
  alsoAsked: TopicHit[] = [],
  asked: Asked = NOTHING_ASKED,
): Answer {
  const topic = topics[0] ? deps.guide().topic(topics[0].id, reader) : null;
  if (!topic) return unknown(deps, reader, topics, why);
  const helpers = deps.composer.helpers(topic.id, reader, 4);
  const further = alsoAsked.flatMap(({ id }) => deps.guide().topic(id, reader) ?? []);
  const block = askedBlock(asked, topic);
  const nodes = [
    ...(block ? deps.composer.block(topic, block, reader) : deps.composer.topic(topic, reader)),
    ...further.flatMap((other) => deps.composer.topic(other, reader)),
  ];
  return finish(reader, 'answer', nodes, {
    topics,
    services: helpers.map(({ id, name, kind }) => ({ id, name, kind })),
    buttons: [
      ...further.map(({ id, title }) => ({ label: title, action: `t:${id}` })),
      ...(block
        ? deps.composer.blockButtons(topic, block, reader)
        : deps.composer.topicButtons(topic, reader, further.length)),
    ],
    why,
  });
}

export function choices(deps: ReplyDeps, reader: Reader, topics: TopicHit[], why: string[]): Answer {
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

export function emergency(deps: ReplyDeps, reader: Reader, card: EmergencyCard, why: string[]): Answer {
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

export function person(deps: ReplyDeps, reader: Reader, topics: TopicHit[], why: string[]): Answer {
  const { t } = deps.translator;
  const about = topics.find((topic) => topic.score >= NAMED_FROM);
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

/** An insult is answered with regret and a way on; thanks without a greeting. */
export function smallTalk(
  deps: ReplyDeps,
  reader: Reader,
  why: string[],
  said: 'hello' | 'insult' | 'thanks',
): Answer {
  const { t } = deps.translator;
  return finish(
    reader,
    'smalltalk',
    [
      paragraph(t(reader.language, `chat:smalltalk.${said}`)),
      ...(said === 'hello' ? [paragraph(t(reader.language, 'chat:smalltalk.examples'))] : []),
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

/** Why there is no answer: not in the guide, not understood at all, or an order to the program. */
export type NotHere = 'notHere' | 'unclear' | 'instruction';

export function unknown(
  deps: ReplyDeps,
  reader: Reader,
  topics: TopicHit[],
  why: string[],
  reason: NotHere = 'notHere',
): Answer {
  const { t } = deps.translator;
  return finish(
    reader,
    'unknown',
    [
      paragraph(t(reader.language, `chat:unknown.${reason}`)),
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
