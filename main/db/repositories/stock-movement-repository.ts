import type { MovementKind } from '../../../shared/domain/goods/movements.ts';
import type { EntryId, HouseholdId, ItemId, LocalDate, LotId } from '../../../shared/kernel/brands.ts';
import { must } from '../../../shared/kernel/assert.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { getRow, rawRows, TEXT_PARAMETER } from '../statements.ts';
import { SHOWN_NO, SUMMARY_COLUMNS, summaryOf, type SummaryRow } from './movement-sql.ts';

/** What one document changed of one lot on the shelf: signed pieces and fen. */
export type BareMovement = {
  readonly businessDate: LocalDate;
  readonly seq: number;
  readonly lotId: LotId;
  readonly valued: boolean;
  readonly quantity: number;
  readonly valueFen: number;
};

type Raw = readonly [LocalDate, number, LotId, number, number, number];

/** Only what lies on the shelf: a lent tool left it, and comes back to it. */
const MOVEMENTS = (whose: string): string => `SELECT e.business_date, e.seq, o.id, o.valued,
    sum(iif(p.book = 'goods', p.amount, 0)), sum(iif(p.book = 'value', p.amount, 0))
  FROM lot o CROSS JOIN posting p ON p.lot_id = o.id AND p.account = 'stock' CROSS JOIN entry e ON e.seq = p.entry_seq
  WHERE ${whose} = ${TEXT_PARAMETER} GROUP BY e.seq, o.id ORDER BY e.business_date, e.seq, min(p.line)`;

/** Every movement of an item, in the order of the book: business day, then sequence. */
export function listItemMovements(db: ReadableDatabase, itemId: ItemId): BareMovement[] {
  return rawRows<Raw>(db, MOVEMENTS('o.item_id'), itemId).map(fromRaw);
}

/** Every movement of one lot. */
export function listLotMovements(db: ReadableDatabase, lotId: LotId): BareMovement[] {
  return rawRows<Raw>(db, MOVEMENTS('o.id'), lotId).map(fromRaw);
}

function fromRaw([businessDate, seq, lotId, valued, quantity, valueFen]: Raw): BareMovement {
  return { businessDate, seq, lotId, valued: valued === 1, quantity, valueFen };
}

export type MovementDescription = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly kind: MovementKind;
  readonly summary: string;
  readonly householdId: HouseholdId | null;
  readonly lotCode: string;
  readonly operatorName: string;
};

type DescriptionRow = SummaryRow & Omit<MovementDescription, 'kind'>;

const DESCRIPTION = `SELECT e.id AS entryId, ${SHOWN_NO} AS documentNo, e.household_id AS householdId, p.code AS lotCode,
    coalesce((SELECT operator_name FROM redemption WHERE entry_id = e.id), w.name) AS operatorName, ${SUMMARY_COLUMNS}
  FROM entry e JOIN (SELECT id AS lot_id, code FROM lot) p ON p.lot_id = ${TEXT_PARAMETER}
  JOIN operator w ON w.id = e.operator_id LEFT JOIN household h ON h.id = e.household_id WHERE e.seq = ?`;

/** The document behind a movement, in words; `masked`: for eyes outside the office. */
export function describeMovement(
  db: ReadableDatabase,
  { seq, lotId, quantity }: BareMovement,
  masked: boolean,
): MovementDescription {
  const row = must(getRow<DescriptionRow>(db, DESCRIPTION, lotId, seq), 'a movement has its document');
  return {
    entryId: row.entryId,
    documentNo: row.documentNo,
    kind: row.kind as MovementKind,
    summary: summaryOf(row, quantity, masked),
    householdId: row.householdId,
    lotCode: row.lotCode,
    operatorName: row.operatorName,
  };
}
