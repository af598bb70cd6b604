import type {
  DonationListRow,
  DonationView,
  DonorRow,
  TagRow,
  ThanksRow,
} from '../../../shared/domain/donation/views.ts';
import { NO_WORDS } from '../../../shared/domain/donation/donation.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import { type EntryId, fen } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { findDonation } from '../../db/repositories/donation-repository.ts';
import {
  type DonationFilter,
  listDonatedLots,
  listDonations,
  listDonorTotals,
  listTags,
  listThanks,
} from '../../db/repositories/donation-reading.ts';
import { findDonor, listDonors } from '../../db/repositories/donor-repository.ts';
import { findInboundHead } from '../../db/repositories/inbound-repository.ts';
import { findEntry, findReversalOf } from '../../journal/entries.ts';

/** The register of donors with what came from each. */
export function readDonors(db: ReadableDatabase): DonorRow[] {
  const totals = new Map(listDonorTotals(db).map(({ donorId, ...total }) => [donorId, total]));
  const none = { donations: 0, lastOn: null, valueFen: fen(0), unvaluedLines: 0 };
  return listDonors(db).map((donor) => ({ ...donor, ...(totals.get(donor.id) ?? none) }));
}

/** One gift and what became of it. */
export function readDonation(
  db: ReadableDatabase,
  id: EntryId,
): Result<DonationView, Extract<PointsRefusal, { code: 'entry_not_found' }>> {
  const entry = findEntry(db, id);
  const head = entry && findInboundHead(db, id);
  if (!entry || head?.source !== 'donation' || entry.kind !== 'inbound') return err({ code: 'entry_not_found' });
  const { recordId, donorId, inboundId: _inbound, ...words } = findDonation(db, id) ?? NOTHING_SAID;
  return ok({
    ...words,
    donationNo: words.donationNo || (head.sourceNo ?? entry.documentNo),
    entryId: id,
    documentNo: entry.documentNo,
    date: entry.businessDate,
    supplier: head.supplier,
    donor: donorId === null ? null : findDonor(db, donorId),
    recordId,
    reversedBy: findReversalOf(db, id)?.documentNo ?? null,
    lots: listDonatedLots(db, id),
  });
}

const NOTHING_SAID = { ...NO_WORDS, inboundId: null, recordId: null, donorId: null };

/** Gifts, newest first, with what is left of each. */
export function readDonationList(
  db: ReadableDatabase,
  { offset, limit, ...filter }: DonationFilter & { readonly offset: number; readonly limit: number },
): { readonly total: number; readonly rows: readonly DonationListRow[] } {
  return listDonations(db, filter, offset, limit);
}

/** Groups of households, with how many carry each. */
export function readTags(db: ReadableDatabase): TagRow[] {
  return listTags(db);
}

/** The public list of thanks of a period. */
export function readThanks(db: ReadableDatabase, period: Pick<DonationFilter, 'from' | 'to'>): ThanksRow[] {
  return listThanks(db, period);
}
