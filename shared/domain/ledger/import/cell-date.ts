import type { LocalDate } from '../../../kernel/brands.ts';
import { localDateOf, parseLocalDate } from '../../../kernel/local-date.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { lastGoodDay, readShelfLife } from '../../goods/shelf-life.ts';
import { cellHindrance, type CellReading, halfWidth, isPlaceholder, tidyText } from './cell-text.ts';
import type { CellProblem } from './import-problem.ts';
import type { RawCell } from './raw-workbook.ts';

/** A day and, where the cell has one, a minute of it (`HH:mm`). */
export type DayAndTime = { readonly date: LocalDate; readonly time: string | null };

const SERIAL_FROM = 20_000;
const SERIAL_TO = 80_000;

/**
 * 2024.7.1, 2024/7/1, 2024-07-01, 2024年7月1日, 20240701, a spreadsheet's date or its bare serial, with or without a
 * time behind it. `defaultYear` (from the sheet's title) serves days written without a year; days that do not exist
 * are refused by name, and so is every order of day and month that has two readings.
 */
export function readDayAndTime(cell: RawCell | null, defaultYear: number | null = null): CellReading<DayAndTime> {
  if (cell === null) return ok(null);
  const hindrance = cellHindrance(cell);
  if (hindrance !== null) return err(hindrance);
  switch (cell.kind) {
    case 'date': {
      const date = cell.date === null ? null : parseLocalDate(cell.date);
      return date === null ? err({ code: 'not_a_date' }) : ok({ date, time: cell.time });
    }
    case 'number':
      return ofNumber(cell.number);
    case 'text':
      return ofText(halfWidth(tidyText(cell.text)), defaultYear);
    default:
      return err({ code: 'not_a_date' });
  }
}

export function readDate(cell: RawCell | null, defaultYear: number | null = null): CellReading<LocalDate> {
  const reading = readDayAndTime(cell, defaultYear);
  if (!reading.ok) return reading;
  return ok(reading.value?.date ?? null);
}

function ofNumber(number: number): Result<DayAndTime, CellProblem> {
  const whole = Math.floor(number);
  if (Number.isInteger(number) && number >= 19_000_101 && number <= 21_991_231) {
    return ofParts(Math.floor(number / 10_000), Math.floor(number / 100) % 100, number % 100, null);
  }
  if (whole < SERIAL_FROM || whole > SERIAL_TO) return err({ code: 'not_a_date' });
  const minutes = Math.round((number - whole) * 1_440);
  const instant = new Date(Date.UTC(1899, 11, 30 + whole, 0, minutes)).toISOString();
  const date = parseLocalDate(instant.slice(0, 10));
  if (date === null) return err({ code: 'not_a_date' });
  return ok({ date, time: Number.isInteger(number) ? null : instant.slice(11, 16) });
}

const TIME = String.raw`(?:\s*T?\s*(上午|下午|早上|晚上)?\s*(\d{1,2})[:时点](\d{1,2})?[:分]?(?:\d{1,2})?(?:\.\d+)?秒?(?:Z|[+-]\d{2}:?\d{2})?)?`;
const WEEKDAY = String.raw`\s*(?:\(?(?:星期|周)[一二三四五六日天]\)?)?`;
const WITH_YEAR = new RegExp(
  String.raw`^(\d{4})\s*[-/.年_\\]\s*(\d{1,2})\s*[-/.月_\\]\s*(\d{1,2})\s*[日号]?\.?${WEEKDAY}${TIME}$`,
);
const COMPACT = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})${TIME}$`);
const WITHOUT_YEAR = /^(\d{1,2})月(\d{1,2})[日号]?$/;

function ofText(text: string, defaultYear: number | null): CellReading<DayAndTime> {
  if (text === '' || isPlaceholder(text)) return ok(null);
  const match = WITH_YEAR.exec(text) ?? COMPACT.exec(text);
  if (match) {
    return ofParts(Number(match[1]), Number(match[2]), Number(match[3]), timeOf(match[4], match[5], match[6]));
  }
  const short = WITHOUT_YEAR.exec(text);
  if (short) {
    if (defaultYear === null) return err({ code: 'date_without_year' });
    return ofParts(defaultYear, Number(short[1]), Number(short[2]), null);
  }
  return /^\d{5}(\.\d+)?$/.test(text) ? ofNumber(Number(text)) : err({ code: 'not_a_date' });
}

function timeOf(half: string | undefined, hour: string | undefined, minute: string | undefined): string | null {
  if (hour === undefined) return null;
  const afternoon = (half === '下午' || half === '晚上') && Number(hour) < 12;
  const hours = Number(hour) + (afternoon ? 12 : 0);
  const minutes = Number(minute ?? '0');
  if (hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

function ofParts(year: number, month: number, day: number, time: string | null): Result<DayAndTime, CellProblem> {
  const date = localDateOf(year, month, day);
  if (date !== null) return ok({ date, time });
  return err(year < 1900 || year > 2199 ? { code: 'not_a_date' } : { code: 'no_such_day', year, month, day });
}

/** `18个月`, `2年`, `180天` behind a production date: the last day on which the goods are good. Null: not a shelf life. */
export function shelfLifeEnd(
  text: string,
  producedOn: LocalDate | null,
  defaultUnit: '月' | '天' | null,
): LocalDate | null {
  const said = halfWidth(tidyText(text));
  if (producedOn === null || (/^\d+$/.test(said) && defaultUnit === null)) return null;
  const life = readShelfLife(/^\d+$/.test(said) ? said + (defaultUnit ?? '') : said);
  return life && lastGoodDay(producedOn, life);
}
