/** Which part of a page a short question goes on about: "and how much?", "what papers?", "where?". */
import type { Block, BlockKind, Topic } from '../content/index.js';
import { editedLanguage, fold, type WrittenForm, words, wordWeight } from '../language/index.js';

/** Words that follow one another, the last by its beginning; told apart from top to bottom: "how many days" before "how much". */
const ASPECTS: readonly (readonly [kind: BlockKind, phrases: string])[] = [
  [
    'refused',
    `отказ, откаж, не прим, не возьм, не бер, не дают, не дад, баш тарт, албаса, алышпаса, бербесе, кабыл албай, рад кун,
     рад кард, рад мекун, қабул накун, кабул накун, нагир, намегир, надиҳ, намедиҳ, rad et, rad qil, olmasa, olishmasa, bermasa,
     berishmasa, qabul qilmasa, qabul qilishmasa`,
  ],
  [
    'bring',
    `документ, бумаг, справк, взять с собой, принести, кагаз, алып бар, апара, ҳуҷҷат, хуччат, коғаз, бо худ, hujjat, qogʻoz,
     olib bor, oboray`,
  ],
  [
    'deadline',
    `когда, срок, сколько дн, сколько врем, за сколько, до какого, успе, качан, мөөнөт, канча күн, канча убак, канча ай,
     кай вақт, кай бояд, то кай, мӯҳлат, чанд рӯз, чанд вақт, чанд моҳ, qachon, muddat, necha kun, qancha kun, qancha vaqt,
     nechchi kun, necha oy`,
  ],
  [
    'cost',
    `сколько, стоит, стоимост, цена, почём, платн, бесплатн, пошлин, канча, канча тур, баасы, акысы, бекер, чанд, нарх, пул, арзиш,
     ройгон, qancha, qancha tur, narx, necha pul, tekin, pullik, nech pul, nechi pul, nechpul, necha som, necha soʻm`,
  ],
  [
    'where',
    `где, куда, куда ид, куда жалов, куда обра, куда звон, куда позвон, адрес, кайда, кайда бар, кайда кайр, кайда чал, кайсы жер, кайсыл жер, дарек, каерде, куҷо, куҷо рав, куҷо муроҷиат, куҷо занг, кучо, кучо рав, дар кадом ҷо, суроға, нишонӣ, qayer, qayerga bor, qayerga murojaat, qayerga yoz, qaer,
     qayda, qayga, manzil`,
  ],
  [
    'steps',
    `как, с чего нач, что делать, кантип, кандай кыл, эмне кыл, чӣ тавр, чӣ хел, чӣ гуна, чӣ кор, чи кор, qanday, qanaqa,
     qay tarzda, nima qil, nimadan boshla`,
  ],
];

const FOLDED = ASPECTS.map(([kind, phrases]) => ({
  kind,
  phrases: phrases.split(',').map((phrase) => words(phrase).map(fold)),
}));

/** Shorter words stand for themselves: "pul" (money) is not the beginning of "polis". */
const SHORTEST_BEGINNING = 4;

/** All but the last word as it stands: "не" is not the beginning of "нега". */
function begins(said: readonly string[], phrase: readonly string[]): boolean {
  const last = phrase.length - 1;
  const [only = ''] = phrase;
  if (last === 0 && only.length < SHORTEST_BEGINNING) return said[0] === only;
  return phrase.every((part, index) => (index < last ? said[index] === part : said[index]?.startsWith(part)));
}

/** How many words of `said` from its beginning on are the phrase of an aspect, 0 if they are none. */
function aspectAt(said: readonly string[]): number {
  const found = FOLDED.flatMap(({ phrases }) => phrases).filter((phrase) => begins(said, phrase));
  return Math.max(0, ...found.map((phrase) => phrase.length));
}

/** Whether a message says nothing but which part it asks for: what it is about was said before. */
export function asksOnlyForPart(text: string, language: WrittenForm): boolean {
  const said = words(text).map(fold);
  let at = 0;
  let asked = false;
  while (at < said.length) {
    const length = aspectAt(said.slice(at));
    if (length === 0 && wordWeight(said[at] ?? '', editedLanguage(language)) === 1) return false;
    asked ||= length > 0;
    at += Math.max(1, length);
  }
  return asked;
}

/** The block of the page that the message asks for, or null: then the page is answered as a whole. */
export function askedBlock(text: string, topic: Topic): Block | null {
  const said = words(text).map(fold);
  for (const { kind, phrases } of FOLDED) {
    const asked = said.some((_, at) => phrases.some((phrase) => begins(said.slice(at), phrase)));
    const block = asked ? topic.blocks.find((one) => one.kind === kind) : undefined;
    if (block) return block;
  }
  return null;
}
