import type { LockReason } from '../../household/personal-data.ts';
import type { Fen, LocalDate } from '../../../kernel/brands.ts';

/** What is wrong with a cell, a row or a sheet: a code and the figures its sentence needs. */
export type ProblemDetail = CellProblem | RowProblem | BooksProblem | SheetProblem;

/** Why a sheet as a whole is not taken. */
export type SheetProblem =
  /** A column without which no row can be taken. */
  | { readonly code: 'column_missing'; readonly heading: string }
  | { readonly code: 'sheet_not_recognised'; readonly suggested: string | null }
  /** Numbers of people that were masked when the file was made: what the books have of them stays. */
  | { readonly code: 'numbers_masked'; readonly rows: number }
  | { readonly code: 'sheet_hidden' }
  | { readonly code: 'sheet_is_view' }
  /** Another table beside the one that is read. */
  | { readonly code: 'second_table'; readonly from: string; readonly headings: readonly string[] };

/** What can be told from one cell alone. */
export type CellProblem =
  | { readonly code: 'missing' }
  | { readonly code: 'not_a_number' }
  | { readonly code: 'negative_number' }
  | { readonly code: 'zero_number' }
  | { readonly code: 'not_whole' }
  | { readonly code: 'too_many_decimals'; readonly maximum: number }
  | { readonly code: 'number_too_large'; readonly limit: number }
  | { readonly code: 'unit_mismatch'; readonly unit: string; readonly expected: string }
  | { readonly code: 'not_a_date' }
  | { readonly code: 'no_such_day'; readonly year: number; readonly month: number; readonly day: number }
  | { readonly code: 'date_without_year' }
  | { readonly code: 'date_in_future'; readonly date: LocalDate; readonly today: LocalDate }
  | { readonly code: 'date_too_early'; readonly date: LocalDate; readonly earliest: LocalDate }
  | { readonly code: 'id_number_lost_digits' }
  | { readonly code: 'id_number_length'; readonly length: number }
  | { readonly code: 'id_number_check_digit'; readonly expected: string }
  | { readonly code: 'id_number_birthday' }
  | { readonly code: 'id_number_in_text' }
  | { readonly code: 'id_number_as_household_no' }
  | { readonly code: 'name_masked' }
  | { readonly code: 'phone_lost_digits' }
  | { readonly code: 'phone_invalid' }
  | { readonly code: 'phone_several'; readonly taken: string }
  | { readonly code: 'barcode_lost_digits' }
  | { readonly code: 'barcode_invalid' }
  | { readonly code: 'barcode_check_digit'; readonly expected: number }
  | { readonly code: 'identifier_lost_digits' }
  | { readonly code: 'formula_cell' }
  | { readonly code: 'formula_not_calculated' }
  | { readonly code: 'error_cell' }
  | { readonly code: 'unreadable_character' }
  | { readonly code: 'lost_character' }
  | { readonly code: 'text_too_long'; readonly length: number; readonly limit: number }
  | { readonly code: 'not_a_choice'; readonly choices: readonly string[] };

/** What takes two cells, or two rows of the file, to see. */
export type RowProblem =
  | { readonly code: 'household_missing' }
  | { readonly code: 'item_missing' }
  | { readonly code: 'points_both' }
  | { readonly code: 'points_missing' }
  | { readonly code: 'merged_amount' }
  | { readonly code: 'cost_missing' }
  | { readonly code: 'source_assumed' }
  | { readonly code: 'amount_mismatch'; readonly expected: string }
  | { readonly code: 'points_mismatch'; readonly expected: string }
  | { readonly code: 'expiry_before_production'; readonly producedOn: LocalDate; readonly expiresOn: LocalDate }
  | { readonly code: 'expiry_missing' }
  | { readonly code: 'expired_when_received'; readonly expiresOn: LocalDate }
  | { readonly code: 'duplicate_household_no'; readonly firstRow: number }
  | { readonly code: 'duplicate_id_number'; readonly firstRow: number }
  | { readonly code: 'duplicate_item_code'; readonly firstRow: number }
  | { readonly code: 'duplicate_barcode'; readonly firstRow: number }
  | { readonly code: 'duplicate_item_name'; readonly firstRow: number }
  | { readonly code: 'donor_missing' }
  | { readonly code: 'receivers_same' }
  | { readonly code: 'identical_row'; readonly firstRow: number }
  /** Neither a column, a line above the rows nor the title says when it was counted. */
  | { readonly code: 'stocktake_day_missing' }
  /** Gain or loss is not what the two counts say. */
  | { readonly code: 'difference_mismatch'; readonly expected: number };

