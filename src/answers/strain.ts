/**
 * Words by which one hears that somebody is worn out or afraid while asking something practical. Nobody is told that
 * they need help: the practical answer comes first, and one line says that a person can be spoken to.
 */
import { fold, words } from '../language/index.js';

const SIGNS = `
нет сил, сил нет, нету сил, нет больше сил, не могу больше, больше не могу, устал, устала, устали, измучил, замучил, вымотал, отчаян, отчаял, боюсь, страшно, не сплю, не спим, плачу, плачет, реву, слёзы, слезы, голова кругом, опускаются руки, руки опустились, на нервах, переживаю, стыдно, тяжело на душе, голодн, один совсем, одна совсем, прятаться;
чарчадым, чарчап, тажадым, тажап, жададым, күчүм калбады, алым калбады, кайгыр, коркуп, коркуу, коркпой, корком, ыйлап, ыйлай, уктабай, уктай албай, колум эч нерсеге барбай, башым катты, эмне кыларымды билбей, ачка, айлам кетти, жаным кашайып;
хаста шудам, монда шудам, хаста, метарсам, тарсида, гиря мекунам, гирям, гиря, хобам намебарад, хоб намеравам, дилам тамом, дилам танг, ноумед, гуруснаанд, гурусна, қувват надорам, тоқат надорам, сарам гаранг, дастам аз кор, фикр мекунам шабҳо, зиқ шудам;
charchadim, charchab, toliqdim, ezilib, ezildim, qoʻrqaman, qoʻrqyapman, qoʻrqib, yigʻlab, yigʻlayapti, yigʻlayman, uxlolmay, uxlay olmay, kuchim qolmadi, kuchim yoʻq, sabrim tugadi, boshim qotdi, boshimiz qotib, nima qilishni bilmay, qoʻlim boʻshab, qoʻlim boʻsh qoldi, ichim siqilyapti, ichim siqil, siqilib, umidim uzildi, och qoldik, sogʻindim, yolgʻizlikdan`;

const FOLDED = SIGNS.split(/[,;]/u)
  .map((sign) => words(sign).map(fold))
  .filter((sign) => sign.length > 0);

/** Whether the message holds one of the signs, as whole beginnings of words that follow each other. */
export function showsStrain(text: string): boolean {
  const said = words(text).map(fold);
  return said.some((_, at) =>
    FOLDED.some((sign) => sign.every((part, index) => said[at + index]?.startsWith(part) === true)),
  );
}
