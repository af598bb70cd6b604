import type { InboundSource } from '../../../shared/domain/goods/goods.ts';
import type { LotToTake, OutboundKind } from '../../../shared/domain/outbound/outbound.ts';
import type { EntryId, Fen, ItemId, LocalDate, LotId, Quantity } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows, getRow, TEXT_PARAMETER } from '../statements.ts';

/** A lot as the outbound screens show it: what it is of, how it came, how much is left. */
export type LotOfItem = LotToTake & {
  readonly itemCode: string;
  readonly spec: string;
  readonly category: string;
  readonly shelfLifeDays: number | null;
};
type LotRow = Omit<LotOfItem, 'valued'> & { readonly valued: number };

const LOT = `SELECT l.id AS id, l.item_id AS itemId, l.code AS code, l.produced_on AS producedOn, l.expires_on AS expiresOn,
    l.received_on AS receivedOn, l.valued AS valued, coalesce(g.amount, 0) AS onHandQuantity, coalesce(v.amount, 0) AS valueFen,
    i.code AS itemCode, i.name AS itemName, i.spec AS spec, i.unit AS unit, i.category AS category,
    i.shelf_life_days AS shelfLifeDays, d.source AS source, coalesce(d.supplier, '') AS supplier,
    (SELECT m.tag FROM lot_earmark m WHERE m.lot_id = l.id
       AND NOT EXISTS (SELECT 1 FROM earmark_consent c WHERE c.lot_id = l.id)) AS earmark`;
const JOINS = `JOIN item i ON i.id = l.item_id LEFT JOIN inbound_document d ON d.entry_id = l.entry_id
  LEFT JOIN balance v ON v.account = 'stock' AND v.book = 'value' AND v.unit = 'fen' AND v.lot_id = l.id`;
/** Word for word the condition of the index balance_of_item, or it is not used. */
const ON_HAND = `g.book = 'goods' AND g.account = 'stock' AND g.lot_id <> '' AND g.unit <> 'fen' AND g.amount > 0`;

/** One lot, also when it is empty. */
export function findLotToTake(db: ReadableDatabase, id: LotId): LotToTake | null {
  const row = getRow<LotRow>(
    db,
    `${LOT} FROM lot l LEFT JOIN balance g ON g.account = 'stock' AND g.book = 'goods' AND g.unit = l.item_id
       AND g.lot_id = l.id ${JOINS} WHERE l.id = ?`,
    id,
  );
  return row && fromRow(row);
}

/** Lots of one item with something left. */
export function listLotsOfItem(db: ReadableDatabase, itemId: ItemId): LotOfItem[] {
  return allRows<LotRow>(
    db,
    `${LOT} FROM balance g JOIN lot l ON l.id = g.lot_id ${JOINS} WHERE g.unit = ${TEXT_PARAMETER} AND ${ON_HAND}`,
    itemId,
  ).map(fromRow);
}

/** Lots with something left whose last day is that day or an earlier one, the first to end first. */
export function listLotsEndingBy(db: ReadableDatabase, day: LocalDate): LotOfItem[] {
  return allRows<LotRow>(
    db,
    `${LOT} FROM balance g JOIN lot l ON l.id = g.lot_id ${JOINS}
     WHERE ${ON_HAND} AND l.expires_on <= ? ORDER BY l.expires_on, i.code, l.code`,
    day,
  ).map(fromRow);
}

function fromRow(row: LotRow): LotOfItem {
  return { ...row, valued: row.valued === 1 };
}

export type OutboundHead = {
  readonly counterparty: string;
  readonly disposal: string;
  readonly handler: string;
  readonly witness: string;
  readonly approver: string;
  /** Number on the paper it was taken from; null for what was written here. */
  readonly sourceNo: string | null;
  readonly note: string;
};

/** Who and how of one document or of the reversal that took it back. */
export function findOutboundHead(db: ReadableDatabase, id: EntryId): OutboundHead | null {
  return getRow<OutboundHead>(
    db,
    `SELECT counterparty, disposal, handler, witness, approver, source_no AS sourceNo, note
     FROM outbound_document WHERE entry_id = ?`,
    id,
  );
}

