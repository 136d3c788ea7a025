import type { View } from '../view.js';
import { Drawing } from './drawings.js';
import { renderPage } from './frame.js';

const PARTS = ['read', 'search', 'visit', 'chat', 'exit', 'never', 'third'] as const;

export function privacyPage(view: View, retentionDays: number): string {
  const { t } = view;
  return renderPage({
    view,
    look: 'reading',
    title: t('title.privacy'),
    section: '/privacy',
    children: (
      <article class="privacy">
        <h1>{t('privacy.heading')}</h1>
        <p class="lead">{t('privacy.lead')}</p>
        {PARTS.map((part) => (
          <section key={part}>
            <h2>{t(`privacy.${part}Title`)}</h2>
            <p>{t(`privacy.${part}`, { days: retentionDays })}</p>
            {part === 'exit' ? <p>{t('privacy.exitNot')}</p> : null}
          </section>
        ))}
      </article>
    ),
  });
}

/** Something went wrong. The page never repeats what was sent. */
export function errorPage(view: View, kind: 'notFound' | 'refused' | 'bad' | 'away'): string {
  const { t } = view;
  return renderPage({
    view,
    look: 'reading',
    title: t('title.error'),
    hidden: true,
    children: (
      <div class="lost">
        <Drawing view={view} scene="road" />
        <h1>{t(`error.${kind}Title`)}</h1>
        <p class="lead">{t(`error.${kind}`)}</p>
        <p>
          <a class="button" href={view.link('')}>
            {t('error.toHome')}
          </a>{' '}
          <a class="button quiet" href={view.link('/search')}>
            {t('nav.search')}
          </a>
        </p>
      </div>
    ),
  });
}
