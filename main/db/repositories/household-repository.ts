import type { Household } from '../../../shared/domain/household/household.ts';
import { must } from '../../../shared/kernel/assert.ts';
import type { HouseholdId, LocalDate } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { sealedNumber, sealOf } from '../personal/access.ts';
import { isSealed } from '../personal/personal-seal.ts';
import { allRows, getRow, run } from '../statements.ts';

const COLUMNS = `id, household_no AS householdNo, card_no AS cardNo, head_name AS headName, id_number AS idNumber,
  village_id AS villageId, village_grid AS villageGrid, group_name AS groupName, member_count AS memberCount, phone,
  members, enrolled_on AS enrolledOn, status, tags, note`;

type HouseholdRow = Omit<Household, 'tags'> & { readonly tags: string };

function fromRow(row: HouseholdRow): Household {
  return { ...row, tags: row.tags === '[]' ? NO_TAGS : (JSON.parse(row.tags) as string[]) };
}

const NO_TAGS: readonly string[] = [];

function toHousehold(row: HouseholdRow | null): Household | null {
  return row && fromRow(row);
}

export function findHousehold(db: ReadableDatabase, id: HouseholdId): Household | null {
  return toHousehold(getRow<HouseholdRow>(db, `SELECT ${COLUMNS} FROM household WHERE id = ?`, id));
}

export function findHouseholdByNo(db: ReadableDatabase, householdNo: string): Household | null {
  return toHousehold(getRow<HouseholdRow>(db, `SELECT ${COLUMNS} FROM household WHERE household_no = ?`, householdNo));
}

/** By a number as people know it, or as it is kept; nobody where it cannot be sealed to compare. */
export function findHouseholdByIdNumber(db: ReadableDatabase, idNumber: string): Household | null {
  const kept = sealOf(db)?.seal(idNumber) ?? idNumber;
  const sql = `SELECT ${COLUMNS} FROM household WHERE id_number = ?`;
  return toHousehold(getRow<HouseholdRow>(db, sql, isSealed(idNumber) ? idNumber : kept));
}

/** All of them in order of enrolment. */
export function listAllHouseholds(db: ReadableDatabase): Household[] {
  return allRows<HouseholdRow>(db, `SELECT ${COLUMNS} FROM household ORDER BY serial`).map(fromRow);
}

export type HouseholdTraces = {
  readonly pointsLines: number;
  readonly redemptions: number;
  /** First and last day of both; null when there are none. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly heldBaskets: number;
};

/** How much of the books refers to a household. */
export function listHouseholdTraces(db: ReadableDatabase, id: HouseholdId): HouseholdTraces {
  const row = getRow<HouseholdTraces>(
    db,
    `WITH day AS (SELECT business_date, 1 AS points, 0 AS redemption FROM points_line WHERE household_id = @id
       UNION ALL SELECT business_date, 0, 1 FROM redemption WHERE household_id = @id)
     SELECT coalesce(sum(points), 0) AS pointsLines, coalesce(sum(redemption), 0) AS redemptions,
       min(business_date) AS "from", max(business_date) AS "to",
       (SELECT count(*) FROM held_basket WHERE household_id = @id) AS heldBaskets FROM day`,
    { id },
  );
  return must(row, 'an aggregate has one row');
}

/** In order of village and number; null for all villages. */
export function listHouseholds(
  db: ReadableDatabase,
  villageId: string | null,
  offset: number,
  limit: number,
): { readonly total: number; readonly rows: Household[] } {
  const where = villageId === null ? '' : 'WHERE village_id = ?';
  const parameters = villageId === null ? [] : [villageId];
  const total = getRow<{ n: number }>(db, `SELECT count(*) AS n FROM household ${where}`, ...parameters)?.n ?? 0;
  const sql = `SELECT ${COLUMNS} FROM household ${where} ORDER BY village_id, household_no LIMIT ? OFFSET ?`;
  return { total, rows: allRows<HouseholdRow>(db, sql, ...parameters, limit, offset).map(fromRow) };
}

/** Active households for which no entry stands under `prefix` and their id, in order of enrolment. */
export function listHouseholdsWithoutEntry(db: ReadableDatabase, prefix: string): HouseholdId[] {
  return allRows<{ id: HouseholdId }>(
    db,
    `SELECT id FROM household WHERE status = 'active'
       AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.id = ? || household.id) ORDER BY serial`,
    prefix,
  ).map((row) => row.id);
}

/** Running number behind card numbers; 1 for the first household. */
export function nextHouseholdSerial(db: ReadableDatabase): number {
  return (getRow<{ last: number | null }>(db, 'SELECT max(serial) AS last FROM household')?.last ?? 0) + 1;
}

export function insertHousehold(db: WritableDatabase, household: Household, serial: number): void {
  run(
    db,
    `INSERT INTO household (id, serial, household_no, card_no, head_name, id_number, village_id, village_grid, group_name,
       member_count, phone, members, enrolled_on, status, tags, note)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    household.id,
    serial,
    household.householdNo,
    household.cardNo,
    household.headName,
    sealedNumber(db, household.idNumber),
    household.villageId,
    household.villageGrid,
    household.groupName,
    household.memberCount,
    household.phone,
    household.members,
    household.enrolledOn,
    household.status,
    JSON.stringify(household.tags),
    household.note,
  );
}

/** Master data only: points live in the journal. */
export function updateHousehold(db: WritableDatabase, household: Household): void {
  run(
    db,
    `UPDATE household SET household_no = ?, head_name = ?, id_number = ?, village_id = ?, village_grid = ?, group_name = ?,
       member_count = ?, phone = ?, members = ?, enrolled_on = ?, status = ?, tags = ?, note = ? WHERE id = ?`,
    household.householdNo,
    household.headName,
    sealedNumber(db, household.idNumber),
    household.villageId,
    household.villageGrid,
    household.groupName,
    household.memberCount,
    household.phone,
    household.members,
    household.enrolledOn,
    household.status,
    JSON.stringify(household.tags),
    household.note,
    household.id,
  );
}
