import type { LedgerCell } from '../../../shared/domain/ledger/ledger-row.ts';
import {
  EMPTY_POINTS_ACCOUNT,
  type PointsAccount,
  spendableCentipoints,
} from '../../../shared/domain/points/points-account.ts';
import { centipoints, type Centipoints } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { arrays, Conditions, countRows, type LedgerFilter, numbered } from './ledger-filter.ts';
import { LOAN_POINTS } from './loan-points-sql.ts';
import type { LedgerSource } from './ledger-source.ts';

/**
 * 积分台账: every award, deduction, base grant and reversal, with the household's figures after it. Redemptions
 * are not rows of this ledger, but they move 可兑余额; of one day they count after its points.
 */
export function pointsRows(db: ReadableDatabase, filter: LedgerFilter): LedgerSource {
  const { where, parameters } = inLedger(filter, 'p');
  return {
    expectedRows: countRows(
      db,
      `SELECT count(*) AS n FROM points_line p JOIN household h ON h.id = p.household_id${where}`,
      parameters,
    ),
    rows: numbered(onlyPoints(movements(db, filter))),
  };
}

/** 积分存折 of one household: points and redemptions together. */
export function passbookRows(db: ReadableDatabase, filter: LedgerFilter): LedgerSource {
  const count = (table: string, alias: string): number => {
    const { where, parameters } = inLedger(filter, alias);
    const from = `FROM ${table} ${alias} JOIN household h ON h.id = ${alias}.household_id`;
    return countRows(db, `SELECT count(*) AS n ${from}${where}`, parameters);
  };
  return {
    expectedRows: count('points_line', 'p') + count('redemption', 'r') + count(LOAN_POINTS, 'n'),
    rows: passbookCells(movements(db, filter)),
  };
}

function* onlyPoints(rows: Iterable<Movement>): Generator<LedgerCell[]> {
  for (const { change, cells, account, spendable } of rows) {
    if (change.place !== 0) continue;
    const [householdNo, headName, groupName, memberCount, reason, category, rule, batch, from, to, recorder, reviewer] =
      cells;
    yield [
      0,
      householdNo ?? null,
      headName ?? null,
      groupName ?? null,
      memberCount ?? null,
      change.date,
      reason ?? null,
      category ?? null,
      rule ?? null,
      positive(change.earned),
      positive(-change.earned),
      batch ?? null,
      from ?? null,
      to ?? null,
      account.earnedCentipoints,
      spendable,
      recorder ?? null,
      reviewer ?? null,
    ];
  }
}

const REASON = 4;
const OPERATOR = 12;

function* passbookCells(rows: Iterable<Movement>): Generator<LedgerCell[]> {
  for (const { change, cells, account, spendable } of rows) {
    yield [
      change.date,
      cells[REASON] ?? null,
      positive(change.earned),
      positive(-change.earned),
      change.redeemed === 0 ? null : change.redeemed,
      account.earnedCentipoints,
      spendable,
      cells[OPERATOR] ?? null,
    ];
  }
}

function positive(amount: number): number | null {
  return amount > 0 ? amount : null;
}

type Change = {
  readonly date: string;
  /** 0: points, 1: a redemption, return or loan. */
  readonly place: number;
  readonly earned: number;
  readonly redeemed: number;
};

type Movement = {
  readonly change: Change;
  readonly cells: readonly LedgerCell[];
  /** The household's figures in the scheme year after the movement. */
  readonly account: PointsAccount;
  readonly spendable: Centipoints;
};

/** Columns before the cells: what moves the account. */
const HEAD_COLUMNS = 8;

