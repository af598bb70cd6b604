import type { LocalDate } from '../../kernel/brands.ts';
import type { OutboundKind } from './outbound.ts';

type OfLot = { readonly itemName: string; readonly lotCode: string };

export type OutboundRefusal =
  | { readonly code: 'outbound_empty' }
  | { readonly code: 'outbound_lot_not_found' }
  | { readonly code: 'outbound_quantity_not_positive'; readonly itemName: string; readonly quantity: number }
  | ({ readonly code: 'outbound_lot_used_up' } & OfLot)
  | ({
      readonly code: 'outbound_exceeds_lot';
      readonly unit: string;
      readonly requestedQuantity: number;
      readonly onHandQuantity: number;
    } & OfLot)
  | ({ readonly code: 'write_off_not_expired'; readonly expiresOn: LocalDate | null } & OfLot)
  | { readonly code: 'write_off_photo_missing' }
  | { readonly code: 'outbound_witness_same'; readonly name: string; readonly as: 'handler' | 'approver' }
  | { readonly code: 'outbound_counterparty_missing'; readonly kind: OutboundKind }
  | ({ readonly code: 'transfer_expired'; readonly expiresOn: LocalDate } & OfLot)
  | ({ readonly code: 'transfer_earmarked'; readonly earmark: string } & OfLot)
  | ({ readonly code: 'supplier_return_not_purchased' } & OfLot)
  | ({ readonly code: 'supplier_return_other_supplier'; readonly supplier: string } & OfLot);
