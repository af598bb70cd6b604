import type { LocalDate } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows, getRow } from '../statements.ts';

export type CategoryValue = { readonly category: string; readonly fen: number };
export type CategoryMonthValue = CategoryValue & {
  /** `YYYY-MM` */
  readonly month: string;
};

/** What the goods on the shelf cost today, by category. */
export function valueByCategory(db: ReadableDatabase): CategoryValue[] {
  return allRows<CategoryValue>(
    db,
    `SELECT i.category AS category, sum(v.amount) AS fen FROM balance v JOIN lot l ON l.id = v.lot_id
     JOIN item i ON i.id = l.item_id WHERE v.account = 'stock' AND v.book = 'value' GROUP BY i.category`,
  );
}

/** How much the value on the shelf changed in each month since a day, by category. Reads only documents since that day. */
export function valueChanges(db: ReadableDatabase, from: LocalDate): CategoryMonthValue[] {
  return allRows<CategoryMonthValue>(
    db,
    `SELECT t.month AS month, i.category AS category, sum(t.amount) AS fen
     FROM (SELECT substr(e.business_date, 1, 7) AS month, p.lot_id AS lot_id, sum(p.amount) AS amount
       FROM entry e CROSS JOIN posting p ON p.entry_seq = e.seq
       WHERE e.business_date >= ? AND p.book = 'value' AND p.account = 'stock' AND p.lot_id IS NOT NULL GROUP BY 1, 2) t
     JOIN lot l ON l.id = t.lot_id JOIN item i ON i.id = l.item_id GROUP BY 1, 2`,
    from,
  );
}

export type CategoryMonthTaken = {
  readonly month: string;
  readonly category: string;
  readonly centipoints: number;
  /** Of goods with a known cost. */
  readonly fen: number;
  /** Pieces without one. */
  readonly unvalued: number;
};

/** What households took for points since a day less what they brought back, by month and category. */
export function takenByMonth(db: ReadableDatabase, from: LocalDate): CategoryMonthTaken[] {
  return allRows<CategoryMonthTaken>(
    db,
    `SELECT t.month AS month, i.category AS category, sum(t.centipoints) AS centipoints, sum(t.fen) AS fen,
       sum(t.unvalued) AS unvalued
     FROM (SELECT substr(r.business_date, 1, 7) AS month, l.item_id AS item_id,
         sum(iif(r.returns_id IS NULL, l.total_centipoints, -l.total_centipoints)) AS centipoints,
         sum(iif(r.returns_id IS NULL, 1, -1) * coalesce(l.cost_fen, 0)) AS fen,
         sum(iif(l.cost_fen IS NULL, iif(r.returns_id IS NULL, l.quantity, -l.quantity), 0)) AS unvalued
       FROM redemption r CROSS JOIN redemption_line l ON l.entry_id = r.entry_id
       WHERE r.business_date >= ? GROUP BY 1, 2) t
     JOIN item i ON i.id = t.item_id GROUP BY 1, 2`,
    from,
  );
}

/** Pieces on the shelf today whose cost nobody knows (未计价). */
export function unvaluedOnHand(db: ReadableDatabase): number {
  const row = getRow<{ n: number }>(
    db,
    `SELECT coalesce(sum(g.amount), 0) AS n FROM balance g JOIN lot l ON l.id = g.lot_id
     WHERE g.account = 'stock' AND g.book = 'goods' AND l.valued = 0`,
  );
  return row?.n ?? 0;
}
