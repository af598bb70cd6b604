import type { CountRow } from '../../../shared/contract/stocktake.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import type { StocktakeRefusal } from '../../../shared/domain/stocktake/refusals.ts';
import { type Count, isCovered, lineKeyOf, type Stocktake } from '../../../shared/domain/stocktake/stocktake.ts';
import { must } from '../../../shared/kernel/assert.ts';
import type { EntryId, ItemId, LocalDate, LotId, OperatorId, Quantity } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { findItem } from '../../db/repositories/item-repository.ts';
import { findLot } from '../../db/repositories/lot-repository.ts';
import { findCount, findShelfLot, insertCount, strikeCount } from '../../db/repositories/stocktake-repository.ts';
import { readBooksEnd } from '../../journal/entries.ts';
import type { UseCaseContext } from '../context.ts';
import type { RequestIdReused } from '../idempotency.ts';
import { findOpen } from './open-stocktake.ts';

export type CountInput = {
  /** Becomes the id of the pile, so that a retry counts nothing twice. */
  readonly requestId: EntryId;
  readonly stocktakeId: string;
  readonly itemId: ItemId;
  /** Null: of no lot in the books. */
  readonly lotId: LotId | null;
  readonly newLotCode: string;
  readonly newLotExpiresOn: LocalDate | null;
  readonly quantity: Quantity;
};

export type CountRefusal = StocktakeRefusal | Extract<RedemptionRefusal, { code: 'item_not_found' }> | RequestIdReused;

/** Writes down one pile that somebody counted, with how far the books were at that moment. */
export function countGoods(context: UseCaseContext, input: CountInput): Result<CountRow, CountRefusal> {
  return inTransaction(context.db, () => {
    const { db, operator } = context;
    const before = findCount(db, input.requestId);
    if (before)
      return sameAs(input, before) ? ok(rowOf(before.count, operator.id)) : err({ code: 'request_id_reused' });
    const counting = findCounting(context, input.stocktakeId);
    if (!counting.ok) return counting;
    const goods = goodsOf(context, counting.value, input);
    if (!goods.ok) return goods;
    insertCount(db, input.stocktakeId, {
      id: input.requestId,
      itemId: input.itemId,
      ...goods.value,
      quantity: input.quantity,
      countedBy: operator.id,
      countedAt: context.recordedAt,
      atSeq: readBooksEnd(db)?.seq ?? 0,
    });
    return ok(rowOf(must(findCount(db, input.requestId), 'it was just counted').count, operator.id));
  });
}

/** Strikes a pile out that the same person counted wrongly. It stays to be seen. */
export function strikeOut(
  context: UseCaseContext,
  input: { readonly stocktakeId: string; readonly countId: string },
): Result<CountRow, StocktakeRefusal> {
  return inTransaction(context.db, () => {
    const { db, operator } = context;
    const counting = findCounting(context, input.stocktakeId);
    if (!counting.ok) return counting;
    const found = findCount(db, input.countId);
    if (found?.stocktakeId !== input.stocktakeId) return err({ code: 'stocktake_count_not_found' });
    const { countedBy, countedByName } = found.count;
    if (countedBy !== operator.id) return err({ code: 'stocktake_not_your_count', countedByName });
    strikeCount(db, input.countId);
    return ok(rowOf({ ...found.count, struck: true }, operator.id));
  });
}

/** A stocktake in which counting goes on. */
export function findCounting(context: UseCaseContext, id: string): Result<Stocktake, StocktakeRefusal> {
  const open = findOpen(context.db, id);
  if (!open.ok || open.value.status === 'counting') return open;
  return err({ code: 'stocktake_not_counting', title: open.value.title });
}

/** A pile as who counts sees it. */
export function rowOf(count: Count, asker: OperatorId): CountRow {
  const { id, itemId, lotId, newLotCode, newLotExpiresOn, quantity, countedByName, countedAt, struck } = count;
  return {
    id,
    itemId,
    lotId,
    newLotCode,
    newLotExpiresOn,
    quantity,
    countedByName,
    countedAt,
    struck,
    own: count.countedBy === asker,
  };
}

type Goods = Pick<Count, 'lotId' | 'newLotCode' | 'newLotExpiresOn'>;

/** What the pile is: a lot of the item, or goods of none. A batch that is in the books is that lot. */
function goodsOf(context: UseCaseContext, stocktake: Stocktake, input: CountInput): Result<Goods, CountRefusal> {
  const { db } = context;
  const item = findItem(db, input.itemId, context.today);
  if (!item) return err({ code: 'item_not_found' });
  const { categories } = stocktake;
  if (!isCovered(categories, item.category)) {
    return err({ code: 'stocktake_out_of_scope', itemName: item.name, categories });
  }
  if (input.lotId !== null) {
    const lot = findShelfLot(db, input.lotId);
    if (lot?.itemId !== item.id) return err({ code: 'stocktake_lot_unknown', itemName: item.name });
    return ok({ lotId: lot.lotId, newLotCode: '', newLotExpiresOn: null });
  }
  const known = input.newLotCode === '' ? null : findLot(db, item.id, input.newLotCode);
  if (!known) return ok({ lotId: null, newLotCode: input.newLotCode, newLotExpiresOn: input.newLotExpiresOn });
  if (input.newLotExpiresOn !== null && input.newLotExpiresOn !== known.expiresOn) {
    const { code: lotCode, expiresOn } = known;
    return err({ code: 'stocktake_lot_expiry_differs', itemName: item.name, lotCode, expiresOn });
  }
  return ok({ lotId: known.id, newLotCode: '', newLotExpiresOn: null });
}

/** Whether a retried request asks for the pile that was written down under its id. */
function sameAs(input: CountInput, before: { readonly stocktakeId: string; readonly count: Count }): boolean {
  const { count } = before;
  if (before.stocktakeId !== input.stocktakeId || count.itemId !== input.itemId) return false;
  if (count.quantity !== input.quantity) return false;
  // A batch that turned out to be in the books was written down as that lot.
  return (count.lotId !== null && input.lotId === null) || lineKeyOf(count) === lineKeyOf(input);
}
