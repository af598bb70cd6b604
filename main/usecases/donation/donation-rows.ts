import { decideDonation } from '../../../shared/domain/donation/decide-donation.ts';
import { type DonationWords, type Donor, NO_WORDS } from '../../../shared/domain/donation/donation.ts';
import type { DonationRefusal } from '../../../shared/domain/donation/refusals.ts';
import type { DonorId, EntryId, LocalDate, LotId } from '../../../shared/kernel/brands.ts';
import { yearOf } from '../../../shared/kernel/local-date.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { householdNamed, lastCertificate } from '../../db/repositories/donation-repository.ts';
import { findDonor } from '../../db/repositories/donor-repository.ts';
import type { ContextRow } from '../../journal/context-tables.ts';
import type { UseCaseContext } from '../context.ts';

/** What is said of a gift with its inbound. Words that are missing are not known. */
export type DonationInput = Partial<DonationWords> & {
  readonly donorId: DonorId;
  /** The group it is given for; null: anybody. */
  readonly earmark: string | null;
};

/** The gift as decided, before its document has lots. */
export type PlannedDonation = {
  readonly donor: Donor;
  readonly words: DonationWords;
  readonly earmark: string | null;
};

/**
 * Whether the gift can be taken in. `onPaper`: it happened before and is taken over as it was; else its certificate gets
 * the next number of the year of `date`. Runs inside the transaction that posts it.
 */
export function planDonation(
  context: UseCaseContext,
  input: DonationInput,
  date: LocalDate,
  onPaper: boolean,
): Result<PlannedDonation, DonationRefusal> {
  const { donorId, earmark, ...given } = input;
  const words = { ...NO_WORDS, ...given };
  const decided = decideDonation({
    donor: findDonor(context.db, donorId),
    receiverOne: words.receiverOne,
    receiverTwo: words.receiverTwo,
    intention: words.intention,
    earmark,
    onPaper,
    householdNamed: (tag) => householdNamed(context.db, tag),
  });
  if (!decided.ok) return decided;
  const { donor, intention } = decided.value;
  const certificateNo = words.certificateNo || (onPaper ? '' : nextCertificateNo(context, date));
  return ok({ donor, earmark: decided.value.earmark, words: { ...words, intention, certificateNo } });
}

/** The context rows of a gift: who gave it, and which lots are for a group only. */
export function donationRows(
  { donor, words, earmark }: PlannedDonation,
  inboundId: EntryId,
  lots: readonly LotId[],
): ContextRow[] {
  const row: ContextRow = {
    table: 'donation',
    values: {
      inbound_id: inboundId,
      donor_id: donor.id,
      donation_no: words.donationNo,
      intention: words.intention,
      receiver_one: words.receiverOne,
      receiver_two: words.receiverTwo,
      certificate_no: words.certificateNo,
      external_receipt_no: words.externalReceiptNo,
      note: words.note,
    },
  };
  return [row, ...earmarkRows(lots, earmark)];
}

export function earmarkRows(lots: readonly LotId[], earmark: string | null): ContextRow[] {
  if (earmark === null) return [];
  return lots.map((id): ContextRow => ({ table: 'lot_earmark', values: { lot_id: id, tag: earmark } }));
}

/** ZS2026-0012: certificates of one year count on. */
export function nextCertificateNo({ db }: Pick<UseCaseContext, 'db'>, date: LocalDate): string {
  const prefix = `ZS${yearOf(date)}-`;
  return `${prefix}${String(lastCertificate(db, prefix) + 1).padStart(4, '0')}`;
}
