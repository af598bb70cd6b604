import type { InboundSource } from '../../../shared/domain/goods/goods.ts';
import type { EntryId, Fen, LocalDate } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows, getRow } from '../statements.ts';

export type InboundSummary = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  readonly source: InboundSource;
  readonly supplier: string;
  readonly summary: string;
  readonly reversedBy: string | null;
  readonly reversalApprovedByName: string | null;
};

/** The latest inbound documents, newest first, with the reversal that took one back. */
export function listInbounds(db: ReadableDatabase, limit: number): InboundSummary[] {
  return allRows<InboundSummary>(
    db,
    `SELECT e.id AS entryId, coalesce(d.source_no, e.document_no) AS documentNo, e.business_date AS businessDate,
       d.source AS source, d.supplier AS supplier, e.summary AS summary,
       (SELECT document_no FROM entry WHERE reverses_id = e.id) AS reversedBy,
       (SELECT a.approved_by_name FROM entry t JOIN approval a ON a.entry_id = t.id WHERE t.reverses_id = e.id)
         AS reversalApprovedByName
     FROM entry e JOIN inbound_document d ON d.entry_id = e.id
     WHERE e.kind = 'inbound' ORDER BY e.seq DESC LIMIT ?`,
    limit,
  );
}

export type InboundHead = {
  readonly source: InboundSource;
  readonly supplier: string;
  /** Number on the paper it was taken from; null for goods received here. */
  readonly sourceNo: string | null;
};

/** Where the goods of an inbound came from. */
export function findInboundHead(db: ReadableDatabase, id: EntryId): InboundHead | null {
  return getRow<InboundHead>(
    db,
    'SELECT source, supplier, source_no AS sourceNo FROM inbound_document WHERE entry_id = ?',
    id,
  );
}

/** What the goods of an inbound cost together; null when some of them have no value (未计价). */
export function valueOfInbound(db: ReadableDatabase, id: EntryId): Fen | null {
  const row = getRow<{ valueFen: Fen; unvalued: number }>(
    db,
    `SELECT coalesce(sum(cost_fen), 0) AS valueFen, count(*) - count(cost_fen) AS unvalued
     FROM inbound_line WHERE entry_id = ?`,
    id,
  );
  return row === null || row.unvalued > 0 ? null : row.valueFen;
}
