import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import type { AuditKind } from '../../../shared/domain/staff/audit.ts';
import type { NewSecretRefusal, StaffChangeRefusal } from '../../../shared/domain/staff/refusals.ts';
import type { Role } from '../../../shared/domain/staff/role.ts';
import { secretProblem } from '../../../shared/domain/staff/secret.ts';
import { decideStaff, type StaffMember } from '../../../shared/domain/staff/staff.ts';
import { type HouseholdId, type OperatorId, operatorId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import {
  insertOperator,
  listAllOperators,
  updateOperator,
  updateRecovery,
  updateSecret,
} from '../../db/repositories/operator-repository.ts';
import { findHousehold } from '../../db/repositories/household-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { randomFirstSecret } from './change-secret.ts';
import { readStaffMember } from './read-staff.ts';
import { recordAuditWithin } from './record-audit.ts';
import { hashSecret } from './secret-hash.ts';
import { forgiveTries } from './verify-secret.ts';

export type StaffInput = {
  readonly name: string;
  readonly role: Role;
  /** The household this person belongs to; null: none of the village. */
  readonly householdId: HouseholdId | null;
};

type Refused = StaffChangeRefusal | NewSecretRefusal | Extract<RedemptionRefusal, { code: 'household_not_found' }>;

/** A person, and the secret that was made for them because none was given. It is shown once. */
export type WithFirstSecret = { readonly member: StaffMember; readonly firstSecret: string | null };

/** Lets somebody in, with a first secret that must be changed at the first sign-in. */
export async function addOperator(
  context: UseCaseContext,
  input: StaffInput,
  secret: string | null,
): Promise<Result<WithFirstSecret, Refused>> {
  const first = await firstSecret(secret);
  if (!first.ok) return first;
  return inTransaction(context.db, () => {
    const id = operatorId(context.newId());
    const refusal = refusalOf(context, { ...input, id, active: true });
    if (refusal) return err(refusal);
    insertOperator(context.db, { ...input, id, ...first.value.kept, mustChange: true });
    const member = told(context, 'operator_added', id);
    return ok({ member, firstSecret: first.value.made });
  });
}

/** Corrects a person's name, role or household. A recovery code is an administrator's: another role ends it. */
export function changeOperator(
  context: UseCaseContext,
  id: OperatorId,
  input: StaffInput,
): Result<StaffMember, Refused> {
  return change(context, id, 'operator_changed', (before) => ({ ...before, ...input }));
}

/** Somebody leaves or comes back. What they did stays under their name: nobody is ever deleted. */
export function setOperatorActive(
  context: UseCaseContext,
  id: OperatorId,
  active: boolean,
): Result<StaffMember, Refused> {
  return change(context, id, active ? 'operator_changed' : 'operator_deactivated', (before) => ({ ...before, active }));
}

/** Gives a person a new first secret, when the old one was forgotten. */
export async function resetSecret(
  context: UseCaseContext,
  id: OperatorId,
  secret: string | null,
): Promise<Result<WithFirstSecret, Refused>> {
  const first = await firstSecret(secret);
  if (!first.ok) return first;
  return inTransaction(context.db, () => {
    if (!listAllOperators(context.db).some((known) => known.id === id && known.active)) {
      return err({ code: 'operator_not_found' });
    }
    updateSecret(context.db, id, first.value.kept, true);
    forgiveTries(context.db, id);
    const member = readStaffMember(context.db, id);
    recordAuditWithin(context, { kind: 'secret_changed', subject: member.name, detail: { how: '管理员重设' } });
    return ok({ member, firstSecret: first.value.made });
  });
}

async function firstSecret(given: string | null) {
  const problem = given === null ? null : secretProblem(given);
  if (problem) return err(problem);
  const secret = given ?? randomFirstSecret();
  return ok({ kept: await hashSecret(secret), made: given === null ? secret : null });
}

type Wanted = StaffInput & { readonly id: OperatorId; readonly active: boolean };

function change(
  context: UseCaseContext,
  id: OperatorId,
  kind: AuditKind,
  become: (before: Wanted) => Wanted,
): Result<StaffMember, Refused> {
  return inTransaction(context.db, () => {
    const before = listAllOperators(context.db).find((known) => known.id === id);
    if (!before) return err({ code: 'operator_not_found' });
    const wanted = become(before);
    const refusal = refusalOf(context, wanted);
    if (refusal) return err(refusal);
    updateOperator(context.db, wanted);
    if (wanted.role !== 'administrator' || !wanted.active) updateRecovery(context.db, id, null);
    return ok(told(context, kind, id));
  });
}

function refusalOf(context: UseCaseContext, wanted: Wanted): Refused | null {
  const decided = decideStaff(listAllOperators(context.db), wanted);
  if (!decided.ok) return decided.error;
  const unknown = wanted.householdId !== null && !findHousehold(context.db, wanted.householdId);
  return unknown ? { code: 'household_not_found' } : null;
}

function told(context: UseCaseContext, kind: AuditKind, id: OperatorId): StaffMember {
  const member = readStaffMember(context.db, id);
  const detail = {
    role: member.role,
    household: member.household?.householdNo ?? null,
    state: member.active ? '在用' : '停用',
  };
  recordAuditWithin(context, { kind, subject: member.name, detail });
  return member;
}
