import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { centipoints, fen } from '../../../shared/kernel/brands.ts';
import {
  fenPerPoint,
  isAboveRate,
  lowestPrice,
  suggestedPrice,
  type UnitValue,
  usualRate,
} from '../../../shared/domain/price/price.ts';

const worth = (valueFen: number, quantity = 1): UnitValue => ({ valueFen: fen(valueFen), quantity, basis: 'on_hand' });

describe('yuan a point', () => {
  test('¥60 for 10 points is ¥6 a point, above ¥5; 12 points are the lowest', () => {
    expect(isAboveRate(worth(6_000), centipoints(1_000), fen(500))).toBe(true);
    expect(fenPerPoint(worth(6_000), centipoints(1_000))).toBe(600);
    expect(lowestPrice(worth(6_000), fen(500))).toBe(1_200);
    expect(isAboveRate(worth(6_000), centipoints(1_200), fen(500))).toBe(false);
  });

  test('a lot of three for ¥10 is compared exactly, not by a rounded third', () => {
    // ¥3.333… at 0.66 points is ¥5.05 a point; at 0.67 it is ¥4.975.
    expect(isAboveRate(worth(1_000, 3), centipoints(66), fen(500))).toBe(true);
    expect(isAboveRate(worth(1_000, 3), centipoints(67), fen(500))).toBe(false);
    expect(lowestPrice(worth(1_000, 3), fen(500))).toBe(67);
  });

  test('goods of value for nothing are above any rate, worthless ones below', () => {
    expect(isAboveRate(worth(1), centipoints(0), fen(500))).toBe(true);
    expect(fenPerPoint(worth(1), centipoints(0))).toBeNull();
    expect(isAboveRate(worth(0), centipoints(0), fen(500))).toBe(false);
  });

  test('a suggestion goes up to the next half point and is never free', () => {
    expect(suggestedPrice(worth(2_350), fen(100))).toBe(2_350);
    expect(suggestedPrice(worth(2_351), fen(100))).toBe(2_400);
    expect(suggestedPrice(worth(1), fen(500))).toBe(50);
    expect(suggestedPrice(worth(0), fen(500))).toBe(50);
  });

  test('the lowest price holds and a hundredth less does not; a suggestion always holds', () => {
    const value = fc.record({
      valueFen: fc.integer({ min: 1, max: 1e10 }),
      quantity: fc.integer({ min: 1, max: 1e6 }),
    });
    fc.assert(
      fc.property(value, fc.integer({ min: 10, max: 500 }), ({ valueFen, quantity }, rate) => {
        const unit = worth(valueFen, quantity);
        const lowest = lowestPrice(unit, fen(rate));
        expect(isAboveRate(unit, lowest, fen(rate))).toBe(false);
        expect(isAboveRate(unit, centipoints(lowest - 1), fen(rate))).toBe(true);
        expect(isAboveRate(unit, suggestedPrice(unit, fen(rate)), fen(rate))).toBe(false);
      }),
    );
  });

  test('the usual rate is the middle one, of items with both a price and a value', () => {
    const shelf = [
      { value: worth(100), price: centipoints(100) },
      { value: worth(300), price: centipoints(100) },
      { value: worth(900), price: centipoints(100) },
      { value: null, price: centipoints(100) },
      { value: worth(900), price: null },
      { value: worth(900), price: centipoints(0) },
    ];
    expect(usualRate(shelf)).toBe(300);
    expect(usualRate([])).toBeNull();
  });
});
