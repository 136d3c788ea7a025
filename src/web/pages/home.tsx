import type { ChapterSummary, TopicSummary } from '../../content/index.js';
import type { ServiceView } from '../../directory/index.js';
import type { WrittenForm } from '../../language/index.js';
import { formsFrom, OWN_NAMES } from '../languages.js';
import type { View } from '../view.js';
import { Drawing, type Scene, sceneOfChapter } from './drawings.js';
import { renderPage } from './frame.js';
import { telHref } from './rich.js';

/** `/`: five names, the likely one first. */
export function languagePage(view: View, names: Record<WrittenForm, { heading: string }>): string {
  const forms = formsFrom(view.form);
  return renderPage({
    view,
    title: view.t('title.guide'),
    children: (
      <div class="choose">
        <Drawing view={view} scene="talk" />
        <h1>{view.t('language.choose')}</h1>
        <ul>
          {forms.map((form) => (
            <li key={form}>
              <a href={`/${form}`} lang={form} hreflang={form}>
                <b>{OWN_NAMES[form]}</b>
                <span>{names[form].heading}</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
    ),
  });
}

export function homePage(
  view: View,
  content: {
    chapters: ChapterSummary[];
    topics: TopicSummary[];
    /** Services with the numbers to call in danger. */
    emergency: ServiceView[];
    hasEmergencyTopic: boolean;
  },
): string {
  const { t } = view;
  const chapters = content.chapters
    .map((chapter) => ({
      ...chapter,
      topics: content.topics.filter((topic) => topic.chapter === chapter.id),
    }))
    .filter((chapter) => chapter.topics.length > 0);
  return renderPage({
    view,
    title: t('title.guide'),
    children: (
      <>
        <div class="hero">
          <div>
            <h1>{t('home.heading')}</h1>
            <p class="lead">{t('home.lead')}</p>
            <AskBox view={view} />
          </div>
          <Drawing view={view} scene="talk" />
        </div>
        <Danger view={view} services={content.emergency} topic={content.hasEmergencyTopic} />
        <h2 id="topics">{t('home.topics')}</h2>
        <div class="chapters">
          {chapters.map((chapter) => (
            <section key={chapter.id} aria-labelledby={`c-${chapter.id}`}>
              <Drawing view={view} scene={sceneOfChapter(chapter.id)} />
              <h3 id={`c-${chapter.id}`}>{chapter.title}</h3>
              <ul>
                {chapter.topics.map((topic) => (
                  <li key={topic.id}>
                    <a href={view.link(`/guide/${topic.id}`)}>{topic.title}</a>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
        <div class="ways">
          <Way
            view={view}
            scene="road"
            title="journey.open"
            text="journey.text"
            open="journey.heading"
            to="/journey"
          />
          <Way
            view={view}
            scene="talk"
            title="phrases.open"
            text="phrases.text"
            open="phrases.heading"
            to="/phrases"
          />
          <Way
            view={view}
            scene="phone"
            title="home.chatTitle"
            text="home.chatText"
            open="home.chatOpen"
            to="/chat"
          />
          <Way
            view={view}
            scene="counter"
            title="home.servicesTitle"
            text="home.servicesText"
            open="home.servicesOpen"
            to="/services"
          />
          <Way
            view={view}
            scene="home"
            title="home.privacyTitle"
            text="home.privacyText"
            open="nav.privacy"
            to="/privacy"
          />
        </div>
        <p class="more">
          <a href={view.link('/changes')}>{t('changes.open')}</a>
          {' · '}
          <a href={view.link('/glossary')}>{t('glossary.open')}</a>
        </p>
      </>
    ),
  });
}

/** The search box. It posts, so that a question stays out of addresses and histories. */
export function AskBox({ view, asked = '' }: { view: View; asked?: string }) {
  return (
    <search>
      <form class="ask" method="post" action={view.link('/search')}>
        <label for="q">{view.t('home.ask')}</label>
        <p id="q-hint" class="hint">
          {view.t('home.hint')}
        </p>
        <div class="row">
          <input
            id="q"
            name="q"
            type="search"
            value={asked}
            required
            maxLength={4096}
            autocomplete="off"
            aria-describedby="q-hint"
          />
          <button type="submit">{view.t('home.find')}</button>
        </div>
      </form>
    </search>
  );
}

function Danger({ view, services, topic }: { view: View; services: ServiceView[]; topic: boolean }) {
  const numbers = services.flatMap((service) =>
    service.phones.slice(0, 1).map((phone) => ({ name: service.name, number: phone.number })),
  );
  return (
    <section class="danger" aria-labelledby="danger">
      <div>
        <h2 id="danger">{view.t('danger.title')}</h2>
        <p>{view.t('danger.text')}</p>
        {topic ? (
          <p>
            <a href={view.link('/guide/emergency')}>{view.t('danger.more')}</a>
          </p>
        ) : null}
      </div>
      {numbers.length > 0 ? (
        <ul>
          {numbers.map(({ name, number }) => (
            <li key={number}>
              <a href={telHref(number)}>
                <b>{number}</b>
                <span>{name}</span>
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Way(props: { view: View; scene: Scene; title: string; text: string; open: string; to: string }) {
  const { view, scene, title, text, open, to } = props;
  return (
    <section>
      <Drawing view={view} scene={scene} />
      <h2>{view.t(title)}</h2>
      <p>{view.t(text)}</p>
      <p>
        <a class="button quiet" href={view.link(to)}>
          {view.t(open)}
        </a>
      </p>
    </section>
  );
}
