import type { DonatedLot, DonationListRow, TagRow, ThanksRow } from '../../../shared/domain/donation/views.ts';
import { type Donor, thanksName } from '../../../shared/domain/donation/donation.ts';
import { type DonorId, type EntryId, type Fen, type LocalDate, quantity } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows, getRow } from '../statements.ts';
import { LATEST_DONATION } from './donation-repository.ts';
import { Conditions } from './ledger-filter.ts';
import { EARMARK } from './lot-repository.ts';

/** Every inbound that came as a donation, with its latest words and its donor where somebody said whose it is. */
const DONATIONS = `FROM entry e JOIN inbound_document h ON h.entry_id = e.id
  LEFT JOIN donation d ON d.inbound_id = e.id AND ${LATEST_DONATION}
  LEFT JOIN donor p ON p.id = d.donor_id
  WHERE e.kind = 'inbound' AND h.source = 'donation'`;
const NUMBER = "coalesce(nullif(d.donation_no, ''), h.source_no, e.document_no)";
const STANDS = 'NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.id)';

export type DonationFilter = {
  readonly donorId: DonorId | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
};

function conditionsOf({ donorId, from, to }: DonationFilter): Conditions {
  return new Conditions()
    .and('d.donor_id = ?', donorId)
    .and('e.business_date >= ?', from)
    .and('e.business_date <= ?', to);
}

/** Newest first; those that were taken back stay, with the number of what took them back. */
export function listDonations(
  db: ReadableDatabase,
  filter: DonationFilter,
  offset: number,
  limit: number,
): { readonly total: number; readonly rows: DonationListRow[] } {
  const only = conditionsOf(filter);
  const total = getRow<{ n: number }>(db, `SELECT count(*) AS n ${DONATIONS}${only.more}`, ...only.parameters)?.n ?? 0;
  const rows = allRows<Omit<DonationListRow, 'earmarks'> & { readonly earmarks: string }>(
    db,
    `SELECT e.id AS entryId, ${NUMBER} AS donationNo, e.business_date AS date, d.donor_id AS donorId,
       coalesce(p.name, h.supplier) AS donorName, e.summary AS summary,
       (SELECT sum(n.cost_fen) FROM inbound_line n WHERE n.entry_id = e.id) AS valueFen,
       (SELECT count(*) - count(n.cost_fen) FROM inbound_line n WHERE n.entry_id = e.id) AS unvaluedLines,
       (SELECT count(*) FROM inbound_line n WHERE n.entry_id = e.id) AS lines,
       (SELECT json_group_array(DISTINCT tag) FROM (SELECT ${EARMARK} AS tag FROM inbound_line n JOIN lot l ON l.id = n.lot_id
          WHERE n.entry_id = e.id) WHERE tag IS NOT NULL) AS earmarks,
       coalesce(d.external_receipt_no, '') AS externalReceiptNo,
       (SELECT sum(n.quantity) FROM inbound_line n WHERE n.entry_id = e.id) AS receivedQuantity,
       (SELECT coalesce(sum(g.amount), 0) FROM inbound_line n JOIN balance g ON g.account = 'stock' AND g.book = 'goods'
          AND g.unit = n.item_id AND g.lot_id = n.lot_id WHERE n.entry_id = e.id) AS onHandQuantity,
       (SELECT r.document_no FROM entry r WHERE r.reverses_id = e.id) AS reversedBy
     ${DONATIONS}${only.more} ORDER BY e.business_date DESC, e.seq DESC LIMIT ? OFFSET ?`,
    ...only.parameters,
    limit,
    offset,
  );
  return { total, rows: rows.map((row) => ({ ...row, earmarks: JSON.parse(row.earmarks) as string[] })) };
}

export type DonorTotals = {
  readonly donorId: DonorId;
  readonly donations: number;
  readonly lastOn: LocalDate;
  readonly valueFen: Fen;
  readonly unvaluedLines: number;
};

/** What came from each donor and was not taken back. */
export function listDonorTotals(db: ReadableDatabase): DonorTotals[] {
  return allRows<DonorTotals>(
    db,
    `SELECT d.donor_id AS donorId, count(DISTINCT e.id) AS donations, max(e.business_date) AS lastOn,
       coalesce(sum(n.cost_fen), 0) AS valueFen, count(*) - count(n.cost_fen) AS unvaluedLines
     FROM donation d JOIN entry e ON e.id = d.inbound_id JOIN inbound_line n ON n.entry_id = e.id
     WHERE ${LATEST_DONATION} AND ${STANDS} GROUP BY d.donor_id`,
  );
}

