import type { StocktakeHead } from '../../../shared/contract/stocktake.ts';
import { decideWatch } from '../../../shared/domain/stocktake/decide-stocktake.ts';
import type { StocktakeRefusal } from '../../../shared/domain/stocktake/refusals.ts';
import { lineKeyOf } from '../../../shared/domain/stocktake/stocktake.ts';
import { decideSecondPerson, type SecondPersonRefusal } from '../../../shared/domain/staff/second-person.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { listOperators } from '../../db/repositories/operator-repository.ts';
import { findStocktake, listCounts, moveStocktake, strikeCount } from '../../db/repositories/stocktake-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { recordAuditWithin } from '../staff/record-audit.ts';
import type { Agreement } from '../staff/second-person.ts';
import { countersOf, findOpen, headOf } from './open-stocktake.ts';

/**
 * Ends the counting: the person who watched it (监盘) confirms that on the spot, with a secret. Nobody who counted can;
 * from here on the figures of the books may be laid beside it. Done already: as it stands.
 */
export function finishCounting(
  context: UseCaseContext,
  input: { readonly stocktakeId: string },
  agreement: Agreement,
): Result<StocktakeHead, StocktakeRefusal | SecondPersonRefusal> {
  return inTransaction(context.db, () => {
    const { db, operator } = context;
    const open = findOpen(db, input.stocktakeId);
    if (!open.ok) return open;
    if (open.value.status === 'reviewing') return ok(headOf(db, open.value, operator.id));
    const counters = countersOf(listCounts(db, input.stocktakeId));
    if (counters.length === 0) return err({ code: 'stocktake_nothing_counted', title: open.value.title });
    const everybody = listOperators(db);
    const watcher = everybody.find(({ id }) => id === agreement?.operatorId);
    const fit = watcher ? decideWatch(counters, watcher) : ok(null);
    if (!fit.ok) return fit;
    const watched = decideSecondPerson({
      operation: 'stocktake_watch',
      amount: null,
      limit: 0,
      operatorId: operator.id,
      householdId: null,
      colleagues: everybody.filter(({ id }) => !counters.includes(id)),
      agreedBy: agreement?.operatorId ?? null,
    });
    if (!watched.ok) return watched;
    const watchedBy = must(watched.value, 'this always takes a second person').id;
    moveStocktake(db, open.value, { status: 'reviewing', watchedBy, watchedAt: context.recordedAt });
    return ok(headOf(db, must(findStocktake(db, input.stocktakeId), 'it was just there'), operator.id));
  });
}

/** Sends a count back: the named lines are struck out and counted anew, and somebody has to watch again. */
export function reopenCounting(
  context: UseCaseContext,
  input: { readonly stocktakeId: string; readonly lineKeys: readonly string[] },
): Result<StocktakeHead, StocktakeRefusal> {
  return inTransaction(context.db, () => {
    const { db, operator } = context;
    const open = findOpen(db, input.stocktakeId);
    if (!open.ok) return open;
    if (open.value.status === 'counting') return ok(headOf(db, open.value, operator.id));
    const counts = listCounts(db, input.stocktakeId);
    if (countersOf(counts).includes(operator.id)) return err({ code: 'stocktake_blind', title: open.value.title });
    const again = counts.filter((count) => !count.struck && input.lineKeys.includes(lineKeyOf(count)));
    for (const { id } of again) strikeCount(db, id);
    moveStocktake(db, open.value, { status: 'counting', watchedBy: null, watchedAt: null });
    recordAuditWithin(context, {
      kind: 'stocktake_reopened',
      subject: open.value.title,
      detail: { lots: new Set(again.map(lineKeyOf)).size },
    });
    return ok(headOf(db, must(findStocktake(db, input.stocktakeId), 'it was just there'), operator.id));
  });
}
