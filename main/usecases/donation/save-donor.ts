import type { Donor } from '../../../shared/domain/donation/donation.ts';
import type { DonationRefusal } from '../../../shared/domain/donation/refusals.ts';
import { nameKey } from '../../../shared/domain/ledger/import/cell-text.ts';
import { type DonorId, donorId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { findDonor, insertDonor, listDonors, updateDonor } from '../../db/repositories/donor-repository.ts';
import type { UseCaseContext } from '../context.ts';

export type DonorInput = Omit<Donor, 'id'>;
export type SaveDonorRefusal = Extract<DonationRefusal, { code: 'donor_not_found' | 'donor_taken' }>;

/** Adds a donor to the register, or corrects one (`id` not null). */
export function saveDonor(context: UseCaseContext, id: DonorId | null, input: DonorInput) {
  return inTransaction(context.db, () => saveDonorWithin(context, id, input));
}

/** The same inside a transaction that is already open: a refusal has written nothing. */
export function saveDonorWithin(
  context: UseCaseContext,
  id: DonorId | null,
  input: DonorInput,
): Result<Donor, SaveDonorRefusal> {
  if (id !== null && !findDonor(context.db, id)) return err({ code: 'donor_not_found' });
  const same = listDonors(context.db).find((donor) => donor.id !== id && isSame(donor, input));
  if (same) return err({ code: 'donor_taken', name: same.name, phone: same.phone });
  const donor: Donor = { ...input, id: id ?? donorId(context.newId()) };
  if (id === null) insertDonor(context.db, donor);
  else updateDonor(context.db, donor);
  return ok(donor);
}

/** Two organisations never share a name; two people may, and then their telephone tells them apart. */
function isSame(donor: Donor, input: DonorInput): boolean {
  if (nameKey(donor.name) !== nameKey(input.name)) return false;
  return donor.kind === 'organisation' || input.kind === 'organisation' || donor.phone === input.phone;
}
