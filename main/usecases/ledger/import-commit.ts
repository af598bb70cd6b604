import { setImmediate } from 'node:timers/promises';
import type { ImportableLedger } from '../../../shared/domain/ledger/import/import-columns.ts';
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

/** A sheet whose rows are being taken in. */
type Work = {
  readonly sheet: PreparedSheet;
  readonly checked: CheckedSheet;
  readonly counts: Counts;
  readonly refused: Map<Verdict, FoundProblem>;
};
type Step = { readonly unit: ImportUnit; readonly work: Work };

/**
 * Takes the good rows in, a few hundred at a time, each portion in a transaction of its own. Stopped in between, what
 * was taken stays, and the same file again takes the rest: every sheet is compared with the books just before it is
 * taken, so nothing comes in twice. Documents that moved goods are taken over in the order of their days, whatever
 * sheets they stand on: what was handed out, brought back and then written off must be there each time.
 */
export async function* commitImport(
  context: UseCaseContext,
  sheets: readonly PreparedSheet[],
  signal: AbortSignal,
): AsyncGenerator<WorkProgress, CommittedImport> {
  const outcomes = new Map<PreparedSheet, SheetOutcome>(sheets.map((sheet) => [sheet, notTaken(sheet)]));
  const bad = new Map<PreparedSheet, readonly Verdict[]>(sheets.map((sheet) => [sheet, []]));
  const works: Work[] = [];
  let waiting: readonly Step[] = [];
  let cancelled = false;
  for (const group of groupsOf(inImportOrder(sheets))) {
    cancelled ||= signal.aborted;
    if (cancelled) break;
    const begun = begin(context, group);
    works.push(...begun);
    const steps = begun.flatMap((work) => work.checked.units.map((unit): Step => ({ unit, work })));
    const last = group.some(movesGoods);
    const now = last ? inOrderOfDays([...waiting, ...steps]) : steps.filter(({ unit }) => unit.movedOn === undefined);
    waiting = last ? [] : [...waiting, ...steps.filter(({ unit }) => unit.movedOn !== undefined)];
    if (begun.length > 0) cancelled = !(yield* take(context, now, begun, signal));
  }
  if (!cancelled && waiting.length > 0) {
    cancelled = !(yield* take(context, inOrderOfDays(waiting), [...new Set(waiting.map(({ work }) => work))], signal));
  }
  for (const work of works) {
    const done = outcomeOf(work.sheet, work.checked, work.counts, work.refused);
    outcomes.set(work.sheet, done.outcome);
    bad.set(work.sheet, done.bad);
  }
  return { cancelled, sheets: sheets.flatMap((sheet) => outcomes.get(sheet) ?? []), bad };
}

/** Sheets of documents that took goods off the shelf; of one day, those of the first come first. */
const MOVING: readonly (ImportableLedger | null)[] = ['inbound', 'redemption', 'write_off', 'stocktake'];

const movesGoods = ({ recognition: { ledger } }: PreparedSheet): boolean =>
  ledger !== 'inbound' && MOVING.includes(ledger);

/** Each sheet by itself, but those of documents that took goods off the shelf together: they stand last. */
function groupsOf(sheets: readonly PreparedSheet[]): PreparedSheet[][] {
  const moving = sheets.filter(movesGoods);
  const others = sheets.filter((sheet) => !movesGoods(sheet)).map((sheet) => [sheet]);
  return moving.length === 0 ? others : [...others, moving];
}

/** Compares the sheets with the books, each knowing what the ones before it in the group bring. */
function begin(context: UseCaseContext, group: readonly PreparedSheet[]): Work[] {
  const books = new ImportBooks(context.db, context.today);
  return group.flatMap((sheet): Work[] => {
    const checked = checkPrepared(context, books, sheet);
    if (checked === null) return [];
    const counts = { added: 0, updated: 0, skipped: checked.verdicts.filter(isKnown).length };
    return [{ sheet, checked, counts, refused: new Map() }];
  });
}

/** By day; of one day by sheet, and of one sheet in its order. What stands on one sheet alone keeps its order. */
function inOrderOfDays(steps: readonly Step[]): readonly Step[] {
  if (new Set(steps.map(({ work }) => work)).size < 2) return steps;
  const rank = ({ unit, work }: Step): string =>
    `${unit.movedOn ?? ''} ${MOVING.indexOf(work.sheet.recognition.ledger)}`;
  return [...steps].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}

/** Takes the documents over, portion by portion. False: stopped on the way. */
async function* take(
  context: UseCaseContext,
  steps: readonly Step[],
  works: readonly Work[],
  signal: AbortSignal,
): AsyncGenerator<WorkProgress, boolean> {
  const stage = works.map(({ sheet }) => sheet.raw.name).join('、');
  const total = steps.reduce((sum, { unit }) => sum + unit.verdicts.length, 0);
  const mixed = new Set(steps.map(({ work }) => work)).size > 1;
  const again: Step[] = [];
  let done = 0;
  yield { stage, done, total };
  for (const portion of portions(steps)) {
    await setImmediate();
    if (signal.aborted) return false;
    inTransaction(context.db, () => {
      for (const step of portion) if (!applyStep(context, step) && mixed) again.push(step);
    });
    done += portion.reduce((sum, { unit }) => sum + unit.verdicts.length, 0);
    yield { stage, done, total };
  }
  // Two of one day may stand the wrong way round: what was refused is asked once more after all others.
  for (const portion of portions(again)) {
    await setImmediate();
    if (signal.aborted) return false;
    inTransaction(context.db, () => {
      for (const step of portion) applyStep(context, step);
    });
  }
  return true;
}

const isKnown = (verdict: Verdict): boolean => verdict.outcome === 'known';

/** Whether the books took it; if not, its rows are noted with the reason. */
function applyStep(context: UseCaseContext, { unit, work: { counts, refused } }: Step): boolean {
  const applied = unit.apply(context);
  for (const verdict of unit.verdicts) {
    if (applied.ok) refused.delete(verdict);
    else refused.set(verdict, refusedByBooks(verdict, applied.error));
  }
  if (!applied.ok) return false;
  const key = applied.value === 'known' ? 'skipped' : applied.value;
  counts[key] += unit.verdicts.length;
  return true;
}

/** What only came to light while writing: somebody used the goods, or took the number, since the preview. */
function refusedByBooks(verdict: Verdict, refusal: Refusal): FoundProblem {
  const detail = { code: 'refused_by_books', sentence: refusalText(refusal) } as const;
  return { severity: 'error', row: verdict.row.row, column: '', value: '', detail };
}

function* portions(steps: readonly Step[]): Generator<Step[]> {
  let portion: Step[] = [];
  let rows = 0;
  for (const step of steps) {
    portion.push(step);
    rows += step.unit.verdicts.length;
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
): { readonly outcome: SheetOutcome; readonly bad: readonly Verdict[] } {
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
