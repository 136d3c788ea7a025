/** Where texts and records send people. */
import { z } from 'zod';
import { readJson } from '../json-places.js';
import { PLACES } from '../source.js';
import { inPassage, type LintContext } from './context.js';
import type { Finding } from './finding.js';
import { prose } from './prose.js';

const DOMAIN =
  /(?:https?:\/\/)?(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+(?:ru|su|uz|kg|tj|kz|com|org|net|info|io|me|tv|eu|media|foundation|рф)(?![\p{L}\d])(?:\/\S*)?/giu;

export function forbiddenLinks(context: LintContext): Finding[] {
  const { denied, press } = context.data;
  const inTexts = context.pages.flatMap(({ passages }) =>
    passages.flatMap((passage) => {
      const text = prose(passage.raw);
      return [...text.matchAll(DOMAIN)].flatMap((match): Finding[] => {
        const host = hostOf(match[0]);
        const say = (reason: string, wayOut: string) => [
          inPassage(passage, text, match.index, 'link-forbidden', 'error', `"${match[0]}" ${reason}`, wayOut),
        ];
        if (matches(host, denied)) return say('is of an organisation nobody may link to', 'take it out');
        if (matches(host, press)) return say('is press', 'name a state body or a service');
        return /^https?:/i.test(match[0])
          ? say('is an address', 'put it into a service, name only the site')
          : [];
      });
    }),
  );
  return [...inTexts, ...inServices(context), ...inSources(context)];
}

function inServices(context: LintContext): Finding[] {
  const { denied, press } = context.data;
  return [...context.files]
    .filter(([file]) => file.startsWith('services/'))
    .flatMap(([file, text]): Finding[] => {
      const reading = readJson(text);
      const parsed = reading.ok ? z.object({ url: z.string() }).safeParse(reading.value) : null;
      if (!reading.ok || !parsed?.success) return [];
      const host = hostOf(parsed.data.url);
      if (!matches(host, denied) && !matches(host, press)) return [];
      const reason = `url: ${host} is ${matches(host, denied) ? 'of an organisation nobody may link to' : 'press'}`;
      return [
        {
          file,
          line: reading.lineOf(['url']),
          rule: 'link-forbidden',
          severity: 'error',
          reason,
          wayOut: "give the service's own site, or null",
        },
      ];
    });
}

const sources = z.object({
  values: z.array(z.object({ source: z.array(z.object({ url: z.string() })) })).optional(),
  source: z.array(z.object({ url: z.string() })).optional(),
});

/** Addresses of sources are for editors, but they stand in open data. */
function inSources({ files, data }: LintContext): Finding[] {
  return [...files]
    .filter(([file]) => /^(?:facts|services)\//.test(file))
    .flatMap(([file, text]): Finding[] => {
      if (!data.denied.some((name) => text.includes(name))) return [];
      const reading = readJson(text);
      const parsed = reading.ok ? sources.safeParse(reading.value) : null;
      if (!reading.ok || !parsed?.success) return [];
      const paths = [
        ...(parsed.data.source ?? []).map((source, index) => ({
          url: source.url,
          path: ['source', index, 'url'],
        })),
        ...(parsed.data.values ?? []).flatMap((value, at) =>
          value.source.map((source, index) => ({
            url: source.url,
            path: ['values', at, 'source', index, 'url'],
          })),
        ),
      ];
      return paths
        .filter(({ url }) => matches(hostOf(url), data.denied))
        .map(({ url, path }) => ({
          file,
          line: reading.lineOf(path),
          rule: 'link-forbidden',
          severity: 'warn',
          reason: `source: ${hostOf(url)} is of an organisation nobody may link to`,
          wayOut: 'name another source; this one would stand in the open data',
        }));
    });
}

export function officialSources({ source, data }: LintContext): Finding[] {
  return [...source.facts].flatMap(([key, { value: fact, lineOf }]) =>
    fact.values.flatMap((value, at) =>
      value.source.flatMap(({ url, official }, index): Finding[] => {
        const host = hostOf(url);
        if (
          !official ||
          data.official.some((end) => `.${host}`.endsWith(end.startsWith('.') ? end : `.${end}`))
        )
          return [];
        return [
          {
            file: PLACES.fact(key),
            line: lineOf(['values', at, 'source', index, 'official']),
            rule: 'link-source-official',
            severity: 'warn',
            reason: `${host} is marked official and is no known site of a state body`,
            wayOut: 'set "official": false, or add the site to the list of official ones',
          },
        ];
      }),
    ),
  );
}

function hostOf(address: string): string {
  return address
    .replace(/^https?:\/\//i, '')
    .replace(/[/:?#].*$/s, '')
    .replace(/^www\./i, '')
    .toLowerCase();
}

/** A name with a dot fits a host or its subdomains, one without a dot any label of it. */
function matches(host: string, names: readonly string[]): boolean {
  return names.some((name) =>
    name.includes('.')
      ? `.${host}`.endsWith(`.${name}`) || `.${host}`.includes(`.${name}.`)
      : host.split('.').some((label) => label.includes(name)),
  );
}
