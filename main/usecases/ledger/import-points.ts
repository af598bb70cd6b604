import type { ParsedRow, PointsDraft } from '../../../shared/domain/ledger/import/drafts.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { type Centipoints, centipoints, type HouseholdId, type LocalDate } from '../../../shared/kernel/brands.ts';
import { yearOf } from '../../../shared/kernel/local-date.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { listPointsRecords, type Period } from '../../db/repositories/import-lookup.ts';
import { BASE_CATEGORY, grantBasePointsWithin } from '../points/grant-base-points.ts';
import { recordPointsWithin } from '../points/record-points.ts';
import { readScheme } from '../settings/shop-settings.ts';
import {
  badVerdict,
  type CheckContext,
  type CheckedSheet,
  importedId,
  type ImportUnit,
  problemOf,
  Tally,
  type Verdict,
} from './import-verdict.ts';

/** Awards and deductions against the books: the nth of identical rows is the nth of identical records. */
export function checkPointsRows(rows: readonly ParsedRow<PointsDraft>[], check: CheckContext): CheckedSheet {
  const verdicts: Verdict[] = [];
  const units: ImportUnit[] = [];
  const period = periodOf(rows.flatMap((row) => (row.draft === null ? [] : [row.draft.date])));
  const records = period === null ? [] : listPointsRecords(check.db, period);
  const tally = new Tally(records.map((record) => keyOf(record.householdId, record)));
  const base = readScheme(check.db).baseCentipoints;
  for (const row of rows) {
    const household = check.books.resolveHousehold(must(row.household, 'a points row refers to a household'));
    const says = row.household?.householdNo ?? row.household?.headName ?? row.household?.idNumber ?? null;
    if (!household.ok && says !== null) {
      verdicts.push(badVerdict(row, [problemOf(check, row, household.error.key, household.error.detail)]));
      continue;
    }
    const { draft } = row;
    if (!household.ok || draft === null) {
      verdicts.push(badVerdict(row, []));
      continue;
    }
    const { id, householdNo } = household.value;
    const signed = signedOf(draft);
    const key = keyOf(id ?? householdNo, { ...draft, pointsCentipoints: signed });
    const { ordinal, known } = tally.next(key);
    const verdict: Verdict = { row, outcome: known ? 'known' : 'add', problems: row.problems };
    verdicts.push(verdict);
    const isBase = draft.category === BASE_CATEGORY && base > 0 && signed === base;
    // Base points can never be redeemed.
    if (!known && !isBase) check.books.points.award(household.value, yearOf(draft.date), signed);
    if (known || id === null) continue;
    units.push(
      isBase ? baseUnit(verdict, id, draft) : pointsUnit(verdict, id, draft, importedId('points', key, ordinal)),
    );
  }
  return { verdicts, units };
}

type Keyed = {
  readonly date: LocalDate;
  readonly pointsCentipoints: Centipoints;
  readonly reason: string;
  readonly category: string;
  readonly rule: string;
};

function keyOf(household: HouseholdId | string, row: Keyed): string {
  return JSON.stringify([household, row.date, row.pointsCentipoints, row.reason, row.category, row.rule]);
}

function signedOf(draft: PointsDraft): Centipoints {
  return draft.kind === 'award' ? draft.pointsCentipoints : centipoints(-draft.pointsCentipoints);
}

function pointsUnit(
  verdict: Verdict,
  householdId: HouseholdId,
  draft: PointsDraft,
  requestId: ReturnType<typeof importedId>,
): ImportUnit {
  const { kind, ...rest } = draft;
  return {
    verdicts: [verdict],
    apply: (context) => {
      const posted = recordPointsWithin(context, { requestId, householdId, direction: kind, ...rest }, 'on_paper');
      return posted.ok ? ok('added') : err(posted.error);
    },
  };
}

/** The scheme's own base points: granted by the scheme's rule, once a year, never a second time as an award. */
function baseUnit(verdict: Verdict, householdId: HouseholdId, draft: PointsDraft): ImportUnit {
  return {
    verdicts: [verdict],
    apply: (context) => ok(grantBasePointsWithin(context, householdId, yearOf(draft.date)) ? 'added' : 'known'),
  };
}

/** From the first to the last day of a file's rows; null when it has none. */
export function periodOf(dates: readonly LocalDate[]): Period | null {
  const [first] = dates;
  if (first === undefined) return null;
  let [from, to] = [first, first];
  for (const date of dates) {
    if (date < from) from = date;
    if (date > to) to = date;
  }
  return { from, to };
}
