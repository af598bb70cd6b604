import type { PriceRule } from '../../../shared/contract/price.ts';
import { type UnitValue, usualRate } from '../../../shared/domain/price/price.ts';
import { type Centipoints, fen } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { readSetting } from '../../db/repositories/settings-repository.ts';
import { readScheme } from '../settings/shop-settings.ts';

export const RATE_SETTING = 'price.fen_per_point';

type Shelf = readonly { readonly value: UnitValue | null; readonly price: Centipoints | null }[];

/**
 * What prices are measured by. A suggestion goes by the rate the administrator set; without one by the scheme's limit;
 * a scheme without a limit by what a point is worth on the shelf as it is.
 */
export function priceRule(db: ReadableDatabase, shelf: Shelf): PriceRule {
  const { maximumFenPerPoint } = readScheme(db);
  const kept = readSetting(db, RATE_SETTING);
  if (kept !== null && kept !== '') return { maximumFenPerPoint, rateFen: fen(Number(kept)), rateFrom: 'set' };
  if (maximumFenPerPoint !== null) return { maximumFenPerPoint, rateFen: maximumFenPerPoint, rateFrom: 'scheme' };
  const rateFen = usualRate(shelf);
  return { maximumFenPerPoint, rateFen, rateFrom: rateFen === null ? null : 'shelf' };
}
