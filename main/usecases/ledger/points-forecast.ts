import {
  availableCentipoints,
  EMPTY_POINTS_ACCOUNT,
  type PointsAccount,
} from '../../../shared/domain/points/points-account.ts';
import { centipoints } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { readPointsAccount } from '../points/points-balances.ts';
import type { KnownHousehold } from './import-books.ts';

/** The points that households will have once a file is in: what the books say and what its sheets bring. */
export class PointsForecast {
  private readonly db: ReadableDatabase;
  private readonly accounts = new Map<string, PointsAccount>();

  constructor(db: ReadableDatabase) {
    this.db = db;
  }

  /** `points` are centipoints, below zero for a deduction. */
  award(household: KnownHousehold, year: number, points: number): void {
    const account = this.account(household, year);
    this.accounts.set(keyOf(household, year), {
      ...account,
      earnedCentipoints: centipoints(account.earnedCentipoints + points),
    });
  }

  /** `points` are centipoints, below zero for goods that came back. */
  redeem(household: KnownHousehold, year: number, points: number): void {
    const account = this.account(household, year);
    this.accounts.set(keyOf(household, year), {
      ...account,
      redeemedCentipoints: centipoints(account.redeemedCentipoints + points),
    });
  }

  /** By how many centipoints more was redeemed than there were; 0 when it was covered. */
  arrears(household: KnownHousehold, year: number): number {
    return Math.max(0, -availableCentipoints(this.account(household, year)));
  }

  private account(household: KnownHousehold, year: number): PointsAccount {
    const key = keyOf(household, year);
    const known = this.accounts.get(key);
    if (known !== undefined) return known;
    const stored = household.id === null ? EMPTY_POINTS_ACCOUNT : readPointsAccount(this.db, household.id, year);
    this.accounts.set(key, stored);
    return stored;
  }
}

function keyOf(household: KnownHousehold, year: number): string {
  return `${year} ${household.householdNo}`;
}
