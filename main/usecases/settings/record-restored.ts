import type { SecondPersonRefusal } from '../../../shared/domain/staff/second-person.ts';
import type { Restored } from '../../../shared/domain/settings/backup.ts';
import type { ReplayedRecord } from '../../../shared/domain/settings/second-record.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { inTransaction, type ReadableDatabase } from '../../db/open-database.ts';
import { type AuditEnd, auditEnd } from '../../journal/audit-trail.ts';
import type { UseCaseContext } from '../context.ts';
import { recordAudit, recordAuditWithin } from '../staff/record-audit.ts';
import { type Agreed, type Agreement, secondPersonFor, tellAgreedWithin } from '../staff/second-person.ts';

/** Whether the books may be put back: a second person agrees, where there is one who could. */
export function agreeToRestore(context: UseCaseContext, agreement: Agreement): Result<Agreed, SecondPersonRefusal> {
  return secondPersonFor(context, { operation: 'restore', amount: null }, agreement);
}

/** Where the audit trail stands now; remembered over a restore, which takes the trail back with the books. */
export function readAuditEnd(db: ReadableDatabase): AuditEnd {
  return auditEnd(db);
}

type Told = Restored & { readonly path: string; readonly agreed: Agreed; readonly before: AuditEnd };

/**
 * Tells the restored books that they were restored: from what, by whom, what went, and how the trail ended that went
 * with it. Whoever did it may be unknown to these books; the name stands in the record.
 */
export function recordRestored(context: UseCaseContext, told: Told): void {
  const subject = fileName(told.path);
  inTransaction(context.db, () => {
    recordAuditWithin(context, {
      kind: 'restored',
      subject,
      detail: {
        entries: told.entries,
        lostEntries: told.lostEntries,
        keptAs: fileName(told.safetyCopy),
        agreedBy: told.agreed?.approver.name ?? null,
        lastRecordBefore: told.before.seq,
        lastHashBefore: told.before.hash,
      },
    });
    tellAgreedWithin(context, told.agreed, subject);
  });
}

/** Tells the books which documents came back from the second record. */
export function recordReplayed(context: UseCaseContext, { entries, rows, lastDocumentNo }: ReplayedRecord): void {
  recordAudit(context, {
    kind: 'entries_replayed',
    subject: lastDocumentNo ?? '',
    detail: { entries, masterRows: rows },
  });
}

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
