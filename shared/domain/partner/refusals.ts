import type { Fen, LocalDate, Quantity } from '../../kernel/brands.ts';

export type PartnerRefusal =
  | { readonly code: 'partner_not_found' }
  | { readonly code: 'partner_name_taken'; readonly name: string }
  | { readonly code: 'partner_inactive'; readonly name: string; readonly itemName: string }
  | { readonly code: 'partner_price_missing'; readonly name: string; readonly itemName: string }
  | { readonly code: 'partner_price_negative'; readonly itemName: string; readonly settleFen: Fen }
  | {
      readonly code: 'partner_item_on_hand';
      readonly itemName: string;
      readonly unit: string;
      readonly onHandQuantity: Quantity;
    }
  | { readonly code: 'partner_item_not_received'; readonly itemName: string; readonly name: string }
  | { readonly code: 'settlement_period_invalid'; readonly from: LocalDate; readonly to: LocalDate }
  | {
      readonly code: 'settlement_nothing_due';
      readonly name: string;
      readonly from: LocalDate;
      readonly to: LocalDate;
    }
  | { readonly code: 'settlement_below_zero'; readonly name: string; readonly amountFen: Fen }
  | { readonly code: 'settlement_changed'; readonly expectedFen: Fen; readonly amountFen: Fen };
