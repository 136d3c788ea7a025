import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { showsStrain } from '../../src/answers/strain.js';
import { uzbekToCyrillic } from '../../src/language/index.js';

const heard: Record<'ru' | 'ky' | 'tg' | 'uz', string[]> = {
  ru: [
    'Нет сил уже, третий месяц не платят зарплату, куда жаловаться?',
    'я очень устал от всего этого, где продлить патент',
    'Мне страшно идти в полицию за справкой',
    'боюсь что депортируют, не сплю ночами',
    'Мы голодные сидим, начальник не даёт расчёт',
    'я тут одна совсем, где найти врача',
    'РУКИ ОПУСТИЛИСЬ, отказали второй раз',
  ],
  ky: [
    'Чарчадым, айлыкты бербей жатышат',
    'Күчүм калбады, кайда кайрылам?',
    'полициядан коркуп жүрөм, каттоо кантип алам',
    'Түнү уктабай чыктым, депорт кылабы',
    'Балдар ачка, акча бербейт',
    'Эмне кыларымды билбей калдым',
  ],
  tg: [
    'Хаста шудам, маошро намедиҳанд',
    'Ман аз полис метарсам, чӣ кор кунам',
    'Қувват надорам, ба куҷо шикоят кунам',
    'Бачаҳо гуруснаанд, пул намедиҳанд',
    'Дилам танг шуд, кай ба хона меравам',
    'Ноумед шудам, патент надоданд',
  ],
  uz: [
    'Charchadim, oylik bermayapti',
    'Politsiyadan qoʻrqaman, roʻyxatdan qanday oʻtaman',
    'Kuchim qolmadi, qayerga shikoyat qilay',
    'Tunlari yigʻlab chiqaman, oʻgʻlimni maktabga olmayapti',
    'Och qoldik, xoʻjayin pul bermayapti',
    'Boshim qotdi, patentni qanday toʻlayman',
  ],
};
const all = Object.values(heard).flat();

/** As most people type: without the letters that a Russian or an English keyboard lacks. */
const PLAIN: Record<string, string> = {
  ...{ ё: 'е', ң: 'н', ө: 'о', ү: 'у', ғ: 'г', ӣ: 'и', қ: 'к', ӯ: 'у', ҳ: 'х', ҷ: 'ч' },
  ...{ ʻ: '', ʼ: '' },
};
const plain = (text: string) => text.toLowerCase().replace(/./gsu, (letter) => PLAIN[letter] ?? letter);

describe('strain is heard', () => {
  it.each(all)('%s', (text) => {
    expect(showsStrain(text)).toBe(true);
  });

  it.each(all)('without special letters: %s', (text) => {
    expect(showsStrain(plain(text))).toBe(true);
  });

  it.each(heard.uz)('in the other Uzbek alphabet: %s', (text) => {
    expect(showsStrain(uzbekToCyrillic(text))).toBe(true);
    expect(showsStrain(plain(uzbekToCyrillic(text)).replaceAll('ў', 'у'))).toBe(true);
  });

  it('in Latin letters of Russian', () => {
    for (const text of ['net sil, ne platyat', 'ya boyus policii', 'mne strashno', 'ya ustala'])
      expect({ text, strain: showsStrain(text) }).toEqual({ text, strain: true });
  });
});

describe('strain is not heard', () => {
  const line = z.object({ id: z.string(), lang: z.enum(['ru', 'ky', 'tg', 'uz']), text: z.string() });
  const questions = readFileSync(new URL('../../guide/questions/test/topics.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((text) => line.parse(JSON.parse(text)));

  it('in ordinary questions of people: of forty in at most two, of all in at most one of fifty', () => {
    const forty = (['ru', 'ky', 'tg', 'uz'] as const).flatMap((language) => {
      const own = questions.filter(({ lang }) => lang === language);
      return own.filter((_, at) => at % Math.floor(own.length / 10) === 0).slice(0, 10);
    });
    expect(forty).toHaveLength(40);
    const told = forty.filter(({ text }) => showsStrain(text)).map(({ id }) => id);
    expect(told.length, told.join()).toBeLessThanOrEqual(2);
    const everywhere = questions.filter(({ text }) => showsStrain(text)).map(({ id }) => id);
    expect(everywhere.length, everywhere.join()).toBeLessThanOrEqual(questions.length / 50);
  });

  it.each([
    '',
    '112',
    'сколько стоит патент',
    'сил много, работаю хорошо',
    'нет документов и сил министра не видел',
    'больше месяца не могу получить справку',
    'страховка и страховой полис',
    'где больница рядом',
    'один день на работе, совсем недалеко',
    'патент канча турат',
    'патент чанд пул аст',
    'patent qancha turadi',
    'патент қанча туради',
    'фикр мекунам дар Россия монам',
    'boshim ogʻriyapti, shifokor qayerda',
  ])('in %j', (text) => {
    expect(showsStrain(text)).toBe(false);
  });

  /** Faults of today, by folding and by beginnings: "осталось" as "устал", "ҳастам" (I am) as "хаста", and so on. */
  it.each([
    'до конца патента осталось 10 дней',
    'паспорт остался у хозяина, а остальные документы у меня',
    'ман шаҳрванди Тоҷикистон ҳастам, патент лозим?',
    'я плачу за патент каждый месяц',
    'сколько я плачу налога',
    'усталарга патент керекпи',
    'банк картамды бирөөгө берсем кандай коркунуч бар',
    'кайсы жумуш мага ылайыктуу',
    'ismim notoʻgʻri yozilibdi, nima qilaman',
  ])('no strain: %s', (text) => {
    expect(showsStrain(text)).toBe(false);
  });

  it.each(['Tunlari yigʻlayapman', 'опустились руки', 'сил больше нет никаких', 'не могу спать'])(
    'strain: %s',
    (text) => {
      expect(showsStrain(text)).toBe(true);
    },
  );
});
