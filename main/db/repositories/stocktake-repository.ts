import type { Count, LotMovement, LotOnShelf, Stocktake } from '../../../shared/domain/stocktake/stocktake.ts';
import {
  type EntryId,
  type Fen,
  fen,
  type ItemId,
  type LocalDate,
  type LotId,
  type Quantity,
  quantity,
} from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { allRows, getRow, run, TEXT_PARAMETER } from '../statements.ts';

type StocktakeRow = Omit<Stocktake, 'categories'> & { readonly categories: string };

const STOCKTAKES = `SELECT s.id AS id, s.title AS title, s.categories AS categories, s.status AS status,
    s.started_by AS startedBy, b.name AS startedByName, s.started_at AS startedAt, s.started_on AS startedOn,
    s.started_seq AS startedSeq, s.watched_by AS watchedBy, w.name AS watchedByName, s.watched_at AS watchedAt,
    s.entry_id AS entryId, s.note AS note
  FROM stocktake s JOIN operator b ON b.id = s.started_by LEFT JOIN operator w ON w.id = s.watched_by`;

export function findStocktake(db: ReadableDatabase, id: string): Stocktake | null {
  const row = getRow<StocktakeRow>(db, `${STOCKTAKES} WHERE s.id = ?`, id);
  return row && fromRow(row);
}

/** Neither posted nor dropped, the oldest first. */
export function listOpenStocktakes(db: ReadableDatabase): Stocktake[] {
  const sql = `${STOCKTAKES} WHERE s.status IN ('counting', 'reviewing') ORDER BY s.started_at, s.id`;
  return allRows<StocktakeRow>(db, sql).map(fromRow);
}

function fromRow(row: StocktakeRow): Stocktake {
  return { ...row, categories: JSON.parse(row.categories) as string[] };
}

type Started = Pick<Stocktake, 'id' | 'title' | 'categories' | 'startedBy' | 'startedAt' | 'startedOn' | 'startedSeq'>;

export function insertStocktake(db: WritableDatabase, made: Started): void {
  run(
    db,
    `INSERT INTO stocktake (id, title, categories, status, started_by, started_at, started_on, started_seq, note)
     VALUES (?, ?, ?, 'counting', ?, ?, ?, ?, '')`,
    made.id,
    made.title,
    JSON.stringify(made.categories),
    made.startedBy,
    made.startedAt,
    made.startedOn,
    made.startedSeq,
  );
}

type State = Partial<Pick<Stocktake, 'watchedBy' | 'watchedAt' | 'entryId' | 'note'>> & Pick<Stocktake, 'status'>;

/** Moves a count on; what is not given stays as it was, null clears it. */
export function moveStocktake(db: WritableDatabase, before: Stocktake, state: State): void {
  const { status, watchedBy, watchedAt, entryId, note } = { ...before, ...state };
  run(
    db,
    'UPDATE stocktake SET status = ?, watched_by = ?, watched_at = ?, entry_id = ?, note = ? WHERE id = ?',
    status,
    watchedBy,
    watchedAt,
    entryId,
    note,
    before.id,
  );
}

type CountOfDb = Omit<Count, 'struck'> & { readonly struck: number };

const COUNTS = `SELECT c.id AS id, c.item_id AS itemId, c.lot_id AS lotId, c.new_lot_code AS newLotCode,
    c.new_lot_expires_on AS newLotExpiresOn, c.quantity AS quantity, c.counted_by AS countedBy,
    o.name AS countedByName, c.counted_at AS countedAt, c.at_seq AS atSeq, c.struck AS struck
  FROM stocktake_count c JOIN operator o ON o.id = c.counted_by`;

/** Every pile in the order in which they were counted, struck ones included. */
export function listCounts(db: ReadableDatabase, stocktakeId: string): Count[] {
  const sql = `${COUNTS} WHERE c.stocktake_id = ? ORDER BY c.rowid`;
  return allRows<CountOfDb>(db, sql, stocktakeId).map(countFromRow);
}

/** A pile and the count it belongs to. */
export function findCount(
  db: ReadableDatabase,
  id: string,
): { readonly stocktakeId: string; readonly count: Count } | null {
  const row = getRow<CountOfDb>(db, `${COUNTS} WHERE c.id = ?`, id);
  const owner = getRow<{ stocktakeId: string }>(
    db,
    'SELECT stocktake_id AS stocktakeId FROM stocktake_count WHERE id = ?',
    id,
  );
  return row && owner && { stocktakeId: owner.stocktakeId, count: countFromRow(row) };
}

function countFromRow(row: CountOfDb): Count {
  return { ...row, struck: row.struck === 1 };
}

