import type { ColumnMapping } from '../import-report.ts';
import { type ColumnContents, columnContents } from './column-contents.ts';
import { type Heading, headingScore, isForeign, normaliseHeading } from './heading.ts';
import type { ImportColumn } from './import-column.ts';
import { IMPORT_COLUMNS, type ImportableLedger } from './import-columns.ts';
import type { RawRow } from './raw-workbook.ts';

export type ColumnMatch = {
  readonly columns: ColumnMapping;
  /** Surety per key, 0 to 115. */
  readonly scores: Readonly<Record<string, number>>;
};

/** Below this a match is a guess that nobody would thank us for. */
const SUFFICIENT = 30;
const BY_CONTENTS_ALONE = 40;

export type SheetColumn = { readonly index: number; readonly heading: Heading; readonly contents: ColumnContents };

export function sheetColumns(headings: readonly string[], sample: readonly RawRow[], width: number): SheetColumn[] {
  return Array.from({ length: width }, (_, index) => ({
    index,
    heading: normaliseHeading(headings[index] ?? ''),
    contents: columnContents(sample, index),
  }));
}

/** Gives every column of the sheet to at most one key of the ledger, the surest first. */
export function matchColumns(ledger: ImportableLedger, columns: readonly SheetColumn[]): ColumnMatch {
  const candidates = IMPORT_COLUMNS[ledger].flatMap((column) =>
    columns.map((sheetColumn) => ({ column, sheetColumn, score: surety(column, sheetColumn) })),
  );
  candidates.sort((a, b) => b.score - a.score || a.sheetColumn.index - b.sheetColumn.index);
  const mapping: Record<string, number> = {};
  const scores: Record<string, number> = {};
  const taken = new Set<number>();
  for (const { column, sheetColumn, score } of candidates) {
    if (score < SUFFICIENT) break;
    if (column.key in mapping || taken.has(sheetColumn.index)) continue;
    mapping[column.key] = sheetColumn.index;
    scores[column.key] = score;
    taken.add(sheetColumn.index);
  }
  return { columns: mapping, scores };
}

/** Classes that leave no doubt: a column of these is never something else, whatever its heading. */
const UNMISTAKABLE = new Set(['id_number', 'phone', 'barcode']);

function surety(column: ImportColumn, sheetColumn: SheetColumn): number {
  const { heading, contents } = sheetColumn;
  const byHeading = headingScore(column, heading);
  const fits = column.contents !== undefined && column.contents === contents.contentClass;
  if (byHeading === 0) {
    const speaks = fits && contents.filled > 0 && !isForeign(heading);
    return speaks ? BY_CONTENTS_ALONE : 0;
  }
  // A name of a person is only a member's name when another column already names the head.
  const penalty = column.key === 'memberName' ? 30 : 0;
  if (fits) return byHeading + 15 - penalty;
  const contradicted = contents.contentClass !== null && UNMISTAKABLE.has(contents.contentClass);
  if (contradicted && !isFreeText(column)) return byHeading - 60;
  if (column.numeric === true && contents.wordy) return byHeading - 60;
  const isCode = column.key === 'householdNo' || column.key === 'itemCode';
  return byHeading - penalty - (isCode && contents.running && byHeading < 100 ? 65 : 0);
}

function isFreeText(column: ImportColumn): boolean {
  return column.key === 'note' || column.key === 'documentNo' || column.key === 'invoiceNo';
}
