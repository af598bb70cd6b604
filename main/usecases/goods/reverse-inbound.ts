import type { GoodsRefusal } from '../../../shared/domain/goods/refusals.ts';
import type { SecondPersonRefusal } from '../../../shared/domain/staff/second-person.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { type EntryId, type LocalDate, quantity } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { findInboundHead, valueOfInbound } from '../../db/repositories/inbound-repository.ts';
import { describeLot } from '../../db/repositories/lot-repository.ts';
import { findEntry, findReversalOf } from '../../journal/entries.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import { firstShortfall, firstStrandedLot, reversalPostings } from '../../journal/reverse.ts';
import type { UseCaseContext } from '../context.ts';
import {
  type Agreed,
  type Agreement,
  approvalRows,
  type PastAgreement,
  secondPersonFor,
  tellAgreedWithin,
} from '../staff/second-person.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';

export type ReverseInboundInput = {
  readonly requestId: EntryId;
  readonly entryId: EntryId;
  readonly reason: string;
  /** Only for reversals taken over from a paper ledger: the day they happened; else today. */
  readonly date?: LocalDate;
  /** And the number they had there. */
  readonly sourceNo?: string | null;
};

type ReverseInboundRefusal =
  | Extract<GoodsRefusal, { code: 'goods_already_used' | 'lot_value_moved' }>
  | Extract<PointsRefusal, { code: 'entry_not_found' | 'entry_not_reversible' | 'already_reversed' }>
  | SecondPersonRefusal
  | RequestIdReused;

/**
 * Takes a wrong inbound back (红冲), once, and only while everything it brought is still on the shelf. Above the limit,
 * or where goods have no value that could be compared with it, somebody else has to agree.
 */
export function reverseInbound(
  context: UseCaseContext,
  input: ReverseInboundInput,
  agreement: Agreement = null,
): Result<StoredEntry, ReverseInboundRefusal> {
  return inTransaction(context.db, () => reverseInboundWithin(context, input, agreement));
}

/** The same inside a transaction that is already open: a refusal has written nothing. */
export function reverseInboundWithin(
  context: UseCaseContext,
  input: ReverseInboundInput,
  agreement: PastAgreement,
): Result<StoredEntry, ReverseInboundRefusal> {
  const { requestId, ...request } = input;
  const digest = requestDigest(request);
  const replay = findReplay(context.db, requestId, digest);
  if (!replay.ok) return replay;
  if (replay.value) return ok(replay.value);
  const entry = findEntry(context.db, input.entryId);
  if (!entry) return err({ code: 'entry_not_found' });
  if (entry.kind !== 'inbound') return err({ code: 'entry_not_reversible', documentNo: entry.documentNo });
  const reversal = findReversalOf(context.db, entry.id);
  if (reversal) return err({ code: 'already_reversed', documentNo: entry.documentNo, reversalNo: reversal.documentNo });
  const used = usedLot(context, entry);
  if (used) return err(used);
  const amount = valueOfInbound(context.db, entry.id);
  const agreed = secondPersonFor(context, { operation: 'inbound_reversal', amount }, agreement);
  if (!agreed.ok) return agreed;
  const posted = postReversal(context, input, entry, { digest, agreed: agreed.value });
  tellAgreedWithin(context, agreed.value, posted.documentNo);
  return ok(posted);
}

function postReversal(
  context: UseCaseContext,
  input: ReverseInboundInput,
  entry: StoredEntry,
  request: { readonly digest: string; readonly agreed: Agreed },
): StoredEntry {
  const { source, supplier, sourceNo } = must(findInboundHead(context.db, entry.id), 'an inbound has its document');
  return post(context.db, {
    id: input.requestId,
    kind: 'reversal',
    businessDate: input.date ?? context.today,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId: null,
    summary: `红冲${sourceNo ?? entry.documentNo}：${input.reason}`,
    reversesId: entry.id,
    requestDigest: request.digest,
    postings: reversalPostings(context.db, entry),
    context: [
      { table: 'inbound_document', values: { source, supplier, source_no: input.sourceNo ?? null } },
      ...approvalRows(context, request.agreed),
    ],
  });
}

function usedLot(
  context: UseCaseContext,
  entry: StoredEntry,
): Extract<GoodsRefusal, { code: 'goods_already_used' | 'lot_value_moved' }> | null {
  const postings = reversalPostings(context.db, entry);
  const shortfall = firstShortfall(
    context.db,
    postings.filter(({ book }) => book === 'goods'),
  );
  if (!shortfall) {
    const stranded = firstStrandedLot(context.db, postings);
    if (stranded === null) return null;
    const { itemName, lotCode } = must(describeLot(context.db, stranded), 'a posted lot exists');
    return { code: 'lot_value_moved', itemName, lotCode };
  }
  const lotId = must(shortfall.posting.lotId, 'only stock of a lot can run short');
  const lot = must(describeLot(context.db, lotId), 'a posted lot exists');
  return {
    code: 'goods_already_used',
    itemName: lot.itemName,
    unit: lot.unit,
    lotCode: lot.lotCode,
    receivedQuantity: quantity(lot.receivedQuantity),
    onHandQuantity: quantity(lot.onHandQuantity),
  };
}
