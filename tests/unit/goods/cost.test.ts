import { expect, test } from 'vitest';
import { costOfTaking } from '../../../shared/domain/goods/cost.ts';
import { fen, quantity } from '../../../shared/kernel/brands.ts';

/** Costs of taking `steps` pieces one after another out of a lot, and what the lot is worth in the end. */
function takeAll(pieces: number, value: number, steps: readonly number[]): { costs: number[]; left: number } {
  let [onHand, worth] = [pieces, value];
  const costs = steps.map((taken) => {
    const cost = costOfTaking(quantity(taken), quantity(onHand), fen(worth));
    onHand -= taken;
    worth -= cost;
    return cost;
  });
  return { costs, left: worth };
}

test('three pieces for ¥10 leave at 3.33, 3.33 and 3.34', () => {
  expect(takeAll(3, 1000, [1, 1, 1])).toEqual({ costs: [333, 333, 334], left: 0 });
  expect(takeAll(3, 1000, [2, 1])).toEqual({ costs: [666, 334], left: 0 });
  expect(takeAll(7, 1, [3, 3, 1])).toEqual({ costs: [0, 0, 1], left: 0 });
  expect(takeAll(4, 0, [4])).toEqual({ costs: [0], left: 0 });
});

test('amounts beyond what a product of doubles holds stay exact', () => {
  expect(costOfTaking(quantity(99_999_999), quantity(100_000_000), fen(900_000_000_000_000))).toBe(899_999_991_000_000);
});

test('taking more than there is, or nothing, is a bug of the caller', () => {
  expect(() => costOfTaking(quantity(4), quantity(3), fen(1))).toThrow('only take what is on hand');
  expect(() => costOfTaking(quantity(0), quantity(3), fen(1))).toThrow('only take what is on hand');
  expect(() => costOfTaking(quantity(1), quantity(3), fen(-1))).toThrow('less than nothing');
});
