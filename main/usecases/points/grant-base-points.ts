import { type EntryId, entryId, type HouseholdId } from '../../../shared/kernel/brands.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { inTransaction } from '../../db/open-database.ts';
import { listHouseholdsWithoutEntry } from '../../db/repositories/household-repository.ts';
import { CENTIPOINT, householdAccount, pointsSource } from '../../journal/accounts.ts';
import { findEntry } from '../../journal/entries.ts';
import type { Posting } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';
import { requestDigest } from '../idempotency.ts';
import { readScheme } from '../settings/shop-settings.ts';

export const BASE_CATEGORY = '基础分';

const baseGrantPrefix = (schemeYear: number): string => `base-${schemeYear}-`;
const baseGrantId = (householdId: HouseholdId, schemeYear: number): EntryId =>
  entryId(`${baseGrantPrefix(schemeYear)}${householdId}`);

/**
 * Grants the scheme's base points of one year to one household, once; says whether it posted anything.
 * Base counts toward the honour figure and is never spendable (civility: 100 a year).
 */
export function grantBasePointsWithin(context: UseCaseContext, householdId: HouseholdId, schemeYear: number): boolean {
  const base = readScheme(context.db).baseCentipoints;
  const id = baseGrantId(householdId, schemeYear);
  if (base === 0 || findEntry(context.db, id)) return false;
  const businessDate = localDate(`${schemeYear}-01-01`);
  const reason = `${schemeYear}年度基础分`;
  post(context.db, {
    id,
    kind: 'base_grant',
    businessDate,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId,
    summary: reason,
    reversesId: null,
    requestDigest: requestDigest({ base, schemeYear }),
    postings: basePostings(householdId, schemeYear, base),
    context: [
      {
        table: 'points_line',
        values: {
          household_id: householdId,
          scheme_year: schemeYear,
          business_date: businessDate,
          points_centipoints: base,
          reason,
          category: BASE_CATEGORY,
          rule: '',
          review_batch: '',
          notice_from: null,
          notice_to: null,
          recorder: '',
          reviewer: '',
        },
      },
    ],
  });
  return true;
}

/** Earned rises by the base, and the reserve that keeps it from being spent rises with it. */
function basePostings(householdId: HouseholdId, schemeYear: number, base: number): Posting[] {
  const posting = (account: string, amount: number): Posting => ({
    book: 'points',
    unit: CENTIPOINT,
    account,
    lotId: null,
    amount,
  });
  return [
    posting(householdAccount(householdId, schemeYear, 'earned'), base),
    posting(pointsSource('base'), -base),
    posting(householdAccount(householdId, schemeYear, 'base'), base),
    posting(pointsSource('base-reserve'), -base),
  ];
}

const PAGE = 500;

/** Opens a scheme year: base points for every active household that has none yet. Safe to run again. */
export function openSchemeYear(context: UseCaseContext, schemeYear: number): number {
  if (readScheme(context.db).baseCentipoints === 0) return 0;
  const missing = listHouseholdsWithoutEntry(context.db, baseGrantPrefix(schemeYear));
  let granted = 0;
  for (let start = 0; start < missing.length; start += PAGE) {
    inTransaction(context.db, () => {
      for (const id of missing.slice(start, start + PAGE)) {
        if (grantBasePointsWithin(context, id, schemeYear)) granted += 1;
      }
    });
  }
  return granted;
}
