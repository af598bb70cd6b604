import { decideLoan, type DecideLoanRefusal, type LoanPlan } from '../../../shared/domain/loan/decide-loan.ts';
import type { AttachmentInput } from '../../../shared/domain/photo/photo.ts';
import type { SecondPersonRefusal } from '../../../shared/domain/staff/second-person.ts';
import {
  type Centipoints,
  type EntryId,
  type HouseholdId,
  type ItemId,
  type LocalDate,
  type Quantity,
  quantity,
} from '../../../shared/kernel/brands.ts';
import { yearOf } from '../../../shared/kernel/local-date.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { findHousehold } from '../../db/repositories/household-repository.ts';
import { findItem } from '../../db/repositories/item-repository.ts';
import { householdTags, listLent } from '../../db/repositories/loan-repository.ts';
import { listLotsOnHand } from '../../db/repositories/lot-repository.ts';
import { CENTIPOINT, FEN, householdAccount, ON_LOAN, POINTS_SPENT, STOCK } from '../../journal/accounts.ts';
import type { ContextRow } from '../../journal/context-tables.ts';
import type { Posting, StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';
import { type AttachmentRefusal, attachmentRows } from '../photo/attachment-rows.ts';
import { grantBasePointsWithin } from '../points/grant-base-points.ts';
import { readPointsAccount } from '../points/points-balances.ts';
import { readScheme } from '../settings/shop-settings.ts';
import {
  type Agreed,
  type Agreement,
  approvalRows,
  isOwnHousehold,
  secondPersonFor,
  tellAgreedWithin,
} from '../staff/second-person.ts';

export type LendToolsInput = {
  readonly requestId: EntryId;
  readonly householdId: HouseholdId;
  readonly lines: readonly { readonly itemId: ItemId; readonly quantity: Quantity }[];
  /** The last day; null: as each item says. */
  readonly dueOn: LocalDate | null;
  /** Who takes them away; '' for the head of the household. */
  readonly borrower: string;
  readonly note: string;
  readonly photos: readonly AttachmentInput[];
  readonly expectedTotalCentipoints: Centipoints | null;
};

type LendRefusal = DecideLoanRefusal | AttachmentRefusal | SecondPersonRefusal | RequestIdReused;

/**
 * Lends tools (工具借用): they leave the shelf by lot with their exact cost and stay in the books as lent until they come
 * back; points, where a loan costs some, are spent as by a redemption.
 */
export function lendTools(
  context: UseCaseContext,
  input: LendToolsInput,
  agreement: Agreement = null,
): Result<StoredEntry, LendRefusal> {
  return inTransaction(context.db, () => lendToolsWithin(context, input, agreement));
}

function lendToolsWithin(
  context: UseCaseContext,
  input: LendToolsInput,
  agreement: Agreement,
): Result<StoredEntry, LendRefusal> {
  // What the screen showed is no part of what was asked.
  const { requestId, expectedTotalCentipoints: _shown, ...request } = input;
  const digest = requestDigest(request);
  const replay = findReplay(context.db, requestId, digest);
  if (!replay.ok) return replay;
  if (replay.value) return ok(replay.value);
  const plan = planLoan(context, input);
  if (!plan.ok) return plan;
  const pictures = attachmentRows(context, requestId, input.photos);
  if (!pictures.ok) return pictures;
  const agreed = agreedForOwn(context, input.householdId, agreement);
  if (!agreed.ok) return agreed;
  grantBasePointsWithin(context, input.householdId, yearOf(context.today));
  const posted = postLoan(context, input, plan.value, { digest, agreed: agreed.value, pictures: pictures.value });
  tellAgreedWithin(context, agreed.value, posted.documentNo);
  return ok(posted);
}

/** Who lends to the own household, or says that its tools came back, does not do so alone. */
export function agreedForOwn(
  context: UseCaseContext,
  householdId: HouseholdId,
  agreement: Agreement,
): Result<Agreed, SecondPersonRefusal> {
  if (!isOwnHousehold(context, householdId)) return ok(null);
  return secondPersonFor(context, { operation: 'own_household_loan', amount: null, householdId }, agreement);
}

function planLoan(context: UseCaseContext, input: LendToolsInput): Result<LoanPlan, DecideLoanRefusal> {
  const { db, today } = context;
  const lent = listLent(db);
  const household = findHousehold(db, input.householdId);
  return decideLoan({
    household: household && { ...household, tags: householdTags(db, household.id) },
    account: readPointsAccount(db, input.householdId, yearOf(today)),
    yearlyCapCentipoints: readScheme(db).yearlyCapCentipoints,
    today,
    dueOn: input.dueOn,
    tools: addUp(input.lines).map(([id, wanted]) => ({
      item: findItem(db, id, today),
      lots: listLotsOnHand(db, id),
      lentQuantity: lent.get(id) ?? quantity(0),
      quantity: wanted,
    })),
    expectedCentipoints: input.expectedTotalCentipoints,
  });
}

/** One entry an item; a line of zero or less stays as it is, to be refused. */
function addUp(lines: LendToolsInput['lines']): [ItemId, Quantity][] {
  const wanted = new Map<ItemId, Quantity>();
  for (const { itemId, quantity: count } of lines) {
    const before = wanted.get(itemId);
    wanted.set(itemId, before === undefined ? count : quantity(before <= 0 || count <= 0 ? 0 : before + count));
  }
  return [...wanted];
}

function postLoan(
  context: UseCaseContext,
  input: LendToolsInput,
  { lines, totalCentipoints }: LoanPlan,
  settled: { readonly digest: string; readonly agreed: Agreed; readonly pictures: readonly ContextRow[] },
): StoredEntry {
  const { householdId, borrower, note } = input;
  const schemeYear = yearOf(context.today);
  return post(context.db, {
    id: input.requestId,
    kind: 'loan',
    businessDate: context.today,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId,
    summary: `借出${lines.map((line) => `${line.itemName}×${line.quantity}${line.unit}`).join('、')}`,
    reversesId: null,
    requestDigest: settled.digest,
    postings: [
      ...pointsPostings(householdId, schemeYear, totalCentipoints),
      ...lines.flatMap((line) => movedPostings(line, STOCK, ON_LOAN)),
    ],
    context: [
      ...lines.map(
        (line): ContextRow => ({
          table: 'loan',
          values: {
            household_id: householdId,
            item_id: line.itemId,
            lot_id: line.lotId,
            quantity: line.quantity,
            cost_fen: line.costFen,
            scheme_year: schemeYear,
            points_centipoints: line.pointsCentipoints,
            due_on: line.dueOn,
            borrower,
            note,
          },
        }),
      ),
      ...settled.pictures,
      ...approvalRows(context, settled.agreed),
    ],
  });
}

/** A free loan moves no points. */
function pointsPostings(householdId: HouseholdId, schemeYear: number, total: Centipoints): Posting[] {
  if (total === 0) return [];
  const redeemed = householdAccount(householdId, schemeYear, 'redeemed');
  return [
    { book: 'points', unit: CENTIPOINT, account: redeemed, lotId: null, amount: total },
    { book: 'points', unit: CENTIPOINT, account: POINTS_SPENT, lotId: null, amount: -total },
  ];
}

type Moved = Pick<LoanPlan['lines'][number], 'itemId' | 'lotId' | 'quantity' | 'costFen'>;

/** Pieces of one lot from one account to another, with what they cost. `sink`: an account that knows no lots. */
export function movedPostings(line: Moved, from: string, to: string, sink = false): Posting[] {
  const { itemId, lotId, quantity: count, costFen } = line;
  const toLot = sink ? null : lotId;
  const postings: Posting[] = [
    { book: 'goods', unit: itemId, account: from, lotId, amount: -count },
    { book: 'goods', unit: itemId, account: to, lotId: toLot, amount: count },
  ];
  if (!costFen) return postings;
  return [
    ...postings,
    { book: 'value', unit: FEN, account: from, lotId, amount: -costFen },
    { book: 'value', unit: FEN, account: to, lotId: toLot, amount: costFen },
  ];
}
