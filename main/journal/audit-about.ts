import type { AuditDetail, AuditKind } from '../../shared/domain/staff/audit.ts';
import type { ReadableDatabase } from '../db/open-database.ts';
import { allRows } from '../db/statements.ts';

export type AuditAbout = {
  readonly recordedAt: string;
  readonly kind: AuditKind;
  readonly operatorName: string;
  readonly stationName: string | null;
  readonly detail: AuditDetail;
};

/** Who looked at one household's data and who corrected it, the latest first. */
export function listAuditAbout(db: ReadableDatabase, householdId: string, limit: number): AuditAbout[] {
  return allRows<Omit<AuditAbout, 'detail'> & { readonly detail: string }>(
    db,
    `SELECT recorded_at AS recordedAt, kind, operator_name AS operatorName, station_name AS stationName, detail
     FROM audit_record WHERE kind IN ('personal_data_shown', 'household_corrected')
       AND json_extract(detail, '$.householdId') = ? ORDER BY seq DESC LIMIT ?`,
    householdId,
    limit,
  ).map((row) => ({ ...row, detail: JSON.parse(row.detail) as AuditDetail }));
}

/** Whether the recovery key was ever shown or printed in these books. */
export function wasRecoveryKeyShown(db: ReadableDatabase): boolean {
  return allRows(db, "SELECT 1 FROM audit_record WHERE kind = 'recovery_key_shown' LIMIT 1").length > 0;
}
