import { contactText } from '../../../shared/domain/donation/contact.ts';
import { intentionText } from '../../../shared/domain/donation/earmark.ts';
import type { LedgerCell } from '../../../shared/domain/ledger/ledger-row.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { GIFT_CONSENT, GIFT_LINES, GIFT_NO, GIFT_SIGN } from './gift-lines.ts';
import { arrays, Conditions, countRows, type LedgerFilter, numbered } from './ledger-filter.ts';
import type { LedgerSource } from './ledger-source.ts';

const CONTACT = 4;
const INTENTION = 5;
const COLUMNS = 21;
const [PHONE, TAG, CONSENT] = [21, 22, 23];

/**
 * 捐赠物资登记台账: every line of goods that were given, also where nobody said yet whose gift they are. A gift that was
 * taken back stays, and its reversal stands below it with the same lines, a minus, and 红冲 in 备注.
 */
export function donationRows(db: ReadableDatabase, filter: LedgerFilter): LedgerSource {
  const days = new Conditions().and('e.business_date >= ?', filter.from).and('e.business_date <= ?', filter.to);
  const where = `WHERE e.kind IN ('inbound', 'reversal')${days.more}`;
  const back = (reversal: string, gift: string): string =>
    `CASE e.kind WHEN 'reversal' THEN ${reversal} ELSE ${gift} END`;
  const sql = `SELECT 0, e.business_date, ${back('coalesce(h.source_no, e.document_no)', GIFT_NO)},
      coalesce(p.name, w.supplier), coalesce(p.contact, ''), coalesce(d.intention, ''), i.code, i.name, i.spec, i.unit,
      l.quantity * ${GIFT_SIGN},
      coalesce(l.unit_cost_fen, CAST(round(CAST(l.cost_fen AS REAL) / l.quantity) AS INTEGER)), l.cost_fen * ${GIFT_SIGN},
      l.cost_basis, o.code, o.expires_on, coalesce(d.receiver_one, ''), coalesce(d.receiver_two, ''),
      coalesce(d.certificate_no, ''), coalesce(d.external_receipt_no, ''),
      ${back(`'红冲' || ${GIFT_NO} || substr(e.summary, instr(e.summary, '：'))`, "coalesce(nullif(d.note, ''), l.note)")},
      coalesce(p.phone, ''), m.tag, ${GIFT_CONSENT}
    ${GIFT_LINES} ${where} ORDER BY e.business_date, e.seq, l.line`;
  return {
    expectedRows: countRows(db, `SELECT count(*) AS n ${GIFT_LINES} ${where}`, days.parameters),
    rows: worded(numbered(arrays(db, sql, days.parameters))),
  };
}

/** Puts the helper columns into the words of the register and drops them. */
function* worded(rows: Iterable<LedgerCell[]>): Generator<LedgerCell[]> {
  for (const row of rows) {
    const text = (column: number): string => String(row[column] ?? '');
    const orNull = (column: number): string | null => (row[column] === null ? null : text(column));
    row[INTENTION] = intentionText({ earmark: orNull(TAG), intention: text(INTENTION), consent: orNull(CONSENT) });
    row[CONTACT] = contactText({ contact: text(CONTACT), phone: text(PHONE) });
    row.length = COLUMNS;
    yield row;
  }
}
