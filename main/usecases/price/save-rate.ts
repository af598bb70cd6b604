import type { PriceRule } from '../../../shared/contract/price.ts';
import type { PriceRefusal } from '../../../shared/domain/price/refusals.ts';
import { type Fen, fen } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { readSetting, writeSetting } from '../../db/repositories/settings-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { readScheme } from '../settings/shop-settings.ts';
import { recordAuditWithin } from '../staff/record-audit.ts';
import { RATE_SETTING } from './price-rule.ts';
import { readPrices } from './read-prices.ts';

/** Sets the rate of suggestions, within what the scheme allows; null: back to what it comes from by itself. */
export function saveRate(
  context: UseCaseContext,
  rateFen: Fen | null,
): Result<PriceRule, Extract<PriceRefusal, { code: 'price_rate_above_scheme' | 'price_rate_not_positive' }>> {
  const { maximumFenPerPoint } = readScheme(context.db);
  if (rateFen !== null && rateFen <= 0) return err({ code: 'price_rate_not_positive', rateFen });
  if (rateFen !== null && maximumFenPerPoint !== null && rateFen > maximumFenPerPoint) {
    return err({ code: 'price_rate_above_scheme', rateFen, maximumFenPerPoint });
  }
  inTransaction(context.db, () => {
    const before = readSetting(context.db, RATE_SETTING) ?? '';
    const after = rateFen === null ? '' : String(rateFen);
    if (before === after) return;
    writeSetting(context.db, RATE_SETTING, after);
    const detail = { before: inWords(before), after: inWords(after) };
    recordAuditWithin(context, { kind: 'setting_changed', subject: '建议分值的每分折合', detail });
  });
  return ok(readPrices(context.db, context.today).rule);
}

const inWords = (kept: string): string => (kept === '' ? '没有定' : `每分${yuanText(fen(Number(kept)))}元`);
