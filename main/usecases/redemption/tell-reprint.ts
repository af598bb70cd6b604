import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { UseCaseContext } from '../context.ts';
import { recordAudit } from '../staff/record-audit.ts';
import { getRedemption } from './read-redemptions.ts';

/** Tells the audit trail that a slip is printed once more: two slips of one document are two claims on the same goods. */
export function tellReprint(
  context: UseCaseContext,
  id: EntryId,
): Result<null, Extract<RedemptionRefusal, { code: 'redemption_not_found' }>> {
  const found = getRedemption(context.db, { id, documentNo: null });
  if (!found.ok) return found;
  const { documentNo, kind, householdNo, headName } = found.value;
  const household = `${householdNo} ${headName}`;
  recordAudit(context, { kind: 'receipt_reprinted', subject: documentNo, detail: { document: kind, household } });
  return ok(null);
}
