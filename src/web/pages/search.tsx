import type { RichNode, TopicSummary } from '../../content/index.js';
import type { View } from '../view.js';
import { renderPage } from './frame.js';
import { AskBox } from './home.js';
import { Rich } from './rich.js';

export interface Found {
  asked: string;
  topics: TopicSummary[];
  /** Help that must stand before everything else when the words speak of danger. */
  danger: RichNode[] | null;
}

/** `found` is null until something is asked. */
export function searchPage(view: View, found: Found | null): string {
  const { t } = view;
  return renderPage({
    view,
    title: t('title.search'),
    section: '/search',
    hidden: true,
    children: (
      <>
        <h1>{t('search.heading')}</h1>
        {found?.danger ? (
          <section class="alarm" aria-label={t('danger.title')}>
            <Rich nodes={found.danger} form={view.form} />
          </section>
        ) : null}
        <AskBox view={view} asked={found?.asked ?? ''} />
        <p class="hint">{t('search.notKept')}</p>
        {found === null ? null : found.topics.length > 0 ? (
          <section aria-labelledby="results">
            <h2 id="results">{t('search.results')}</h2>
            <ol class="results">
              {found.topics.map((topic) => (
                <li key={topic.id}>
                  <h3>
                    <a href={view.link(`/guide/${topic.id}`)}>{topic.title}</a>
                  </h3>
                  <p>{topic.summary}</p>
                </li>
              ))}
            </ol>
          </section>
        ) : (
          <section class="none">
            <h2>{t('search.none')}</h2>
            <p>{t('search.noneNext')}</p>
          </section>
        )}
        {found === null ? null : (
          <form method="post" action={view.link('/chat')}>
            <input type="hidden" name="text" value={found.asked} />
            <button class="quiet" type="submit">
              {t('home.chatTitle')}
            </button>
          </form>
        )}
      </>
    ),
  });
}
