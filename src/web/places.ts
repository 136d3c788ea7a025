import { COUNTRY_CODES, REGION_CODES } from '../content/index.js';

/** Citizenships and regions a person may choose; others see all variants. */
export const CITIZENSHIPS: readonly string[] = COUNTRY_CODES.filter((code) => code !== 'RU');

/** Where most people live stands first, the others follow in the order of the alphabet of the page. */
export const FIRST_REGIONS: readonly string[] = ['RU-MOW', 'RU-MOS', 'RU-SPE', 'RU-LEN'];
export const OTHER_REGIONS: readonly string[] = REGION_CODES.filter((code) => !FIRST_REGIONS.includes(code));

export function isCitizenship(value: string | undefined): value is string {
  return value !== undefined && CITIZENSHIPS.includes(value);
}

export function isRegion(value: string | undefined): value is string {
  return value !== undefined && (FIRST_REGIONS.includes(value) || OTHER_REGIONS.includes(value));
}
