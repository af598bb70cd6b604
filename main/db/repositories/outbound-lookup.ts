import type { OutboundKind } from '../../../shared/domain/outbound/outbound.ts';
import type { EntryId, ItemId, LocalDate } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows, getRow } from '../statements.ts';
import type { Period } from './import-lookup.ts';

export type OutboundRecord = {
  readonly itemId: ItemId;
  readonly date: LocalDate;
  /** The number on paper: the one it was imported with, else the program's own. */
  readonly documentNo: string;
  readonly lotCode: string;
  /** Below zero: taken back. */
  readonly quantity: number;
};

/** Lines of one kind in a period; what was taken back stays, and its reversal has the same lines with a minus. */
export function listOutboundRecords(db: ReadableDatabase, kind: OutboundKind, period: Period): OutboundRecord[] {
  return allRows<OutboundRecord>(
    db,
    `SELECT l.item_id AS itemId, e.business_date AS date, coalesce(d.source_no, e.document_no) AS documentNo,
       o.code AS lotCode, CASE e.kind WHEN 'reversal' THEN -l.quantity ELSE l.quantity END AS quantity
     FROM entry e JOIN outbound_document d ON d.entry_id = e.id
     JOIN entry w ON w.id = coalesce(e.reverses_id, e.id) AND w.kind = ?
     JOIN outbound_line l ON l.entry_id = w.id JOIN lot o ON o.id = l.lot_id
     WHERE e.business_date BETWEEN ? AND ? ORDER BY e.seq, l.line`,
    kind,
    period.from,
    period.to,
  );
}

/** The document of that kind which a paper number names and nobody has taken back, or null; the latest of several. */
export function findOutboundByNo(
  db: ReadableDatabase,
  kind: OutboundKind,
  documentNo: string,
  until: LocalDate,
): EntryId | null {
  const row = getRow<{ id: EntryId }>(
    db,
    `SELECT e.id AS id FROM entry e JOIN outbound_document d ON d.entry_id = e.id
     WHERE e.kind = ? AND e.business_date <= ? AND coalesce(d.source_no, e.document_no) = ?
       AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.id) ORDER BY e.seq DESC LIMIT 1`,
    kind,
    until,
    documentNo,
  );
  return row?.id ?? null;
}
