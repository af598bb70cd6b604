import type { Fen } from '../../shared/kernel/brands.ts';
import { yuanText } from '../../shared/kernel/number-text.ts';

/** What several are worth together, in yuan: those without a value are told beside it, and alone where none has one, never as zero. */
export function worthText(known: Fen, unvalued: number, counted: '批' | '种' | '行'): string {
  if (unvalued === 0) return yuanText(known);
  return known === 0 ? `${unvalued} ${counted}未计价` : `${yuanText(known)}，另 ${unvalued} ${counted}未计价`;
}
