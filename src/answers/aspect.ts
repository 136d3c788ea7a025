/** Which part of a page a short question goes on about: "and how much?", "what papers?", "where?". */
import type { Block, BlockKind, Topic } from '../content/index.js';
import { type EditedLanguage, editedLanguage, fold, type WrittenForm, words } from '../language/index.js';
import { phrasesOf, standsAt } from './phrases.js';

/** Words that ask for a part, told apart in this order: "where to bring the papers" is a question of where. */
interface Words {
  refused: string;
  where: string;
  deadline: string;
  cost: string;
  steps: string;
  bring: string;
  /** Means "how" alone, "which" beside a noun. */
  how: string;
  /** What may stand beside them. */
  beside: string;
}

/**
 * Whole words and phrases, never beginnings: "почему" is not "почём", "куда" is not "кӯдак" (child). A message counts
 * only if it says nothing else: "how much is the fine" is no question of the price that the page names.
 */
const WORDS: Record<EditedLanguage, Words> = {
  ru: {
    refused: `отказ, откажут, отказали, отказывают, откажет, не примут, не приняли, не принимают, не возьмут,
      не взяли, не берут, не дадут, не дали, не дают, не даёт, не выдают, не выдадут, не хотят принимать, отказано,
      отфутболили, послали`,
    where: `где, куда, адрес, адреса, адресу, в каком месте, в какое место, в какой отдел, к кому`,
    deadline: `когда, срок, сроки, сроком, дней, дня, день, дни, числа, число, долго, ждать, действует, лет, год,
      года, месяц, месяца, месяцев, неделя, недели, недель, времени, время, успеть, успею, успеем, поздно, крайний,
      последний день`,
    cost: `сколько, скок, скоко, скока, стоит, стоят, стоить, стоимость, цена, цены, почём, платно, платное,
      бесплатно, бесплатное, платить, заплатить, оплатить, денег, рублей, пошлина, пошлину, дорого, дёшево, почем,
      цену, обойдётся, выйдет по деньгам`,
    steps: `как, что делать, с чего начать, как быть, по порядку, по шагам, по пунктам, пошагово, порядок`,
    bring: `документ, документики, бумажки, бумажка, что брать, что взять, что принести, что нести, с собой брать,
      с собой взять, документы, документов, документами, бумаги, бумага, бумаг, справка, справки, справку, справок,
      взять с собой, брать с собой, принести, нести, приносить, собрать, собирать`,
    how: '',
    beside: `а, и, но, если, то, это, этого, этот, эта, эти, мне, нам, надо, нужно, нужны, нужен, нужна, какой,
      какая, какие, какое, каких, какого, до, за, на, в, с, через, по, ещё, там, туда, тогда, потом, именно, идти,
      пойти, ехать, обращаться, обратиться, жаловаться, пожаловаться, звонить, позвонить, писать, написать,
      подавать, подать, сделать, делать, получить, получать, взять, будет, можно, ли, же, ну, вообще, примерно,
      скажите, подскажите, пожалуйста, что, выдают, выдадут, принимают, готово, готовят, объясни, объясните,
      расскажи, расскажите, мы, я, уже, один, раз, этим, этом, собой, сначала, сперва, теперь, конкретно, всё, все,
      всего, есть, ехать, поехать, брать, для`,
  },
  ky: {
    refused: `баш тартса, баш тартышса, баш тартып койсо, кабыл албаса, кабыл албай койсо, кабыл албай койсочу,
      кабыл алышпаса, албаса, алышпаса, бербесе, беришпесе, бербей койсо, бербей койсочу, албай койсо,
      албай койсочу, четке какса, четке кагышса, баш тартышты, кабыл алышпады, кабыл албады`,
    where: `кайда, кайдан, каякта, каякка, кайсы жерде, кайсы жерден, кайсы жерге, кайсыл жерде, кайсыл жерге,
      дарек, дареги, дареги кайсы, каерде, каерге, кайсы бөлүмгө, кайсы мекемеге, кимге`,
    deadline: `качан, качанга, качанга чейин, күн, күндө, күнү, күнгө, күндүн, мөөнөт, мөөнөтү, мөөнөттө, убакыт,
      убакытта, ай, айда, айга, жыл, жылга, жылда, жума, жумада, жарайт, күчүндө болот, үлгүрөм, үлгүрөмбү,
      үлгүрүшүм, бүтүш, бүтөт, кеч`,
    cost: `канча, канчадан, турат, баасы, баасы канча, пул, сом, рубль, төлөйм, төлөйбүз, төлөш, бекер, бекерби,
      акча, акчасы, акылуу, акылуубу, кетет, төлөмү, төлөмү канча, кымбат, кымбатпы, сомбу`,
    steps: `кантип, эмне кылам, эмне кылыш, эмне кылышым, эмне кылайын, эмне кылабыз, эмнеден баштайм, кандай кылам,
      биринчи эмне кылам, тартиби, тартиби кандай, кадам сайын`,
    bring: `документ, документтер, документтери, документти, кагаз, кагаздар, кагаздары, справка, алып барам,
      алып барыш, алып барышым, алып келиш, эмне алып барам, эмне алып, өзүм менен, жаныма эмне`,
    how: 'кандай',
    beside: `анан, а, ошол, ошондо, бул, буга, ага, аны, ал, керек, керекпи, эмне, эмнени, кандай, кайсы, кайсыл,
      болот, болсо, эгер, эгерде, барам, барыш, барышым, баруу, кайрылам, кайрылсам, кайрылыш, чалам, чалсам, жазам,
      жазсам, чейин, ичинде, дагы, мага, бизге, үчүн, алам, алыш, жасайм, жасаш, кылам, тапшырам, тапшырыш, эми,
      алар, аларда, беришет, берет, чыгат, биринчи, экинчи, түшүндүр, түшүндүрчү, түшүндүрүп, деп, айтып, бериңиз,
      берчи, арыз, арызды, берүү, бериш, өткөрөм, кийин, азыр, мен, биз, менен, кагышса`,
  },
  tg: {
    refused: `қабул накунанд, қабул нашавад, қабул накарданд, рад кунанд, рад карданд, рад кунад, надиҳанд,
      надиханд, нагиранд, намегиранд, намедиҳанд, намедиханд, қабул накарда бошанд, кабул накарданд, кабул накунанд,
      рад шавад, рад шуд, рад кунанд чӣ`,
    where: `кадом идора, кадом шуъба, ба кӣ, дар кадом маҳал, куҷо, куҷост, кучо, кучост, суроға, суроғааш, суроғаи,
      нишонӣ, кадом ҷо, кадом ҷой, кадом чо`,
    deadline: `кай, кайгача, мӯҳлат, мӯҳлаташ, муҳлат, мухлат, мухлаташ, рӯз, руз, рӯза, рӯзро, вақт, вакт, моҳ,
      мох, сол, сола, ҳафта, хафта, эътибор дорад, кай тамом, дер, вақтам, фурсат`,
    cost: `чанд, чандпул, нарх, нархаш, нархи, нархро, пул, пулаш, арзиш, ройгон, ройгонаст, пулакӣ, маблағ, сомонӣ,
      чӣ қадар, чи кадар, қимат, кимат, гарон, арзон, пардохт`,
    steps: `чӣ тавр, чӣ хел, чӣ гуна, чӣ кор, чи кор, чихел, читавр, чикор, аз чӣ сар кунам, аз чи сар кунам,
      қадам ба қадам, тартибаш, аввал чӣ, аввал чи`,
    bring: `ҳуҷҷат, ҳуҷҷатҳо, ҳуҷҷати, ҳуҷҷатҳои, ҳуҷҷатро, ҳуҷҷатҳояш, хуччат, хуччатхо, хуччати, хуччатхои, коғаз,
      коғазҳо, когаз, когазхо, справка, бо худ гирам, бо худ гирифтан, бо худ чӣ, бо худ чи, чиҳо, чихо`,
    how: '',
    beside: `ва, а, ин, он, аз, ба, дар, барои, лозим, лозима, лозимаст, лозимай, даркор, аст, мешавад, меша, чӣ,
      чи, кадом, агар, боз, равам, рафтан, муроҷиат, мурочиат, кунам, мекунам, кардан, занг, занам, супорам,
      супоридан, нависам, то, пас, баъд, бояд, ҳам, хам, инро, онро, онҳо, барояш, медиҳанд, медиханд, мебарояд,
      ман, мо, дорам, дорем, гирам, гирифта, мекунанд, тамом, аввал, фаҳмон, фахмон, фаҳмонед, гӯед, гуед, ҳоло,
      холо, ариза, аризаро, бурда, барам, доданаш, шавад`,
  },
  uz: {
    refused: `rad etsa, rad etishsa, rad qilsa, rad qilishsa, rad etsachi, qabul qilmasa, qabul qilishmasa,
      qabul qilmasachi, qabul qilishmasachi, olmasa, olishmasa, bermasa, berishmasa, bermasachi, berishmasachi,
      olmay qoʻysa, olmasachi, qabul qilmay qoʻysa, rad javobi, yoʻq desa, yoʻq deyishsa`,
    where: `qayer, qayerda, qayerga, qayerdan, qaerda, qaerga, qaerdan, qayerdaligi, qayda, qayga, qatta, qatga,
      manzil, manzili, adres, adresi, qaysi idora, qaysi idoraga, qaysi boʻlim, qaysi boʻlimga, kimga`,
    deadline: `qachon, qachongacha, qachondan, muddat, muddati, muddatda, kun, kunda, kunga, kungacha, kunlik, oy,
      oyda, oyga, yil, yilga, yilda, vaqt, vaqti, vaqtda, yaraydi, yaroqli, amal qiladi, hafta, haftada, ulguraman,
      ulgurishim, kech, tugaydi, oxirgi kun`,
    cost: `qancha, qanchadan, necha, nech, nechi, nechchi, nechpul, turadi, tushadi, narx, narxi, narhi, narxlari,
      pul, puli, pulga, tekin, tekinmi, bepul, bepulmi, pullik, pullikmi, rubl, soʻm, toʻlayman, toʻlanadi, ketadi,
      qimmat, qimmatmi, qimmat emasmi, arzon, qoʻshiladi, chiqim`,
    steps: `nima qilaman, nima qilay, nima qilish, nima qilishim, nima qilamiz, nimadan boshlayman, qanday qilib,
      qanday qilaman, qanday qilay, qanaqa qilib, qanaqa qilaman, birma bir, tartibi, tartibini, nimadan boshlab,
      qadamma qadam`,
    bring: `hujjat, hujjatlar, hujjatlari, hujjatlarni, hujat, qogʻoz, qogʻozlar, spravka, spravkalar, olib boraman,
      olib borish, olib borishim, olib boray, olib kelish, nima olib, oʻzim bilan, yonimda, yonimga`,
    how: 'qanday, qanaqa',
    beside: `va, a, bu, buning, buni, buniki, u, uni, unga, uning, kerak, kere, kerakmi, boʻladi, boʻlar, boʻlsa,
      agar, qanday, qanaqa, qaysi, nima, nimalar, boraman, borish, borishim, boray, murojaat, qilaman, qilish,
      qilay, qilishim, yozaman, yozay, ichida, gacha, chi, menga, bizga, uchun, yana, keyin, ular, ularda,
      berishadi, beradi, chiqadi, endi, avval, oldin, birinchi, ayting, aytib, tushuntiring, tushuntirib, bering,
      ariza, arizani, berish, topshiray, borib, yana, biz, bilan, unda, olaman, olish, topshiraman, topshirish, men,
      ham`,
  },
};

