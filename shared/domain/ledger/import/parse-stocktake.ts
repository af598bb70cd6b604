import { type Fen, fen, type LocalDate, type Quantity } from '../../../kernel/brands.ts';
import { localDateOf, parseLocalDate } from '../../../kernel/local-date.ts';
import { NEW_LOT_EXPIRY } from '../ledger-words.ts';
import { readSignedQuantity, readSignedYuan } from './cell-number.ts';
import { halfWidth, tidyText } from './cell-text.ts';
import type { ParsedRow, StocktakeDraft } from './drafts.ts';
import type { RawRow } from './raw-workbook.ts';
import { EARLIEST, RowReader, type SheetContext, TEXT_LIMITS } from './row-reader.ts';

/** Which count the rows below belong to: the form has no column for its day. */
type Section = { readonly date: LocalDate | null; readonly documentNo: string | null };

/**
 * Lines of counts. The day stands in a column of its own, in a line above the lines of each count, or above the table.
 * Must be given the whole sheet: such a line speaks for all that follow.
 */
export function parseStocktakes(rows: readonly RawRow[], context: SheetContext): ParsedRow<StocktakeDraft>[] {
  let section: Section = sectionOf(context.title) ?? { date: null, documentNo: null };
  const parsed: ParsedRow<StocktakeDraft>[] = [];
  for (const row of rows) {
    const own = sectionLine(row);
    if (own) section = own;
    else parsed.push(parseRow(new RowReader(row, context), section, context.today));
  }
  return parsed;
}

/** A row that says nothing but which count follows: 盘点日期：2026-07-31  单号：PD20260731-0001. */
function sectionLine(row: RawRow): Section | null {
  const filled = row.cells.filter((cell) => cell !== null && cell.merged !== true && tidyText(cell.text) !== '');
  const text = filled.length === 1 ? halfWidth(tidyText(filled[0]?.text ?? '')) : '';
  return /^盘(点|存)(日期|时间)\s*:/.test(text) ? sectionOf(text) : null;
}

/** The day and number in what stands above a table; the day of the count before that of the period or of the writing. */
function sectionOf(text: string): Section | null {
  const plain = halfWidth(text);
  const named = ['盘(?:点|存)(?:日期|时间)', '期间', '(?:编|填|制)表(?:日期|时间)'].map(
    (name) => new RegExp(`${name}\\s*:(.*?)(?=[\\p{Script=Han}]{1,6}:|$)`, 'u').exec(plain)?.[1] ?? '',
  );
  for (const part of [...named, plain]) {
    const date = lastDayIn(part);
    if (date) return { date, documentNo: /(?:编号|单号)\s*:\s*([A-Za-z0-9-]+)/.exec(plain)?.[1] ?? null };
  }
  return null;
}

function lastDayIn(text: string): LocalDate | null {
  const days = [...text.matchAll(/(20\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/g)];
  const last = days.at(-1);
  return last ? localDateOf(Number(last[1]), Number(last[2]), Number(last[3])) : null;
}

function parseRow(reader: RowReader, section: Section, today: LocalDate): ParsedRow<StocktakeDraft> {
  const item = reader.itemReference();
  if (item.itemCode === null && item.barcode === null && item.itemName === null && !reader.failed) {
    reader.problem('error', reader.has('itemName') ? 'itemName' : 'itemCode', { code: 'item_missing' });
  }
  const date = reader.businessDate('date', false) ?? dayOf(reader, section, today);
  const bookQuantity = countOf(reader, 'bookQuantity', item.unit);
  const countedQuantity = countOf(reader, 'countedQuantity', item.unit);
  const difference = bookQuantity === null || countedQuantity === null ? null : countedQuantity - bookQuantity;
  if (difference !== null) confirm(reader, difference, item.unit);
  const words = reader.text('reason', TEXT_LIMITS.reason) ?? '';
  const rest = {
    documentNo: reader.code('documentNo', TEXT_LIMITS.short) ?? section.documentNo,
    unit: item.unit,
    lotCode: reader.code('lotCode', TEXT_LIMITS.short),
    differenceFen: amountOf(reader, difference),
    ...reasonOf(words),
    countedBy: reader.text('countedBy', TEXT_LIMITS.short) ?? '',
    watchedBy: reader.text('watchedBy', TEXT_LIMITS.short) ?? '',
    approvedBy: reader.text('approvedBy', TEXT_LIMITS.short) ?? '',
  };
  const complete = !reader.failed && date !== null && bookQuantity !== null && countedQuantity !== null;
  return {
    row: reader.row,
    rows: [reader.row],
    draft: complete ? { date, bookQuantity, countedQuantity, ...rest } : null,
    household: null,
    item,
    problems: [...reader.problems],
    shown: reader.shown,
  };
}

function dayOf(reader: RowReader, { date }: Section, today: LocalDate): LocalDate | null {
  if (reader.has('date') && reader.failed) return null;
  if (date === null) reader.problem('error', null, { code: 'stocktake_day_missing' });
  else if (date > today) reader.problem('error', 'date', { code: 'date_in_future', date, today });
  else if (date < EARLIEST) reader.problem('error', 'date', { code: 'date_too_early', date, earliest: EARLIEST });
  return date;
}

/** Pieces from zero up. */
function countOf(reader: RowReader, key: string, unit: string | null): Quantity | null {
  const quantity = reader.take(key, readSignedQuantity(reader.cell(key), unit), true);
  if (quantity === null || quantity >= 0) return quantity;
  reader.problem('error', key, { code: 'negative_number' });
  return null;
}

/** Gain and loss say what the two counts say already; where they are filled in they must agree. */
function confirm(reader: RowReader, difference: number, unit: string | null): void {
  for (const [key, expected] of [
    ['gain', Math.max(0, difference)],
    ['loss', Math.max(0, -difference)],
  ] as const) {
    const said = reader.take(key, readSignedQuantity(reader.cell(key), unit));
    // A loss is written with a minus by some.
    if (said !== null && Math.abs(said) !== expected) {
      reader.problem('error', key, { code: 'difference_mismatch', expected });
    }
  }
}

/** Signed like the difference, however the paper writes it; null: not said. */
function amountOf(reader: RowReader, difference: number | null): Fen | null {
  const amount = reader.take('differenceAmount', readSignedYuan(reader.cell('differenceAmount')));
  if (amount === null || difference === null) return null;
  return fen(difference < 0 ? -Math.abs(amount) : Math.abs(amount));
}

/** What the export adds of a batch that the count brought into the books. */
function reasonOf(words: string): Pick<StocktakeDraft, 'reason' | 'newLotExpiresOn'> {
  const at = words.lastIndexOf(NEW_LOT_EXPIRY);
  const newLotExpiresOn = at < 0 ? null : parseLocalDate(words.slice(at + NEW_LOT_EXPIRY.length).trim());
  if (newLotExpiresOn === null) return { reason: words, newLotExpiresOn };
  return { reason: words.slice(0, at).replace(/；$/, ''), newLotExpiresOn };
}
