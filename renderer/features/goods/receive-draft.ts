import type { ItemId } from '../../../shared/kernel/brands.ts';
import { parseYuan } from '../../../shared/kernel/number-text.ts';

/** One line of goods as typed. */
export type ReceiveLine = {
  readonly key: string;
  readonly itemId: ItemId | null;
  readonly quantity: string;
  /** Cost of the whole line in yuan; empty: unvalued (未计价). */
  readonly cost: string;
  readonly producedOn: string | null;
  readonly expiresOn: string | null;
};

let made = 0;

export function emptyLine(): ReceiveLine {
  made += 1;
  return { key: `line-${made}`, itemId: null, quantity: '', cost: '', producedOn: null, expiresOn: null };
}

export function lineProblems(line: ReceiveLine): { readonly quantity?: string; readonly cost?: string } {
  const cost = parseYuan(line.cost);
  return {
    ...(/^[1-9]\d{0,6}$/.test(line.quantity.trim()) ? {} : { quantity: '请填整数。' }),
    ...(line.cost.trim() !== '' && (cost === null || cost < 0) ? { cost: '最多两位小数。' } : {}),
  };
}

/** Only for a line that names its item. */
export function inputOf(line: ReceiveLine) {
  return {
    itemId: line.itemId ?? '',
    quantity: Number(line.quantity),
    costFen: line.cost.trim() === '' ? null : parseYuan(line.cost),
    producedOn: line.producedOn,
    expiresOn: line.expiresOn,
  };
}
