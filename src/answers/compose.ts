import type { Block, BlockKind, FactNote, Guide, Reader, RichNode, Topic } from '../content/index.js';
import type { Directory, ServiceView } from '../directory/index.js';
import type { Translator } from '../i18n/index.js';
import type { Button } from './index.js';

/** Blocks offered under an answer, in the order a person needs them. */
const OFFERED: readonly BlockKind[] = [
  'steps',
  'deadline',
  'cost',
  'bring',
  'refused',
  'rights',
  'traps',
  'where',
  'law',
];
const MOST_BUTTONS = 8;
const MOST_SERVICES = 2;
const MOST_NOTES = 5;

/** Texts of the chat, made only from the guide, the directory and the interface texts. */
export interface Composer {
  /** The short answer with what matters, law and date, state and services. */
  topic(topic: Topic, reader: Reader): RichNode[];
  /** At most eight; `reserved` leaves room for others in front. */
  topicButtons(topic: Topic, reader: Reader, reserved?: number): Button[];
  block(topic: Topic, block: Block, reader: Reader): RichNode[];
  blockButtons(topic: Topic, block: Block, reader: Reader): Button[];
  services(services: ServiceView[], reader: Reader): RichNode[];
  /** To someone who wants a human: who can help, and the way to the emergency cards. */
  person(services: ServiceView[], reader: Reader): RichNode[];
  /** Services that can help with a topic, or people to talk to when there is none; at most `limit`. */
  helpers(topicId: string | null, reader: Reader, limit: number): ServiceView[];
  /** Services of these kinds, one of each first. */
  ofKinds(kinds: readonly string[], reader: Reader, limit: number): ServiceView[];
}

/** Only an order of consulates where a citizenship is not chosen; nobody's is left out. */
const LIKELY_HOME: Partial<Record<Reader['language'], string>> = {
  ky: 'KG',
  tg: 'TJ',
  uz: 'UZ',
  'uz-Cyrl': 'UZ',
};

/** Kinds of service that can listen to a person while no mediator is there. */
const LISTENING_KINDS = ['mediation', 'reception', 'legal-aid', 'information-hotline', 'consulate'];

