import { type Donor, donorKindOf, usualThanks } from '../../../shared/domain/donation/donation.ts';
import { nameKey } from '../../../shared/domain/ledger/import/cell-text.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { listDonors } from '../../db/repositories/donor-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { saveDonorWithin } from './save-donor.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { SaveDonorRefusal } from './save-donor.ts';

/** A donor as a register on paper names them. */
export type NamedDonor = { readonly name: string; readonly contact: string; readonly phone: string };

type Found =
  | { readonly kind: 'known'; readonly donor: Donor }
  | { readonly kind: 'new' }
  /** Several people of that name, and no telephone to tell them apart. */
  | { readonly kind: 'ambiguous'; readonly candidates: number };

/** Whom a register means: an organisation by its name, a person by name and telephone where both have one. */
export function donorNamed(db: ReadableDatabase, { name, phone }: NamedDonor): Found {
  const named = listDonors(db).filter((donor) => nameKey(donor.name) === nameKey(name));
  const [only, ...others] = named;
  if (only === undefined) return { kind: 'new' };
  const byPhone = phone === '' ? undefined : named.find((donor) => donor.phone === phone);
  if (byPhone) return { kind: 'known', donor: byPhone };
  if (others.length === 0) {
    const another = only.kind === 'person' && phone !== '' && only.phone !== '';
    return another ? { kind: 'new' } : { kind: 'known', donor: only };
  }
  return phone === '' ? { kind: 'ambiguous', candidates: named.length } : { kind: 'new' };
}

/** The donor, added to the register where they are new; what was not known of them yet is filled in. */
export function registeredDonorWithin(context: UseCaseContext, named: NamedDonor): Result<Donor, SaveDonorRefusal> {
  const found = donorNamed(context.db, named);
  const known = found.kind === 'known' ? found.donor : null;
  if (known === null) {
    const kind = donorKindOf(named.name);
    return saveDonorWithin(context, null, { ...named, kind, thanks: usualThanks(kind), active: true, note: '' });
  }
  const { id, ...before } = known;
  const contact = before.contact || named.contact;
  const phone = before.phone || named.phone;
  if (contact === before.contact && phone === before.phone) return ok(known);
  return saveDonorWithin(context, id, { ...before, contact, phone });
}
