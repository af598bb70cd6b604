import type { LedgerCell } from '../../../shared/domain/ledger/ledger-row.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { arrays, Conditions, countRows, type LedgerFilter } from './ledger-filter.ts';
import type { LedgerSource } from './ledger-source.ts';

/** A return counts against what was handed out. */
const SIGN = "CASE e.kind WHEN 'return' THEN -1 ELSE 1 END";
const KINDS = "e.kind IN ('redemption', 'return')";

/**
 * 共建超市结算单: what the households of each village took, returns deducted. 成本金额 is what the goods cost; 应结金额 the same,
 * but where a partner shop was paid less than it asked, what it was paid. Goods of unknown value stand in neither: how
 * many there are is said beside the village. 签章 is left for the stamp.
 */
export function partnerSettlementRows(db: ReadableDatabase, filter: LedgerFilter): LedgerSource {
  const village = new Conditions().and('v.id = ?', filter.villageId);
  const taken = (): Conditions =>
    new Conditions()
      .and('e.business_date >= ?', filter.from)
      .and('e.business_date <= ?', filter.to)
      .and('r.household_id = ?', filter.householdId);
  const own = taken();
  const sql = `WITH documents AS (
      SELECT h.village_id AS village, r.total_centipoints * ${SIGN} AS points,
        CASE WHEN e.kind = 'redemption' THEN 1 WHEN e.reverses_id IS NOT NULL THEN -1 ELSE 0 END AS visit
      FROM redemption r JOIN entry e ON e.id = r.entry_id JOIN household h ON h.id = r.household_id
      WHERE ${KINDS}${own.more}),
    lines AS (
      SELECT h.village_id AS village, l.cost_fen * ${SIGN} AS cost,
        CASE WHEN l.cost_fen IS NULL THEN l.quantity * ${SIGN} ELSE 0 END AS unvalued
      FROM redemption r JOIN entry e ON e.id = r.entry_id JOIN redemption_line l ON l.entry_id = e.id
      JOIN household h ON h.id = r.household_id WHERE ${KINDS}${own.more}),
    cuts AS (
      SELECT h.village_id AS village, t.amount_fen - s.settle_fen * s.quantity AS cut
      FROM partner_settlement_line t JOIN partner_supply s ON s.entry_id = t.supply_id AND s.line = t.supply_line
      JOIN entry e ON e.id = s.redemption_id JOIN redemption r ON r.entry_id = e.id
      JOIN household h ON h.id = r.household_id
      WHERE NOT EXISTS (SELECT 1 FROM entry x WHERE x.reverses_id = t.entry_id)${own.more})
    SELECT v.name,
      (SELECT coalesce(sum(visit), 0) FROM documents WHERE village = v.id),
      (SELECT coalesce(sum(points), 0) FROM documents WHERE village = v.id),
      (SELECT coalesce(sum(cost), 0) FROM lines WHERE village = v.id),
      (SELECT coalesce(sum(cost), 0) FROM lines WHERE village = v.id)
        + (SELECT coalesce(sum(cut), 0) FROM cuts WHERE village = v.id),
      (SELECT coalesce(sum(unvalued), 0) FROM lines WHERE village = v.id)
    FROM village v${village.where} ORDER BY v.position`;
  const parameters = [...own.parameters, ...own.parameters, ...own.parameters, ...village.parameters];
  return {
    expectedRows: countRows(db, `SELECT count(*) AS n FROM village v${village.where}`, village.parameters),
    rows: withUnvalued(arrays(db, sql, parameters)),
  };
}

function* withUnvalued(rows: Iterable<LedgerCell[]>): Generator<LedgerCell[]> {
  for (const [village, visits, points, cost, amount, unvalued] of rows) {
    const name = Number(unvalued) === 0 ? village : `${String(village)}（另有未计价物品${Number(unvalued)}件）`;
    yield [name ?? null, visits ?? null, points ?? null, cost ?? null, amount ?? null, null];
  }
}
