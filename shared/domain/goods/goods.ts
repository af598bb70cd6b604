import type { Centipoints, Fen, ItemId, LocalDate, LotId, PartnerId, Quantity } from '../../kernel/brands.ts';

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
  /** Days from production to the last good day; null: each lot says so itself. */
  readonly shelfLifeDays: number | null;
  /** Bigger units that people deliver and count in. */
  readonly packs: readonly Pack[];
  /** Flagged when received with little of its life left. */
  readonly food: boolean;
  /** Why a barcode with a wrong check digit is kept; '' for all others. */
  readonly barcodeReason: string;
  /** Points for one loan of one piece (0: free); null: not for loan. */
  readonly loanCentipoints: Centipoints | null;
  readonly loanDays: number | null;
  /** The partner shop (小卖部) that hands it out from its own shelf; null: ours. */
  readonly partnerId: PartnerId | null;
  /** What the partner shop is paid for one unit. */
  readonly settleFen: Fen | null;
  /** What one unit may cost at most (限价). */
  readonly capFen: Fen | null;
};

/** 箱 of 12: `size` counts the item's own unit. */
export type Pack = { readonly name: string; readonly size: Quantity };

/** What goods are where nobody said otherwise: ours, given for good, counted one by one. */
export const PLAIN_ITEM = {
  shelfLifeDays: null,
  packs: [],
  food: false,
  barcodeReason: '',
  loanCentipoints: null,
  loanDays: null,
  partnerId: null,
  settleFen: null,
  capFen: null,
} as const satisfies Partial<Item>;

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

export type LotOnHand = Lot & {
  readonly onHandQuantity: Quantity;
  readonly valueFen: Fen;
  /** The group of households it was given for (定向); null: for anybody, also once its donor has agreed to that. */
  readonly earmark: string | null;
};

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
