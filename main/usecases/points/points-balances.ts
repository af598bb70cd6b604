import type { PointsAccount } from '../../../shared/domain/points/points-account.ts';
import { centipoints, type HouseholdId } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { CENTIPOINT, type HouseholdFigure, householdAccounts } from '../../journal/accounts.ts';
import { balancesUnder } from '../../journal/entries.ts';

/** The points of one household in one scheme year as the journal holds them. */
export function readPointsAccount(db: ReadableDatabase, householdId: HouseholdId, schemeYear: number): PointsAccount {
  const balances = balancesUnder(db, 'points', CENTIPOINT, householdAccounts(householdId, schemeYear));
  const read = (figure: HouseholdFigure) => centipoints(balances.get(figure) ?? 0);
  return {
    earnedCentipoints: read('earned'),
    baseCentipoints: read('base'),
    redeemedCentipoints: read('redeemed'),
    heldCentipoints: read('held'),
  };
}
