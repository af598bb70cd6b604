import {
  type Centipoints,
  centipoints,
  type Fen,
  type ItemId,
  type LocalDate,
  type LotId,
  type Quantity,
  quantity,
} from '../../kernel/brands.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { mayHave } from '../donation/earmark.ts';
import { costOfTaking } from '../goods/cost.ts';
import { compareFefo, type Item, isExpired, type LotOnHand } from '../goods/goods.ts';
import type { HouseholdStatus } from '../household/household.ts';
import { type PointsAccount, spendableCentipoints } from '../points/points-account.ts';
import type { RedemptionRefusal } from '../redemption/refusals.ts';
import { usualDueDay } from './loan.ts';
import type { LoanRefusal } from './refusals.ts';

export type WantedTool = {
  /** Null: no such item. */
  readonly item: Item | null;
  readonly lots: readonly LotOnHand[];
  /** In the hands of households now. */
  readonly lentQuantity: Quantity;
  readonly quantity: Quantity;
};

export type LoanFacts = {
  readonly household: {
    readonly householdNo: string;
    readonly status: HouseholdStatus;
    readonly tags: readonly string[];
  } | null;
  readonly account: PointsAccount;
  readonly yearlyCapCentipoints: Centipoints | null;
  readonly today: LocalDate;
  /** The last day; null: as each item says. */
  readonly dueOn: LocalDate | null;
  /** One entry an item. */
  readonly tools: readonly WantedTool[];
  /** What the screen showed; null when nobody looked. */
  readonly expectedCentipoints: Centipoints | null;
};

export type PlannedLoanLine = {
  readonly itemId: ItemId;
  readonly itemName: string;
  readonly unit: string;
  readonly lotId: LotId;
  readonly quantity: Quantity;
  readonly dueOn: LocalDate;
  readonly pointsCentipoints: Centipoints;
  /** Null: the lot is unvalued. */
  readonly costFen: Fen | null;
};

export type LoanPlan = { readonly lines: readonly PlannedLoanLine[]; readonly totalCentipoints: Centipoints };

export type DecideLoanRefusal =
  | LoanRefusal
  | Extract<
      RedemptionRefusal,
      { code: 'household_not_found' | 'item_not_found' | 'points_short' | 'yearly_cap_reached' }
    >;

/** Whether these tools may be lent, from which lots, until when and for how many points. */
export function decideLoan(facts: LoanFacts): Result<LoanPlan, DecideLoanRefusal> {
  const { household, dueOn, today } = facts;
  if (household === null) return err({ code: 'household_not_found' });
  if (household.status !== 'active') {
    const { householdNo, status } = household;
    return err({ code: 'loan_household_not_active', householdNo, status });
  }
  if (facts.tools.length === 0) return err({ code: 'loan_empty' });
  if (dueOn !== null && dueOn < today) return err({ code: 'loan_due_too_early', dueOn, today });
  const lines: PlannedLoanLine[] = [];
  for (const wanted of facts.tools) {
    const planned = planTool(wanted, household.tags, facts);
    if (!planned.ok) return planned;
    lines.push(...planned.value);
  }
  const total = centipoints(lines.reduce((sum, { pointsCentipoints }) => sum + pointsCentipoints, 0));
  const refusal = wrongWithPoints(facts, total);
  return refusal === null ? ok({ lines, totalCentipoints: total }) : err(refusal);
}

function planTool(
  wanted: WantedTool,
  tags: readonly string[],
  { today, dueOn }: LoanFacts,
): Result<PlannedLoanLine[], DecideLoanRefusal> {
  const { item } = wanted;
  if (item === null) return err({ code: 'item_not_found' });
  const { id: itemId, name: itemName, unit } = item;
  if (!item.active || item.loanCentipoints === null) return err({ code: 'item_not_lent', itemName });
  if (wanted.quantity <= 0) return err({ code: 'loan_quantity_not_positive', itemName, quantity: wanted.quantity });
  const price = item.loanCentipoints;
  const offered = wanted.lots
    .filter((lot) => lot.onHandQuantity > 0 && !isExpired(lot, today) && mayHave(tags, lot.earmark))
    .sort(compareFefo);
  const lines: PlannedLoanLine[] = [];
  let missing: number = wanted.quantity;
  for (const lot of offered) {
    if (missing === 0) break;
    const taken = quantity(Math.min(missing, lot.onHandQuantity));
    lines.push({
      itemId,
      itemName,
      unit,
      lotId: lot.id,
      quantity: taken,
      dueOn: dueOn ?? usualDueDay(item, today),
      pointsCentipoints: centipoints(price * taken),
      costFen: lot.valued ? costOfTaking(taken, lot.onHandQuantity, lot.valueFen) : null,
    });
    missing -= taken;
  }
  if (missing === 0) return ok(lines);
  return err({
    code: 'loan_stock_short',
    itemName,
    unit,
    requestedQuantity: wanted.quantity,
    availableQuantity: quantity(wanted.quantity - missing),
    lentQuantity: wanted.lentQuantity,
  });
}

function wrongWithPoints(facts: LoanFacts, total: Centipoints): DecideLoanRefusal | null {
  const { account, expectedCentipoints, yearlyCapCentipoints: cap } = facts;
  if (expectedCentipoints !== null && expectedCentipoints !== total) {
    return { code: 'loan_points_changed', expectedCentipoints, totalCentipoints: total };
  }
  const uncapped = spendableCentipoints(account);
  if (total > uncapped) {
    const shortCentipoints = centipoints(total - uncapped);
    return { code: 'points_short', shortCentipoints, spendableCentipoints: uncapped, totalCentipoints: total };
  }
  const spendable = spendableCentipoints(account, cap);
  if (cap === null || total <= spendable) return null;
  return {
    code: 'yearly_cap_reached',
    capCentipoints: cap,
    redeemedCentipoints: account.redeemedCentipoints,
    shortCentipoints: centipoints(total - spendable),
  };
}
