import {
  type BasketItem,
  decideRedemption,
  type RedemptionPlan,
} from '../../../shared/domain/redemption/decide-redemption.ts';
import type { Recipient, RedemptionRecord } from '../../../shared/domain/redemption/redemption.ts';
import type { PartnerRefusal } from '../../../shared/domain/partner/refusals.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import type { SecondPersonRefusal } from '../../../shared/domain/staff/second-person.ts';
import type { Centipoints, EntryId, HouseholdId, ItemId } from '../../../shared/kernel/brands.ts';
import { yearOf } from '../../../shared/kernel/local-date.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { findHousehold } from '../../db/repositories/household-repository.ts';
import { findItem } from '../../db/repositories/item-repository.ts';
import { listLotsOnHand } from '../../db/repositories/lot-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';
import { type Offered, offerOf, postSupply } from '../partner/supply-goods.ts';
import { grantBasePointsWithin } from '../points/grant-base-points.ts';
import { readPointsAccount } from '../points/points-balances.ts';
import { readScheme } from '../settings/shop-settings.ts';
import {
  type Agreed,
  type Agreement,
  isOwnHousehold,
  type PastAgreement,
  secondPersonFor,
  tellAgreedWithin,
} from '../staff/second-person.ts';
import { postRedemption } from './post-redemption.ts';
import { readRedemption } from './read-redemption.ts';

export type RedeemGoodsInput = {
  /** Made once per basket and kept on retry. */
  readonly requestId: EntryId;
  readonly householdId: HouseholdId;
  readonly lines: readonly { readonly itemId: ItemId; readonly quantity: number }[];
  readonly recipient: Recipient | null;
  readonly expectedTotalCentipoints: Centipoints | null;
};

export type RedeemRefusal = RedemptionRefusal | PartnerRefusal | SecondPersonRefusal | RequestIdReused;

/**
 * Hands out goods for points: one transaction, one entry over points, goods and value. The same request id
 * answers with the redemption it made before, however often it is sent. Who serves the own household needs another
 * person's `agreement`, which is no part of what was asked: the retry that brings it is the same request.
 */
export function redeemGoods(
  context: UseCaseContext,
  input: RedeemGoodsInput,
  agreement: Agreement = null,
): Result<RedemptionRecord, RedeemRefusal> {
  return inTransaction(context.db, () => redeemGoodsWithin(context, input, agreement));
}

/** The same inside a transaction that is already open: a refusal has written nothing. */
export function redeemGoodsWithin(
  context: UseCaseContext,
  input: RedeemGoodsInput,
  agreement: PastAgreement,
): Result<RedemptionRecord, RedeemRefusal> {
  // What the screen showed is no part of what was asked: a retry after prices moved is still the same basket.
  const { requestId, expectedTotalCentipoints: _shown, ...request } = input;
  const digest = requestDigest(request);
  const replay = findReplay(context.db, requestId, digest);
  if (!replay.ok) return replay;
  if (replay.value) return ok(readRedemption(context.db, requestId));
  const schemeYear = yearOf(context.today);
  const planned = planRedemption(context, input, schemeYear);
  if (!planned.ok) return planned;
  const { plan, offered } = planned.value;
  const agreed = agreedFor(context, input.householdId, plan, agreement);
  if (!agreed.ok) return agreed;
  // Base points never change what is spendable, so they can wait until the redemption is certain.
  grantBasePointsWithin(context, input.householdId, schemeYear);
  const { householdId } = input;
  postSupply(context, offered, { redemptionId: requestId, householdId, date: context.today });
  const { documentNo } = postRedemption(context, {
    requestId,
    householdId,
    schemeYear,
    businessDate: context.today,
    timeOfDay: context.timeOfDay,
    recipient: input.recipient,
    plan,
    operatorName: context.operator.name,
    sourceNo: null,
    note: '',
    requestDigest: digest,
    agreed: agreed.value,
  });
  tellAgreedWithin(context, agreed.value, documentNo);
  return ok(readRedemption(context.db, requestId));
}

function agreedFor(
  context: UseCaseContext,
  householdId: HouseholdId,
  plan: RedemptionPlan,
  agreement: PastAgreement,
): Result<Agreed, SecondPersonRefusal> {
  if (!isOwnHousehold(context, householdId)) return ok(null);
  const asked = { operation: 'own_household_redemption', amount: plan.totalCentipoints, householdId } as const;
  return secondPersonFor(context, asked, agreement);
}

type Planned = { readonly plan: RedemptionPlan; readonly offered: readonly Offered[] };

/** Goods of our own come out of their lots; those of a partner shop out of the lot they will be for a moment. */
function planRedemption(
  context: UseCaseContext,
  input: RedeemGoodsInput,
  schemeYear: number,
): Result<Planned, RedemptionRefusal | PartnerRefusal> {
  const { db } = context;
  const basket: BasketItem[] = [];
  const offered: Offered[] = [];
  for (const [id, wanted] of addUp(input.lines)) {
    const item = findItem(db, id, context.today);
    const offer = offerOf(context, item, wanted);
    if (!offer.ok) return offer;
    if (offer.value !== null) offered.push(offer.value);
    basket.push({ item, lots: offer.value ? [offer.value.lot] : listLotsOnHand(db, id), quantity: wanted });
  }
  const plan = decideRedemption({
    household: findHousehold(db, input.householdId),
    account: readPointsAccount(db, input.householdId, schemeYear),
    yearlyCapCentipoints: readScheme(db).yearlyCapCentipoints,
    today: context.today,
    basket,
    expectedTotalCentipoints: input.expectedTotalCentipoints,
  });
  return plan.ok ? ok({ plan: plan.value, offered }) : plan;
}

/** One entry an item, in the order they first came, so that two lines never take the same bag. */
function addUp(lines: RedeemGoodsInput['lines']): [ItemId, number][] {
  const wanted = new Map<ItemId, number[]>();
  for (const line of lines) wanted.set(line.itemId, [...(wanted.get(line.itemId) ?? []), line.quantity]);
  // A line of zero or less must be refused as it stands, not hidden in another line's sum.
  return [...wanted].map(([id, counts]) => [
    id,
    counts.find((count) => count <= 0) ?? counts.reduce((a, b) => a + b, 0),
  ]);
}
