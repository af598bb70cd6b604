import { OUTBOUND_KINDS } from '../../../shared/domain/outbound/outbound.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import type { SecondPersonRefusal } from '../../../shared/domain/staff/second-person.ts';
import { must } from '../../../shared/kernel/assert.ts';
import type { EntryId, LocalDate } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { costOfOutbound, findOutboundHead } from '../../db/repositories/outbound-repository.ts';
import { findEntry, findReversalOf } from '../../journal/entries.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import { reversalPostings } from '../../journal/reverse.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';
import {
  type Agreed,
  type Agreement,
  approvalRows,
  type PastAgreement,
  secondPersonFor,
  tellAgreedWithin,
} from '../staff/second-person.ts';

export type ReverseOutboundInput = {
  readonly requestId: EntryId;
  readonly entryId: EntryId;
  readonly reason: string;
  /** Only for reversals taken over from a paper ledger: the day, the number and the people they had there. */
  readonly paper?: {
    readonly date: LocalDate;
    readonly sourceNo: string | null;
    readonly handler: string;
    readonly witness: string;
    readonly approver: string;
  };
};

type ReverseOutboundRefusal =
  | Extract<PointsRefusal, { code: 'entry_not_found' | 'entry_not_reversible' | 'already_reversed' }>
  | SecondPersonRefusal
  | RequestIdReused;

/**
 * Takes a write-off, transfer or return to a supplier back (红冲), once: the goods are on the shelf again, in the lots
 * they came out of and at the cost they left with. Above the limit somebody else has to agree.
 */
export function reverseOutbound(
  context: UseCaseContext,
  input: ReverseOutboundInput,
  agreement: Agreement = null,
): Result<StoredEntry, ReverseOutboundRefusal> {
  return inTransaction(context.db, () => reverseOutboundWithin(context, input, agreement));
}

/** The same inside a transaction that is already open: a refusal has written nothing. */
export function reverseOutboundWithin(
  context: UseCaseContext,
  input: ReverseOutboundInput,
  agreement: PastAgreement,
): Result<StoredEntry, ReverseOutboundRefusal> {
  const { requestId, ...request } = input;
  const digest = requestDigest(request);
  const replay = findReplay(context.db, requestId, digest);
  if (!replay.ok) return replay;
  if (replay.value) return ok(replay.value);
  const entry = findEntry(context.db, input.entryId);
  if (!entry) return err({ code: 'entry_not_found' });
  if (!OUTBOUND_KINDS.some((kind) => kind === entry.kind)) {
    return err({ code: 'entry_not_reversible', documentNo: entry.documentNo });
  }
  const reversal = findReversalOf(context.db, entry.id);
  if (reversal) return err({ code: 'already_reversed', documentNo: entry.documentNo, reversalNo: reversal.documentNo });
  const amount = costOfOutbound(context.db, entry.id);
  const agreed = secondPersonFor(context, { operation: 'outbound_reversal', amount }, agreement);
  if (!agreed.ok) return agreed;
  const posted = postReversal(context, input, entry, { digest, agreed: agreed.value });
  tellAgreedWithin(context, agreed.value, posted.documentNo);
  return ok(posted);
}

function postReversal(
  context: UseCaseContext,
  input: ReverseOutboundInput,
  entry: StoredEntry,
  request: { readonly digest: string; readonly agreed: Agreed },
): StoredEntry {
  const head = must(findOutboundHead(context.db, entry.id), 'what left the shelf has its document');
  const { paper } = input;
  return post(context.db, {
    id: input.requestId,
    kind: 'reversal',
    businessDate: paper?.date ?? context.today,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId: null,
    summary: `红冲${head.sourceNo ?? entry.documentNo}：${input.reason}`,
    reversesId: entry.id,
    requestDigest: request.digest,
    postings: reversalPostings(context.db, entry),
    context: [
      {
        table: 'outbound_document',
        values: {
          counterparty: head.counterparty,
          disposal: head.disposal,
          handler: paper?.handler ?? context.operator.name,
          witness: paper?.witness ?? '',
          approver: request.agreed?.approver.name ?? paper?.approver ?? '',
          source_no: paper?.sourceNo ?? null,
          note: input.reason,
        },
      },
      ...approvalRows(context, request.agreed),
    ],
  });
}
