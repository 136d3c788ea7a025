/** How people type, for `train-language.ts`: without the special letters, in Latin letters, without apostrophes. */

/** What a keyboard without the letter gives. */
export const WITHOUT_SPECIAL: Readonly<Record<string, string>> = {
  ё: 'е',
  ң: 'н',
  ө: 'о',
  ү: 'у',
  ғ: 'г',
  ӣ: 'и',
  қ: 'к',
  ӯ: 'у',
  ҳ: 'х',
  ҷ: 'ч',
  ў: 'у',
  ә: 'а',
  ұ: 'у',
  һ: 'х',
  і: 'и',
};

/** As on a keyboard without the special letters. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[ʻʼ‘’'`]/gu, '')
    .replace(/./gsu, (letter) => WITHOUT_SPECIAL[letter] ?? letter);
}

const CHAT_LATIN: Record<string, readonly string[]> = {
  а: ['a'],
  б: ['b'],
  в: ['v'],
  г: ['g'],
  ғ: ['g', 'gh'],
  д: ['d'],
  е: ['e'],
  ё: ['yo', 'e', 'jo'],
  ж: ['j', 'zh'],
  з: ['z'],
  и: ['i'],
  ӣ: ['i'],
  й: ['y', 'i', 'j'],
  к: ['k'],
  қ: ['k', 'q'],
  л: ['l'],
  м: ['m'],
  н: ['n'],
  ң: ['n', 'ng'],
  о: ['o'],
  ө: ['o', 'ö'],
  п: ['p'],
  р: ['r'],
  с: ['s'],
  т: ['t'],
  у: ['u'],
  ӯ: ['u', 'u', 'o'],
  ү: ['u', 'y', 'ü'],
  ф: ['f'],
  х: ['h', 'kh', 'x'],
  ҳ: ['h'],
  ц: ['ts', 'c'],
  ч: ['ch'],
  ҷ: ['j', 'j', 'ch'],
  ш: ['sh'],
  щ: ['sch', 'sh', 'shch'],
  ъ: [''],
  ы: ['y', 'i'],
  ь: ['', '', "'"],
  э: ['e'],
  ю: ['yu', 'u'],
  я: ['ya', 'ia', 'ja'],
};

/** Latin as typed in a chat; `style` settles the way of each letter for the whole text, because a person keeps to one. */
export function chatLatin(text: string, style: number): string {
  return text.toLowerCase().replace(/[\u0400-\u04FF]/gu, (letter) => {
    const ways = CHAT_LATIN[letter];
    if (!ways) return letter;
    const mixed = Math.imul(style + 1, Math.imul(letter.charCodeAt(0), 0x9e3779b1)) >>> 8;
    return ways[mixed % ways.length] ?? '';
  });
}

/** Uzbek as it is typed in a hurry: the marks of oʻ and gʻ left out or wrong, sh as w. */
export function uzbekSloppy(text: string, style: number): string {
  const typed = text
    .toLowerCase()
    .replace(/ʻ/gu, style % 2 === 0 ? '' : "'")
    .replace(/ʼ/gu, '');
  return style % 3 === 2 ? typed.replace(/sh/gu, 'w') : typed;
}
