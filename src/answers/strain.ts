/**
 * Words by which one hears that somebody is worn out or afraid while asking something practical. Nobody is told that
 * they need help: the practical answer comes first, and one line says that a person can be spoken to.
 */
import { fold, words } from '../language/index.js';
import { phrasesOf, standsAt } from './phrases.js';

const SIGNS = `
нет сил, сил нет, нету сил, нет больше сил, сил больше нет, не могу больше, больше не могу, устал, устала, устали, измучился, измучилась, измучились, замучился, замучилась, вымотался, вымоталась, в отчаянии, отчаялся, отчаялась, боюсь, боимся, страшно, не сплю, не спим, не могу спать, ночами плачу, плачу ночами, плачет, плачут, реву, слёзы, голова кругом, опускаются руки, опустились руки, руки опускаются, руки опустились, на нервах, переживаю, стыдно, тяжело на душе, голодные, голодный, голодная, один совсем, одна совсем, прятаться;
чарчадым, чарчап, чарчадык, тажадым, тажап, тажады, жададым, күчүм калбады, алым калбады, кайгырып, коркуп, коркуп жатам, коркуп жүрөм, коркомун, корком, ыйлап, ыйлайт, ыйлайм, уктабай, уктабайм, ачка, уктай албайм, уктай албай, колум эч нерсеге барбай, башым катты, эмне кыларымды билбейм, эмне кыларымды билбей, айлам кетти, жаным кашайып;
хаста шудам, хаста шудем, монда шудам, монда шудем, метарсам, тарсида, метарсем, гиря мекунам, гиря мекунад, гирям меояд, гиря меояд, хобам намебарад, хоб намеравам, дилам тамом, дилам танг, ноумед, гуруснаанд, қувват надорам, қувватам намонд, тоқат надорам, тоқатам намонд, сарам гаранг, дастам аз кор, шабҳо фикр мекунам, зиқ шудам;
charchadim, charchab, charchadik, toliqdim, ezilib ketdim, qoʻrqaman, qoʻrqyapman, qoʻrqib, qoʻrqamiz, yigʻlab, yigʻlayapti, yigʻlayapman, yigʻlayman, uxlolmayman, uxlolmay, uxlay olmayman, uxlay olmayapman, kuchim qolmadi, kuchim yoʻq, sabrim tugadi, boshim qotdi, boshim qotib, boshimiz qotib, nima qilishni bilmay, nima qilishni bilmayman, qoʻlim boʻshab, qoʻlim boʻsh qoldi, ichim siqilyapti, siqilib ketdim, umidim uzildi, och qoldik, yolgʻizlikdan`;

const FOLDED = phrasesOf(SIGNS);

/** Whether the message holds one of the signs, word by word: beginnings would mistake "осталось" for "устал". */
export function showsStrain(text: string): boolean {
  const said = words(text).map(fold);
  return said.some((_, at) => FOLDED.some((sign) => standsAt(said, at, sign)));
}
