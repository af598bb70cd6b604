import type { ColumnKind } from '../../../../shared/domain/ledger/ledger-definitions.ts';
import { AssertionError, unreachable } from '../../../../shared/kernel/assert.ts';
import type { LedgerCell, LedgerRow } from '../../../../shared/domain/ledger/ledger-row.ts';
import { inlineString } from './cell-text.ts';

const DAY_MS = 86_400_000;
/** Day 0 of the spreadsheet calendar, right from 1900-03-01 on (it believes in a 29 February 1900). */
const CALENDAR_START_MS = Date.UTC(1899, 11, 30);
const FIRST_RIGHT_SERIAL = 61;

/** Column letters: 1 -> A, 27 -> AA. */
export function columnLetters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

/** The whole `<c>` element of a cell in the row of this number, which comes as text because every cell needs it. */
type CellEncoder = (row: string, value: LedgerCell) => string;

/** Renders rows of one column layout. Throws on a value that does not fit its column: that is a bug of the row source. */
export function rowEncoder(
  kinds: readonly ColumnKind[],
  styleIds: readonly number[],
): (rowNumber: number, row: LedgerRow, heightPoints: number | null) => string {
  const encoders = kinds.map((kind, index) => cellEncoder(kind, columnLetters(index + 1), styleIds[index] ?? 0));
  return (rowNumber, row, heightPoints) => {
    if (row.length !== kinds.length) throw new AssertionError(`a row has ${row.length} cells, not ${kinds.length}`);
    const number = String(rowNumber);
    let xml = rowStart(rowNumber, heightPoints);
    for (let index = 0; index < encoders.length; index += 1) {
      xml += encoders[index]?.(number, row[index] ?? null) ?? '';
    }
    return `${xml}</row>`;
  };
}

export function rowStart(rowNumber: number, heightPoints: number | null): string {
  return heightPoints === null
    ? `<row r="${rowNumber}">`
    : `<row r="${rowNumber}" ht="${heightPoints}" customHeight="1">`;
}

function cellEncoder(kind: ColumnKind, letters: string, styleId: number): CellEncoder {
  const start = `<c r="${letters}`;
  const emptyEnd = `" s="${styleId}"/>`;
  const numberStart = `" s="${styleId}"><v>`;
  const textStart = `" s="${styleId}" t="inlineStr">`;
  const empty = (row: string): string => start + row + emptyEnd;
  const number = (row: string, value: number): string => `${start}${row}${numberStart}${value}</v></c>`;
  const text = (row: string, value: string): string => `${start}${row}${textStart}${inlineString(value)}</c>`;
  switch (kind) {
    case 'text':
    case 'identifier':
      return (row, value) => (value === null || value === '' ? empty(row) : text(row, wantText(value, kind)));
    case 'integer':
    case 'quantity':
      return (row, value) => (value === null ? empty(row) : number(row, wantInteger(value, kind)));
    case 'points':
    case 'yuan':
      // A hundredth of a safe integer prints as the exact decimal: the nearest double's shortest spelling.
      return (row, value) => (value === null ? empty(row) : number(row, wantInteger(value, kind) / 100));
    case 'date':
    case 'dateTime': {
      const serial = serialReader(kind);
      return (row, value) => {
        if (value === null) return empty(row);
        const written = wantText(value, kind);
        const serialNumber = serial(written);
        return serialNumber === null ? text(row, written) : number(row, serialNumber);
      };
    }
    default:
      return unreachable(kind);
  }
}

/** Serials of days or moments; null before the calendar is right. Ledgers come in day order, so the last day is kept. */
function serialReader(kind: 'date' | 'dateTime'): (written: string) => number | null {
  let lastDay = '';
  let lastSerial = 0;
  return (written) => {
    const day = kind === 'date' ? written : written.slice(0, 10);
    if (day !== lastDay) {
      lastSerial = daySerial(day);
      lastDay = day;
    }
    if (lastSerial < FIRST_RIGHT_SERIAL) return null;
    return kind === 'date' ? lastSerial : lastSerial + dayFraction(written.slice(11));
  };
}

/** The day's number in the 1900 calendar of spreadsheets. Throws on anything but a day that exists. */
export function daySerial(day: string): number {
  const ms = Date.parse(`${day}T00:00:00Z`);
  if (day.length !== 10 || Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day) {
    throw new AssertionError(`not a day: ${day}`);
  }
  return (ms - CALENDAR_START_MS) / DAY_MS;
}

function dayFraction(timeOfDay: string): number {
  if (timeOfDay === '') return 0;
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(timeOfDay);
  if (!match) throw new AssertionError(`not a time of day: ${timeOfDay}`);
  return (Number(match[1]) * 60 + Number(match[2])) / 1440;
}

function wantText(value: LedgerCell, kind: ColumnKind): string {
  if (typeof value !== 'string') throw new AssertionError(`a ${kind} cell holds text, got ${String(value)}`);
  return value;
}

function wantInteger(value: LedgerCell, kind: ColumnKind): number {
  if (!Number.isSafeInteger(value))
    throw new AssertionError(`a ${kind} cell holds a whole number, got ${String(value)}`);
  return value as number;
}
