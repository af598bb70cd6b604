import type { Item } from '../../../shared/domain/goods/goods.ts';
import type { PartnerRefusal } from '../../../shared/domain/partner/refusals.ts';
import { priceAboveRate } from '../../../shared/domain/price/decide-price-change.ts';
import type { PriceRefusal } from '../../../shared/domain/price/refusals.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import { type Fen, type ItemId, type PartnerId, quantity } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction, type ReadableDatabase } from '../../db/open-database.ts';
import { findItem, updateItem } from '../../db/repositories/item-repository.ts';
import { listLotsOnHand } from '../../db/repositories/lot-repository.ts';
import { findPartner } from '../../db/repositories/partner-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { knownValue } from '../../db/repositories/price-repository.ts';
import { readScheme } from '../settings/shop-settings.ts';
import { recordAuditWithin } from '../staff/record-audit.ts';

type Terms = Pick<Item, 'name' | 'unit' | 'partnerId' | 'settleFen' | 'capFen'>;
export type TermsRefusal = Extract<
  PartnerRefusal,
  { code: 'partner_not_found' | 'partner_price_missing' | 'partner_price_negative' | 'partner_item_on_hand' }
>;

/**
 * Why an item cannot be a partner shop's on these terms. Goods of ours must be gone first: what the partner hands out would
 * be taken for ours otherwise. `before`: the item as it is; null for a new one.
 */
export function refuseTerms(db: ReadableDatabase, before: Item | null, terms: Terms): TermsRefusal | null {
  const { name: itemName, unit, partnerId, settleFen, capFen } = terms;
  if (partnerId === null) return null;
  const partner = findPartner(db, partnerId);
  if (!partner) return { code: 'partner_not_found' };
  if (settleFen === null) return { code: 'partner_price_missing', name: partner.name, itemName };
  if (settleFen < 0) return { code: 'partner_price_negative', itemName, settleFen };
  if (capFen !== null && capFen < 0) return { code: 'partner_price_negative', itemName, settleFen: capFen };
  if (before === null || before.partnerId !== null) return null;
  const onHand = listLotsOnHand(db, before.id).reduce((sum, lot) => sum + lot.onHandQuantity, 0);
  return onHand === 0 ? null : { code: 'partner_item_on_hand', itemName, unit, onHandQuantity: quantity(onHand) };
}

/** A partner shop hands its goods out from its own shelf: what was taken in here of such an item would never leave. */
export function refuseReceiving(
  db: ReadableDatabase,
  items: readonly (Item | null)[],
): Extract<PartnerRefusal, { code: 'partner_item_not_received' }> | null {
  for (const item of items) {
    const partner = item?.partnerId ? findPartner(db, item.partnerId) : null;
    if (item && partner) return { code: 'partner_item_not_received', itemName: item.name, name: partner.name };
  }
  return null;
}

export type SetTermsInput = {
  readonly itemId: ItemId;
  /** Null: handed out by ourselves again. */
  readonly partnerId: PartnerId | null;
  readonly settleFen: Fen | null;
  readonly capFen: Fen | null;
};

/** Who hands an item out, and what is paid for it, is no document of the journal, but an inspector will ask who said so. */
export function tellTermsWithin(context: UseCaseContext, before: Item | null, after: Item): void {
  const [was, is] = [before && termsText(context.db, before), termsText(context.db, after)];
  if (was === is || (was === null && after.partnerId === null)) return;
  const subject = `${after.code} ${after.name}`;
  recordAuditWithin(context, { kind: 'partner_terms_set', subject, detail: { before: was, after: is } });
}

function termsText(db: ReadableDatabase, { partnerId, settleFen, capFen }: Item): string {
  if (partnerId === null) return '本店发放';
  const cap = capFen === null ? '不限价' : `限价${yuanText(capFen)}元`;
  return `${findPartner(db, partnerId)?.name ?? ''} 结算${settleFen === null ? '未定' : `${yuanText(settleFen)}元`}，${cap}`;
}

/** Says who hands an item out and at which price; what was handed out before keeps the price of its day. */
export function setPartnerTerms(
  context: UseCaseContext,
  input: SetTermsInput,
): Result<
  Item,
  | TermsRefusal
  | Extract<RedemptionRefusal, { code: 'item_not_found' }>
  | Extract<PriceRefusal, { code: 'price_above_rate' }>
> {
  return inTransaction(context.db, () => {
    const item = findItem(context.db, input.itemId, context.today);
    if (!item) return err({ code: 'item_not_found' });
    const { partnerId } = input;
    const settleFen = partnerId === null ? null : input.settleFen;
    const capFen = partnerId === null ? null : input.capFen;
    const changed: Item = { ...item, partnerId, settleFen, capFen };
    const refusal = refuseTerms(context.db, item, changed);
    if (refusal) return err(refusal);
    const value = partnerId === null ? null : knownValue(changed);
    const tooMuch = priceAboveRate(changed, changed.priceCentipoints, value, readScheme(context.db).maximumFenPerPoint);
    if (tooMuch) return err(tooMuch);
    updateItem(context.db, changed);
    tellTermsWithin(context, item, changed);
    return ok(changed);
  });
}
