import type { Fen, LocalDate, Quantity } from '../../kernel/brands.ts';

export type GoodsRefusal =
  | { readonly code: 'item_code_taken'; readonly itemCode: string; readonly itemName: string }
  | { readonly code: 'barcode_taken'; readonly barcode: string; readonly itemName: string }
  | { readonly code: 'inbound_empty' }
  | { readonly code: 'inbound_quantity_not_positive'; readonly itemName: string; readonly quantity: number }
  | { readonly code: 'cost_negative'; readonly itemName: string; readonly costFen: Fen }
  | { readonly code: 'expiry_before_production'; readonly producedOn: LocalDate; readonly expiresOn: LocalDate }
  | {
      readonly code: 'goods_already_used';
      readonly itemName: string;
      readonly unit: string;
      readonly lotCode: string;
      readonly receivedQuantity: Quantity;
      readonly onHandQuantity: Quantity;
    };
