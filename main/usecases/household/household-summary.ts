import type { HouseholdSummary } from '../../../shared/contract/household.ts';
import type { Household } from '../../../shared/domain/household/household.ts';
import { maskIdNumber, maskPhone } from '../../../shared/domain/household/masking.ts';
import { LOCKED_NUMBER_TEXT } from '../../../shared/messages/personal-text.ts';
import { spendableCentipoints } from '../../../shared/domain/points/points-account.ts';
import type { Centipoints, HouseholdId, LocalDate } from '../../../shared/kernel/brands.ts';
import { yearOf } from '../../../shared/kernel/local-date.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { openedNumber, personalAccess } from '../../db/personal/access.ts';
import { isSealed } from '../../db/personal/personal-seal.ts';
import { findVillage } from '../../db/repositories/village-repository.ts';
import { readPointsAccount } from '../points/points-balances.ts';
import { readScheme } from '../settings/shop-settings.ts';

/** What a screen may see of a household: ID number and phone are masked here, in the host. */
export function summaryOf(db: ReadableDatabase, household: Household): HouseholdSummary {
  return { ...listedOf(db, household), idNumberMasked: shownIdNumber(db, household.idNumber) };
}

/** The same for lists, where nobody needs an identity number. */
export function listedOf(db: ReadableDatabase, household: Household): Omit<HouseholdSummary, 'idNumberMasked'> {
  const { idNumber: _sealed, phone, ...rest } = household;
  return {
    ...rest,
    villageName: findVillage(db, household.villageId)?.name ?? '',
    phoneMasked: phone === null ? null : maskPhone(phone),
  };
}

/** An identity number as screens and the audit trail may show it. */
export function shownIdNumber(db: ReadableDatabase, kept: string | null): string | null {
  const idNumber = openedNumber(db, kept);
  if (idNumber === null) return null;
  if (!isSealed(idNumber)) return maskIdNumber(idNumber);
  const access = personalAccess(db);
  return LOCKED_NUMBER_TEXT[access.kind === 'locked' ? access.why : 'other'];
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
