import type { StocktakeRefusal } from '../../../shared/domain/stocktake/refusals.ts';
import { type Count, lineKeyOf, type Stocktake } from '../../../shared/domain/stocktake/stocktake.ts';
import type { StocktakeHead } from '../../../shared/contract/stocktake.ts';
import { must } from '../../../shared/kernel/assert.ts';
import type { OperatorId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import {
  findApproval,
  findStocktake,
  listCounts,
  listOpenStocktakes,
} from '../../db/repositories/stocktake-repository.ts';

/** People who counted something that stands. */
export function countersOf(counts: readonly Count[]): OperatorId[] {
  return [...new Set(counts.filter(({ struck }) => !struck).map(({ countedBy }) => countedBy))];
}

/** The stocktake, or that there is none. */
export function findAny(db: ReadableDatabase, id: string): Result<Stocktake, StocktakeRefusal> {
  const found = findStocktake(db, id);
  return found ? ok(found) : err({ code: 'stocktake_not_found' });
}

/** A stocktake that is neither posted nor dropped. */
export function findOpen(db: ReadableDatabase, id: string): Result<Stocktake, StocktakeRefusal> {
  const found = findAny(db, id);
  if (!found.ok) return found;
  const { status, title, entryId } = found.value;
  if (status === 'dropped') return err({ code: 'stocktake_was_dropped', title });
  if (status !== 'posted') return found;
  const approval = must(findApproval(db, must(entryId, 'a posted count has its document')), 'a document has its head');
  return err({ code: 'stocktake_already_posted', title, ...approval });
}

/** How a stocktake stands, as anybody may see it. `asker`: who asks. */
export function headOf(db: ReadableDatabase, stocktake: Stocktake, asker: OperatorId): StocktakeHead {
  const counts = listCounts(db, stocktake.id).filter(({ struck }) => !struck);
  const lots = new Map<string, Set<string>>();
  for (const count of counts) {
    lots.set(count.countedByName, (lots.get(count.countedByName) ?? new Set()).add(lineKeyOf(count)));
  }
  const { id, title, categories, status, startedOn, startedByName, watchedByName } = stocktake;
  return {
    id,
    title,
    categories,
    status,
    startedOn,
    startedByName,
    watchedByName,
    countedLots: new Set(counts.map(lineKeyOf)).size,
    counters: [...lots].map(([name, keys]) => ({ name, lots: keys.size })),
    counting: countersOf(counts).includes(asker),
  };
}

/** Counts that are neither posted nor dropped, the oldest first. */
export function listOpen(db: ReadableDatabase, asker: OperatorId): StocktakeHead[] {
  return listOpenStocktakes(db).map((stocktake) => headOf(db, stocktake, asker));
}
