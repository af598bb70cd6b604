import type { HouseholdSummary } from '../../../shared/contract/household.ts';
import type { Household } from '../../../shared/domain/household/household.ts';
import { maskIdNumber, maskPhone } from '../../../shared/domain/household/masking.ts';
import { spendableCentipoints } from '../../../shared/domain/points/points-account.ts';
import type { Centipoints, HouseholdId, LocalDate } from '../../../shared/kernel/brands.ts';
import { yearOf } from '../../../shared/kernel/local-date.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { findVillage } from '../../db/repositories/village-repository.ts';
import { readPointsAccount } from '../points/points-balances.ts';
import { readScheme } from '../settings/shop-settings.ts';

/** What a screen may see of a household: ID number and phone are masked here, in the host. */
export function summaryOf(db: ReadableDatabase, household: Household): HouseholdSummary {
  const { idNumber, phone, ...rest } = household;
  return {
    ...rest,
    villageName: findVillage(db, household.villageId)?.name ?? '',
    idNumberMasked: idNumber === null ? null : maskIdNumber(idNumber),
    phoneMasked: phone === null ? null : maskPhone(phone),
  };
}

export function readSpendable(db: ReadableDatabase, householdId: HouseholdId, today: LocalDate): Centipoints {
  return spendableReader(db, today)(householdId);
}

/** The same for many households: what they share is read once. */
export function spendableReader(db: ReadableDatabase, today: LocalDate): (householdId: HouseholdId) => Centipoints {
  const cap = readScheme(db).yearlyCapCentipoints;
  const schemeYear = yearOf(today);
  return (householdId) => spendableCentipoints(readPointsAccount(db, householdId, schemeYear), cap);
}
