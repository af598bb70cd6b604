import type { Centipoints, Fen, ItemId, LocalDate, LotId, Quantity } from '../../kernel/brands.ts';

export const INBOUND_SOURCES = ['purchase', 'donation', 'transfer', 'opening'] as const;
/** How goods came in: 采购 / 捐赠 / 调拨 / 期初. */
export type InboundSource = (typeof INBOUND_SOURCES)[number];

export type Item = {
  readonly id: ItemId;
  /** Human key, unique: WP001. */
  readonly code: string;
  readonly barcode: string | null;
  readonly name: string;
  readonly category: string;
  readonly spec: string;
  /** The smallest unit goods are counted in: 袋, 瓶. */
  readonly unit: string;
  /** Price of one unit; null: not for redemption yet. */
  readonly priceCentipoints: Centipoints | null;
  readonly referenceFen: Fen | null;
  readonly minimumStock: Quantity;
  readonly expiryTracked: boolean;
  readonly active: boolean;
  readonly note: string;
};

export type Lot = {
  readonly id: LotId;
  readonly itemId: ItemId;
  /** Unique per item: WP001-1. */
  readonly code: string;
  readonly producedOn: LocalDate | null;
  /** The last day on which the goods may be handed out. */
  readonly expiresOn: LocalDate | null;
  readonly receivedOn: LocalDate;
  /** False: a gift without evidence of value (未计价); shown as such and never as zero. */
  readonly valued: boolean;
};

export type LotOnHand = Lot & { readonly onHandQuantity: Quantity; readonly valueFen: Fen };

/** Past its last day. A lot without an expiry date never expires. */
export function isExpired(lot: Pick<Lot, 'expiresOn'>, today: LocalDate): boolean {
  return lot.expiresOn !== null && lot.expiresOn < today;
}

/** First expiring first; lots that never expire last; then the oldest; then by code. */
export function compareFefo(a: Lot, b: Lot): number {
  const never = '9999-12-31';
  return (
    compareText(a.expiresOn ?? never, b.expiresOn ?? never) ||
    compareText(a.receivedOn, b.receivedOn) ||
    compareText(a.code, b.code)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
