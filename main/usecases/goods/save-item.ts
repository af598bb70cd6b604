import type { Item } from '../../../shared/domain/goods/goods.ts';
import type { GoodsRefusal } from '../../../shared/domain/goods/refusals.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import { type ItemId, itemId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import {
  findItem,
  findItemByBarcode,
  findItemByCode,
  insertItem,
  updateItem,
} from '../../db/repositories/item-repository.ts';
import type { UseCaseContext } from '../context.ts';

export type ItemInput = Omit<Item, 'id'>;
export type SaveItemRefusal =
  | Extract<GoodsRefusal, { code: 'item_code_taken' | 'barcode_taken' }>
  | Extract<RedemptionRefusal, { code: 'item_not_found' }>;

/** Adds an item to the catalogue, or corrects one (`id` not null). Past redemptions keep the price they were made at. */
export function saveItem(context: UseCaseContext, id: ItemId | null, input: ItemInput): Result<Item, SaveItemRefusal> {
  return inTransaction(context.db, () => saveItemWithin(context, id, input));
}

export function saveItemWithin(
  context: UseCaseContext,
  id: ItemId | null,
  input: ItemInput,
): Result<Item, SaveItemRefusal> {
  if (id !== null && !findItem(context.db, id)) return err({ code: 'item_not_found' });
  const sameCode = findItemByCode(context.db, input.code);
  if (sameCode && sameCode.id !== id)
    return err({ code: 'item_code_taken', itemCode: input.code, itemName: sameCode.name });
  const sameBarcode = input.barcode === null ? null : findItemByBarcode(context.db, input.barcode);
  if (sameBarcode && sameBarcode.id !== id) {
    return err({ code: 'barcode_taken', barcode: sameBarcode.barcode ?? '', itemName: sameBarcode.name });
  }
  const item: Item = { ...input, id: id ?? itemId(context.newId()) };
  if (id === null) insertItem(context.db, item);
  else updateItem(context.db, item);
  return ok(item);
}
