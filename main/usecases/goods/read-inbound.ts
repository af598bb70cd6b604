import type { InboundDetail, ReceivingHints } from '../../../shared/domain/goods/inbound-readings.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import type { EntryId, LocalDate } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { findInbound, findInvoiceHolderAlike, listReceivingHints } from '../../db/repositories/inbound-repository.ts';

/** One delivery with its lines, as it stands in the books. */
export function readInbound(
  db: ReadableDatabase,
  id: EntryId,
): Result<InboundDetail, Extract<PointsRefusal, { code: 'entry_not_found' }>> {
  const inbound = findInbound(db, id);
  return inbound ? ok(inbound) : err({ code: 'entry_not_found' });
}

/** Words of earlier deliveries, to choose from. */
export function readReceivingHints(db: ReadableDatabase): ReceivingHints {
  return listReceivingHints(db);
}

/** Where an invoice of a supplier has been taken in, to be said before a long paper is typed; null: nowhere. */
export function readInvoiceHolder(
  db: ReadableDatabase,
  supplier: string,
  invoiceNo: string,
): { readonly documentNo: string; readonly date: LocalDate } | null {
  return findInvoiceHolderAlike(db, supplier, invoiceNo);
}
