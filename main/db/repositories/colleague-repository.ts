import type { Colleague } from '../../../shared/domain/staff/second-person.ts';
import type { HouseholdId, OperatorId } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows, getRow } from '../statements.ts';

/** Everybody who works here now, with the household they belong to. */
export function listColleagues(db: ReadableDatabase): Colleague[] {
  return allRows<Colleague>(
    db,
    'SELECT id, name, role, household_id AS householdId FROM operator WHERE active = 1 ORDER BY rowid',
  );
}

/** The household of the village that somebody who works here belongs to, if any. */
export function householdOfOperator(db: ReadableDatabase, id: OperatorId): HouseholdId | null {
  const row = getRow<{ householdId: HouseholdId | null }>(
    db,
    'SELECT household_id AS householdId FROM operator WHERE id = ?',
    id,
  );
  return row?.householdId ?? null;
}
