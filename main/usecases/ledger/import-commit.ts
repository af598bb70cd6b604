import { setImmediate } from 'node:timers/promises';
import type { FoundProblem } from '../../../shared/domain/ledger/import/import-problem.ts';
import type { SheetMapping, SheetOutcome, WorkProgress } from '../../../shared/domain/ledger/import-report.ts';
import type { Refusal } from '../../../shared/contract/base.ts';
import { importProblem } from '../../../shared/messages/import-problem-text.ts';
import { refusalText } from '../../../shared/messages/refusal-text.ts';
import { inTransaction } from '../../db/open-database.ts';
import { writeImportMapping } from '../../db/repositories/import-lookup.ts';
import type { UseCaseContext } from '../context.ts';
import { ImportBooks } from './import-books.ts';
import { checkPrepared } from './import-preview.ts';
import { inImportOrder, type PreparedSheet } from './import-prepare.ts';
import type { CheckedSheet, ImportUnit, Verdict } from './import-verdict.ts';

/**
 * Rows in one transaction. At 200 a redemption waited for 25 ms of work, at 50 for 8, and the import takes as long: a
 * commit costs half a millisecond.
 */
export const ROWS_AT_ONCE = 50;

export type CommittedImport = {
  readonly cancelled: boolean;
  readonly sheets: readonly SheetOutcome[];
  readonly bad: ReadonlyMap<PreparedSheet, readonly Verdict[]>;
};

type Counts = { added: number; updated: number; skipped: number };
type Committed = { readonly outcome: SheetOutcome; readonly bad: readonly Verdict[]; readonly cancelled: boolean };

/**
 * Takes the good rows in, a few hundred at a time, each portion in a transaction of its own. Stopped in between, what
 * was taken stays, and the same file again takes the rest: every sheet is compared with the books just before it is
 * taken, so nothing comes in twice.
 */
export async function* commitImport(
  context: UseCaseContext,
  sheets: readonly PreparedSheet[],
  signal: AbortSignal,
): AsyncGenerator<WorkProgress, CommittedImport> {
  const outcomes = new Map<PreparedSheet, SheetOutcome>();
  const bad = new Map<PreparedSheet, readonly Verdict[]>();
  let cancelled = false;
  for (const sheet of inImportOrder(sheets)) {
    if (cancelled || signal.aborted) {
      cancelled = true;
      outcomes.set(sheet, notTaken(sheet));
      continue;
    }
    const committed = yield* commitSheet(context, sheet, signal);
    outcomes.set(sheet, committed.outcome);
    bad.set(sheet, committed.bad);
    cancelled = committed.cancelled;
  }
  return { cancelled, sheets: sheets.flatMap((sheet) => outcomes.get(sheet) ?? []), bad };
}

async function* commitSheet(
  context: UseCaseContext,
  sheet: PreparedSheet,
  signal: AbortSignal,
): AsyncGenerator<WorkProgress, Committed> {
  const checked =
    sheet.parsed === null ? null : checkPrepared(context, new ImportBooks(context.db, context.today), sheet);
  if (checked === null) return { outcome: notTaken(sheet), bad: [], cancelled: false };
  const counts: Counts = { added: 0, updated: 0, skipped: checked.verdicts.filter(isKnown).length };
  const refused = new Map<Verdict, FoundProblem>();
  const total = checked.units.reduce((sum, unit) => sum + unit.verdicts.length, 0);
  let done = 0;
  yield { stage: sheet.raw.name, done, total };
  for (const portion of portions(checked.units)) {
    await setImmediate();
    if (signal.aborted) break;
    inTransaction(context.db, () => {
      for (const unit of portion) applyUnit(context, unit, counts, refused);
    });
    done += portion.reduce((sum, unit) => sum + unit.verdicts.length, 0);
    yield { stage: sheet.raw.name, done, total };
  }
  return { ...outcomeOf(sheet, checked, counts, refused), cancelled: done < total };
}

const isKnown = (verdict: Verdict): boolean => verdict.outcome === 'known';

function applyUnit(
  context: UseCaseContext,
  unit: ImportUnit,
  counts: Counts,
  refused: Map<Verdict, FoundProblem>,
): void {
  const applied = unit.apply(context);
  if (!applied.ok) {
    for (const verdict of unit.verdicts) refused.set(verdict, refusedByBooks(verdict, applied.error));
    return;
  }
  const key = applied.value === 'known' ? 'skipped' : applied.value;
  counts[key] += unit.verdicts.length;
}

/** What only came to light while writing: somebody used the goods, or took the number, since the preview. */
function refusedByBooks(verdict: Verdict, refusal: Refusal): FoundProblem {
  const detail = { code: 'refused_by_books', sentence: refusalText(refusal) } as const;
  return { severity: 'error', row: verdict.row.row, column: '', value: '', detail };
}

function* portions(units: readonly ImportUnit[]): Generator<ImportUnit[]> {
  let portion: ImportUnit[] = [];
  let rows = 0;
  for (const unit of units) {
    portion.push(unit);
    rows += unit.verdicts.length;
    if (rows < ROWS_AT_ONCE) continue;
    yield portion;
    portion = [];
    rows = 0;
  }
  if (portion.length > 0) yield portion;
}

function outcomeOf(
  sheet: PreparedSheet,
  checked: CheckedSheet,
  counts: Counts,
  refused: ReadonlyMap<Verdict, FoundProblem>,
): Omit<Committed, 'cancelled'> {
  const verdicts = checked.verdicts.map((verdict): Verdict => {
    const problem = refused.get(verdict);
    return problem === undefined ? verdict : { ...verdict, outcome: 'bad', problems: [...verdict.problems, problem] };
  });
  const bad = verdicts.filter((verdict) => verdict.outcome === 'bad');
  const problems = [...sheet.problems, ...verdicts.flatMap((verdict) => verdict.problems)].map(importProblem);
  const outcome: SheetOutcome = {
    sheet: sheet.raw.name,
    ledger: sheet.recognition.ledger,
    good: verdicts.length - bad.length,
    bad: bad.length,
    ...counts,
    problems,
  };
  return { outcome, bad };
}

function notTaken(sheet: PreparedSheet): SheetOutcome {
  return {
    sheet: sheet.raw.name,
    ledger: sheet.recognition.ledger,
    good: 0,
    bad: sheet.parsed === null ? sheet.rows.length : 0,
    added: 0,
    updated: 0,
    skipped: 0,
    problems: sheet.problems.map(importProblem),
  };
}

/** Keeps what a clerk said about headings, for the next file that looks the same. */
export function rememberMapping(context: UseCaseContext, sheet: PreparedSheet, mapping: SheetMapping): void {
  inTransaction(context.db, () => {
    writeImportMapping(context.db, sheet.recognition.fingerprint, JSON.stringify(mapping));
  });
}
