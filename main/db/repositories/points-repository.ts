import { must } from '../../../shared/kernel/assert.ts';
import type { Centipoints, EntryId, HouseholdId, LocalDate } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { LOAN_POINTS } from './loan-points-sql.ts';
import { allRows, getRow } from '../statements.ts';

export type PointsLine = {
  readonly householdId: HouseholdId;
  readonly schemeYear: number;
  /** Negative for a deduction. */
  readonly pointsCentipoints: Centipoints;
  readonly reason: string;
  readonly rule: string;
};

/** The points line of an award, deduction, base grant or reversal. */
export function findPointsLine(db: ReadableDatabase, entryId: EntryId): PointsLine {
  const row = getRow<PointsLine>(
    db,
    `SELECT household_id AS householdId, scheme_year AS schemeYear, points_centipoints AS pointsCentipoints, reason, rule
     FROM points_line WHERE entry_id = ? ORDER BY line LIMIT 1`,
    entryId,
  );
  return must(row, 'a points entry has its line');
}

export type PointsMovement = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly kind: 'base_grant' | 'award' | 'deduction' | 'redemption' | 'return' | 'loan' | 'reversal';
  readonly businessDate: LocalDate;
  readonly reason: string;
  readonly operatorName: string;
  readonly approvedByName: string | null;
  readonly reversedBy: string | null;
  /** Change of the honour figure. */
  readonly earnedCentipoints: Centipoints;
  /** Change of the never-spendable base. */
  readonly baseCentipoints: Centipoints;
  /** Change of what was redeemed; negative on a return. */
  readonly redeemedCentipoints: Centipoints;
};

/** Years in which anything moved this household's points, newest first. */
export function listSchemeYears(db: ReadableDatabase, householdId: HouseholdId): number[] {
  return allRows<{ year: number }>(
    db,
    `SELECT scheme_year AS year FROM points_line WHERE household_id = ?
     UNION SELECT scheme_year FROM redemption WHERE household_id = ?
     UNION SELECT scheme_year FROM loan WHERE household_id = ? ORDER BY 1 DESC`,
    householdId,
    householdId,
    householdId,
  ).map((row) => row.year);
}

/** Everything that moved one household's points in one scheme year, in the order of the passbook. */
export function listPointsMovements(
  db: ReadableDatabase,
  householdId: HouseholdId,
  schemeYear: number,
): PointsMovement[] {
  return allRows<PointsMovement>(
    db,
    `SELECT entryId, documentNo, kind, businessDate, reason, operatorName, reversedBy, earnedCentipoints, baseCentipoints,
       redeemedCentipoints, (SELECT approved_by_name FROM approval WHERE entry_id = entryId) AS approvedByName
     FROM (SELECT e.id AS entryId, e.document_no AS documentNo, e.kind AS kind, p.business_date AS businessDate, p.reason AS reason,
       CASE WHEN p.recorder <> '' THEN p.recorder ELSE o.name END AS operatorName,
       (SELECT document_no FROM entry WHERE reverses_id = e.id) AS reversedBy,
       p.points_centipoints AS earnedCentipoints,
       CASE WHEN e.kind = 'base_grant' THEN p.points_centipoints ELSE 0 END AS baseCentipoints,
       0 AS redeemedCentipoints, 0 AS place, e.seq AS seq
     FROM points_line p JOIN entry e ON e.id = p.entry_id JOIN operator o ON o.id = e.operator_id
     WHERE p.household_id = ? AND p.scheme_year = ?
     UNION ALL
     SELECT e.id, coalesce(r.source_no, e.document_no), e.kind, r.business_date, e.summary, r.operator_name,
       (SELECT document_no FROM entry WHERE reverses_id = e.id), 0, 0,
       CASE WHEN e.kind = 'return' THEN -r.total_centipoints ELSE r.total_centipoints END, 1, e.seq
     FROM redemption r JOIN entry e ON e.id = r.entry_id
     WHERE r.household_id = ? AND r.scheme_year = ?
     UNION ALL
     SELECT n.entry_id, n.document_no, n.kind, n.business_date, n.summary, o.name,
       (SELECT document_no FROM entry WHERE reverses_id = n.entry_id), 0, 0, n.points, 1, n.seq
     FROM ${LOAN_POINTS} n JOIN operator o ON o.id = n.operator_id WHERE n.household_id = ? AND n.scheme_year = ?
    ) ORDER BY businessDate, place, seq`,
    householdId,
    schemeYear,
    householdId,
    schemeYear,
    householdId,
    schemeYear,
  );
}
