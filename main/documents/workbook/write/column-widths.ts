import type { ColumnKind } from '../../../../shared/domain/ledger/ledger-definitions.ts';
import { hundredthsText } from '../../../../shared/kernel/number-text.ts';
import type { LedgerCell, LedgerRow } from '../../../../shared/domain/ledger/ledger-row.ts';
import { displayWidth } from './cell-text.ts';
import { isNumberKind, type SheetColumn } from './sheet-plan.ts';

/** Room beside the content, so that neither a rule nor a filter button touches it. */
const MARGIN = 2;
/** What the step before text takes from its column. */
const INDENT = 1;
/** Longer text wraps; a longer identifier still gets its room, because it must never be cut. */
const WIDEST_TEXT = 28;
const WIDEST = 60;
/** Characters across an A4 page on its side, between the margins: narrower sheets are stretched to fill it. */
const PAGE_WIDTH = 140;
const WIDEST_STRETCHED = 56;
/** Headings up to four Han stand on one line, longer ones on two. */
export const ONE_LINE_HEADING = 8;
/** Room for what rows beyond the sample may hold: one Han more, or the next longer number of a series. */
const UNSEEN_TEXT: Readonly<Partial<Record<ColumnKind, number>>> = { text: 2, identifier: 2 };

const LEAST: Readonly<Record<ColumnKind, number>> = {
  text: 4,
  identifier: 4,
  integer: 3,
  quantity: 4,
  points: 5,
  yuan: 7,
  date: 10,
  dateTime: 16,
};

/**
 * Column widths in characters, from the headings and the first rows. A streamed sheet names its widths before its
 * rows, so when there are more rows than were looked at, numbers get room to grow: a number that does not fit
 * shows as ####, which a text that does not fit never does.
 */
export function columnWidths(
  columns: readonly SheetColumn[],
  sample: readonly LedgerRow[],
  sampleIsAll: boolean,
): number[] {
  const widths = columns.map((column, index) => {
    let content = Math.max(LEAST[column.kind], headingWidth(column.heading));
    let sum = 0;
    for (const row of sample) {
      const cell = row[index] ?? null;
      content = Math.max(content, cellWidth(column.kind, cell));
      if (column.summed === true && typeof cell === 'number') sum += cell;
    }
    if (column.summed === true) content = Math.max(content, cellWidth(column.kind, sum));
    if (!sampleIsAll) content += isNumberKind(column.kind) ? unseenDigits(column) : (UNSEEN_TEXT[column.kind] ?? 0);
    return Math.min(content, column.kind === 'text' ? WIDEST_TEXT : WIDEST) + MARGIN;
  });
  return stretched(columns, widths);
}

/** Shares the rest of the page among the text columns, the wider ones getting more. */
function stretched(columns: readonly SheetColumn[], widths: readonly number[]): number[] {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const isText = (index: number): boolean => columns[index]?.kind === 'text';
  const texts = widths.reduce((sum, width, index) => sum + (isText(index) ? width : 0), 0);
  if (total >= PAGE_WIDTH || texts === 0) return [...widths];
  const factor = 1 + (PAGE_WIDTH - total) / texts;
  return widths.map((width, index) =>
    isText(index) ? Math.max(width, Math.min(Math.floor(width * factor), WIDEST_STRETCHED)) : width,
  );
}

/** Lines a row needs for its wrapped text in columns of these widths. */
export function linesOf(columns: readonly SheetColumn[], widths: readonly number[], row: LedgerRow): number {
  let lines = 1;
  for (let index = 0; index < columns.length; index += 1) {
    const cell = row[index];
    const room = (widths[index] ?? 0) - INDENT;
    if (typeof cell !== 'string' || cell.length * 2 <= room || columns[index]?.kind !== 'text') continue;
    const needed = cell.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / room)), 0);
    lines = Math.max(lines, needed);
  }
  return lines;
}

/** Digits and separators that rows beyond the sample may add to a running figure; a sum grows more. */
function unseenDigits(column: SheetColumn): number {
  return column.summed === true ? 3 : 2;
}

function headingWidth(heading: string): number {
  const width = displayWidth(heading);
  return width <= ONE_LINE_HEADING ? width : Math.max(ONE_LINE_HEADING, Math.ceil(width / 2));
}

function cellWidth(kind: ColumnKind, cell: LedgerCell): number {
  if (cell === null) return 0;
  if (typeof cell === 'string') return displayWidth(cell);
  switch (kind) {
    case 'points':
      return hundredthsText(cell, 1).length;
    case 'yuan':
      return withSeparators(hundredthsText(cell, 2).length, 3, cell);
    case 'quantity':
      return withSeparators(String(cell).length, 0, cell);
    default:
      return String(cell).length;
  }
}

function withSeparators(length: number, decimals: number, value: number): number {
  const digits = length - decimals - (value < 0 ? 1 : 0);
  return length + Math.floor((digits - 1) / 3);
}
