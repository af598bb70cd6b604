import type { ItemId, LocalDate, Quantity } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows } from '../statements.ts';
import type { Period } from './import-lookup.ts';

export type StocktakeRecord = {
  readonly itemId: ItemId;
  readonly date: LocalDate;
  /** The number on paper: the one it was imported with, else the program's own. */
  readonly documentNo: string;
  readonly lotCode: string;
  readonly bookQuantity: Quantity;
  readonly countedQuantity: Quantity;
};

/** Lines of counts in the books of a period. */
export function listStocktakeRecords(db: ReadableDatabase, period: Period): StocktakeRecord[] {
  return allRows<StocktakeRecord>(
    db,
    `SELECT l.item_id AS itemId, e.business_date AS date, coalesce(d.source_no, e.document_no) AS documentNo,
       o.code AS lotCode, l.book_quantity AS bookQuantity, l.counted_quantity AS countedQuantity
     FROM entry e JOIN stocktake_document d ON d.entry_id = e.id JOIN stocktake_line l ON l.entry_id = e.id
     JOIN lot o ON o.id = l.lot_id
     WHERE e.kind = 'stocktake' AND e.business_date BETWEEN ? AND ? ORDER BY e.seq, l.line`,
    period.from,
    period.to,
  );
}
