import { priceAboveRate } from '../../../shared/domain/price/decide-price-change.ts';
import type { PriceRefusal } from '../../../shared/domain/price/refusals.ts';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { findUnitValue, knownValue } from '../../db/repositories/price-repository.ts';
import { readScheme } from '../settings/shop-settings.ts';

/** Why an item may not be kept with this price: a point would buy too much. Null: it may, or its price stays as it is. */
export function refusePrice(
  db: ReadableDatabase,
  before: Item | null,
  item: Omit<Item, 'id'>,
): Extract<PriceRefusal, { code: 'price_above_rate' }> | null {
  if (before?.priceCentipoints === item.priceCentipoints) return null;
  const value = before ? findUnitValue(db, before.id, item) : knownValue(item);
  return priceAboveRate(item, item.priceCentipoints, value, readScheme(db).maximumFenPerPoint);
}
