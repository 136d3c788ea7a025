import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { WRITTEN_FORMS } from '../../language/index.js';
import type { Look } from '../assets.js';
import { OWN_NAMES } from '../languages.js';
import type { View } from '../view.js';
import { Mark } from './drawings.js';

interface FrameProps {
  view: View;
  /** Neutral by house rule: it stands in the history and in the list of open pages. */
  title: string;
  children: ComponentChildren;
  /** Path of the part of the site that is shown, to mark it in the menu. */
  section?: '/chat' | '/phrases' | '/services' | '/search' | '/privacy';
  /** Seconds after which the browser asks again; only while an answer is being made. */
  refresh?: number;
  look?: Look;
  /** Pages that are of no use to a search engine. */
  hidden?: boolean;
}

/** A whole page as HTML text. Everything is escaped by the renderer. */
export function renderPage(props: FrameProps): string {
  return `<!doctype html>${renderToString(<Frame {...props} />)}`;
}

/**
 * The only unescaped text of the site: our own style sheet, which the CSP allows by its hash. Inside `<style>` escapes
 * would be shown as they are.
 */
const raw = (css: string) => ({ __html: css });

function Frame({ view, title, children, section, refresh, hidden = false, look = 'lists' }: FrameProps) {
  const { t, form, path, assets, publicUrl } = view;
  const base = publicUrl ?? '';
  return (
    <html lang={form}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{`${title} · ${t('brand')}`}</title>
        <style dangerouslySetInnerHTML={raw(assets.styles[look])} />
        <meta name="theme-color" content="#fbf6ec" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#0e2224" media="(prefers-color-scheme: dark)" />
        {refresh === undefined ? null : (
          <noscript>
            <meta http-equiv="refresh" content={String(refresh)} />
          </noscript>
        )}
        {hidden ? <meta name="robots" content="noindex" /> : null}
        {hidden
          ? null
          : WRITTEN_FORMS.map((other) => (
              <link key={other} rel="alternate" hreflang={other} href={`${base}/${other}${path}`} />
            ))}
        <link rel="icon" href={assets.iconUrl} type="image/svg+xml" />
        <script src={assets.scriptUrl} defer />
      </head>
      <body>
        <a class="skip" href="#main">
          {t('skip')}
        </a>
        <header>
          <div class="bar">
            <a class="brand" href={view.link('')}>
              <Mark />
              {t('brand')}
            </a>
            <a class="exit" href={view.link('/exit')} rel="nofollow noreferrer" title={t('exit.hint')}>
              {t('exit.label')}
              <span aria-hidden="true"> ✕</span>
            </a>
          </div>
          <nav aria-label={t('language.label')} class="tongues">
            <ul>
              {WRITTEN_FORMS.map((other) => (
                <li key={other}>
                  <a
                    href={`/${other}${path}`}
                    lang={other}
                    hreflang={other}
                    aria-current={other === form ? 'true' : undefined}
                  >
                    {OWN_NAMES[other]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main id="main">{children}</main>
        <footer>
          <nav aria-label={t('nav.label')}>
            <ul>
              <MenuItem view={view} path="" label={t('nav.guide')} />
              <MenuItem view={view} path="/search" label={t('nav.search')} section={section} />
              <MenuItem view={view} path="/chat" label={t('nav.chat')} section={section} />
              <MenuItem view={view} path="/services" label={t('nav.services')} section={section} />
              <MenuItem view={view} path="/phrases" label={t('phrases.open')} section={section} />
              <MenuItem view={view} path="/privacy" label={t('nav.privacy')} section={section} />
            </ul>
          </nav>
          <p>{t('footer.about')}</p>
          {publicUrl === null ? null : (
            <p class="paper">{`${t('footer.address')} ${publicUrl}/${form}${path}`}</p>
          )}
        </footer>
      </body>
    </html>
  );
}

function MenuItem(props: { view: View; path: string; label: string; section?: string | undefined }) {
  const { view, path, label, section } = props;
  return (
    <li>
      <a href={view.link(path)} aria-current={path !== '' && path === section ? 'page' : undefined}>
        {label}
      </a>
    </li>
  );
}
