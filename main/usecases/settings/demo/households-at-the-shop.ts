import { must } from '../../../../shared/kernel/assert.ts';
import { centipoints, entryId, type EntryId, type HouseholdId, quantity } from '../../../../shared/kernel/brands.ts';
import { yearOf } from '../../../../shared/kernel/local-date.ts';
import type { UseCaseContext } from '../../context.ts';
import { readSpendable } from '../../household/household-summary.ts';
import { recordPointsWithin } from '../../points/record-points.ts';
import { reversePoints } from '../../points/reverse-points.ts';
import { type RedeemGoodsInput, redeemGoodsWithin } from '../../redemption/redeem-goods.ts';
import { returnRedemptionWithin } from '../../redemption/return-redemption.ts';
import type { ShelfItem } from './deliveries.ts';
import { AWARDS, type Deed, DEDUCTIONS, QUARTER_AWARD, RECORDERS, RETURN_REASONS, REVIEWER } from './deeds.ts';
import { done } from './done.ts';
import { findHousehold } from '../../../db/repositories/household-repository.ts';
import { demoRecipient } from './people.ts';
import type { Random } from './random.ts';

/** Fewer points than this are kept for the next visit. */
const WORTH_A_VISIT = 300;

/** Awards or deducts points for something the household did; one award in a hundred was a mistake and is taken back. */
export function recordDeed(
  context: UseCaseContext,
  random: Random,
  householdId: HouseholdId,
  kind: 'award' | 'deduction' | 'quarter_award',
): void {
  const deed = kind === 'quarter_award' ? QUARTER_AWARD : random.pick(kind === 'award' ? AWARDS : DEDUCTIONS);
  const posted = done(
    recordPointsWithin(
      context,
      {
        requestId: entryId(random.id()),
        direction: kind === 'deduction' ? 'deduction' : 'award',
        householdId,
        pointsCentipoints: centipoints(amountOf(random, deed)),
        date: context.today,
        reason: deed.reason,
        category: deed.category,
        rule: deed.rule,
        reviewBatch: `${yearOf(context.today)}年第${Math.ceil(Number(context.today.slice(5, 7)) / 3)}季度`,
        recorder: random.pick(RECORDERS),
        reviewer: REVIEWER,
      },
      'on_paper',
    ),
  );
  if (kind === 'award' && random.chance(1)) {
    done(reversePoints(context, { requestId: entryId(random.id()), entryId: posted.id, reason: '重复登记' }));
  }
}

/** In steps of half a point. */
function amountOf(random: Random, deed: Deed): number {
  return deed.least + random.between(0, Math.floor((deed.most - deed.least) / 50)) * 50;
}

/** A household fetches what it can pay for; the redemption, or null when it had too few points. */
export function visit(
  context: UseCaseContext,
  random: Random,
  householdId: HouseholdId,
  shelf: readonly ShelfItem[],
): EntryId | null {
  const lines = basket(random, shelf, readSpendable(context.db, householdId, context.today));
  if (lines.length === 0) return null;
  const { headName } = must(findHousehold(context.db, householdId), 'a household that visits is enrolled');
  const redeemed = redeemGoodsWithin(
    context,
    {
      requestId: entryId(random.id()),
      householdId,
      lines,
      recipient: random.chance(25) ? demoRecipient(random, headName) : null,
      expectedTotalCentipoints: null,
    },
    'on_paper',
  );
  return redeemed.ok ? redeemed.value.id : null;
}

function basket(random: Random, shelf: readonly ShelfItem[], spendable: number): RedeemGoodsInput['lines'] {
  const lines = new Map<ShelfItem, number>();
  let left = spendable < WORTH_A_VISIT ? 0 : Math.floor((spendable * random.between(45, 100)) / 100);
  const wanted = random.between(1, 4);
  for (let tries = 0; tries < 12 && lines.size < wanted; tries += 1) {
    const item = weighted(random, shelf);
    const price = item.input.priceCentipoints ?? 0;
    const count = price < 700 && random.chance(30) ? 2 : 1;
    if (lines.has(item) || price * count > left) continue;
    lines.set(item, count);
    left -= price * count;
  }
  return [...lines].map(([item, count]) => ({ itemId: item.id, quantity: quantity(count) }));
}

function weighted(random: Random, shelf: readonly ShelfItem[]): ShelfItem {
  let at = random.below(shelf.reduce((sum, { weight }) => sum + weight, 0));
  for (const item of shelf) {
    at -= item.weight;
    if (at < 0) return item;
  }
  return random.pick(shelf);
}

/** Brings back the first line, or everything. */
export function bringBack(context: UseCaseContext, random: Random, redemptionId: EntryId): void {
  done(
    returnRedemptionWithin(
      context,
      {
        requestId: entryId(random.id()),
        redemptionId,
        lines: random.chance(50) ? null : [{ lineNo: 1, quantity: 1 }],
        reason: random.pick(RETURN_REASONS),
      },
      'on_paper',
    ),
  );
}
