import type { LedgerCell } from '../../../shared/domain/ledger/ledger-row.ts';
import type { LocalDate } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows } from '../statements.ts';
import { Conditions, countRows, type LedgerFilter } from './ledger-filter.ts';
import type { LedgerSource } from './ledger-source.ts';
import { SHOWN_NO, SUMMARY_COLUMNS, summaryOf, type SummaryRow } from './movement-sql.ts';

type OnHand = { quantity: number; value: number };

/**
 * 进销存明细 of the whole shop: every movement of every lot on the shelf with what is left of the lot. When the days
 * begin later than the books, the lots that were there stand first (期初结存). The value of an unvalued lot stays empty.
 */
export function stockMovementRows(db: ReadableDatabase, filter: LedgerFilter): LedgerSource {
  const days = new Conditions().and('e.business_date >= ?', filter.from).and('e.business_date <= ?', filter.to);
  const counted = `SELECT count(*) AS n FROM posting p JOIN entry e ON e.seq = p.entry_seq
    WHERE p.lot_id IS NOT NULL AND p.account = 'stock' AND p.book = 'goods'${days.more}`;
  return { expectedRows: countRows(db, counted, days.parameters), rows: withOpening(db, filter, days) };
}

type MovementRow = SummaryRow & {
  readonly date: string;
  readonly documentNo: string;
  readonly item: string;
  readonly lotCode: string;
  readonly lotId: string;
  readonly valued: number;
  readonly quantity: number;
  readonly value: number;
};

function* withOpening(db: ReadableDatabase, filter: LedgerFilter, days: Conditions): Generator<LedgerCell[]> {
  const onHand = new Map<string, OnHand>();
  const masked = filter.level === 'outside';
  if (filter.from !== null) yield* openingRows(db, filter.from, onHand);
  const rows = db.prepare(MOVEMENTS(days.more)).iterate(...days.parameters) as IterableIterator<MovementRow>;
  for (const row of rows) {
    const { quantity: moved, value: cost } = row;
    const left = onHand.get(row.lotId) ?? { quantity: 0, value: 0 };
    left.quantity += moved;
    left.value += cost;
    onHand.set(row.lotId, left);
    const amount = (counts: boolean, fen: number): number | null => (counts && row.valued === 1 ? fen : null);
    yield [
      row.date,
      row.documentNo,
      `${summaryOf(row, moved, masked)}${unvaluedNote(row.valued)}`,
      row.item,
      row.lotCode,
      moved > 0 ? moved : null,
      amount(moved > 0, cost),
      moved < 0 ? -moved : null,
      amount(moved < 0, -cost),
      left.quantity,
      amount(true, left.value),
    ];
  }
}

/** The amounts of such a lot stay empty: a word says why. */
const unvaluedNote = (valued: number): string => (valued === 1 ? '' : '（未计价）');

const ITEM = "i.code || ' ' || i.name || CASE i.spec WHEN '' THEN '' ELSE ' ' || i.spec END";

const MOVEMENTS = (days: string): string => `SELECT e.business_date AS date, ${SHOWN_NO} AS documentNo,
    ${SUMMARY_COLUMNS}, ${ITEM} AS item, o.code AS lotCode, p.lot_id AS lotId, o.valued AS valued,
    sum(CASE p.book WHEN 'goods' THEN p.amount ELSE 0 END) AS quantity,
    sum(CASE p.book WHEN 'value' THEN p.amount ELSE 0 END) AS value
  FROM entry e CROSS JOIN posting p ON p.entry_seq = e.seq JOIN lot o ON o.id = p.lot_id JOIN item i ON i.id = o.item_id
  LEFT JOIN household h ON h.id = e.household_id
  WHERE p.lot_id IS NOT NULL AND p.account = 'stock'${days} GROUP BY e.business_date, e.seq, p.lot_id
  ORDER BY e.business_date, e.seq, min(p.line)`;

type OpeningRow = {
  readonly lotId: string;
  readonly item: string;
  readonly lotCode: string;
  readonly valued: number;
  readonly quantity: number;
  readonly value: number;
};

function* openingRows(db: ReadableDatabase, from: LocalDate, onHand: Map<string, OnHand>): Generator<LedgerCell[]> {
  const lots = allRows<OpeningRow>(
    db,
    `SELECT o.id AS lotId, ${ITEM} AS item, o.code AS lotCode, o.valued AS valued,
       sum(CASE p.book WHEN 'goods' THEN p.amount ELSE 0 END) AS quantity,
       sum(CASE p.book WHEN 'value' THEN p.amount ELSE 0 END) AS value
     FROM posting p JOIN entry e ON e.seq = p.entry_seq JOIN lot o ON o.id = p.lot_id JOIN item i ON i.id = o.item_id
     WHERE p.lot_id IS NOT NULL AND p.account = 'stock' AND e.business_date < ?
     GROUP BY o.id HAVING quantity <> 0 OR value <> 0
     ORDER BY length(i.code), i.code, o.received_on, o.code`,
    from,
  );
  for (const { lotId, item, lotCode, valued, quantity, value } of lots) {
    onHand.set(lotId, { quantity, value });
    yield [
      from,
      null,
      `期初结存${unvaluedNote(valued)}`,
      item,
      lotCode,
      null,
      null,
      null,
      null,
      quantity,
      valued === 1 ? value : null,
    ];
  }
}
