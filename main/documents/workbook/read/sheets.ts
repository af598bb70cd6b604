import * as cptable from '@e965/xlsx/dist/cpexcel.full.mjs';
import * as XLSX from '@e965/xlsx';
import type { RawCell, RawRow, RawSheet } from '../../../../shared/domain/ledger/import/raw-workbook.ts';
import { serialDate } from './serial-date.ts';
import { READ_LIMITS, ReadRefusal } from './limits.ts';

XLSX.set_cptable(cptable);

type Cells = (RawCell | null)[];

/** Reads an xlsx (already unpacked and repacked), an xls or a web page saved as one. Throws ReadRefusal. */
export function readSheets(source: Buffer | string, sheetRows: number): RawSheet[] {
  const workbook = parse(source, sheetRows);
  const names = workbook.SheetNames.slice(0, READ_LIMITS.sheets);
  const from1904 = workbook.Workbook?.WBProps?.date1904 === true;
  return names.map((name, index) => {
    const sheet = workbook.Sheets[name];
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    return { name, hidden, rows: sheet === undefined ? [] : sheetRowsOf(name, sheet, from1904) };
  });
}

function parse(source: Buffer | string, sheetRows: number): XLSX.WorkBook {
  const options: XLSX.ParsingOptions = {
    dense: true,
    // Without stubs a formula that was never calculated would look like an empty cell.
    sheetStubs: true,
    cellNF: true,
    cellFormula: true,
    cellHTML: false,
    cellDates: false,
    sheetRows,
    // Cells of a web page stay text: an ID number must not become a number on the way in.
    raw: true,
  };
  try {
    return XLSX.read(source, { ...options, type: typeof source === 'string' ? 'string' : 'buffer' });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : '';
    if (/password|encrypt/i.test(message)) throw new ReadRefusal({ code: 'file_encrypted' });
    if (/unsupported|unrecognized|cannot find|not a spreadsheet/i.test(message)) {
      throw new ReadRefusal({ code: 'file_not_a_workbook' });
    }
    throw new ReadRefusal({ code: 'file_damaged' });
  }
}

function sheetRowsOf(name: string, sheet: XLSX.WorkSheet, from1904: boolean): RawRow[] {
  const byRow = new Map<number, Cells>();
  const data: readonly (readonly (XLSX.CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? [];
  // forEach skips the holes of a sparse sheet.
  data.forEach((source, rowIndex) => {
    if (source === undefined) return;
    const cells: Cells = [];
    source.forEach((cell, column) => {
      if (column >= READ_LIMITS.columns || cell === undefined) return;
      const read = rawCell(cell, from1904);
      if (read !== null) place(cells, column, read);
    });
    if (cells.length > 0) byRow.set(rowIndex, cells);
  });
  if (byRow.size > READ_LIMITS.rows) {
    throw new ReadRefusal({ code: 'sheet_too_large', sheet: name, rows: byRow.size, limitRows: READ_LIMITS.rows });
  }
  fillMerged(byRow, sheet['!merges'] ?? []);
  return [...byRow.entries()].sort((a, b) => a[0] - b[0]).map(([row, cells]) => ({ row: row + 1, cells }));
}

function place(cells: Cells, column: number, cell: RawCell): void {
  while (cells.length < column) cells.push(null);
  cells[column] = cell;
}

/** Repeats the first cell of a merged range in the rows below it, as far as there is anything on the sheet. */
function fillMerged(byRow: Map<number, Cells>, merges: readonly XLSX.Range[]): void {
  const last = Math.max(-1, ...lastOf(byRow));
  let left = READ_LIMITS.mergedCells;
  for (const { s: start, e: end } of merges) {
    const anchor = byRow.get(start.r)?.[start.c];
    if (anchor === undefined || anchor === null || start.c >= READ_LIMITS.columns) continue;
    for (let row = start.r + 1; row <= Math.min(end.r, last) && left > 0; row += 1) {
      const cells = byRow.get(row) ?? [];
      if ((cells[start.c] ?? null) !== null) continue;
      place(cells, start.c, { ...anchor, merged: true });
      byRow.set(row, cells);
      left -= 1;
    }
  }
}

function* lastOf(byRow: Map<number, Cells>): Generator<number> {
  let last = -1;
  for (const row of byRow.keys()) last = Math.max(last, row);
  yield last;
}

function rawCell(cell: XLSX.CellObject, from1904: boolean): RawCell | null {
  const formula = cell.f === undefined ? {} : { formula: cell.f.slice(0, READ_LIMITS.cellCharacters) };
  const shown = (cell.w ?? '').slice(0, READ_LIMITS.cellCharacters);
  switch (cell.t) {
    case 's': {
      const text = String(cell.v ?? '').slice(0, READ_LIMITS.cellCharacters);
      return text.trim() === '' && cell.f === undefined ? null : { kind: 'text', text, ...formula };
    }
    case 'n':
      return numberCell(Number(cell.v), shown, String(cell.z ?? ''), from1904, formula);
    case 'b':
      return { kind: 'boolean', boolean: cell.v === true, text: shown, ...formula };
    case 'e':
      return { kind: 'error', text: shown, ...formula };
    case 'd':
    case 'z':
      return cell.f === undefined ? null : { kind: 'formula', text: '', formula: cell.f };
  }
}

/** The library's own types leave its number formats untyped. */
const FORMATS = XLSX.SSF as { readonly is_date: (format: string) => boolean };
const isDateFormat = (format: string): boolean => FORMATS.is_date(format);

function numberCell(
  number: number,
  shown: string,
  format: string,
  from1904: boolean,
  formula: { readonly formula?: string },
): RawCell {
  const text = shown === '' ? String(number) : shown;
  if (!isDateFormat(format)) return { kind: 'number', number, text, ...formula };
  return { kind: 'date', number, text, ...serialDate(number, from1904), ...formula };
}
