import type { DonationWords } from '../../../shared/domain/donation/donation.ts';
import type { DonorId, EntryId, Fen, ItemId, LocalDate, LotId, Quantity } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows, getRow } from '../statements.ts';
import { LATEST_DONATION } from './donation-repository.ts';
import type { Period } from './import-lookup.ts';

/** Lines of goods that were given, and those of what took them back, with what is known of the gift. */
export const GIFT_LINES = `FROM entry e JOIN inbound_document h ON h.entry_id = e.id AND h.source = 'donation'
  JOIN entry x ON x.id = coalesce(e.reverses_id, e.id) JOIN inbound_document w ON w.entry_id = x.id
  JOIN inbound_line l ON l.entry_id = x.id JOIN lot o ON o.id = l.lot_id JOIN item i ON i.id = l.item_id
  LEFT JOIN donation d ON d.inbound_id = x.id AND ${LATEST_DONATION}
  LEFT JOIN donor p ON p.id = d.donor_id LEFT JOIN lot_earmark m ON m.lot_id = l.lot_id`;

/** 捐赠编号 of the gift itself: that of its register, else of the inbound, on paper or here. */
export const GIFT_NO = "coalesce(nullif(d.donation_no, ''), w.source_no, x.document_no)";
/** A minus for what was taken back. */
export const GIFT_SIGN = "CASE e.kind WHEN 'reversal' THEN -1 ELSE 1 END";
/** Where the donor agreed that a lot may go to anybody. */
export const GIFT_CONSENT = `(SELECT k.consent FROM earmark_consent k WHERE k.lot_id = l.lot_id
    AND NOT EXISTS (SELECT 1 FROM entry b WHERE b.reverses_id = k.entry_id))`;

export type GiftLine = DonationWords & {
  readonly inboundId: EntryId;
  readonly lotId: LotId;
  readonly itemId: ItemId;
  readonly date: LocalDate;
  /** As the ledger shows it. */
  readonly shownNo: string;
  /** The number of the inbound on paper; null: it has only the program's own. */
  readonly sourceNo: string | null;
  readonly supplier: string;
  /** Null: nobody said yet whose gift it is. */
  readonly recordId: EntryId | null;
  readonly donorId: DonorId | null;
  readonly donorName: string | null;
  readonly lotCode: string;
  readonly quantity: Quantity;
  readonly costFen: Fen | null;
  readonly earmark: string | null;
  readonly consent: string | null;
  /** Of the inbound's line; `note` is the gift's. */
  readonly lineNote: string;
};

/** Lines of a period, those of reversals with a minus. */
export function listGiftLines(db: ReadableDatabase, period: Period): GiftLine[] {
  const words = ['donation_no', 'intention', 'receiver_one', 'receiver_two', 'certificate_no', 'external_receipt_no'];
  const names = ['donationNo', 'intention', 'receiverOne', 'receiverTwo', 'certificateNo', 'externalReceiptNo'];
  return allRows<GiftLine>(
    db,
    `SELECT x.id AS inboundId, l.lot_id AS lotId, l.item_id AS itemId, e.business_date AS date,
       CASE e.kind WHEN 'reversal' THEN coalesce(h.source_no, e.document_no) ELSE ${GIFT_NO} END AS shownNo,
       w.source_no AS sourceNo, w.supplier AS supplier, d.entry_id AS recordId, d.donor_id AS donorId,
       p.name AS donorName, o.code AS lotCode, l.quantity * ${GIFT_SIGN} AS quantity,
       l.cost_fen * ${GIFT_SIGN} AS costFen, m.tag AS earmark, ${GIFT_CONSENT} AS consent, l.note AS lineNote,
       ${words.map((word, index) => `coalesce(d.${word}, '') AS ${names[index] ?? ''}`).join(', ')},
       coalesce(d.note, '') AS note
     ${GIFT_LINES} WHERE e.kind IN ('inbound', 'reversal') AND e.business_date BETWEEN ? AND ?
     ORDER BY e.seq, l.line`,
    period.from,
    period.to,
  );
}

/** The gift that a number of a register names and nobody has taken back; the latest, should a number come twice. */
export function findGiftByNo(db: ReadableDatabase, giftNo: string, until: LocalDate): EntryId | null {
  const row = getRow<{ id: EntryId }>(
    db,
    `SELECT x.id AS id FROM entry x JOIN inbound_document w ON w.entry_id = x.id AND w.source = 'donation'
     LEFT JOIN donation d ON d.inbound_id = x.id AND ${LATEST_DONATION}
     WHERE x.kind = 'inbound' AND x.business_date <= ? AND ${GIFT_NO} = ?
       AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = x.id) ORDER BY x.seq DESC LIMIT 1`,
    until,
    giftNo,
  );
  return row?.id ?? null;
}
