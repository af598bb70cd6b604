import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import type { SecondPersonRefusal } from '../../../shared/domain/staff/second-person.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { findSettlement } from '../../db/repositories/partner-supply-repository.ts';
import { findEntry, findReversalOf } from '../../journal/entries.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import { reversalPostings } from '../../journal/reverse.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';
import { type Agreement, approvalRows, secondPersonFor, tellAgreedWithin } from '../staff/second-person.ts';

export type ReverseSettlementInput = {
  readonly requestId: EntryId;
  readonly entryId: EntryId;
  readonly reason: string;
};

type ReverseSettlementRefusal =
  | Extract<PointsRefusal, { code: 'entry_not_found' | 'entry_not_reversible' | 'already_reversed' }>
  | SecondPersonRefusal
  | RequestIdReused;

/** Takes a wrong settlement back (红冲), once: what it cited can be settled again, and nothing is owed by it. */
export function reverseSettlement(
  context: UseCaseContext,
  input: ReverseSettlementInput,
  agreement: Agreement = null,
): Result<StoredEntry, ReverseSettlementRefusal> {
  return inTransaction(context.db, () => {
    const { db } = context;
    const { requestId, ...request } = input;
    const digest = requestDigest(request);
    const replay = findReplay(db, requestId, digest);
    if (!replay.ok) return replay;
    if (replay.value) return ok(replay.value);
    const entry = findEntry(db, input.entryId);
    if (!entry) return err({ code: 'entry_not_found' });
    const { documentNo } = entry;
    const settlement = findSettlement(db, entry.id);
    if (settlement === null) return err({ code: 'entry_not_reversible', documentNo });
    const reversal = findReversalOf(db, entry.id);
    if (reversal) return err({ code: 'already_reversed', documentNo, reversalNo: reversal.documentNo });
    const asked = { operation: 'partner_settlement_reversal', amount: settlement.amountFen } as const;
    const agreed = secondPersonFor(context, asked, agreement);
    if (!agreed.ok) return agreed;
    const posted = post(db, {
      id: requestId,
      kind: 'reversal',
      businessDate: context.today,
      recordedAt: context.recordedAt,
      operatorId: context.operator.id,
      householdId: null,
      summary: `红冲${documentNo}：${input.reason}`,
      reversesId: entry.id,
      requestDigest: digest,
      postings: reversalPostings(db, entry),
      context: [
        {
          table: 'partner_settlement',
          values: {
            partner_id: settlement.partnerId,
            period_from: settlement.periodFrom,
            period_to: settlement.periodTo,
            amount_fen: settlement.amountFen === 0 ? 0 : -settlement.amountFen,
            price_check: settlement.priceCheck,
            quality_check: settlement.qualityCheck,
            checked_by: settlement.checkedBy,
            note: input.reason,
          },
        },
        ...approvalRows(context, agreed.value),
      ],
    });
    tellAgreedWithin(context, agreed.value, posted.documentNo);
    return ok(posted);
  });
}
