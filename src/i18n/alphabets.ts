import type { Form } from './index.js';

/**
 * Letter order of each alphabet. Intl sorts Uzbek Cyrillic wrongly and knows no Tajik, and what it knows depends
 * on the machine; so the order stands here. Digraphs count as one letter.
 */
const ALPHABETS: Record<Form, string[]> = {
  ru: [...'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'],
  ky: [...'абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя'],
  tg: [...'абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя'],
  uz: 'a b d e f g h i j k l m n o p q r s t u v x y z oʻ gʻ sh ch ng c w ʼ'.split(' '),
  'uz-Cyrl': [...'абвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳ'],
};

/** Comparator by the alphabet of the form; letters outside it come after, by code point. */
export function alphabetComparator(form: Form): (a: string, b: string) => number {
  const rank = new Map(ALPHABETS[form].map((letter, index) => [letter, index + 1]));
  // "ng" inside a word is often n + g, and dictionaries differ; two letters keep the usual order
  if (form === 'uz') rank.delete('ng');
  const keyOf = (text: string): number[] => {
    const letters = [...text.toLowerCase().replace(/['`‘’ʼ](?=\p{L})/gu, 'ʻ')];
    const key: number[] = [];
    for (let index = 0; index < letters.length; index += 1) {
      const letter = letters[index] ?? '';
      const pair = rank.get(letter + (letters[index + 1] ?? ''));
      if (pair !== undefined && letters[index + 1] !== undefined) {
        key.push(pair);
        index += 1;
        continue;
      }
      key.push(
        rank.get(letter) ?? (/\p{L}/u.test(letter) ? 1000 : 0) + (letter.codePointAt(0) ?? 0) / 0x110000,
      );
    }
    return key;
  };
  return (a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
      const difference = (left[index] ?? 0) - (right[index] ?? 0);
      if (difference !== 0) return difference;
    }
    return left.length - right.length;
  };
}
