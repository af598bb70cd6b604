import { nameKey } from './cell-text.ts';
import type { DonationDraft, HouseholdDraft, InboundDraft, ItemDraft, ParsedRow, PointsDraft } from './drafts.ts';
import type { FoundProblem, ProblemDetail } from './import-problem.ts';

type Against = (firstRow: number) => ProblemDetail;

/** Refuses a row that repeats what an earlier row of the same file already claims. */
function refuseRepeats<Draft>(
  rows: readonly ParsedRow<Draft>[],
  key: string,
  heading: string,
  claimOf: (row: ParsedRow<Draft>) => string | null,
  detail: Against,
  severity: FoundProblem['severity'] = 'error',
): ParsedRow<Draft>[] {
  const first = new Map<string, number>();
  return rows.map((row) => {
    const claim = claimOf(row);
    if (claim === null) return row;
    const firstRow = first.get(claim);
    if (firstRow === undefined) {
      first.set(claim, row.row);
      return row;
    }
    const problem: FoundProblem = {
      severity,
      row: row.row,
      column: heading,
      value: row.shown(key),
      detail: detail(firstRow),
    };
    return { ...row, draft: severity === 'error' ? null : row.draft, problems: [...row.problems, problem] };
  });
}

type Headings = (key: string) => string;

export function checkHouseholds(
  rows: readonly ParsedRow<HouseholdDraft>[],
  heading: Headings,
): ParsedRow<HouseholdDraft>[] {
  const byNo = refuseRepeats(
    rows,
    'householdNo',
    heading('householdNo'),
    (row) => row.household?.householdNo?.toUpperCase() ?? null,
    (firstRow) => ({
      code: 'duplicate_household_no',
      firstRow,
    }),
  );
  return refuseRepeats(
    byNo,
    'idNumber',
    heading('idNumber'),
    (row) => row.household?.idNumber ?? null,
    (firstRow) => ({
      code: 'duplicate_id_number',
      firstRow,
    }),
  );
}

export function checkItems(rows: readonly ParsedRow<ItemDraft>[], heading: Headings): ParsedRow<ItemDraft>[] {
  const byCode = refuseRepeats(
    rows,
    'itemCode',
    heading('itemCode'),
    (row) => row.item?.itemCode?.toUpperCase() ?? null,
    (firstRow) => ({
      code: 'duplicate_item_code',
      firstRow,
    }),
  );
  const byBarcode = refuseRepeats(
    byCode,
    'barcode',
    heading('barcode'),
    (row) => row.item?.barcode ?? null,
    (firstRow) => ({
      code: 'duplicate_barcode',
      firstRow,
    }),
  );
  // Two codes may carry one name on purpose; without codes the name is all there is to tell items apart.
  const byName = (row: ParsedRow<ItemDraft>): string | null =>
    row.item === null || row.item.itemCode !== null || row.item.barcode !== null || row.item.itemName === null
      ? null
      : nameKey(`${row.item.itemName}|${row.item.spec ?? ''}`);
  return refuseRepeats(byBarcode, 'name', heading('name'), byName, (firstRow) => ({
    code: 'duplicate_item_name',
    firstRow,
  }));
}

/** Identical awards on one day do happen; they are taken and pointed out. */
export function checkPoints(rows: readonly ParsedRow<PointsDraft>[], heading: Headings): ParsedRow<PointsDraft>[] {
  const whole = (row: ParsedRow<PointsDraft>): string | null =>
    row.draft === null ? null : JSON.stringify([row.household?.householdNo, row.household?.headName, row.draft]);
  return refuseRepeats(
    rows,
    'reason',
    heading('reason'),
    whole,
    (firstRow) => ({ code: 'identical_row', firstRow }),
    'warning',
  );
}

export function checkInbound(rows: readonly ParsedRow<InboundDraft>[], heading: Headings): ParsedRow<InboundDraft>[] {
  return warnOfTwins(rows, heading);
}

export function checkDonations(
  rows: readonly ParsedRow<DonationDraft>[],
  heading: Headings,
): ParsedRow<DonationDraft>[] {
  return warnOfTwins(rows, heading);
}

/** The same goods from the same hand twice on one day do happen; they are taken and pointed out. */
function warnOfTwins<Draft>(rows: readonly ParsedRow<Draft>[], heading: Headings): ParsedRow<Draft>[] {
  const whole = (row: ParsedRow<Draft>): string | null =>
    row.draft === null ? null : JSON.stringify([row.item, row.draft]);
  return refuseRepeats(
    rows,
    'itemName',
    heading('itemName'),
    whole,
    (firstRow) => ({ code: 'identical_row', firstRow }),
    'warning',
  );
}
