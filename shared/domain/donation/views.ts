import type { DonorId, EntryId, Fen, ItemId, LocalDate, LotId, Quantity } from '../../kernel/brands.ts';
import type { DonationWords, Donor } from './donation.ts';

/** A donor with what came from them and was not taken back. */
export type DonorRow = Donor & {
  readonly donations: number;
  readonly lastOn: LocalDate | null;
  /** What the valued goods cost. */
  readonly valueFen: Fen;
  /** Lines of goods without a value (未计价). */
  readonly unvaluedLines: number;
};

export type DonationListRow = {
  readonly entryId: EntryId;
  /** 捐赠编号: that of the paper, else of the inbound. */
  readonly donationNo: string;
  readonly date: LocalDate;
  /** Null: goods came in as a donation and nobody said yet whose. */
  readonly donorId: DonorId | null;
  /** Of the donor, else as the inbound calls the giver. */
  readonly donorName: string;
  readonly summary: string;
  /** Null: none of it has a value. */
  readonly valueFen: Fen | null;
  readonly unvaluedLines: number;
  readonly lines: number;
  /** Groups that some of it is still kept for. */
  readonly earmarks: readonly string[];
  readonly externalReceiptNo: string;
  readonly receivedQuantity: Quantity;
  readonly onHandQuantity: Quantity;
  /** The reversal that took it back; null while it stands. */
  readonly reversedBy: string | null;
};

/** What became of one lot of a gift. */
export type DonatedLot = {
  readonly lotId: LotId;
  readonly lotCode: string;
  readonly itemId: ItemId;
  readonly itemCode: string;
  readonly itemName: string;
  readonly spec: string;
  readonly unit: string;
  readonly expiresOn: LocalDate | null;
  readonly quantity: Quantity;
  readonly unitCostFen: Fen | null;
  /** Null: unvalued (未计价). */
  readonly costFen: Fen | null;
  readonly costBasis: string;
  /** The group it was given for, also once its donor has agreed to give it to anybody. */
  readonly earmark: string | null;
  /** That agreement; null: none. */
  readonly consent: string | null;
  readonly onHandQuantity: Quantity;
  /** With households, what they brought back deducted. */
  readonly givenQuantity: Quantity;
  readonly households: number;
  /** Otherwise gone: written off, lent, counted short. */
  readonly otherQuantity: Quantity;
};

/** A gift with everything that is known of it. */
export type DonationView = DonationWords & {
  readonly entryId: EntryId;
  /** Of the inbound. */
  readonly documentNo: string;
  readonly date: LocalDate;
  readonly supplier: string;
  readonly donor: Donor | null;
  /** The document that says all this; null: nobody said yet. */
  readonly recordId: EntryId | null;
  readonly reversedBy: string | null;
  readonly lots: readonly DonatedLot[];
};

/** A group of households, and how many of them there are: none can have what is kept for it. */
export type TagRow = { readonly tag: string; readonly households: number; readonly onHandQuantity: Quantity };

export type ThanksRow = {
  /** As the donor wishes to be named. */
  readonly name: string;
  readonly date: LocalDate;
  readonly goods: string;
  /** Null: none of it has a value. */
  readonly valueFen: Fen | null;
  readonly unvaluedLines: number;
};
