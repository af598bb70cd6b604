/** The same numbers for the same seed: a failure names its seed, and SHOP_FAULT_SEED plays it again. */
export class Seeded {
  readonly seed: number;
  #state: number;

  constructor(seed: number) {
    this.seed = seed;
    this.#state = seed >>> 0;
  }

  /** From 0 up to, not including, `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  /** True `percent` times out of a hundred. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}

/** Numbers of the seed in SHOP_FAULT_SEED, else of `usual`. */
export function seeded(usual: number): Seeded {
  return new Seeded(Number(process.env['SHOP_FAULT_SEED'] ?? usual));
}

/** So many rounds as asked for, times SHOP_FAULT_ROUNDS for a long run. */
export function rounds(usual: number): number {
  return Math.round(usual * Number(process.env['SHOP_FAULT_ROUNDS'] ?? 1));
}
