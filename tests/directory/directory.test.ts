import { describe, expect, it } from 'vitest';
import { createDirectory, parseService, SERVICE_KINDS } from '../../src/directory/index.js';
import { uzbekToCyrillic } from '../../src/language/index.js';
import { four, rules, service } from '../content/small-guide.js';

function directoryOf(...services: unknown[]) {
  return createDirectory({ services: () => services, translator: rules.translator, uzbekToCyrillic });
}

const phone = (number: string, confirmed: boolean) => ({ number, note: null, confirmed });

describe('the list of services', () => {
  it('shows confirmed ones first, then partly, then the rest, each by name', () => {
    const directory = directoryOf(
      service('unsure', { name: four('А'), status: 'U' }),
      service('partly', { name: four('Б'), status: 'P' }),
      service('unconfirmed-phone', { name: four('В'), phones: [phone('8-800-000-00-01', false)] }),
      service('sure-b', { name: four('Я') }),
      service('sure-a', { name: four('Г'), phones: [], url: 'https://example.org' }),
    );
    expect(directory.list({ language: 'ru' }).map((one) => one.id)).toEqual([
      'sure-a',
      'sure-b',
      'partly',
      'unconfirmed-phone',
      'unsure',
    ]);
  });

  it('puts confirmed numbers of a service before the others', () => {
    const phones = [phone('111', false), phone('112', true)];
    const [one] = directoryOf(service('a', { phones })).list({ language: 'ru' });
    expect(one?.phones.map((own) => own.number)).toEqual(['112', '111']);
  });

  it('leaves out what is for another citizenship or region, once they are known', () => {
    const directory = directoryOf(
      service('everyone'),
      service('kyrgyz', { citizenships: ['KG'] }),
      service('moscow', { regions: ['RU-MOW', 'RU-MOS'] }),
    );
    const ids = (query: { citizenship?: string; region?: string; kind?: string }) =>
      directory
        .list({ language: 'ru', ...query })
        .map((one) => one.id)
        .sort();
    expect(ids({})).toEqual(['everyone', 'kyrgyz', 'moscow']);
    expect(ids({ citizenship: 'UZ' })).toEqual(['everyone', 'moscow']);
    expect(ids({ citizenship: 'KG', region: 'RU-SPE' })).toEqual(['everyone', 'kyrgyz']);
    expect(ids({ region: 'RU-MOS' })).toEqual(['everyone', 'kyrgyz', 'moscow']);
    expect(ids({ kind: 'shelter' })).toEqual([]);
  });

  it('finds by any of its kinds, and names the main one', () => {
    const directory = directoryOf(service('a', { kinds: ['shelter', 'legal-aid'] }));
    expect(directory.list({ language: 'ru', kind: 'legal-aid' })[0]).toMatchObject({
      id: 'a',
      kind: 'shelter',
    });
    expect(directory.kinds()).toEqual(['legal-aid', 'shelter']);
  });

  it('says everything in the language of the reader, the mark of the law too', () => {
    const directory = directoryOf(
      service('a', {
        name: { ...four('Имя'), uz: 'Yordam' },
        legal_mark: { ...four('иноагент'), uz: 'xorijiy agent' },
      }),
    );
    expect(directory.get('a', 'ru')).toMatchObject({
      name: 'Имя',
      legal_mark: 'иноагент',
      languages: null,
      schedule: null,
    });
    expect(directory.get('a', 'uz')).toMatchObject({ name: 'Yordam', legal_mark: 'xorijiy agent' });
    expect(directory.get('a', 'uz-Cyrl')).toMatchObject({ name: 'Ёрдам', legal_mark: 'хорижий агент' });
    expect(directory.get('b', 'ru')).toBeNull();
  });

  it('tells dated events in order of time, and refuses one that ends before it begins', () => {
    const event = (starts: string, ends: string | null) => ({ starts, ends, text: four('Приём') });
    const events = [event('2027-02-01', null), event('2027-01-10', '2027-01-12')];
    const shown = directoryOf(service('a', { events })).get('a', 'tg')?.events;
    expect(shown?.map(({ starts }) => starts)).toEqual(['2027-01-10', '2027-02-01']);
    expect(shown?.[0]?.text).toBe('Приём (tg)');
    expect(parseService(service('a', { events: [event('2027-02-01', '2027-01-31')] }))).toMatchObject({
      ok: false,
      issues: [{ path: ['events', 0, 'ends'], message: 'expected a day not before starts' }],
    });
  });

  it('follows a new generation of the guide', () => {
    let services: unknown[] = [service('a')];
    const directory = createDirectory({
      services: () => services,
      translator: rules.translator,
      uzbekToCyrillic,
    });
    expect(directory.list({ language: 'ru' }).map((one) => one.id)).toEqual(['a']);
    services = [service('b')];
    expect(directory.list({ language: 'ru' }).map((one) => one.id)).toEqual(['b']);
    expect(directory.get('a', 'ru')).toBeNull();
  });
});

describe('a service record', () => {
  it.each([
    ['an unknown kind', { kinds: ['help'] }, 'kinds.0', SERVICE_KINDS.join(' ')],
    ['no kind', { kinds: [] }, 'kinds', 'at least one kind'],
    ['no way to reach it', { phones: [] }, 'phones', 'at least one of phones, url, email and address'],
    ['a wrong phone', { phones: [phone('звоните', true)] }, 'phones.0.number', 'as it is dialled'],
    ['a missing language', { name: { ru: 'a', ky: 'b', tg: 'c' } }, 'name.uz', 'expected string'],
    ['an address without http', { url: 'example.org' }, 'url', 'begins with http'],
    ['a day that is none', { checked_on: '2026-13-01' }, 'checked_on', 'a day that exists'],
    ['languages known but none', { languages: [] }, 'languages', 'or null where they are not known'],
  ])('is refused with %s', (_name, change, path, expected) => {
    const reading = parseService(service('a', change));
    const issues = reading.ok ? [] : reading.issues;
    expect(issues.map((issue) => issue.path.map(String).join('.'))).toEqual([path]);
    expect(issues[0]?.message).toContain(expected);
  });
});
