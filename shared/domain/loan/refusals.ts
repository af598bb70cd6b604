import type { Centipoints, LocalDate, Quantity } from '../../kernel/brands.ts';
import type { HouseholdStatus } from '../household/household.ts';

/** Why tools are not lent, not taken back or not written off. */
export type LoanRefusal =
  | { readonly code: 'loan_empty' }
  | { readonly code: 'loan_household_not_active'; readonly householdNo: string; readonly status: HouseholdStatus }
  | { readonly code: 'item_not_lent'; readonly itemName: string }
  | { readonly code: 'loan_quantity_not_positive'; readonly itemName: string; readonly quantity: number }
  | {
      readonly code: 'loan_stock_short';
      readonly itemName: string;
      readonly unit: string;
      readonly requestedQuantity: Quantity;
      readonly availableQuantity: Quantity;
      readonly lentQuantity: Quantity;
    }
  | { readonly code: 'loan_due_too_early'; readonly dueOn: LocalDate; readonly today: LocalDate }
  | {
      readonly code: 'loan_points_changed';
      readonly expectedCentipoints: Centipoints;
      readonly totalCentipoints: Centipoints;
    }
  | { readonly code: 'loan_not_found' }
  | { readonly code: 'loan_line_not_found'; readonly documentNo: string; readonly lineNo: number }
  | { readonly code: 'loan_settled'; readonly documentNo: string; readonly itemName: string | null }
  | {
      readonly code: 'loan_exceeds_open';
      readonly documentNo: string;
      readonly itemName: string;
      readonly unit: string;
      readonly requestedQuantity: Quantity;
      readonly openQuantity: Quantity;
    }
  /** Something of it came back or was written off: that is taken back first. */
  | { readonly code: 'loan_has_returns'; readonly documentNo: string; readonly returnNo: string }
  | {
      readonly code: 'loan_goods_gone';
      readonly itemName: string;
      readonly unit: string;
      readonly lotCode: string;
      readonly returnedQuantity: Quantity;
      readonly onHandQuantity: Quantity;
    };
