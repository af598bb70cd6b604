import type { Fen, LocalDate, Quantity } from '../../kernel/brands.ts';

/** What is wrong with a delivery, with what its sentence needs. */
export type InboundRefusalOfGoods =
  | { readonly code: 'inbound_empty' }
  | { readonly code: 'inbound_quantity_not_positive'; readonly itemName: string; readonly quantity: number }
  | { readonly code: 'inbound_too_large'; readonly itemName: string }
  | {
      readonly code: 'pack_unknown';
      readonly itemName: string;
      readonly packName: string;
      /** What it may be counted in: `瓶、箱（12瓶）`. */
      readonly units: string;
    }
  | { readonly code: 'cost_negative'; readonly itemName: string; readonly costFen: Fen }
  /** Goods that nobody paid for are worth something unknown, not nothing. */
  | { readonly code: 'cost_zero'; readonly itemName: string }
  | {
      readonly code: 'cost_mismatch';
      readonly itemName: string;
      readonly costFen: Fen;
      readonly expectedFen: Fen;
    }
  | { readonly code: 'basis_without_cost'; readonly itemName: string; readonly basis: string }
  | { readonly code: 'cost_without_basis'; readonly itemName: string; readonly costFen: Fen }
  | {
      readonly code: 'expiry_before_production';
      readonly itemName: string;
      readonly producedOn: LocalDate;
      readonly expiresOn: LocalDate;
    }
  | {
      readonly code: 'produced_after_receipt';
      readonly itemName: string;
      readonly producedOn: LocalDate;
      readonly date: LocalDate;
    }
  | { readonly code: 'shelf_life_without_production'; readonly itemName: string; readonly days: number }
  | {
      readonly code: 'expiry_contradicts_shelf_life';
      readonly itemName: string;
      readonly expiresOn: LocalDate;
      readonly countedOn: LocalDate;
    }
  | {
      readonly code: 'lot_closed';
      readonly itemName: string;
      readonly lotCode: string;
      /** The write-off that emptied it. */
      readonly documentNo: string;
      readonly date: LocalDate;
    }
  | {
      readonly code: 'lot_expiry_differs';
      readonly itemName: string;
      readonly lotCode: string;
      readonly knownExpiresOn: LocalDate;
      readonly expiresOn: LocalDate;
    }
  | {
      readonly code: 'invoice_taken';
      readonly invoiceNo: string;
      readonly supplier: string;
      readonly documentNo: string;
      readonly date: LocalDate;
    }
  | { readonly code: 'supplier_missing'; readonly invoiceNo: string }
  | { readonly code: 'handler_is_inspector'; readonly name: string }
  | { readonly code: 'gift_not_donation' }
  | {
      readonly code: 'goods_already_used';
      readonly itemName: string;
      readonly unit: string;
      readonly lotCode: string;
      readonly receivedQuantity: Quantity;
      readonly onHandQuantity: Quantity;
    };
