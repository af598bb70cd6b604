import { assert, must } from '../../../../shared/kernel/assert.ts';

/** Chance that is the same in every run with the same seed. */
export type Random = {
  /** A whole number from 0 up to, not including, `below`. */
  readonly below: (below: number) => number;
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number;
  /** True about `percent` times in a hundred. */
  readonly chance: (percent: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  /** An id in the form of a UUID. */
  readonly id: () => string;
};

/** Mulberry32: small, even enough for names and baskets, and the same on every machine. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const word = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => {
    assert(limit >= 1, 'there is something to choose from');
    return Math.floor((word() / 2 ** 32) * limit);
  };
  const hex = (): string => word().toString(16).padStart(8, '0');
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (percent) => below(100) < percent,
    pick: (from) => must(from[below(from.length)], 'a list to pick from is not empty'),
    id: () => {
      const [a, b, c, d] = [hex(), hex(), hex(), hex()];
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
  };
}
