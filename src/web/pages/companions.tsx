import type { ComponentChildren } from 'preact';
import type {
  FactNote,
  GlossaryTerm,
  GuideChange,
  JourneyStage,
  PhraseCard,
  TopicSummary,
} from '../../content/index.js';
import type { View } from '../view.js';
import { Drawing } from './drawings.js';
import { renderPage } from './frame.js';
import { Words } from './rich.js';

/** Titles of the guide by topic id. */
export type TopicNames = ReadonlyMap<string, TopicSummary>;

type Companion = 'phrases' | 'glossary' | 'journey' | 'changes';

/** What all four begin with: what the page is for, and who has read its text. */
function companionPage(view: View, name: Companion, children: ComponentChildren): string {
  const { t } = view;
  return renderPage({
    view,
    look: 'reading',
    title: t('title.guide'),
    ...(name === 'phrases' ? { section: '/phrases' } : {}),
    children: (
      <article class={name}>
        {name === 'journey' ? <Drawing view={view} scene="road" /> : null}
        <h1>{t(`${name}.heading`)}</h1>
        <p class="lead">{t(`${name}.lead`)}</p>
        <p class="standing machine">{t('state.machine')}</p>
        {children}
      </article>
    ),
  });
}

/** `/phrases`: Russian large, the reader's language under it, how it sounds, and the law where there is one. */
export function phrasesPage(view: View, cards: PhraseCard[], topics: TopicNames): string {
  const { t } = view;
  return companionPage(
    view,
    'phrases',
    <>
      <nav class="contents" aria-label={t('topic.contents')}>
        <ul>
          {cards.map((card) => (
            <li key={card.id}>
              <a href={`#${card.id}`}>{card.title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {cards.map((card) => (
        <section key={card.id} id={card.id} aria-labelledby={`h-${card.id}`}>
          <h2 id={`h-${card.id}`}>{card.title}</h2>
          {card.intro === null ? null : <p>{card.intro}</p>}
          <ul class="say">
            {card.phrases.map((phrase) => (
              <li key={phrase.id} id={phrase.id}>
                {phrase.says === 'they' ? <p class="who">{t('phrases.they')}</p> : null}
                <p class="ru" lang="ru">
                  {phrase.russian}
                </p>
                {phrase.meaning === null ? null : <p>{phrase.meaning}</p>}
                {phrase.reading === null ? null : <p class="sound">{phrase.reading}</p>}
                {phrase.facts.map((fact) => (
                  <LawLine key={fact.key} fact={fact} />
                ))}
              </li>
            ))}
          </ul>
          <TopicLinks view={view} ids={card.topics} topics={topics} />
        </section>
      ))}
    </>,
  );
}

/** "what: value · law. As of …": the fact behind a sentence, with all that is uncertain about it. */
function LawLine({ fact }: { fact: FactNote }) {
  const said = fact.text === '' ? fact.label : `${fact.label}: ${fact.text}`;
  return (
    <details class="law-line">
      <summary>{[said, ...fact.law].join(' · ')}</summary>
      {fact.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </details>
  );
}

function TopicLinks({ view, ids, topics }: { view: View; ids: string[]; topics: TopicNames }) {
  return (
    <p class="more">
      {ids
        .flatMap((id) => topics.get(id) ?? [])
        .map((topic, index) => (
          <>
            {index > 0 ? ' · ' : null}
            <a key={topic.id} href={view.link(`/guide/${topic.id}`)}>
              {topic.title}
            </a>
          </>
        ))}
    </p>
  );
}

/** `/glossary`: the words of papers and counters, in plain words. */
export function glossaryPage(view: View, terms: GlossaryTerm[], topics: TopicNames): string {
  return companionPage(
    view,
    'glossary',
    <dl>
      {terms.map((term) => {
        const [first] = term.topics;
        const topic = first === undefined ? undefined : topics.get(first);
        return (
          <div key={term.id} id={term.id}>
            <dt>
              <span lang="ru">{term.russian}</span>
              {term.term === null ? null : <> — {term.term}</>}
            </dt>
            <dd>
              <Words text={term.explanation} form={view.form} />{' '}
              {topic === undefined ? null : <a href={view.link(`/guide/${topic.id}`)}>{topic.title}</a>}
            </dd>
          </div>
        );
      })}
    </dl>,
  );
}

/** `/journey`: all topics as a way from before leaving home to going back. */
export function journeyPage(view: View, stages: JourneyStage[], topics: TopicNames): string {
  return companionPage(
    view,
    'journey',
    <ol>
      {stages.map((stage) => (
        <li key={stage.id} id={stage.id}>
          <h2>{stage.title}</h2>
          <p>{stage.text}</p>
          <ul>
            {stage.steps.flatMap((step) => {
              const topic = topics.get(step.topic);
              if (topic === undefined) return [];
              return (
                <li key={step.topic}>
                  <a href={view.link(`/guide/${step.topic}`)}>{topic.title}</a>
                  <br />
                  {step.text}
                </li>
              );
            })}
          </ul>
        </li>
      ))}
    </ol>,
  );
}

/** `/changes`: what changed lately, dated. */
export function changesPage(view: View, changes: GuideChange[], today: string, topics: TopicNames): string {
  const { t } = view;
  return companionPage(
    view,
    'changes',
    <ul>
      {changes.map((change) => (
        <li key={change.date + change.text}>
          <h2>
            {t(change.date > today ? 'changes.from' : 'changes.since', { date: view.date(change.date) })}
          </h2>
          <p>
            <Words text={change.text} form={view.form} />
          </p>
          {change.facts.map((fact) => (
            <LawLine key={fact.key} fact={fact} />
          ))}
          <TopicLinks view={view} ids={change.topics} topics={topics} />
        </li>
      ))}
    </ul>,
  );
}
