import type { InboundSource } from '../../../shared/domain/goods/goods.ts';
import { maskIdNumbersIn } from '../../../shared/domain/household/id-number.ts';
import type {
  Centipoints,
  EntryId,
  Fen,
  HouseholdId,
  ItemId,
  LocalDate,
  Quantity,
} from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { allRows, getRow, run } from '../statements.ts';

/** Days that a file speaks of; what is compared with it need not be wider. */
export type Period = { readonly from: LocalDate; readonly to: LocalDate };

export type LotState = {
  readonly itemId: ItemId;
  readonly code: string;
  readonly expiresOn: LocalDate | null;
  readonly receivedOn: LocalDate;
  readonly onHandQuantity: Quantity;
};

/** Every lot there ever was, empty ones included. */
export function listAllLots(db: ReadableDatabase): LotState[] {
  return allRows<LotState>(
    db,
    `SELECT l.item_id AS itemId, l.code AS code, l.expires_on AS expiresOn, l.received_on AS receivedOn,
       coalesce(g.amount, 0) AS onHandQuantity
     FROM lot l LEFT JOIN balance g ON g.account = 'stock' AND g.book = 'goods' AND g.unit = l.item_id AND g.lot_id = l.id`,
  );
}

export type PointsRecord = {
  readonly householdId: HouseholdId;
  readonly date: LocalDate;
  /** Negative for a deduction. */
  readonly pointsCentipoints: Centipoints;
  readonly reason: string;
  readonly category: string;
  readonly rule: string;
};

/** Awards, deductions and base points of a period, reversed ones included: what was entered once is not entered again. */
export function listPointsRecords(db: ReadableDatabase, period: Period): PointsRecord[] {
  return allRows<PointsRecord>(
    db,
    `SELECT p.household_id AS householdId, p.business_date AS date, p.points_centipoints AS pointsCentipoints,
       p.reason AS reason, p.category AS category, p.rule AS rule
     FROM entry e JOIN points_line p ON p.entry_id = e.id WHERE e.business_date BETWEEN ? AND ? ORDER BY e.seq`,
    period.from,
    period.to,
  );
}

export type InboundRecord = {
  readonly itemId: ItemId;
  readonly date: LocalDate;
  /** The number on paper: the one it was imported with, else the program's own. */
  readonly documentNo: string;
  readonly source: InboundSource;
  readonly supplier: string;
  readonly lotCode: string;
  readonly producedOn: LocalDate | null;
  readonly expiresOn: LocalDate | null;
  readonly quantity: Quantity;
  readonly costFen: Fen | null;
};

/** Lines of a period; a reversed inbound stays, and its reversal has the same lines with a minus. */
export function listInboundRecords(db: ReadableDatabase, period: Period): InboundRecord[] {
  return allRows<InboundRecord>(
    db,
    `SELECT l.item_id AS itemId, e.business_date AS date,
       coalesce(d.source_no, e.document_no) AS documentNo,
       d.source AS source, d.supplier AS supplier, o.code AS lotCode, o.produced_on AS producedOn,
       o.expires_on AS expiresOn, CASE e.kind WHEN 'reversal' THEN -l.quantity ELSE l.quantity END AS quantity,
       CASE e.kind WHEN 'reversal' THEN -l.cost_fen ELSE l.cost_fen END AS costFen
     FROM entry e JOIN inbound_document d ON d.entry_id = e.id
     JOIN inbound_line l ON l.entry_id = coalesce(e.reverses_id, e.id) JOIN lot o ON o.id = l.lot_id
     WHERE e.kind IN ('inbound', 'reversal') AND e.business_date BETWEEN ? AND ? ORDER BY e.seq, l.line`,
    period.from,
    period.to,
  );
}

/** The inbound that a paper number names and nobody has taken back, or null. The latest, should a number come twice. */
export function findInboundByNo(db: ReadableDatabase, documentNo: string, until: LocalDate): EntryId | null {
  const row = getRow<{ id: EntryId }>(
    db,
    `SELECT e.id AS id FROM entry e JOIN inbound_document d ON d.entry_id = e.id
     WHERE e.kind = 'inbound' AND e.business_date <= ? AND coalesce(d.source_no, e.document_no) = ?
       AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.id) ORDER BY e.seq DESC LIMIT 1`,
    until,
    documentNo,
  );
  return row?.id ?? null;
}

export type RedemptionLineRecord = {
  readonly entryId: EntryId;
  readonly householdId: HouseholdId;
  readonly date: LocalDate;
  readonly documentNo: string;
  readonly itemId: ItemId;
  readonly lotCode: string;
  readonly lineNo: number;
  /** Negative when it came back. */
  readonly quantity: number;
  /** Of a redemption: what has not come back yet. */
  readonly returnableQuantity: number;
};

const REDEMPTION_LINES = `SELECT e.id AS entryId, r.household_id AS householdId, r.business_date AS date,
    coalesce(r.source_no, e.document_no) AS documentNo, l.item_id AS itemId, o.code AS lotCode, l.line AS lineNo,
    CASE WHEN e.kind = 'return' THEN -l.quantity ELSE l.quantity END AS quantity,
    CASE WHEN e.kind = 'return' THEN 0 ELSE l.quantity - coalesce((SELECT sum(b.quantity) FROM redemption t
      JOIN redemption_line b ON b.entry_id = t.entry_id
      WHERE t.returns_id = l.entry_id AND b.returned_line = l.line), 0) END AS returnableQuantity
  FROM redemption r JOIN entry e ON e.id = r.entry_id JOIN redemption_line l ON l.entry_id = r.entry_id
  JOIN lot o ON o.id = l.lot_id`;

/** Lines handed out and taken back in a period. */
export function listRedemptionRecords(db: ReadableDatabase, period: Period): RedemptionLineRecord[] {
  const sql = `${REDEMPTION_LINES} WHERE r.business_date BETWEEN ? AND ? ORDER BY e.seq, l.line`;
  return allRows<RedemptionLineRecord>(db, sql, period.from, period.to);
}

/** Lines that one household got until a day, the latest first. */
export function listHouseholdLines(
  db: ReadableDatabase,
  householdId: HouseholdId,
  until: LocalDate,
): RedemptionLineRecord[] {
  const sql = `${REDEMPTION_LINES} WHERE r.household_id = ? AND r.business_date <= ? ORDER BY e.seq DESC, l.line`;
  return allRows<RedemptionLineRecord>(db, sql, householdId, until);
}

/** What a clerk once said these headings mean, as JSON text; null when nobody was asked. */
export function readImportMapping(db: ReadableDatabase, headings: string): string | null {
  const row = getRow<{ mapping: string }>(
    db,
    'SELECT mapping FROM import_mapping WHERE headings = ?',
    maskIdNumbersIn(headings),
  );
  return row?.mapping ?? null;
}

/** A sheet without headings has somebody's data in their place: numbers of people are masked in both. */
export function writeImportMapping(db: WritableDatabase, headings: string, mapping: string): void {
  run(
    db,
    'INSERT INTO import_mapping (headings, mapping) VALUES (?, ?) ON CONFLICT (headings) DO UPDATE SET mapping = excluded.mapping',
    maskIdNumbersIn(headings),
    maskIdNumbersIn(mapping),
  );
}
