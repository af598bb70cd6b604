import { decideApproval, type PlannedLine } from '../../../shared/domain/stocktake/decide-stocktake.ts';
import type { StocktakeRefusal } from '../../../shared/domain/stocktake/refusals.ts';
import type { Stocktake } from '../../../shared/domain/stocktake/stocktake.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { moveStocktake } from '../../db/repositories/stocktake-repository.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';
import { countersOf, findOpen } from './open-stocktake.ts';
import { postStocktake, type StocktakeLineInput } from './post-stocktake.ts';
import { judge } from './review-stocktake.ts';

export type ApproveStocktakeInput = {
  readonly requestId: EntryId;
  readonly stocktakeId: string;
  /** What the reviewer was shown. */
  readonly seen: string;
  /** Lots that nobody counted stay as they are. */
  readonly leaveUncounted: boolean;
  readonly note: string;
};

/**
 * Puts a counted and watched stocktake into the books, once: the second of two approvals is refused. What moved since a
 * lot was counted is accounted for, so the books end up with what was counted, less what was handed out since.
 */
export function approveStocktake(
  context: UseCaseContext,
  input: ApproveStocktakeInput,
): Result<StoredEntry, StocktakeRefusal | RequestIdReused> {
  return inTransaction(context.db, () => {
    const { requestId, ...request } = input;
    const digest = requestDigest(request);
    const replay = findReplay(context.db, requestId, digest);
    if (!replay.ok) return replay;
    if (replay.value) return ok(replay.value);
    const open = findOpen(context.db, input.stocktakeId);
    if (!open.ok) return open;
    const judged = judge(context.db, open.value, context.today);
    const decided = decideApproval({
      stocktake: open.value,
      counters: countersOf(judged.counts),
      approver: context.operator,
      lines: judged.lines,
      uncounted: judged.uncounted.map(({ itemName, lotCode }) => ({ itemName, lotCode })),
      leaveUncounted: input.leaveUncounted,
      asSeen: judged.seen === input.seen,
    });
    if (!decided.ok) return decided;
    return ok(posted(context, open.value, { ...input, digest }, decided.value));
  });
}

function posted(
  context: UseCaseContext,
  stocktake: Stocktake,
  input: ApproveStocktakeInput & { readonly digest: string },
  lines: readonly PlannedLine[],
): StoredEntry {
  const note = [stocktake.title, input.note].filter((part) => part !== '').join('；');
  const entry = postStocktake(context, {
    requestId: input.requestId,
    digest: input.digest,
    date: context.today,
    watchedBy: stocktake.watchedByName ?? '',
    approvedBy: context.operator.name,
    sourceNo: null,
    note,
    lines: lines.map(lineInput),
  });
  moveStocktake(context.db, stocktake, { status: 'posted', entryId: entry.id });
  return entry;
}

function lineInput(line: PlannedLine): StocktakeLineInput {
  const { itemId, lotId, bookQuantity, countedQuantity, differenceFen, reason } = line;
  return {
    itemId,
    lot: lotId ?? { code: line.newLotCode, expiresOn: line.newLotExpiresOn },
    bookQuantity,
    countedQuantity,
    differenceFen,
    reason,
    countedBy: line.countedByNames.join('、'),
  };
}
