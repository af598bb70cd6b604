import { assert } from './assert.ts';
import type { LocalDate } from './brands.ts';

const DAY_MS = 86_400_000;

/** A day that exists in the calendar, or null: 2026-02-30 is null. Years 1900 to 2199. */
export function localDateOf(year: number, month: number, day: number): LocalDate | null {
  if (![year, month, day].every(Number.isInteger) || year < 1900 || year > 2199) return null;
  const utc = new Date(Date.UTC(year, month - 1, day));
  if (utc.getUTCFullYear() !== year || utc.getUTCMonth() !== month - 1 || utc.getUTCDate() !== day) return null;
  return `${year}-${pad(month)}-${pad(day)}` as LocalDate;
}

/** Strict `YYYY-MM-DD` of a day that exists, or null. */
export function parseLocalDate(text: string): LocalDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? localDateOf(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** For text that is known to be a day (a constant, a checked column). Throws otherwise. */
export function localDate(text: string): LocalDate {
  const date = parseLocalDate(text);
  assert(date !== null, `not a calendar day: ${text}`);
  return date;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS);
  return localDate(moved.toISOString().slice(0, 10));
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
