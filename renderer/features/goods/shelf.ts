import type { StockOverviewRow } from '../../../shared/contract/stock.ts';
import type { Fen } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';

/** What may be looked at of the shelf: everything in use, or what needs somebody. */
export type Shown = 'all' | 'low' | 'near' | 'expired' | 'earmarked' | 'on_loan' | 'unvalued' | 'inactive';

type Filter = { readonly key: Shown; readonly name: string; readonly has: (row: StockOverviewRow) => boolean };

/** Not expired: what may be handed out, earmarked goods included. */
export function available(row: StockOverviewRow): number {
  return row.onHandQuantity - row.expiredQuantity;
}

/** Goods that need ordering. A partner shop keeps its own, and what is out of use needs none. */
export function isLow(row: StockOverviewRow): boolean {
  if (row.partnerOwned) return false;
  return available(row) < row.minimumStock || available(row) === 0;
}

export const FILTERS: readonly Filter[] = [
  { key: 'all', name: '在用', has: (row) => row.active },
  { key: 'low', name: '库存不足', has: (row) => row.active && isLow(row) },
  { key: 'near', name: '临期', has: (row) => row.nearQuantity > 0 },
  { key: 'expired', name: '过期', has: (row) => row.expiredQuantity > 0 },
  { key: 'earmarked', name: '定向', has: (row) => row.earmarkedQuantity > 0 },
  { key: 'on_loan', name: '借出', has: (row) => row.onLoanQuantity > 0 },
  { key: 'unvalued', name: '未计价', has: (row) => row.unvaluedQuantity > 0 },
  { key: 'inactive', name: '停用', has: (row) => !row.active },
];

/** How many kinds of goods each filter would show. */
export function countShown(rows: readonly StockOverviewRow[]): Readonly<Record<Shown, number>> {
  const counts = { all: 0, low: 0, near: 0, expired: 0, earmarked: 0, on_loan: 0, unvalued: 0, inactive: 0 };
  for (const row of rows) for (const { key, has } of FILTERS) if (has(row)) counts[key] += 1;
  return counts;
}

export function rowsShown(
  rows: readonly StockOverviewRow[],
  shown: Shown,
  category: string | null,
): readonly StockOverviewRow[] {
  const filter = FILTERS.find(({ key }) => key === shown);
  return rows.filter((row) => (filter?.has(row) ?? true) && (category === null || row.category === category));
}

/** Categories in the order of the catalogue; goods without one stand under ''. */
export function categoriesOf(rows: readonly StockOverviewRow[]): readonly string[] {
  return [...new Set(rows.map(({ category }) => category))];
}

export type Mark = { readonly tone: 'bad' | 'soon' | 'plain'; readonly text: string };

/** What there is to know of a kind of goods besides its figures, the worst first. Each begins with a sign or a word. */
export function marksOf(row: StockOverviewRow): readonly Mark[] {
  const { unit } = row;
  const marks: Mark[] = [];
  if (!row.active) marks.push({ tone: 'plain', text: '停用' });
  if (row.expiredQuantity > 0) marks.push({ tone: 'bad', text: `✕ 过期 ${row.expiredQuantity}${unit}` });
  if (row.nearQuantity > 0) marks.push({ tone: 'soon', text: `! 临期 ${row.nearQuantity}${unit}` });
  if (row.active && isLow(row)) marks.push({ tone: 'soon', text: available(row) === 0 ? '! 无货' : '! 不足' });
  if (row.earmarkedQuantity > 0) marks.push({ tone: 'plain', text: `定向 ${row.earmarkedQuantity}${unit}` });
  if (row.onLoanQuantity > 0) marks.push({ tone: 'plain', text: `借出 ${row.onLoanQuantity}${unit}` });
  if (row.partnerOwned) marks.push({ tone: 'plain', text: '共建店供货' });
  return marks;
}

/** What goods are worth, of which some pieces have no known value: that is never called nothing. */
export function worthText(value: Fen, pieces: number, unvalued: number): string {
  if (unvalued === 0) return yuanText(value);
  return unvalued === pieces ? '未计价' : `${yuanText(value)} + 未计价`;
}
