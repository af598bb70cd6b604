import type { HouseholdDataSheet, PersonalNumbers } from '../../../shared/contract/household.ts';
import type { Household } from '../../../shared/domain/household/household.ts';
import type { PersonalRefusal } from '../../../shared/domain/household/personal-data.ts';
import { spendableCentipoints } from '../../../shared/domain/points/points-account.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import type { HouseholdId } from '../../../shared/kernel/brands.ts';
import { yearOf } from '../../../shared/kernel/local-date.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { openedNumber, personalAccess } from '../../db/personal/access.ts';
import { isSealed } from '../../db/personal/personal-seal.ts';
import { findHousehold, listHouseholdTraces } from '../../db/repositories/household-repository.ts';
import { listAuditAbout } from '../../journal/audit-about.ts';
import type { UseCaseContext } from '../context.ts';
import { readPointsAccount } from '../points/points-balances.ts';
import { readScheme } from '../settings/shop-settings.ts';
import { recordAuditWithin } from '../staff/record-audit.ts';
import { summaryOf } from './household-summary.ts';

export type ShowPersonalRefusal =
  | Extract<PersonalRefusal, { code: 'personal_key_locked' }>
  | Extract<RedemptionRefusal, { code: 'household_not_found' }>;

const MOST_LOOKS = 200;

/** The numbers of one household in clear. Whoever asks stands in the audit trail. */
export function showPersonalNumbers(
  context: UseCaseContext,
  householdId: HouseholdId,
): Result<PersonalNumbers, ShowPersonalRefusal> {
  return inTransaction(context.db, () => {
    const found = openHousehold(context, householdId);
    if (!found.ok) return found;
    recordShown(context, found.value.household, '身份证号和电话');
    return ok({ idNumber: found.value.idNumber, phone: found.value.household.phone });
  });
}

/** Everything that is kept about a household, to be shown to it: the register, what else refers to it, who looked. */
export function readDataSheet(
  context: UseCaseContext,
  householdId: HouseholdId,
): Result<HouseholdDataSheet, ShowPersonalRefusal> {
  return inTransaction(context.db, () => {
    const found = openHousehold(context, householdId);
    if (!found.ok) return found;
    const { household, idNumber } = found.value;
    recordShown(context, household, '本户信息表');
    const schemeYear = yearOf(context.today);
    const account = readPointsAccount(context.db, householdId, schemeYear);
    return ok({
      household: summaryOf(context.db, household),
      idNumber,
      phone: household.phone,
      madeOn: context.today,
      schemeYear,
      honourCentipoints: account.earnedCentipoints,
      spendableCentipoints: spendableCentipoints(account, readScheme(context.db).yearlyCapCentipoints),
      traces: listHouseholdTraces(context.db, householdId),
      looks: listAuditAbout(context.db, householdId, MOST_LOOKS).map(({ kind, detail, ...look }) => ({
        recordedAt: look.recordedAt,
        operatorName: look.operatorName,
        stationName: look.stationName,
        kind: kind === 'household_corrected' ? ('corrected' as const) : ('shown' as const),
        what: String((kind === 'household_corrected' ? detail['changed'] : detail['what']) ?? ''),
      })),
    });
  });
}

type Opened = { readonly household: Household; readonly idNumber: string | null };

function openHousehold({ db }: UseCaseContext, householdId: HouseholdId): Result<Opened, ShowPersonalRefusal> {
  const household = findHousehold(db, householdId);
  if (!household) return err({ code: 'household_not_found' });
  const idNumber = openedNumber(db, household.idNumber);
  if (idNumber === null || !isSealed(idNumber)) return ok({ household, idNumber });
  const access = personalAccess(db);
  return err({ code: 'personal_key_locked', why: access.kind === 'locked' ? access.why : 'other' });
}

function recordShown(context: UseCaseContext, household: Household, what: string): void {
  recordAuditWithin(context, {
    kind: 'personal_data_shown',
    subject: `${household.householdNo} ${household.headName}`,
    detail: { householdId: household.id, what },
  });
}
