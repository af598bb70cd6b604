import type { PlannedLine } from '../../../shared/domain/redemption/decide-redemption.ts';
import type { Recipient } from '../../../shared/domain/redemption/redemption.ts';
import type { PartnerRefusal } from '../../../shared/domain/partner/refusals.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import { costOfTaking } from '../../../shared/domain/goods/cost.ts';
import { type Item, isExpired, type LotOnHand } from '../../../shared/domain/goods/goods.ts';
import { spendableCentipoints } from '../../../shared/domain/points/points-account.ts';
import {
  centipoints,
  type Centipoints,
  type EntryId,
  fen,
  type HouseholdId,
  type ItemId,
  type LocalDate,
  type Quantity,
  quantity,
} from '../../../shared/kernel/brands.ts';
import { yearOf } from '../../../shared/kernel/local-date.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { findItem } from '../../db/repositories/item-repository.ts';
import { findLot } from '../../db/repositories/lot-repository.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import type { UseCaseContext } from '../context.ts';
import { requestDigest } from '../idempotency.ts';
import { type Offered, offerOf, postSupply } from '../partner/supply-goods.ts';
import { grantBasePointsWithin } from '../points/grant-base-points.ts';
import { readPointsAccount } from '../points/points-balances.ts';
import { postRedemption } from './post-redemption.ts';

export type ImportRedemptionInput = {
  readonly requestId: EntryId;
  readonly householdId: HouseholdId;
  readonly date: LocalDate;
  readonly timeOfDay: string;
  /** Number of the paper document; null when it had none. */
  readonly sourceNo: string | null;
  readonly recipient: Recipient | null;
  readonly operatorName: string;
  readonly note: string;
  /** What the paper ledger says was spendable afterwards; null: as the books say now. */
  readonly balanceAfterCentipoints: Centipoints | null;
  readonly lines: readonly {
    readonly itemId: ItemId;
    readonly lotCode: string;
    readonly quantity: Quantity;
    readonly unitPriceCentipoints: Centipoints;
  }[];
};

/**
 * Takes over one redemption that happened on paper: at its day, price and lot. Points are not refused (it
 * happened; too few leave arrears), goods that are not there are. Runs inside the caller's transaction.
 */
export function importRedemptionWithin(
  context: UseCaseContext,
  input: ImportRedemptionInput,
): Result<StoredEntry, RedemptionRefusal | PartnerRefusal> {
  const offers = offersFor(context, input.lines);
  if (!offers.ok) return offers;
  const lines: PlannedLine[] = [];
  for (const line of input.lines) {
    const planned = planHistoricLine(context, input, { ...line, offer: offers.value.get(line) ?? null }, lines);
    if (!planned.ok) return planned;
    lines.push(planned.value);
  }
  if (lines.length === 0) return err({ code: 'basket_empty' });
  const schemeYear = yearOf(input.date);
  grantBasePointsWithin(context, input.householdId, schemeYear);
  const total = centipoints(lines.reduce((sum, line) => sum + line.totalCentipoints, 0));
  const account = readPointsAccount(context.db, input.householdId, schemeYear);
  const balanceAfter = Math.max(0, spendableCentipoints(account) - total);
  const { requestId, householdId, ...request } = input;
  postSupply(context, [...new Set(offers.value.values())], { redemptionId: requestId, householdId, date: input.date });
  const entry = postRedemption(context, {
    requestId,
    householdId,
    schemeYear,
    businessDate: input.date,
    timeOfDay: input.timeOfDay,
    recipient: input.recipient,
    plan: {
      lines,
      totalCentipoints: total,
      balanceAfterCentipoints: input.balanceAfterCentipoints ?? centipoints(balanceAfter),
    },
    operatorName: input.operatorName,
    sourceNo: input.sourceNo,
    note: input.note,
    requestDigest: requestDigest({ ...request, householdId }),
    agreed: null,
  });
  return ok(entry);
}

type HistoricLine = ImportRedemptionInput['lines'][number];

/** What is not in a lot of ours and is a partner shop's to hand out; all pieces of one item are one offer. */
function offersFor(
  context: UseCaseContext,
  lines: readonly HistoricLine[],
): Result<ReadonlyMap<HistoricLine, Offered>, PartnerRefusal> {
  const wanted = new Map<ItemId, { item: Item; lines: HistoricLine[] }>();
  for (const line of lines) {
    const item = findItem(context.db, line.itemId, context.today);
    if (item === null || item.partnerId === null) continue;
    if ((findLot(context.db, item.id, line.lotCode)?.onHandQuantity ?? 0) >= line.quantity) continue;
    const same = wanted.get(item.id);
    if (same) same.lines.push(line);
    else wanted.set(item.id, { item, lines: [line] });
  }
  const offers = new Map<HistoricLine, Offered>();
  for (const { item, lines: own } of wanted.values()) {
    const offer = offerOf(
      context,
      item,
      own.reduce((sum, line) => sum + line.quantity, 0),
    );
    if (!offer.ok) return offer;
    if (offer.value !== null) for (const line of own) offers.set(line, offer.value);
  }
  return ok(offers);
}

function planHistoricLine(
  context: UseCaseContext,
  input: ImportRedemptionInput,
  line: HistoricLine & { readonly offer: Offered | null },
  earlier: readonly PlannedLine[],
): Result<PlannedLine, RedemptionRefusal> {
  const item = findItem(context.db, line.itemId, context.today);
  const lot: LotOnHand | null = item && (line.offer?.lot ?? findLot(context.db, line.itemId, line.lotCode));
  if (!item) return err({ code: 'item_not_found' });
  const same = earlier.filter((before) => before.lotId === lot?.id);
  const onHand = quantity((lot?.onHandQuantity ?? 0) - same.reduce((sum, before) => sum + before.quantity, 0));
  const names = { itemName: item.name, unit: item.unit, requestedQuantity: line.quantity, availableQuantity: onHand };
  if (!lot || onHand < line.quantity) return err({ code: 'stock_short', ...names });
  if (lot.expiresOn && isExpired(lot, input.date)) {
    return err({ code: 'stock_expired', ...names, lotCode: lot.code, expiresOn: lot.expiresOn });
  }
  const value = fen(lot.valueFen - same.reduce((sum, before) => sum + (before.costFen ?? 0), 0));
  return ok({
    itemId: item.id,
    itemName: item.name,
    spec: item.spec,
    unit: item.unit,
    lotId: lot.id,
    quantity: line.quantity,
    unitPriceCentipoints: line.unitPriceCentipoints,
    totalCentipoints: centipoints(line.unitPriceCentipoints * line.quantity),
    costFen: lot.valued ? costOfTaking(line.quantity, onHand, value) : null,
  });
}
