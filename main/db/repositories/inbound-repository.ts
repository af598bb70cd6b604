import type { InboundSource } from '../../../shared/domain/goods/goods.ts';
import type {
  InboundDetail,
  InboundDetailLine,
  InboundListRow,
  ReceivingHints,
} from '../../../shared/domain/goods/inbound-readings.ts';
import { paperKey } from '../../../shared/domain/goods/paper-key.ts';
import type { KnownLot } from '../../../shared/domain/goods/decide-inbound.ts';
import type { EntryId, Fen, ItemId, LocalDate } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows, getRow, TEXT_PARAMETER } from '../statements.ts';

/** The latest inbound documents, newest first, with the reversal that took one back. */
export function listInbounds(db: ReadableDatabase, limit: number): InboundListRow[] {
  return allRows<InboundListRow>(
    db,
    `SELECT e.id AS entryId, coalesce(d.source_no, e.document_no) AS documentNo, e.business_date AS businessDate,
       d.source AS source, d.supplier AS supplier, e.summary AS summary,
       (SELECT count(*) FROM inbound_line l WHERE l.entry_id = e.id) AS lineCount,
       (SELECT coalesce(sum(l.cost_fen), 0) FROM inbound_line l WHERE l.entry_id = e.id) AS costFen,
       (SELECT count(*) FROM inbound_line l WHERE l.entry_id = e.id AND l.cost_fen IS NULL) AS unvaluedLines,
       (SELECT count(DISTINCT p.sha256) FROM attachment p WHERE p.about_id = e.id) AS photoCount,
       (SELECT document_no FROM entry WHERE reverses_id = e.id) AS reversedBy,
       (SELECT a.approved_by_name FROM entry t JOIN approval a ON a.entry_id = t.id WHERE t.reverses_id = e.id)
         AS reversalApprovedByName
     FROM entry e JOIN inbound_document d ON d.entry_id = e.id
     WHERE e.kind = 'inbound' ORDER BY e.seq DESC LIMIT ?`,
    limit,
  );
}

/** One inbound with its lines, or null. */
export function findInbound(db: ReadableDatabase, id: EntryId): InboundDetail | null {
  const head = getRow<Omit<InboundDetail, 'lines'>>(
    db,
    `SELECT e.id AS entryId, coalesce(d.source_no, e.document_no) AS documentNo, e.business_date AS businessDate,
       d.source AS source, d.supplier AS supplier, o.name AS operatorName,
       (SELECT document_no FROM entry WHERE reverses_id = e.id) AS reversedBy,
       ${['invoice_no', 'fund_source', 'handler', 'inspector'].map(wordsOfLines).join(', ')}
     FROM entry e JOIN inbound_document d ON d.entry_id = e.id JOIN operator o ON o.id = e.operator_id
     WHERE e.kind = 'inbound' AND e.id = ?`,
    id,
  );
  if (!head) return null;
  const lines = allRows<InboundDetailLine>(
    db,
    `SELECT i.id AS itemId, i.code AS itemCode, i.name AS itemName, i.spec AS spec, i.unit AS unit, o.code AS lotCode,
       o.produced_on AS producedOn, o.expires_on AS expiresOn, l.quantity AS quantity, l.unit_cost_fen AS unitCostFen,
       l.cost_fen AS costFen, l.cost_basis AS costBasis, l.note AS note
     FROM inbound_line l JOIN item i ON i.id = l.item_id JOIN lot o ON o.id = l.lot_id
     WHERE l.entry_id = ? ORDER BY l.line`,
    id,
  );
  return { ...head, lines };
}

/** What the lines of a document say in one of their columns, each word once. */
function wordsOfLines(column: string): string {
  const name = column.replace(/_(\w)/, (_, letter: string) => letter.toUpperCase());
  return `coalesce((SELECT group_concat(word, '、') FROM (SELECT DISTINCT l.${column} AS word FROM inbound_line l
    WHERE l.entry_id = e.id AND l.${column} <> '')), '') AS ${name}`;
}

