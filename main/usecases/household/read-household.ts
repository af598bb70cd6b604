import type { HouseholdCard, HouseholdPage } from '../../../shared/contract/household.ts';
import { availableCentipoints, spendableCentipoints } from '../../../shared/domain/points/points-account.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { centipoints, type HouseholdId, type LocalDate, type VillageId } from '../../../shared/kernel/brands.ts';
import { yearOf } from '../../../shared/kernel/local-date.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { findHousehold, listHouseholds } from '../../db/repositories/household-repository.ts';
import { listRedemptions } from '../../db/repositories/redemption-repository.ts';
import { readPointsAccount } from '../points/points-balances.ts';
import { readScheme } from '../settings/shop-settings.ts';
import { listedOf, spendableReader, summaryOf } from './household-summary.ts';
import { findHits } from './search-households.ts';

const MOST_TODAY = 50;

/** The counter's card of one household: honour, spendable, arrears and today's documents. */
export function readHouseholdCard(
  db: ReadableDatabase,
  householdId: HouseholdId,
  today: LocalDate,
): Result<HouseholdCard, Extract<RedemptionRefusal, { code: 'household_not_found' }>> {
  const household = findHousehold(db, householdId);
  if (!household) return err({ code: 'household_not_found' });
  const schemeYear = yearOf(today);
  const account = readPointsAccount(db, householdId, schemeYear);
  const todays = listRedemptions(db, { from: today, to: today, householdId }, 0, MOST_TODAY).rows;
  return ok({
    household: summaryOf(db, household),
    schemeYear,
    account,
    honourCentipoints: account.earnedCentipoints,
    spendableCentipoints: spendableCentipoints(account, readScheme(db).yearlyCapCentipoints),
    arrearsCentipoints: centipoints(Math.max(0, -availableCentipoints(account))),
    today: todays.map(({ id, kind, documentNo, timeOfDay, totalCentipoints }) => {
      return { id, kind, documentNo, timeOfDay, totalCentipoints };
    }),
  });
}

const MOST_HITS = 2000;

/** One page of the roster, all of it or what a search finds. */
export function listHouseholdPage(
  db: ReadableDatabase,
  input: {
    readonly query: string;
    readonly villageId: VillageId | null;
    readonly offset: number;
    readonly limit: number;
  },
  today: LocalDate,
): HouseholdPage {
  const spendable = spendableReader(db, today);
  if (input.query.trim() === '') {
    const { total, rows } = listHouseholds(db, input.villageId, input.offset, input.limit);
    const shown = rows.map((household) => ({
      ...listedOf(db, household),
      spendableCentipoints: spendable(household.id),
      matched: 'number' as const,
    }));
    return { total, rows: shown };
  }
  const hits = findHits(db, input.query, MOST_HITS)
    .map((hit) => ({ ...hit, household: must(findHousehold(db, hit.id), 'a term points to a household') }))
    .filter(({ household }) => input.villageId === null || household.villageId === input.villageId);
  const page = hits.slice(input.offset, input.offset + input.limit).map(({ household, matched }) => ({
    ...listedOf(db, household),
    spendableCentipoints: spendable(household.id),
    matched,
  }));
  return { total: hits.length, rows: page };
}
