import type { StocktakeDocument, StocktakeDocumentLine } from '../../../shared/contract/stocktake.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import {
  findApproval,
  listStocktakeDocuments,
  listStocktakeLines,
} from '../../db/repositories/stocktake-repository.ts';

/** Counts that are in the books, the latest first. */
export function listDocuments(db: ReadableDatabase, limit: number): StocktakeDocument[] {
  return listStocktakeDocuments(db, limit);
}

/** The lines of one of them. */
export function readDocument(
  db: ReadableDatabase,
  entryId: EntryId,
): Result<StocktakeDocumentLine[], Extract<PointsRefusal, { code: 'entry_not_found' }>> {
  if (!findApproval(db, entryId)) return err({ code: 'entry_not_found' });
  return ok(listStocktakeLines(db, entryId));
}
