import { expect, test } from 'vitest';
import {
  addDays,
  daysBetween,
  localDate,
  localDateOf,
  parseLocalDate,
  yearOf,
} from '../../../shared/kernel/local-date.ts';

test('a day exists in the calendar or is no day', () => {
  expect(['2026-02-28', '2024-02-29', '2026-12-31'].map(parseLocalDate)).toEqual([
    '2026-02-28',
    '2024-02-29',
    '2026-12-31',
  ]);
  const refused = ['2026-02-29', '2026-02-30', '2026-13-01', '2026-1-1', '20260101', '', '1899-12-31', '2200-01-01'];
  expect(refused.map(parseLocalDate)).toEqual(Array(refused.length).fill(null));
  expect(localDateOf(2026, 7, 1.5)).toBeNull();
  expect(() => localDate('yesterday')).toThrow('not a calendar day');
});

test('days are added over months, years and leap days', () => {
  expect(addDays(localDate('2026-12-31'), 1)).toBe('2027-01-01');
  expect(addDays(localDate('2024-02-28'), 1)).toBe('2024-02-29');
  expect(addDays(localDate('2026-03-01'), -1)).toBe('2026-02-28');
  expect(daysBetween(localDate('2026-01-01'), localDate('2027-01-01'))).toBe(365);
  expect(daysBetween(localDate('2026-03-30'), localDate('2026-03-01'))).toBe(-29);
  expect(yearOf(localDate('2026-07-15'))).toBe(2026);
});