/** Words of the latest deliveries, newest first. */
export function listReceivingHints(db: ReadableDatabase): ReceivingHints {
  const words = (from: string): string[] =>
    allRows<{ word: string }>(
      db,
      `SELECT word FROM (SELECT word, max(seq) AS last FROM (${from}) WHERE word <> '' GROUP BY word)
       ORDER BY last DESC LIMIT 50`,
    ).map(({ word }) => word);
  const ofLines = (column: string) => `SELECT l.${column} AS word, e.seq AS seq FROM entry e
    JOIN inbound_line l ON l.entry_id = e.id WHERE e.kind = 'inbound' AND e.seq > ${LATEST}`;
  return {
    suppliers: words(`SELECT d.supplier AS word, e.seq AS seq FROM entry e JOIN inbound_document d ON d.entry_id = e.id
      WHERE e.kind = 'inbound' AND d.source IN ('purchase', 'transfer')`),
    fundSources: words(ofLines('fund_source')),
    people: words(`${ofLines('handler')} UNION ALL ${ofLines('inspector')}`),
  };
}

/** Documents to look back over for hints: a large shop must not wait for them. */
const LATEST = '(SELECT coalesce(max(seq), 0) - 20000 FROM entry)';

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

/** The document that stands in the books for an invoice of a supplier, or null. */
export function findInvoiceHolder(
  db: ReadableDatabase,
  supplier: string,
  invoiceNo: string,
): { readonly documentNo: string; readonly date: LocalDate } | null {
  return getRow<{ documentNo: string; date: LocalDate }>(
    db,
    `SELECT coalesce(d.source_no, e.document_no) AS documentNo, e.business_date AS date
     FROM inbound_line l JOIN inbound_document d ON d.entry_id = l.entry_id JOIN entry e ON e.id = l.entry_id
     WHERE l.invoice_no = ${TEXT_PARAMETER} AND l.invoice_no <> '' AND d.supplier = ${TEXT_PARAMETER} AND e.kind = 'inbound'
       AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.id) ORDER BY e.seq LIMIT 1`,
    invoiceNo,
    supplier,
  );
}

/** The same however the paper was typed: 县 供销社's a-001 is its A-001. Reads every invoice once: for one delivery by hand. */
export function findInvoiceHolderAlike(
  db: ReadableDatabase,
  supplier: string,
  invoiceNo: string,
): { readonly documentNo: string; readonly date: LocalDate } | null {
  const [seller, number] = [paperKey(supplier), paperKey(invoiceNo)];
  const written = allRows<{ invoiceNo: string }>(
    db,
    `SELECT DISTINCT invoice_no AS invoiceNo FROM inbound_line WHERE invoice_no <> ''`,
  );
  for (const { invoiceNo: alike } of written.filter((row) => paperKey(row.invoiceNo) === number)) {
    const sellers = allRows<{ supplier: string }>(
      db,
      `SELECT DISTINCT d.supplier AS supplier FROM inbound_line l JOIN inbound_document d ON d.entry_id = l.entry_id
       WHERE l.invoice_no = ${TEXT_PARAMETER} AND l.invoice_no <> ''`,
      alike,
    );
    for (const row of sellers.filter((each) => paperKey(each.supplier) === seller)) {
      const holder = findInvoiceHolder(db, row.supplier, alike);
      if (holder) return holder;
    }
  }
  return null;
}

/** What is known of a batch: null where no inbound that stands has brought it. */
export function findLotState(db: ReadableDatabase, itemId: ItemId, code: string): KnownLot | null {
  type Row = Pick<KnownLot, 'code' | 'expiresOn'> & {
    readonly closedNo: string | null;
    readonly closedOn: LocalDate | null;
  };
  const row = getRow<Row>(
    db,
    `SELECT l.code AS code, l.expires_on AS expiresOn, w.document_no AS closedNo, w.business_date AS closedOn
     FROM lot l LEFT JOIN entry w ON w.seq = (
       SELECT max(o.seq) FROM outbound_line x JOIN entry o ON o.id = x.entry_id
       WHERE x.lot_id = l.id AND o.kind = 'write_off' AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = o.id)
         AND NOT EXISTS (SELECT 1 FROM balance b WHERE b.account = 'stock' AND b.book = 'goods' AND b.unit = l.item_id
           AND b.lot_id = l.id AND b.amount > 0))
     WHERE l.item_id = ${TEXT_PARAMETER} AND l.code = ${TEXT_PARAMETER}
       AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = l.entry_id)`,
    itemId,
    code,
  );
  if (!row) return null;
  const { closedNo, closedOn, ...lot } = row;
  return { ...lot, closed: closedNo === null || closedOn === null ? null : { documentNo: closedNo, date: closedOn } };
}

/** Whether goods of an item were ever taken in. */
export function hasLots(db: ReadableDatabase, itemId: ItemId): boolean {
  return getRow(db, 'SELECT 1 FROM lot WHERE item_id = ? LIMIT 1', itemId) !== null;
}
