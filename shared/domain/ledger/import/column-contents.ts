import { hasValidEanCheckDigit, residentIdCheckCharacter } from '../../../kernel/check-digit.ts';
import { readDayAndTime } from './cell-date.ts';
import { compactText, halfWidth } from './cell-text.ts';
import type { ContentClass } from './import-column.ts';
import type { RawCell, RawRow } from './raw-workbook.ts';

export type ColumnContents = {
  readonly contentClass: ContentClass | null;
  readonly running: boolean;
  readonly filled: number;
  /** Next to none of the cells is a figure. */
  readonly wordy: boolean;
};

/** What most of the cells of one column look like. */
export function columnContents(rows: readonly RawRow[], column: number): ColumnContents {
  const cells = rows.flatMap((row) => {
    const cell = row.cells[column] ?? null;
    return cell === null || cell.text.trim() === '' ? [] : [cell];
  });
  const counts = new Map<ContentClass, number>();
  for (const cell of cells) {
    const found = classOf(cell);
    if (found !== null) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  const sure = best !== undefined && best[1] >= Math.max(1, cells.length * 0.7);
  const figures = cells.filter((cell) => cell.kind !== 'text' || /\d/.test(halfWidth(cell.text))).length;
  const wordy = cells.length >= 3 && figures * 5 < cells.length;
  return { contentClass: sure ? best[0] : null, running: isRunning(cells), filled: cells.length, wordy };
}

function classOf(cell: RawCell): ContentClass | null {
  if (cell.kind === 'date') return 'date';
  const text = cell.kind === 'number' ? String(cell.number) : compactText(cell.text);
  if (/^\d{17}[\dXx]$/.test(text)) {
    return residentIdCheckCharacter(text.slice(0, 17)) === text.at(-1)?.toUpperCase() ? 'id_number' : null;
  }
  if (/^1[3-9]\d{9}$/.test(text)) return 'phone';
  if (/^\d{13}$/.test(text)) return hasValidEanCheckDigit(text) ? 'barcode' : null;
  if (cell.kind !== 'text') return null;
  if (/\d{4}\D/.test(text)) {
    const day = readDayAndTime(cell);
    if (day.ok && day.value !== null) return 'date';
  }
  if (/^[A-Za-z]{1,6}-?\d{2,8}$/.test(text)) return 'household_no';
  if (text.endsWith('网格')) return 'village_grid';
  if (/^第?[\d一二三四五六七八九十]{1,3}(村民)?(小)?[组社队]$/.test(text)) return 'group';
  return /^[\p{Script=Han}]{1,8}(村|社区|嘎查)$/u.test(text) ? 'village' : null;
}

/** 1, 2, 3 …: a serial number, not a code. */
function isRunning(cells: readonly RawCell[]): boolean {
  if (cells.length < 3) return false;
  const numbers = cells.map((cell) => (cell.kind === 'number' ? cell.number : Number(compactText(cell.text))));
  const first = numbers[0] ?? Number.NaN;
  return (first === 1 || first === 0) && numbers.every((number, index) => number === first + index);
}
