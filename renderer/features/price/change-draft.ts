import type { PriceRow } from '../../../shared/contract/price.ts';
import type { Centipoints } from '../../../shared/kernel/brands.ts';
import { hundredthsText, parsePoints } from '../../../shared/kernel/number-text.ts';

/** A new price as typed; `stopped`: no longer for redemption. */
export type PriceDraft = { readonly text: string; readonly stopped: boolean };

export const EMPTY_DRAFT: PriceDraft = { text: '', stopped: false };

/** What is wrong with a new price, in a sentence; null: nothing. */
export function draftProblem(row: PriceRow, draft: PriceDraft): string | null {
  if (draft.stopped) return row.priceCentipoints === null ? '本来就不兑换。' : null;
  if (draft.text.trim() === '') return '请填新分值。';
  const price = parsePoints(draft.text);
  if (price === null || price < 0) return '分值最多两位小数，如 6.5。';
  if (row.lowestCentipoints !== null && price < row.lowestCentipoints)
    return `超过方案每分限额，最低 ${hundredthsText(row.lowestCentipoints)} 分。`;
  return null;
}

export function priceOf(draft: PriceDraft): Centipoints | null {
  return draft.stopped ? null : parsePoints(draft.text);
}
