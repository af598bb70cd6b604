import type { RawCell, RawSheet } from '../../shared/domain/ledger/import/raw-workbook.ts';

/** What a test writes into a cell; `date` is a real spreadsheet date, `formula` one without a stored value. */
export type CellValue =
  | string
  | number
  | null
  | { readonly date: string; readonly time?: string }
  | { readonly formula: string; readonly value?: string | number }
  | { readonly merged: string | number };

/** A sheet as the reader would give it, from rows of plain values; row 1 is the first. */
export function rawSheet(rows: readonly (readonly CellValue[])[], name = 'Sheet1', hidden = false): RawSheet {
  const filled = rows.map((cells, index) => ({ row: index + 1, cells: cells.map(rawCell) }));
  return { name, hidden, rows: filled.filter((row) => row.cells.some((cell) => cell !== null)) };
}

export function rawCell(value: CellValue): RawCell | null {
  if (value === null || value === '') return null;
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (typeof value === 'number') return { kind: 'number', number: value, text: String(value) };
  if ('date' in value)
    return { kind: 'date', number: 46_000, date: value.date, time: value.time ?? null, text: value.date };
  if ('merged' in value) return { ...(rawCell(value.merged) ?? { kind: 'text', text: '' }), merged: true };
  if (value.value === undefined) return { kind: 'formula', formula: value.formula, text: '' };
  return { ...(rawCell(value.value) ?? { kind: 'text', text: '' }), formula: value.formula };
}