/** What the goods of a document cost together; null when some of them have no value (未计价). */
export function costOfOutbound(db: ReadableDatabase, id: EntryId): Fen | null {
  const row = getRow<{ costFen: Fen; unvalued: number }>(
    db,
    `SELECT coalesce(sum(cost_fen), 0) AS costFen, count(*) - count(cost_fen) AS unvalued
     FROM outbound_line WHERE entry_id = ?`,
    id,
  );
  return row === null || row.unvalued > 0 ? null : row.costFen;
}

export type OutboundSummary = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly kind: OutboundKind;
  readonly businessDate: LocalDate;
  readonly counterparty: string;
  readonly disposal: string;
  readonly handler: string;
  readonly witness: string;
  readonly approver: string;
  readonly note: string;
  readonly summary: string;
  /** Of the goods that have a value. */
  readonly costFen: Fen;
  /** Lines without a value (未计价). */
  readonly unvaluedLines: number;
  readonly photos: number;
  /** Number of the reversal that took it back; null while it stands. */
  readonly reversedBy: string | null;
  readonly reversalApprovedByName: string | null;
};

const SUMMARY = `SELECT e.id AS entryId, coalesce(d.source_no, e.document_no) AS documentNo, e.kind AS kind,
    e.business_date AS businessDate, d.counterparty AS counterparty, d.disposal AS disposal, d.handler AS handler,
    d.witness AS witness, d.approver AS approver, d.note AS note, e.summary AS summary,
    (SELECT coalesce(sum(cost_fen), 0) FROM outbound_line WHERE entry_id = e.id) AS costFen,
    (SELECT count(*) - count(cost_fen) FROM outbound_line WHERE entry_id = e.id) AS unvaluedLines,
    (SELECT count(*) FROM attachment WHERE about_id = e.id) AS photos,
    (SELECT coalesce(t.source_no, r.document_no) FROM entry r LEFT JOIN outbound_document t ON t.entry_id = r.id
       WHERE r.reverses_id = e.id) AS reversedBy,
    (SELECT a.approved_by_name FROM entry r JOIN approval a ON a.entry_id = r.id WHERE r.reverses_id = e.id)
      AS reversalApprovedByName
  FROM entry e JOIN outbound_document d ON d.entry_id = e.id`;
const KINDS = `e.kind IN ('write_off', 'transfer_out', 'supplier_return')`;

/** The latest documents, newest first; their reversals stand beside them. */
export function listOutbounds(db: ReadableDatabase, limit: number): OutboundSummary[] {
  return allRows<OutboundSummary>(db, `${SUMMARY} WHERE ${KINDS} ORDER BY e.seq DESC LIMIT ?`, limit);
}

export function findOutbound(db: ReadableDatabase, id: EntryId): OutboundSummary | null {
  return getRow<OutboundSummary>(db, `${SUMMARY} WHERE ${KINDS} AND e.id = ?`, id);
}

export type OutboundLine = {
  readonly lineNo: number;
  readonly itemCode: string;
  readonly itemName: string;
  readonly spec: string;
  readonly unit: string;
  readonly lotId: LotId;
  readonly lotCode: string;
  readonly expiresOn: LocalDate | null;
  readonly source: InboundSource | null;
  readonly quantity: Quantity;
  readonly costFen: Fen | null;
  readonly reason: string;
};

export function listOutboundLines(db: ReadableDatabase, id: EntryId): OutboundLine[] {
  return allRows<OutboundLine>(
    db,
    `SELECT l.line AS lineNo, i.code AS itemCode, i.name AS itemName, i.spec AS spec, i.unit AS unit, l.lot_id AS lotId,
       o.code AS lotCode, o.expires_on AS expiresOn, d.source AS source, l.quantity AS quantity, l.cost_fen AS costFen,
       l.reason AS reason
     FROM outbound_line l JOIN item i ON i.id = l.item_id JOIN lot o ON o.id = l.lot_id
     LEFT JOIN inbound_document d ON d.entry_id = o.entry_id WHERE l.entry_id = ? ORDER BY l.line`,
    id,
  );
}
