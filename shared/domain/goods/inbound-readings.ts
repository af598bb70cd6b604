import type { EntryId, Fen, ItemId, LocalDate, Quantity } from '../../kernel/brands.ts';
import type { InboundSource } from './goods.ts';

export type InboundListRow = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  readonly source: InboundSource;
  readonly supplier: string;
  readonly summary: string;
  readonly lineCount: number;
  /** What its valued lines cost together. */
  readonly costFen: Fen;
  /** Lines without a value (未计价). */
  readonly unvaluedLines: number;
  readonly photoCount: number;
  /** Number of the reversal that took it back; null while it stands. */
  readonly reversedBy: string | null;
  /** Who agreed to that reversal, where a second person was needed. */
  readonly reversalApprovedByName: string | null;
};

export type InboundDetailLine = {
  readonly itemId: ItemId;
  readonly itemCode: string;
  readonly itemName: string;
  readonly spec: string;
  readonly unit: string;
  readonly lotCode: string;
  readonly producedOn: LocalDate | null;
  readonly expiresOn: LocalDate | null;
  readonly quantity: Quantity;
  readonly unitCostFen: Fen | null;
  /** Null: unvalued (未计价). */
  readonly costFen: Fen | null;
  readonly costBasis: string;
  readonly note: string;
};

/** One delivery as it stands in the books. */
export type InboundDetail = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  readonly source: InboundSource;
  readonly supplier: string;
  /** Joined where the lines have several. */
  readonly invoiceNo: string;
  readonly fundSource: string;
  readonly handler: string;
  readonly inspector: string;
  readonly operatorName: string;
  readonly reversedBy: string | null;
  readonly lines: readonly InboundDetailLine[];
};

/** What earlier deliveries said, the latest first: to choose instead of typing. */
export type ReceivingHints = {
  readonly suppliers: readonly string[];
  readonly fundSources: readonly string[];
  readonly people: readonly string[];
};
