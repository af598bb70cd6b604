import type { EntryId, LocalDate } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { getRow, TEXT_PARAMETER } from '../statements.ts';

export type StocktakeHead = {
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  readonly countedBy: string;
  readonly watchedBy: string;
  readonly approvedBy: string;
  readonly note: string;
};

/** What stands above a count that is in the books; null: no such document. */
export function findStocktakeHead(db: ReadableDatabase, entryId: EntryId): StocktakeHead | null {
  return getRow<StocktakeHead>(
    db,
    `SELECT coalesce(d.source_no, e.document_no) AS documentNo, e.business_date AS businessDate,
       d.counted_by AS countedBy, d.watched_by AS watchedBy, d.approved_by AS approvedBy, d.note
     FROM entry e JOIN stocktake_document d ON d.entry_id = e.id WHERE e.id = ${TEXT_PARAMETER}`,
    entryId,
  );
}