const ORDER = ['refused', 'where', 'deadline', 'cost', 'steps', 'bring', 'how'] as const;
/** A longer message says more than which part it asks for. */
const MOST_WORDS = 8;

type Known = { kind: BlockKind | null; phrase: string[] }[];

function knownOf(language: EditedLanguage): Known {
  const own = WORDS[language];
  return [
    ...ORDER.flatMap((name) => {
      const kind: BlockKind = name === 'how' ? 'steps' : name;
      return phrasesOf(own[name]).map((phrase) => ({ kind, phrase }));
    }),
    ...phrasesOf(own.beside).map((phrase) => ({ kind: null, phrase })),
  ];
}

const KNOWN: Record<EditedLanguage, Known> = {
  ru: knownOf('ru'),
  ky: knownOf('ky'),
  tg: knownOf('tg'),
  uz: knownOf('uz'),
};

export interface Asked {
  /** The part a message asks for, of several the most telling. */
  part: BlockKind | null;
  /** It says nothing else, so it can only be about what was spoken of before. */
  only: boolean;
}

export const NOTHING_ASKED: Asked = { part: null, only: false };

/** In Russian or in `language`. */
export function partAskedFor(text: string, language: WrittenForm): Asked {
  const said = words(text).map(fold);
  if (said.length === 0 || said.length > MOST_WORDS) return NOTHING_ASKED;
  const own = editedLanguage(language);
  const asked = read(said, KNOWN[own]);
  if (own === 'ru' || asked.only) return asked;
  const inRussian = read(said, KNOWN.ru);
  return inRussian.only || asked.part === null ? inRussian : asked;
}

/** Word by word, the longest phrase first. */
function read(said: readonly string[], known: Known): Asked {
  // the lists stand in the order of what tells most
  let place = known.length;
  let strange = 0;
  for (let at = 0; at < said.length; ) {
    const fitting = known.filter(({ phrase }) => standsAt(said, at, phrase));
    const longest = Math.max(1, ...fitting.map(({ phrase }) => phrase.length));
    const told = fitting.find(({ kind, phrase }) => kind !== null && phrase.length === longest);
    if (told) place = Math.min(place, known.indexOf(told));
    if (fitting.length === 0) strange += 1;
    at += longest;
  }
  const part = known[place]?.kind ?? null;
  return { part, only: strange === 0 && part !== null };
}

/** The block of the page that was asked for and nothing else, or null: then the page is answered as a whole. */
export function askedBlock({ part, only }: Asked, topic: Topic): Block | null {
  return (only && topic.blocks.find(({ kind }) => kind === part)) || null;
}
