import type { Partner } from '../../../shared/domain/partner/partner.ts';
import type { PartnerId } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { allRows, getRow, run } from '../statements.ts';

type PartnerRow = Omit<Partner, 'active'> & { readonly active: number };

const COLUMNS = 'id, name, contact, phone, active, note';

export function findPartner(db: ReadableDatabase, id: PartnerId): Partner | null {
  const row = getRow<PartnerRow>(db, `SELECT ${COLUMNS} FROM partner WHERE id = ?`, id);
  return row && fromRow(row);
}

export function findPartnerByName(db: ReadableDatabase, name: string): Partner | null {
  const row = getRow<PartnerRow>(db, `SELECT ${COLUMNS} FROM partner WHERE name = ?`, name);
  return row && fromRow(row);
}

/** Those at work first, each by name. */
export function listPartners(db: ReadableDatabase): Partner[] {
  return allRows<PartnerRow>(db, `SELECT ${COLUMNS} FROM partner ORDER BY active DESC, name`).map(fromRow);
}

export function insertPartner(db: WritableDatabase, partner: Partner): void {
  const { id, name, contact, phone, active, note } = partner;
  const sql = `INSERT INTO partner (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)`;
  run(db, sql, id, name, contact, phone, active ? 1 : 0, note);
}

export function updatePartner(db: WritableDatabase, partner: Partner): void {
  const { id, name, contact, phone, active, note } = partner;
  const sql = 'UPDATE partner SET name = ?, contact = ?, phone = ?, active = ?, note = ? WHERE id = ?';
  run(db, sql, name, contact, phone, active ? 1 : 0, note, id);
}

function fromRow(row: PartnerRow): Partner {
  return { ...row, active: row.active === 1 };
}
