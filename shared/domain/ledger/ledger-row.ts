/**
 * One cell of a ledger in the unit its column's kind names: text for text, identifiers, dates (`YYYY-MM-DD`) and
 * date-times (`YYYY-MM-DD HH:mm`); whole numbers for the rest (centipoints, fen, smallest units). Null is empty.
 */
export type LedgerCell = string | number | null;

/** Cells in the order of the ledger's columns. */
export type LedgerRow = readonly LedgerCell[];
