import type { Donation } from '../../../shared/domain/donation/donation.ts';
import type { EntryId, HouseholdId } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows, getRow } from '../statements.ts';

/** What the latest document says of a gift: `d`, of those that speak of its inbound. */
export const LATEST_DONATION = `d.entry_id = (SELECT s.entry_id FROM donation s JOIN entry t ON t.id = s.entry_id
    WHERE s.inbound_id = d.inbound_id ORDER BY t.seq DESC LIMIT 1)`;

const COLUMNS = `d.inbound_id AS inboundId, d.entry_id AS recordId, d.donor_id AS donorId, d.donation_no AS donationNo,
  d.intention AS intention, d.receiver_one AS receiverOne, d.receiver_two AS receiverTwo,
  d.certificate_no AS certificateNo, d.external_receipt_no AS externalReceiptNo, d.note AS note`;

/** What is known of the gift that came with an inbound; null when nobody said yet. */
export function findDonation(db: ReadableDatabase, inboundId: EntryId): Donation | null {
  return getRow<Donation>(
    db,
    `SELECT ${COLUMNS} FROM donation d JOIN entry e ON e.id = d.entry_id WHERE d.inbound_id = ? ORDER BY e.seq DESC LIMIT 1`,
    inboundId,
  );
}

/** The last number of the certificates of a year, 0 before the first: ZS2026-0012 is 12. */
export function lastCertificate(db: ReadableDatabase, prefix: string): number {
  const sql = `SELECT max(CAST(substr(certificate_no, ${prefix.length + 1}) AS INTEGER)) AS last FROM donation
    WHERE certificate_no > ? AND certificate_no < ? AND certificate_no <> ''`;
  return getRow<{ last: number | null }>(db, sql, prefix, `${prefix}:`)?.last ?? 0;
}

export type LotEarmark = {
  readonly lotId: string;
  readonly itemName: string;
  readonly lotCode: string;
  /** Null: for anybody from the beginning. */
  readonly tag: string | null;
  /** The document in which the donor agreed to give it to anybody; null: no such word, or it was taken back. */
  readonly consentId: EntryId | null;
};

/** The lots of an inbound with what they were given for. */
export function listLotEarmarks(db: ReadableDatabase, inboundId: EntryId): LotEarmark[] {
  return allRows<LotEarmark>(
    db,
    `SELECT l.id AS lotId, i.name AS itemName, l.code AS lotCode, m.tag AS tag,
       (SELECT k.entry_id FROM earmark_consent k WHERE k.lot_id = l.id
          AND NOT EXISTS (SELECT 1 FROM entry b WHERE b.reverses_id = k.entry_id)) AS consentId
     FROM inbound_line n JOIN lot l ON l.id = n.lot_id JOIN item i ON i.id = l.item_id
     LEFT JOIN lot_earmark m ON m.lot_id = l.id WHERE n.entry_id = ? ORDER BY n.line`,
    inboundId,
  );
}

/** The number of a household that goes by this number or head, or null. */
export function householdNamed(db: ReadableDatabase, text: string): string | null {
  const name = text.replace(/(户主|一家|家庭|同志|户|家)$/, '');
  const row = getRow<{ id: HouseholdId; householdNo: string }>(
    db,
    `SELECT id, household_no AS householdNo FROM household WHERE head_name IN (?, ?) OR household_no = ?
     ORDER BY serial LIMIT 1`,
    text,
    name,
    text,
  );
  return row?.householdNo ?? null;
}
