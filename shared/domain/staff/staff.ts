import type { HouseholdId, OperatorId } from '../../kernel/brands.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { StaffChangeRefusal } from './refusals.ts';
import type { Role } from './role.ts';

/** A person who works here, or did. */
export type StaffMember = {
  readonly id: OperatorId;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
  readonly household: { readonly id: HouseholdId; readonly householdNo: string; readonly headName: string } | null;
  /** Has a secret from somebody else and must choose one at the next sign-in. */
  readonly mustChange: boolean;
  /** A recovery code is printed and unused. */
  readonly hasRecoveryCode: boolean;
};

type Known = Pick<StaffMember, 'id' | 'name' | 'role' | 'active'>;

/**
 * Whether the staff may become what it would be with `wanted` in it: no two who work here have the same name, and one
 * of them is an administrator, or nobody could ever let anyone in again.
 */
export function decideStaff(everybody: readonly Known[], wanted: Known): Result<null, StaffChangeRefusal> {
  const others = everybody.filter(({ id, active }) => active && id !== wanted.id);
  if (wanted.active && others.some(({ name }) => name === wanted.name)) {
    return err({ code: 'operator_name_taken', name: wanted.name });
  }
  const after = wanted.active ? [...others, wanted] : others;
  if (!after.some(({ role }) => role === 'administrator')) return err({ code: 'last_administrator' });
  return ok(null);
}

/** Minutes without a key or a touch until the screen locks. */
export const SCREEN_LOCK_MINUTES = { least: 2, usual: 10, most: 60 } as const;
