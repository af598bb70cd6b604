import type { PointsAccount } from '../../../shared/domain/points/points-account.ts';
import { centipoints, type HouseholdId } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { CENTIPOINT, type HouseholdFigure, householdAccount } from '../../journal/accounts.ts';
import { balanceOf } from '../../journal/entries.ts';

/** The points of one household in one scheme year as the journal holds them. */
export function readPointsAccount(db: ReadableDatabase, householdId: HouseholdId, schemeYear: number): PointsAccount {
  const read = (figure: HouseholdFigure) =>
    centipoints(
      balanceOf(db, {
        book: 'points',
        unit: CENTIPOINT,
        account: householdAccount(householdId, schemeYear, figure),
        lotId: null,
      }),
    );
  return {
    earnedCentipoints: read('earned'),
    baseCentipoints: read('base'),
    redeemedCentipoints: read('redeemed'),
    heldCentipoints: read('held'),
  };
}
