import type { LocalDate, Quantity } from '../../kernel/brands.ts';

export type StocktakeRefusal =
  | { readonly code: 'stocktake_not_found' }
  | { readonly code: 'stocktake_scope_empty' }
  /** Two counts of the same goods at once would each post the same difference. */
  | { readonly code: 'stocktake_overlaps'; readonly title: string; readonly startedOn: LocalDate }
  | { readonly code: 'stocktake_not_counting'; readonly title: string }
  | { readonly code: 'stocktake_still_counting'; readonly title: string }
  | {
      readonly code: 'stocktake_already_posted';
      readonly title: string;
      readonly documentNo: string;
      readonly approvedByName: string;
    }
  | { readonly code: 'stocktake_was_dropped'; readonly title: string }
  | { readonly code: 'stocktake_out_of_scope'; readonly itemName: string; readonly categories: readonly string[] }
  | { readonly code: 'stocktake_lot_unknown'; readonly itemName: string }
  | {
      readonly code: 'stocktake_lot_expiry_differs';
      readonly itemName: string;
      readonly lotCode: string;
      readonly expiresOn: LocalDate | null;
    }
  | { readonly code: 'stocktake_count_not_found' }
  | { readonly code: 'stocktake_not_your_count'; readonly countedByName: string }
  | { readonly code: 'stocktake_nothing_counted'; readonly title: string }
  /** Who counts sees no figures of the books until the count is posted. */
  | { readonly code: 'stocktake_blind'; readonly title: string }
  | {
      readonly code: 'stocktake_same_person';
      readonly name: string;
      /** What this person has done already, and what somebody else has to do. */
      readonly did: 'counted' | 'watched';
      readonly wants: 'watch' | 'approve';
    }
  | { readonly code: 'stocktake_changed' }
  | { readonly code: 'stocktake_uncounted'; readonly lots: number; readonly itemName: string; readonly lotCode: string }
  | {
      readonly code: 'stocktake_reason_missing';
      readonly lines: number;
      readonly itemName: string;
      readonly lotCode: string;
    }
  | {
      readonly code: 'stocktake_below_zero';
      readonly itemName: string;
      readonly unit: string;
      readonly lotCode: string;
      readonly onHandQuantity: Quantity;
      readonly lossQuantity: Quantity;
    };