/** The lots of a gift and what became of each. */
export function listDonatedLots(db: ReadableDatabase, inboundId: EntryId): DonatedLot[] {
  return allRows<Omit<DonatedLot, 'otherQuantity'>>(
    db,
    `WITH taken AS (SELECT p.lot_id AS lotId, t.household_id AS householdId, -sum(p.amount) AS quantity
       FROM inbound_line n JOIN posting p ON p.lot_id = n.lot_id JOIN entry t ON t.seq = p.entry_seq
       WHERE n.entry_id = @id AND p.book = 'goods' AND p.account = 'stock' AND t.kind IN ('redemption', 'return')
       GROUP BY p.lot_id, t.household_id)
     SELECT l.id AS lotId, l.code AS lotCode, i.id AS itemId, i.code AS itemCode, i.name AS itemName, i.spec AS spec,
       i.unit AS unit, l.expires_on AS expiresOn, n.quantity AS quantity, n.unit_cost_fen AS unitCostFen,
       n.cost_fen AS costFen, n.cost_basis AS costBasis, m.tag AS earmark,
       (SELECT k.consent FROM earmark_consent k WHERE k.lot_id = l.id
          AND NOT EXISTS (SELECT 1 FROM entry b WHERE b.reverses_id = k.entry_id)) AS consent,
       coalesce(g.amount, 0) AS onHandQuantity,
       (SELECT coalesce(sum(quantity), 0) FROM taken WHERE lotId = l.id) AS givenQuantity,
       (SELECT count(*) FROM taken WHERE lotId = l.id AND quantity > 0) AS households
     FROM inbound_line n JOIN lot l ON l.id = n.lot_id JOIN item i ON i.id = n.item_id
     LEFT JOIN lot_earmark m ON m.lot_id = l.id
     LEFT JOIN balance g ON g.account = 'stock' AND g.book = 'goods' AND g.unit = l.item_id AND g.lot_id = l.id
     WHERE n.entry_id = @id ORDER BY n.line`,
    { id: inboundId },
  ).map((lot) => ({ ...lot, otherQuantity: quantity(lot.quantity - lot.onHandQuantity - lot.givenQuantity) }));
}

/** Every group that a household carries or a lot on the shelf is kept for. */
export function listTags(db: ReadableDatabase): TagRow[] {
  return allRows<TagRow>(
    db,
    `WITH carried AS (SELECT j.value AS tag FROM household h JOIN json_each(h.tags) j
         WHERE h.tags <> '[]' AND h.status = 'active'),
       kept AS (SELECT ${EARMARK} AS tag, g.amount AS quantity FROM lot_earmark o JOIN lot l ON l.id = o.lot_id
         JOIN balance g ON g.account = 'stock' AND g.book = 'goods' AND g.unit = l.item_id AND g.lot_id = l.id)
     SELECT tag, (SELECT count(*) FROM carried c WHERE c.tag = t.tag) AS households,
       (SELECT coalesce(sum(k.quantity), 0) FROM kept k WHERE k.tag = t.tag) AS onHandQuantity
     FROM (SELECT tag FROM carried UNION SELECT tag FROM kept WHERE tag IS NOT NULL) t ORDER BY tag`,
  );
}

/** Gifts of a period for the wall, in the order they came, named as each donor wishes. */
export function listThanks(db: ReadableDatabase, period: Pick<DonationFilter, 'from' | 'to'>): ThanksRow[] {
  const only = conditionsOf({ donorId: null, ...period });
  type Row = Omit<ThanksRow, 'name'> & Pick<Donor, 'thanks'> & { readonly donorName: string };
  return allRows<Row>(
    db,
    `SELECT p.name AS donorName, p.thanks AS thanks, e.business_date AS date, e.summary AS goods,
       (SELECT sum(n.cost_fen) FROM inbound_line n WHERE n.entry_id = e.id) AS valueFen,
       (SELECT count(*) - count(n.cost_fen) FROM inbound_line n WHERE n.entry_id = e.id) AS unvaluedLines
     ${DONATIONS} AND p.id IS NOT NULL AND ${STANDS}${only.more} ORDER BY e.business_date, e.seq`,
    ...only.parameters,
  ).map(({ donorName, thanks, ...row }) => ({ name: thanksName({ name: donorName, thanks }), ...row }));
}
