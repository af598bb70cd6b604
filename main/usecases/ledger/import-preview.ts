import { shownValue } from '../../../shared/domain/ledger/import/cell-text.ts';
import { headingOf } from '../../../shared/domain/ledger/import/parse-sheet.ts';
import type { SheetPreview } from '../../../shared/domain/ledger/import-report.ts';
import { importProblem } from '../../../shared/messages/import-problem-text.ts';
import type { UseCaseContext } from '../context.ts';
import { checkSheet } from './check-sheet.ts';
import { ImportBooks } from './import-books.ts';
import { inImportOrder, type PreparedSheet } from './import-prepare.ts';
import type { CheckContext, CheckedSheet, Verdict } from './import-verdict.ts';

/** What a screen shows of a long list; counts are always of all. */
const SHOWN_PROBLEMS = 5_000;
const SAMPLE_ROWS = 20;

export type CheckedImport = {
  readonly previews: readonly SheetPreview[];
  readonly bad: ReadonlyMap<PreparedSheet, readonly Verdict[]>;
};

/**
 * What an import would do, without writing anything. Sheets are checked in the order in which they would be taken,
 * each knowing what the ones before it bring.
 */
export function previewImport(context: UseCaseContext, sheets: readonly PreparedSheet[]): CheckedImport {
  const books = new ImportBooks(context.db, context.today);
  const previews = new Map<PreparedSheet, SheetPreview>();
  const bad = new Map<PreparedSheet, readonly Verdict[]>();
  for (const sheet of inImportOrder(sheets)) {
    const checked = checkPrepared(context, books, sheet);
    previews.set(sheet, previewOf(sheet, checked));
    bad.set(sheet, checked === null ? [] : checked.verdicts.filter((verdict) => verdict.outcome === 'bad'));
  }
  return { previews: sheets.flatMap((sheet) => previews.get(sheet) ?? []), bad };
}

/** The sheet against the books, or null when it is not taken at all. */
export function checkPrepared(context: UseCaseContext, books: ImportBooks, sheet: PreparedSheet): CheckedSheet | null {
  if (sheet.parsed === null) return null;
  const check: CheckContext = {
    db: context.db,
    books,
    context,
    heading: (key) => headingOf(sheet.recognition, key),
    title: `${sheet.recognition.heading.title} ${sheet.raw.name}`,
  };
  return checkSheet(sheet.parsed, check);
}

function previewOf(sheet: PreparedSheet, checked: CheckedSheet | null): SheetPreview {
  const { recognition, raw } = sheet;
  const verdicts = checked?.verdicts ?? [];
  const bad = verdicts.filter((verdict) => verdict.outcome === 'bad').length;
  const problems = [...sheet.problems, ...verdicts.flatMap((verdict) => verdict.problems)];
  // A sheet without a column it needs has nothing that could be taken.
  const unusable = checked === null && recognition.ledger !== null;
  return {
    sheet: raw.name,
    hidden: raw.hidden,
    ledger: recognition.ledger,
    suggested: recognition.suggested,
    headingRow: recognition.heading.row,
    headings: recognition.heading.headings,
    mapping: recognition.columns,
    rows: unusable ? sheet.rows.length : verdicts.length,
    good: verdicts.length - bad,
    bad: unusable ? sheet.rows.length : bad,
    known: verdicts.filter((verdict) => verdict.outcome === 'known').length,
    problems: problems.slice(0, SHOWN_PROBLEMS).map(importProblem),
    sample: sampleOf(sheet, verdicts),
  };
}

function sampleOf(sheet: PreparedSheet, verdicts: readonly Verdict[]): string[][] {
  const good = new Set<number>();
  for (const verdict of verdicts) {
    if (good.size === SAMPLE_ROWS) break;
    if (verdict.outcome !== 'bad') good.add(verdict.row.row);
  }
  const rows =
    sheet.recognition.ledger === null
      ? sheet.raw.rows.slice(0, SAMPLE_ROWS)
      : sheet.rows.filter((row) => good.has(row.row));
  const width = Math.max(
    sheet.recognition.heading.headings.length,
    ...rows.slice(0, SAMPLE_ROWS).map((row) => row.cells.length),
  );
  return rows
    .slice(0, SAMPLE_ROWS)
    .map((row) => Array.from({ length: width }, (_, column) => shownValue(row.cells[column] ?? null)));
}
