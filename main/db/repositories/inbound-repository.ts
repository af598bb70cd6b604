import type { InboundSource } from '../../../shared/domain/goods/goods.ts';
import type { EntryId, LocalDate } from '../../../shared/kernel/brands.ts';
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
};

/** The latest inbound documents, newest first, with the reversal that took one back. */
export function listInbounds(db: ReadableDatabase, limit: number): InboundSummary[] {
  return allRows<InboundSummary>(
    db,
    `SELECT e.id AS entryId, coalesce(d.source_no, e.document_no) AS documentNo, e.business_date AS businessDate,
       d.source AS source, d.supplier AS supplier, e.summary AS summary,
       (SELECT document_no FROM entry WHERE reverses_id = e.id) AS reversedBy
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
