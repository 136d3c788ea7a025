/** One published generation: parsed once, rendered on demand, kept while it is asked for. */
import type { Translator } from '../i18n/index.js';
import { EDITED_LANGUAGES, editedLanguage, type WrittenForm } from '../language/index.js';
import { type RenderedTemplate, renderTemplate } from './block-render.js';
import { boundedCache } from './bounded-cache.js';
import { changeFor, phraseCardFor, type SayFact, stageFor, termFor } from './companions.js';
import { audienceOf } from './fact-choice.js';
import type { FactContext } from './fact-notes.js';
import { type RenderedFact, renderFact } from './fact-render.js';
import type {
  Block,
  DangerPhrases,
  FactRow,
  Guide,
  Reader,
  TextState,
  Topic,
  TopicSummary,
} from './guide.js';
import type { EmergencyCard } from './kinds.js';
import { FRONT, revisionsOf } from './revision.js';
import type { Inline, RichNode } from './rich.js';
import type { FactValue } from './schemas.js';
import type { GuideSource } from './source.js';
import type { TextBlock, TopicText } from './text.js';
import { createVoice, type Voice } from './voice.js';

export interface SnapshotOptions {
  generation: number;
  source: GuideSource;
  translator: Translator;
  /** Uzbek Latin text into Uzbek Cyrillic. */
  uzbekToCyrillic(latin: string): string;
}

/** Rendered topics kept: 60 topics in 5 forms for the readers of a day, a few of them with their choices. */
const KEPT_TOPICS = 600;

export function createSnapshot({ generation, source, translator, uzbekToCyrillic }: SnapshotOptions): Guide {
  const cyrillic = remembering(uzbekToCyrillic);
  const voices = new Map<WrittenForm, Voice>();
  const voiceOf = (form: WrittenForm): Voice => {
    const voice = voices.get(form) ?? createVoice(form, translator, cyrillic);
    voices.set(form, voice);
    return voice;
  };
  const aliases = new Map<string, string>();
  for (const [key, { value }] of source.facts) {
    for (const alias of value.aliases) if (!aliases.has(alias)) aliases.set(alias, key);
  }
  const contextOf = (reader: Pick<Reader, 'language' | 'day'>): FactContext => ({
    voice: voiceOf(reader.language),
    day: reader.day,
    fact: (key) => source.facts.get(key)?.value,
  });

  const chapterOrder = new Map(source.chapters.map((chapter, index) => [chapter.id, index]));
  const order = [...source.topics]
    .map(([id, { value }]) => ({ id, chapter: chapterOrder.get(value.chapter) ?? 0, order: value.order }))
    .sort((a, b) => a.chapter - b.chapter || a.order - b.order || (a.id < b.id ? -1 : 1))
    .map((topic) => topic.id);

  const summaries = new Map<WrittenForm, TopicSummary[]>();
  const topics = boundedCache<Topic>(KEPT_TOPICS);

  const summaryOf = (id: string, form: WrittenForm): TopicSummary | null => {
    const meta = source.topics.get(id)?.value;
    const text = source.text(id, editedLanguage(form));
    if (meta === undefined || text === null) return null;
    const voice = voiceOf(form);
    const states = textStates(source, id, form, text);
    return {
      id,
      chapter: meta.chapter,
      title: voice.write(text.title),
      summary: voice.write(text.summary),
      state: worst([...states.values()]),
    };
  };

  const renderTopic = (id: string, reader: Reader): Topic | null => {
    const meta = source.topics.get(id)?.value;
    const text = source.text(id, editedLanguage(reader.language));
    const summary = summaryOf(id, reader.language);
    if (meta === undefined || text === null || summary === null) return null;
    const context = contextOf(reader);
    const { voice } = context;
    const states = textStates(source, id, reader.language, text);
    const bodies = text.blocks.map((block) => ({ block, body: renderTemplate(block, reader, context) }));
    const listed = meta.laws.flatMap((key): RenderedFact[] => {
      const fact = source.facts.get(key)?.value;
      return fact === undefined ? [] : [renderFact(fact, audienceOf(reader, null), context)];
    });
    const said = oncePerKey([...bodies.flatMap(({ body }) => body.rendered), ...listed]).filter(
      (fact) => fact.applies,
    );
    const blocks = bodies.map(({ block, body }) =>
      blockOf(block, body, states.get(block.id) ?? 'machine', said, voice),
    );
    const days = said.flatMap((fact) => fact.note.sourceDate ?? []).sort();
    const checks = said.map((fact) => fact.note.checkedOn);
    const checked = checks.flatMap((day) => day ?? []).sort();
    return {
      ...summary,
      blocks,
      related: meta.related,
      serviceKinds: meta.serviceKinds,
      sourceDate: days[0] ?? null,
      checkedOn: checks.includes(null) ? null : (checked[0] ?? null),
    };
  };

  const sayFactTo =
    (reader: Reader): SayFact =>
    (key) => {
      const fact = source.facts.get(source.facts.has(key) ? key : (aliases.get(key) ?? ''))?.value;
      return fact === undefined ? null : renderFact(fact, audienceOf(reader, null), contextOf(reader)).note;
    };

  return {
    generation,
    chapters: (reader) =>
      source.chapters.map((chapter) => ({
        id: chapter.id,
        title: voiceOf(reader.language).say(chapter.title),
      })),
    topics(reader) {
      const known = summaries.get(reader.language);
      if (known !== undefined) return known;
      const made = order.flatMap((id) => summaryOf(id, reader.language) ?? []);
      summaries.set(reader.language, made);
      return made;
    },
    topic(id, reader) {
      if (!source.topics.has(id)) return null;
      const key = [id, reader.language, reader.citizenship ?? '', reader.region ?? '', reader.day].join('\n');
      return topics.get(key, () => renderTopic(id, reader));
    },
    topicIds: () => order,
    fact: (key, reader) => sayFactTo(reader)(key),
    facts: () =>
      [...source.facts.values()].flatMap(({ value: fact }) => fact.values.map((value) => rowOf(fact, value))),
    card: (card, reader) => cardNodes(source, card, reader, contextOf(reader)),
    phraseCards: (reader) =>
      source.phraseCards.map(({ value }) =>
        phraseCardFor(value, voiceOf(reader.language), sayFactTo(reader)),
      ),
    glossary: (reader) => source.glossary.map(({ value }) => termFor(value, voiceOf(reader.language))),
    journey: (reader) =>
      (source.journey?.value ?? []).map((stage) => stageFor(stage, voiceOf(reader.language))),
    changes: (reader) =>
      (source.changes?.value ?? []).map((change) =>
        changeFor(change, voiceOf(reader.language), sayFactTo(reader)),
      ),
    questions: () =>
      source.questions.map(({ id, topics: labels, lang, text }) => ({
        id,
        topics: labels,
        language: lang,
        text,
      })),
    dangerPhrases: () =>
      [...source.phrases].flatMap(([card, phrases]) =>
        EDITED_LANGUAGES.map((language): DangerPhrases => ({ card, language, phrases: phrases[language] })),
      ),
    dangerSamples: () => source.samples,
    calmPhrases: () =>
      EDITED_LANGUAGES.map((language) => ({ language, phrases: source.calm?.[language] ?? [] })),
    services: () => source.services,
  };
}

