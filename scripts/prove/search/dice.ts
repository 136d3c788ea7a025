import { random } from '../../../tests/support/fake-telegram/index.js';

/** Seeded choices: the same seeds give the same choices in the same order. */
export interface Dice {
  /** 0 to `count` - 1. */
  below(count: number): number;
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Each item with its weight. */
  weighted<Item>(items: readonly (readonly [weight: number, item: Item])[]): Item;
  /** A seed for something that draws by itself. */
  seed(): number;
}

export function createDice(...seeds: number[]): Dice {
  const draw = random(...seeds);
  const below = (count: number) => Math.floor(draw() * count);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error('nothing-to-pick-from');
    return item;
  };
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    chance: (probability) => draw() < probability,
    pick,
    weighted(items) {
      let point = draw() * items.reduce((sum, [weight]) => sum + weight, 0);
      const found = items.find(([weight]) => {
        point -= weight;
        return point < 0;
      });
      return (found ?? pick(items))[1];
    },
    seed: () => below(0x7fffffff),
  };
}
