import type { InboundSource } from '../../../shared/domain/goods/goods.ts';
import type { MovementKind } from '../../../shared/domain/goods/movements.ts';
import type { EntryId, Fen, HouseholdId, ItemId, LocalDate, LotId, Quantity } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows, getRow, TEXT_PARAMETER } from '../statements.ts';
import { EARMARK } from './lot-repository.ts';
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
  /** The group it may be given to; null: anybody. */
  readonly earmark: string | null;
  /** The group it was given for; null: it never was. */
  readonly earmarkedFor: string | null;
  /** The donor's consent to give it to anybody. */
  readonly consent: string | null;
  readonly supplier: string;
};

/** The supplier of a lot that came back by reversal stands in its own inbound; a partner's goods name the partner. */
const STANDING = (whose: string): string => `SELECT l.id AS lotId, l.item_id AS itemId, l.code AS code,
    l.produced_on AS producedOn, l.expires_on AS expiresOn, l.received_on AS receivedOn, l.valued AS valued,
    coalesce(g.amount, 0) AS onHandQuantity, coalesce(b.amount, 0) AS onLoanQuantity, coalesce(v.amount, 0) AS valueFen,
    ${EARMARK} AS earmark, (SELECT tag FROM lot_earmark WHERE lot_id = l.id) AS earmarkedFor,
    (SELECT k.consent FROM earmark_consent k WHERE k.lot_id = l.id
      AND NOT EXISTS (SELECT 1 FROM entry t WHERE t.reverses_id = k.entry_id) LIMIT 1) AS consent,
    coalesce((SELECT supplier FROM inbound_document WHERE entry_id = l.entry_id),
      (SELECT t.name FROM partner_supply s JOIN partner t ON t.id = s.partner_id WHERE s.lot_id = l.id LIMIT 1), '')
      AS supplier
  FROM lot l
  LEFT JOIN balance g ON g.account = 'stock' AND g.book = 'goods' AND g.unit = l.item_id AND g.lot_id = l.id
  LEFT JOIN balance b ON b.account = 'on_loan' AND b.book = 'goods' AND b.unit = l.item_id AND b.lot_id = l.id
  LEFT JOIN balance v ON v.account = 'stock' AND v.book = 'value' AND v.unit = 'fen' AND v.lot_id = l.id
  WHERE ${whose} = ${TEXT_PARAMETER}`;

/** Every lot that an item ever had, the latest first. */
export function listLotStandings(db: ReadableDatabase, itemId: ItemId): LotStandingRow[] {
  return allRows<LotStandingRow>(db, `${STANDING('l.item_id')} ORDER BY l.received_on DESC, l.code DESC`, itemId);
}

export function findLotStanding(db: ReadableDatabase, lotId: LotId): LotStandingRow | null {
  return getRow<LotStandingRow>(db, STANDING('l.id'), lotId);
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

/**
 * Sums of what came into the shop's lots and left them, by kind; what a reversal took back counts with the kind of what it
 * reversed. Lent tools are the shop's own still: lending and taking back cancel out, and what is out stands as `loan`.
 */
export function sumLotFlows(
  db: ReadableDatabase,
  lotId: LotId,
): { readonly kind: MovementKind; readonly quantity: Quantity; readonly valueFen: Fen }[] {
  return allRows(
    db,
    `SELECT coalesce((SELECT r.kind FROM entry r WHERE e.kind = 'reversal' AND r.id = e.reverses_id), e.kind) AS kind,
       sum(iif(p.book = 'goods', p.amount, 0)) AS quantity, sum(iif(p.book = 'value', p.amount, 0)) AS valueFen
     FROM posting p CROSS JOIN entry e ON e.seq = p.entry_seq
     WHERE p.lot_id = ${TEXT_PARAMETER} AND p.account IN ('stock', 'on_loan') GROUP BY 1
     UNION ALL
     SELECT 'loan', coalesce(-sum(iif(p.book = 'goods', p.amount, 0)), 0), coalesce(-sum(iif(p.book = 'value', p.amount, 0)), 0)
     FROM posting p WHERE p.lot_id = ${TEXT_PARAMETER} AND p.account = 'on_loan'`,
    lotId,
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
 * The households that have something of a lot, latest first: what they took for points less what they brought back, and
 * what they have on loan. `households` counts all of them.
 */
export function listLotHouseholds(db: ReadableDatabase, lotId: LotId, limit: number): LotHouseholdRow[] {
  return allRows<LotHouseholdRow>(
    db,
    `SELECT h.id AS householdId, h.household_no AS householdNo, h.head_name AS headName, v.name AS villageName,
       h.group_name AS groupName, t.taken AS quantity, t.lent AS onLoanQuantity, t.lastOn AS lastOn,
       count(*) OVER () AS households
     FROM (SELECT e.household_id AS household_id,
         -sum(iif(e.kind IN ('redemption', 'return'), p.amount, 0)) AS taken,
         sum(iif(p.account = 'on_loan', p.amount, 0)) AS lent, max(e.business_date) AS lastOn
       FROM posting p CROSS JOIN entry e ON e.seq = p.entry_seq
       WHERE p.lot_id = ${TEXT_PARAMETER} AND p.account IN ('stock', 'on_loan') AND p.book = 'goods'
         AND e.household_id IS NOT NULL
       GROUP BY e.household_id) t
     JOIN household h ON h.id = t.household_id JOIN village v ON v.id = h.village_id
     WHERE t.taken <> 0 OR t.lent <> 0
     ORDER BY t.lastOn DESC, h.household_no LIMIT ?`,
    lotId,
    limit,
  );
}
