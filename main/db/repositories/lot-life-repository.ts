import type { InboundSource } from '../../../shared/domain/goods/goods.ts';
import type { MovementKind } from '../../../shared/domain/goods/movements.ts';
import type {
  DonorId,
  EntryId,
  Fen,
  HouseholdId,
  ItemId,
  LocalDate,
  LotId,
  Quantity,
} from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows, getRow, TEXT_PARAMETER } from '../statements.ts';
import { SHOWN_NO } from './movement-sql.ts';

export type LotStandingRow = {
  readonly lotId: LotId;
  readonly itemId: ItemId;
  readonly code: string;
  readonly producedOn: LocalDate | null;
  readonly expiresOn: LocalDate | null;
  readonly receivedOn: LocalDate;
  readonly valued: number;
  readonly onHandQuantity: Quantity;
  readonly onLoanQuantity: Quantity;
  readonly valueFen: Fen;
  /** The group it was given for; null: it never was. */
  readonly earmarkedFor: string | null;
  /** The donor's consent to give it to anybody. */
  readonly consent: string | null;
  readonly supplier: string;
};

/** The supplier of a lot that came back by reversal stands in its own inbound; a partner's goods name the partner. */
const STANDING = (whose: string): string => `SELECT o.id AS lotId, o.item_id AS itemId, o.code AS code,
    o.produced_on AS producedOn, o.expires_on AS expiresOn, o.received_on AS receivedOn, o.valued AS valued,
    coalesce(g.amount, 0) AS onHandQuantity, coalesce(b.amount, 0) AS onLoanQuantity, coalesce(v.amount, 0) AS valueFen,
    m.tag AS earmarkedFor, c.consent AS consent,
    coalesce((SELECT supplier FROM inbound_document WHERE entry_id = o.entry_id),
      (SELECT t.name FROM partner_supply s JOIN partner t ON t.id = s.partner_id WHERE s.lot_id = o.id LIMIT 1), '')
      AS supplier
  FROM lot o
  LEFT JOIN balance g ON g.account = 'stock' AND g.book = 'goods' AND g.unit = o.item_id AND g.lot_id = o.id
  LEFT JOIN balance b ON b.account = 'on_loan' AND b.book = 'goods' AND b.unit = o.item_id AND b.lot_id = o.id
  LEFT JOIN balance v ON v.account = 'stock' AND v.book = 'value' AND v.unit = 'fen' AND v.lot_id = o.id
  LEFT JOIN lot_earmark m ON m.lot_id = o.id LEFT JOIN earmark_consent c ON c.lot_id = o.id
  WHERE ${whose} = ${TEXT_PARAMETER}`;

/** Every lot that an item ever had, the latest first. */
export function listLotStandings(db: ReadableDatabase, itemId: ItemId): LotStandingRow[] {
  return allRows<LotStandingRow>(db, `${STANDING('o.item_id')} ORDER BY o.received_on DESC, o.code DESC`, itemId);
}

export function findLotStanding(db: ReadableDatabase, lotId: LotId): LotStandingRow | null {
  return getRow<LotStandingRow>(db, STANDING('o.id'), lotId);
}

export type LotOriginRow = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  readonly kind: MovementKind;
  readonly source: InboundSource | null;
  readonly supplier: string | null;
  /** Null for a lot that was not born by an inbound document. */
  readonly quantity: Quantity | null;
  readonly costFen: Fen | null;
  readonly costBasis: string | null;
  readonly invoiceNo: string | null;
  readonly fundSource: string | null;
  readonly handler: string | null;
  readonly inspector: string | null;
  readonly note: string | null;
};

/** The document that a lot was born by, with its line of it. */
export function findLotOrigin(db: ReadableDatabase, lotId: LotId): LotOriginRow | null {
  return getRow<LotOriginRow>(
    db,
    `SELECT e.id AS entryId, ${SHOWN_NO} AS documentNo, e.business_date AS businessDate, e.kind AS kind,
       d.source AS source, d.supplier AS supplier, l.quantity AS quantity, l.cost_fen AS costFen,
       l.cost_basis AS costBasis, l.invoice_no AS invoiceNo, l.fund_source AS fundSource, l.handler AS handler,
       l.inspector AS inspector, l.note AS note
     FROM lot o JOIN entry e ON e.id = o.entry_id LEFT JOIN inbound_document d ON d.entry_id = e.id
     LEFT JOIN inbound_line l ON l.entry_id = o.entry_id AND l.lot_id = o.id WHERE o.id = ?`,
    lotId,
  );
}

