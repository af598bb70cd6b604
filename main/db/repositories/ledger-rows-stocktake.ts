import type { LedgerCell } from '../../../shared/domain/ledger/ledger-row.ts';
import { NEW_LOT_EXPIRY } from '../../../shared/domain/ledger/ledger-words.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows } from '../statements.ts';
import { arrays, Conditions, countRows, type LedgerFilter } from './ledger-filter.ts';
import type { LedgerSource } from './ledger-source.ts';

type Head = { readonly documentNo: string; readonly businessDate: string };

const DOCUMENT = 15;
const DATE = 16;
const COLUMNS = 15;
const NAME = 2;

/**
 * 盘点表. The form has no column for the day: of one count, day and number stand above the table; of several, a line
 * above the lines of each says them.
 */
export function stocktakeRows(db: ReadableDatabase, filter: LedgerFilter): LedgerSource {
  const days = new Conditions().and('e.business_date >= ?', filter.from).and('e.business_date <= ?', filter.to);
  const from = `FROM entry e JOIN stocktake_document d ON d.entry_id = e.id JOIN stocktake_line l ON l.entry_id = e.id`;
  const where = `WHERE e.kind = 'stocktake'${days.more}`;
  const heads = allRows<Head>(
    db,
    `SELECT coalesce(d.source_no, e.document_no) AS documentNo, e.business_date AS businessDate
     FROM entry e JOIN stocktake_document d ON d.entry_id = e.id ${where} ORDER BY e.business_date, e.seq LIMIT 2`,
    ...days.parameters,
  );
  const sql = `SELECT 0, i.code, i.name, i.spec, i.unit, o.code, l.book_quantity, l.counted_quantity,
      nullif(max(0, l.counted_quantity - l.book_quantity), 0), nullif(max(0, l.book_quantity - l.counted_quantity), 0),
      l.difference_fen,
      CASE WHEN o.entry_id = e.id AND o.expires_on IS NOT NULL
        THEN l.reason || CASE l.reason WHEN '' THEN '' ELSE '；' END || '${NEW_LOT_EXPIRY}' || o.expires_on
        ELSE l.reason END,
      l.counted_by, d.watched_by, d.approved_by, coalesce(d.source_no, e.document_no), e.business_date
    ${from} JOIN item i ON i.id = l.item_id JOIN lot o ON o.id = l.lot_id
    ${where} ORDER BY e.business_date, e.seq, l.line`;
  const [only, second] = heads;
  const alone = only !== undefined && second === undefined;
  return {
    expectedRows: countRows(db, `SELECT count(*) AS n ${from} ${where}`, days.parameters),
    rows: sectioned(arrays(db, sql, days.parameters), !alone),
    ...(alone ? { coverage: `期间：${only.businessDate}  编号：${only.documentNo}` } : {}),
  };
}

function* sectioned(rows: Iterable<LedgerCell[]>, several: boolean): Generator<LedgerCell[]> {
  let serial = 0;
  let last: string | null = null;
  for (const row of rows) {
    const [documentNo, date] = [String(row[DOCUMENT]), String(row[DATE])];
    row.length = COLUMNS;
    const section = `盘点日期：${date}  单号：${documentNo}`;
    if (several && section !== last) {
      yield Array.from({ length: COLUMNS }, (_, column) => (column === NAME ? section : null));
    }
    last = section;
    serial += 1;
    row[0] = serial;
    yield row;
  }
}
