import type { LedgerRefusal } from '../../../shared/domain/ledger/refusals.ts';
import type { PriceRefusal } from '../../../shared/domain/price/refusals.ts';
import type { LocalDate } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ThanksPaper } from '../../documents/paper/paper.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { readThanks } from '../donation/read-donations.ts';
import { readShopName } from '../settings/shop-settings.ts';

export type ThanksInput = Pick<ThanksPaper, 'size' | 'from'> & { readonly to: LocalDate | null };

/** 捐赠致谢榜 of a period: donors as they wish to be named, and those who wish not to be, not at all. */
export function thanksPaper(
  db: ReadableDatabase,
  today: LocalDate,
  { from, to, size }: ThanksInput,
): Result<
  ThanksPaper,
  Extract<PriceRefusal, { code: 'paper_no_gifts' }> | Extract<LedgerRefusal, { code: 'export_period_invalid' }>
> {
  if (from !== null && to !== null && from > to) return err({ code: 'export_period_invalid', from, to });
  const given = readThanks(db, { from, to });
  if (given.length === 0) return err({ code: 'paper_no_gifts' });
  const rows = given.map(({ name, date, goods }) => ({ date, donor: name, gift: goods }));
  return ok({ kind: 'thanks', size, shopName: readShopName(db) ?? '', from, to: to ?? today, rows });
}
