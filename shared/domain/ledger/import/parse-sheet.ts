import type { LocalDate } from '../../../kernel/brands.ts';
import { checkHouseholds, checkInbound, checkItems, checkPoints } from './check-rows.ts';
import type { ParsedSheet } from './drafts.ts';
import { importColumn } from './import-columns.ts';
import { parseHouseholds } from './parse-households.ts';
import { parseInbound } from './parse-inbound.ts';
import { parseItems } from './parse-items.ts';
import { parsePoints } from './parse-points.ts';
import { parseRedemptions } from './parse-redemptions.ts';
import type { RawRow, RawSheet } from './raw-workbook.ts';
import type { SheetRecognition } from './recognise-sheet.ts';
import { rowKind } from './row-kind.ts';
import type { SheetContext } from './row-reader.ts';

/** Rows under the headings that carry data: no sums, signatures, empty or repeated lines. */
export function dataRows(sheet: RawSheet, recognition: SheetRecognition): RawRow[] {
  const { heading, columns } = recognition;
  const mapped = Object.values(columns);
  const serial = columns['serial'];
  const quiet = serial === undefined ? [] : [serial];
  return sheet.rows.filter((row) => row.row > heading.row && rowKind(row, mapped, heading.headings, quiet) === 'data');
}

/** The sheet in the program's own types, with every problem that can be told without the books. */
export function parseSheet(sheet: RawSheet, recognition: SheetRecognition, today: LocalDate): ParsedSheet | null {
  const { ledger } = recognition;
  if (ledger === null || recognition.missing.length > 0) return null;
  const rows = dataRows(sheet, recognition);
  const context: SheetContext = {
    ledger,
    columns: recognition.columns,
    headings: recognition.heading.headings,
    today,
    titleYear: yearIn(recognition.heading.title + sheet.name),
    donation: recognition.donation,
  };
  const heading = (key: string): string => headingOf(recognition, key);
  switch (ledger) {
    case 'household_roster':
      return { ledger, rows: checkHouseholds(parseHouseholds(rows, context), heading) };
    case 'item_catalogue':
      return { ledger, rows: checkItems(parseItems(rows, context), heading) };
    case 'inbound':
      return { ledger, rows: checkInbound(parseInbound(rows, context), heading) };
    case 'points':
      return { ledger, rows: checkPoints(parsePoints(rows, context), heading) };
    case 'redemption':
      return { ledger, rows: parseRedemptions(rows, context) };
  }
}

/** The heading of a key as it stands in the file, or the shop's own word when the file has none. */
export function headingOf({ ledger, columns, heading }: SheetRecognition, key: string): string {
  const index = columns[key];
  const own = index === undefined ? '' : (heading.headings[index] ?? '').replace(/\s+/g, '');
  return own === '' && ledger !== null ? (importColumn(ledger, key)?.heading ?? '') : own;
}

/** The one year a title names (`光明村2026年积分台账`), or null when it names none or several. */
function yearIn(title: string): number | null {
  const years = new Set([...title.matchAll(/(20\d{2})\s*年/g)].map((match) => Number(match[1])));
  const [year] = years;
  return years.size === 1 && year !== undefined ? year : null;
}
