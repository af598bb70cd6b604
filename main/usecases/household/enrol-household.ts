import type { Household } from '../../../shared/domain/household/household.ts';
import { householdChanges } from '../../../shared/domain/household/household-changes.ts';
import type { HouseholdRefusal } from '../../../shared/domain/household/refusals.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import { eanCheckDigit } from '../../../shared/kernel/check-digit.ts';
import { type HouseholdId, householdId } from '../../../shared/kernel/brands.ts';
import { yearOf } from '../../../shared/kernel/local-date.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction, type ReadableDatabase } from '../../db/open-database.ts';
import { personalAccess } from '../../db/personal/access.ts';
import { isSealed } from '../../db/personal/personal-seal.ts';
import {
  findHousehold,
  findHouseholdByIdNumber,
  findHouseholdByNo,
  insertHousehold,
  nextHouseholdSerial,
  updateHousehold,
} from '../../db/repositories/household-repository.ts';
import { writeTerms } from '../../db/repositories/household-terms.ts';
import { findVillage } from '../../db/repositories/village-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { grantBasePointsWithin } from '../points/grant-base-points.ts';
import { recordAuditWithin } from '../staff/record-audit.ts';
import { shownIdNumber } from './household-summary.ts';
import { termsOf } from './household-terms.ts';

export type HouseholdInput = Omit<Household, 'id' | 'cardNo'>;
export type SaveHouseholdRefusal = HouseholdRefusal | Extract<RedemptionRefusal, { code: 'household_not_found' }>;

/**
 * Enrols a new household, or corrects the register data of one (`id` not null). Points are never touched by a correction.
 * Phone and identity number are known to a window only masked: null leaves those of an enrolled household as they are,
 * empty text takes them out.
 */
export function saveHousehold(
  context: UseCaseContext,
  id: HouseholdId | null,
  input: HouseholdInput,
): Result<Household, SaveHouseholdRefusal> {
  return inTransaction(context.db, () => {
    if (id === null) return enrolHouseholdWithin(context, input);
    const before = findHousehold(context.db, id);
    return updateHouseholdWithin(context, id, {
      ...input,
      phone: keptUnlessTyped(input.phone, before?.phone ?? null),
      idNumber: keptUnlessTyped(input.idNumber, before?.idNumber ?? null),
    });
  });
}

function keptUnlessTyped(typed: string | null, before: string | null): string | null {
  if (typed === null) return before;
  return typed === '' ? null : typed;
}

/** Adds a household with its card number, search terms and, where the scheme has them, this year's base points. */
export function enrolHouseholdWithin(
  context: UseCaseContext,
  input: HouseholdInput,
): Result<Household, SaveHouseholdRefusal> {
  const refusal = refuseRegisterData(context, null, input);
  if (refusal) return err(refusal);
  const serial = nextHouseholdSerial(context.db);
  const household: Household = { ...input, id: householdId(context.newId()), cardNo: cardNoOf(serial) };
  insertHousehold(context.db, household, serial);
  writeTerms(context.db, household.id, termsOf(context.db, household));
  if (household.status === 'active') grantBasePointsWithin(context, household.id, yearOf(context.today));
  return ok(household);
}

/** Corrects register data and tells the audit trail what was changed, numbers masked. */
export function updateHouseholdWithin(
  context: UseCaseContext,
  id: HouseholdId,
  input: HouseholdInput,
  source: 'correction' | 'import' = 'correction',
): Result<Household, SaveHouseholdRefusal> {
  const before = findHousehold(context.db, id);
  if (!before) return err({ code: 'household_not_found' });
  const refusal = refuseRegisterData(context, id, input);
  if (refusal) return err(refusal);
  const household: Household = { ...input, id, cardNo: before.cardNo };
  updateHousehold(context.db, household);
  const locked = household.idNumber !== null && isSealed(household.idNumber);
  writeTerms(context.db, id, termsOf(context.db, household), locked);
  recordCorrection(context, before, household, source);
  return ok(household);
}

function recordCorrection(context: UseCaseContext, before: Household, after: Household, source: string): void {
  const changed = householdChanges(registerData(context.db, before), registerData(context.db, after));
  if (changed === '') return;
  recordAuditWithin(context, {
    kind: 'household_corrected',
    subject: `${after.householdNo} ${after.headName}`,
    detail: { householdId: after.id, changed, source },
  });
}

function registerData(db: ReadableDatabase, { idNumber, villageId, ...rest }: Household) {
  return { ...rest, village: findVillage(db, villageId)?.name ?? '', idNumberShown: shownIdNumber(db, idNumber) };
}

function refuseRegisterData(
  context: UseCaseContext,
  id: HouseholdId | null,
  input: HouseholdInput,
): HouseholdRefusal | null {
  const access = personalAccess(context.db);
  if (input.idNumber !== null && !isSealed(input.idNumber) && access.kind === 'locked') {
    return { code: 'personal_key_locked', why: access.why };
  }
  if (!findVillage(context.db, input.villageId)) return { code: 'village_not_found' };
  const sameNo = findHouseholdByNo(context.db, input.householdNo);
  if (sameNo && sameNo.id !== id) {
    return { code: 'household_no_taken', householdNo: sameNo.householdNo, headName: sameNo.headName };
  }
  const sameId = input.idNumber === null ? null : findHouseholdByIdNumber(context.db, input.idNumber);
  if (sameId && sameId.id !== id) {
    return { code: 'id_number_taken', householdNo: sameId.householdNo, headName: sameId.headName };
  }
  return null;
}

/** EAN-13 from the range that shops number themselves (29…): digits only, so no input method can spoil a scan. */
function cardNoOf(serial: number): string {
  const body = `29${String(serial).padStart(10, '0')}`;
  return `${body}${eanCheckDigit(body)}`;
}
