import { type Centipoints, centipoints, type Fen, fen } from '../../kernel/brands.ts';

/** What one unit of an item is worth: the exact fraction `valueFen / quantity`, and where the figure is from. */
export type UnitValue = {
  readonly valueFen: Fen;
  readonly quantity: number;
  /** Of the dearest lot on hand; of the last delivery that had a cost; the item's reference price; what a partner is paid. */
  readonly basis: UnitValueBasis;
};
export type UnitValueBasis = 'on_hand' | 'last_received' | 'reference' | 'settlement';

/** Prices move in steps of half a point (6.5; 0.5). */
const STEP_CENTIPOINTS = 50n;

/** Fen for one unit, rounded up: a figure to show and to compare by eye, never to post. */
export function unitValueFen({ valueFen, quantity }: UnitValue): Fen {
  return fen(Number(ceilDiv(BigInt(valueFen), BigInt(quantity))));
}

/** What one point buys at a price, in fen, rounded up; null where it is free: no figure says how much that is. */
export function fenPerPoint(value: UnitValue, price: Centipoints): Fen | null {
  if (price === 0) return value.valueFen === 0 ? fen(0) : null;
  return fen(Number(ceilDiv(BigInt(value.valueFen) * 100n, BigInt(value.quantity) * BigInt(price))));
}

/** Whether a point would buy more than the scheme allows, exactly: a rounded figure decides nothing. */
export function isAboveRate(value: UnitValue, price: Centipoints, maximumFenPerPoint: Fen): boolean {
  return BigInt(value.valueFen) * 100n > BigInt(maximumFenPerPoint) * BigInt(price) * BigInt(value.quantity);
}

/** The lowest price at which a point buys no more than `fenPerPointLimit`. */
export function lowestPrice(value: UnitValue, fenPerPointLimit: Fen): Centipoints {
  return centipoints(Number(ceilDiv(BigInt(value.valueFen) * 100n, BigInt(fenPerPointLimit) * BigInt(value.quantity))));
}

/** A price for goods of this value at so much a point, up to the next half point; never free. */
export function suggestedPrice(value: UnitValue, rateFen: Fen): Centipoints {
  const exact = BigInt(lowestPrice(value, rateFen));
  const steps = ceilDiv(exact, STEP_CENTIPOINTS);
  return centipoints(Number((steps === 0n ? 1n : steps) * STEP_CENTIPOINTS));
}

/**
 * What a point is worth on this shelf, in fen: the middle one of the items that have both a price and a value. Null where
 * there is none to go by.
 */
export function usualRate(
  items: readonly { readonly value: UnitValue | null; readonly price: Centipoints | null }[],
): Fen | null {
  const rates = items.flatMap(({ value, price }) => {
    const rate = value === null || price === null || price === 0 ? null : fenPerPoint(value, price);
    return rate === null || rate === 0 ? [] : [rate];
  });
  rates.sort((a, b) => a - b);
  return rates[Math.floor((rates.length - 1) / 2)] ?? null;
}

function ceilDiv(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