function blockOf(
  block: TextBlock,
  body: RenderedTemplate,
  state: TextState,
  said: RenderedFact[],
  voice: Voice,
): Block {
  const nodes = block.kind === 'law' ? [...body.nodes, ...lawNodes(said, voice)] : body.nodes;
  const heading = block.heading === null ? voice.t(`headings.${block.kind}`) : voice.write(block.heading);
  return { id: block.id, kind: block.kind, heading, state, nodes, facts: body.facts };
}

/** "law — what the fact is about — as of": made from the facts, so that it cannot fall behind them. */
function lawNodes(said: RenderedFact[], voice: Voice): RichNode[] {
  const items = said.flatMap((fact) =>
    fact.laws.map(({ law, label, who, dated }) =>
      voice.t('law.item', { law, label: who === '' ? label : `${label} (${who})`, date: dated }),
    ),
  );
  const lines = [...new Set(items)].map((text): Inline[] => [{ kind: 'text', text }]);
  if (lines.length === 0) return [{ kind: 'note', content: [{ kind: 'text', text: voice.t('law.none') }] }];
  return [{ kind: 'list', ordered: false, items: lines }];
}

function cardNodes(
  source: GuideSource,
  card: EmergencyCard,
  reader: Reader,
  context: FactContext,
): RichNode[] {
  const text = source.card(card, editedLanguage(reader.language));
  if (text === null) throw new Error(`no emergency card ${card} in ${reader.language}`);
  const { nodes } = renderTemplate(text, reader, context);
  if (text.title === null) return nodes;
  const title: Inline = { kind: 'text', text: context.voice.write(text.title), bold: true };
  return [{ kind: 'paragraph', content: [title] }, ...nodes];
}

/** By block id, `front` for title and summary. Nobody has reviewed anything before a record of that exists. */
function textStates(
  source: GuideSource,
  id: string,
  form: WrittenForm,
  text: TopicText,
): Map<string, TextState> {
  const language = editedLanguage(form);
  const russian = language === 'ru' ? null : source.text(id, 'ru');
  const current = russian === null ? null : revisionsOf(russian);
  return new Map(
    [FRONT, ...text.blocks.map((block) => block.id)].map((part): [string, TextState] => {
      const made = text.sources.get(part);
      const outdated = current !== null && made !== undefined && made !== current.get(part);
      return [part, outdated ? 'outdated' : 'machine'];
    }),
  );
}

function worst(states: TextState[]): TextState {
  if (states.includes('outdated')) return 'outdated';
  return states.includes('machine') || states.length === 0 ? 'machine' : 'reviewed';
}

function oncePerKey(facts: RenderedFact[]): RenderedFact[] {
  const byKey = new Map<string, RenderedFact>();
  for (const fact of facts) if (!byKey.has(fact.note.key)) byKey.set(fact.note.key, fact);
  return [...byKey.values()];
}

function rowOf(
  fact: { key: string; unit: string; contradicts: { ru: string } | null },
  value: FactValue,
): FactRow {
  const plain = value.value;
  return {
    key: fact.key,
    value: typeof plain === 'object' && plain !== null && 'ru' in plain ? plain.ru : plain,
    unit: fact.unit,
    citizenship: value.citizenship,
    region: value.region,
    valid_from: value.valid_from,
    valid_to: value.valid_to,
    law: value.law.map((law) => law.ref),
    status: value.status,
    source: value.source.find((source) => source.official)?.url ?? null,
    source_date: value.source_date,
    checked_on: value.checked_on,
    contradicts: (value.contradicts ?? fact.contradicts)?.ru ?? null,
  };
}

function remembering(change: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const made = known.get(text) ?? change(text);
    known.set(text, made);
    return made;
  };
}
