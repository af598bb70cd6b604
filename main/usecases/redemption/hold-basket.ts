import type { HeldBasket } from '../../../shared/domain/redemption/held-basket.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { findHeldBasket, removeHeldBasket, saveHeldBasket } from '../../db/repositories/held-basket-repository.ts';
import { findHousehold } from '../../db/repositories/household-repository.ts';
import type { UseCaseContext } from '../context.ts';

type HoldRefusal = Extract<RedemptionRefusal, { code: 'household_not_found' | 'basket_empty' }>;

/** Sets a basket aside (挂单). It survives a restart; it holds neither points nor goods. */
export function holdBasket(
  context: UseCaseContext,
  basket: Pick<HeldBasket, 'id' | 'householdId' | 'lines' | 'recipient'>,
): Result<HeldBasket, HoldRefusal> {
  return inTransaction(context.db, () => {
    if (!findHousehold(context.db, basket.householdId)) return err({ code: 'household_not_found' });
    if (basket.lines.length === 0) return err({ code: 'basket_empty' });
    saveHeldBasket(context.db, { ...basket, heldAt: context.recordedAt });
    return ok(must(findHeldBasket(context.db, basket.id), 'the saved basket can be read back'));
  });
}

/** Hands a held basket back to the counter and forgets it. */
export function takeHeldBasket(
  context: UseCaseContext,
  id: string,
): Result<HeldBasket, Extract<RedemptionRefusal, { code: 'held_basket_not_found' }>> {
  return inTransaction(context.db, () => {
    const basket = findHeldBasket(context.db, id);
    if (!basket) return err({ code: 'held_basket_not_found' });
    removeHeldBasket(context.db, id);
    return ok(basket);
  });
}
