import type { SettlingRefusal } from '../../../shared/domain/loan/decide-settling.ts';
import type { LossCause } from '../../../shared/domain/loan/loan.ts';
import { isSamePerson } from '../../../shared/domain/outbound/decide-outbound.ts';
import { writeOffReason } from '../../../shared/domain/outbound/outbound.ts';
import type { OutboundRefusal } from '../../../shared/domain/outbound/refusals.ts';
import type { AttachmentInput } from '../../../shared/domain/photo/photo.ts';
import type { SecondPersonRefusal } from '../../../shared/domain/staff/second-person.ts';
import type { EntryId, Quantity } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { goodsSink, ON_LOAN } from '../../journal/accounts.ts';
import type { ContextRow } from '../../journal/context-tables.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';
import { type AttachmentRefusal, attachmentRows } from '../photo/attachment-rows.ts';
import { type Agreement, approvalRows, secondPersonFor, tellAgreedWithin } from '../staff/second-person.ts';
import { movedPostings } from './lend-tools.ts';
import { goodsOf, movedOf, returnRows, settle } from './take-back-tools.ts';

export type WriteOffLentInput = {
  readonly requestId: EntryId;
  readonly loanId: EntryId;
  readonly lines: readonly { readonly lineNo: number; readonly quantity: Quantity }[];
  readonly cause: LossCause;
  readonly disposal: string;
  readonly witness: string;
  readonly note: string;
  readonly photos: readonly AttachmentInput[];
};

type WriteOffLentRefusal =
  | SettlingRefusal
  | Extract<OutboundRefusal, { code: 'outbound_witness_same' | 'write_off_photo_missing' }>
  | AttachmentRefusal
  | SecondPersonRefusal
  | RequestIdReused;

/**
 * Writes off lent tools that do not come back (丢失、损坏): a write-off like any other, watched and agreed to, that ends
 * the loan of those pieces. They were never on the shelf again, so they leave from the household's hands.
 */
export function writeOffLent(
  context: UseCaseContext,
  input: WriteOffLentInput,
  agreement: Agreement = null,
): Result<StoredEntry, WriteOffLentRefusal> {
  return inTransaction(context.db, () => writeOffWithin(context, input, agreement));
}

function writeOffWithin(
  context: UseCaseContext,
  input: WriteOffLentInput,
  agreement: Agreement,
): Result<StoredEntry, WriteOffLentRefusal> {
  const { requestId, ...request } = input;
  const digest = requestDigest(request);
  const replay = findReplay(context.db, requestId, digest);
  if (!replay.ok) return replay;
  if (replay.value) return ok(replay.value);
  const settled = settle(context, input);
  if (!settled.ok) return settled;
  const { loan, lines } = settled.value;
  const { witness, disposal, note } = input;
  const handler = context.operator.name;
  if (isSamePerson(handler, witness)) return err({ code: 'outbound_witness_same', name: witness, as: 'handler' });
  // What is lost cannot be shown.
  if (input.cause === 'damaged' && input.photos.length === 0 && note === '')
    return err({ code: 'write_off_photo_missing' });
  const pictures = attachmentRows(context, requestId, input.photos);
  if (!pictures.ok) return pictures;
  const asked = { operation: 'write_off', amount: null, householdId: loan.householdId } as const;
  const agreed = secondPersonFor(context, asked, agreement);
  if (!agreed.ok) return agreed;
  const approver = agreed.value?.approver.name ?? '';
  if (isSamePerson(witness, approver)) return err({ code: 'outbound_witness_same', name: witness, as: 'approver' });
  const reason = writeOffReason(input.cause, `借出未还（${loan.documentNo} ${loan.headName}）`);
  const posted = post(context.db, {
    id: requestId,
    kind: 'write_off',
    businessDate: context.today,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId: loan.householdId,
    summary: `报损借出的${goodsOf(lines)}（${reason}）`,
    reversesId: null,
    requestDigest: digest,
    postings: lines.flatMap((each) => movedPostings(movedOf(each), ON_LOAN, goodsSink('write_off'), true)),
    context: [
      {
        table: 'outbound_document',
        values: { counterparty: '', disposal, handler, witness, approver, source_no: null, note },
      },
      ...lines.map(
        ({ line, quantity, costFen }): ContextRow => ({
          table: 'outbound_line',
          values: { item_id: line.itemId, lot_id: line.lotId, quantity, cost_fen: costFen, reason },
        }),
      ),
      ...returnRows(loan.entryId, lines, input.cause, note),
      ...pictures.value,
      ...approvalRows(context, agreed.value),
    ],
  });
  tellAgreedWithin(context, agreed.value, posted.documentNo);
  return ok(posted);
}
