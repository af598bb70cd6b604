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
import { costOfTaking } from '../goods/cost.ts';
import { compareFefo, type Item, isExpired, type LotOnHand } from '../goods/goods.ts';
import { mayHave } from '../donation/earmark.ts';
import type { HouseholdStatus } from '../household/household.ts';
import { type PointsAccount, spendableCentipoints } from '../points/points-account.ts';
import type { RedemptionRefusal } from './refusals.ts';

export type BasketItem = {
  /** Null: no such item. */
  readonly item: Item | null;
  readonly lots: readonly LotOnHand[];
  readonly quantity: number;
};

export type RedemptionFacts = {
  readonly household: {
    readonly householdNo: string;
    readonly status: HouseholdStatus;
    /** The groups it belongs to: what is earmarked for one of them is offered to it. */
    readonly tags: readonly string[];
  } | null;
  readonly account: PointsAccount;
  readonly yearlyCapCentipoints: Centipoints | null;
  readonly today: LocalDate;
  /** One entry an item; a basket with the same item twice is added up before. */
  readonly basket: readonly BasketItem[];
  /** What the screen showed; null when nobody looked. */
  readonly expectedTotalCentipoints: Centipoints | null;
};

/** So many of one item out of one lot. */
export type PlannedLine = {
  readonly itemId: ItemId;
  readonly itemName: string;
  readonly spec: string;
  readonly unit: string;
  readonly lotId: LotId;
  readonly quantity: Quantity;
  readonly unitPriceCentipoints: Centipoints;
  readonly totalCentipoints: Centipoints;
  /** Null: the lot is unvalued. */
  readonly costFen: Fen | null;
};

export type RedemptionPlan = {
  readonly lines: readonly PlannedLine[];
  readonly totalCentipoints: Centipoints;
  readonly balanceAfterCentipoints: Centipoints;
};

/**
 * Whether this basket may be handed out, from which lots and at what cost. First-expiring lots go first, an
 * expired lot never; the total must be covered by spendable points to the centipoint.
 */
export function decideRedemption(facts: RedemptionFacts): Result<RedemptionPlan, RedemptionRefusal> {
  if (!facts.household) return err({ code: 'household_not_found' });
  if (facts.household.status !== 'active') {
    const { householdNo, status } = facts.household;
    return err({ code: 'household_not_active', householdNo, status });
  }
  if (facts.basket.length === 0) return err({ code: 'basket_empty' });
  const lines: PlannedLine[] = [];
  for (const wanted of facts.basket) {
    const planned = planItem(wanted, facts.household.tags, facts.today);
    if (!planned.ok) return planned;
    lines.push(...planned.value);
  }
  const total = centipoints(lines.reduce((sum, line) => sum + line.totalCentipoints, 0));
  return decidePoints(facts, lines, total);
}

function decidePoints(
  facts: RedemptionFacts,
  lines: readonly PlannedLine[],
  total: Centipoints,
): Result<RedemptionPlan, RedemptionRefusal> {
  const expected = facts.expectedTotalCentipoints;
  if (expected !== null && expected !== total) {
    return err({ code: 'total_changed', expectedCentipoints: expected, totalCentipoints: total });
  }
  const cap = facts.yearlyCapCentipoints;
  const uncapped = spendableCentipoints(facts.account);
  const spendable = spendableCentipoints(facts.account, cap);
  if (total > uncapped) {
    const short = centipoints(total - uncapped);
    return err({
      code: 'points_short',
      shortCentipoints: short,
      spendableCentipoints: uncapped,
      totalCentipoints: total,
    });
  }
  if (cap !== null && total > spendable) {
    const redeemed = facts.account.redeemedCentipoints;
    const short = centipoints(total - spendable);
    return err({
      code: 'yearly_cap_reached',
      capCentipoints: cap,
      redeemedCentipoints: redeemed,
      shortCentipoints: short,
    });
  }
  return ok({ lines, totalCentipoints: total, balanceAfterCentipoints: centipoints(spendable - total) });
}

function planItem(
  wanted: BasketItem,
  tags: readonly string[],
  today: LocalDate,
): Result<PlannedLine[], RedemptionRefusal> {
  const { item } = wanted;
  if (!item) return err({ code: 'item_not_found' });
  if (!item.active) return err({ code: 'item_not_offered', itemName: item.name });
  if (!Number.isSafeInteger(wanted.quantity) || wanted.quantity <= 0) {
    return err({ code: 'quantity_not_positive', itemName: item.name, quantity: wanted.quantity });
  }
  if (item.priceCentipoints === null) return err({ code: 'item_without_price', itemName: item.name });
  const price = item.priceCentipoints;
  const lines: PlannedLine[] = [];
  let missing = wanted.quantity;
  for (const lot of fresh(wanted.lots, today).filter((candidate) => mayHave(tags, candidate.earmark))) {
    if (missing === 0) break;
    const taken = quantity(Math.min(missing, lot.onHandQuantity));
    lines.push({
      itemId: item.id,
      itemName: item.name,
      spec: item.spec,
      unit: item.unit,
      lotId: lot.id,
      quantity: taken,
      unitPriceCentipoints: price,
      totalCentipoints: centipoints(price * taken),
      costFen: lot.valued ? costOfTaking(taken, lot.onHandQuantity, lot.valueFen) : null,
    });
    missing -= taken;
  }
  return missing === 0 ? ok(lines) : err(stockRefusal(item, wanted, tags, today));
}

function fresh(lots: readonly LotOnHand[], today: LocalDate): LotOnHand[] {
  return lots.filter((lot) => lot.onHandQuantity > 0 && !isExpired(lot, today)).sort(compareFor);
}

/** First expiring first; of what lasts equally long, what is kept for a group goes first to who belongs to it. */
function compareFor(a: LotOnHand, b: LotOnHand): number {
  if (a.expiresOn !== b.expiresOn) return compareFefo(a, b);
  return Number(a.earmark === null) - Number(b.earmark === null) || compareFefo(a, b);
}

/** Names the lots that are kept for others, or the expired lot, when that is why there is not enough. */
function stockRefusal(item: Item, wanted: BasketItem, tags: readonly string[], today: LocalDate): RedemptionRefusal {
  const [own, others] = [true, false].map((may) =>
    fresh(wanted.lots, today).filter((lot) => mayHave(tags, lot.earmark) === may),
  );
  const available = total(own);
  const expired = wanted.lots.filter((lot) => lot.onHandQuantity > 0 && isExpired(lot, today)).sort(compareFefo)[0];
  const common = {
    itemName: item.name,
    unit: item.unit,
    requestedQuantity: quantity(wanted.quantity),
    availableQuantity: available,
  };
  const earmarks = [...new Set((others ?? []).flatMap(({ earmark }) => earmark ?? []))];
  if (earmarks.length > 0) return { code: 'stock_earmarked', ...common, earmarks, earmarkedQuantity: total(others) };
  if (!expired?.expiresOn) return { code: 'stock_short', ...common };
  return { code: 'stock_expired', ...common, lotCode: expired.code, expiresOn: expired.expiresOn };
}

function total(lots: readonly LotOnHand[] = []): Quantity {
  return quantity(lots.reduce((sum, lot) => sum + lot.onHandQuantity, 0));
}
