import type { Centipoints, Fen, LocalDate } from '../../kernel/brands.ts';
import type { UnitValueBasis } from './price.ts';

export type PriceRefusal =
  | {
      readonly code: 'price_above_rate';
      readonly itemName: string;
      readonly unit: string;
      /** What one unit is worth, rounded up. */
      readonly unitFen: Fen;
      readonly basis: UnitValueBasis;
      readonly priceCentipoints: Centipoints;
      /** What a point would buy, rounded up; null at a price of nothing. */
      readonly fenPerPoint: Fen | null;
      readonly maximumFenPerPoint: Fen;
      readonly lowestCentipoints: Centipoints;
    }
  | { readonly code: 'price_negative'; readonly itemName: string; readonly priceCentipoints: Centipoints }
  | { readonly code: 'price_lines_empty' }
  | { readonly code: 'price_item_twice'; readonly itemName: string }
  | {
      readonly code: 'price_unchanged';
      readonly itemName: string;
      readonly priceCentipoints: Centipoints | null;
      readonly effectiveFrom: LocalDate;
    }
  | { readonly code: 'price_effective_past'; readonly effectiveFrom: LocalDate; readonly today: LocalDate }
  | { readonly code: 'price_already_effective'; readonly documentNo: string; readonly effectiveFrom: LocalDate }
  | { readonly code: 'price_rate_not_positive'; readonly rateFen: Fen }
  | { readonly code: 'price_rate_above_scheme'; readonly rateFen: Fen; readonly maximumFenPerPoint: Fen }
  | { readonly code: 'paper_nothing' }
  | { readonly code: 'paper_no_gifts' }
  | { readonly code: 'paper_too_many_labels'; readonly labels: number; readonly limit: number };
