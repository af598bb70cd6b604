import type { Item } from '../../../shared/domain/goods/goods.ts';
import type { ItemId } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { allRows, getRow, run } from '../statements.ts';

type ItemRow = Omit<Item, 'expiryTracked' | 'active'> & { readonly expiryTracked: number; readonly active: number };

const COLUMNS = `id, code, barcode, name, category, spec, unit, price_centipoints AS priceCentipoints,
  reference_fen AS referenceFen, minimum_stock AS minimumStock, expiry_tracked AS expiryTracked, active, note`;

export function findItem(db: ReadableDatabase, id: ItemId): Item | null {
  return toItem(getRow<ItemRow>(db, `SELECT ${COLUMNS} FROM item WHERE id = ?`, id));
}

export function findItemByCode(db: ReadableDatabase, code: string): Item | null {
  return toItem(getRow<ItemRow>(db, `SELECT ${COLUMNS} FROM item WHERE code = ?`, code));
}

export function findItemByBarcode(db: ReadableDatabase, barcode: string): Item | null {
  return toItem(getRow<ItemRow>(db, `SELECT ${COLUMNS} FROM item WHERE barcode = ?`, barcode));
}

export function listItems(db: ReadableDatabase): Item[] {
  return allRows<ItemRow>(db, `SELECT ${COLUMNS} FROM item ORDER BY category, code`).map(fromRow);
}

export function insertItem(db: WritableDatabase, item: Item): void {
  run(
    db,
    `INSERT INTO item (id, code, barcode, name, category, spec, unit, price_centipoints, reference_fen, minimum_stock,
       expiry_tracked, active, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    item.id,
    item.code,
    item.barcode,
    item.name,
    item.category,
    item.spec,
    item.unit,
    item.priceCentipoints,
    item.referenceFen,
    item.minimumStock,
    item.expiryTracked ? 1 : 0,
    item.active ? 1 : 0,
    item.note,
  );
}

export function updateItem(db: WritableDatabase, item: Item): void {
  run(
    db,
    `UPDATE item SET code = ?, barcode = ?, name = ?, category = ?, spec = ?, unit = ?, price_centipoints = ?,
       reference_fen = ?, minimum_stock = ?, expiry_tracked = ?, active = ?, note = ? WHERE id = ?`,
    item.code,
    item.barcode,
    item.name,
    item.category,
    item.spec,
    item.unit,
    item.priceCentipoints,
    item.referenceFen,
    item.minimumStock,
    item.expiryTracked ? 1 : 0,
    item.active ? 1 : 0,
    item.note,
    item.id,
  );
}

function toItem(row: ItemRow | null): Item | null {
  return row && fromRow(row);
}

function fromRow(row: ItemRow): Item {
  return { ...row, expiryTracked: row.expiryTracked === 1, active: row.active === 1 };
}
