import type { LotOnHand } from '../../../shared/domain/goods/goods.ts';
import type { ItemId } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows, getRow, TEXT_PARAMETER } from '../statements.ts';

type LotRow = Omit<LotOnHand, 'valued'> & { readonly valued: number };

/** The group that the lot `l` was given for, while its donor has not agreed to give it to anybody. */
export const EARMARK = `(SELECT m.tag FROM lot_earmark m WHERE m.lot_id = l.id AND NOT EXISTS (
    SELECT 1 FROM earmark_consent k WHERE k.lot_id = m.lot_id
      AND NOT EXISTS (SELECT 1 FROM entry b WHERE b.reverses_id = k.entry_id)))`;
const COLUMNS = `l.id AS id, l.item_id AS itemId, l.code AS code, l.produced_on AS producedOn, l.expires_on AS expiresOn,
  l.received_on AS receivedOn, l.valued AS valued, g.amount AS onHandQuantity, coalesce(v.amount, 0) AS valueFen,
  ${EARMARK} AS earmark`;
const VALUE_JOIN = `LEFT JOIN balance v ON v.account = 'stock' AND v.book = 'value' AND v.unit = 'fen' AND v.lot_id = l.id`;

/** Word for word the condition of the index balance_of_item, or it is not used. */
const ON_HAND = `g.lot_id <> '' AND g.unit <> 'fen' AND g.amount > 0`;

/** Lots of an item with something left, with what they hold and what that cost. Any expiry. */
export function listLotsOnHand(db: ReadableDatabase, itemId: ItemId): LotOnHand[] {
  return allRows<LotRow>(
    db,
    `SELECT ${COLUMNS} FROM balance g JOIN lot l ON l.id = g.lot_id ${VALUE_JOIN}
     WHERE g.unit = ${TEXT_PARAMETER} AND g.book = 'goods' AND g.account = 'stock' AND ${ON_HAND}`,
    itemId,
  ).map(fromRow);
}

/** Every lot with something left, over all items. */
export function listAllLotsOnHand(db: ReadableDatabase): LotOnHand[] {
  return allRows<LotRow>(
    db,
    `SELECT ${COLUMNS} FROM balance g JOIN lot l ON l.id = g.lot_id ${VALUE_JOIN}
     WHERE g.book = 'goods' AND g.account = 'stock' AND ${ON_HAND} ORDER BY l.item_id, l.expires_on, l.code`,
  ).map(fromRow);
}

/** A lot by its item and code, also when it is empty. */
export function findLot(db: ReadableDatabase, itemId: ItemId, code: string): LotOnHand | null {
  const row = getRow<LotRow>(
    db,
    `SELECT ${COLUMNS.replace('g.amount', 'coalesce(g.amount, 0)')} FROM lot l
     LEFT JOIN balance g ON g.account = 'stock' AND g.book = 'goods' AND g.unit = l.item_id AND g.lot_id = l.id ${VALUE_JOIN}
     WHERE l.item_id = ${TEXT_PARAMETER} AND l.code = ${TEXT_PARAMETER}`,
    itemId,
    code,
  );
  return row && fromRow(row);
}

export function lotCodeTaken(db: ReadableDatabase, itemId: ItemId, code: string): boolean {
  return getRow(db, 'SELECT 1 FROM lot WHERE item_id = ? AND code = ?', itemId, code) !== null;
}

/** Codes of an item that are `wanted` or that with a suffix behind a hyphen. */
export function listLotCodes(db: ReadableDatabase, itemId: ItemId, wanted: string): readonly string[] {
  // A full stop follows the hyphen in the order of characters.
  const sql = 'SELECT code FROM lot WHERE item_id = ? AND (code = ? OR (code >= ? AND code < ?))';
  return allRows<{ code: string }>(db, sql, itemId, wanted, `${wanted}-`, `${wanted}.`).map(({ code }) => code);
}

export type LotDescription = {
  readonly itemName: string;
  readonly unit: string;
  readonly lotCode: string;
  readonly receivedQuantity: number;
  readonly onHandQuantity: number;
};

/** What a refusal about one lot needs to name: what it is, how much came in with it, how much is left. */
export function describeLot(db: ReadableDatabase, lotId: string): LotDescription | null {
  return getRow<LotDescription>(
    db,
    `SELECT i.name AS itemName, i.unit AS unit, l.code AS lotCode, coalesce(b.quantity, 0) AS receivedQuantity,
       coalesce(g.amount, 0) AS onHandQuantity
     FROM lot l JOIN item i ON i.id = l.item_id LEFT JOIN inbound_line b ON b.lot_id = l.id AND b.entry_id = l.entry_id
     LEFT JOIN balance g ON g.account = 'stock' AND g.book = 'goods' AND g.unit = l.item_id AND g.lot_id = l.id
     WHERE l.id = ?`,
    lotId,
  );
}

function fromRow(row: LotRow): LotOnHand {
  return { ...row, valued: row.valued === 1 };
}
