import type { Donor } from '../../../shared/domain/donation/donation.ts';
import type { DonorId } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { allRows, getRow, run } from '../statements.ts';

type DonorRow = Omit<Donor, 'active'> & { readonly active: number };

const COLUMNS = 'id, name, kind, contact, phone, thanks, active, note';

export function findDonor(db: ReadableDatabase, id: DonorId): Donor | null {
  const row = getRow<DonorRow>(db, `SELECT ${COLUMNS} FROM donor WHERE id = ?`, id);
  return row && fromRow(row);
}

/** All of them, those in use first, by name. */
export function listDonors(db: ReadableDatabase): Donor[] {
  return allRows<DonorRow>(db, `SELECT ${COLUMNS} FROM donor ORDER BY active DESC, name, id`).map(fromRow);
}

export function insertDonor(db: WritableDatabase, donor: Donor): void {
  run(db, `INSERT INTO donor (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, donor.id, ...valuesOf(donor));
}

export function updateDonor(db: WritableDatabase, donor: Donor): void {
  const set = 'name = ?, kind = ?, contact = ?, phone = ?, thanks = ?, active = ?, note = ?';
  run(db, `UPDATE donor SET ${set} WHERE id = ?`, ...valuesOf(donor), donor.id);
}

function valuesOf({ name, kind, contact, phone, thanks, active, note }: Donor): (string | number)[] {
  return [name, kind, contact, phone, thanks, active ? 1 : 0, note];
}

function fromRow(row: DonorRow): Donor {
  return { ...row, active: row.active === 1 };
}
