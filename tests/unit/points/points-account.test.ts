import { describe, expect, test } from 'vitest';
import { decidePoints } from '../../../shared/domain/points/decide-points.ts';
import {
  availableCentipoints,
  type PointsAccount,
  spendableCentipoints,
} from '../../../shared/domain/points/points-account.ts';
import { centipoints } from '../../../shared/kernel/brands.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';

const account = (earned: number, base: number, redeemed: number, held = 0): PointsAccount => ({
  earnedCentipoints: centipoints(earned),
  baseCentipoints: centipoints(base),
  redeemedCentipoints: centipoints(redeemed),
  heldCentipoints: centipoints(held),
});
const spendable = (...figures: Parameters<typeof account>) => spendableCentipoints(account(...figures));

describe('what may be spent', () => {
  test('is what was earned above the base, less what was redeemed or is held', () => {
    expect(spendable(13_430, 10_000, 0)).toBe(3430);
    expect(spendable(13_430, 10_000, 3430)).toBe(0);
    expect(spendable(5000, 0, 1000, 500)).toBe(3500);
  });

  test('never includes the base, also when deductions ate into it', () => {
    expect(spendable(10_000, 10_000, 0)).toBe(0);
    expect(spendable(9500, 10_000, 0)).toBe(0);
    expect(spendable(10_500, 10_000, 0)).toBe(500);
  });

  test('is nothing while arrears are open, and later awards fill those first', () => {
    // Earned 50, spent 40, then 30 deducted: 20 points of arrears.
    expect(availableCentipoints(account(2000, 0, 4000))).toBe(-2000);
    expect(spendable(2000, 0, 4000)).toBe(0);
    expect(spendable(2000 + 1500, 0, 4000)).toBe(0);
    expect(spendable(2000 + 2500, 0, 4000)).toBe(500);
  });

  test('stops at the yearly cap', () => {
    const cap = centipoints(70_000);
    expect(spendableCentipoints(account(100_000, 0, 0), cap)).toBe(70_000);
    expect(spendableCentipoints(account(100_000, 0, 65_000), cap)).toBe(5000);
    expect(spendableCentipoints(account(66_000, 0, 65_000), cap)).toBe(1000);
    expect(spendableCentipoints(account(100_000, 0, 70_000), cap)).toBe(0);
  });
});

test('points are more than nothing and have happened', () => {
  const today = localDate('2026-07-15');
  const decide = (points: number, date: string) =>
    decidePoints({ pointsCentipoints: centipoints(points), date: localDate(date), today });
  expect(decide(1, '2026-07-15')).toEqual({ ok: true, value: null });
  expect(decide(0, '2026-07-15')).toEqual({
    ok: false,
    error: { code: 'points_not_positive', pointsCentipoints: 0 },
  });
  expect(decide(100, '2026-07-16')).toEqual({
    ok: false,
    error: { code: 'date_in_future', date: '2026-07-16', today: '2026-07-15' },
  });
});
