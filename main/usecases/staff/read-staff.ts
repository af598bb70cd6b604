import type { Operator } from '../../../shared/contract/staff.ts';
import type { StaffMember } from '../../../shared/domain/staff/staff.ts';
import type { OperatorId } from '../../../shared/kernel/brands.ts';
import { must } from '../../../shared/kernel/assert.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { listOperators, listStaffRows } from '../../db/repositories/operator-repository.ts';

/** Who may sign in, in the order they came. */
export function listSignInOperators(db: ReadableDatabase): Operator[] {
  return listOperators(db).map(({ id, name, role }) => ({ id, name, role }));
}

/** Everybody who works here or did; no secret is in it. */
export function listStaff(db: ReadableDatabase): StaffMember[] {
  return listStaffRows(db).map(({ recovery, ...row }) => ({ ...row, hasRecoveryCode: recovery !== null }));
}

export function readStaffMember(db: ReadableDatabase, id: OperatorId): StaffMember {
  return must(
    listStaff(db).find((member) => member.id === id),
    'who was just written is there',
  );
}
