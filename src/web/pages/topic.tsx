import type { Block, FactNote, TextState, Topic, TopicSummary } from '../../content/index.js';
import type { ServiceView } from '../../directory/index.js';
import { CITIZENSHIPS } from '../places.js';
import type { View } from '../view.js';
import { hasChosen, type Visit } from '../visit.js';
import { Drawing, sceneOfTopic } from './drawings.js';
import { renderPage } from './frame.js';
import { Rich, Words } from './rich.js';
import { Phones, Provider } from './service.js';

const MOST_SERVICES = 5;
const SHORT_STATE: Record<TextState, string> = {
  machine: 'state.shortMachine',
  reviewed: 'state.shortReviewed',
  outdated: 'state.shortOutdated',
};

export function topicPage(
  view: View,
  content: {
    topic: Topic;
    services: ServiceView[];
    related: TopicSummary[];
    visit: Visit;
    /** The person has just answered "was this right?". */
    thanked: boolean;
  },
): string {
  const { topic, services, related, visit } = content;
  const { t } = view;
  const [first, ...others] = topic.blocks;
  const facts = topic.blocks.flatMap((block) => block.facts);
  return renderPage({
    view,
    look: 'reading',
    title: t('title.guide'),
    children: (
      <article class="topic">
        <h1>{topic.title}</h1>
        <p class="lead">{topic.summary}</p>
        <Standing view={view} topic={topic} />
        <Choice view={view} visit={visit} topicId={topic.id} />
        {first === undefined ? null : <BlockView view={view} block={first} facts={facts} />}
        <Drawing view={view} scene={sceneOfTopic(topic)} />
        <nav class="contents" aria-label={t('topic.contents')}>
          <details>
            <summary>{t('topic.contents')}</summary>
            <ul>
              {others.map((block) => (
                <li key={block.id}>
                  <a href={`#${anchor(block)}`}>{block.heading}</a>
                </li>
              ))}
            </ul>
          </details>
        </nav>
        {others.map((block) => (
          <BlockView key={block.id} view={view} block={block} facts={facts} />
        ))}
        {services.length > 0 ? (
          <section class="help" aria-labelledby="help">
            <h2 id="help">{t('topic.services')}</h2>
            <ul>
              {services.slice(0, MOST_SERVICES).map((service) => (
                <li key={service.id}>
                  <a href={view.link(`/services/${service.id}`)}>
                    <Words text={service.name} form={view.form} />
                  </a>
                  <Provider view={view} service={service} />
                  <Phones view={view} service={service} />
                </li>
              ))}
            </ul>
            <p>
              <a href={view.link('/services')}>{t('topic.allServices')}</a>
            </p>
          </section>
        ) : null}
        {related.length > 0 ? (
          <section class="related" aria-labelledby="related">
            <h2 id="related">{t('topic.related')}</h2>
            <ul>
              {related.map((other) => (
                <li key={other.id}>
                  <a href={view.link(`/guide/${other.id}`)}>{other.title}</a>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <AskPerson view={view} />
        <Right view={view} topicId={topic.id} thanked={content.thanked} />
      </article>
    ),
  });
}

/** State of the text and the date of what stands behind it, in plain words, before anything else. */
function Standing({ view, topic }: { view: View; topic: Topic }) {
  return (
    <p class={`standing ${topic.state}`}>
      {view.t(`state.${topic.state}`)}
      {topic.checkedOn !== null ? (
        <> {view.t('topic.checkedOn', { date: view.date(topic.checkedOn) })}.</>
      ) : topic.sourceDate !== null ? (
        <> {view.t('topic.asOf', { date: view.date(topic.sourceDate) })}</>
      ) : null}
    </p>
  );
}

function Choice({ view, visit, topicId }: { view: View; visit: Visit; topicId: string }) {
  const { t } = view;
  const action = view.link(`/guide/${topicId}/visit`);
  if (hasChosen(visit)) {
    const who = [
      ...(visit.citizenship ? [view.country(visit.citizenship)] : []),
      ...(visit.region ? [view.region(visit.region)] : []),
    ].join(', ');
    return (
      <form class="showing" method="post" action={action}>
        <p>{t('visit.showing', { who })}</p>
        <button class="quiet" type="submit">
          {t('visit.all')}
        </button>
      </form>
    );
  }
  return (
    <details class="choice">
      <summary>{t('visit.open')}</summary>
      <form method="post" action={action}>
        <p>{t('visit.text')}</p>
        <Select
          id="citizenship"
          label={t('visit.citizenship')}
          any={t('visit.any')}
          options={CITIZENSHIPS.map((code) => ({ value: code, label: view.country(code) }))}
        />
        <Select id="region" label={t('visit.region')} any={t('visit.any')} options={view.regions()} />
        <button type="submit">{t('visit.apply')}</button>
      </form>
    </details>
  );
}

export function Select(props: {
  id: string;
  label: string;
  any: string;
  chosen?: string | undefined;
  options: { value: string; label: string }[];
}) {
  return (
    <p>
      <label for={props.id}>{props.label}</label>
      <select id={props.id} name={props.id}>
        <option value="">{props.any}</option>
        {props.options.map(({ value, label }) => (
          <option key={value} value={value} selected={value === props.chosen}>
            {label}
          </option>
        ))}
      </select>
    </p>
  );
}

function anchor(block: Block): string {
  return block.id.replace(/[^\w-]/g, '-');
}

/** A block; the one about the law is folded and ends with all that is uncertain on the page. */
function BlockView({ view, block, facts }: { view: View; block: Block; facts: FactNote[] }) {
  const id = anchor(block);
  const body = (
    <>
      <Rich nodes={block.nodes} form={view.form} />
      <Under view={view} block={block} />
    </>
  );
  return (
    <section
      class={`block ${block.kind}`}
      id={block.kind === 'law' ? 'sources' : undefined}
      aria-labelledby={id}
    >
      <h2 id={id}>{block.heading}</h2>
      {block.kind === 'law' ? (
        <details>
          <summary>{view.t('topic.lawFold')}</summary>
          {body}
          <Sources view={view} facts={facts} />
        </details>
      ) : (
        body
      )}
    </section>
  );
}

/**
 * Small print of a block: what has no value today, how old the oldest fact is, whether all is confirmed, and who has
 * read the text. Each fact by itself stands once at the end of the page.
 */
function Under({ view, block }: { view: View; block: Block }) {
  const { t } = view;
  const { facts } = block;
  const ended = [...new Set(facts.flatMap((fact) => (fact.current ? [] : fact.notes)))];
  return (
    <div class="under">
      {ended.map((note) => (
        <p key={note} class="stale">
          {note}
        </p>
      ))}
      <p class={block.state}>
        {t(SHORT_STATE[block.state])}
        {facts.length > 0 ? ` ${sureness(view, facts)} ` : ''}
        {facts.length > 0 ? <a href="#sources">{t('topic.sure.more')}</a> : null}
      </p>
    </div>
  );
}

/** One sentence or two for all facts of a block; the oldest day stands for all, so that nothing looks newer. */
function sureness({ t, date }: View, facts: FactNote[]): string {
  const checks = facts.map((fact) => fact.checkedOn).sort();
  const [firstCheck] = checks;
  if (firstCheck && !checks.includes(null)) return t('topic.sure.checked', { date: date(firstCheck) });
  const unchecked = facts.filter((fact) => fact.checkedOn === null);
  const days = unchecked.flatMap((fact) => (fact.sourceDate === null ? [] : [fact.sourceDate])).sort();
  const [oldest] = days;
  return [
    oldest !== undefined && days.length === unchecked.length
      ? t('topic.sure.asOf', { date: date(oldest) })
      : t('topic.sure.undated'),
    ...(facts.some((fact) => fact.status !== 'V') ? [t('topic.sure.weak')] : []),
  ].join(' ');
}

/** Every fact of the page once, with all that is uncertain about it. */
function Sources({ view, facts }: { view: View; facts: FactNote[] }) {
  const known = [...new Map(facts.map((fact) => [fact.key, fact])).values()];
  if (known.length === 0) return null;
  return (
    <div class="sources">
      <h3>{view.t('topic.sure.title')}</h3>
      <ul>
        {known.map((fact) => (
          <li key={fact.key}>
            <b>{fact.label}</b>
            {fact.notes.map((note) => (
              <p key={note}>{note}</p>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}

function AskPerson({ view }: { view: View }) {
  return (
    <form class="person" method="post" action={view.link('/chat')}>
      <p>{view.t('topic.personText')}</p>
      <button type="submit" name="action" value="person">
        {view.t('topic.person')}
      </button>
    </form>
  );
}

function Right({ view, topicId, thanked }: { view: View; topicId: string; thanked: boolean }) {
  const { t } = view;
  if (thanked) {
    return (
      <p class="right" id="right" role="status">
        {t('topic.thanks')}
      </p>
    );
  }
  return (
    <form class="right" id="right" method="post" action={view.link(`/guide/${topicId}/right`)}>
      <fieldset>
        <legend>{t('topic.right')}</legend>
        <button class="quiet" type="submit" name="right" value="yes">
          {t('topic.yes')}
        </button>
        <button class="quiet" type="submit" name="right" value="no">
          {t('topic.no')}
        </button>
      </fieldset>
      <p class="hint">{t('topic.rightNote')}</p>
    </form>
  );
}
