import { INBOUND_SOURCE_WORD } from '../../../shared/domain/ledger/ledger-words.ts';
import type { LedgerCell } from '../../../shared/domain/ledger/ledger-row.ts';
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

/**
 * Rows of 物品入库台账 by which goods went away again, to another shop (调出) or back to the supplier (退货): a minus, with
 * the invoice and the fund of the delivery they came with. Behind the columns stands the place in the books.
 */
export function awayRows(db: ReadableDatabase, filter: LedgerFilter): LedgerCell[][] {
  const days = new Conditions().and('e.business_date >= ?', filter.from).and('e.business_date <= ?', filter.to);
  const back = "e.kind = 'reversal'";
  const sign = `CASE WHEN ${back} THEN 1 ELSE -1 END`;
  const { purchase, transfer } = INBOUND_SOURCE_WORD;
  const said = "CASE WHEN l.reason = '' THEN d.note WHEN d.note = '' THEN l.reason ELSE l.reason || '；' || d.note END";
  const word = "CASE w.kind WHEN 'transfer_out' THEN '调出' ELSE '退货' END";
  const sql = `SELECT 0, e.business_date, coalesce(d.source_no, e.document_no),
      CASE w.kind WHEN 'transfer_out' THEN '${transfer}' ELSE '${purchase}' END, d.counterparty, i.code, i.name, i.spec,
      i.unit, i.barcode, o.code, o.produced_on, o.expires_on, l.quantity * ${sign},
      CAST(round(CAST(l.cost_fen AS REAL) / l.quantity) AS INTEGER), l.cost_fen * ${sign},
      coalesce(b.cost_basis, ''), coalesce(b.invoice_no, ''), coalesce(b.fund_source, ''), d.handler, d.witness,
      CASE WHEN ${back} THEN e.summary ELSE ${word} || CASE ${said} WHEN '' THEN '' ELSE '：' || ${said} END END, e.seq
    FROM entry e JOIN outbound_document d ON d.entry_id = e.id
    JOIN entry w ON w.id = coalesce(e.reverses_id, e.id) AND w.kind IN ('transfer_out', 'supplier_return')
    JOIN outbound_line l ON l.entry_id = w.id JOIN item i ON i.id = l.item_id JOIN lot o ON o.id = l.lot_id
    LEFT JOIN inbound_line b ON b.lot_id = o.id AND b.entry_id = o.entry_id
    WHERE 1${days.more} ORDER BY e.business_date, e.seq, l.line`;
  return [...arrays(db, sql, days.parameters)];
}
