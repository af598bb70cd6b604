import { expiryTier } from '../../../shared/domain/goods/expiry-tiers.ts';
import type { Centipoints, Fen, ItemId, LocalDate, Quantity } from '../../../shared/kernel/brands.ts';
import { addDays } from '../../../shared/kernel/local-date.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { rawRows } from '../statements.ts';
import { EARMARK } from './lot-repository.ts';
import { PRICE_ON, priceOf } from './price-repository.ts';

/** What lies on the shelf of one item. */
export type ShelfSums = {
  /** Lots with something left. */
  readonly lots: number;
  readonly onHandQuantity: Quantity;
  readonly expiredQuantity: Quantity;
  /** Among what has not expired. */
  readonly nearestExpiry: LocalDate | null;
  readonly valueFen: Fen;
  readonly unvaluedQuantity: Quantity;
  /** Good lots that end soon enough for the longest tier of near expiry. */
  readonly perhapsNear: readonly PerhapsNear[];
};

export type PerhapsNear = {
  readonly expiresOn: LocalDate;
  readonly producedOn: LocalDate | null;
  readonly quantity: number;
};

type RawShelf = readonly [
  item: ItemId,
  lots: number,
  onHand: Quantity,
  expired: Quantity,
  nearest: LocalDate | null,
  valueFen: Fen | null,
  unvalued: Quantity,
  perhapsNear: string | null,
];

/**
 * The balances of the shelf summed by item in one pass: the table's key brings the lots of an item one after the other,
 * so nothing is sorted. Parameters: today three times, then the last day that may be near expiry.
 */
const SHELF = `SELECT g.unit, count(*), sum(g.amount), sum(iif(l.expires_on < ?, g.amount, 0)),
    min(iif(l.expires_on >= ?, l.expires_on, NULL)), sum(v.amount), sum(iif(l.valued = 0, g.amount, 0)),
    group_concat(iif(l.expires_on BETWEEN ? AND ?, l.expires_on || coalesce(l.produced_on, '----------') || g.amount, NULL))
  FROM balance g JOIN lot l ON l.id = g.lot_id
  LEFT JOIN balance v ON v.account = 'stock' AND v.book = 'value' AND v.unit = 'fen' AND v.lot_id = g.lot_id
  WHERE g.account = 'stock' AND g.book = 'goods' AND g.amount > 0 GROUP BY g.unit`;

/** What is on the shelf, by item; an item without anything there is not in it. */
export function readShelf(db: ReadableDatabase, today: LocalDate): ReadonlyMap<ItemId, ShelfSums> {
  const lastNear = addDays(today, expiryTier(null).nearDays);
  const rows = rawRows<RawShelf>(db, SHELF, today, today, today, lastNear);
  return new Map(
    rows.map(([item, lots, onHand, expired, nearest, value, unvalued, near]) => [
      item,
      {
        lots,
        onHandQuantity: onHand,
        expiredQuantity: expired,
        nearestExpiry: nearest,
        valueFen: value ?? (0 as Fen),
        unvaluedQuantity: unvalued,
        perhapsNear: near === null ? NOTHING_NEAR : near.split(',').map(perhapsNear),
      },
    ]),
  );
}

const NOTHING_NEAR: readonly PerhapsNear[] = [];
const NO_DAY = '----------';

/** `2026-08-012025-08-01120`: last day, day of production or dashes, quantity. */
function perhapsNear(text: string): PerhapsNear {
  const producedOn = text.slice(10, 20);
  return {
    expiresOn: text.slice(0, 10) as LocalDate,
    producedOn: producedOn === NO_DAY ? null : (producedOn as LocalDate),
    quantity: Number(text.slice(20)),
  };
}

/**
 * Good pieces that were given for one group of households and may not go to others, by item. CROSS JOIN begins with the
 * few lots that were; left to itself SQLite would begin with all that is on the shelf.
 */
export function readEarmarked(db: ReadableDatabase, today: LocalDate): ReadonlyMap<ItemId, Quantity> {
  return new Map(
    rawRows<readonly [ItemId, Quantity]>(
      db,
      `SELECT l.item_id, sum(g.amount) FROM lot_earmark m CROSS JOIN lot l ON l.id = m.lot_id
       CROSS JOIN balance g ON g.account = 'stock' AND g.book = 'goods' AND g.unit = l.item_id AND g.lot_id = l.id
       WHERE g.amount > 0 AND (l.expires_on IS NULL OR l.expires_on >= ?) AND ${EARMARK} IS NOT NULL
       GROUP BY l.item_id`,
      today,
    ),
  );
}

/** Pieces in the hands of households that bring them back, by item. */
export function readOnLoan(db: ReadableDatabase): ReadonlyMap<ItemId, Quantity> {
  return new Map(
    rawRows<readonly [ItemId, Quantity]>(
      db,
      `SELECT unit, sum(amount) FROM balance WHERE account = 'on_loan' AND book = 'goods' AND amount > 0 GROUP BY unit`,
    ),
  );
}

/** An item as the overview names it. */
export type ShelfItem = {
  readonly id: ItemId;
  readonly code: string;
  readonly barcode: string | null;
  readonly name: string;
  readonly category: string;
  readonly spec: string;
  readonly unit: string;
  readonly priceCentipoints: Centipoints | null;
  readonly minimumStock: Quantity;
  readonly active: boolean;
  readonly partnerOwned: boolean;
  readonly shelfLifeDays: number | null;
};

type RawItem = readonly [
  ItemId,
  string,
  string | null,
  string,
  string,
  string,
  string,
  number | null,
  Quantity,
  number,
  number,
  number | null,
];

/** Every item in the order of the catalogue with its price of that day, and no more than the overview needs. */
export function listShelfItems(db: ReadableDatabase, today: LocalDate): ShelfItem[] {
  return rawRows<RawItem>(
    db,
    `SELECT id, code, barcode, name, category, spec, unit, ${PRICE_ON}, minimum_stock, active,
       partner_id IS NOT NULL, shelf_life_days FROM item ORDER BY category, code`,
    today,
  ).map((row) => ({
    id: row[0],
    code: row[1],
    barcode: row[2],
    name: row[3],
    category: row[4],
    spec: row[5],
    unit: row[6],
    priceCentipoints: priceOf(row[7]),
    minimumStock: row[8],
    active: row[9] === 1,
    partnerOwned: row[10] === 1,
    shelfLifeDays: row[11],
  }));
}
