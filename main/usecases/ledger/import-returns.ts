import type { HouseholdId, LocalDate } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { listHouseholdLines, type RedemptionLineRecord } from '../../db/repositories/import-lookup.ts';
import type { KnownHousehold, KnownItem } from './import-books.ts';

/** What households could still bring back, by the books and by the rows of the file before. */
export class ReturnPool {
  private readonly db: ReadableDatabase;
  private readonly left = new Map<string, number>();

  constructor(db: ReadableDatabase) {
    this.db = db;
  }

  handOut(household: KnownHousehold, item: KnownItem, count: number): void {
    const key = keyOf(household, item);
    this.left.set(key, this.stock(household, item, null) + count);
  }

  /** False when the household never got that many. */
  takeBack(household: KnownHousehold, item: KnownItem, count: number, date: LocalDate): boolean {
    const rest = this.stock(household, item, date) - count;
    if (rest < 0) return false;
    this.left.set(keyOf(household, item), rest);
    return true;
  }

  private stock(household: KnownHousehold, item: KnownItem, until: LocalDate | null): number {
    const counted = this.left.get(keyOf(household, item));
    if (counted !== undefined) return counted;
    if (household.id === null || item.id === null) return 0;
    const lines = listHouseholdLines(this.db, household.id, until ?? ('9999-12-31' as LocalDate));
    return lines.reduce((sum, line) => sum + (line.itemId === item.id ? line.returnableQuantity : 0), 0);
  }
}

function keyOf(household: KnownHousehold, item: KnownItem): string {
  return JSON.stringify([household.householdNo, item.code]);
}

export type WantedBack = { readonly itemId: string; readonly lotCode: string | null; readonly quantity: number };
export type Original = {
  readonly redemptionId: RedemptionLineRecord['entryId'];
  readonly lines: readonly { readonly lineNo: number; readonly quantity: number }[];
};

/**
 * The redemption that a return on paper takes back: the one its note names, else the latest of the household that
 * holds everything that came back. Null when there is none.
 */
export function findOriginal(
  db: ReadableDatabase,
  householdId: HouseholdId,
  until: LocalDate,
  wanted: readonly WantedBack[],
  note: string,
): Original | null {
  const byEntry = new Map<RedemptionLineRecord['entryId'], RedemptionLineRecord[]>();
  for (const line of listHouseholdLines(db, householdId, until)) {
    if (line.returnableQuantity > 0) byEntry.set(line.entryId, [...(byEntry.get(line.entryId) ?? []), line]);
  }
  const entries = [...byEntry].sort(([, a], [, b]) => named(b, note) - named(a, note));
  for (const [redemptionId, lines] of entries) {
    const taken = takeFrom(lines, wanted);
    if (taken !== null) return { redemptionId, lines: taken };
  }
  return null;
}

function named(lines: readonly RedemptionLineRecord[], note: string): number {
  const documentNo = lines[0]?.documentNo ?? '';
  return documentNo !== '' && note.includes(documentNo) ? 1 : 0;
}

function takeFrom(lines: readonly RedemptionLineRecord[], wanted: readonly WantedBack[]): Original['lines'] | null {
  const left = new Map(lines.map((line) => [line.lineNo, line.returnableQuantity]));
  const taken = new Map<number, number>();
  for (const want of wanted) {
    let missing = want.quantity;
    for (const line of lines) {
      const fits = line.itemId === want.itemId && (want.lotCode === null || line.lotCode.startsWith(want.lotCode));
      const share = fits ? Math.min(missing, left.get(line.lineNo) ?? 0) : 0;
      if (share === 0) continue;
      missing -= share;
      left.set(line.lineNo, (left.get(line.lineNo) ?? 0) - share);
      taken.set(line.lineNo, (taken.get(line.lineNo) ?? 0) + share);
    }
    if (missing > 0) return null;
  }
  return [...taken].map(([lineNo, count]) => ({ lineNo, quantity: count }));
}
