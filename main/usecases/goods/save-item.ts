import { wrongCheckDigit } from '../../../shared/domain/goods/barcode.ts';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import type { GoodsRefusal } from '../../../shared/domain/goods/refusals.ts';
import type { PriceRefusal } from '../../../shared/domain/price/refusals.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import { entryId, type ItemId, itemId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import {
  findItem,
  findItemByBarcode,
  findItemByCode,
  insertItem,
  updateItem,
} from '../../db/repositories/item-repository.ts';
import { hasLots } from '../../db/repositories/inbound-repository.ts';
import { refuseTerms, tellTermsWithin, type TermsRefusal } from '../partner/partner-terms.ts';
import type { UseCaseContext } from '../context.ts';
import { requestDigest as digestOf } from '../idempotency.ts';
import { postPriceChange } from '../price/price-document.ts';
import { refusePrice } from '../price/price-refusal.ts';

export type ItemInput = Omit<Item, 'id'>;
export type SaveItemRefusal =
  | Extract<
      GoodsRefusal,
      { code: 'item_code_taken' | 'barcode_taken' | 'barcode_check_digit' | 'pack_invalid' | 'item_unit_in_use' }
    >
  | Extract<PriceRefusal, { code: 'price_above_rate' }>
  | TermsRefusal
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
  const before = id === null ? null : findItem(context.db, id, context.today);
  if (id !== null && !before) return err({ code: 'item_not_found' });
  const sameCode = findItemByCode(context.db, input.code, context.today);
  if (sameCode && sameCode.id !== id)
    return err({ code: 'item_code_taken', itemCode: input.code, itemName: sameCode.name });
  const sameBarcode = input.barcode === null ? null : findItemByBarcode(context.db, input.barcode, context.today);
  if (sameBarcode && sameBarcode.id !== id) {
    return err({ code: 'barcode_taken', barcode: sameBarcode.barcode ?? '', itemName: sameBarcode.name });
  }
  const terms = refuseTerms(context.db, before, input);
  if (terms) return err(terms);
  const wrong = wrongBarcode(input, before) ?? wrongUnits(context, input, before);
  if (wrong) return err(wrong);
  const tooMuch = refusePrice(context.db, before, input);
  if (tooMuch) return err(tooMuch);
  const item: Item = { ...input, id: id ?? itemId(context.newId()) };
  if (!before) {
    insertItem(context.db, item);
    tellTermsWithin(context, null, item);
    return ok(item);
  }
  if (item.priceCentipoints !== before.priceCentipoints) changePriceToday(context, item, before.priceCentipoints);
  updateItem(context.db, item);
  tellTermsWithin(context, before, item);
  return ok(item);
}

/** The item dialog and the import change a price at once; the history says so. */
function changePriceToday(context: UseCaseContext, item: Item, before: Item['priceCentipoints']): void {
  const { id: itemId, name: itemName, priceCentipoints } = item;
  const lines = [{ itemId, itemName, before, priceCentipoints }];
  const reason = '更正物品资料';
  const requestDigest = digestOf({ itemId, priceCentipoints, effectiveFrom: context.today, reason });
  postPriceChange(context, {
    id: entryId(context.newId()),
    effectiveFrom: context.today,
    reason,
    requestDigest,
    lines,
  });
}

/** A wrong check digit is a slip of the pen most often; what was kept with a reason, or long ago, stays as it is. */
function wrongBarcode(
  { barcode, barcodeReason }: ItemInput,
  before: Item | null,
): Extract<GoodsRefusal, { code: 'barcode_check_digit' }> | null {
  if (barcode === null || barcodeReason !== '' || barcode === before?.barcode) return null;
  const expected = wrongCheckDigit(barcode);
  return expected === null ? null : { code: 'barcode_check_digit', barcode, expected };
}

/** 12 bottles on the shelf must not become 12 boxes by a word. */
function wrongUnits(
  { db }: UseCaseContext,
  { unit, packs }: ItemInput,
  before: Item | null,
): Extract<GoodsRefusal, { code: 'pack_invalid' | 'item_unit_in_use' }> | null {
  const names = [unit, ...packs.map(({ name }) => name)];
  const twice = packs.find(({ name }, index) => names.indexOf(name) !== index + 1);
  if (twice) return { code: 'pack_invalid', packName: twice.name, unit };
  if (before === null || before.unit === unit || !hasLots(db, before.id)) return null;
  return { code: 'item_unit_in_use', itemName: before.name, unit: before.unit };
}
