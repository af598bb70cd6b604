import type { PassbookLine } from '../../../shared/contract/points.ts';
import { EMPTY_POINTS_ACCOUNT, spendableCentipoints } from '../../../shared/domain/points/points-account.ts';
import { centipoints, type HouseholdId } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { listPointsMovements, listSchemeYears } from '../../db/repositories/points-repository.ts';
import { readScheme } from '../settings/shop-settings.ts';

export type Passbook = {
  readonly schemeYear: number;
  /** Years with anything in them, newest first; always holds `schemeYear`. */
  readonly years: readonly number[];
  readonly lines: readonly PassbookLine[];
};

/** The passbook (积分存折) of one household and scheme year: every movement with the figures after it. */
export function readPassbook(db: ReadableDatabase, householdId: HouseholdId, schemeYear: number): Passbook {
  const cap = readScheme(db).yearlyCapCentipoints;
  let account = EMPTY_POINTS_ACCOUNT;
  const lines = listPointsMovements(db, householdId, schemeYear).map((movement): PassbookLine => {
    const { earnedCentipoints: earned, baseCentipoints: base, redeemedCentipoints: redeemed, ...rest } = movement;
    account = {
      ...account,
      earnedCentipoints: centipoints(account.earnedCentipoints + earned),
      baseCentipoints: centipoints(account.baseCentipoints + base),
      redeemedCentipoints: centipoints(account.redeemedCentipoints + redeemed),
    };
    return {
      ...rest,
      awardCentipoints: centipoints(Math.max(0, earned)),
      deductionCentipoints: centipoints(Math.max(0, -earned)),
      redeemedCentipoints: redeemed,
      honourCentipoints: account.earnedCentipoints,
      spendableCentipoints: spendableCentipoints(account, cap),
    };
  });
  const years = listSchemeYears(db, householdId);
  return {
    schemeYear,
    years: years.includes(schemeYear) ? years : [schemeYear, ...years].sort((a, b) => b - a),
    lines,
  };
}
