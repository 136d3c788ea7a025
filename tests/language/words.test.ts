import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EDITED_LANGUAGES,
  type EditedLanguage,
  fold,
  stem,
  words,
  wordWeight,
} from '../../src/language/index.js';

describe('words', () => {
  it('takes letters of every script, with the apostrophes inside Uzbek words', () => {
    expect(words("Oʻzbekiston, ta'lim; bog' — регистрацияны үч күндө, ҳуҷҷат!")).toEqual([
      'Oʻzbekiston',
      "ta'lim",
      "bog'",
      'регистрацияны',
      'үч',
      'күндө',
      'ҳуҷҷат',
    ]);
  });

  it('separates at emoji, control characters and punctuation, and drops invisible signs', () => {
    expect(words("пат\u200bент\u0000нужен😀ли-нет 'kitob' ʼʼ ***")).toEqual([
      'патент',
      'нужен',
      'ли',
      'нет',
      'kitob',
    ]);
  });

  it('keeps numbers', () => {
    expect(words('90 дней, 2026-yil')).toEqual(['90', 'дней', '2026', 'yil']);
  });

  it('never throws and is linear', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        for (const word of words(text)) expect(word.length).toBeLessThanOrEqual(40);
        expect(typeof fold(text)).toBe('string');
      }),
    );
    const started = performance.now();
    for (const text of [
      'а'.repeat(40_000),
      "o'".repeat(20_000),
      'аa'.repeat(20_000),
      '\u0301'.repeat(40_000),
      '😀'.repeat(20_000),
    ])
      fold(words(text).join(' '));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('fold', () => {
  it.each([
    ['йўл', 'yoʻl', "yo'l", 'YOL', 'йул'],
    ['миграция', 'migratsiya', 'migraciya', 'Миграция'],
    ['Ўзбекистон', 'Oʻzbekiston', 'ozbekiston', 'Узбекистон', 'özbekiston'],
    ['ҳуҷҷат', 'hujjat', 'ҳужжат', 'xujjat'],
    ['ёрдам', 'yordam', 'ердам'],
    ['көчөгө', 'kochogo', 'кочого'],
    ['жумуш', 'zhumush', 'jumush', 'jumuw'],
    ['щётка', 'щетка', 'shchetka', 'shetka'],
    ['район', 'rayon', 'раён'],
    ['қанча', 'qancha', 'канча', 'kancha'],
    ['ариза', 'ARIZA', 'а\u0301риза'],
    ['патент', 'патeнт', 'пaтeнт', 'patent'],
    ['маълумот', 'maʼlumot', 'malumot', "ma'lumot"],
    ['регистрация', 'registratsiya', 'регистратсия', 'registracia'],
    ['синглим', 'singlim', 'сингилим'.replace('гил', 'гл')],
  ])('makes one of %s, %s, %s ...', (first, ...others) => {
    for (const other of others) expect(fold(other)).toBe(fold(first));
    expect(fold(first)).toMatch(/^[a-z]+$/u);
  });

  it('keeps different words apart', () => {
    const different = [
      'патент',
      'паспорт',
      'полиция',
      'регистрация',
      'запрет',
      'зарплата',
      'иш',
      'уй',
      'оила',
      'оро',
      'кор',
    ];
    expect(new Set(different.map(fold)).size).toBe(different.length);
  });
});

describe('stem', () => {
  const SAME: Record<EditedLanguage, [string, string][]> = {
    ru: [
      ['регистрация', 'регистрацию'],
      ['регистрации', 'регистрацией'],
      ['патент', 'патента'],
      ['патентом', 'патенты'],
      ['зарплата', 'зарплату'],
      ['работать', 'работает'],
      ['документы', 'документов'],
      ['полиция', 'полицией'],
      ['миграционный', 'миграционного'],
      ['платить', 'платят'],
      ['хозяин', 'хозяина'],
      ['штраф', 'штрафы'],
    ],
    ky: [
      ['патент', 'патенттин'],
      ['документ', 'документтеримди'],
      ['каттоо', 'каттоого'],
      ['айлык', 'айлыгымды'],
      ['полиция', 'полициядан'],
      ['жумуш', 'жумушта'],
      ['жумуш', 'жумуштан'],
      ['келишим', 'келишимсиз'],
      ['мөөнөт', 'мөөнөтү'],
      ['күн', 'күндө'],
      ['акча', 'акчаны'],
    ],
    tg: [
      ['ҳуҷҷат', 'ҳуҷҷатҳо'],
      ['ҳуҷҷатҳоям', 'ҳуҷҷат'],
      ['патент', 'патентро'],
      ['кор', 'коргар'.replace('гар', '')],
      ['полис', 'полисро'],
      ['маош', 'маошамро'],
      ['рӯз', 'рӯзи'],
      ['шартнома', 'шартномаи'],
      ['хона', 'хонаи'],
      ['мекунад', 'мекунанд'],
    ],
    uz: [
      ['patent', 'patentni'],
      ['hujjat', 'hujjatlarim'],
      ['roʻyxat', 'roʻyxatga'],
      ['oylik', 'oyligimni'],
      ['politsiya', 'politsiyadan'],
      ['ishlayman', 'ishlamoq'],
      ['shartnoma', 'shartnomasiz'],
      ['muddat', 'muddati'],
      ['kun', 'kunda'],
      ['pul', 'pulimni'],
      ['патент', 'patentga'],
    ],
  };

  it.each(EDITED_LANGUAGES.flatMap((language) => SAME[language].map(([a, b]) => [language, a, b] as const)))(
    '%s: %s and %s meet',
    (language, a, b) => {
      expect(stem(b, language)).toBe(stem(a, language));
    },
  );

  it('leaves at least three letters, and numbers as they are', () => {
    expect(stem('даром', 'ru').length).toBeGreaterThanOrEqual(3);
    expect(stem('90', 'ky')).toBe('90');
    expect(stem('', 'uz')).toBe('');
  });
});

describe('word weight', () => {
  it('is low for question words of the language, in every spelling, and never nothing', () => {
    for (const [word, language] of [
      ['как', 'ru'],
      ['кантип', 'ky'],
      ['чӣ', 'tg'],
      ['чи', 'tg'],
      ['qanday', 'uz'],
      ['қандай', 'uz'],
      ['qayerda', 'uz'],
    ] as const)
      expect(wordWeight(word, language)).toBe(0.15);
    for (const [word, language] of [
      ['патент', 'ru'],
      ['каттоо', 'ky'],
      ['маош', 'tg'],
      ['oylik', 'uz'],
      ['полиция', 'uz'],
    ] as const)
      expect(wordWeight(word, language)).toBe(1);
  });
});