export function createComposer(deps: {
  guide: () => Guide;
  directory: () => Directory;
  translator: Translator;
}): Composer {
  const { translator } = deps;

  const helpers: Composer['helpers'] = (topicId, reader, limit) => {
    const topic = topicId === null ? null : deps.guide().topic(topicId, reader);
    return ofKinds(
      topic && topic.serviceKinds.length > 0 ? topic.serviceKinds : LISTENING_KINDS,
      reader,
      limit,
    );
  };

  const ofKinds: Composer['ofKinds'] = (kinds, reader, limit) => {
    const found = new Map<string, ServiceView>();
    const place = {
      ...(reader.region === undefined ? {} : { region: reader.region }),
      ...(reader.citizenship === undefined ? {} : { citizenship: reader.citizenship }),
    };
    const home = reader.citizenship ?? LIKELY_HOME[reader.language];
    // one of each kind first, so that a consulate does not crowd out the labour inspection
    const perKind = kinds.map((kind) => {
      const rank = (service: ServiceView): number =>
        (service.kind === kind ? 0 : 4) +
        (service.citizenships.length === 0 || (home !== undefined && service.citizenships.includes(home))
          ? 0
          : 2) +
        (service.status === 'U' ? 1 : 0) +
        (service.regions.length > 0 && reader.region === undefined ? 1 : 0);
      return deps
        .directory()
        .list({ language: reader.language, kind, ...place })
        .filter(canBeReached)
        .sort((a, b) => rank(a) - rank(b));
    });
    for (let rank = 0; rank < limit; rank += 1) {
      for (const list of perKind) {
        const service = list[rank];
        if (service && found.size < limit) found.set(service.id, service);
      }
    }
    // contacts that nobody has confirmed never come first
    return [...found.values()].sort((a, b) => Number(a.status === 'U') - Number(b.status === 'U'));
  };

  const services: Composer['services'] = (list, reader) => {
    if (list.length === 0) return [];
    const { t } = translator;
    const items = list.map((service) => {
      const phone = service.phones[0];
      const content = [
        { kind: 'text' as const, text: service.name, bold: true as const },
        ...(service.legal_mark ? [{ kind: 'text' as const, text: ` (${service.legal_mark})` }] : []),
      ];
      const details = [
        phone
          ? `${phone.number}${phone.confirmed ? '' : ` (${t(reader.language, 'chat:services.unconfirmed')})`}`
          : null,
        service.url,
        service.address,
        t(reader.language, 'chat:services.languages', {
          list: spoken(service, reader),
        }),
        service.schedule ? t(reader.language, 'chat:services.hours', { hours: service.schedule }) : null,
      ].filter((detail): detail is string => detail !== null);
      return [...content, { kind: 'text' as const, text: ` — ${details.join('; ')}` }];
    });
    return [
      paragraph(t(reader.language, 'chat:services.title'), true),
      { kind: 'list', ordered: false, items },
    ];
  };

  const spoken = (service: ServiceView, reader: Reader): string =>
    service.languages === null
      ? translator.t(reader.language, 'chat:services.notKnown')
      : service.languages.map((code) => translator.t(reader.language, `web:speaks.${code}`)).join(', ');

  /** Law, date and state of the text in one small note. */
  const provenance = (facts: FactNote[], state: Block['state'], reader: Reader): RichNode => {
    const { t, date } = translator;
    const laws = [...new Set(facts.flatMap((fact) => fact.law))].slice(0, 3);
    const dates = facts.map((fact) => fact.sourceDate).filter((day): day is string => day !== null);
    const oldest = dates.sort()[0];
    const sentences = [
      laws.length > 0 ? t(reader.language, 'chat:law', { list: laws.join('; ') }) : null,
      oldest ? t(reader.language, 'chat:asOf', { date: date(reader.language, oldest) }) : null,
      t(reader.language, `chat:state.${state}`),
    ];
    return note(sentences.filter((sentence) => sentence !== null).join(' '));
  };

  /** A fact may stand in a text for some only: here it must hold for this reader, with its exceptions named. */
  const forReader = (inBlock: FactNote, reader: Reader): FactNote[] => {
    const fact = deps.guide().fact(inBlock.key, reader);
    return fact && fact.text !== '' && (fact.current || !inBlock.current) ? [fact] : [];
  };

  /** What is uncertain about the facts shown; their plain "as of" stands once in the small note at the end. */
  const uncertainties = (facts: FactNote[], reader: Reader): RichNode[] => {
    const { t, date } = translator;
    const said = facts.flatMap((fact) => {
      const plain =
        fact.sourceDate === null
          ? []
          : [t(reader.language, 'content:note.asOf', { date: date(reader.language, fact.sourceDate) })];
      const known = new Set([...plain, t(reader.language, 'content:note.someUndated')]);
      return fact.notes.filter((sentence) => !known.has(sentence));
    });
    return [...new Set(said)].slice(0, MOST_NOTES).map(note);
  };

  const openers = (topic: Topic, reader: Reader, except?: string): Button[] =>
    OFFERED.flatMap((kind) => topic.blocks.filter((block) => block.kind === kind))
      .filter((block) => block.id !== except)
      .map((block) => ({
        label: block.heading || translator.t(reader.language, `chat:blocks.${block.kind}`),
        action: `b:${topic.id}:${block.id}`,
      }))
      .filter((button) => Buffer.byteLength(button.action) <= 64);

  return {
    helpers,
    ofKinds,
    services,
    person: (list, reader) => [
      paragraph(translator.t(reader.language, 'chat:person.intro')),
      ...services(list, reader),
      paragraph(translator.t(reader.language, 'chat:person.danger')),
    ],
    topic(topic, reader) {
      const short = topic.blocks.find((block) => block.kind === 'short');
      const shown = new Set(short?.facts.map((fact) => fact.key) ?? []);
      // the first deadline and the first price that the short answer has not named yet
      const matters = (['deadline', 'cost'] as const).flatMap((kind) =>
        topic.blocks
          .filter((block) => block.kind === kind)
          .flatMap((block) => block.facts)
          .filter((fact) => fact.text !== '' && !shown.has(fact.key))
          .flatMap((inBlock) => forReader(inBlock, reader))
          .slice(0, 1),
      );
      const facts = [...(short?.facts ?? []), ...matters];
      return [
        paragraph(topic.title, true),
        ...(short?.nodes ?? [paragraph(topic.summary)]),
        ...(matters.length === 0
          ? []
          : [
              {
                kind: 'list' as const,
                ordered: false,
                items: matters.map((fact) => [
                  { kind: 'text' as const, text: `${fact.label}: ` },
                  { kind: 'fact' as const, key: fact.key, text: fact.text },
                ]),
              },
            ]),
        ...uncertainties(facts, reader),
        ...services(helpers(topic.id, reader, MOST_SERVICES), reader),
        provenance(
          facts.length > 0 ? facts : topic.blocks.flatMap((b) => b.facts),
          short?.state ?? topic.state,
          reader,
        ),
      ];
    },
    topicButtons(topic, reader, reserved = 0) {
      const { t } = translator;
      const closing: Button[] = [
        { label: t(reader.language, 'chat:buttons.yes'), action: `yes:${topic.id}` },
        { label: t(reader.language, 'chat:buttons.no'), action: `no:${topic.id}` },
        { label: t(reader.language, 'chat:buttons.person'), action: `person:${topic.id}` },
      ];
      return [...openers(topic, reader).slice(0, MOST_BUTTONS - closing.length - reserved), ...closing];
    },
    block(topic, block, reader) {
      const title = block.heading || translator.t(reader.language, `chat:blocks.${block.kind}`);
      return [
        paragraph(`${topic.title}: ${title}`, true),
        ...block.nodes,
        ...(block.kind === 'where' ? services(helpers(topic.id, reader, 4), reader) : []),
        ...uncertainties(block.facts, reader),
        provenance(block.facts, block.state, reader),
      ];
    },
    blockButtons(topic, block, reader) {
      const { t } = translator;
      const closing: Button[] = [
        { label: t(reader.language, 'chat:buttons.back'), action: `t:${topic.id}` },
        { label: t(reader.language, 'chat:buttons.person'), action: `person:${topic.id}` },
        { label: t(reader.language, 'chat:buttons.home'), action: 'home' },
      ];
      return [...openers(topic, reader, block.id).slice(0, MOST_BUTTONS - closing.length), ...closing];
    },
  };
}

function canBeReached(service: ServiceView): boolean {
  return service.phones.length > 0 || service.url !== null || service.address !== null;
}

export function paragraph(text: string, bold = false): RichNode {
  return { kind: 'paragraph', content: [bold ? { kind: 'text', text, bold: true } : { kind: 'text', text }] };
}

export function note(text: string): RichNode {
  return { kind: 'note', content: [{ kind: 'text', text }] };
}
