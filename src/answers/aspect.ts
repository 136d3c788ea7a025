/** Which part of a page a short question goes on about: "and how much?", "what papers?", "where?". */
import type { Block, BlockKind, Topic } from '../content/index.js';
import { type EditedLanguage, editedLanguage, fold, type WrittenForm, words } from '../language/index.js';

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
    refused: `отказ, откажут, отказали, отказывают, откажет, не примут, не приняли, не принимают, не возьмут, не взяли,
      не берут, не дадут, не дали, не дают, не даёт, не выдают, не выдадут`,
    where: 'где, куда, адрес, адреса, адресу',
    deadline: `когда, срок, сроки, сроком, дней, дня, день, дни, числа, число, долго, ждать, действует, лет, год, года,
      месяц, месяца, месяцев, времени, время, успеть`,
    cost: `сколько, стоит, стоят, стоить, стоимость, цена, цены, почём, платно, платное, бесплатно, бесплатное, платить,
      заплатить, оплатить, денег, рублей, пошлина`,
    steps: 'как, что делать, с чего начать, как быть',
    bring: `документ, документы, документов, документами, бумаги, бумага, бумаг, справка, справки, справку, справок,
      взять с собой, брать с собой, принести, нести, приносить, собрать, собирать`,
    how: '',
    beside: `а, и, но, если, то, это, этого, этот, эта, эти, мне, нам, надо, нужно, нужны, нужен, нужна, какой, какая,
      какие, какое, каких, какого, до, за, на, в, с, через, по, ещё, там, туда, тогда, потом, именно, идти, пойти, ехать,
      обращаться, обратиться, жаловаться, пожаловаться, звонить, позвонить, писать, написать, подавать, подать, сделать,
      делать, получить, получать, взять, будет, можно, ли, же, ну, вообще, примерно, скажите, подскажите, пожалуйста, что,
      выдают, выдадут, принимают, готово, готовят`,
  },
  ky: {
    refused: `баш тартса, баш тартышса, баш тартып койсо, кабыл албаса, кабыл албай койсо, кабыл албай койсочу,
      кабыл алышпаса, албаса, алышпаса, бербесе, беришпесе, бербей койсо`,
    where: `кайда, кайдан, каякта, каякка, кайсы жерде, кайсы жерден, кайсы жерге, кайсыл жерде, кайсыл жерге, дарек,
      дареги, дареги кайсы, каерде, каерге`,
    deadline: `качан, качанга, качанга чейин, күн, күндө, күнү, күнгө, күндүн, мөөнөт, мөөнөтү, мөөнөттө, убакыт, убакытта,
      ай, айда, айга, жыл, жылга, жылда, жарайт, күчүндө болот`,
    cost: `канча, канчадан, турат, баасы, баасы канча, пул, сом, рубль, төлөйм, төлөйбүз, төлөш, бекер, бекерби, акча,
      акчасы, акылуу, акылуубу`,
    steps:
      'кантип, эмне кылам, эмне кылыш, эмне кылышым, эмне кылайын, эмне кылабыз, эмнеден баштайм, кандай кылам',
    bring: `документ, документтер, документтери, документти, кагаз, кагаздар, кагаздары, справка, алып барам, алып барыш,
      алып барышым, алып келиш`,
    how: 'кандай',
    beside: `анан, а, ошол, ошондо, бул, буга, ага, аны, ал, керек, керекпи, эмне, эмнени, кандай, кайсы, кайсыл, болот,
      болсо, эгер, эгерде, барам, барыш, барышым, баруу, кайрылам, кайрылсам, кайрылыш, чалам, чалсам, жазам, жазсам,
      чейин, ичинде, дагы, мага, бизге, үчүн, алам, алыш, жасайм, жасаш, кылам, тапшырам, тапшырыш, эми, алар, аларда, беришет, берет, чыгат`,
  },
  tg: {
    refused: `қабул накунанд, қабул нашавад, қабул накарданд, рад кунанд, рад карданд, рад кунад, надиҳанд, надиханд,
      нагиранд, намегиранд, намедиҳанд, намедиханд`,
    where: 'куҷо, куҷост, кучо, кучост, суроға, суроғааш, суроғаи, нишонӣ, кадом ҷо, кадом ҷой, кадом чо',
    deadline: `кай, кайгача, мӯҳлат, мӯҳлаташ, муҳлат, мухлат, мухлаташ, рӯз, руз, рӯза, рӯзро, вақт, вакт, моҳ, мох, сол,
      сола, эътибор дорад`,
    cost: 'чанд, чандпул, нарх, нархаш, нархи, нархро, пул, пулаш, арзиш, ройгон, ройгонаст, пулакӣ, маблағ, сомонӣ',
    steps: 'чӣ тавр, чӣ хел, чӣ гуна, чӣ кор, чи кор, чихел, читавр, чикор, аз чӣ сар кунам',
    bring: `ҳуҷҷат, ҳуҷҷатҳо, ҳуҷҷати, ҳуҷҷатҳои, ҳуҷҷатро, ҳуҷҷатҳояш, хуччат, хуччатхо, хуччати, хуччатхои, коғаз,
      коғазҳо, когаз, когазхо, справка, бо худ гирам, бо худ гирифтан`,
    how: '',
    beside: `ва, а, ин, он, аз, ба, дар, барои, лозим, лозима, лозимаст, лозимай, даркор, аст, мешавад, меша, чӣ, чи, кадом,
      агар, боз, равам, рафтан, муроҷиат, мурочиат, кунам, мекунам, кардан, занг, занам, супорам, супоридан, нависам, то,
      пас, баъд, бояд, ҳам, хам, инро, онро, онҳо, барояш, медиҳанд, медиханд, мебарояд, ман, мо`,
  },
  uz: {
    refused: `rad etsa, rad etishsa, rad qilsa, rad qilishsa, rad etsachi, qabul qilmasa, qabul qilishmasa, qabul qilmasachi,
      qabul qilishmasachi, olmasa, olishmasa, bermasa, berishmasa, bermasachi, berishmasachi`,
    where: `qayer, qayerda, qayerga, qayerdan, qaerda, qaerga, qaerdan, qayerdaligi, qayda, qayga, qatta, qatga, manzil,
      manzili, adres, adresi`,
    deadline: `qachon, qachongacha, qachondan, muddat, muddati, muddatda, kun, kunda, kunga, kungacha, kunlik, oy, oyda, oyga,
      yil, yilga, yilda, vaqt, vaqti, vaqtda, yaraydi, yaroqli, amal qiladi`,
    cost: `qancha, qanchadan, necha, nech, nechi, nechchi, nechpul, turadi, tushadi, narx, narxi, narhi, narxlari, pul, puli,
      pulga, tekin, tekinmi, bepul, bepulmi, pullik, pullikmi, rubl, soʻm, toʻlayman, toʻlanadi`,
    steps: `nima qilaman, nima qilay, nima qilish, nima qilishim, nima qilamiz, nimadan boshlayman, qanday qilib,
      qanday qilaman, qanday qilay, qanaqa qilib, qanaqa qilaman`,
    bring: `hujjat, hujjatlar, hujjatlari, hujjatlarni, hujat, qogʻoz, qogʻozlar, spravka, spravkalar, olib boraman,
      olib borish, olib borishim, olib kelish`,
    how: 'qanday, qanaqa',
    beside: `va, a, bu, buning, buni, buniki, u, uni, unga, uning, kerak, kere, kerakmi, boʻladi, boʻlar, boʻlsa, agar, qanday,
      qanaqa, qaysi, nima, nimalar, boraman, borish, borishim, boray, murojaat, qilaman, qilish, qilay, qilishim, yozaman,
      yozay, ichida, gacha, chi, menga, bizga, uchun, yana, keyin, ular, ularda, berishadi, beradi, chiqadi, unda, olaman, olish, topshiraman, topshirish, men, ham`,
  },
};

