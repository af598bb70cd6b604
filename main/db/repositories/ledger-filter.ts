import type { PersonalLevel } from '../../../shared/domain/household/personal-data.ts';
import type { LedgerCell } from '../../../shared/domain/ledger/ledger-row.ts';
import type { Centipoints, HouseholdId, LocalDate, VillageId } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { getRow } from '../statements.ts';

export type LedgerFilter = {
  /** The day of the sheet: a catalogue shows the prices in force on it. */
  readonly today: LocalDate;
  /** First and last business day; null: open. Ledgers of a state (roster, catalogue) have no days. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  /** Narrow the ledgers of households; goods belong to the shop as a whole. */
  readonly villageId: VillageId | null;
  readonly householdId: HouseholdId | null;
  /** How much of people texts show that name one among other things. */
  readonly level: PersonalLevel;
  /** The scheme's cap on redeeming, for the spendable figure after each row. */
  readonly yearlyCapCentipoints: Centipoints | null;
};

/** A WHERE clause grown condition by condition; a null value adds nothing. */
export class Conditions {
  readonly #parts: string[] = [];
  readonly parameters: string[] = [];

  and(condition: string, value: string | null): this {
    if (value === null) return this;
    this.#parts.push(condition);
    this.parameters.push(value);
    return this;
  }

  /** ` WHERE a AND b`, or `otherwise` when there are none. */
  get where(): string {
    return this.#parts.length === 0 ? '' : ` WHERE ${this.#parts.join(' AND ')}`;
  }

  /** ` AND a AND b` after conditions that are always there. */
  get more(): string {
    return this.#parts.map((part) => ` AND ${part}`).join('');
  }
}

export function countRows(db: ReadableDatabase, sql: string, parameters: readonly string[]): number {
  return getRow<{ n: number }>(db, sql, ...parameters)?.n ?? 0;
}

/** Rows of a query as arrays in the order of its columns, one at a time; the query ends with the loop over them. */
export function* arrays(db: ReadableDatabase, sql: string, parameters: readonly string[]): Generator<LedgerCell[]> {
  yield* db
    .prepare(sql)
    .raw()
    .iterate(...parameters) as IterableIterator<LedgerCell[]>;
}

/** Puts 1, 2, 3, … into the first cell of every row. */
export function* numbered(rows: Iterable<LedgerCell[]>): Generator<LedgerCell[]> {
  let serial = 0;
  for (const row of rows) {
    serial += 1;
    row[0] = serial;
    yield row;
  }
}
