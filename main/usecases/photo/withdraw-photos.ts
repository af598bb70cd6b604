import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { findEntry, findReversalOf } from '../../journal/entries.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';

export type WithdrawPhotosInput = {
  readonly requestId: EntryId;
  /** The document that added the pictures later. */
  readonly entryId: EntryId;
  readonly reason: string;
};

type WithdrawRefusal =
  | Extract<PointsRefusal, { code: 'entry_not_found' | 'entry_not_reversible' | 'already_reversed' }>
  | RequestIdReused;

/**
 * Takes back pictures that were added to the wrong document (红冲). They stay in the books and on the disk, as everything
 * that was ever posted does, and are shown as withdrawn.
 */
export function withdrawPhotos(
  context: UseCaseContext,
  input: WithdrawPhotosInput,
): Result<StoredEntry, WithdrawRefusal> {
  return inTransaction(context.db, () => withdrawWithin(context, input));
}

function withdrawWithin(context: UseCaseContext, input: WithdrawPhotosInput): Result<StoredEntry, WithdrawRefusal> {
  const { requestId, ...request } = input;
  const digest = requestDigest(request);
  const replay = findReplay(context.db, requestId, digest);
  if (!replay.ok) return replay;
  if (replay.value) return ok(replay.value);
  const entry = findEntry(context.db, input.entryId);
  if (entry === null) return err({ code: 'entry_not_found' });
  const { documentNo } = entry;
  if (entry.kind !== 'attachment') return err({ code: 'entry_not_reversible', documentNo });
  const reversal = findReversalOf(context.db, entry.id);
  if (reversal) return err({ code: 'already_reversed', documentNo, reversalNo: reversal.documentNo });
  return ok(
    post(context.db, {
      id: requestId,
      kind: 'reversal',
      businessDate: context.today,
      recordedAt: context.recordedAt,
      operatorId: context.operator.id,
      householdId: null,
      summary: `红冲${documentNo}：${input.reason}`,
      reversesId: entry.id,
      requestDigest: digest,
      postings: [],
      context: [],
    }),
  );
}
