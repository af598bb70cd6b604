import type { UnitValue, UnitValueBasis } from '../../../shared/domain/price/price.ts';
import {
  type Centipoints,
  centipoints,
  type EntryId,
  type Fen,
  type ItemId,
  type LocalDate,
  type PartnerId,
} from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows, getRow, TEXT_PARAMETER } from '../statements.ts';

const T = TEXT_PARAMETER;
/** A change that was taken back before its day never counts. */
const STANDS = 'NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = p.entry_id)';

/** What an item that was taken out of redemption has for a price in the answer of `PRICE_ON`. */
const NO_PRICE = -1;

/**
 * The price of an item on a day (its only parameter), as a column of a query over `item`: the last change in force by
 * then, or what it was registered with. The counter asks it for every line of a basket: it reads the index backwards and
 * sorts nothing.
 */
export const PRICE_ON = `coalesce((SELECT coalesce(p.price_centipoints, ${NO_PRICE})
    FROM item_price p WHERE p.item_id = item.id AND p.effective_from <= ${T} AND ${STANDS}
    ORDER BY p.effective_from DESC, p.change_no DESC LIMIT 1), item.price_centipoints)`;

/** The number of an item's next change. */
export function nextChangeNo(db: ReadableDatabase, itemId: ItemId): number {
  const sql = 'SELECT coalesce(max(change_no), 0) AS last FROM item_price WHERE item_id = ?';
  return (getRow<{ last: number }>(db, sql, itemId)?.last ?? 0) + 1;
}

/** The value of that column as a price; null: not for redemption. */
export function priceOf(column: number | null): Centipoints | null {
  return column === null || column === NO_PRICE ? null : centipoints(column);
}

/** The price an item was registered with, before any change. */
export function findRegisteredPrice(db: ReadableDatabase, itemId: ItemId): Centipoints | null {
  const sql = 'SELECT price_centipoints AS price FROM item WHERE id = ?';
  return getRow<{ price: Centipoints | null }>(db, sql, itemId)?.price ?? null;
}

/** A change of one item's price, standing or taken back. */
export type PriceChangeRow = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  readonly itemId: ItemId;
  readonly priceCentipoints: Centipoints | null;
  readonly effectiveFrom: LocalDate;
  readonly reason: string;
  readonly operatorName: string;
  /** Number of the document that took it back; null while it stands. */
  readonly reversedBy: string | null;
};

const CHANGE = `SELECT e.id AS entryId, e.document_no AS documentNo, e.business_date AS businessDate, p.item_id AS itemId,
    p.price_centipoints AS priceCentipoints, p.effective_from AS effectiveFrom, p.reason, o.name AS operatorName,
    r.document_no AS reversedBy
  FROM item_price p JOIN entry e ON e.id = p.entry_id JOIN operator o ON o.id = e.operator_id
    LEFT JOIN entry r ON r.reverses_id = e.id`;

/** Every change of an item's price, the latest to take effect first. */
export function listPriceChanges(db: ReadableDatabase, itemId: ItemId): PriceChangeRow[] {
  const sql = `${CHANGE} WHERE p.item_id = ${T} ORDER BY p.effective_from DESC, p.change_no DESC`;
  return allRows<PriceChangeRow>(db, sql, itemId);
}

/** Changes that stand and take effect after this day, the next first. */
export function listPriceChangesAfter(db: ReadableDatabase, day: LocalDate): PriceChangeRow[] {
  const sql = `${CHANGE} WHERE p.effective_from > ${T} AND r.id IS NULL ORDER BY p.effective_from, e.seq`;
  return allRows<PriceChangeRow>(db, sql, day);
}

/** The lines of one document. */
export function listPriceLines(db: ReadableDatabase, entryId: EntryId): PriceChangeRow[] {
  return allRows<PriceChangeRow>(db, `${CHANGE} WHERE p.entry_id = ${T} ORDER BY p.line`, entryId);
}

type ValueRow = {
  readonly itemId: ItemId;
  readonly valueFen: Fen;
  readonly quantity: number;
  readonly basis: UnitValueBasis;
};

/** By lot: what is on hand of the lots that have a value, and what it cost. */
const ON_HAND = `SELECT l.item_id AS itemId, coalesce(v.amount, 0) AS valueFen, g.amount AS quantity, 'on_hand' AS basis
  FROM balance g JOIN lot l ON l.id = g.lot_id
    LEFT JOIN balance v ON v.account = 'stock' AND v.book = 'value' AND v.unit = 'fen' AND v.lot_id = l.id
  WHERE g.book = 'goods' AND g.account = 'stock' AND g.lot_id <> '' AND g.unit <> 'fen' AND g.amount > 0 AND l.valued = 1`;
const RECEIVED = `SELECT n.item_id AS itemId, n.cost_fen AS valueFen, n.quantity, 'last_received' AS basis
  FROM inbound_line n JOIN entry e ON e.id = n.entry_id
  WHERE n.cost_fen IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = n.entry_id)`;

/** What one unit of an item is worth; null: nobody knows. */
export function findUnitValue(db: ReadableDatabase, itemId: ItemId, known: KnownValue): UnitValue | null {
  const onHand = allRows<ValueRow>(db, `${ON_HAND} AND g.unit = ${T}`, itemId);
  const received =
    onHand.length > 0
      ? []
      : allRows<ValueRow>(db, `${RECEIVED} AND n.item_id = ${T} ORDER BY e.seq DESC, n.line DESC LIMIT 1`, itemId);
  return chosen(known, onHand, received.at(0));
}

/** The same for all items at once, by item. */
export function unitValues(
  db: ReadableDatabase,
  items: readonly (KnownValue & { readonly id: ItemId })[],
): ReadonlyMap<ItemId, UnitValue | null> {
  const onHand = Map.groupBy(allRows<ValueRow>(db, ON_HAND), ({ itemId }) => itemId);
  const received = new Map(allRows<ValueRow>(db, `${RECEIVED} ORDER BY e.seq, n.line`).map((row) => [row.itemId, row]));
  return new Map(items.map((item) => [item.id, chosen(item, onHand.get(item.id) ?? [], received.get(item.id))]));
}

/** What the item itself says of its worth. */
export type KnownValue = {
  readonly referenceFen: Fen | null;
  readonly partnerId: PartnerId | null;
  readonly settleFen: Fen | null;
};

/** The value of goods that never lay on a shelf of ours; the same rule for goods that are new. */
export function knownValue({ referenceFen, partnerId, settleFen }: KnownValue): UnitValue | null {
  if (partnerId !== null && settleFen !== null) return { valueFen: settleFen, quantity: 1, basis: 'settlement' };
  return referenceFen === null ? null : { valueFen: referenceFen, quantity: 1, basis: 'reference' };
}

/** The dearest lot counts: whoever gets a bag of it gets that much for the points. */
function chosen(known: KnownValue, onHand: readonly ValueRow[], received: ValueRow | undefined): UnitValue | null {
  if (known.partnerId !== null) return knownValue(known);
  const dearest = onHand.reduce<ValueRow | null>(
    (best, row) => (best === null || isDearer(row, best) ? row : best),
    null,
  );
  const found = dearest ?? received ?? null;
  if (found === null) return knownValue(known);
  return { valueFen: found.valueFen, quantity: found.quantity, basis: found.basis };
}

function isDearer(a: ValueRow, b: ValueRow): boolean {
  return BigInt(a.valueFen) * BigInt(b.quantity) > BigInt(b.valueFen) * BigInt(a.quantity);
}
