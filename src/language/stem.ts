/**
 * Light suffix strippers, on the skeleton of `fold`. They join the forms of a word ("регистрациядан", "registratsiyada")
 * well enough for searching; they are not grammar. Suffixes are written here in the language's own letters.
 */

import { fold } from './fold.js';
import type { EditedLanguage } from './forms.js';

interface Stripper {
  /** Longest first, in skeleton letters. */
  suffixes: string[];
  prefixes: string[];
  /** How many suffixes may be taken off one after another. */
  rounds: number;
  /** What must be left. */
  shortest: number;
  /** Turkic: к becomes г before a suffix ("айлык", "айлыгым"), and a doubled т of "патенттин" is folded into one. */
  softened: boolean;
}

function stripper(
  suffixes: string,
  rounds: number,
  shortest: number,
  prefixes: string,
  softened: boolean,
): Stripper {
  const folded = (list: string) => [...new Set(list.split(/\s+/u).filter(Boolean).map(fold))].filter(Boolean);
  return {
    suffixes: folded(suffixes).sort((a, b) => b.length - a.length || (a < b ? -1 : 1)),
    prefixes: folded(prefixes).sort((a, b) => b.length - a.length),
    rounds,
    shortest,
    softened,
  };
}

const STRIPPERS: Record<EditedLanguage, Stripper> = {
  ru: stripper(
    `иями ями ами иях ях ах иям ям ам ией ей ой ий ый ого его ому ему ыми ими ым им ом ем ем ых их ую юю ая яя ое ее
     ые ие ью ия ья ию иею ев ов ы и а я у ю е о ость ости остью остей
     ать ять ить еть уть ает аю ают аем ет ют ут ит ат ят ешь ишь ете ите ешься аешь аете али ала ало ал или ила ило ил ели ела ел
     ует уют уете уешь овать евать ается ются уется ятся лся лась лись лось ась ась
     ание ания анию анием ении ение ения ению ением ный ная ное ные ного ному ным ных ной ную ными
     енный анный ующий щий ющий вший нный ен ена ено ены ан ана аны`,
    1,
    3,
    '',
    false,
  ),
  ky: stripper(
    `лар лер лор лөр дар дер дор дөр тар тер тор төр
     нын нин нун нүн дын дин дун дүн тын тин тун түн ны ни ну нү ды ди ду дү ты ти ту тү
     га ге го гө ка ке ко кө на не но нө да де до дө та те то тө дан ден дон дөн тан тен тон төн нан нен
     ым им ум үм ың иң уң үң ы и у ү сы си су сү быз биз буз бүз ыбыз ибиз убуз үбүз ыңыз иңиз ңыз ңиз
     дагы деги догу дөгү тагы теги тогу төгү лык лик лук лүк дык дик дук дүк тык тик сыз сиз суз сүз
     луу дуу туу чы чи чу чү ча че чо чө
     ган ген гон гөн кан кен кон көн ат ет от өт йт айт бы бу би бү бай бей май мей
     са се со сө мын мин мун мүн сың сиң сыңар сыздар ып ип уп үп п уу үү оо өө а е о ө
     уш үш ыш иш ыл ил ул үл ыр ир ур үр дыр дир дур дүр мак мек гыла ыңыздар ышы`,
    4,
    3,
    '',
    true,
  ),
  uz: stripper(
    `lar larning larni larga larda lardan ning ni ga ka qa da dan dagi gacha cha dek day
     im ing i si imiz ingiz miz ngiz m ng lik siz li chi man san sizlar dir mi
     moq mak ish adi ydi di dim ding dik gan kan qan yap yapti yapman ayap ib b may mas mang sa sam sak sang adigan ydigan
     digan uvchi ovchi aman yman asiz ysiz amiz ymiz asan ysan ar ar ay a y il in tir dir ash lash lan
     gi ki sh sin sinlar`,
    4,
    3,
    '',
    true,
  ),
  tg: stripper(
    `ҳо ҳои ҳоро ҳоям ҳоят ҳояш он ён гон ам ат аш амон атон ашон ро и е ю у
     анд ем ед ад аст астам астед астанд дан тан дани тани да та ам
     иву дор манд нок а ӣ ии ият ият гӣ чӣ еро иро аи ои`,
    3,
    3,
    'ме наме',
    false,
  ),
};

const PREFIX_LEAVES = 4;

function strip(word: string, { suffixes, prefixes, rounds, shortest, softened }: Stripper): string {
  let stem = word;
  const prefix = prefixes.find((part) => stem.startsWith(part) && stem.length - part.length >= PREFIX_LEAVES);
  if (prefix !== undefined) stem = stem.slice(prefix.length);
  for (let round = 0; round < rounds; round += 1) {
    const suffix = suffixes.find((part) => stem.endsWith(part) && stem.length - part.length >= shortest);
    if (suffix === undefined) break;
    stem = stem.slice(0, -suffix.length);
  }
  return softened ? stem.replace(/g$/u, 'k').replace(/nt$/u, 'n') : stem;
}

/** The stem of one word (any script) in a language; a number stays as it is. */
export function stem(word: string, language: EditedLanguage): string {
  return stemFolded(fold(word), language);
}

/** The same for a word that is folded already: folding twice would change it. */
export function stemFolded(folded: string, language: EditedLanguage): string {
  return /\d/u.test(folded) || folded.length <= 3 ? folded : strip(folded, STRIPPERS[language]);
}
