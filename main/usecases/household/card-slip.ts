import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import type { HouseholdId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { findHousehold } from '../../db/repositories/household-repository.ts';
import type { CardSlipData } from '../../documents/receipt/layout-card-slip.ts';
import { readShopName } from '../settings/shop-settings.ts';
import { summaryOf } from './household-summary.ts';

/** What stands on the slip for a household's passbook. */
export function cardSlipOf(
  db: ReadableDatabase,
  householdId: HouseholdId,
): Result<CardSlipData, Extract<RedemptionRefusal, { code: 'household_not_found' }>> {
  const household = findHousehold(db, householdId);
  if (!household) return err({ code: 'household_not_found' });
  const { headName, householdNo, cardNo, villageName } = summaryOf(db, household);
  return ok({ shopName: readShopName(db) ?? '', villageName, householdNo, headName, cardNo });
}