export type DonationRow = {
  readonly donorId: DonorId;
  readonly donorName: string;
  readonly donationNo: string;
  readonly intention: string;
  readonly receiverOne: string;
  readonly receiverTwo: string;
  readonly certificateNo: string;
  readonly externalReceiptNo: string;
};

/** What is known of the gift behind an inbound; a later document completes an earlier one, and the last one counts. */
export function findDonationOf(db: ReadableDatabase, inboundId: EntryId): DonationRow | null {
  return getRow<DonationRow>(
    db,
    `SELECT n.donor_id AS donorId, t.name AS donorName, n.donation_no AS donationNo, n.intention AS intention,
       n.receiver_one AS receiverOne, n.receiver_two AS receiverTwo, n.certificate_no AS certificateNo,
       n.external_receipt_no AS externalReceiptNo
     FROM donation n JOIN donor t ON t.id = n.donor_id JOIN entry e ON e.id = n.entry_id
     WHERE n.inbound_id = ? ORDER BY e.seq DESC, n.line DESC LIMIT 1`,
    inboundId,
  );
}

/** Sums of a lot's movements by kind; what a reversal took back counts with the kind of what it reversed. */
export function sumLotFlows(
  db: ReadableDatabase,
  lotId: LotId,
): { readonly kind: MovementKind; readonly quantity: Quantity; readonly valueFen: Fen }[] {
  return allRows(
    db,
    `SELECT coalesce((SELECT r.kind FROM entry r WHERE e.kind = 'reversal' AND r.id = e.reverses_id), e.kind) AS kind,
       sum(iif(p.book = 'goods', p.amount, 0)) AS quantity, sum(iif(p.book = 'value', p.amount, 0)) AS valueFen
     FROM posting p CROSS JOIN entry e ON e.seq = p.entry_seq
     WHERE p.lot_id = ${TEXT_PARAMETER} AND p.account = 'stock' GROUP BY 1`,
    lotId,
  );
}

export type LotHouseholdRow = {
  readonly householdId: HouseholdId;
  readonly householdNo: string;
  readonly headName: string;
  readonly villageName: string;
  readonly groupName: string;
  readonly quantity: Quantity;
  readonly onLoanQuantity: Quantity;
  readonly lastOn: LocalDate;
  readonly households: number;
};

/**
 * The households that have something of a lot, latest first: what left the shelf with them less what came back, of
 * documents that name a household. `households` counts all of them.
 */
export function listLotHouseholds(db: ReadableDatabase, lotId: LotId, limit: number): LotHouseholdRow[] {
  return allRows<LotHouseholdRow>(
    db,
    `SELECT h.id AS householdId, h.household_no AS householdNo, h.head_name AS headName, v.name AS villageName,
       h.group_name AS groupName, t.taken AS quantity, t.lent AS onLoanQuantity, t.lastOn AS lastOn,
       count(*) OVER () AS households
     FROM (SELECT e.household_id AS household_id,
         -sum(iif(e.kind IN ('redemption', 'return'), p.amount, 0)) AS taken,
         -sum(iif(e.kind IN ('redemption', 'return'), 0, p.amount)) AS lent, max(e.business_date) AS lastOn
       FROM posting p CROSS JOIN entry e ON e.seq = p.entry_seq
       WHERE p.lot_id = ${TEXT_PARAMETER} AND p.account = 'stock' AND p.book = 'goods' AND e.household_id IS NOT NULL
       GROUP BY e.household_id) t
     JOIN household h ON h.id = t.household_id JOIN village v ON v.id = h.village_id
     WHERE t.taken <> 0 OR t.lent <> 0
     ORDER BY t.lastOn DESC, h.household_no LIMIT ?`,
    lotId,
    limit,
  );
}
