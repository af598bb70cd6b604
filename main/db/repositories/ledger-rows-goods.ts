import { INBOUND_SOURCE_WORD } from '../../../shared/domain/ledger/ledger-words.ts';
import type { LedgerCell } from '../../../shared/domain/ledger/ledger-row.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { awayRows } from './ledger-rows-outbound.ts';
import { arrays, Conditions, countRows, type LedgerFilter, numbered } from './ledger-filter.ts';
import type { LedgerSource } from './ledger-source.ts';
import { wordOf } from './ledger-words-sql.ts';

/**
 * 物品入库台账. A reversed inbound stays, and its reversal stands below it with the same lines taken back. The unit
 * cost is the one on paper, else the line's cost shared out and rounded to the fen: 金额 is what counts. What went to
 * another shop or back to its supplier stands among them with a minus.
 */
export function inboundRows(db: ReadableDatabase, filter: LedgerFilter): LedgerSource {
  const days = onDays(filter, 'e');
  const from = `FROM entry e
    JOIN inbound_document d ON d.entry_id = e.id
    JOIN inbound_line l ON l.entry_id = coalesce(e.reverses_id, e.id)`;
  const where = `WHERE e.kind IN ('inbound', 'reversal')${days.more}`;
  const away = awayRows(db, filter);
  const sign = "CASE e.kind WHEN 'reversal' THEN -1 ELSE 1 END";
  const sql = `SELECT 0, e.business_date, coalesce(d.source_no, e.document_no),
      ${wordOf('d.source', INBOUND_SOURCE_WORD)}, d.supplier, i.code, i.name, i.spec, i.unit, i.barcode, o.code,
      o.produced_on, o.expires_on, l.quantity * ${sign},
      coalesce(l.unit_cost_fen, CAST(round(CAST(l.cost_fen AS REAL) / l.quantity) AS INTEGER)), l.cost_fen * ${sign},
      l.cost_basis, l.invoice_no, l.fund_source, l.handler, l.inspector,
      CASE e.kind WHEN 'reversal' THEN e.summary ELSE l.note END, e.seq
    ${from} JOIN item i ON i.id = l.item_id JOIN lot o ON o.id = l.lot_id
    ${where} ORDER BY e.business_date, e.seq, l.line`;
  return {
    expectedRows: countRows(db, `SELECT count(*) AS n ${from} ${where}`, days.parameters) + away.length,
    rows: numbered(inOrderOfBooks(arrays(db, sql, days.parameters), away)),
  };
}

const INBOUND_DAY = 1;
const INBOUND_SEQ = 22;

/** Two lists that are each in the order of the books as one, without the place in the books behind the columns. */
function* inOrderOfBooks(rows: Iterable<LedgerCell[]>, others: readonly LedgerCell[][]): Generator<LedgerCell[]> {
  const isBefore = (a: LedgerCell[], b: LedgerCell[]): boolean => {
    const [day, other] = [String(a[INBOUND_DAY]), String(b[INBOUND_DAY])];
    return day === other ? Number(a[INBOUND_SEQ]) < Number(b[INBOUND_SEQ]) : day < other;
  };
  const without = (row: LedgerCell[]): LedgerCell[] => {
    row.length = INBOUND_SEQ;
    return row;
  };
  let at = 0;
  for (const row of rows) {
    for (let next = others[at]; next !== undefined && isBefore(next, row); next = others[at]) {
      at += 1;
      yield without(next);
    }
    yield without(row);
  }
  for (const rest of others.slice(at)) yield without(rest);
}

/** Place of the columns below in the query of a redemption line. */
const KIND = 21;
const RETURNED_NO = 22;
const REASON = 23;

/** 兑换领取台账, a row each line; what came back (退回) is a row with a minus and 红冲 in 备注. */
export function redemptionRows(db: ReadableDatabase, filter: LedgerFilter): LedgerSource {
  const narrowed = (alias: string): Conditions =>
    onDays(filter, alias).and('h.village_id = ?', filter.villageId).and('r.household_id = ?', filter.householdId);
  const only = narrowed('e');
  // CROSS JOIN keeps the order of the index on date and sequence, so that nothing has to be sorted.
  const sql = `SELECT 0, e.business_date || ' ' || r.time_of_day, coalesce(r.source_no, e.document_no), h.household_no, h.head_name,
      coalesce(r.recipient_name, h.head_name), CASE WHEN r.recipient_name IS NULL THEN '本人' ELSE r.recipient_relation END,
      i.code, l.item_name, l.spec, l.unit, o.code, l.quantity, l.unit_price_centipoints, l.total_centipoints,
      r.balance_after_centipoints, NULL, l.cost_fen, NULL, r.operator_name, r.note,
      e.kind, CASE WHEN r.returns_id IS NOT NULL THEN (SELECT coalesce(br.source_no, b.document_no) FROM entry b
        JOIN redemption br ON br.entry_id = b.id WHERE b.id = r.returns_id) END, r.reason
    FROM entry e CROSS JOIN redemption r ON r.entry_id = e.id CROSS JOIN redemption_line l ON l.entry_id = e.id
    JOIN household h ON h.id = r.household_id JOIN item i ON i.id = l.item_id JOIN lot o ON o.id = l.lot_id
    WHERE e.kind IN ('redemption', 'return')${only.more} ORDER BY e.business_date, e.seq, l.line`;
  const counted = `SELECT count(*) AS n FROM redemption r JOIN redemption_line l ON l.entry_id = r.entry_id
    JOIN household h ON h.id = r.household_id${narrowed('r').where}`;
  return {
    expectedRows: countRows(db, counted, only.parameters),
    rows: signed(numbered(arrays(db, sql, only.parameters))),
  };
}

const QUANTITY = 12;
const POINTS = 14;
const COST = 17;
const NOTE = 20;
const COLUMNS = 21;

/** Drops the helper columns; on a return turns the figures round and says what it takes back. */
function* signed(rows: Iterable<LedgerCell[]>): Generator<LedgerCell[]> {
  for (const row of rows) {
    if (row[KIND] === 'return') {
      row[NOTE] = returnNote(String(row[NOTE] ?? ''), String(row[RETURNED_NO] ?? ''), String(row[REASON] ?? ''));
      for (const column of [QUANTITY, POINTS, COST]) row[column] = minus(row[column] ?? null);
    }
    row.length = COLUMNS;
    yield row;
  }
}

function minus(cell: LedgerCell): LedgerCell {
  return typeof cell === 'number' && cell !== 0 ? -cell : cell;
}

/** A return taken over from a ledger carries that ledger's own words. */
function returnNote(note: string, returnedNo: string, reason: string): string {
  const own = `红冲${returnedNo}：${reason}`;
  if (note === '') return own;
  return note.startsWith('红冲') ? note : `${own}；${note}`;
}

function onDays(filter: LedgerFilter, alias: string): Conditions {
  return new Conditions().and(`${alias}.business_date >= ?`, filter.from).and(`${alias}.business_date <= ?`, filter.to);
}
