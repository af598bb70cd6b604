import type { LocalDate } from '../../../kernel/brands.ts';
import { checkDonations, checkHouseholds, checkInbound, checkItems, checkPoints } from './check-rows.ts';
import type { ParsedSheet } from './drafts.ts';
import { type ImportableLedger, importColumn } from './import-columns.ts';
import { parseDonations } from './parse-donations.ts';
import { parseHouseholds } from './parse-households.ts';
import { parseInbound } from './parse-inbound.ts';
import { parseItems } from './parse-items.ts';
import { parsePoints } from './parse-points.ts';
import { parseRedemptions } from './parse-redemptions.ts';
import { parseStocktakes } from './parse-stocktake.ts';
import { parseWriteOffs } from './parse-write-offs.ts';
import type { RawRow, RawSheet } from './raw-workbook.ts';
import type { SheetRecognition } from './recognise-sheet.ts';
import { rowKind } from './row-kind.ts';
import type { SheetContext } from './row-reader.ts';

/** Whether a row lies under the headings and carries data: no sum, signature, empty or repeated line. */
export function isDataRow(row: RawRow, { heading, columns }: SheetRecognition): boolean {
  const serial = columns['serial'];
  const quiet = serial === undefined ? [] : [serial];
  return row.row > heading.row && rowKind(row, Object.values(columns), heading.headings, quiet) === 'data';
}

/** What the rows of one recognised sheet are read with, or null when the sheet cannot be read at all. */
export function sheetContext(sheet: RawSheet, recognition: SheetRecognition, today: LocalDate): SheetContext | null {
  const { ledger, columns, heading, donation } = recognition;
  if (ledger === null || recognition.missing.length > 0) return null;
  const titleYear = yearIn(heading.title + sheet.name);
  const title = `${heading.title} ${sheet.name}`;
  return { ledger, columns, headings: heading.headings, today, title, titleYear, donation };
}

/** Ledgers in which a row may speak for the rows below it: households over several rows, a line that names a count. */
export const READ_WHOLE: ReadonlySet<ImportableLedger> = new Set(['household_roster', 'stocktake']);

/** Data rows in the program's own types. A long sheet may be read in portions, unless it must be read whole. */
export function parseRows(rows: readonly RawRow[], context: SheetContext): ParsedSheet {
  const { ledger } = context;
  switch (ledger) {
    case 'household_roster':
      return { ledger, rows: parseHouseholds(rows, context) };
    case 'item_catalogue':
      return { ledger, rows: parseItems(rows, context) };
    case 'inbound':
      return { ledger, rows: parseInbound(rows, context) };
    case 'donation':
      return { ledger, rows: parseDonations(rows, context) };
    case 'points':
      return { ledger, rows: parsePoints(rows, context) };
    case 'redemption':
      return { ledger, rows: parseRedemptions(rows, context) };
    case 'stocktake':
      return { ledger, rows: parseStocktakes(rows, context) };
    case 'write_off':
      return { ledger, rows: parseWriteOffs(rows, context) };
  }
}

/** Adds what only takes another row of the same sheet to see. */
export function checkRows(parsed: ParsedSheet, recognition: SheetRecognition): ParsedSheet {
  const heading = (key: string): string => headingOf(recognition, key);
  switch (parsed.ledger) {
    case 'household_roster':
      return { ...parsed, rows: checkHouseholds(parsed.rows, heading) };
    case 'item_catalogue':
      return { ...parsed, rows: checkItems(parsed.rows, heading) };
    case 'inbound':
      return { ...parsed, rows: checkInbound(parsed.rows, heading) };
    case 'donation':
      return { ...parsed, rows: checkDonations(parsed.rows, heading) };
    case 'points':
      return { ...parsed, rows: checkPoints(parsed.rows, heading) };
    case 'stocktake':
    case 'redemption':
    case 'write_off':
      return parsed;
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
