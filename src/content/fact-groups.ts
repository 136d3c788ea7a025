/** Cells that say the same, put together and named: "Узбекистан, Таджикистан: 15 дней". */
import type { Cell, Choice, Dimension } from './fact-choice.js';
import type { Voice } from './voice.js';

export interface Group {
  cells: Cell[];
  text: string;
}

/** Cells that say the same, together; a group always covers all its citizenships in all its regions. */
export function groupCells(choice: Choice, textOf: (cell: Cell) => string): Group[] {
  const byText = new Map<string, Cell[]>();
  for (const cell of choice.cells) {
    const text = textOf(cell);
    byText.set(text, [...(byText.get(text) ?? []), cell]);
  }
  return [...byText].flatMap(([text, cells]): Group[] => {
    const citizenships = codesOf(cells, 'citizenship');
    if (citizenships.length * codesOf(cells, 'region').length === cells.length) return [{ cells, text }];
    return citizenships.map((code) => ({ text, cells: cells.filter((cell) => cell.citizenship === code) }));
  });
}

export function codesOf(cells: Cell[], dimension: Dimension): (string | null)[] {
  return [...new Set(cells.map((cell) => cell[dimension]))];
}

/** For whom a group holds; empty where the reader or the text around it has settled that. */
export function nameGroup(cells: Cell[], choice: Choice, groupCount: number, voice: Voice): string {
  const name = (dimension: Dimension): string => {
    if (!choice.named[dimension]) return '';
    const codes = codesOf(cells, dimension);
    const everyone = codes.length === codesOf(choice.cells, dimension).length;
    if (everyone && !(groupCount === 1 && choice.partial[dimension])) return '';
    return codes.map(dimension === 'region' ? voice.region : voice.country).join(', ');
  };
  return [name('citizenship'), name('region')].filter((part) => part !== '').join(' — ');
}
