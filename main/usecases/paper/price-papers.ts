import type { Item } from '../../../shared/domain/goods/goods.ts';
import type { PriceRefusal } from '../../../shared/domain/price/refusals.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import type { Centipoints, ItemId, LocalDate } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { LabelData, LabelsPaper, PriceListPaper } from '../../documents/paper/paper.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { listItems } from '../../db/repositories/item-repository.ts';
import { readShopName } from '../settings/shop-settings.ts';

type Priced = Item & { readonly priceCentipoints: Centipoints };

export type LabelsInput = Pick<LabelsPaper, 'sheet' | 'skip' | 'frames'> & {
  readonly lines: readonly { readonly itemId: ItemId; readonly copies: number }[];
};

/** At most so many on one PDF: more would keep the office waiting for a mistake. */
const MOST_LABELS = 5_000;

/** Shelf labels with the prices of the day. Goods without a price have none. */
export function labelsPaper(
  db: ReadableDatabase,
  today: LocalDate,
  input: LabelsInput,
): Result<
  LabelsPaper,
  | Extract<RedemptionRefusal, { code: 'item_not_found' | 'item_without_price' }>
  | Extract<PriceRefusal, { code: 'paper_nothing' | 'paper_too_many_labels' }>
> {
  const { lines, ...sheet } = input;
  if (lines.length === 0) return err({ code: 'paper_nothing' });
  const wanted = lines.reduce((sum, { copies }) => sum + copies, 0);
  if (wanted > MOST_LABELS) return err({ code: 'paper_too_many_labels', labels: wanted, limit: MOST_LABELS });
  const items = new Map(listItems(db, today).map((item) => [item.id, item]));
  const labels: LabelData[] = [];
  for (const { itemId, copies } of lines) {
    const item = items.get(itemId);
    if (!item) return err({ code: 'item_not_found' });
    if (!hasPrice(item)) return err({ code: 'item_without_price', itemName: item.name });
    const { name, spec, unit, priceCentipoints, barcode, code } = item;
    const label = { name, spec, unit, priceCentipoints, barcode, code };
    labels.push(...Array.from({ length: copies }, () => label));
  }
  return ok({ kind: 'labels', ...sheet, labels });
}

export type PriceListInput = Pick<PriceListPaper, 'size' | 'note'> & {
  readonly day: LocalDate;
  readonly categories: readonly string[];
};

/** 兑换价目表: what is in use and has a price on that day, by category. */
export function priceListPaper(
  db: ReadableDatabase,
  input: PriceListInput,
): Result<PriceListPaper, Extract<PriceRefusal, { code: 'paper_nothing' }>> {
  const { size, note, day, categories } = input;
  const offered = listItems(db, day)
    .filter((item) => item.active)
    .filter(hasPrice)
    .filter(({ category }) => categories.length === 0 || categories.includes(category));
  if (offered.length === 0) return err({ code: 'paper_nothing' });
  const groups = [...Map.groupBy(offered, ({ category }) => category)]
    // Goods of no category come last.
    .sort(([a], [b]) => Number(a === '') - Number(b === ''))
    .map(([category, items]) => ({
      category,
      items: items.map(({ name, spec, unit, priceCentipoints }) => ({ name, spec, unit, priceCentipoints })),
    }));
  return ok({ kind: 'price_list', size, shopName: readShopName(db) ?? '', day, note, groups });
}

function hasPrice(item: Item): item is Priced {
  return item.priceCentipoints !== null;
}
