/**
 * Uzbek words whose Cyrillic spelling the letter rules cannot know: borrowed words that keep ц, ь, ъ, э, ё, ю or й.
 * "latin cyrillic", Latin in today's spelling (oʻ gʻ with U+02BB); `uzbek.ts` adds suffixes, and a final ь falls away
 * before them ("сентябрь" but "сентябрдан"). A star marks a spelling that is read but not written: people mix older ones with today's.
 */
const PAIRS = `
abssess абсцесс; abssissa абсцисса; abzats абзац; adoyi адои; adyutant адъютант; aksent акцент;
aksioner акционер; aksionerlik акционерлик; aksiz акциз; akvarel акварель; albom альбом; alkogol алкоголь;
almanax альманах; alpinist альпинист; alpinizm альпинизм; alternativ альтернатив; alveola альвеола;
ansambl ансамбль; antisiklon антициклон; antitsiklon антициклон; apelsin апельсин; aprel апрель; artel артель;
artikl артикль; arxangelsk архангельск; asfalt асфальт; astraxan астрахань; atele* ателье; atsetat ацетат;
atsetilen ацетилен; atseton ацетон; attraksion аттракцион; aviamodel авиамодель; avianosets авианосец;
avtomobil автомобиль; avtoobyekt автообъект; balzam бальзам; banderol бандероль; batalon* батальон;
batalyon батальон; batsilla бацилла; belgiya бельгия; bilyard бильярд; binokl бинокль; biomitsin биомицин;
biotsenoz биоценоз; bolnichniy больничний; bolnitsa больница; bolshevik большевик; bolshevizm большевизм;
borsh борщ; botsman боцман; brilyant бриллиант; bronenosets броненосец; brutselloz бруцеллёз;
budilnik будильник; budjet бюджет; buldozer бульдозер; bulvar бульвар; bulyon бульон; chastitsa частица;
cherepitsa черепица; daltonik дальтоник; daltonizm дальтонизм; dekabr декабрь; delfin дельфин; detal деталь;
detsimetr дециметр; devalvatsiya девальвация; diafilm диафильм; diagonal диагональ; dirijabl дирижабль;
dizel дизель; doverennost доверенность; dratsena драцена; duel дуэль; dvigatel двигатель; emal эмаль;
emulsiya эмульсия; ensiklopediya энциклопедия; episentr эпицентр; eritrotsit эритроцит; eskadrilya эскадрилья;
fagotsit фагоцит; fakultativ факультатив; fakultet факультет; falsifikat фальсификат;
falsifikatsiya фальсификация; farmatsevt фармацевт; feldmarshal фельдмаршал; feldsher фельдшер;
festival фестиваль; fevral февраль; feyerverk фейерверк; film фильм; filmoteka фильмотека; filtr фильтр;
folklor фольклор; fonar фонарь; fortepyano фортепиано; foye фойе; fraksion фракцион; fransuz француз;
fungitsid фунгицид; funksional функционал; fyuchers фьючерс; gantel гантель; gastrol гастроль;
gaubitsa гаубица; gelmint гельминт; gerbitsid гербицид; gers герц; gersog герцог; gersoginya герцогиня;
gilza гильза; glitserin глицерин; golf гольф; gorchitsa горчица; gorizontal горизонталь; gospital госпиталь;
granitsa граница; grifel грифель; guash гуашь; gusenitsa гусеница; helsinki* хельсинки; hokkey хоккей;
igor игорь; ilya илья; impuls импульс; inersiya инерция; insektitsid инсектицид; insident инцидент;
inspeksion инспекцион; inssenirovka инсценировка; insult инсульт; intervyu интервью; inventar инвентарь;
inyeksiya инъекция; italyan итальян; iyul июль; iyun июнь; jenshen женьшень; jentlmen жентльмен; kabel кабель;
kafel кафель; kalendar календарь; kalka калька; kalkulator* калькулятор; kalkulyator калькулятор;
kalkulyatsiya калькуляция; kalsiy кальций; kaltsiy* кальций; kanselyariya канцелярия; kanserogen канцероген;
kansler канцлер; kanyon каньон; karamel карамель; kartel картель; karusel карусель; kastrul* кастрюль;
kastryul кастрюль; kastryulka кастрюлька; katapulta катапульта; kazan казань; kilogers килогерц; kisel кисель;
kitel китель; knyaz князь; kobalt кобальт; koeffitsient* коэффициент; koeffitsiyent коэффициент; kolso кольцо;
kompanyon компаньон; kompyuter компьютер; konferens конференц; konki коньки; konsentrat концентрат;
konsentratsiya концентрация; konsepsiya концепция; konsern концерн; konsert концерт; konsessiya концессия;
konslager* концлагерь; konsorsium консорциум; konstruksion конструкцион; konsultant консультант;
konsultatsiya консультация; kontrol контроль; kontsert* концерт; kontslager концлагерь; konveyer конвейер;
konyak коньяк; konyunktiv конъюнктив; konyunktura конъюнктура; kreml кремль; kulminatsiya кульминация;
kultivator культиватор; kultivatsiya культивация; kultura культура; kvars кварц; kvitansiya квитанция;
kvitantsiya* квитанция; lager лагерь; lanset ланцет; leykotsit лейкоцит; limfotsit лимфоцит; losos лосось;
losyon лосьон; lotsman лоцман; lyusern люцерн; magistral магистраль; marganes* марганец; marganets марганец;
matritsa матрица; mayonez майонез; mayor майор; mayoran майоран; mebel мебель; medal медаль;
medalyon медальон; meditsina медицина; megagers мегагерц; menshevik меньшевик; menshevizm меньшевизм; mer мэр;
meriya мэрия; migren мигрень; minonosets миноносец; minyon миньон; mitsubishi мицубиси; model модель;
molbert мольберт; monastir монастирь; mototsikl мотоцикл; moʻjaz мўъжаз; moʻjiza мўъжиза; moʻtabar мўътабар;
moʻtadil мўътадил; multfilm мультфильм; multik мультик; multimedia мультимедиа;
multimillioner мультимиллионер; multiplikatsiya мультипликация; multivarka мультиварка; munitsipal муниципал;
munitsipalitet муниципалитет; nalchik нальчик; narsiss нарцисс; nashatir нашатирь; natalya наталья;
neft нефть; nemets немец; nikel никель; nippel ниппель; nitroglitserin нитроглицерин; nol ноль; noyabr ноябрь;
nuqtayi нуқтаи; nyu нью; nyuton ньютон; oblast область; obyekt объект; obyom объём; ochered очередь;
ofitser офицер; ofitsiant* официант; ofitsiyant официант; oktabr октябрь; oktyabr* октябрь; olga ольга;
otsenka оценка; otvetstvennost ответственность; palma пальма; palto пальто; panel панель; pansir панцирь;
pantsir* панцирь; parallel параллель; parol пароль; pasifist пацифист; pasyans пасьянс; patrul патруль;
patsient* пациент; patsiyent пациент; pavilyon павильон; pechat печать; pedal педаль; penitsillin пенициллин;
perm пермь; pestitsid пестицид; pinset пинцет; pitsa* пицца; pitssa пицца; plasdarm плацдарм; plashch плащ;
plaskarta плацкарта; platsdarm* плацдарм; platskart плацкарт; platskarta плацкарта; pleyer плейер;
pochtalon* почтальон; pochtalyon почтальон; podpis подпись; podyezd подъезд; politsay полицай; polka полька;
polsha польша; porshen поршень; porsiya порция; portfel портфель; portsiya* порция; potensial потенциал;
povest повесть; predoxranitel предохранитель; prins принц; prinsessa принцесса; prinsip принцип;
prinsipial принципиал; printsip* принцип; pristan пристань; profil профиль; proporsiya пропорция;
protsess процесс; protsessor процессор; proyeksion проекцион; pshenitsa пшеница; publitsist публицист;
pulmonolog пульмонолог; pulpa пульпа; puls пульс; pulsoksimetr пульсоксиметр; pult пульт;
pulverizator пульверизатор; pylesos пылесос; rasional рационал; rayon район; razyezd разъезд;
reaksion реакцион; reaksioner реакционер; releyef* рельеф; rels рельс; rentabel рентабель; retsidiv рецидив;
rezba резьба; rezultat результат; roditel родитель; rol роль; royal рояль; rubl рубль; rul руль;
ryazan рязань; saldo сальдо; salitsil салицил; salmonella сальмонелла; salmonellyoz сальмонеллёз;
salto сальто; seleksion селекцион; seleksioner селекционер; sellofan целлофан; selluloid целлюлоид;
selluloza целлюлоза; selsiy цельсий; selsovet сельсовет; sement цемент; sentabr сентябрь; sentner центнер;
sentr центр; sentral централ; sentrifuga центрифуга; sentyabr* сентябрь; senyor сеньор; senz ценз;
senzor цензор; senzura цензура; sertsevina сердцевина; sevastopol севастополь; sex цех; seytnot цейтнот;
sezar цезарь; shampinyon шампиньон; shampun шампунь; shinel шинель; shnitsel шницель; shpatel шпатель;
shpilka шпилька; shpris шприц; shtapel штапель; shtempel штемпель; shtepsel штепсель; shveysar швейцар;
shveysariya* швейцария; shveytsar швейцар; shveytsariya швейцария; sianid цианид; sibir сибирь;
siferblat циферблат; sikl цикл; siklon циклон; siklotron циклотрон; silindr цилиндр; sink цинк;
sinkografiya цинкография; sirk цирк; sirkul циркуль; sirkulyar циркуляр; sirroz цирроз; sisterna цистерна;
sitadel цитадель; sitata цитата; sitologiya цитология; sitoplazma цитоплазма; sitramon цитрамон;
sitrus цитрус; sivilizatsiya цивилизация; skalpel скальпель; slesar слесарь; sotsial социал;
sotsialistik социалистик; sotsiolog социолог; sotsiologik социологик; sotsiologiya социология;
spektakl спектакль; spetsialist специалист; spetsifik специфик; spetsifikatsiya спецификация;
spetsnaz спецназ; spiral спираль; spitsa спица; ssenarist сценарист; ssenariy сценарий; stavropol ставрополь;
stelaj стеллаж; stil стиль; stolitsa столица; streptomitsin стрептомицин; stroitel строитель;
stroyotryad стройотряд; stsenarist* сценарист; stsenariy* сценарий; subyekt субъект; sudya судья;
suitsid суицид; sulfat сульфат; sunami цунами; svidetel свидетель; syezd съезд; syomka съёмка; tabel табель;
tablitsa таблица; talk тальк; tatyana татьяна; tekstil текстиль; tokar токарь; tolyatti тольятти;
tonnel тоннель; trombotsit тромбоцит; tsellofan* целлофан; tsellyuloza* целлюлоза; tselsiy* цельсий;
tsement* цемент; tsentner* центнер; tsentr* центр; tsenz* ценз; tsenzura* цензура; tsex* цех; tsikl* цикл;
tsilindr* цилиндр; tsink* цинк; tsirk* цирк; tsirkul* циркуль; tsisterna* цистерна; tsitata* цитата;
tsitrus* цитрус; tsivilizatsiya* цивилизация; tunnel туннель; tver тверь; tyulen тюлень; tyumen тюмень;
ulan-ude улан-удэ; ulitsa улица; ultimatum ультиматум; ultra ультра; ultrabinafsha ультрабинафша;
ultraqisqa ультрақисқа; ultratovush ультратовуш; ulyana ульяна; ulyanovsk ульяновск; uralsk уральск;
vaksina вакцина; valeryanka валерьянка; vals вальс; valuta* валюта; vanil ваниль; vedomost ведомость;
veksel вексель; velvet вельвет; ventil вентиль; vermishel вермишель; vertikal вертикаль; videofilm видеофильм;
violonchel виолончель; vitse вице; vitseprezident вицепрезидент; voditel водитель; volfram вольфрам;
volt вольт; voltmetr вольтметр; vulgar вульгар; xelsinki хельсинки; xrushchyov хрущёв; yakor якорь;
yanvar январь; yaroslavl ярославль; yoga йога; yogurt йогурт; york йорк; yuriskonsult юрисконсульт;
zayavitel заявитель;
abzas* абзац; avianoses* авианосец; bronenoses* броненосец; minonoses* миноносец;
politsmeyster полицмейстер; ranes* ранец; ritsar рицарь; plastir пластирь; shpindel шпиндель;
sterjen стержень; tulen* тюлень; umivalnik умивальник; volta вольта; dalton дальтон; gotovalniy готовальний;
kanifol канифоль; bosman* боцман; nenes* ненец; garmon гармонь; kastrulka* кастрюлька; knaz* князь;
sinka синька; filmoskop фильмоскоп; relyef рельеф
`;

