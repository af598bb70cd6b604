import { setImmediate } from 'node:timers/promises';
import { isMasked } from '../../../shared/domain/ledger/import/cell-identifier.ts';
import type { ParsedSheet } from '../../../shared/domain/ledger/import/drafts.ts';
import type { FoundProblem } from '../../../shared/domain/ledger/import/import-problem.ts';
import {
  checkRows,
  isDataRow,
  parseRows,
  READ_WHOLE,
  sheetContext,
} from '../../../shared/domain/ledger/import/parse-sheet.ts';
import type { RawRow, RawSheet, RawWorkbook } from '../../../shared/domain/ledger/import/raw-workbook.ts';
import { columnName, secondTable } from '../../../shared/domain/ledger/import/second-table.ts';
import { recogniseSheet, type SheetRecognition } from '../../../shared/domain/ledger/import/recognise-sheet.ts';
import type { ImportMapping, SheetMapping } from '../../../shared/domain/ledger/import-report.ts';
import { IMPORT_ORDER, LEDGERS } from '../../../shared/domain/ledger/ledger-definitions.ts';
import type { LocalDate } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { readImportMapping } from '../../db/repositories/import-lookup.ts';

/** A sheet as it was understood, before the books are asked. */
export type PreparedSheet = {
  readonly raw: RawSheet;
  readonly recognition: SheetRecognition;
  /** Null: not taken (not recognised, left out, or a column is missing). */
  readonly parsed: ParsedSheet | null;
  /** Rows under the headings that carry data. */
  readonly rows: readonly RawRow[];
  /** Problems of the sheet as a whole. */
  readonly problems: readonly FoundProblem[];
};

/**
 * Understands every sheet of a workbook that has anything on it: the clerk's word first, then what was learnt, then a
 * guess. Gives way to other work now and then; a long sheet takes seconds.
 */
export async function prepareWorkbook(
  db: ReadableDatabase,
  workbook: RawWorkbook,
  mapping: ImportMapping,
  today: LocalDate,
): Promise<PreparedSheet[]> {
  const prepared: PreparedSheet[] = [];
  for (const raw of workbook.sheets) {
    if (raw.rows.length > 0) prepared.push(await prepareSheet(db, raw, mappingOf(mapping, raw.name), today));
  }
  return prepared;
}

/** The clerk's word on a sheet; a sheet may be called `constructor`, which every object has. */
export function mappingOf(mapping: ImportMapping, sheet: string): SheetMapping | null {
  return Object.hasOwn(mapping, sheet) ? (mapping[sheet] ?? null) : null;
}

const ROWS_AT_ONCE = 500;

async function prepareSheet(
  db: ReadableDatabase,
  raw: RawSheet,
  correction: SheetMapping | null,
  today: LocalDate,
): Promise<PreparedSheet> {
  const recognition =
    correction === null ? withMemory(db, raw, recogniseSheet(raw, null)) : recogniseSheet(raw, correction);
  const problems = [...sheetProblems(raw, recognition, correction), ...besides(raw, recognition)];
  const context = sheetContext(raw, recognition, today);
  const rows: RawRow[] = [];
  const parsed: ParsedSheet[] = [];
  for (let at = 0; at < raw.rows.length && recognition.ledger !== null; at += ROWS_AT_ONCE) {
    await setImmediate();
    const portion = raw.rows.slice(at, at + ROWS_AT_ONCE).filter((row) => isDataRow(row, recognition));
    for (const row of portion) rows.push(row);
    if (context !== null && !READ_WHOLE.has(context.ledger)) parsed.push(parseRows(portion, context));
  }
  if (context !== null && READ_WHOLE.has(context.ledger)) parsed.push(parseRows(rows, context));
  if (context !== null) problems.push(...maskedNumbers(rows, recognition));
  const whole = joined(parsed);
  return { raw, recognition, rows, parsed: whole === null ? null : checkRows(whole, recognition), problems };
}

const NUMBER_COLUMNS = ['idNumber', 'phone'];

/** Said once for the sheet: a roster that was exported masked has asterisks in every row. */
function maskedNumbers(rows: readonly RawRow[], { columns }: SheetRecognition): FoundProblem[] {
  const places = NUMBER_COLUMNS.flatMap((key) => columns[key] ?? []);
  const masked = rows.filter((row) => places.some((place) => isMasked(row.cells[place]?.text ?? ''))).length;
  if (masked === 0) return [];
  return [{ severity: 'warning', row: 0, column: '', value: '', detail: { code: 'numbers_masked', rows: masked } }];
}

/** The portions of one sheet as one. */
function joined(portions: readonly ParsedSheet[]): ParsedSheet | null {
  const [first] = portions;
  if (first === undefined) return null;
  // Every portion was read with the same context, so their rows are of one kind.
  return {
    ...first,
    rows: portions.flatMap((portion): ParsedSheet['rows'][number][] => [...portion.rows]),
  } as ParsedSheet;
}

function withMemory(db: ReadableDatabase, raw: RawSheet, guess: SheetRecognition): SheetRecognition {
  const learnt = raw.hidden ? null : readImportMapping(db, guess.fingerprint);
  return learnt === null ? guess : recogniseSheet(raw, JSON.parse(learnt) as SheetMapping);
}

function sheetProblems(raw: RawSheet, recognition: SheetRecognition, correction: SheetMapping | null): FoundProblem[] {
  const base = { column: '', value: '' };
  const { ledger, suggested, missing, heading } = recognition;
  if (ledger !== null) {
    return missing.map((name) => ({
      ...base,
      severity: 'error',
      row: heading.row,
      detail: { code: 'column_missing', heading: name },
    }));
  }
  // Left out on purpose: nothing to say.
  if (correction !== null) return [];
  if (raw.hidden) return [{ ...base, severity: 'warning', row: 0, detail: { code: 'sheet_hidden' } }];
  if (recognition.view) return [{ ...base, severity: 'warning', row: 0, detail: { code: 'sheet_is_view' } }];
  const name = suggested === null ? null : LEDGERS[suggested].sheet;
  return [{ ...base, severity: 'warning', row: 0, detail: { code: 'sheet_not_recognised', suggested: name } }];
}

/** Names the table beside the one that is read. */
function besides(raw: RawSheet, { ledger, columns, heading }: SheetRecognition): FoundProblem[] {
  if (ledger === null || Object.keys(columns).length === 0) return [];
  const below = raw.rows.filter(({ row }) => row > heading.row);
  const second = secondTable(ledger, columns, heading.headings, below);
  if (second === null) return [];
  const detail = { code: 'second_table', from: columnName(second.column), headings: second.headings } as const;
  return [{ severity: 'warning', row: heading.row, column: '', value: '', detail }];
}

/** Sheets in the order in which they need each other; those that are not taken come last. */
export function inImportOrder(sheets: readonly PreparedSheet[]): PreparedSheet[] {
  const place = (sheet: PreparedSheet): number => {
    const { ledger } = sheet.recognition;
    return ledger === null ? IMPORT_ORDER.length : IMPORT_ORDER.indexOf(ledger);
  };
  return [...sheets].sort((a, b) => place(a) - place(b));
}
