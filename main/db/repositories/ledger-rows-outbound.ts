import type { ReadableDatabase } from '../open-database.ts';
import { arrays, Conditions, countRows, type LedgerFilter } from './ledger-filter.ts';
import type { LedgerSource } from './ledger-source.ts';

/**
 * 报损报废表, a row each line. A write-off that was taken back stays, and its reversal stands below it with the same
 * lines, a minus, and 红冲 in 原因. The cost of unvalued goods stays empty.
 */
export function writeOffRows(db: ReadableDatabase, filter: LedgerFilter): LedgerSource {
  const days = new Conditions().and('e.business_date >= ?', filter.from).and('e.business_date <= ?', filter.to);
  const from = `FROM entry e JOIN outbound_document d ON d.entry_id = e.id
    JOIN entry w ON w.id = coalesce(e.reverses_id, e.id) AND w.kind = 'write_off'
    JOIN outbound_line l ON l.entry_id = w.id`;
  const sign = "CASE e.kind WHEN 'reversal' THEN -1 ELSE 1 END";
  const sql = `SELECT e.business_date, coalesce(d.source_no, e.document_no), i.code, i.name, o.code, o.expires_on,
      l.quantity * ${sign}, l.cost_fen * ${sign}, CASE e.kind WHEN 'reversal' THEN e.summary ELSE l.reason END,
      d.disposal, d.handler, d.witness, d.approver
    ${from} JOIN item i ON i.id = l.item_id JOIN lot o ON o.id = l.lot_id
    WHERE 1${days.more} ORDER BY e.business_date, e.seq, l.line`;
  return {
    expectedRows: countRows(db, `SELECT count(*) AS n ${from} WHERE 1${days.more}`, days.parameters),
    rows: arrays(db, sql, days.parameters),
  };
}
