import type { PlannedLine, RedemptionPlan } from '../../../shared/domain/redemption/decide-redemption.ts';
import type { Recipient } from '../../../shared/domain/redemption/redemption.ts';
import type { EntryId, HouseholdId, LocalDate } from '../../../shared/kernel/brands.ts';
import { CENTIPOINT, FEN, householdAccount, ISSUED, POINTS_SPENT, STOCK } from '../../journal/accounts.ts';
import type { ContextRow } from '../../journal/context-tables.ts';
import type { Posting, StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';
import { type Agreed, approvalRows } from '../staff/second-person.ts';

export type DecidedRedemption = {
  readonly requestId: EntryId;
  readonly householdId: HouseholdId;
  readonly schemeYear: number;
  readonly businessDate: LocalDate;
  readonly timeOfDay: string;
  readonly recipient: Recipient | null;
  readonly plan: RedemptionPlan;
  readonly operatorName: string;
  /** Number on the paper ledger it was taken from; null for a redemption made here. */
  readonly sourceNo: string | null;
  readonly note: string;
  readonly requestDigest: string;
  readonly agreed: Agreed;
};

/** Writes a decided redemption as one entry. Runs inside the caller's transaction. */
export function postRedemption(context: UseCaseContext, decided: DecidedRedemption): StoredEntry {
  const { plan } = decided;
  return post(context.db, {
    id: decided.requestId,
    kind: 'redemption',
    businessDate: decided.businessDate,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId: decided.householdId,
    summary: summaryOf(plan.lines),
    reversesId: null,
    requestDigest: decided.requestDigest,
    postings: redemptionPostings(decided.householdId, decided.schemeYear, plan.totalCentipoints, plan.lines),
    context: [...contextRows(decided), ...approvalRows(context, decided.agreed)],
  });
}

type MovedLine = Pick<PlannedLine, 'itemId' | 'lotId' | 'quantity' | 'costFen'>;

/**
 * Points spent, goods and their cost out of each lot. Contra amounts are one posting a unit, so that an entry
 * grows with its lots only.
 */
export function redemptionPostings(
  householdId: HouseholdId,
  schemeYear: number,
  totalCentipoints: number,
  lines: readonly MovedLine[],
): Posting[] {
  const issued = new Map<string, number>();
  let costFen = 0;
  const postings: Posting[] = pointsPostings(householdId, schemeYear, totalCentipoints);
  for (const line of lines) {
    postings.push({ book: 'goods', unit: line.itemId, account: STOCK, lotId: line.lotId, amount: -line.quantity });
    issued.set(line.itemId, (issued.get(line.itemId) ?? 0) + line.quantity);
    if (!line.costFen) continue;
    postings.push({ book: 'value', unit: FEN, account: STOCK, lotId: line.lotId, amount: -line.costFen });
    costFen += line.costFen;
  }
  for (const [unit, amount] of issued) postings.push({ book: 'goods', unit, account: ISSUED, lotId: null, amount });
  if (costFen > 0) postings.push({ book: 'value', unit: FEN, account: ISSUED, lotId: null, amount: costFen });
  return postings;
}

/** A free item moves no points. */
function pointsPostings(householdId: HouseholdId, schemeYear: number, totalCentipoints: number): Posting[] {
  if (totalCentipoints === 0) return [];
  const redeemed = householdAccount(householdId, schemeYear, 'redeemed');
  return [
    { book: 'points', unit: CENTIPOINT, account: redeemed, lotId: null, amount: totalCentipoints },
    { book: 'points', unit: CENTIPOINT, account: POINTS_SPENT, lotId: null, amount: -totalCentipoints },
  ];
}

/** 大米×1袋、食盐×2袋 */
export function summaryOf(lines: readonly Pick<PlannedLine, 'itemName' | 'unit' | 'quantity'>[]): string {
  const byItem = new Map<string, { unit: string; quantity: number }>();
  for (const line of lines) {
    const before = byItem.get(line.itemName)?.quantity ?? 0;
    byItem.set(line.itemName, { unit: line.unit, quantity: before + line.quantity });
  }
  return [...byItem].map(([name, { unit, quantity }]) => `${name}×${quantity}${unit}`).join('、');
}

function contextRows(decided: DecidedRedemption): ContextRow[] {
  const { plan } = decided;
  const head: ContextRow = {
    table: 'redemption',
    values: {
      household_id: decided.householdId,
      scheme_year: decided.schemeYear,
      business_date: decided.businessDate,
      time_of_day: decided.timeOfDay,
      source_no: decided.sourceNo,
      recipient_name: decided.recipient?.name ?? null,
      recipient_relation: decided.recipient?.relation ?? null,
      total_centipoints: plan.totalCentipoints,
      balance_after_centipoints: plan.balanceAfterCentipoints,
      operator_name: decided.operatorName,
      returns_id: null,
      reason: '',
      note: decided.note,
    },
  };
  return [head, ...plan.lines.map((line) => lineRow(line, null))];
}

/** One line as it is kept, with its price and name as they were; `returnedLine` on a return. */
export function lineRow(line: PlannedLine, returnedLine: number | null): ContextRow {
  return {
    table: 'redemption_line',
    values: {
      item_id: line.itemId,
      lot_id: line.lotId,
      item_name: line.itemName,
      spec: line.spec,
      unit: line.unit,
      quantity: line.quantity,
      unit_price_centipoints: line.unitPriceCentipoints,
      total_centipoints: line.totalCentipoints,
      cost_fen: line.costFen,
      returned_line: returnedLine,
    },
  };
}
