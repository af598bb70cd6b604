import { fullValue } from '../../shared/domain/ledger/import/cell-text.ts';
import type { FoundProblem } from '../../shared/domain/ledger/import/import-problem.ts';
import type { Instant, LocalDate } from '../../shared/kernel/brands.ts';
import { importProblemText } from '../../shared/messages/import-problem-text.ts';
import { type ReadySheet, writeInWorker } from '../documents/workbook/write/write-in-worker.ts';
import type { PreparedSheet } from '../usecases/ledger/import-prepare.ts';
import type { Verdict } from '../usecases/ledger/import-verdict.ts';

const REASON_HEADING = '未导入的原因';

/**
 * The rows that were left out, sheet by sheet under their own headings, with the reasons in a last column. Corrected
 * in place, the file is imported like any other: the extra column means nothing to an import.
 */
export function problemWorkbook(
  worker: URL,
  sheets: readonly PreparedSheet[],
  bad: ReadonlyMap<PreparedSheet, readonly Verdict[]>,
  { today, recordedAt }: { readonly today: LocalDate; readonly recordedAt: Instant },
): Promise<Uint8Array> {
  const wanted = sheets.flatMap((sheet) => {
    const reasons = reasonsOf(sheet, bad.get(sheet) ?? []);
    return reasons.size === 0 ? [] : [sheetOf(sheet, reasons, today)];
  });
  return writeInWorker(worker, wanted.length === 0 ? [nothingWrong(today)] : wanted, recordedAt);
}

/** Why each row of the sheet was left out, by its number. All rows when a needed column was not found. */
function reasonsOf(sheet: PreparedSheet, verdicts: readonly Verdict[]): Map<number, string> {
  const reasons = new Map<number, string>();
  for (const { row, problems } of verdicts) {
    for (const number of row.rows) reasons.set(number, textOf(problems));
  }
  if (sheet.parsed === null && sheet.recognition.ledger !== null) {
    for (const row of sheet.rows) reasons.set(row.row, textOf(sheet.problems));
  }
  return reasons;
}

/** The sentences without the row number, which is not the row's number any more. */
function textOf(problems: readonly FoundProblem[]): string {
  const errors = problems.filter((problem) => problem.severity === 'error');
  return errors.map((problem) => importProblemText({ ...problem, row: 0 })).join('；');
}

/** A workbook needs a sheet, also when every row was taken. */
function nothingWrong(today: LocalDate): ReadySheet {
  const columns = [{ heading: REASON_HEADING, kind: 'text' as const }];
  return {
    name: '没有问题',
    title: '没有未导入的行',
    coverage: '',
    madeOn: `制表日期：${today}`,
    columns,
    signatures: [],
    rows: [],
  };
}

function sheetOf(sheet: PreparedSheet, reasons: ReadonlyMap<number, string>, today: LocalDate): ReadySheet {
  const rows = sheet.rows.filter((row) => reasons.has(row.row));
  const width = Math.max(sheet.recognition.heading.headings.length, ...rows.map((row) => row.cells.length));
  const headings = Array.from({ length: width }, (_, column) => sheet.recognition.heading.headings[column] ?? '');
  return {
    name: sheet.raw.name.slice(0, 31),
    title: `${sheet.raw.name} 未导入的行`,
    coverage: '更正后可直接再次导入',
    madeOn: `制表日期：${today}`,
    columns: [...headings, REASON_HEADING].map((heading) => ({ heading, kind: 'text' as const })),
    signatures: [],
    rows: rows.map((row) => {
      const cells = headings.map((_, column) => fullValue(row.cells[column] ?? null) || null);
      return [...cells, reasons.get(row.row) ?? ''];
    }),
  };
}
