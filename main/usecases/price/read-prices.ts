import type { NextPrice, PriceHistoryRow, PriceRow, PriceRule } from '../../../shared/contract/price.ts';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import {
  fenPerPoint,
  isAboveRate,
  lowestPrice,
  suggestedPrice,
  type UnitValue,
  unitValueFen,
} from '../../../shared/domain/price/price.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import type { ItemId, LocalDate } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { findItem, listItems } from '../../db/repositories/item-repository.ts';
import {
  findRegisteredPrice,
  listPriceChanges,
  listPriceChangesAfter,
  unitValues,
} from '../../db/repositories/price-repository.ts';
import { typedAs } from '../goods/typed-names.ts';
import { priceRule } from './price-rule.ts';

/** The catalogue as whoever sets prices looks at it. */
export function readPrices(
  db: ReadableDatabase,
  today: LocalDate,
): { readonly rule: PriceRule; readonly rows: readonly PriceRow[] } {
  const items = listItems(db, today);
  const values = unitValues(db, items);
  const rule = priceRule(
    db,
    items
      .filter(({ active }) => active)
      .map((item) => ({ value: values.get(item.id) ?? null, price: item.priceCentipoints })),
  );
  const planned = new Map<ItemId, NextPrice>();
  // The next day of each item comes first; of one day the last word counts.
  for (const change of listPriceChangesAfter(db, today)) {
    const { itemId, entryId, documentNo, effectiveFrom, priceCentipoints } = change;
    const known = planned.get(itemId);
    if (!known || known.effectiveFrom === effectiveFrom)
      planned.set(itemId, { entryId, documentNo, effectiveFrom, priceCentipoints });
  }
  return {
    rule,
    rows: items.map((item) => priceRow(item, values.get(item.id) ?? null, planned.get(item.id) ?? null, rule)),
  };
}

function priceRow(item: Item, value: UnitValue | null, next: NextPrice | null, rule: PriceRule): PriceRow {
  const { id: itemId, code, barcode, name, category, spec, unit, active, priceCentipoints: price } = item;
  const { maximumFenPerPoint: limit, rateFen } = rule;
  return {
    itemId,
    code,
    barcode,
    name,
    ...typedAs(name),
    category,
    spec,
    unit,
    active,
    priceCentipoints: price,
    next,
    unitFen: value && unitValueFen(value),
    basis: value && value.basis,
    fenPerPoint: value === null || price === null ? null : fenPerPoint(value, price),
    aboveRate: value !== null && price !== null && limit !== null && isAboveRate(value, price, limit),
    suggestedCentipoints: value === null || rateFen === null ? null : suggestedPrice(value, rateFen),
    lowestCentipoints: value === null || limit === null ? null : lowestPrice(value, limit),
  };
}

/** Every price an item had, has and will have, the latest first. */
export function readPriceHistory(
  db: ReadableDatabase,
  itemId: ItemId,
  today: LocalDate,
): Result<readonly PriceHistoryRow[], Extract<RedemptionRefusal, { code: 'item_not_found' }>> {
  if (!findItem(db, itemId, today)) return err({ code: 'item_not_found' });
  let current = false;
  const rows = listPriceChanges(db, itemId).map((change): PriceHistoryRow => {
    const { entryId, documentNo, businessDate, effectiveFrom, priceCentipoints, reason, operatorName } = change;
    const state = stateOf(change, today, current);
    current ||= state === 'current';
    return {
      entryId,
      documentNo,
      recordedOn: businessDate,
      effectiveFrom,
      priceCentipoints,
      reason,
      operatorName,
      state,
      reversedBy: change.reversedBy,
    };
  });
  const registered: PriceHistoryRow = {
    entryId: null,
    documentNo: '',
    recordedOn: null,
    effectiveFrom: null,
    priceCentipoints: findRegisteredPrice(db, itemId),
    reason: '登记物品时',
    operatorName: '',
    state: current ? 'past' : 'current',
    reversedBy: null,
  };
  return ok([...rows, registered]);
}

function stateOf(
  change: { readonly reversedBy: string | null; readonly effectiveFrom: LocalDate },
  today: LocalDate,
  currentFound: boolean,
): PriceHistoryRow['state'] {
  if (change.reversedBy !== null) return 'withdrawn';
  if (change.effectiveFrom > today) return 'planned';
  return currentFound ? 'past' : 'current';
}