/** Short stems that begin other words too: only a whole chain of suffixes may follow them. */
export const LONGEST_CLOSED_STEM = 5;

/**
 * Words in -nsiya, -ksiya, -psiya that keep с; all others of these endings have ц ("конференция", "акция").
 */
export const KEEPS_S = [
  'pensiya',
  'vakansiya',
  'ekspansiya',
  'refleksiya',
  'anneksiya',
  'epilepsiya',
  'biopsiya',
  'dispansiya',
];

/** First parts of compounds that may stand before a word of the list ("telefilm", "mikrosikl"). */
export const COMPOUND_STARTS = [
  'avto',
  'aero',
  'bio',
  'foto',
  'gidro',
  'kino',
  'mikro',
  'mini',
  'moto',
  'multi',
  'super',
  'tele',
  'video',
  'radio',
  'elektro',
  'gastro',
  'neyro',
];

/** Latin names and codes that stay Latin in a Cyrillic text. */
export const STAYS_LATIN = [
  'SIM',
  'eSIM',
  'QR',
  'PDF',
  'SMS',
  'MMS',
  'ID',
  'ruID',
  'RuID',
  'EAEU',
  'VPN',
  'USB',
  'NFC',
  'IMEI',
  'PIN',
  'CVV',
  'CVC',
  'GPS',
  'IP',
  'IT',
  'JPG',
  'JPEG',
  'PNG',
  'WhatsApp',
  'Telegram',
  'Viber',
  'YouTube',
  'Facebook',
  'Instagram',
  'Google',
  'Android',
  'iPhone',
  'iOS',
  'Apple',
  'RuStore',
  'Play',
  'Market',
  'Max',
  'MAX',
  'imo',
  'IMO',
  'VK',
  'Visa',
  'MasterCard',
  'HIV',
  'PCR',
  'OK',
  'FAQ',
  'HTML',
  'HSDS',
  'UNHCR',
];

/** Each exception in lower case; `readOnly` spellings are understood in Latin and never written. */
export const UZBEK_EXCEPTIONS = PAIRS.split(';')
  .map((pair) => pair.trim().split(' '))
  .flatMap(([latin, cyrillic]) =>
    latin && cyrillic ? [{ latin: latin.replace('*', ''), cyrillic, readOnly: latin.endsWith('*') }] : [],
  );