const ORDER = ['refused', 'where', 'deadline', 'cost', 'steps', 'bring', 'how'] as const;
/** A longer message says more than which part it asks for. */
const MOST_WORDS = 8;

function phrasesOf(list: string): string[][] {
  return list
    .split(',')
    .map((phrase) => words(phrase).map(fold))
    .filter((phrase) => phrase.length > 0);
}

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

/** The parts a message asks for, the most telling first; none if it says anything else. In Russian or in `language`. */
export function partsAskedFor(text: string, language: WrittenForm): BlockKind[] {
  const said = words(text).map(fold);
  if (said.length === 0 || said.length > MOST_WORDS) return [];
  const own = editedLanguage(language);
  return read(said, KNOWN[own]) ?? (own === 'ru' ? null : read(said, KNOWN.ru)) ?? [];
}

/** Word by word, the longest phrase first; null if a word is not known. */
function read(said: readonly string[], known: Known): BlockKind[] | null {
  const found = new Set<number>();
  for (let at = 0; at < said.length; ) {
    const fitting = known.filter(({ phrase }) => phrase.every((part, index) => said[at + index] === part));
    const longest = Math.max(0, ...fitting.map(({ phrase }) => phrase.length));
    if (longest === 0) return null;
    for (const one of fitting)
      if (one.kind !== null && one.phrase.length === longest) found.add(known.indexOf(one));
    at += longest;
  }
  // the lists stand in the order of what tells most
  return [...found].sort((a, b) => a - b).flatMap((place) => known[place]?.kind ?? []);
}

/** The block of the page that the message asks for, or null: then the page is answered as a whole. */
export function askedBlock(text: string, language: WrittenForm, topic: Topic): Block | null {
  const [kind] = partsAskedFor(text, language);
  return topic.blocks.find((block) => block.kind === kind) ?? null;
}