/** What takes the books to see. */
export type BooksProblem =
  | { readonly code: 'unknown_household' }
  | { readonly code: 'household_ambiguous'; readonly candidates: number }
  | { readonly code: 'household_name_mismatch'; readonly householdNo: string; readonly headName: string }
  | { readonly code: 'household_no_taken'; readonly householdNo: string; readonly headName: string }
  | { readonly code: 'id_number_taken'; readonly householdNo: string; readonly headName: string }
  | { readonly code: 'id_number_locked'; readonly why: LockReason }
  | { readonly code: 'village_not_served'; readonly villages: readonly string[] }
  | { readonly code: 'village_missing'; readonly villages: readonly string[] }
  | { readonly code: 'unknown_item' }
  | { readonly code: 'item_ambiguous'; readonly candidates: number }
  | { readonly code: 'item_name_mismatch'; readonly itemCode: string; readonly itemName: string }
  | { readonly code: 'item_unit_mismatch'; readonly unit: string }
  | { readonly code: 'barcode_taken'; readonly itemCode: string; readonly itemName: string }
  | { readonly code: 'unknown_lot'; readonly lotCode: string }
  /** No batch is named, and there are several. */
  | { readonly code: 'lot_ambiguous'; readonly lots: number }
  | { readonly code: 'loss_exceeds'; readonly available: number; readonly loss: number; readonly unit: string }
  | { readonly code: 'stock_short'; readonly available: number; readonly unit: string }
  /** A gift the books have already, from their other ledger. */
  | { readonly code: 'gift_known'; readonly documentNo: string }
  | { readonly code: 'gift_of_other'; readonly documentNo: string; readonly supplier: string }
  | { readonly code: 'gift_shared'; readonly documentNo: string; readonly donor: string }
  | { readonly code: 'gift_value_differs'; readonly documentNo: string; readonly costFen: Fen | null }
  | { readonly code: 'gift_word_differs'; readonly documentNo: string; readonly kept: string }
  | { readonly code: 'donor_ambiguous'; readonly candidates: number }
  | { readonly code: 'earmark_of_nobody'; readonly earmark: string }
  | { readonly code: 'earmark_of_person'; readonly earmark: string; readonly householdNo: string }
  | { readonly code: 'original_not_found' }
  /** The books have the invoice under another document, or the file has it twice. */
  | { readonly code: 'invoice_taken'; readonly documentNo: string }
  | { readonly code: 'invoice_twice'; readonly documentNo: string }
  | { readonly code: 'reversed_not_found' }
  /** A historic redemption that the points of its year do not cover. */
  | { readonly code: 'points_overdrawn'; readonly year: number; readonly shortCentipoints: number }
  | { readonly code: 'refused_by_books'; readonly sentence: string };

export type ProblemCode = ProblemDetail['code'];

/** Rows with an error are left out; rows with a warning are taken. */
export type FoundProblem = {
  readonly severity: 'error' | 'warning';
  /** 1-based row of the sheet; 0: the sheet as a whole. */
  readonly row: number;
  /** Heading as it stands in the file; empty when the problem is the row's. */
  readonly column: string;
  /** What the cell shows, shortened. */
  readonly value: string;
  readonly detail: ProblemDetail;
};
