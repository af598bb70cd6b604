import type { Centipoints, LocalDate, Quantity } from '../../kernel/brands.ts';

export type ReceiptLine = {
  readonly itemName: string;
  readonly spec: string;
  readonly unit: string;
  /** Always positive; a return says so in its heading. */
  readonly quantity: Quantity;
  readonly unitPriceCentipoints: Centipoints;
  readonly totalCentipoints: Centipoints;
};

/** What a receipt (小票) says about one redemption or one return; how it looks is decided by the printer's width. */
export type ReceiptData = {
  readonly kind: 'redemption' | 'return';
  readonly shopName: string;
  readonly villageName: string;
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  /** Local time of day, HH:mm. */
  readonly timeOfDay: string;
  readonly householdNo: string;
  /** In full; it is masked on paper. */
  readonly headName: string;
  readonly recipient: { readonly name: string; readonly relation: string } | null;
  readonly lines: readonly ReceiptLine[];
  readonly totalCentipoints: Centipoints;
  readonly balanceAfterCentipoints: Centipoints;
  readonly operatorName: string;
  /** Who agreed, where a second person was needed. */
  readonly approvedByName: string | null;
  /** Marks the slip 补打. */
  readonly reprint: boolean;
  /** A return names the redemption it reverses (红冲) and why. */
  readonly reversal: { readonly documentNo: string; readonly reason: string } | null;
};
