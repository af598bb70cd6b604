import type { Centipoints, LocalDate, Quantity } from '../../kernel/brands.ts';
import type { HouseholdStatus } from '../household/household.ts';

/** Why goods are not handed out or not taken back: a code with the numbers its sentence needs. */
export type RedemptionRefusal =
  | { readonly code: 'basket_empty' }
  | { readonly code: 'quantity_not_positive'; readonly itemName: string; readonly quantity: number }
  | {
      readonly code: 'points_short';
      readonly shortCentipoints: Centipoints;
      readonly spendableCentipoints: Centipoints;
      readonly totalCentipoints: Centipoints;
    }
  | {
      readonly code: 'yearly_cap_reached';
      readonly capCentipoints: Centipoints;
      readonly redeemedCentipoints: Centipoints;
      readonly shortCentipoints: Centipoints;
    }
  | {
      readonly code: 'stock_short';
      readonly itemName: string;
      readonly unit: string;
      readonly requestedQuantity: Quantity;
      readonly availableQuantity: Quantity;
    }
  | {
      readonly code: 'stock_expired';
      readonly itemName: string;
      readonly unit: string;
      readonly lotCode: string;
      readonly expiresOn: LocalDate;
      readonly requestedQuantity: Quantity;
      readonly availableQuantity: Quantity;
    }
  /** What is left was given for groups that the household does not belong to. */
  | {
      readonly code: 'stock_earmarked';
      readonly itemName: string;
      readonly unit: string;
      readonly earmarks: readonly string[];
      readonly earmarkedQuantity: Quantity;
      readonly requestedQuantity: Quantity;
      readonly availableQuantity: Quantity;
    }
  | { readonly code: 'item_not_found' }
  | { readonly code: 'item_not_offered'; readonly itemName: string }
  | { readonly code: 'item_without_price'; readonly itemName: string }
  | {
      readonly code: 'total_changed';
      readonly expectedCentipoints: Centipoints;
      readonly totalCentipoints: Centipoints;
    }
  | { readonly code: 'household_not_found' }
  | { readonly code: 'household_not_active'; readonly householdNo: string; readonly status: HouseholdStatus }
  | { readonly code: 'redemption_not_found' }
  | { readonly code: 'return_of_return'; readonly documentNo: string }
  | { readonly code: 'return_line_not_found'; readonly documentNo: string; readonly lineNo: number }
  | { readonly code: 'already_returned'; readonly documentNo: string; readonly itemName: string | null }
  | {
      readonly code: 'return_exceeds_line';
      readonly itemName: string;
      readonly unit: string;
      readonly requestedQuantity: Quantity;
      readonly returnableQuantity: Quantity;
    }
  | { readonly code: 'reason_missing' }
  | { readonly code: 'held_basket_not_found' };
