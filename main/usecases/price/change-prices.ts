import { decidePriceChange, type PriceChangeRefusal } from '../../../shared/domain/price/decide-price-change.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import type { PriceRefusal } from '../../../shared/domain/price/refusals.ts';
import type { Centipoints, EntryId, ItemId, LocalDate } from '../../../shared/kernel/brands.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { findItem } from '../../db/repositories/item-repository.ts';
import { findUnitValue, listPriceLines } from '../../db/repositories/price-repository.ts';
import { findEntry, findReversalOf } from '../../journal/entries.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';
import { readScheme } from '../settings/shop-settings.ts';
import { postPriceChange } from './price-document.ts';

export type ChangePricesInput = {
  readonly requestId: EntryId;
  /** Null: from today on. */
  readonly effectiveFrom: LocalDate | null;
  readonly reason: string;
  readonly lines: readonly { readonly itemId: ItemId; readonly priceCentipoints: Centipoints | null }[];
};

/** Puts new prices in force from a day on, all of them or none. */
export function changePrices(
  context: UseCaseContext,
  input: ChangePricesInput,
): Result<StoredEntry, PriceChangeRefusal | RequestIdReused> {
  return inTransaction(context.db, () => {
    const { requestId, ...request } = input;
    const digest = requestDigest(request);
    const replay = findReplay(context.db, requestId, digest);
    if (!replay.ok) return replay;
    if (replay.value) return ok(replay.value);
    const effectiveFrom = input.effectiveFrom ?? context.today;
    const decision = decidePriceChange({
      today: context.today,
      effectiveFrom,
      maximumFenPerPoint: readScheme(context.db).maximumFenPerPoint,
      lines: input.lines.map(({ itemId, priceCentipoints }) => {
        const item = findItem(context.db, itemId, effectiveFrom);
        return { item, value: item && findUnitValue(context.db, itemId, item), priceCentipoints };
      }),
    });
    if (!decision.ok) return decision;
    const lines = decision.value.map((item, index) => ({
      itemId: item.id,
      itemName: item.name,
      before: item.priceCentipoints,
      priceCentipoints: must(input.lines[index], 'a line for each item').priceCentipoints,
    }));
    const document = { id: requestId, effectiveFrom, reason: input.reason, requestDigest: digest, lines };
    return ok(postPriceChange(context, document));
  });
}

export type WithdrawPricesInput = { readonly requestId: EntryId; readonly entryId: EntryId; readonly reason: string };

type WithdrawRefusal =
  | Extract<PointsRefusal, { code: 'entry_not_found' | 'entry_not_reversible' | 'already_reversed' }>
  | Extract<PriceRefusal, { code: 'price_already_effective' }>
  | RequestIdReused;

/** Takes a planned change back before its day. What was in force once is changed by another change, not undone. */
export function withdrawPrices(
  context: UseCaseContext,
  input: WithdrawPricesInput,
): Result<StoredEntry, WithdrawRefusal> {
  return inTransaction(context.db, () => {
    const { requestId, ...request } = input;
    const digest = requestDigest(request);
    const replay = findReplay(context.db, requestId, digest);
    if (!replay.ok) return replay;
    if (replay.value) return ok(replay.value);
    const entry = findEntry(context.db, input.entryId);
    if (!entry) return err({ code: 'entry_not_found' });
    const { documentNo } = entry;
    if (entry.kind !== 'price_change') return err({ code: 'entry_not_reversible', documentNo });
    const reversal = findReversalOf(context.db, entry.id);
    if (reversal) return err({ code: 'already_reversed', documentNo, reversalNo: reversal.documentNo });
    const { effectiveFrom } = must(listPriceLines(context.db, entry.id)[0], 'a change of prices has lines');
    if (effectiveFrom <= context.today) return err({ code: 'price_already_effective', documentNo, effectiveFrom });
    return ok(
      post(context.db, {
        id: requestId,
        kind: 'reversal',
        businessDate: context.today,
        recordedAt: context.recordedAt,
        operatorId: context.operator.id,
        householdId: null,
        summary: `撤销${documentNo}（${effectiveFrom}起的调价）：${input.reason}`,
        reversesId: entry.id,
        requestDigest: digest,
        postings: [],
        context: [],
      }),
    );
  });
}
