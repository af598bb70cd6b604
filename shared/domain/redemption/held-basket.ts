import type { HouseholdId, Instant, ItemId, Quantity } from '../../kernel/brands.ts';
import type { Recipient } from './redemption.ts';

/** A basket set aside (挂单) while the household fetches something. It holds no points and no goods. */
export type HeldBasket = {
  readonly id: string;
  readonly householdId: HouseholdId;
  readonly householdNo: string;
  readonly headName: string;
  readonly lines: readonly { readonly itemId: ItemId; readonly quantity: Quantity }[];
  readonly recipient: Recipient | null;
  readonly heldAt: Instant;
};
