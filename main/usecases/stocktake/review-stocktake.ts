import type { ReviewLine, StocktakeReview, UncountedRow } from '../../../shared/contract/stocktake.ts';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import {
  countedLines,
  newLotCode,
  type ReviewedLine,
  valueOfDifference,
} from '../../../shared/domain/stocktake/decide-stocktake.ts';
import type { StocktakeRefusal } from '../../../shared/domain/stocktake/refusals.ts';
import {
  type Count,
  isCovered,
  lineKeyOf,
  type LotOnShelf,
  type Stocktake,
} from '../../../shared/domain/stocktake/stocktake.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { type LocalDate, type LotId, lotId, quantity } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction, type ReadableDatabase } from '../../db/open-database.ts';
import { listItems } from '../../db/repositories/item-repository.ts';
import {
  findShelfLot,
  listCounts,
  listShelfLots,
  readLotOnShelf,
  readReasons,
  writeReason,
} from '../../db/repositories/stocktake-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { requestDigest } from '../idempotency.ts';
import { countersOf, findOpen, headOf } from './open-stocktake.ts';
import { isExpected } from './read-count.ts';

/** A line with the item it is of. */
export type JudgedLine = ReviewedLine & { readonly item: Item; readonly expiresOn: LocalDate | null };

export type Judged = {
  readonly counts: readonly Count[];
  readonly lines: readonly JudgedLine[];
  readonly uncounted: readonly UncountedRow[];
  /** Stands for the lines and their reasons; values follow the books and are no part of it. */
  readonly seen: string;
};

/** Lays the count beside the books as they are now. */
export function judge(db: ReadableDatabase, stocktake: Stocktake, today: LocalDate): Judged {
  const counts = listCounts(db, stocktake.id);
  const items = new Map(listItems(db, today).map((item) => [item.id, item]));
  const reasons = readReasons(db, stocktake.id);
  const since = new Map<string, number>();
  for (const count of counts) {
    const key = lineKeyOf(count);
    if (!count.struck) since.set(key, Math.min(since.get(key) ?? count.atSeq, count.atSeq));
  }
  const shelf = new Map<string, LotOnShelf>();
  const lotOf = (id: string): LotOnShelf => {
    const known = shelf.get(id) ?? readLotOnShelf(db, lotId(id), since.get(id) ?? 0);
    shelf.set(id, known);
    return known;
  };
  const lines = countedLines(counts, lotOf).map((line): JudgedLine => {
    const item = must(items.get(line.itemId), 'what was counted is in the catalogue');
    const lot = line.lotId === null ? null : must(findShelfLot(db, line.lotId), 'a counted lot exists');
    return {
      ...line,
      item,
      itemName: item.name,
      unit: item.unit,
      lotCode: lot?.code ?? newLotCode(line.newLotCode, today),
      expiresOn: lot ? lot.expiresOn : line.newLotExpiresOn,
      lot: line.lotId === null ? null : lotOf(line.lotId),
      reason: reasons.get(line.key) ?? '',
    };
  });
  lines.sort((a, b) => compare(a.item, b.item) || (a.lotCode < b.lotCode ? -1 : 1));
  return { counts, lines, uncounted: uncountedOf(db, stocktake, items, lines), seen: digestOf(lines) };
}

function compare(a: Item, b: Item): number {
  const key = (item: Item) => `${item.category}\n${item.code}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

function digestOf(lines: readonly JudgedLine[]): string {
  return requestDigest(
    lines.map(({ key, countedQuantity, bookQuantity, movedBetween, reason }) => [
      key,
      countedQuantity,
      bookQuantity,
      movedBetween,
      reason,
    ]),
  );
}

/** Lots that were there when the count began, still are, and that nobody counted. */
function uncountedOf(
  db: ReadableDatabase,
  stocktake: Stocktake,
  items: ReadonlyMap<string, Item>,
  lines: readonly JudgedLine[],
): UncountedRow[] {
  const counted = new Set<LotId | null>(lines.map((line) => line.lotId));
  return listShelfLots(db).flatMap((lot): UncountedRow[] => {
    const item = must(items.get(lot.itemId), 'a lot has an item');
    if (!isExpected(lot, stocktake) || counted.has(lot.lotId) || !isCovered(stocktake.categories, item.category)) {
      return [];
    }
    const { name: itemName, code: itemCode, spec, unit } = item;
    const { lotId: id, code: lotCode, expiresOn, onHandQuantity } = lot;
    return [{ lotId: id, itemCode, itemName, spec, unit, lotCode, expiresOn, onHandQuantity }];
  });
}

/** A stocktake whose counting is closed, for somebody who did not count in it. */
function findReviewable(context: UseCaseContext, id: string): Result<Stocktake, StocktakeRefusal> {
  const open = findOpen(context.db, id);
  if (!open.ok) return open;
  const { status, title } = open.value;
  if (status === 'counting') return err({ code: 'stocktake_still_counting', title });
  const counters = countersOf(listCounts(context.db, id));
  return counters.includes(context.operator.id) ? err({ code: 'stocktake_blind', title }) : open;
}

/** Gains and losses with their value. Refused while anybody counts, and to whoever counted: they see no book figures. */
export function readReview(context: UseCaseContext, id: string): Result<StocktakeReview, StocktakeRefusal> {
  const found = findReviewable(context, id);
  if (!found.ok) return found;
  const { db, operator, today } = context;
  const { lines, uncounted, seen } = judge(db, found.value, today);
  return ok({ head: headOf(db, found.value, operator.id), lines: lines.map(shown), uncounted, seen });
}

function shown(line: JudgedLine): ReviewLine {
  const { lot, item, ...rest } = line;
  const onHandQuantity = lot?.onHandQuantity ?? quantity(0);
  const covered = onHandQuantity + line.difference >= 0;
  return {
    ...rest,
    itemCode: item.code,
    spec: item.spec,
    category: item.category,
    differenceFen: lot && covered ? valueOfDifference(line.difference, lot) : null,
    valued: lot?.valued ?? false,
    onHandQuantity,
  };
}

/** Writes down why a line differs; '' takes it back. */
export function explainLine(
  context: UseCaseContext,
  input: { readonly stocktakeId: string; readonly lineKey: string; readonly reason: string },
): Result<{ readonly reason: string }, StocktakeRefusal> {
  return inTransaction(context.db, () => {
    const found = findReviewable(context, input.stocktakeId);
    if (!found.ok) return found;
    const counted = listCounts(context.db, input.stocktakeId).filter(({ struck }) => !struck);
    if (!counted.some((count) => lineKeyOf(count) === input.lineKey)) return err({ code: 'stocktake_count_not_found' });
    writeReason(context.db, input.stocktakeId, input.lineKey, input.reason);
    return ok({ reason: input.reason });
  });
}
