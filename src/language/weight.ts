/**
 * Question and function words: they say how somebody asks, not what about. In a guide of a few dozen topics such a
 * word is rare and would weigh much, so it counts little, but it is never removed ("что делать" must still find).
 */

import { fold } from './fold.js';
import type { EditedLanguage } from './forms.js';

const SOFT = 0.15;

const FUNCTION_WORDS: Record<EditedLanguage, string> = {
  ru: `как что где когда куда откуда кто кому кого чем чего какой какая какие какое каком сколько почему зачем ли можно нужно надо
    нельзя могу может можем мне меня мной мы нас нам я ты тебя вы вас вам он она они его ее её их им у в во на за с со к ко по из
    от до о об для без при под над через после перед если или и а но да нет не ни же бы то это этот эта эти тот та те так такой
    там тут здесь уже еще ещё только всё все весь вся чтобы потому был была было были быть есть буду будет будут делать сделать
    скажите подскажите пожалуйста здравствуйте хочу хотел теперь сейчас очень мой моя мое мои свой свою себе сам про какую
    который которая которые что-то кто-то ведь вот ну либо чем должен должна должны`,
  ky: `кандай канча кайда качан кантип эмне эмнеге ким кимге кайсы кайсыл канчалык неге керек керекпи болобу болот болом боло мүмкүн
    мүмкүнбү мен мага мени менин биз бизге бизди сен сага сиз сизге сиздер ал аны ага анын алар аларга бул ушул ошол тигил бу да
    де дагы менен жана же бирок эгер үчүн тууралуу боюнча кийин чейин бар жок эмес эле го ко бы би бу бү ма кылам кылыш кылып
    кылуу кылса кылсам кыл кылабыз керекмин эми азыр абдан өтө көп айтыңызчы саламатсызбы салам деп деген болсо болсок болду экен
    жатат жатам ошондой мындай ар бир бири өз өзүм өзү эмнени`,
  tg: `чӣ чи чӣгуна чигуна чанд чандпулӣ кай куҷо куҷост кадом кӣ ки чаро барои оё мумкин мумкинаст мешавад метавонам мешавам
    бояд лозим лозимаст даркор ман манро маро мо моро ту туро шумо шуморо вай ӯ онҳо ин он ҳамин ҳамон аз ба дар бо то ва ё ҳам
    агар ки ку кунам кунад кардан кунем карда мекунад мекунам мекунанд аст ҳаст нест будан шуд шуда буд бошад бе пас баъд пеш акнун
    ҳозир дигар бисёр хеле лутфан салом гӯед бигӯед мехоҳам хоҳам ягон як чиз ҳар худ худам онро инро мегирам`,
  uz: `qanday qancha qayer qayerda qayerga qayerdan qachon qanaqa nima nimaga nega kim kimga qaysi necha nechta kerak kerakmi
    mumkin mumkinmi boʻladi boʻladimi boʻlsa boladi bolsa men menga meni mening biz bizga bizni sen senga siz sizga ular ularni u
    uni unga bu shu oʻsha va yoki lekin agar uchun haqida boʻyicha bilan keyin oldin gacha bor yoʻq emas ham hali endi hozir juda
    koʻp iltimos salom assalomu alaykum ayting deb degan edi ekan qilaman qilish qilsam qilib qiladi qilay qilishim qilishi
    qilingan qanaqasiga har bir biri oʻz oʻzim oʻzi mi chi da de esa ki xohlayman hech narsa nimani`,
};

const SOFT_WORDS: Record<EditedLanguage, ReadonlySet<string>> = {
  ru: folded(FUNCTION_WORDS.ru),
  ky: folded(FUNCTION_WORDS.ky),
  tg: folded(FUNCTION_WORDS.tg),
  uz: folded(FUNCTION_WORDS.uz),
};

function folded(list: string): ReadonlySet<string> {
  return new Set(list.split(/[\s-]+/u).map(fold));
}

/** 0.15 for question and function words of the language, else 1. Takes a word as written or folded. */
export function wordWeight(word: string, language: EditedLanguage): number {
  return SOFT_WORDS[language].has(fold(word)) ? SOFT : 1;
}
