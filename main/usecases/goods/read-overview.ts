import type { StockOverviewRow } from '../../../shared/contract/stock.ts';
import { expiryTier, shelfLifeOf } from '../../../shared/domain/goods/expiry-tiers.ts';
import { fen, type LocalDate, quantity, type Quantity } from '../../../shared/kernel/brands.ts';
import { addDays } from '../../../shared/kernel/local-date.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import {
  listShelfItems,
  readEarmarked,
  readOnLoan,
  readShelf,
  type ShelfItem,
  type ShelfSums,
} from '../../db/repositories/stock-overview-repository.ts';
import { typedAs } from './typed-names.ts';

/** The whole catalogue with what is on the shelf of each item today. */
export function readOverview(db: ReadableDatabase, today: LocalDate): StockOverviewRow[] {
  const shelf = readShelf(db, today);
  const earmarked = readEarmarked(db, today);
  const onLoan = readOnLoan(db);
  const nearUntil = lastNearDays(today);
  // Written out field by field: spreading five thousand rows costs more than reading them.
  return listShelfItems(db, today).map((item) => {
    const sums = shelf.get(item.id) ?? EMPTY;
    const typed = typedAs(item.name);
    return {
      id: item.id,
      code: item.code,
      barcode: item.barcode,
      name: item.name,
      pinyin: typed.pinyin,
      initials: typed.initials,
      category: item.category,
      spec: item.spec,
      unit: item.unit,
      priceCentipoints: item.priceCentipoints,
      minimumStock: item.minimumStock,
      active: item.active,
      partnerOwned: item.partnerOwned,
      lots: sums.lots,
      onHandQuantity: sums.onHandQuantity,
      expiredQuantity: sums.expiredQuantity,
      nearQuantity: nearQuantity(item, sums, nearUntil),
      earmarkedQuantity: earmarked.get(item.id) ?? NONE,
      onLoanQuantity: onLoan.get(item.id) ?? NONE,
      nearestExpiry: sums.nearestExpiry,
      valueFen: sums.valueFen,
      unvaluedQuantity: sums.unvaluedQuantity,
    };
  });
}

const NONE = quantity(0);
const EMPTY: ShelfSums = {
  lots: 0,
  onHandQuantity: NONE,
  expiredQuantity: NONE,
  nearestExpiry: null,
  valueFen: fen(0),
  unvaluedQuantity: NONE,
  perhapsNear: [],
};

/** The last day that is near expiry today, by the days of a tier. */
function lastNearDays(today: LocalDate): (nearDays: number) => LocalDate {
  const days = new Map<number, LocalDate>();
  return (nearDays) => {
    const known = days.get(nearDays) ?? addDays(today, nearDays);
    days.set(nearDays, known);
    return known;
  };
}

/** Pieces whose tier says that their last day is near. */
function nearQuantity(
  item: ShelfItem,
  { perhapsNear }: ShelfSums,
  nearUntil: (nearDays: number) => LocalDate,
): Quantity {
  if (perhapsNear.length === 0) return NONE;
  let near = 0;
  for (const lot of perhapsNear) {
    if (lot.expiresOn <= nearUntil(expiryTier(shelfLifeOf(lot, item)).nearDays)) near += lot.quantity;
  }
  return quantity(near);
}
