import { hasIdNumber, isIdNumber, maskIdNumbersIn } from '../../household/id-number.ts';
import type { LocalDate } from '../../../kernel/brands.ts';
import type { ColumnMapping } from '../import-report.ts';
import { type DayAndTime, readDate, readDayAndTime } from './cell-date.ts';
import { isMasked, readBarcode, readCode, readIdNumber, readPhone } from './cell-identifier.ts';
import { readText, shownValue, type CellReading } from './cell-text.ts';
import type { HouseholdReference, ItemReference } from './drafts.ts';
import { importColumn, type ImportableLedger } from './import-columns.ts';
import type { FoundProblem, ProblemDetail } from './import-problem.ts';
import type { RawCell, RawRow } from './raw-workbook.ts';

export const TEXT_LIMITS = {
  code: 32,
  name: 50,
  itemName: 100,
  short: 64,
  reason: 200,
  note: 500,
  members: 500,
} as const;

/** What parsing needs to know besides the cells. */
export type SheetContext = {
  readonly ledger: ImportableLedger;
  readonly columns: ColumnMapping;
  readonly headings: readonly string[];
  /** The business date: documents of later days are refused. */
  readonly today: LocalDate;
  /** What stands above the headings, and the sheet's name. */
  readonly title: string;
  /** The year in the sheet's title, for days written without one. */
  readonly titleYear: number | null;
  readonly donation: boolean;
};

/** Goods and points of paper ledgers are younger than this; anything older is a slip of the pen. */
export const EARLIEST = '2000-01-01' as LocalDate;

/** Reads the cells of one row by key and collects what is wrong with them. */
export class RowReader {
  readonly row: number;
  readonly problems: FoundProblem[] = [];
  private readonly cells: readonly (RawCell | null)[];
  private readonly context: SheetContext;

  constructor(row: RawRow, context: SheetContext) {
    this.row = row.row;
    this.cells = row.cells;
    this.context = context;
  }

  has(key: string): boolean {
    return key in this.context.columns;
  }

  cell(key: string): RawCell | null {
    const index = this.context.columns[key];
    return index === undefined ? null : (this.cells[index] ?? null);
  }

  /** The heading as it stands in the file, or the shop's own word when the file has no such column. */
  heading(key: string): string {
    const index = this.context.columns[key];
    const own = index === undefined ? '' : (this.context.headings[index] ?? '').replace(/\s+/g, '');
    return own === '' ? (importColumn(this.context.ledger, key)?.heading ?? '') : own;
  }

  problem(severity: 'error' | 'warning', key: string | null, detail: ProblemDetail): void {
    const column = key === null ? '' : this.heading(key);
    this.problems.push({
      severity,
      row: this.row,
      column,
      value: key === null ? '' : this.shown(key),
      detail,
    });
  }

  get failed(): boolean {
    return this.problems.some((problem) => problem.severity === 'error');
  }

  /** The value, or null after noting why there is none. */
  take<T>(key: string, reading: CellReading<T>, required = false): T | null {
    if (!reading.ok) {
      this.problem('error', key, reading.error);
      return null;
    }
    const cell = this.cell(key);
    const repeats = importColumn(this.context.ledger, key)?.repeats ?? true;
    if (cell?.merged === true && !repeats && reading.value !== null) {
      this.problem('error', key, { code: 'merged_amount' });
      return null;
    }
    if (reading.value === null && required) this.problem('error', key, { code: 'missing' });
    return reading.value;
  }

  text(key: string, limit: number, required = false): string | null {
    const value = this.take(key, readText(this.cell(key), limit), required);
    if (value !== null && /\p{L}\?|\?\p{L}|□|〓/u.test(value)) this.problem('warning', key, { code: 'lost_character' });
    if (value === null || !hasIdNumber(value)) return value;
    this.problem('warning', key, { code: 'id_number_in_text' });
    return maskIdNumbersIn(value);
  }

  /** A person's name: spaces between its characters are only typesetting. */
  name(key: string, required = false): string | null {
    const value = this.text(key, TEXT_LIMITS.name, required);
    if (value !== null && isMasked(value)) {
      this.problem('error', key, { code: 'name_masked' });
      return null;
    }
    return value === null ? null : value.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
  }

  code(key: string, limit: number, required = false): string | null {
    return this.take(key, readCode(this.cell(key), limit), required);
  }

  /** A day of the past or today. */
  businessDate(key: string, required: boolean): LocalDate | null {
    return this.businessDay(key, required)?.date ?? null;
  }

  businessDay(key: string, required: boolean): DayAndTime | null {
    const day = this.take(key, readDayAndTime(this.cell(key), this.context.titleYear), required);
    if (day === null) return null;
    const { today } = this.context;
    if (day.date > today) this.problem('error', key, { code: 'date_in_future', date: day.date, today });
    if (day.date < EARLIEST) this.problem('error', key, { code: 'date_too_early', date: day.date, earliest: EARLIEST });
    return day;
  }

  date(key: string): LocalDate | null {
    return this.take(key, readDate(this.cell(key), this.context.titleYear));
  }

  /** The choice whose words the cell uses; an unknown word is refused with the words that would do. */
  choice<T>(
    key: string,
    choices: readonly { readonly value: T; readonly words: RegExp; readonly name: string }[],
  ): T | null {
    const text = this.text(key, TEXT_LIMITS.short);
    if (text === null) return null;
    const found = choices.find((choice) => choice.words.test(text));
    if (found === undefined)
      this.problem('error', key, { code: 'not_a_choice', choices: choices.map((choice) => choice.name) });
    return found?.value ?? null;
  }

  householdReference(): HouseholdReference {
    const householdNo = this.code('householdNo', TEXT_LIMITS.code);
    if (householdNo !== null && isIdNumber(householdNo)) {
      this.problem('error', 'householdNo', { code: 'id_number_as_household_no' });
    }
    return {
      householdNo,
      headName: this.name('headName'),
      idNumber: this.has('idNumber') ? this.take('idNumber', readIdNumber(this.cell('idNumber'))) : null,
      groupName: this.text('groupName', TEXT_LIMITS.short),
      village: this.text('village', TEXT_LIMITS.short),
    };
  }

  itemReference(): ItemReference {
    const itemCode = this.code('itemCode', TEXT_LIMITS.code);
    return {
      itemCode,
      // A code says what goods are meant; the catalogue has judged their barcode.
      barcode: this.take('barcode', readBarcode(this.cell('barcode'), itemCode === null)),
      itemName: this.text('itemName', TEXT_LIMITS.itemName),
      spec: this.text('spec', TEXT_LIMITS.short),
      unit: this.text('unit', 16),
    };
  }

  phone(key: string): string | null {
    const reading = this.take(key, readPhone(this.cell(key)));
    if (reading?.several === true) this.problem('warning', key, { code: 'phone_several', taken: reading.phone });
    return reading?.phone ?? null;
  }

  /** What a column of the row shows. */
  readonly shown = (key: string): string => shownValue(this.cell(key));
}
