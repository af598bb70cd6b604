import { expect, test } from 'vitest';
import { usualPeriods } from '../../../renderer/features/ledger/export-period.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';

function periodsOn(today: string): Record<string, string> {
  return Object.fromEntries(
    usualPeriods(localDate(today)).map(({ name, period }) => [name, `${period.from ?? ''}/${period.to ?? ''}`]),
  );
}

test('usual periods run from the first to the last day', () => {
  expect(periodsOn('2026-07-15')).toEqual({
    本月: '2026-07-01/2026-07-31',
    上月: '2026-06-01/2026-06-30',
    本季: '2026-07-01/2026-09-30',
    今年: '2026-01-01/2026-12-31',
    全部日期: '/',
  });
});

test('months and quarters at the turn of the year, and a leap February', () => {
  expect(periodsOn('2027-01-03')).toMatchObject({ 上月: '2026-12-01/2026-12-31', 本季: '2027-01-01/2027-03-31' });
  expect(periodsOn('2028-03-31')).toMatchObject({ 上月: '2028-02-01/2028-02-29', 本季: '2028-01-01/2028-03-31' });
  expect(periodsOn('2026-12-31')).toMatchObject({ 本月: '2026-12-01/2026-12-31', 本季: '2026-10-01/2026-12-31' });
});
