import { type Centipoints, centipoints } from '../../../kernel/brands.ts';
import { readPoints, readSignedPoints } from './cell-number.ts';
import type { HouseholdReference, ParsedRow, PointsDraft } from './drafts.ts';
import type { RawRow } from './raw-workbook.ts';
import { RowReader, type SheetContext, TEXT_LIMITS } from './row-reader.ts';

/** Awards and deductions, a row each. */
export function parsePoints(rows: readonly RawRow[], context: SheetContext): ParsedRow<PointsDraft>[] {
  return rows.map((row) => parseRow(new RowReader(row, context)));
}

function parseRow(reader: RowReader): ParsedRow<PointsDraft> {
  const household = reader.householdReference();
  requireHousehold(reader, household);
  const date = reader.businessDate('date', true);
  const change = changeOf(reader);
  const short = (key: string): string => reader.text(key, TEXT_LIMITS.short) ?? '';
  const category = short('category');
  const rule = reader.text('rule', TEXT_LIMITS.reason) ?? '';
  const reason = reader.text('reason', TEXT_LIMITS.reason) ?? (rule === '' ? category : rule);
  const rest = {
    category,
    rule,
    reviewBatch: short('reviewBatch'),
    noticeFrom: reader.date('noticeFrom'),
    noticeTo: reader.date('noticeTo'),
    recorder: short('recorder'),
    reviewer: short('reviewer'),
  };
  if (reason === '' && !reader.problems.some((problem) => problem.column === reader.heading('reason'))) {
    reader.problem('error', 'reason', { code: 'missing' });
  }
  const complete = !reader.failed && date !== null && change !== null;
  return {
    row: reader.row,
    rows: [reader.row],
    draft: complete ? { date, ...change, reason, ...rest } : null,
    household,
    item: null,
    problems: [...reader.problems],
    shown: reader.shown,
  };
}

/** A row must say whose it is: by number, by name or by ID number. */
export function requireHousehold(reader: RowReader, household: HouseholdReference): void {
  if (household.householdNo !== null || household.headName !== null || household.idNumber !== null) return;
  if (reader.failed) return;
  reader.problem('error', reader.has('householdNo') ? 'householdNo' : 'headName', { code: 'household_missing' });
}

type Change = { readonly kind: 'award' | 'deduction'; readonly pointsCentipoints: Centipoints };

function changeOf(reader: RowReader): Change | null {
  const before = reader.problems.length;
  const award = reader.take('award', readPoints(reader.cell('award'))) ?? 0;
  const deduction = reader.take('deduction', readPoints(reader.cell('deduction'))) ?? 0;
  if (reader.problems.length > before) return null;
  if (award > 0 && deduction > 0) {
    reader.problem('error', 'deduction', { code: 'points_both' });
    return null;
  }
  if (award > 0) return { kind: 'award', pointsCentipoints: centipoints(award) };
  if (deduction > 0) return { kind: 'deduction', pointsCentipoints: centipoints(deduction) };
  return signedChange(reader, before);
}

const DIRECTIONS = [
  { value: 'deduction' as const, words: /扣|减|罚|惩|支出|-/, name: '扣分' },
  { value: 'award' as const, words: /加|奖|增|获|收入|\+/, name: '加分' },
];

/** One column for awards and deductions: a direction column tells them apart, else the sign. */
function signedChange(reader: RowReader, before: number): Change | null {
  const change = reader.take('change', readSignedPoints(reader.cell('change')));
  const direction = reader.choice('direction', DIRECTIONS);
  if (reader.problems.length > before) return null;
  if (change === null || change === 0) {
    const key = ['award', 'change', 'deduction'].find((candidate) => reader.has(candidate)) ?? 'award';
    reader.problem('error', key, { code: 'points_missing' });
    return null;
  }
  if (direction === 'award' && change < 0) {
    reader.problem('error', 'change', { code: 'negative_number' });
    return null;
  }
  const kind = direction ?? (change < 0 ? 'deduction' : 'award');
  return { kind, pointsCentipoints: centipoints(Math.abs(change)) };
}
