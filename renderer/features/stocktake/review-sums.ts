import type { ReviewLine } from '../../../shared/contract/stocktake.ts';
import { type Fen, fen } from '../../../shared/kernel/brands.ts';

/** A line that does not pass without a reason. */
export function differs(line: Pick<ReviewLine, 'difference' | 'movedBetween'>): boolean {
  return line.difference !== 0 || line.movedBetween !== 0;
}

/** What moved in the books since a lot was counted; the count takes it into account. */
export function movedSince(line: Pick<ReviewLine, 'bookQuantity' | 'onHandQuantity'>): number {
  return line.onHandQuantity - line.bookQuantity;
}

export type ReviewSum = { readonly lots: number; readonly valueFen: Fen; readonly unvalued: number };

/** Gains or losses together: how many lots, what the valued ones are worth, how many are unvalued. */
export function sumOf(lines: readonly ReviewLine[], sign: 1 | -1): ReviewSum {
  const found = lines.filter(({ difference }) => difference * sign > 0);
  return {
    lots: found.length,
    valueFen: fen(found.reduce((sum, { differenceFen }) => sum + Math.abs(differenceFen ?? 0), 0)),
    unvalued: found.filter(({ valued }) => !valued).length,
  };
}
