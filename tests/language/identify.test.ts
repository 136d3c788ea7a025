import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identify } from '../../src/language/index.js';

describe('identify', () => {
  it.each([
    ['ru', 'можно ли мне подработать в выходные у соседа'],
    ['ru', 'hozyain snyal s menya dengi i ne vernul'],
    ['ru', 'дали бумагу в отделении, непонятно что с ней'],
    ['ky', 'кожоюнум акчамды үч айдан бери кармап жүрөт'],
    ['ky', 'кожоюнум акчамды уч айдан бери кармап журот'],
    ['ky', 'akchamdy bergen jok emne kylam'],
    ['tg', 'се моҳ шуд, ки хӯҷаин пуламро намедиҳад'],
    ['tg', 'се мох шуд ки хучаин пуламро намедихад'],
    ['tg', 'se moh shud ki pulamro namedihand chi kor kunam'],
    ['uz', 'uch oydan beri xoʻjayin pulimni bermayapti'],
    ['uz', 'uch oydan beri xojayin pulimni bermayapti'],
    ['uz-Cyrl', 'уч ойдан бери хўжайин пулимни бермаяпти'],
    ['uz-Cyrl', 'уч ойдан бери хужайин пулимни бермаяпти'],
    ['other', 'бастық үш айдан бері ақшамды бермей жүр'],
    ['other', 'дүкен кешкі онға дейін жұмыс істейді'],
    ['ky', 'айлыкты качан алам'],
    ['tg', 'маош кай медиханд'],
    ['tg', 'хучаин пулро намедихад'],
    ['uz-Cyrl', 'канча пул тулайман'],
    ['uz-Cyrl', 'ишхонада конуний карорми'],
    ['uz', 'oylik qachon'],
    ['ru', 'nachalnik zabral dokumenty'],
    ['ky', 'kozhoyun aylykty berbeyt'],
    ['tg', 'khujain puli maro namedihad'],
    ['other', 'my employer has not paid me for three months'],
    ['other', 'これはどこですか'],
  ])('%s: %s', (language, text) => {
    const found = identify(text);
    expect(found.language).toBe(language);
    expect(found.confidence).toBeGreaterThan(0.6);
  });

  it.each([
    'patent',
    'registratsiya',
    'регистрация',
    'salom',
    'viza',
    'паспорт',
    'полиция',
    'миграция',
    'штраф',
    'nalog',
    'виза паспорт',
  ])('is not sure of one word that many languages have: %s', (word) => {
    expect(identify(word).confidence).toBeLessThan(0.75);
  });

  it('has nothing to say without letters', () => {
    for (const text of ['', '???', '14 000', '😀😀', '\u0000'])
      expect(identify(text)).toEqual({ language: 'other', confidence: 0 });
  });

  it('never throws, and a long message takes milliseconds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { confidence } = identify(text);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }),
    );
    const started = performance.now();
    for (let round = 0; round < 20; round += 1) identify('ма'.repeat(2_000) + ' слово'.repeat(4_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
