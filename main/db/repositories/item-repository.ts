import type { Item } from '../../../shared/domain/goods/goods.ts';
import type { ItemId, LocalDate } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { allRows, getRow, run, TEXT_PARAMETER } from '../statements.ts';
import { PRICE_ON, priceOf } from './price-repository.ts';

type ItemRow = Omit<Item, 'expiryTracked' | 'active' | 'food' | 'packs' | 'priceCentipoints'> & {
  readonly priceCentipoints: number | null;
  readonly expiryTracked: number;
  readonly active: number;
  readonly food: number;
  readonly packs: string;
};

const T = TEXT_PARAMETER;

const COLUMNS = `id, code, barcode, name, category, spec, unit, ${PRICE_ON} AS priceCentipoints,
  reference_fen AS referenceFen, minimum_stock AS minimumStock, expiry_tracked AS expiryTracked, active, note,
  shelf_life_days AS shelfLifeDays, packs, food, barcode_reason AS barcodeReason, loan_centipoints AS loanCentipoints,
  loan_days AS loanDays, partner_id AS partnerId, settle_fen AS settleFen, cap_fen AS capFen`;

/** The item with the price of that day. */
export function findItem(db: ReadableDatabase, id: ItemId, day: LocalDate): Item | null {
  return toItem(getRow<ItemRow>(db, `SELECT ${COLUMNS} FROM item WHERE id = ${T}`, day, id));
}

export function findItemByCode(db: ReadableDatabase, code: string, day: LocalDate): Item | null {
  return toItem(getRow<ItemRow>(db, `SELECT ${COLUMNS} FROM item WHERE code = ${T}`, day, code));
}

export function findItemByBarcode(db: ReadableDatabase, barcode: string, day: LocalDate): Item | null {
  return toItem(getRow<ItemRow>(db, `SELECT ${COLUMNS} FROM item WHERE barcode = ${T}`, day, barcode));
}

/** The whole catalogue with the prices of that day. */
export function listItems(db: ReadableDatabase, day: LocalDate): Item[] {
  return allRows<ItemRow>(db, `SELECT ${COLUMNS} FROM item ORDER BY category, code`, day).map(fromRow);
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

const LATER_NAMES = NAMES.filter((name) => name !== 'price_centipoints');

/** Everything but the price: that is changed by a document, and the row keeps what it was registered with. */
export function updateItem(db: WritableDatabase, item: Item): void {
  const values = Object.entries(FIELDS).flatMap(([name, field]) => (LATER_NAMES.includes(name) ? [field(item)] : []));
  run(db, `UPDATE item SET ${LATER_NAMES.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`, ...values, item.id);
}

function toItem(row: ItemRow | null): Item | null {
  return row && fromRow(row);
}

function fromRow(row: ItemRow): Item {
  const { expiryTracked, active, food, packs, priceCentipoints } = row;
  return {
    ...row,
    priceCentipoints: priceOf(priceCentipoints),
    expiryTracked: expiryTracked === 1,
    active: active === 1,
    food: food === 1,
    packs: packs === '[]' ? [] : (JSON.parse(packs) as Item['packs']),
  };
}
