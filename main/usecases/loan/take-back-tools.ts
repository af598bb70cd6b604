import { decideSettling, type SettledLine, type SettlingRefusal } from '../../../shared/domain/loan/decide-settling.ts';
import type { ReturnCondition } from '../../../shared/domain/loan/loan.ts';
import type { AttachmentInput } from '../../../shared/domain/photo/photo.ts';
import type { SecondPersonRefusal } from '../../../shared/domain/staff/second-person.ts';
import { must } from '../../../shared/kernel/assert.ts';
import type { EntryId, Quantity } from '../../../shared/kernel/brands.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { findLoan, listLoanLines, type LoanHead } from '../../db/repositories/loan-repository.ts';
import { ON_LOAN, STOCK } from '../../journal/accounts.ts';
import type { ContextRow } from '../../journal/context-tables.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';
import { type AttachmentRefusal, attachmentRows } from '../photo/attachment-rows.ts';
import { type Agreement, approvalRows, tellAgreedWithin } from '../staff/second-person.ts';
import { agreedForOwn, movedPostings } from './lend-tools.ts';

export type TakeBackInput = {
  readonly requestId: EntryId;
  readonly loanId: EntryId;
  readonly lines: readonly { readonly lineNo: number; readonly quantity: Quantity }[];
  /** Damaged ones come back on the shelf too, and are written off from there if they are not mended. */
  readonly condition: ReturnCondition;
  readonly note: string;
  readonly photos: readonly AttachmentInput[];
};

type TakeBackRefusal = SettlingRefusal | AttachmentRefusal | SecondPersonRefusal | RequestIdReused;

/** Takes lent tools back, all or some: into the lots they came out of, at the cost they left with. */
export function takeBackTools(
  context: UseCaseContext,
  input: TakeBackInput,
  agreement: Agreement = null,
): Result<StoredEntry, TakeBackRefusal> {
  return inTransaction(context.db, () => takeBackWithin(context, input, agreement));
}

function takeBackWithin(
  context: UseCaseContext,
  input: TakeBackInput,
  agreement: Agreement,
): Result<StoredEntry, TakeBackRefusal> {
  const { requestId, ...request } = input;
  const digest = requestDigest(request);
  const replay = findReplay(context.db, requestId, digest);
  if (!replay.ok) return replay;
  if (replay.value) return ok(replay.value);
  const settled = settle(context, input);
  if (!settled.ok) return settled;
  const { loan, lines } = settled.value;
  const pictures = attachmentRows(context, requestId, input.photos);
  if (!pictures.ok) return pictures;
  const agreed = agreedForOwn(context, loan.householdId, agreement);
  if (!agreed.ok) return agreed;
  const posted = post(context.db, {
    id: requestId,
    kind: 'loan_return',
    businessDate: context.today,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId: loan.householdId,
    summary: `归还${goodsOf(lines)}${input.condition === 'damaged' ? '（有损坏）' : ''}`,
    reversesId: null,
    requestDigest: digest,
    postings: lines.flatMap((each) => movedPostings(movedOf(each), ON_LOAN, STOCK)),
    context: [
      ...returnRows(loan.entryId, lines, input.condition, input.note),
      ...pictures.value,
      ...approvalRows(context, agreed.value),
    ],
  });
  tellAgreedWithin(context, agreed.value, posted.documentNo);
  return ok(posted);
}

/** What of a loan is settled by a request, as the books stand. */
export function settle(
  { db }: Pick<UseCaseContext, 'db'>,
  { loanId, lines }: Pick<TakeBackInput, 'loanId' | 'lines'>,
): Result<{ readonly loan: LoanHead; readonly lines: readonly SettledLine[] }, SettlingRefusal> {
  const loan = findLoan(db, loanId);
  const settled = decideSettling(loan && { ...loan, lines: listLoanLines(db, loanId) }, lines);
  return settled.ok ? ok({ loan: must(loan, 'a loan that is settled exists'), lines: settled.value }) : settled;
}

/** The rows by which a loan knows what became of it. */
export function returnRows(
  loanId: EntryId,
  lines: readonly SettledLine[],
  condition: string,
  note: string,
): ContextRow[] {
  return lines.map(({ line, quantity, costFen }) => ({
    table: 'loan_return',
    values: { loan_id: loanId, loan_line: line.lineNo, quantity, cost_fen: costFen, condition, note },
  }));
}

export function movedOf({ line, quantity, costFen }: SettledLine): Parameters<typeof movedPostings>[0] {
  return { itemId: line.itemId, lotId: line.lotId, quantity, costFen };
}

export function goodsOf(lines: readonly SettledLine[]): string {
  return lines.map(({ line, quantity }) => `${line.itemName}×${quantity}${line.unit}`).join('、');
}
