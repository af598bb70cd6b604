import type { ParsedRow, RedemptionDraft } from '../../../shared/domain/ledger/import/drafts.ts';
import type { HouseholdId, ItemId } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { listRedemptionRecords, type RedemptionLineRecord } from '../../db/repositories/import-lookup.ts';
import { codeKey } from './import-books.ts';
import { periodOf } from './import-points.ts';

type Target = { readonly householdId: HouseholdId | null; readonly itemId: ItemId | null };
type Open = { readonly record: RedemptionLineRecord; left: number };

/** Finds the lines of a file that the books have already; every line of the books answers for one line of the file. */
export class RedemptionMatcher {
  private readonly open = new Map<string, Open[]>();

  constructor(db: ReadableDatabase, rows: readonly ParsedRow<RedemptionDraft>[]) {
    const period = periodOf(rows.flatMap((row) => (row.draft === null ? [] : [row.draft.date])));
    for (const record of period === null ? [] : listRedemptionRecords(db, period)) {
      const key = keyOf(record.householdId, record.itemId, record.date, record.quantity);
      const list = this.open.get(key) ?? [];
      list.push({ record, left: Math.abs(record.quantity) });
      this.open.set(key, list);
    }
  }

  /** Indexes of the rows that are known. Exact lines first, then quantities that were taken out of several lots. */
  match(rows: readonly ParsedRow<RedemptionDraft>[], targetOf: (index: number) => Target | null): ReadonlySet<number> {
    const known = new Set<number>();
    for (const pass of [takeExact, takeTogether]) {
      for (const [index, row] of rows.entries()) {
        const target = known.has(index) ? null : targetOf(index);
        const { draft } = row;
        if (draft === null || target === null || target.householdId === null || target.itemId === null) continue;
        const open = this.open.get(keyOf(target.householdId, target.itemId, draft.date, draft.quantity)) ?? [];
        const candidates = open.filter(({ record, left }) => left > 0 && couldBe(draft, record));
        if (pass(candidates, draft)) known.add(index);
      }
    }
    return known;
  }
}

function keyOf(householdId: HouseholdId, itemId: ItemId, date: string, count: number): string {
  return JSON.stringify([householdId, itemId, date, count < 0]);
}

function couldBe(draft: RedemptionDraft, record: RedemptionLineRecord): boolean {
  if (draft.documentNo !== null && codeKey(draft.documentNo) !== codeKey(record.documentNo)) return false;
  return draft.lotCode === null || record.lotCode === draft.lotCode || record.lotCode.startsWith(`${draft.lotCode}-`);
}

function takeExact(candidates: readonly Open[], draft: RedemptionDraft): boolean {
  const wanted = Math.abs(draft.quantity);
  const same = candidates.filter(({ left }) => left === wanted);
  const found = same.find(({ record }) => record.lotCode === draft.lotCode) ?? same[0];
  if (found === undefined) return false;
  found.left = 0;
  return true;
}

/** One line of paper may be several lines of the books; without a number they must at least be one whole document. */
function takeTogether(candidates: readonly Open[], draft: RedemptionDraft): boolean {
  const wanted = Math.abs(draft.quantity);
  const sum = (lines: readonly Open[]): number => lines.reduce((total, { left }) => total + left, 0);
  if (draft.documentNo !== null) return sum(candidates) >= wanted && take(candidates, wanted);
  const entries = new Map<string, Open[]>();
  for (const line of candidates) entries.set(line.record.entryId, [...(entries.get(line.record.entryId) ?? []), line]);
  const whole = [...entries.values()].find((lines) => sum(lines) === wanted);
  return whole !== undefined && take(whole, wanted);
}

function take(lines: readonly Open[], wanted: number): boolean {
  let missing = wanted;
  for (const line of lines) {
    const share = Math.min(missing, line.left);
    line.left -= share;
    missing -= share;
  }
  return true;
}
