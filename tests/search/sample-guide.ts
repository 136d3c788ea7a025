import type { SearchEntry } from '../../src/search/index.js';

/**
 * A guide of nine topics for the tests of search: title, one sentence of text and three wordings a language, and one
 * held-apart question a language that repeats none of them.
 */
type Texts = Record<
  'ru' | 'ky' | 'tg' | 'uz',
  { title: string; body: string; wordings: string[]; asked: string }
>;

export const SAMPLE_GUIDE: Record<string, Texts> = {
  registration: {
    ru: {
      title: 'Миграционный учёт',
      body: 'Принимающая сторона подаёт уведомление о прибытии по месту, где вы живёте, и отдаёт вам отрывную часть.',
      wordings: [
        'как сделать временную регистрацию',
        'хозяин квартиры не хочет ставить на учёт',
        'за сколько дней надо зарегистрироваться после приезда',
      ],
      asked: 'хозяйка отказывается регистрировать меня по адресу',
    },
    ky: {
      title: 'Миграциялык каттоо',
      body: 'Сизди жашаган жериңиз боюнча кабыл алган адам каттоого коёт жана билдирүүнүн бөлүгүн берет.',
      wordings: [
        'каттоого кантип турса болот',
        'үй ээси каттоого койбой жатат',
        'келгенден кийин канча күндө каттоодон өтүш керек',
      ],
      asked: 'квартиранын ээси мени каттагысы келбейт',
    },
    tg: {
      title: 'Бақайдгирии муҳоҷират',
      body: 'Соҳиби хона шуморо аз рӯи ҷои зист ба қайд мегирад ва қисми варақаро медиҳад.',
      wordings: [
        'ба қайди муваққатӣ чӣ тавр меистанд',
        'соҳиби хона ба қайд намегирад',
        'баъди омадан дар чанд рӯз ба қайд истодан лозим',
      ],
      asked: 'хозяйка намехоҳад маро ба қайд монад',
    },
    uz: {
      title: 'Migratsiya hisobiga turish',
      body: 'Qabul qiluvchi tomon sizni yashash joyingiz boʻyicha hisobga qoʻyadi va kelganlik xabarnomasini beradi.',
      wordings: [
        'vaqtinchalik roʻyxatga qanday turiladi',
        'uy egasi roʻyxatga qoʻymayapti',
        'kelgandan keyin necha kunda roʻyxatdan oʻtish kerak',
      ],
      asked: 'kvartira egasi royxatdan otkazgisi kelmayapti',
    },
  },
  'stay-limit-90-days': {
    ru: {
      title: 'Правило 90 дней',
      body: 'Без патента и договора можно находиться в стране не больше 90 дней за календарный год, выезд срок не обнуляет.',
      wordings: [
        'сколько дней можно жить в России без патента',
        'обнуляются ли 90 дней если выехать',
        'превысил срок пребывания что будет',
      ],
      asked: 'выеду на день за границу и заеду, девяносто дней начнутся заново?',
    },
    ky: {
      title: '90 күн эрежеси',
      body: 'Патентсиз жана келишимсиз жылына 90 күндөн ашык жүрүүгө болбойт, чыгып кирүү мөөнөттү жаңыртпайт.',
      wordings: [
        'патентсиз канча күн жүрсө болот',
        'чыгып кирсем 90 күн жаңырабы',
        'жүрүү мөөнөтү ашып кетсе эмне болот',
      ],
      asked: 'чек арадан чыгып кайра кирсем токсон күн кайрадан башталабы',
    },
    tg: {
      title: 'Қоидаи 90 рӯз',
      body: 'Бе патент ва шартнома дар як сол зиёда аз 90 рӯз истодан мумкин нест, баромадан мӯҳлатро нав намекунад.',
      wordings: [
        'бе патент чанд рӯз истодан мумкин',
        'агар бароям 90 рӯз нав мешавад',
        'мӯҳлати истодан гузашт чӣ мешавад',
      ],
      asked: 'аз сарҳад бароям ва боз дароям навад рӯз аз нав сар мешавад?',
    },
    uz: {
      title: '90 kun qoidasi',
      body: 'Patentsiz va shartnomasiz bir yilda 90 kundan ortiq boʻlish mumkin emas, chiqib kirish muddatni yangilamaydi.',
      wordings: [
        'patentsiz necha kun yursa boʻladi',
        'chiqib kirsam 90 kun yangilanadimi',
        'boʻlish muddati oʻtib ketsa nima boʻladi',
      ],
      asked: 'chegaradan chiqib qaytib kirsam toqson kun boshidan hisoblanadimi',
    },
  },
  'patent-who-needs': {
    ru: {
      title: 'Кому нужен патент',
      body: 'Патент нужен гражданам безвизовых стран вне ЕАЭС, которые хотят работать; гражданам Кыргызстана он не нужен.',
      wordings: [
        'кому нужен патент на работу',
        'можно ли работать без патента',
        'нужен ли патент гражданину таджикистана',
      ],
      asked: 'я из узбекистана, обязательно ли мне оформлять патент чтобы устроиться',
    },
    ky: {
      title: 'Патент кимге керек',
      body: 'Патент ЕАЭБге кирбеген визасыз өлкөлөрдүн жарандарына иштөө үчүн керек.',
      wordings: ['иштөө үчүн патент кимге керек', 'патентсиз иштесе болобу', 'өзбек жаранына патент керекпи'],
      asked: 'жумушка кирүү үчүн патент алышым шартпы',
    },
    tg: {
      title: 'Патент ба кӣ лозим',
      body: 'Патент барои кор ба шаҳрвандони кишварҳои бераводиди берун аз ИИАО лозим аст.',
      wordings: [
        'барои кор патент ба кӣ лозим',
        'бе патент кор кардан мумкин',
        'ба шаҳрванди тоҷикистон патент даркор',
      ],
      asked: 'барои ба кор даромадан гирифтани патент ҳатмист?',
    },
    uz: {
      title: 'Patent kimga kerak',
      body: 'Patent YIIga kirmaydigan vizasiz davlatlar fuqarolariga ishlash uchun kerak.',
      wordings: [
        'ishlash uchun patent kimga kerak',
        'patentsiz ishlasa boʻladimi',
        'tojik fuqarosiga patent kerakmi',
      ],
      asked: 'ishga kirish uchun patent olishim shartmi',
    },
  },
  'patent-cost-payment': {
    ru: {
      title: 'Сколько стоит патент и как платить',
      body: 'Авансовый платёж вносят каждый месяц до дня, до которого оплачено; если опоздать на день, патент сгорает.',
      wordings: ['сколько стоит патент в месяц', 'как оплатить патент', 'опоздал с оплатой патента на день'],
      asked: 'забыл внести платёж за патент вовремя, сгорел?',
    },
    ky: {
      title: 'Патент канча турат жана кантип төлөнөт',
      body: 'Аванстык төлөм ай сайын төлөнгөн күнгө чейин төлөнөт; бир күн кечиксе патент жараксыз болот.',
      wordings: [
        'патент айына канча турат',
        'патентти кантип төлөйм',
        'патенттин төлөмүн бир күн кечиктирдим',
      ],
      asked: 'патенттин акысын убагында төлөбөй калдым, күйүп кеттиби',
    },
    tg: {
      title: 'Патент чанд пул аст ва чӣ тавр пардохт мешавад',
      body: 'Пардохти пешакиро ҳар моҳ то рӯзи муқарраршуда медиҳанд; агар як рӯз дер монед, патент месӯзад.',
      wordings: [
        'патент дар як моҳ чанд пул',
        'пули патентро чӣ тавр медиҳам',
        'пардохти патентро як рӯз дер кардам',
      ],
      asked: 'пули патентро сари вақт надодам, сӯхт?',
    },
    uz: {
      title: 'Patent qancha turadi va qanday toʻlanadi',
      body: 'Avans toʻlovi har oy toʻlangan kungacha kiritiladi; bir kun kechiksa, patent kuyadi.',
      wordings: [
        'patent oyiga qancha turadi',
        'patent pulini qanday toʻlayman',
        'patent toʻlovini bir kunga kechiktirdim',
      ],
      asked: 'patent pulini vaqtida tolamadim kuyib ketdimi',
    },
  },
  'eaeu-workers': {
    ru: {
      title: 'Работа граждан ЕАЭС',
      body: 'Граждане Кыргызстана работают по трудовому договору без патента и разрешения, семья живёт на срок договора.',
      wordings: [
        'нужен ли патент киргизам',
        'какие права у граждан еаэс',
        'трудовой договор для гражданина кыргызстана',
      ],
      asked: 'я из бишкека, что мне надо для работы кроме договора',
    },
    ky: {
      title: 'ЕАЭБ жарандарынын иши',
      body: 'Кыргызстандын жарандары эмгек келишими менен патентсиз иштейт, үй-бүлөсү келишим мөөнөтүнө жашайт.',
      wordings: [
        'кыргыздарга патент керекпи',
        'еаэб жарандарынын кандай укуктары бар',
        'кыргыз жараны үчүн эмгек келишими',
      ],
      asked: 'биз кыргызстандан келдик, иштеш үчүн келишимден башка эмне керек',
    },
    tg: {
      title: 'Кори шаҳрвандони ИИАО',
      body: 'Шаҳрвандони Қирғизистон бо шартномаи меҳнатӣ бе патент кор мекунанд.',
      wordings: [
        'ба қирғизҳо патент лозим',
        'шаҳрвандони ЕАЭС чӣ ҳуқуқ доранд',
        'шартномаи меҳнатӣ барои шаҳрванди қирғизистон',
      ],
      asked: 'ман шаҳрванди қирғизистонам, ғайр аз шартнома барои кор чӣ даркор',
    },
    uz: {
      title: 'YeOII fuqarolarining ishi',
      body: 'Qirgʻiziston fuqarolari mehnat shartnomasi bilan patentsiz ishlaydi.',
      wordings: [
        'qirgʻizlarga patent kerakmi',
        'yeoii fuqarolarining qanday huquqlari bor',
        'qirgʻiziston fuqarosi uchun mehnat shartnomasi',
      ],
      asked: 'men qirgizistondanman, ishlash uchun shartnomadan boshqa nima kerak',
    },
  },
  'unpaid-wages': {
    ru: {
      title: 'Не платят зарплату',
      body: 'Соберите доказательства работы и подайте жалобу в трудовую инспекцию, прокуратуру или суд.',
      wordings: [
        'не платят зарплату что делать',
        'начальник обманул и не отдал деньги за работу',
        'куда жаловаться если не выплатили расчёт',
      ],
      asked: 'бригадир два месяца кормит обещаниями, денег за стройку нет',
    },
    ky: {
      title: 'Айлык төлөнбөсө',
      body: 'Иштегениңиздин далилдерин чогултуп, эмгек инспекциясына, прокуратурага же сотко арызданыңыз.',
      wordings: [
        'айлык бербей жатышат эмне кылам',
        'кожоюн алдап иштеген акчамды бербей койду',
        'эсептешпесе кайда арызданам',
      ],
      asked: 'бригадир эки айдан бери иштеген акчабызды бербейт',
    },
    tg: {
      title: 'Музди меҳнат намедиҳанд',
      body: 'Далелҳои корро ҷамъ кунед ва ба нозироти меҳнат, прокуратура ё суд шикоят кунед.',
      wordings: [
        'маош намедиҳанд чӣ кор кунам',
        'сардор фиреб дода пули корамро надод',
        'агар ҳисоб накунанд ба куҷо шикоят кунам',
      ],
      asked: 'бригадир ду моҳ боз пули кори сохтмонро намедиҳад',
    },
    uz: {
      title: 'Ish haqi toʻlanmasa',
      body: 'Ishlaganingiz dalillarini yigʻib, mehnat inspeksiyasi, prokuratura yoki sudga shikoyat qiling.',
      wordings: [
        'oylik bermayapti nima qilaman',
        'xoʻjayin aldab ishlagan pulimni bermadi',
        'hisob-kitob qilmasa qayerga shikoyat qilaman',
      ],
      asked: 'brigadir ikki oydan beri qurilishda ishlagan pulimizni bermayapti',
    },
  },
  'police-check': {
    ru: {
      title: 'Проверка документов полицией',
      body: 'Сотрудник обязан представиться и назвать причину; отдавать телефон для осмотра без протокола вы не обязаны.',
      wordings: [
        'полиция остановила на улице и проверяет документы',
        'может ли полицейский смотреть мой телефон',
        'полиция забрала паспорт',
      ],
      asked: 'в метро остановили полицейские, просят показать переписку в телефоне',
    },
    ky: {
      title: 'Полициянын документ текшерүүсү',
      body: 'Кызматкер өзүн тааныштырып, себебин айтууга милдеттүү; телефонду протоколсуз берүүгө милдеттүү эмессиз.',
      wordings: [
        'көчөдө полиция токтотуп документ текшерсе',
        'полиция телефонумду көрүүгө укугу барбы',
        'полиция паспортумду алып койду',
      ],
      asked: 'метродо полициялар токтотуп телефондогу катты көрсөт дешти',
    },
    tg: {
      title: 'Санҷиши ҳуҷҷат аз ҷониби полис',
      body: 'Корманд бояд худро муаррифӣ кунад ва сабабро гӯяд; бе протокол телефонро додан ҳатмӣ нест.',
      wordings: [
        'полис дар кӯча боздошта ҳуҷҷат месанҷад',
        'полис ҳақ дорад телефони маро бинад',
        'полис шиносномаамро гирифт',
      ],
      asked: 'дар метро полисҳо маро истонда мактуби телефонамро пурсиданд',
    },
    uz: {
      title: 'Politsiya hujjat tekshirsa',
      body: 'Xodim oʻzini tanishtirishi va sababini aytishi shart; protokolsiz telefonni berishga majbur emassiz.',
      wordings: [
        'koʻchada politsiya toʻxtatib hujjat tekshirsa',
        'politsiya telefonimni koʻrishga haqqi bormi',
        'politsiya pasportimni olib qoʻydi',
      ],
      asked: 'metroda politsiyachilar toxtatib telefondagi yozishmani korsat deyishdi',
    },
  },
  emergency: {
    ru: {
      title: 'Экстренная помощь',
      body: 'Звоните 112 с любого телефона бесплатно, даже без сим-карты: скорая, пожарные, полиция.',
      wordings: ['какой номер скорой помощи', 'куда звонить в экстренном случае', 'номер пожарных'],
      asked: 'подскажите телефон скорой, чтобы был под рукой',
    },
    ky: {
      title: 'Шашылыш жардам',
      body: 'Каалаган телефондон 112ге акысыз чалыңыз, симкартасыз да болот: тез жардам, өрт өчүрүү, полиция.',
      wordings: ['тез жардамдын номери канча', 'шашылыш учурда кайда чалам', 'өрт өчүргүчтөрдүн номери'],
      asked: 'тез жардамдын телефонун айтыңызчы, билип жүрөйүн',
    },
    tg: {
      title: 'Ёрии таъҷилӣ',
      body: 'Аз ҳама гуна телефон ройгон ба 112 занг занед, бе симкорт ҳам мешавад: ёрии таъҷилӣ, сӯхторхомӯшкунӣ, полис.',
      wordings: [
        'рақами ёрии таъҷилӣ чанд аст',
        'дар ҳолати фавқулода ба куҷо занг занам',
        'рақами сӯхторхомӯшкунӣ',
      ],
      asked: 'телефони ёрии таъҷилиро гӯед, ки дар ёд бошад',
    },
    uz: {
      title: 'Shoshilinch yordam',
      body: 'Istalgan telefondan 112 ga bepul qoʻngʻiroq qiling, SIM-kartasiz ham boʻladi: tez yordam, oʻt oʻchiruvchilar, politsiya.',
      wordings: [
        'tez yordam raqami qanday',
        'favqulodda holatda qayerga qoʻngʻiroq qilaman',
        'oʻt oʻchiruvchilar raqami',
      ],
      asked: 'tez yordamning telefonini ayting, bilib qoʻyay',
    },
  },
  'fraud-traps': {
    ru: {
      title: 'Мошенники и ловушки',
      body: 'Готовый патент, регистрация за деньги и снятие запрета через знакомых — обман, за который отвечаете вы.',
      wordings: [
        'предлагают купить готовую регистрацию',
        'обещают снять запрет на въезд за деньги',
        'это мошенники или нет',
      ],
      asked: 'посредник говорит сделает патент без экзамена за двадцать тысяч, не обманет?',
    },
    ky: {
      title: 'Алдамчылар жана тузактар',
      body: 'Даяр патент, акчага каттоо жана тааныш аркылуу тыюуну алып салуу — алдоо, жоопкерчилиги сизде.',
      wordings: ['даяр каттоо сатып ал дешет', 'тыюуну акчага алып салабыз деп жатышат', 'булар алдамчыбы'],
      asked: 'ортомчу экзаменсиз патент жасап берем дейт, алдап кетпейби',
    },
    tg: {
      title: 'Фиребгарон ва домҳо',
      body: 'Патенти тайёр, қайди пулакӣ ва бардоштани манъ тавассути шиносҳо фиреб аст, ҷавобгар шумоед.',
      wordings: [
        'қайди тайёр фурӯхтан мехоҳанд',
        'мегӯянд манъи воридшавиро бо пул мебардоранд',
        'инҳо фиребгаранд ё не',
      ],
      asked: 'миёнарав мегӯяд бе имтиҳон патент мекунам, фиреб намедиҳад?',
    },
    uz: {
      title: 'Firibgarlar va tuzoqlar',
      body: 'Tayyor patent, pulga roʻyxat va tanish orqali taqiqni olib tashlash — aldov, javobgar oʻzingiz boʻlasiz.',
      wordings: [
        'tayyor roʻyxat sotib ol deyishyapti',
        'kirish taqiqini pulga olib tashlaymiz deyishyapti',
        'bular firibgarmi',
      ],
      asked: 'vositachi imtihonsiz patent qilib beraman deyapti, aldamaydimi',
    },
  },
};

