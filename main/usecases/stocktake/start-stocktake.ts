import type { StocktakeHead } from '../../../shared/contract/stocktake.ts';
import type { StocktakeRefusal } from '../../../shared/domain/stocktake/refusals.ts';
import { isCovered, overlap } from '../../../shared/domain/stocktake/stocktake.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { listItems } from '../../db/repositories/item-repository.ts';
import {
  findStocktake,
  insertStocktake,
  listOpenStocktakes,
  moveStocktake,
} from '../../db/repositories/stocktake-repository.ts';
import { readBooksEnd } from '../../journal/entries.ts';
import type { UseCaseContext } from '../context.ts';
import type { RequestIdReused } from '../idempotency.ts';
import { recordAuditWithin } from '../staff/record-audit.ts';
import { findAny, findOpen, headOf } from './open-stocktake.ts';

export type StartStocktakeInput = {
  /** Becomes the id of the stocktake, so that a retry starts no second one. */
  readonly requestId: string;
  readonly title: string;
  /** Empty: the whole shop. */
  readonly categories: readonly string[];
};

/** Begins a count (盘点). The books stay as they are until it is approved. */
export function startStocktake(
  context: UseCaseContext,
  input: StartStocktakeInput,
): Result<StocktakeHead, StocktakeRefusal | RequestIdReused> {
  return inTransaction(context.db, () => {
    const { db, operator } = context;
    const categories = [...new Set(input.categories)].sort();
    const before = findStocktake(db, input.requestId);
    if (before) {
      const same = before.title === input.title && before.startedBy === operator.id;
      return same ? ok(headOf(db, before, operator.id)) : err({ code: 'request_id_reused' });
    }
    const covered = listItems(db, context.today).filter((item) => isCovered(categories, item.category));
    if (covered.length === 0) return err({ code: 'stocktake_scope_empty' });
    const other = listOpenStocktakes(db).find((open) => overlap(open.categories, categories));
    if (other) return err({ code: 'stocktake_overlaps', title: other.title, startedOn: other.startedOn });
    insertStocktake(db, {
      id: input.requestId,
      title: input.title,
      categories,
      startedBy: operator.id,
      startedAt: context.recordedAt,
      startedOn: context.today,
      startedSeq: readBooksEnd(db)?.seq ?? 0,
    });
    return ok(headOf(db, must(findStocktake(db, input.requestId), 'it was just begun'), operator.id));
  });
}

/** Gives a count up that was not posted; nothing of it reaches the books, and the audit trail says who and why. */
export function dropStocktake(
  context: UseCaseContext,
  input: { readonly stocktakeId: string; readonly reason: string },
): Result<StocktakeHead, StocktakeRefusal> {
  return inTransaction(context.db, () => {
    const { db, operator } = context;
    const any = findAny(db, input.stocktakeId);
    if (any.ok && any.value.status === 'dropped') return ok(headOf(db, any.value, operator.id));
    const open = findOpen(db, input.stocktakeId);
    if (!open.ok) return open;
    const head = headOf(db, open.value, operator.id);
    moveStocktake(db, open.value, { status: 'dropped', note: input.reason });
    recordAuditWithin(context, {
      kind: 'stocktake_dropped',
      subject: open.value.title,
      detail: { reason: input.reason, lots: head.countedLots },
    });
    return ok({ ...head, status: 'dropped' });
  });
}
