import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import { decidePoints } from '../../../shared/domain/points/decide-points.ts';
import type { SecondPersonRefusal } from '../../../shared/domain/staff/second-person.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import type { Centipoints, EntryId, HouseholdId, LocalDate } from '../../../shared/kernel/brands.ts';
import { yearOf } from '../../../shared/kernel/local-date.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { findHousehold } from '../../db/repositories/household-repository.ts';
import { CENTIPOINT, householdAccount, pointsSource } from '../../journal/accounts.ts';
import type { Posting, StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';
import {
  type Agreed,
  type Agreement,
  approvalRows,
  isOwnHousehold,
  type PastAgreement,
  secondPersonFor,
  tellAgreedWithin,
} from '../staff/second-person.ts';
import { grantBasePointsWithin } from './grant-base-points.ts';

export type RecordPointsInput = {
  readonly requestId: EntryId;
  readonly direction: 'award' | 'deduction';
  readonly householdId: HouseholdId;
  /** Above zero in both directions. */
  readonly pointsCentipoints: Centipoints;
  /** The day it happened; its year is the scheme year. */
  readonly date: LocalDate;
  readonly reason: string;
  readonly category: string;
  readonly rule: string;
  readonly reviewBatch?: string;
  readonly noticeFrom?: LocalDate | null;
  readonly noticeTo?: LocalDate | null;
  readonly recorder?: string;
  readonly reviewer?: string;
};

export type RecordPointsRefusal =
  | PointsRefusal
  | SecondPersonRefusal
  | Extract<RedemptionRefusal, { code: 'household_not_found' }>
  | RequestIdReused;

/**
 * Posts one award or deduction (加分 / 扣分). The same request id answers with the entry it posted before. Above the limit
 * somebody else has to agree.
 */
export function recordPoints(
  context: UseCaseContext,
  input: RecordPointsInput,
  agreement: Agreement = null,
): Result<StoredEntry, RecordPointsRefusal> {
  return inTransaction(context.db, () => recordPointsWithin(context, input, agreement));
}

/** The same inside a transaction that is already open: a refusal has written nothing. */
export function recordPointsWithin(
  context: UseCaseContext,
  input: RecordPointsInput,
  agreement: PastAgreement,
): Result<StoredEntry, RecordPointsRefusal> {
  const { requestId, ...request } = input;
  const digest = requestDigest(request);
  const replay = findReplay(context.db, requestId, digest);
  if (!replay.ok) return replay;
  if (replay.value) return ok(replay.value);
  const household = findHousehold(context.db, input.householdId);
  if (!household) return err({ code: 'household_not_found' });
  const decision = decidePoints({ pointsCentipoints: input.pointsCentipoints, date: input.date, today: context.today });
  if (!decision.ok) return decision;
  const agreed = agreedFor(context, input, agreement);
  if (!agreed.ok) return agreed;
  grantBasePointsWithin(context, input.householdId, yearOf(input.date));
  const entry = postPoints(context, input, digest, agreed.value);
  tellAgreedWithin(context, agreed.value, entry.documentNo);
  return ok(entry);
}

function agreedFor(
  context: UseCaseContext,
  { direction, householdId, pointsCentipoints: amount }: RecordPointsInput,
  agreement: PastAgreement,
): Result<Agreed, SecondPersonRefusal> {
  const gains = direction === 'award' ? householdId : null;
  const operation = isOwnHousehold(context, gains) ? 'own_household_points' : 'points_entry';
  return secondPersonFor(context, { operation, amount, householdId: gains }, agreement);
}

function postPoints(context: UseCaseContext, input: RecordPointsInput, digest: string, agreed: Agreed): StoredEntry {
  const schemeYear = yearOf(input.date);
  const signed = input.direction === 'award' ? input.pointsCentipoints : -input.pointsCentipoints;
  return post(context.db, {
    id: input.requestId,
    kind: input.direction,
    businessDate: input.date,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId: input.householdId,
    summary: input.reason,
    reversesId: null,
    requestDigest: digest,
    postings: pointsPostings(input.householdId, schemeYear, input.direction, signed),
    context: [
      {
        table: 'points_line',
        values: {
          household_id: input.householdId,
          scheme_year: schemeYear,
          business_date: input.date,
          points_centipoints: signed,
          reason: input.reason,
          category: input.category,
          rule: input.rule,
          review_batch: input.reviewBatch ?? '',
          notice_from: input.noticeFrom ?? null,
          notice_to: input.noticeTo ?? null,
          recorder: input.recorder ?? context.operator.name,
          reviewer: input.reviewer ?? '',
        },
      },
      ...approvalRows(context, agreed),
    ],
  });
}

function pointsPostings(
  householdId: HouseholdId,
  schemeYear: number,
  direction: 'award' | 'deduction',
  signed: number,
): Posting[] {
  const earned = householdAccount(householdId, schemeYear, 'earned');
  return [
    { book: 'points', unit: CENTIPOINT, account: earned, lotId: null, amount: signed },
    { book: 'points', unit: CENTIPOINT, account: pointsSource(direction), lotId: null, amount: -signed },
  ];
}