/** Labels that are no pages take part too. */
export const SAMPLE_LABELS: Record<string, Partial<Record<'ru' | 'ky' | 'tg' | 'uz' | 'und', string[]>>> = {
  'small-talk': {
    ru: ['добрый день', 'спасибо вам', 'как дела'],
    ky: ['кутман таң', 'чоң рахмат сизге'],
    tg: ['рӯз ба хайр', 'ташаккур ба шумо'],
    uz: ['xayrli tong', 'sizga rahmat'],
    und: ['ок', 'hi'],
  },
  'out-of-scope': {
    ru: ['какая завтра погода', 'кто выиграл футбол', 'рецепт плова', 'напиши стихотворение'],
    ky: ['эртең аба ырайы кандай', 'футболду ким утту'],
    tg: ['фардо ҳаво чӣ хел', 'футболро кӣ бурд'],
    uz: ['ertaga ob-havo qanaqa', 'futbolda kim yutdi'],
  },
  'mediator-human-request': {
    ru: ['позовите живого человека', 'хочу говорить с оператором'],
    ky: ['тирүү адам менен сүйлөшөйүн'],
    tg: ['мехоҳам бо одами зинда гап занам'],
    uz: ['tirik odam bilan gaplashtiring'],
  },
};

const LANGUAGES = ['ru', 'ky', 'tg', 'uz'] as const;

export function sampleEntries(): SearchEntry[] {
  const entries: SearchEntry[] = [];
  for (const [topic, texts] of Object.entries(SAMPLE_GUIDE)) {
    for (const language of LANGUAGES) {
      const { title, body, wordings } = texts[language];
      entries.push(
        { topic, language, kind: 'title', text: title },
        { topic, language, kind: 'block', text: body },
      );
      for (const text of wordings) entries.push({ topic, language, kind: 'question', text });
    }
  }
  for (const [topic, texts] of Object.entries(SAMPLE_LABELS)) {
    for (const language of [...LANGUAGES, 'und'] as const)
      for (const text of texts[language] ?? []) entries.push({ topic, language, kind: 'question', text });
  }
  return entries;
}

export function sampleQuestions(): { topic: string; language: 'ru' | 'ky' | 'tg' | 'uz'; text: string }[] {
  return Object.entries(SAMPLE_GUIDE).flatMap(([topic, texts]) =>
    LANGUAGES.map((language) => ({ topic, language, text: texts[language].asked })),
  );
}