export function insertCount(
  db: WritableDatabase,
  stocktakeId: string,
  count: Omit<Count, 'countedByName' | 'struck'>,
): void {
  run(
    db,
    `INSERT INTO stocktake_count (id, stocktake_id, item_id, lot_id, new_lot_code, new_lot_expires_on, quantity,
       counted_by, counted_at, at_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    count.id,
    stocktakeId,
    count.itemId,
    count.lotId,
    count.newLotCode,
    count.newLotExpiresOn,
    count.quantity,
    count.countedBy,
    count.countedAt,
    count.atSeq,
  );
}

export function strikeCount(db: WritableDatabase, id: string): void {
  run(db, 'UPDATE stocktake_count SET struck = 1 WHERE id = ?', id);
}

export function readReasons(db: ReadableDatabase, stocktakeId: string): ReadonlyMap<string, string> {
  type Row = { readonly lineKey: string; readonly reason: string };
  const sql = 'SELECT line_key AS lineKey, reason FROM stocktake_reason WHERE stocktake_id = ?';
  return new Map(allRows<Row>(db, sql, stocktakeId).map(({ lineKey, reason }) => [lineKey, reason]));
}

export function writeReason(db: WritableDatabase, stocktakeId: string, lineKey: string, reason: string): void {
  run(
    db,
    `INSERT INTO stocktake_reason (stocktake_id, line_key, reason) VALUES (?, ?, ?)
     ON CONFLICT (stocktake_id, line_key) DO UPDATE SET reason = excluded.reason`,
    stocktakeId,
    lineKey,
    reason,
  );
}

/** A lot that counters and reviewers can name. */
export type ShelfLot = {
  readonly lotId: LotId;
  readonly itemId: ItemId;
  readonly code: string;
  readonly expiresOn: LocalDate | null;
  readonly onHandQuantity: Quantity;
  /** The document it came in with. */
  readonly bornSeq: number;
};

/** Empty lots of an item that are shown beside those with something left: they tell nothing, and may be found again. */
const EMPTY_LOTS_SHOWN = 5;

/** Lots with something left and the latest empty ones of each item, first expiring first. */
export function listShelfLots(db: ReadableDatabase): ShelfLot[] {
  return allRows<ShelfLot>(
    db,
    `SELECT lotId, itemId, code, expiresOn, onHandQuantity, bornSeq FROM (
       SELECT l.id AS lotId, l.item_id AS itemId, l.code AS code, l.expires_on AS expiresOn,
         coalesce(g.amount, 0) AS onHandQuantity, e.seq AS bornSeq,
         row_number() OVER (PARTITION BY l.item_id, coalesce(g.amount, 0) > 0 ORDER BY e.seq DESC) AS place
       FROM lot l JOIN entry e ON e.id = l.entry_id
       LEFT JOIN balance g ON g.account = 'stock' AND g.book = 'goods' AND g.unit = l.item_id AND g.lot_id = l.id)
     WHERE onHandQuantity > 0 OR place <= ${EMPTY_LOTS_SHOWN}
     ORDER BY itemId, coalesce(expiresOn, '9999-12-31'), code`,
  );
}

export function findShelfLot(db: ReadableDatabase, lotId: LotId): ShelfLot | null {
  return getRow<ShelfLot>(
    db,
    `SELECT l.id AS lotId, l.item_id AS itemId, l.code AS code, l.expires_on AS expiresOn,
       coalesce(g.amount, 0) AS onHandQuantity, e.seq AS bornSeq
     FROM lot l JOIN entry e ON e.id = l.entry_id
     LEFT JOIN balance g ON g.account = 'stock' AND g.book = 'goods' AND g.unit = l.item_id AND g.lot_id = l.id
     WHERE l.id = ${TEXT_PARAMETER}`,
    lotId,
  );
}

type LotState = {
  readonly onHandQuantity: Quantity;
  readonly valueFen: Fen;
  readonly valued: number;
  readonly receivedQuantity: number;
  readonly receivedFen: number;
};

/** A lot on the shelf with what moved it after the document `seq`. */
export function readLotOnShelf(db: ReadableDatabase, lotId: LotId, seq: number): LotOnShelf {
  const row = getRow<LotState>(
    db,
    `SELECT coalesce(g.amount, 0) AS onHandQuantity, coalesce(v.amount, 0) AS valueFen, l.valued AS valued,
       (SELECT coalesce(sum(p.amount), 0) FROM posting p WHERE p.entry_seq = e.seq AND p.lot_id = l.id
         AND p.book = 'goods' AND p.account = 'stock') AS receivedQuantity,
       (SELECT coalesce(sum(p.amount), 0) FROM posting p WHERE p.entry_seq = e.seq AND p.lot_id = l.id
         AND p.book = 'value' AND p.account = 'stock') AS receivedFen
     FROM lot l JOIN entry e ON e.id = l.entry_id
     LEFT JOIN balance g ON g.account = 'stock' AND g.book = 'goods' AND g.unit = l.item_id AND g.lot_id = l.id
     LEFT JOIN balance v ON v.account = 'stock' AND v.book = 'value' AND v.unit = 'fen' AND v.lot_id = l.id
     WHERE l.id = ${TEXT_PARAMETER}`,
    lotId,
  );
  if (!row) throw new Error(`a counted lot exists: ${lotId}`);
  const { onHandQuantity, valueFen, valued, receivedQuantity, receivedFen } = row;
  const received = receivedQuantity > 0 ? { quantity: quantity(receivedQuantity), valueFen: fen(receivedFen) } : null;
  return { onHandQuantity, valueFen, valued: valued === 1, received, movements: movementsAfter(db, lotId, seq) };
}

/** Counts that put the books right, and what takes such a one back, move no goods. */
function movementsAfter(db: ReadableDatabase, lotId: LotId, seq: number): LotMovement[] {
  type Row = { readonly seq: number; readonly quantity: number; readonly correction: number };
  return allRows<Row>(
    db,
    `SELECT p.entry_seq AS seq, sum(p.amount) AS quantity,
       EXISTS (SELECT 1 FROM stocktake_document d WHERE d.entry_id = e.id) AS correction
     FROM posting p JOIN entry e ON e.seq = p.entry_seq
     WHERE p.lot_id = ${TEXT_PARAMETER} AND p.entry_seq > CAST(? AS INTEGER) AND p.book = 'goods' AND p.account = 'stock'
     GROUP BY p.entry_seq ORDER BY p.entry_seq`,
    lotId,
    seq,
  ).map((row) => ({ ...row, correction: row.correction === 1 }));
}

export type StocktakeDocumentRow = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  readonly lots: number;
  readonly gainQuantity: Quantity;
  readonly lossQuantity: Quantity;
  readonly differenceFen: Fen;
  readonly unvaluedLots: number;
  readonly countedBy: string;
  readonly watchedBy: string;
  readonly approvedBy: string;
  readonly note: string;
};

/** Posted counts, the latest first. */
export function listStocktakeDocuments(db: ReadableDatabase, limit: number): StocktakeDocumentRow[] {
  return allRows<StocktakeDocumentRow>(
    db,
    `SELECT e.id AS entryId, coalesce(d.source_no, e.document_no) AS documentNo, e.business_date AS businessDate,
       count(l.line) AS lots, coalesce(sum(max(0, l.counted_quantity - l.book_quantity)), 0) AS gainQuantity,
       coalesce(sum(max(0, l.book_quantity - l.counted_quantity)), 0) AS lossQuantity,
       coalesce(sum(l.difference_fen), 0) AS differenceFen,
       coalesce(sum(l.difference_fen IS NULL AND l.counted_quantity <> l.book_quantity), 0) AS unvaluedLots, d.counted_by AS countedBy, d.watched_by AS watchedBy,
       d.approved_by AS approvedBy, d.note AS note
     FROM entry e JOIN stocktake_document d ON d.entry_id = e.id LEFT JOIN stocktake_line l ON l.entry_id = e.id
     WHERE e.kind = 'stocktake' GROUP BY e.seq ORDER BY e.business_date DESC, e.seq DESC LIMIT ?`,
    limit,
  );
}

export type StocktakeLineRow = {
  readonly itemCode: string;
  readonly itemName: string;
  readonly spec: string;
  readonly unit: string;
  readonly lotCode: string;
  readonly bookQuantity: Quantity;
  readonly countedQuantity: Quantity;
  readonly differenceFen: Fen | null;
  readonly reason: string;
  readonly countedBy: string;
};

export function listStocktakeLines(db: ReadableDatabase, entryId: EntryId): StocktakeLineRow[] {
  return allRows<StocktakeLineRow>(
    db,
    `SELECT i.code AS itemCode, i.name AS itemName, i.spec AS spec, i.unit AS unit, o.code AS lotCode,
       l.book_quantity AS bookQuantity, l.counted_quantity AS countedQuantity, l.difference_fen AS differenceFen,
       l.reason AS reason, l.counted_by AS countedBy
     FROM stocktake_line l JOIN item i ON i.id = l.item_id JOIN lot o ON o.id = l.lot_id
     WHERE l.entry_id = ? ORDER BY l.line`,
    entryId,
  );
}

/** Who approved the posted count that stands under this document; null: no such document. */
export function findApproval(
  db: ReadableDatabase,
  entryId: EntryId,
): { readonly documentNo: string; readonly approvedByName: string } | null {
  return getRow(
    db,
    `SELECT e.document_no AS documentNo, d.approved_by AS approvedByName
     FROM entry e JOIN stocktake_document d ON d.entry_id = e.id WHERE e.id = ?`,
    entryId,
  );
}
