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

/** What fills the `<c>` element of one cell, after its address: attributes from the style on, and the value. */
type CellEncoder = (value: LedgerCell) => string;

/** Renders rows of one column layout. Throws on a value that does not fit its column: that is a bug of the row source. */
export function rowEncoder(
  kinds: readonly ColumnKind[],
  styleIds: readonly number[],
): (rowNumber: number, row: LedgerRow, heightPoints: number | null) => string {
  const letters = kinds.map((_, index) => columnLetters(index + 1));
  const encoders = kinds.map((kind, index) => cellEncoder(kind, styleIds[index] ?? 0));
  return (rowNumber, row, heightPoints) => {
    if (row.length !== kinds.length) throw new AssertionError(`a row has ${row.length} cells, not ${kinds.length}`);
    let xml = rowStart(rowNumber, heightPoints);
    for (let index = 0; index < kinds.length; index += 1) {
      xml += `<c r="${letters[index] ?? ''}${rowNumber}"${encoders[index]?.(row[index] ?? null) ?? ''}`;
    }
    return `${xml}</row>`;
  };
}

export function rowStart(rowNumber: number, heightPoints: number | null): string {
  return heightPoints === null
    ? `<row r="${rowNumber}">`
    : `<row r="${rowNumber}" ht="${heightPoints}" customHeight="1">`;
}

function cellEncoder(kind: ColumnKind, styleId: number): CellEncoder {
  const empty = ` s="${styleId}"/>`;
  const numberStart = ` s="${styleId}"><v>`;
  const number = (value: number): string => `${numberStart}${value}</v></c>`;
  const text = (value: string): string => ` s="${styleId}" t="inlineStr">${inlineString(value)}</c>`;
  switch (kind) {
    case 'text':
    case 'identifier':
      return (value) => (value === null || value === '' ? empty : text(wantText(value, kind)));
    case 'integer':
    case 'quantity':
      return (value) => (value === null ? empty : number(wantInteger(value, kind)));
    case 'points':
    case 'yuan':
      // A hundredth of a safe integer prints as the exact decimal: the nearest double's shortest spelling.
      return (value) => (value === null ? empty : number(wantInteger(value, kind) / 100));
    case 'date':
    case 'dateTime':
      return dateEncoder(kind, empty, number, text);
    default:
      return unreachable(kind);
  }
}

/** Ledgers come in day order, so the serial of the day before is remembered. */
function dateEncoder(
  kind: 'date' | 'dateTime',
  empty: string,
  number: (value: number) => string,
  text: (value: string) => string,
): CellEncoder {
  let lastDay = '';
  let lastSerial = 0;
  return (value) => {
    if (value === null) return empty;
    const written = wantText(value, kind);
    const day = written.slice(0, 10);
    if (day !== lastDay) {
      lastSerial = daySerial(day);
      lastDay = day;
    }
    if (lastSerial < FIRST_RIGHT_SERIAL) return text(written);
    return number(kind === 'date' ? lastSerial : lastSerial + dayFraction(written.slice(11)));
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
