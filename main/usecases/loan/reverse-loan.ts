import type { GoodsRefusal } from '../../../shared/domain/goods/refusals.ts';
import type { LoanRefusal } from '../../../shared/domain/loan/refusals.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import type { SecondPersonRefusal } from '../../../shared/domain/staff/second-person.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { type EntryId, quantity } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { findLoan, listLoanEvents, loanOfReturn, type LoanHead } from '../../db/repositories/loan-repository.ts';
import { describeLot } from '../../db/repositories/lot-repository.ts';
import { findEntry, findReversalOf } from '../../journal/entries.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import { firstShortfall, firstStrandedLot, reversalPostings } from '../../journal/reverse.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';
import {
  type Agreed,
  type Agreement,
  approvalRows,
  isOwnHousehold,
  secondPersonFor,
  tellAgreedWithin,
} from '../staff/second-person.ts';

export type ReverseLoanInput = {
  readonly requestId: EntryId;
  /** A loan, or a return of one. */
  readonly entryId: EntryId;
  readonly reason: string;
};

type ReverseLoanRefusal =
  | Stands
  | Extract<PointsRefusal, { code: 'entry_not_found' | 'entry_not_reversible' | 'already_reversed' }>
  | SecondPersonRefusal
  | RequestIdReused;

/**
 * Takes a wrong loan back (红冲): the tools are on the shelf again and the points with the household; or a wrong return:
 * the tools are out again. A loan of which something came back waits until that is taken back.
 */
export function reverseLoan(
  context: UseCaseContext,
  input: ReverseLoanInput,
  agreement: Agreement = null,
): Result<StoredEntry, ReverseLoanRefusal> {
  return inTransaction(context.db, () => reverseWithin(context, input, agreement));
}

function reverseWithin(
  context: UseCaseContext,
  input: ReverseLoanInput,
  agreement: Agreement,
): Result<StoredEntry, ReverseLoanRefusal> {
  const { db } = context;
  const { requestId, ...request } = input;
  const digest = requestDigest(request);
  const replay = findReplay(db, requestId, digest);
  if (!replay.ok) return replay;
  if (replay.value) return ok(replay.value);
  const entry = findEntry(db, input.entryId);
  if (!entry) return err({ code: 'entry_not_found' });
  const { documentNo } = entry;
  if (entry.kind !== 'loan' && entry.kind !== 'loan_return') return err({ code: 'entry_not_reversible', documentNo });
  const reversal = findReversalOf(db, entry.id);
  if (reversal) return err({ code: 'already_reversed', documentNo, reversalNo: reversal.documentNo });
  const stands = wrongWith(context, entry);
  if (stands) return err(stands);
  const loan = must(findLoan(db, loanOfReturn(db, entry.id) ?? entry.id), 'what is lent or comes back has its loan');
  const agreed = agreedFor(context, entry, loan, agreement);
  if (!agreed.ok) return agreed;
  const posted = post(db, {
    id: requestId,
    kind: 'reversal',
    businessDate: context.today,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId: entry.householdId,
    summary: `红冲${documentNo}：${input.reason}`,
    reversesId: entry.id,
    requestDigest: digest,
    postings: reversalPostings(db, entry),
    context: approvalRows(context, agreed.value),
  });
  tellAgreedWithin(context, agreed.value, posted.documentNo);
  return ok(posted);
}

type Stands =
  | Extract<LoanRefusal, { code: 'loan_has_returns' | 'loan_goods_gone' }>
  | Extract<GoodsRefusal, { code: 'lot_value_moved' }>;

function wrongWith({ db }: UseCaseContext, entry: StoredEntry): Stands | null {
  if (entry.kind === 'loan') {
    const standing = listLoanEvents(db, entry.id).findLast(({ reversedBy }) => reversedBy === null);
    return standing ? { code: 'loan_has_returns', documentNo: entry.documentNo, returnNo: standing.documentNo } : null;
  }
  const postings = reversalPostings(db, entry);
  const shortfall = firstShortfall(
    db,
    postings.filter(({ book }) => book === 'goods'),
  );
  if (!shortfall) {
    const stranded = firstStrandedLot(db, postings);
    if (stranded === null) return null;
    const { itemName, lotCode } = must(describeLot(db, stranded), 'a posted lot exists');
    return { code: 'lot_value_moved', itemName, lotCode };
  }
  const { posting, balance } = shortfall;
  const lot = must(describeLot(db, must(posting.lotId, 'only stock of a lot can run short')), 'a posted lot exists');
  return {
    code: 'loan_goods_gone',
    itemName: lot.itemName,
    unit: lot.unit,
    lotCode: lot.lotCode,
    returnedQuantity: quantity(-posting.amount),
    onHandQuantity: quantity(balance),
  };
}

/** Points that go back on a later day need another person's word, as goods do that are returned late. */
function agreedFor(
  context: UseCaseContext,
  entry: StoredEntry,
  { householdId, pointsCentipoints }: LoanHead,
  agreement: Agreement,
): Result<Agreed, SecondPersonRefusal> {
  if (isOwnHousehold(context, householdId)) {
    return secondPersonFor(context, { operation: 'own_household_loan', amount: null, householdId }, agreement);
  }
  if (entry.kind !== 'loan' || pointsCentipoints === 0 || context.today <= entry.businessDate) return ok(null);
  return secondPersonFor(
    context,
    { operation: 'late_loan_reversal', amount: pointsCentipoints, householdId },
    agreement,
  );
}
