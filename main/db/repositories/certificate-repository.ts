import type { EntryId, Fen, LocalDate } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows, getRow, TEXT_PARAMETER } from '../statements.ts';

export type GiftHead = {
  readonly documentNo: string;
  readonly date: LocalDate;
  readonly source: string;
  readonly supplier: string;
  /** Number of the reversal that took it back; null while it stands. */
  readonly reversedBy: string | null;
  /** Of the last record about the gift; null or '' where nothing was said. */
  readonly donorName: string | null;
  readonly donationNo: string | null;
  readonly certificateNo: string | null;
  readonly intention: string | null;
  readonly receiverOne: string | null;
  readonly receiverTwo: string | null;
};

const T = TEXT_PARAMETER;

/** An inbound with what is known of the gift; null: no such inbound. */
export function findGift(db: ReadableDatabase, inboundId: EntryId): GiftHead | null {
  return getRow<GiftHead>(
    db,
    `SELECT e.document_no AS documentNo, e.business_date AS date, i.source, i.supplier, r.document_no AS reversedBy,
       o.name AS donorName, d.donation_no AS donationNo, d.certificate_no AS certificateNo, d.intention,
       d.receiver_one AS receiverOne, d.receiver_two AS receiverTwo
     FROM entry e JOIN inbound_document i ON i.entry_id = e.id
       LEFT JOIN entry r ON r.reverses_id = e.id
       LEFT JOIN donation d ON d.inbound_id = e.id
       LEFT JOIN donor o ON o.id = d.donor_id
       LEFT JOIN entry k ON k.id = d.entry_id
     WHERE e.id = ${T} AND e.kind = 'inbound' ORDER BY k.seq DESC, d.line DESC LIMIT 1`,
    inboundId,
  );
}

export type GiftLine = {
  readonly name: string;
  readonly spec: string;
  readonly unit: string;
  readonly quantity: number;
  readonly unitFen: Fen | null;
  readonly valueFen: Fen | null;
  readonly basis: string;
};

export function listGiftLines(db: ReadableDatabase, inboundId: EntryId): GiftLine[] {
  return allRows<GiftLine>(
    db,
    `SELECT i.name, i.spec, i.unit, l.quantity, l.unit_cost_fen AS unitFen, l.cost_fen AS valueFen, l.cost_basis AS basis
     FROM inbound_line l JOIN item i ON i.id = l.item_id WHERE l.entry_id = ${T} ORDER BY l.line`,
    inboundId,
  );
}
