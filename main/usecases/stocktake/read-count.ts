import type { CountableItem, CountRow, StocktakeHead } from '../../../shared/contract/stocktake.ts';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import type { StocktakeRefusal } from '../../../shared/domain/stocktake/refusals.ts';
import { isCovered, type Stocktake } from '../../../shared/domain/stocktake/stocktake.ts';
import type { ItemId } from '../../../shared/kernel/brands.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { listItems } from '../../db/repositories/item-repository.ts';
import { listCounts, listShelfLots, type ShelfLot } from '../../db/repositories/stocktake-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { typedAs } from '../goods/typed-names.ts';
import { rowOf } from './count-goods.ts';
import { findOpen, headOf } from './open-stocktake.ts';

/** Everything that may be counted, with the batches to tell apart. No figure of the books goes with it. */
export function listCountable(context: UseCaseContext, id: string): Result<CountableItem[], StocktakeRefusal> {
  const open = findOpen(context.db, id);
  if (!open.ok) return open;
  const lots = new Map<ItemId, ShelfLot[]>();
  for (const lot of listShelfLots(context.db)) {
    const same = lots.get(lot.itemId);
    if (same) same.push(lot);
    else lots.set(lot.itemId, [lot]);
  }
  const items = listItems(context.db, context.today).filter(
    (item) =>
      isCovered(open.value.categories, item.category) &&
      ((item.active && item.partnerId === null) || hasGoods(lots.get(item.id))),
  );
  return ok(items.map((item) => countable(item, lots.get(item.id) ?? [], open.value)));
}

/** What was counted so far, by everybody: nobody counts a pile twice without seeing it. */
export function readCounts(
  context: UseCaseContext,
  id: string,
): Result<{ readonly head: StocktakeHead; readonly rows: readonly CountRow[] }, StocktakeRefusal> {
  const open = findOpen(context.db, id);
  if (!open.ok) return open;
  const { operator, db } = context;
  const rows = listCounts(db, id).map((count) => rowOf(count, operator.id));
  return ok({ head: headOf(db, open.value, operator.id), rows });
}

function hasGoods(lots: readonly ShelfLot[] | undefined): boolean {
  return lots?.some(({ onHandQuantity }) => onHandQuantity > 0) ?? false;
}

/** Whether a lot must be found: on hand when the count began and still. */
export function isExpected(lot: ShelfLot, { startedSeq }: Stocktake): boolean {
  return lot.onHandQuantity > 0 && lot.bornSeq <= startedSeq;
}

function countable(item: Item, lots: readonly ShelfLot[], stocktake: Stocktake): CountableItem {
  const { id, code, barcode, name, category, spec, unit, packs, expiryTracked } = item;
  return {
    id,
    code,
    barcode,
    name,
    ...typedAs(name),
    category,
    spec,
    unit,
    packs,
    expiryTracked,
    lots: lots.map((lot) => ({
      lotId: lot.lotId,
      code: lot.code,
      expiresOn: lot.expiresOn,
      expected: isExpected(lot, stocktake),
    })),
  };
}
