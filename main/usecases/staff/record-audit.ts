import type { AuditDetail, AuditKind } from '../../../shared/domain/staff/audit.ts';
import { inTransaction } from '../../db/open-database.ts';
import { appendAudit } from '../../journal/audit-trail.ts';
import type { UseCaseContext } from '../context.ts';

type Told = { readonly kind: AuditKind; readonly subject: string; readonly detail?: AuditDetail };

/** Tells the audit trail what somebody did; inside a transaction that is already open, with what it tells of. */
export function recordAuditWithin(context: UseCaseContext, told: Told): void {
  appendAudit(context.db, {
    recordedAt: context.recordedAt,
    kind: told.kind,
    operatorId: context.operator.id,
    operatorName: context.operator.name,
    stationName: context.station?.name ?? null,
    subject: told.subject,
    detail: told.detail ?? {},
  });
}

/** The same in a transaction of its own, for what writes nothing else. */
export function recordAudit(context: UseCaseContext, told: Told): void {
  inTransaction(context.db, () => recordAuditWithin(context, told));
}
