import { describe, expect, it } from 'vitest';
import { createTranslator, type Form } from '../../src/i18n/index.js';
import { uzbekToCyrillic } from '../../src/language/index.js';

const translator = createTranslator({ dir: 'locales', toCyrillic: uzbekToCyrillic });

describe('translator', () => {
  it('throws on a key that is not there instead of showing it to a person', () => {
    expect(() => translator.t('ru', 'dates:nothing')).toThrow(/dates:nothing/);
  });

  it('writes dates as each language does, on every machine', () => {
    const dates = (['ru', 'ky', 'tg', 'uz', 'uz-Cyrl'] satisfies Form[]).map((form) =>
      translator.date(form, '2026-11-05'),
    );
    expect(dates).toEqual([
      '5 ноября 2026 г.',
      '2026-жылдын 5-ноябры',
      '5 ноябри соли 2026',
      '2026-yil 5-noyabr',
      '2026-йил 5-ноябрь',
    ]);
  });

  it('refuses what is not a day', () => {
    expect(() => translator.date('ru', '2026')).toThrow(/not a day/);
  });

  it('writes money with kopecks only where there are any', () => {
    expect(translator.money('ru', 10_000)).toBe('10\u00a0000\u00a0₽');
    expect(translator.money('uz', 8696.5)).toBe('8\u00a0696,50\u00a0rubl');
  });

  it('sorts Uzbek Cyrillic and Tajik by their own alphabets', () => {
    const uzbek = ['қиз', 'яшил', 'ўт', 'гул', 'ҳал', 'ғоз'].sort(translator.compare('uz-Cyrl'));
    expect(uzbek).toEqual(['гул', 'яшил', 'ўт', 'қиз', 'ғоз', 'ҳал']);
    const tajik = ['ҷон', 'чор', 'ғор', 'гап', 'хона', 'ҳаво'].sort(translator.compare('tg'));
    expect(tajik).toEqual(['гап', 'ғор', 'хона', 'ҳаво', 'чор', 'ҷон']);
    expect(['sham', 'oʻt', 'suv', 'non'].sort(translator.compare('uz'))).toEqual([
      'non',
      'suv',
      'oʻt',
      'sham',
    ]);
  });
});
