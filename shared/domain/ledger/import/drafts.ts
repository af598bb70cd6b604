import type { Centipoints, Fen, LocalDate, Quantity } from '../../../kernel/brands.ts';
import type { InboundSource, Item } from '../../goods/goods.ts';
import type { HouseholdStatus } from '../../household/household.ts';
import type { ImportableLedger } from './import-columns.ts';
import type { FoundProblem } from './import-problem.ts';

/** One row (or one household, one document line) of a file in the program's own types. Null: the file does not say. */
export type HouseholdDraft = {
  readonly householdNo: string | null;
  readonly headName: string;
  readonly idNumber: string | null;
  readonly village: string | null;
  readonly villageGrid: string | null;
  readonly groupName: string | null;
  readonly memberCount: number | null;
  readonly phone: string | null;
  readonly members: string | null;
  readonly enrolledOn: LocalDate | null;
  readonly status: HouseholdStatus | null;
  readonly tags: readonly string[] | null;
  readonly note: string | null;
};

export type ItemDraft = {
  readonly code: string | null;
  readonly barcode: string | null;
  readonly name: string;
  readonly category: string | null;
  readonly spec: string | null;
  readonly unit: string | null;
  readonly priceCentipoints: Centipoints | null;
  readonly referenceFen: Fen | null;
  readonly minimumStock: Quantity | null;
  readonly expiryTracked: boolean | null;
  readonly active: boolean | null;
  readonly packs: Item['packs'] | null;
  readonly shelfLifeDays: number | null;
  readonly food: boolean | null;
  readonly barcodeReason: string | null;
  readonly note: string | null;
};

export type InboundDraft = {
  readonly date: LocalDate;
  readonly documentNo: string | null;
  readonly source: InboundSource;
  readonly supplier: string;
  readonly unit: string | null;
  readonly lotCode: string | null;
  readonly producedOn: LocalDate | null;
  readonly expiresOn: LocalDate | null;
  /** Below zero: the row takes back what the document named in the note brought (红冲). */
  readonly quantity: Quantity;
  /** Of the whole row, with the sign of the quantity; null: unvalued (未计价). */
  readonly costFen: Fen | null;
  /** As on paper, where it is a whole number of fen. */
  readonly unitCostFen: Fen | null;
  readonly costBasis: string;
  readonly invoiceNo: string;
  readonly fundSource: string;
  readonly handler: string;
  readonly inspector: string;
  readonly note: string;
};

export type DonationDraft = {
  readonly date: LocalDate;
  readonly donationNo: string | null;
  /** Null: the register does not say whose gift it is. */
  readonly donorName: string | null;
  readonly contact: string;
  readonly phone: string;
  /** The group it was given for; null: anybody. */
  readonly earmark: string | null;
  readonly intention: string;
  readonly unit: string | null;
  readonly lotCode: string | null;
  readonly expiresOn: LocalDate | null;
  /** Below zero: the row takes back what the document named in the note brought (红冲). */
  readonly quantity: Quantity;
  /** Of the whole row, with the sign of the quantity; null: unvalued (未计价). */
  readonly costFen: Fen | null;
  readonly unitCostFen: Fen | null;
  readonly costBasis: string;
  readonly receiverOne: string;
  readonly receiverTwo: string;
  readonly certificateNo: string;
  readonly externalReceiptNo: string;
  readonly note: string;
};

export type PointsDraft = {
  readonly date: LocalDate;
  readonly kind: 'award' | 'deduction';
  /** Above zero for both kinds. */
  readonly pointsCentipoints: Centipoints;
  readonly reason: string;
  readonly category: string;
  readonly rule: string;
  readonly reviewBatch: string;
  readonly noticeFrom: LocalDate | null;
  readonly noticeTo: LocalDate | null;
  readonly recorder: string;
  readonly reviewer: string;
};

export type RedemptionDraft = {
  readonly date: LocalDate;
  /** `HH:mm`, null when the file gives only the day. */
  readonly time: string | null;
  readonly documentNo: string | null;
  readonly recipientName: string;
  readonly recipientRelation: string;
  readonly unit: string | null;
  readonly lotCode: string | null;
  /** Below zero: goods that came back (红冲). */
  readonly quantity: Quantity;
  /** Of the whole row, with the sign of the quantity; null: at the catalogue's price. */
  readonly pointsCentipoints: Centipoints | null;
  /** What the paper says was left afterwards. */
  readonly balanceAfterCentipoints: Centipoints | null;
  readonly operatorName: string;
  readonly note: string;
};

export type StocktakeDraft = {
  readonly date: LocalDate;
  readonly documentNo: string | null;
  readonly unit: string | null;
  readonly lotCode: string | null;
  /** Of a batch that the count brings into the books. */
  readonly newLotExpiresOn: LocalDate | null;
  readonly bookQuantity: Quantity;
  readonly countedQuantity: Quantity;
  /** With the sign of the difference; null: not said, or unvalued. */
  readonly differenceFen: Fen | null;
  readonly reason: string;
  readonly countedBy: string;
  readonly watchedBy: string;
  readonly approvedBy: string;
};

export type WriteOffDraft = {
  readonly date: LocalDate;
  readonly documentNo: string | null;
  readonly lotCode: string | null;
  /** Tells lots apart where the file names none. */
  readonly expiresOn: LocalDate | null;
  /** Below zero: the row takes back what the document named in the reason wrote off (红冲). */
  readonly quantity: Quantity;
  /** Of the whole row, with the sign of the quantity; null: the file does not say. */
  readonly costFen: Fen | null;
  readonly reason: string;
  readonly disposal: string;
  readonly handler: string;
  readonly witness: string;
  readonly approver: string;
};

/** Who a row is about, as far as it could be read: kept for rows with errors too, so that all is said at once. */
export type HouseholdReference = {
  readonly householdNo: string | null;
  readonly headName: string | null;
  readonly idNumber: string | null;
  readonly groupName: string | null;
  readonly village: string | null;
};

export type ItemReference = {
  readonly itemCode: string | null;
  readonly barcode: string | null;
  readonly itemName: string | null;
  readonly spec: string | null;
  readonly unit: string | null;
};

export type ParsedRow<Draft> = {
  /** 1-based row of the sheet; of a household over several rows the first. */
  readonly row: number;
  /** All rows of the sheet that went into it. */
  readonly rows: readonly number[];
  /** Null when a problem of severity error stands against it. */
  readonly draft: Draft | null;
  readonly household: HouseholdReference | null;
  readonly item: ItemReference | null;
  readonly problems: readonly FoundProblem[];
  /** What a column of the row shows, for problems that only other rows or the books can see. */
  readonly shown: (key: string) => string;
};

type ParsedOf<Ledger extends ImportableLedger, Draft> = {
  readonly ledger: Ledger;
  readonly rows: readonly ParsedRow<Draft>[];
};

export type ParsedSheet =
  | ParsedOf<'household_roster', HouseholdDraft>
  | ParsedOf<'item_catalogue', ItemDraft>
  | ParsedOf<'inbound', InboundDraft>
  | ParsedOf<'donation', DonationDraft>
  | ParsedOf<'points', PointsDraft>
  | ParsedOf<'redemption', RedemptionDraft>
  | ParsedOf<'stocktake', StocktakeDraft>
  | ParsedOf<'write_off', WriteOffDraft>;
