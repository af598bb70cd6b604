import type { PartnerSettlement, PartnerSupply, SettledSupply } from '../../../shared/domain/partner/partner.ts';
import type { EntryId, Fen, ItemId, LocalDate, LotId, PartnerId, Quantity } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows, getRow, TEXT_PARAMETER } from '../statements.ts';

/** A document is taken back when a later one names it; a supply is free again once every settlement that cites it is. */
const STANDS = (cited: string): string => `NOT EXISTS (SELECT 1 FROM entry x WHERE x.reverses_id = ${cited}.entry_id)`;
const CITED = `EXISTS (SELECT 1 FROM partner_settlement_line c
  WHERE c.supply_id = s.entry_id AND c.supply_line = s.line AND ${STANDS('c')})`;

/** `partner_supply s` with its redemption, household, item and what the household paid for the pieces. */
const SUPPLY = `s.entry_id AS supplyId, s.line AS line, e.document_no AS documentNo, e.business_date AS businessDate,
    s.redemption_id AS redemptionId, coalesce(r.source_no, re.document_no) AS redemptionNo,
    re.reverses_id IS NOT NULL AS wholeReturn, h.household_no AS householdNo, h.head_name AS headName,
    v.id AS villageId, v.name AS villageName, i.id AS itemId, i.code AS itemCode, i.name AS itemName, i.spec AS spec,
    i.unit AS unit, s.lot_id AS lotId, s.quantity AS quantity, s.settle_fen AS settleFen, s.cap_fen AS capFen,
    (SELECT sum(l.total_centipoints) FROM redemption_line l WHERE l.entry_id = s.redemption_id AND l.lot_id = s.lot_id)
      * CASE WHEN s.quantity < 0 THEN -1 ELSE 1 END AS pointsCentipoints`;
const JOINS = `JOIN entry e ON e.id = s.entry_id JOIN entry re ON re.id = s.redemption_id
  JOIN redemption r ON r.entry_id = s.redemption_id JOIN household h ON h.id = r.household_id
  JOIN village v ON v.id = h.village_id JOIN item i ON i.id = s.item_id`;

type SupplyRow<T> = Omit<T, 'wholeReturn'> & { readonly wholeReturn: number };

/** Supplies of a partner shop that no standing settlement cites, from one day to another, oldest first. */
export function listUnsettled(
  db: ReadableDatabase,
  partnerId: PartnerId,
  from: LocalDate,
  to: LocalDate,
): PartnerSupply[] {
  return allRows<SupplyRow<PartnerSupply>>(
    db,
    `SELECT ${SUPPLY} FROM partner_supply s ${JOINS}
     WHERE s.partner_id = ${TEXT_PARAMETER} AND e.business_date BETWEEN ${TEXT_PARAMETER} AND ${TEXT_PARAMETER}
       AND NOT ${CITED} ORDER BY e.business_date, e.seq, s.line`,
    partnerId,
    from,
    to,
  ).map(fromRow);
}

/** What a settlement cites, with what it pays for each. */
export function listSettled(db: ReadableDatabase, settlementId: EntryId): SettledSupply[] {
  return allRows<SupplyRow<SettledSupply>>(
    db,
    `SELECT ${SUPPLY}, t.amount_fen AS amountFen FROM partner_settlement_line t
     JOIN partner_supply s ON s.entry_id = t.supply_id AND s.line = t.supply_line ${JOINS}
     WHERE t.entry_id = ${TEXT_PARAMETER} ORDER BY t.line`,
    settlementId,
  ).map(fromRow);
}

function fromRow<T>(row: SupplyRow<T>): T {
  return { ...row, wholeReturn: row.wholeReturn === 1 } as T;
}

/** Under which round a supply is cited next: one more than the settlements, all taken back, that cited it before. */
export function nextRound(db: ReadableDatabase, supplyId: EntryId, line: number): number {
  const sql = 'SELECT count(*) AS n FROM partner_settlement_line WHERE supply_id = ? AND supply_line = ?';
  return (getRow<{ n: number }>(db, sql, supplyId, line)?.n ?? 0) + 1;
}

export type Unsettled = {
  readonly partnerId: PartnerId;
  readonly supplies: number;
  readonly settleFen: Fen;
  readonly firstOn: LocalDate;
};

/** What is open with each partner shop, at the prices it asked. */
export function sumUnsettled(db: ReadableDatabase): Unsettled[] {
  return allRows<Unsettled>(
    db,
    `SELECT s.partner_id AS partnerId, count(*) AS supplies, sum(s.settle_fen * s.quantity) AS settleFen,
       min(e.business_date) AS firstOn
     FROM partner_supply s JOIN entry e ON e.id = s.entry_id WHERE NOT ${CITED} GROUP BY s.partner_id`,
  );
}

export type SupplyOfRedemption = {
  readonly partnerId: PartnerId;
  readonly itemId: ItemId;
  readonly lotId: LotId;
  readonly quantity: Quantity;
  readonly settleFen: Fen;
  readonly capFen: Fen | null;
};

/** What partner shops supplied for a redemption, by lot. */
export function listSuppliesOf(db: ReadableDatabase, redemptionId: EntryId): SupplyOfRedemption[] {
  return allRows<SupplyOfRedemption>(
    db,
    `SELECT partner_id AS partnerId, item_id AS itemId, lot_id AS lotId, quantity, settle_fen AS settleFen,
       cap_fen AS capFen FROM partner_supply WHERE redemption_id = ? ORDER BY entry_id, line`,
    redemptionId,
  );
}

const SETTLEMENT = `SELECT e.id AS entryId, e.document_no AS documentNo, e.business_date AS businessDate,
    t.partner_id AS partnerId, p.name AS partnerName, t.period_from AS periodFrom, t.period_to AS periodTo,
    t.amount_fen AS amountFen, t.price_check AS priceCheck, t.quality_check AS qualityCheck, t.checked_by AS checkedBy,
    t.note AS note, o.name AS operatorName, (SELECT approved_by_name FROM approval WHERE entry_id = e.id) AS approvedByName,
    (SELECT document_no FROM entry x WHERE x.reverses_id = e.id) AS reversedBy
  FROM partner_settlement t JOIN entry e ON e.id = t.entry_id JOIN partner p ON p.id = t.partner_id
  JOIN operator o ON o.id = e.operator_id WHERE e.kind = 'partner_settlement'`;

/** Settlements, newest first; of one partner shop, or of all. */
export function listSettlements(db: ReadableDatabase, partnerId: PartnerId | null, limit: number): PartnerSettlement[] {
  if (partnerId === null) {
    return allRows<PartnerSettlement>(db, `${SETTLEMENT} ORDER BY e.seq DESC LIMIT ?`, limit);
  }
  const sql = `${SETTLEMENT} AND t.partner_id = ${TEXT_PARAMETER} ORDER BY e.seq DESC LIMIT ?`;
  return allRows<PartnerSettlement>(db, sql, partnerId, limit);
}

export function findSettlement(db: ReadableDatabase, id: EntryId): PartnerSettlement | null {
  return getRow<PartnerSettlement>(db, `${SETTLEMENT} AND t.entry_id = ${TEXT_PARAMETER}`, id);
}
