import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import type { SecondPersonRefusal } from '../../../shared/domain/staff/second-person.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { findPointsLine } from '../../db/repositories/points-repository.ts';
import { findEntry, findReversalOf } from '../../journal/entries.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import { reversalPostings } from '../../journal/reverse.ts';
import type { UseCaseContext } from '../context.ts';
import {
  type Agreed,
  type Agreement,
  approvalRows,
  isOwnHousehold,
  secondPersonFor,
  tellAgreedWithin,
} from '../staff/second-person.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';

export const REVERSAL_CATEGORY = '红冲';

export type ReversePointsInput = { readonly requestId: EntryId; readonly entryId: EntryId; readonly reason: string };

/** Takes an award or a deduction back (红冲): a new entry dated today that names the old one, which stays. Once. */
export function reversePoints(
  context: UseCaseContext,
  input: ReversePointsInput,
  agreement: Agreement = null,
): Result<StoredEntry, PointsRefusal | SecondPersonRefusal | RequestIdReused> {
  return inTransaction(context.db, () => {
    const { requestId, ...request } = input;
    const digest = requestDigest(request);
    const replay = findReplay(context.db, requestId, digest);
    if (!replay.ok) return replay;
    if (replay.value) return ok(replay.value);
    const entry = findEntry(context.db, input.entryId);
    if (!entry) return err({ code: 'entry_not_found' });
    if (entry.kind !== 'award' && entry.kind !== 'deduction') {
      return err({ code: 'entry_not_reversible', documentNo: entry.documentNo });
    }
    const reversal = findReversalOf(context.db, entry.id);
    if (reversal)
      return err({ code: 'already_reversed', documentNo: entry.documentNo, reversalNo: reversal.documentNo });
    const agreed = agreedFor(context, entry, agreement);
    if (!agreed.ok) return agreed;
    const posted = postReversal(context, input, entry, { digest, agreed: agreed.value });
    tellAgreedWithin(context, agreed.value, posted.documentNo);
    return ok(posted);
  });
}

/** Taking a deduction back gives points like an award. */
function agreedFor(
  context: UseCaseContext,
  { id, kind, householdId }: StoredEntry,
  agreement: Agreement,
): Result<Agreed, SecondPersonRefusal> {
  const amount = Math.abs(findPointsLine(context.db, id).pointsCentipoints);
  const gains = kind === 'deduction' ? householdId : null;
  const operation = isOwnHousehold(context, gains) ? 'own_household_points' : 'points_reversal';
  return secondPersonFor(context, { operation, amount, householdId: gains }, agreement);
}

/** The reversal belongs to the scheme year of what it takes back, and is dated the day it was made. */
function postReversal(
  context: UseCaseContext,
  input: ReversePointsInput,
  entry: StoredEntry,
  request: { readonly digest: string; readonly agreed: Agreed },
): StoredEntry {
  const line = findPointsLine(context.db, entry.id);
  return post(context.db, {
    id: input.requestId,
    kind: 'reversal',
    businessDate: context.today,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId: entry.householdId,
    summary: `红冲${entry.documentNo}：${input.reason}`,
    reversesId: entry.id,
    requestDigest: request.digest,
    postings: reversalPostings(context.db, entry),
    context: [
      {
        table: 'points_line',
        values: {
          household_id: line.householdId,
          scheme_year: line.schemeYear,
          business_date: context.today,
          points_centipoints: -line.pointsCentipoints,
          reason: `红冲${entry.documentNo}(${line.reason})：${input.reason}`,
          category: REVERSAL_CATEGORY,
          rule: line.rule,
          review_batch: '',
          notice_from: null,
          notice_to: null,
          recorder: context.operator.name,
          reviewer: '',
        },
      },
      ...approvalRows(context, request.agreed),
    ],
  });
}
