import { expect, test } from 'vitest';
import { afterFailure, attemptsLeft, attemptsNow, lockMs, secondsLeft } from '../../../shared/domain/staff/lock-out.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 6, 15, 2);

function failures(count: number, nowMs = NOW) {
  let attempts = attemptsNow(null, nowMs);
  for (let index = 0; index < count; index += 1) attempts = afterFailure(attempts, nowMs);
  return attempts;
}

test('four tries are free, the fifth locks, and each further one twice as long, up to an hour', () => {
  expect([1, 4, 5, 6, 7, 11, 12, 400].map((failed) => lockMs(failed) / 1000)).toEqual([
    0, 0, 30, 60, 120, 1920, 3600, 3600,
  ]);
  expect(attemptsLeft(failures(0))).toBe(5);
  expect(attemptsLeft(failures(4))).toBe(1);
  expect(secondsLeft(failures(4), NOW)).toBe(0);
  expect(secondsLeft(failures(5), NOW)).toBe(30);
  expect(secondsLeft(failures(5), NOW + 29_001)).toBe(1);
  expect(secondsLeft(failures(5), NOW + 30_000)).toBe(0);
});

test('a clock that jumped back makes no lock longer than it was', () => {
  const locked = failures(6);
  const yearBefore = NOW - 365 * 24 * HOUR;
  const then = attemptsNow(locked, yearBefore);
  expect(secondsLeft(then, yearBefore)).toBe(60);
  // It is kept as it counts now: the minute runs out.
  expect(secondsLeft(attemptsNow(then, yearBefore + 60_000), yearBefore + 60_000)).toBe(0);
});

test('failures are forgotten a day after the last, not before', () => {
  expect(attemptsNow(failures(4), NOW + 24 * HOUR - 1).failed).toBe(4);
  expect(attemptsNow(failures(4), NOW + 24 * HOUR).failed).toBe(0);
  expect(attemptsNow(failures(12), NOW + 24 * HOUR).failed).toBe(12);
  expect(attemptsNow(failures(12), NOW + 25 * HOUR).failed).toBe(0);
});
