import type { Item } from '../../../shared/domain/goods/goods.ts';
import type { ItemId } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { allRows, getRow, run } from '../statements.ts';

type ItemRow = Omit<Item, 'expiryTracked' | 'active' | 'food' | 'packs'> & {
  readonly expiryTracked: number;
  readonly active: number;
  readonly food: number;
  readonly packs: string;
};

const COLUMNS = `id, code, barcode, name, category, spec, unit, price_centipoints AS priceCentipoints,
  reference_fen AS referenceFen, minimum_stock AS minimumStock, expiry_tracked AS expiryTracked, active, note,
  shelf_life_days AS shelfLifeDays, packs, food, barcode_reason AS barcodeReason, loan_centipoints AS loanCentipoints,
  loan_days AS loanDays, partner_id AS partnerId, settle_fen AS settleFen, cap_fen AS capFen`;

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

const FIELDS = {
  code: (item) => item.code,
  barcode: (item) => item.barcode,
  name: (item) => item.name,
  category: (item) => item.category,
  spec: (item) => item.spec,
  unit: (item) => item.unit,
  price_centipoints: (item) => item.priceCentipoints,
  reference_fen: (item) => item.referenceFen,
  minimum_stock: (item) => item.minimumStock,
  expiry_tracked: (item) => (item.expiryTracked ? 1 : 0),
  active: (item) => (item.active ? 1 : 0),
  note: (item) => item.note,
  shelf_life_days: (item) => item.shelfLifeDays,
  packs: (item) => JSON.stringify(item.packs.map(({ name, size }) => ({ name, size }))),
  food: (item) => (item.food ? 1 : 0),
  barcode_reason: (item) => item.barcodeReason,
  loan_centipoints: (item) => item.loanCentipoints,
  loan_days: (item) => item.loanDays,
  partner_id: (item) => item.partnerId,
  settle_fen: (item) => item.settleFen,
  cap_fen: (item) => item.capFen,
} as const satisfies Readonly<Record<string, (item: Item) => string | number | null>>;
const NAMES = Object.keys(FIELDS);
const valuesOf = (item: Item) => Object.values(FIELDS).map((field) => field(item));

export function insertItem(db: WritableDatabase, item: Item): void {
  const marks = NAMES.map(() => '?').join(', ');
  run(db, `INSERT INTO item (id, ${NAMES.join(', ')}) VALUES (?, ${marks})`, item.id, ...valuesOf(item));
}

export function updateItem(db: WritableDatabase, item: Item): void {
  run(db, `UPDATE item SET ${NAMES.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`, ...valuesOf(item), item.id);
}

function toItem(row: ItemRow | null): Item | null {
  return row && fromRow(row);
}

function fromRow(row: ItemRow): Item {
  const { expiryTracked, active, food, packs } = row;
  return {
    ...row,
    expiryTracked: expiryTracked === 1,
    active: active === 1,
    food: food === 1,
    packs: packs === '[]' ? [] : (JSON.parse(packs) as Item['packs']),
  };
}
