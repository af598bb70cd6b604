import type { HouseholdId, OperatorId } from '../../../shared/kernel/brands.ts';
import type { Role } from '../../../shared/domain/staff/role.ts';
import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { allRows, getRow, run } from '../statements.ts';

/** A secret as it is kept: scrypt and its salt. */
export type KeptSecret = { readonly secretSalt: string; readonly secretHash: string };

export type OperatorRow = KeptSecret & {
  readonly id: OperatorId;
  readonly name: string;
  readonly role: Role;
  /** The household this person belongs to, if any. */
  readonly householdId: HouseholdId | null;
  /** The secret was given out by somebody else and must be changed first. */
  readonly mustChange: boolean;
  readonly recovery: KeptSecret | null;
  readonly active: boolean;
};

type StoredRow = Omit<OperatorRow, 'mustChange' | 'active' | 'recovery'> & {
  readonly mustChange: 0 | 1;
  readonly active: 0 | 1;
  readonly recoverySalt: string | null;
  readonly recoveryHash: string | null;
};

const SELECT = `SELECT id, name, role, pin_salt AS secretSalt, pin_hash AS secretHash, household_id AS householdId,
  must_change AS mustChange, recovery_salt AS recoverySalt, recovery_hash AS recoveryHash, active`;

function toRow({ recoverySalt, recoveryHash, ...row }: StoredRow): OperatorRow {
  const recovery =
    recoverySalt === null || recoveryHash === null ? null : { secretSalt: recoverySalt, secretHash: recoveryHash };
  return { ...row, mustChange: row.mustChange === 1, active: row.active === 1, recovery };
}

/** Who works here now, in the order they came. */
export function listOperators(db: ReadableDatabase): OperatorRow[] {
  return listAllOperators(db).filter(({ active }) => active);
}

/** Also those who no longer work here. */
export function listAllOperators(db: ReadableDatabase): OperatorRow[] {
  return allRows<StoredRow>(db, `${SELECT} FROM operator ORDER BY rowid`).map(toRow);
}

export type StaffRow = Pick<OperatorRow, 'id' | 'name' | 'role' | 'active' | 'mustChange' | 'recovery'> & {
  readonly household: { readonly id: HouseholdId; readonly householdNo: string; readonly headName: string } | null;
};

/** Everybody with the household each belongs to; those who work here first. */
export function listStaffRows(db: ReadableDatabase): StaffRow[] {
  type Joined = StoredRow & { readonly householdNo: string | null; readonly headName: string | null };
  const sql = `SELECT o.*, h.household_no AS householdNo, h.head_name AS headName FROM (${SELECT}, rowid AS place
    FROM operator) o LEFT JOIN household h ON h.id = o.householdId ORDER BY o.active DESC, o.place`;
  return allRows<Joined>(db, sql).map(({ householdNo, headName, ...stored }) => {
    const { id, name, role, active, mustChange, recovery, householdId } = toRow(stored);
    const household =
      householdId === null ? null : { id: householdId, householdNo: householdNo ?? '', headName: headName ?? '' };
    return { id, name, role, active, mustChange, recovery, household };
  });
}

/** Somebody who works here; null for anyone else. */
export function findOperator(db: ReadableDatabase, id: OperatorId): OperatorRow | null {
  const row = getRow<StoredRow>(db, `${SELECT} FROM operator WHERE id = ? AND active = 1`, id);
  return row && toRow(row);
}

export type NewOperator = KeptSecret & Pick<OperatorRow, 'id' | 'name' | 'role' | 'householdId' | 'mustChange'>;

export function insertOperator(db: WritableDatabase, operator: NewOperator): void {
  run(
    db,
    `INSERT INTO operator (id, name, role, pin_salt, pin_hash, household_id, must_change) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    operator.id,
    operator.name,
    operator.role,
    operator.secretSalt,
    operator.secretHash,
    operator.householdId,
    operator.mustChange ? 1 : 0,
  );
}

export function updateOperator(
  db: WritableDatabase,
  { id, name, role, householdId, active }: Pick<OperatorRow, 'id' | 'name' | 'role' | 'householdId' | 'active'>,
): void {
  const sql = 'UPDATE operator SET name = ?, role = ?, household_id = ?, active = ? WHERE id = ?';
  run(db, sql, name, role, householdId, active ? 1 : 0, id);
}

export function updateSecret(db: WritableDatabase, id: OperatorId, kept: KeptSecret, mustChange: boolean): void {
  const sql = 'UPDATE operator SET pin_salt = ?, pin_hash = ?, must_change = ? WHERE id = ?';
  run(db, sql, kept.secretSalt, kept.secretHash, mustChange ? 1 : 0, id);
}

/** Null: the code was used or is no longer wanted. */
export function updateRecovery(db: WritableDatabase, id: OperatorId, kept: KeptSecret | null): void {
  const sql = 'UPDATE operator SET recovery_salt = ?, recovery_hash = ? WHERE id = ?';
  run(db, sql, kept?.secretSalt ?? null, kept?.secretHash ?? null, id);
}
