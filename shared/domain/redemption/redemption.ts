import type {
  Centipoints,
  EntryId,
  Fen,
  HouseholdId,
  ItemId,
  LocalDate,
  LotId,
  OperatorId,
  Quantity,
} from '../../kernel/brands.ts';

/** Who takes the goods when it is not the head: name and relation to the head (与户主关系). */
export type Recipient = { readonly name: string; readonly relation: string };

/** One item out of one lot, with the price as it was. */
export type RedemptionLine = {
  readonly lineNo: number;
  readonly itemId: ItemId;
  readonly itemCode: string;
  readonly itemName: string;
  readonly spec: string;
  readonly unit: string;
  readonly lotId: LotId;
  readonly lotCode: string;
  readonly quantity: Quantity;
  readonly unitPriceCentipoints: Centipoints;
  readonly totalCentipoints: Centipoints;
  /** Null: the lot is unvalued (未计价). */
  readonly costFen: Fen | null;
  readonly returnedQuantity: Quantity;
};

/** A redemption or, with `reversal`, a return of all or part of one. Quantities of a return are positive. */
export type RedemptionRecord = {
  readonly id: EntryId;
  readonly kind: 'redemption' | 'return';
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  readonly timeOfDay: string;
  readonly householdId: HouseholdId;
  readonly householdNo: string;
  readonly headName: string;
  readonly villageName: string;
  readonly recipient: Recipient | null;
  readonly operatorId: OperatorId;
  readonly operatorName: string;
  /** Who agreed, where a second person was needed. */
  readonly approvedByName: string | null;
  readonly lines: readonly RedemptionLine[];
  readonly totalCentipoints: Centipoints;
  readonly balanceAfterCentipoints: Centipoints;
  readonly reversal: { readonly redemptionId: EntryId; readonly documentNo: string; readonly reason: string } | null;
};
