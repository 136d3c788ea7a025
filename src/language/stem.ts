/**
 * Light suffix strippers, on the skeleton of `fold`. They join the forms of a word ("регистрациядан", "registratsiyada")
 * well enough for searching; they are not grammar. Suffixes are written here in the language's own letters.
 */

import { fold } from './fold.js';
import type { EditedLanguage } from './forms.js';

interface Stripper {
  /** Longest first, in skeleton letters. */
  suffixes: string[];
  /** Taken off where it leaves at least `PREFIX_LEAVES` letters. */
  prefix: RegExp | null;
  /** How many suffixes may be taken off one after another. */
  rounds: number;
  /** What must be left. */
  shortest: number;
  /** Turkic: suffixes keep to the sound before them, and the end of the stem changes ("айлык", "айлыгым"). */
  turkic: boolean;
  /** Letters that this language takes for each other, beside those of `fold`. */
  alike: readonly [RegExp, string] | null;
}

function stripper(suffixes: string, more: Partial<Stripper>): Stripper {
  const folded = suffixes.split(/\s+/u).filter(Boolean).map(fold).filter(Boolean);
  return {
    suffixes: [...new Set(folded)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)),
    prefix: null,
    rounds: 4,
    shortest: 3,
    turkic: false,
    alike: null,
    ...more,
  };
}

const STRIPPERS: Record<EditedLanguage, Stripper> = {
  ru: stripper(
    `иями ями ами иях ях ах иям ям ам ией ей ой ий ый ого его ому ему ыми ими ым им ом ем ем ых их ую юю ая яя ое ее
     ые ие ью ия ья ию иею ев ов ы и а я у ю е о ость ости остью остей
     ать ять ить еть уть ает аю ают аем ет ют ут ит ат ят ешь ишь ете ите ешься аешь аете
     али ала ало ал или ила ило ил ули ула уло ул
     аться яться иться еться уться ается яется ются уется ятся утся лся лась лись лось
     ался алась алось ались ился илась илось ились улся улась улись
     ует уют уете уешь овать евать оваться ировать ироваться ировал ировали ировался ировались ируют ируется
     ание ания анию анием ении ение ения ению ением
     енный анный ующий щий ющий вший ен ена ено ены ан ана аны`,
    { rounds: 1 },
  ),
  ky: stripper(
    `лар лер лор лөр дар дер дор дөр тар тер тор төр
     нын нин нун нүн дын дин дун дүн тын тин тун түн ны ни ну нү ды ди ду дү ты ти ту тү
     га ге го гө ка ке ко кө на не но нө да де до дө та те то тө дан ден дон дөн тан тен тон төн нан нен
     ым им ум үм ың иң уң үң ы и у ү сы си су сү быз биз буз бүз ыбыз ибиз убуз үбүз ыңыз иңиз ңыз ңиз
     дагы деги догу дөгү тагы теги тогу төгү лык лик лук лүк дык дик дук дүк тык тик сыз сиз суз сүз
     луу дуу туу чы чи чу чү ча че чо чө
     ган ген гон гөн кан кен кон көн гам гем гом кам кем ат ет от өт йт айт бы бу би бү
     бай бей май мей пай пей пой байт бейт бойт бөйт пайт пейт байм бейм бойм бөйм бады беди боду пады педи поду
     баса бесе басам бесем баган беген бөгөн паган пеген бастан бестен
     са се со сө сам сем сом сөм саң сең соң сөң сак сек сок сөк дым дим дум дүм тым тим тум түм ам ем ом өм
     мын мин мун мүн сың сиң сыңар сыздар ып ип уп үп п уу үү оо өө а е о ө птыр птир птур ыптыр иптир уптур
     уш үш ыш иш ыл ил ул үл алды алган алат алып дыр дир дур дүр мак мек гыла гиле гула гүлө кыла киле ыңыздар ышы
     шып шип шуп ышып ишип ашат ешет өшөт ышат ишет шат шет шты шти шту ышты ишти шпады шпайт ышпады ышпайт айын ейин`,
    { turkic: true },
  ),
  uz: stripper(
    `lar larning larni larga larda lardan ning ni ga ka qa da dan dagi gacha cha dek day
     im ing i si imiz ingiz miz ngiz m lik siz li chi man san sizlar dir mi
     moq mak ish adi ydi di dim ding dik gan kan qan yap yapti yapman yapsan yapsiz yapmiz ayap ib b may mas mang masdan
     sa sam sak sang guncha quncha adigan ydigan digan uvchi ovchi aman yman asiz ysiz amiz ymiz asan ysan ay a y il in
     tir dir ash lash lan dagi niki roq sh sin sinlar`,
    { turkic: true },
  ),
  tg: stripper(
    `ҳо ҳои ҳоро ҳоям ҳоят ҳояш он ён гон ам ат аш амон атон ашон ро и е ю у то ми
     ан ани анд ем ед ад аст ааст астам астед астанд а ида идан идани идам идем иданд идаст ид
     иву дор манд нок ӣ ии ият ият гӣ чӣ еро иро аи ои`,
    {
      // "на" only before the stems of everyday verbs: "навиштан" and "нархи" begin with it too
      prefix:
        /^(?:name|me|na(?=kard|kun|dih|dud|dur|duwt|raf|rav|wud|wav|guf|gui|gir|pard|purs|bar|umad|mund|tav|dun|fahm|dih))/u,
      rounds: 3,
      // without the special letters ҷ is typed ч
      alike: [/j/gu, 'c'],
    },
  ),
};

const PREFIX_LEAVES = 4;

/** "карта" is no "кар" + "та": т and к of a suffix follow no vowel, and р, л, н only where тт was folded into one; п does. */
const HARD_START = /^[tk]/u;
const SOFT_END = /[aeiumlnr]$/u;
const FOLDED_DOUBLE = /.{4}[lnr]$/u;

function follows(rest: string, suffix: string): boolean {
  if (suffix === 'p') return /[aeiu]$/u.test(rest);
  return !HARD_START.test(suffix) || !SOFT_END.test(rest) || (suffix[0] === 't' && FOLDED_DOUBLE.test(rest));
}

/** к becomes г before a suffix; a doubled т ("паспорттун") or н ("телефонни") is one in the skeleton: ends are made alike. */
function turkicEnd(stem: string): string {
  return stem
    .replace(/g$/u, 'k')
    .replace(/nt$/u, 'n')
    .replace(/(?<=.{4}[rlks])t$|(?<=.{5}[aeiu])n$/u, '');
}

function strip(word: string, { suffixes, prefix, rounds, shortest, turkic, alike }: Stripper): string {
  let stem = word;
  const start = prefix?.exec(stem)?.[0] ?? '';
  if (stem.length - start.length >= PREFIX_LEAVES) stem = stem.slice(start.length);
  for (let round = 0; round < rounds; round += 1) {
    const suffix = suffixes.find((part) => {
      const left = stem.length - part.length;
      return left >= shortest && stem.endsWith(part) && (!turkic || follows(stem.slice(0, left), part));
    });
    if (suffix === undefined) break;
    stem = stem.slice(0, -suffix.length);
  }
  if (alike) stem = stem.replace(alike[0], alike[1]);
  return turkic ? turkicEnd(stem) : stem;
}

/** The stem of one word (any script) in a language; a number stays as it is. */
export function stem(word: string, language: EditedLanguage): string {
  return stemFolded(fold(word), language);
}

/** The same for a word that is folded already: folding twice would change it. */
export function stemFolded(folded: string, language: EditedLanguage): string {
  return /\d/u.test(folded) || folded.length <= 3 ? folded : strip(folded, STRIPPERS[language]);
}