/** Everything that moved points in the filter's days, in the order of the passbook, with the account after each. */
function* movements(db: ReadableDatabase, filter: LedgerFilter): Generator<Movement> {
  const accounts = openingAccounts(db, filter);
  const points = inLedger(filter, 'p');
  const redemptions = inLedger(filter, 'r');
  const loans = inLedger(filter, 'n');
  const sql = `SELECT p.business_date, 0, e.seq, p.household_id, p.scheme_year, p.points_centipoints,
      CASE e.kind WHEN 'base_grant' THEN p.points_centipoints ELSE 0 END, 0,
      h.household_no, h.head_name, h.group_name, h.member_count, p.reason, p.category, p.rule, p.review_batch,
      p.notice_from, p.notice_to, p.recorder, p.reviewer, CASE WHEN p.recorder <> '' THEN p.recorder ELSE o.name END
    FROM points_line p JOIN entry e ON e.id = p.entry_id JOIN household h ON h.id = p.household_id
    JOIN operator o ON o.id = e.operator_id${points.where}
    UNION ALL
    SELECT r.business_date, 1, e.seq, r.household_id, r.scheme_year, 0, 0,
      CASE e.kind WHEN 'return' THEN -r.total_centipoints ELSE r.total_centipoints END,
      NULL, NULL, NULL, NULL, e.summary, NULL, NULL, NULL, NULL, NULL, NULL, NULL, r.operator_name
    FROM redemption r JOIN entry e ON e.id = r.entry_id JOIN household h ON h.id = r.household_id${redemptions.where}
    UNION ALL
    SELECT n.business_date, 1, n.seq, n.household_id, n.scheme_year, 0, 0, n.points,
      NULL, NULL, NULL, NULL, n.summary, NULL, NULL, NULL, NULL, NULL, NULL, NULL, o.name
    FROM ${LOAN_POINTS} n JOIN household h ON h.id = n.household_id JOIN operator o ON o.id = n.operator_id${loans.where}
    ORDER BY 1, 2, 3`;
  for (const row of arrays(db, sql, [...points.parameters, ...redemptions.parameters, ...loans.parameters])) {
    const [date, place, , householdId, schemeYear, earned, base, redeemed] = row;
    const key = `${String(householdId)}/${String(schemeYear)}`;
    const account = plus(accounts.get(key) ?? EMPTY_POINTS_ACCOUNT, Number(earned), Number(base), Number(redeemed));
    accounts.set(key, account);
    yield {
      change: { date: String(date), place: Number(place), earned: Number(earned), redeemed: Number(redeemed) },
      cells: row.slice(HEAD_COLUMNS),
      account,
      spendable: spendableCentipoints(account, filter.yearlyCapCentipoints),
    };
  }
}

/** The accounts as they stood before the first day; empty when the ledger begins at the beginning. */
function openingAccounts(db: ReadableDatabase, filter: LedgerFilter): Map<string, PointsAccount> {
  const accounts = new Map<string, PointsAccount>();
  if (filter.from === null) return accounts;
  const before = (alias: string): Conditions =>
    new Conditions()
      .and(`${alias}.business_date < ?`, filter.from)
      .and('h.village_id = ?', filter.villageId)
      .and(`${alias}.household_id = ?`, filter.householdId);
  const points = before('p');
  const redemptions = before('r');
  const loans = before('n');
  const sql = `SELECT p.household_id, p.scheme_year, sum(p.points_centipoints),
      sum(CASE e.kind WHEN 'base_grant' THEN p.points_centipoints ELSE 0 END), 0
    FROM points_line p JOIN entry e ON e.id = p.entry_id JOIN household h ON h.id = p.household_id${points.where}
    GROUP BY 1, 2
    UNION ALL
    SELECT r.household_id, r.scheme_year, 0, 0,
      sum(CASE WHEN r.returns_id IS NULL THEN r.total_centipoints ELSE -r.total_centipoints END)
    FROM redemption r JOIN household h ON h.id = r.household_id${redemptions.where} GROUP BY 1, 2
    UNION ALL
    SELECT n.household_id, n.scheme_year, 0, 0, sum(n.points)
    FROM ${LOAN_POINTS} n JOIN household h ON h.id = n.household_id${loans.where} GROUP BY 1, 2`;
  for (const row of arrays(db, sql, [...points.parameters, ...redemptions.parameters, ...loans.parameters])) {
    const [householdId, schemeYear, earned, base, redeemed] = row;
    const key = `${String(householdId)}/${String(schemeYear)}`;
    const before = accounts.get(key) ?? EMPTY_POINTS_ACCOUNT;
    accounts.set(key, plus(before, Number(earned), Number(base), Number(redeemed)));
  }
  return accounts;
}

function plus(account: PointsAccount, earned: number, base: number, redeemed: number): PointsAccount {
  return {
    ...account,
    earnedCentipoints: centipoints(account.earnedCentipoints + earned),
    baseCentipoints: centipoints(account.baseCentipoints + base),
    redeemedCentipoints: centipoints(account.redeemedCentipoints + redeemed),
  };
}

function inLedger(filter: LedgerFilter, alias: string): Conditions {
  return new Conditions()
    .and(`${alias}.business_date >= ?`, filter.from)
    .and(`${alias}.business_date <= ?`, filter.to)
    .and('h.village_id = ?', filter.villageId)
    .and(`${alias}.household_id = ?`, filter.householdId);
}
