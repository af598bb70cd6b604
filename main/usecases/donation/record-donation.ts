import type { Donation, DonationWords } from '../../../shared/domain/donation/donation.ts';
import type { DonationRefusal } from '../../../shared/domain/donation/refusals.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import { type EntryId, type LocalDate, lotId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { findDonation, listLotEarmarks, type LotEarmark } from '../../db/repositories/donation-repository.ts';
import { findInboundHead } from '../../db/repositories/inbound-repository.ts';
import { findEntry, findReversalOf } from '../../journal/entries.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';
import { type DonationInput, donationRows, planDonation, type PlannedDonation } from './donation-rows.ts';

export type RecordDonationInput = DonationInput & {
  readonly requestId: EntryId;
  /** The inbound that brought it. */
  readonly entryId: EntryId;
  /** The document that was seen before; null: nothing was known. */
  readonly basedOn: EntryId | null;
};

type DonationFound = Extract<PointsRefusal, { code: 'entry_not_found' }> | DonationRefusal;
export type RecordDonationRefusal = DonationFound | RequestIdReused;

/**
 * Says whose gift an inbound was, or completes what is known of it (an external receipt that came weeks later): a document
 * of its own, which moves nothing. What it earmarks stays so until the donor agrees otherwise.
 */
export function recordDonation(
  context: UseCaseContext,
  input: RecordDonationInput,
): Result<StoredEntry, RecordDonationRefusal> {
  return inTransaction(context.db, () => recordDonationWithin(context, input, null));
}

export type OnPaper = {
  readonly date: LocalDate;
  /** The lots that its rows speak of; the others stay for anybody. */
  readonly lotIds: readonly string[];
};

/** The same inside a transaction that is already open: a refusal has written nothing. `onPaper`: taken over from a register. */
export function recordDonationWithin(
  context: UseCaseContext,
  input: RecordDonationInput,
  onPaper: OnPaper | null,
): Result<StoredEntry, RecordDonationRefusal> {
  const { requestId, entryId, basedOn, ...given } = input;
  const digest = requestDigest({ entryId, ...given });
  const replay = findReplay(context.db, requestId, digest);
  if (!replay.ok) return replay;
  if (replay.value) return ok(replay.value);
  // A register of paper tells of gifts that were taken back later, too.
  const inbound = onPaper ? findDonationInbound(context, entryId) : findStandingDonation(context, entryId);
  if (!inbound.ok) return inbound;
  const before = findDonation(context.db, entryId);
  if (before && before.recordId !== basedOn) {
    const recordNo = findEntry(context.db, before.recordId)?.documentNo ?? '';
    return err({ code: 'donation_changed', documentNo: inbound.value.documentNo, recordNo });
  }
  const planned = planDonation(context, given, inbound.value.businessDate, onPaper !== null);
  if (!planned.ok) return planned;
  const marked = lotsToMark(context, entryId, planned.value, onPaper);
  if (!marked.ok) return marked;
  if (before && marked.value.length === 0 && saysTheSame(before, planned.value)) {
    return err({ code: 'donation_unchanged', documentNo: inbound.value.documentNo });
  }
  const lots = marked.value.map((lot) => lotId(lot.lotId));
  return ok(
    post(context.db, {
      id: requestId,
      kind: 'donation_record',
      businessDate: onPaper?.date ?? context.today,
      recordedAt: context.recordedAt,
      operatorId: context.operator.id,
      householdId: null,
      summary: `捐赠登记${inbound.value.documentNo}：${planned.value.donor.name}`,
      reversesId: null,
      requestDigest: digest,
      postings: [],
      context: donationRows(planned.value, entryId, lots),
    }),
  );
}

/** The inbound of a gift that still stands. */
export function findStandingDonation(
  context: Pick<UseCaseContext, 'db'>,
  id: EntryId,
): Result<StoredEntry, DonationFound> {
  const found = findDonationInbound(context, id);
  const reversal = found.ok ? findReversalOf(context.db, id) : null;
  if (!found.ok || !reversal) return found;
  return err({ code: 'donation_taken_back', documentNo: found.value.documentNo, reversalNo: reversal.documentNo });
}

function findDonationInbound({ db }: Pick<UseCaseContext, 'db'>, id: EntryId): Result<StoredEntry, DonationFound> {
  const entry = findEntry(db, id);
  if (!entry) return err({ code: 'entry_not_found' });
  const { documentNo } = entry;
  if (entry.kind !== 'inbound' || findInboundHead(db, id)?.source !== 'donation') {
    return err({ code: 'not_a_donation', documentNo });
  }
  return ok(entry);
}

/** A lot that is kept for one group is not given to another without the donor's word. */
function lotsToMark(
  { db }: UseCaseContext,
  inboundId: EntryId,
  { earmark }: PlannedDonation,
  onPaper: OnPaper | null,
): Result<LotEarmark[], DonationRefusal> {
  if (earmark === null) return ok([]);
  const lots = listLotEarmarks(db, inboundId).filter(({ lotId: id }) => onPaper?.lotIds.includes(id) ?? true);
  const other = lots.find(({ tag }) => tag !== null && tag !== earmark);
  if (other) {
    const { itemName, lotCode, tag } = other;
    return err({ code: 'lot_earmarked_already', itemName, lotCode, earmark: tag ?? '' });
  }
  return ok(lots.filter(({ tag }) => tag === null));
}

function saysTheSame(before: Donation, { donor, words }: PlannedDonation): boolean {
  const keys = Object.keys(words) as (keyof DonationWords)[];
  return before.donorId === donor.id && keys.every((key) => before[key] === words[key]);
}
