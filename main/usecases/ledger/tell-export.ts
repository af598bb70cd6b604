import type { ExportedFile } from '../../../shared/contract/ledger.ts';
import { LEDGERS } from '../../../shared/domain/ledger/ledger-definitions.ts';
import { findHousehold } from '../../db/repositories/household-repository.ts';
import { findVillage } from '../../db/repositories/village-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { recordAudit } from '../staff/record-audit.ts';
import type { ExportRequest } from './plan-export.ts';

type Asked = Pick<ExportRequest, 'ledger' | 'from' | 'to' | 'villageId' | 'householdId'>;

/** Tells the audit trail which ledger was taken away, for what days and whose, and how many rows it had. */
export function tellExport(
  context: UseCaseContext,
  asked: Asked,
  { rows, fileName }: Omit<ExportedFile, 'exportId'>,
  /** What numbers of people in clear were wanted for; null: they were masked. */
  reason: string | null,
): void {
  const village = asked.villageId === null ? null : findVillage(context.db, asked.villageId);
  const household = asked.householdId === null ? null : findHousehold(context.db, asked.householdId);
  recordAudit(context, {
    kind: 'exported',
    subject: asked.ledger === null ? '全部台账' : LEDGERS[asked.ledger].sheet,
    detail: {
      from: asked.from,
      to: asked.to,
      village: village?.name ?? null,
      household: household && household.householdNo,
      rows,
      fileName,
      personal: reason === null ? '号码已遮盖' : '完整身份证号和电话',
      reason,
    },
  });
}
