import type { ServiceView } from '../../directory/index.js';
import { isCitizenship, isRegion } from '../places.js';
import type { View } from '../view.js';
import { renderPage } from './frame.js';
import { telHref, Words } from './rich.js';
import { Select } from './topic.js';

/** ISO 639-1 codes that have a name in `locales`. */
const NAMED_LANGUAGES = new Set('ru ky tg uz en kk fa ar uk hy az fr tr zh'.split(' '));

/** The choice a person made in the list; nothing of it is kept. */
export interface ServiceFilter {
  kind?: string;
  region?: string;
}

export function servicesPage(
  view: View,
  content: { services: ServiceView[]; kinds: string[]; filter: ServiceFilter },
): string {
  const { services, kinds, filter } = content;
  const { t } = view;
  return renderPage({
    view,
    title: t('title.services'),
    section: '/services',
    children: (
      <>
        <h1>{t('services.heading')}</h1>
        <p class="lead">{t('services.lead')}</p>
        <form class="filter" method="get" action={view.link('/services')}>
          <Select
            id="kind"
            label={t('services.kind')}
            any={t('services.allKinds')}
            chosen={filter.kind}
            options={kinds.map((kind) => ({ value: kind, label: kindName(view, kind) }))}
          />
          <Select
            id="region"
            label={t('services.region')}
            any={t('services.allRegions')}
            chosen={filter.region}
            options={view.regions()}
          />
          <button type="submit">{t('services.show')}</button>
        </form>
        <p role="status">
          {services.length > 0 ? t('services.count', { n: services.length }) : t('services.none')}
        </p>
        <ul class="services">
          {services.map((service) => (
            <li key={service.id}>
              <p class="kind">{kindName(view, service.kind)}</p>
              <h2>
                <a href={view.link(`/services/${service.id}`)}>
                  <Words text={service.name} form={view.form} />
                </a>
              </h2>
              <Provider view={view} service={service} />
              <p>{service.description}</p>
              <Phones view={view} service={service} />
              <p class="hint">
                {t('service.languages')}: {languageNames(view, service)} · {t('service.schedule')}:{' '}
                {service.schedule ?? t('service.unknown')}
              </p>
            </li>
          ))}
        </ul>
      </>
    ),
  });
}

/** `today`: days as YYYY-MM-DD compare; events that are over are not shown. */
export function servicePage(view: View, service: ServiceView, today: string): string {
  const { t } = view;
  const coming = service.events.filter((event) => (event.ends ?? event.starts) >= today);
  const unknown = t('service.unknown');
  const rows: [label: string, value: preact.ComponentChildren][] = [
    [t('service.kind'), service.kinds.map((kind) => kindName(view, kind)).join(', ')],
    [t('service.schedule'), service.schedule ?? unknown],
    [t('service.languages'), languageNames(view, service)],
    [t('service.fees'), service.fees ?? unknown],
    [t('service.eligibility'), service.eligibility ?? unknown],
    [t('service.documents'), service.required_documents ?? unknown],
    [t('service.regions'), regionNames(view, service)],
    [t('service.citizenships'), citizenshipNames(view, service)],
    [t('service.address'), service.address === null ? unknown : <span lang="ru">{service.address}</span>],
  ];
  if (service.url !== null && /^https?:\/\//.test(service.url)) {
    rows.push([
      t('service.site'),
      <a key="site" href={service.url} rel="noreferrer">
        {service.url.replace(/^https?:\/\//, '').replace(/\/$/, '')}
      </a>,
    ]);
  }
  if (service.email !== null) {
    rows.push([
      t('service.email'),
      <a key="email" href={`mailto:${service.email}`}>
        {service.email}
      </a>,
    ]);
  }
  return renderPage({
    view,
    title: t('title.services'),
    section: '/services',
    children: (
      <article class="service">
        <p class="kind">{kindName(view, service.kind)}</p>
        <h1>
          <Words text={service.name} form={view.form} />
        </h1>
        <Provider view={view} service={service} />
        <p class="lead">{service.description}</p>
        <Phones view={view} service={service} />
        {coming.length > 0 ? (
          <section aria-labelledby="events">
            <h2 id="events">{t('service.events')}</h2>
            <ul>
              {coming.map((event) => (
                <li key={event.starts + event.text}>
                  <b>
                    {view.date(event.starts)}
                    {event.ends === null ? null : ` – ${view.date(event.ends)}`}
                  </b>{' '}
                  {event.text}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <dl>
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p class="standing">{standing(view, service)}</p>
        <p>
          <a href={view.link('/services')}>{t('services.back')}</a>
        </p>
      </article>
    ),
  });
}

/** Who stands behind the service and, right beside the name, the mark the law demands. */
export function Provider({ view, service }: { view: View; service: ServiceView }) {
  return (
    <p class="provider">
      {service.legal_mark === null ? null : <b>{service.legal_mark} · </b>}
      {view.t(`provider.${service.provider}`)}
    </p>
  );
}

export function Phones({ view, service }: { view: View; service: ServiceView }) {
  if (service.phones.length === 0) return <p class="hint">{view.t('service.noPhone')}</p>;
  return (
    <p class="phones">
      {service.phones.map((phone) => (
        <span key={phone.number}>
          <a href={telHref(phone.number)}>{phone.number}</a>
          {phone.note === null ? null : ` ${phone.note}`}
          {phone.confirmed ? null : <small> {view.t('service.phoneUnconfirmed')}</small>}
        </span>
      ))}
    </p>
  );
}

export function kindName(view: View, kind: string): string {
  return view.t(`kind.${kind}`);
}

function languageNames(view: View, service: ServiceView): string {
  if (service.languages === null) return view.t('service.unknown');
  return service.languages
    .map((code) => (NAMED_LANGUAGES.has(code) ? view.t(`speaks.${code}`) : code))
    .join(', ');
}

function regionNames(view: View, service: ServiceView): string {
  if (service.regions.length === 0) return view.t('service.everywhere');
  return service.regions.map((code) => (isRegion(code) ? view.region(code) : code)).join(', ');
}

function citizenshipNames(view: View, service: ServiceView): string {
  if (service.citizenships.length === 0) return view.t('service.everyone');
  return service.citizenships.map((code) => (isCitizenship(code) ? view.country(code) : code)).join(', ');
}

function standing(view: View, service: ServiceView): string {
  if (service.checked_on !== null) {
    return view.t('service.checkedOn', { date: view.date(service.checked_on) });
  }
  if (service.source_date !== null) {
    return view.t('service.sourceDate', { date: view.date(service.source_date) });
  }
  return view.t('service.noDate');
}
