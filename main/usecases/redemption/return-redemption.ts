import { decideReturn, type ReturnableLine, type ReturnPlan } from '../../../shared/domain/redemption/decide-return.ts';
import type { RedemptionRecord } from '../../../shared/domain/redemption/redemption.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import type { SecondPersonRefusal } from '../../../shared/domain/staff/second-person.ts';
import { spendableCentipoints } from '../../../shared/domain/points/points-account.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { type Centipoints, centipoints, type EntryId, fen, type LocalDate } from '../../../shared/kernel/brands.ts';
import { yearOf } from '../../../shared/kernel/local-date.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction, type ReadableDatabase } from '../../db/open-database.ts';
import { findRedemption, returnedCosts } from '../../db/repositories/redemption-repository.ts';
import type { Posting, StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';
import { takeBackSupply } from '../partner/supply-goods.ts';
import { readPointsAccount } from '../points/points-balances.ts';
import { readScheme } from '../settings/shop-settings.ts';
import {
  type Agreed,
  type Agreement,
  approvalRows,
  isOwnHousehold,
  type PastAgreement,
  secondPersonFor,
  tellAgreedWithin,
} from '../staff/second-person.ts';
import { lineRow, redemptionPostings, summaryOf } from './post-redemption.ts';
import { readRedemption } from './read-redemption.ts';

export type ReturnRedemptionInput = {
  readonly requestId: EntryId;
  readonly redemptionId: EntryId;
  /** Null: everything that has not come back yet. */
  readonly lines: readonly { readonly lineNo: number; readonly quantity: number }[] | null;
  readonly reason: string;
  /** Only for returns taken over from a paper ledger: when, by whom and under which number it happened. */
  readonly history?: {
    readonly date: LocalDate;
    readonly timeOfDay: string;
    readonly operatorName: string;
    readonly sourceNo: string | null;
    readonly note: string;
    /** What the paper says was spendable afterwards; null: as the books say now. */
    readonly balanceAfterCentipoints: Centipoints | null;
  };
};

export type ReturnRefusal = RedemptionRefusal | SecondPersonRefusal | RequestIdReused;

/**
 * Takes goods back (退回): points, goods and cost return to where they came from, as a linked reversal entry. On a later day
 * than the redemption somebody else has to agree: the goods were out of sight meanwhile. So they do on any day for the
 * own household.
 */
export function returnRedemption(
  context: UseCaseContext,
  input: ReturnRedemptionInput,
  agreement: Agreement = null,
): Result<RedemptionRecord, ReturnRefusal> {
  return inTransaction(context.db, () => returnRedemptionWithin(context, input, agreement));
}

/** The same inside a transaction that is already open: a refusal has written nothing. */
export function returnRedemptionWithin(
  context: UseCaseContext,
  input: ReturnRedemptionInput,
  agreement: PastAgreement,
): Result<RedemptionRecord, ReturnRefusal> {
  const { db } = context;
  const { requestId, history: _history, ...request } = input;
  const digest = requestDigest(request);
  const replay = findReplay(db, requestId, digest);
  if (!replay.ok) return replay;
  if (replay.value) return ok(readRedemption(db, requestId));
  const redemption = findRedemption(db, input.redemptionId);
  const plan = decideReturn({
    redemption,
    lines: redemption ? returnableLines(db, redemption) : [],
    requested: input.lines,
    reason: input.reason,
  });
  if (!plan.ok) return plan;
  const found = must(redemption, 'decideReturn refuses a missing redemption');
  const agreed = agreedFor(context, found, plan.value, agreement);
  if (!agreed.ok) return agreed;
  const { documentNo } = postReturn(context, input, found, plan.value, { digest, agreed: agreed.value });
  sendOnToPartner(context, input, found, plan.value);
  tellAgreedWithin(context, agreed.value, documentNo);
  return ok(readRedemption(db, requestId));
}

function returnableLines(db: ReadableDatabase, redemption: RedemptionRecord): ReturnableLine[] {
  const costs = returnedCosts(db, redemption.id);
  return redemption.lines.map((line) => ({
    ...line,
    returnedCostFen: line.costFen === null ? null : (costs.get(line.lineNo) ?? fen(0)),
  }));
}

/** What a partner shop had handed out goes back to it: it never lay on our shelf. */
function sendOnToPartner(
  context: UseCaseContext,
  input: ReturnRedemptionInput,
  { id, householdId }: RedemptionRecord,
  plan: ReturnPlan,
): void {
  const back = plan.lines.map(({ line, quantity }) => {
    return { lotId: line.lotId, quantity, itemName: line.itemName, unit: line.unit };
  });
  const date = input.history?.date ?? context.today;
  takeBackSupply(context, id, back, { redemptionId: input.requestId, householdId, date });
}

function agreedFor(
  context: UseCaseContext,
  redemption: RedemptionRecord,
  plan: ReturnPlan,
  agreement: PastAgreement,
): Result<Agreed, SecondPersonRefusal> {
  const { householdId } = redemption;
  const own = isOwnHousehold(context, householdId);
  if (!own && context.today <= redemption.businessDate) return ok(null);
  // The household has its points again: whoever belongs to it does not say alone that the goods came back.
  const operation = own ? 'own_household_return' : 'late_return';
  return secondPersonFor(context, { operation, amount: plan.totalCentipoints, householdId }, agreement);
}

function postReturn(
  context: UseCaseContext,
  input: ReturnRedemptionInput,
  redemption: RedemptionRecord,
  plan: ReturnPlan,
  request: { readonly digest: string; readonly agreed: Agreed },
): StoredEntry {
  const { db } = context;
  const schemeYear = yearOf(redemption.businessDate);
  const account = readPointsAccount(db, redemption.householdId, schemeYear);
  const after = {
    ...account,
    redeemedCentipoints: centipoints(account.redeemedCentipoints - plan.totalCentipoints),
  };
  const lines = plan.lines.map(({ line, ...back }) => ({ ...line, ...back }));
  return post(db, {
    id: input.requestId,
    kind: 'return',
    businessDate: input.history?.date ?? context.today,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId: redemption.householdId,
    summary: `红冲${redemption.documentNo}：${summaryOf(lines)}`,
    reversesId: plan.whole ? redemption.id : null,
    requestDigest: request.digest,
    postings: takenBack(redemptionPostings(redemption.householdId, schemeYear, plan.totalCentipoints, lines)),
    context: [
      {
        table: 'redemption',
        values: {
          household_id: redemption.householdId,
          scheme_year: schemeYear,
          business_date: input.history?.date ?? context.today,
          time_of_day: input.history?.timeOfDay ?? context.timeOfDay,
          source_no: input.history?.sourceNo ?? null,
          recipient_name: redemption.recipient?.name ?? null,
          recipient_relation: redemption.recipient?.relation ?? null,
          total_centipoints: plan.totalCentipoints,
          balance_after_centipoints:
            input.history?.balanceAfterCentipoints ?? spendableCentipoints(after, readScheme(db).yearlyCapCentipoints),
          operator_name: input.history?.operatorName ?? context.operator.name,
          returns_id: redemption.id,
          reason: input.reason,
          note: input.history?.note ?? '',
        },
      },
      ...lines.map((line) => lineRow(line, line.lineNo)),
      ...approvalRows(context, request.agreed),
    ],
  });
}

function takenBack(postings: readonly Posting[]): Posting[] {
  return postings.map((posting) => ({ ...posting, amount: -posting.amount }));
}
