import type { OperatorId } from '../../../shared/kernel/brands.ts';
import type { Role } from '../../../shared/domain/staff/role.ts';
import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { allRows, getRow, run } from '../statements.ts';

export type OperatorRow = {
  readonly id: OperatorId;
  readonly name: string;
  readonly role: Role;
  readonly pinSalt: string;
  readonly pinHash: string;
};

const COLUMNS = 'id, name, role, pin_salt AS pinSalt, pin_hash AS pinHash';

export function listOperators(db: ReadableDatabase): OperatorRow[] {
  return allRows<OperatorRow>(db, `SELECT ${COLUMNS} FROM operator WHERE active = 1 ORDER BY rowid`);
}

export function findOperator(db: ReadableDatabase, id: OperatorId): OperatorRow | null {
  return getRow<OperatorRow>(db, `SELECT ${COLUMNS} FROM operator WHERE id = ? AND active = 1`, id);
}

export function insertOperator(db: WritableDatabase, operator: OperatorRow): void {
  const { id, name, role, pinSalt, pinHash } = operator;
  run(
    db,
    'INSERT INTO operator (id, name, role, pin_salt, pin_hash) VALUES (?, ?, ?, ?, ?)',
    id,
    name,
    role,
    pinSalt,
    pinHash,
  );
}
