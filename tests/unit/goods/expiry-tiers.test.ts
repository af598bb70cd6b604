import { expect, test } from 'vitest';
import { expiryState, expiryTier, shelfLifeOf, twoMonthsOn } from '../../../shared/domain/goods/expiry-tiers.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';

test('each tier begins where its shelf life does', () => {
  const days = [365, 364, 363, 180, 179, 90, 89, 30, 29, 16, 15, 12, 8, 4, 1, 0];
  expect(days.map((life) => expiryTier(life).nearDays)).toEqual([
    45, 45, 20, 20, 15, 15, 10, 10, 5, 5, 4, 3, 2, 1, 1, 1,
  ]);
  expect(expiryTier(null).nearDays).toBe(45);
});

test('a life is read off the lot, else off the item', () => {
  const lot = { producedOn: localDate('2026-01-01'), expiresOn: localDate('2026-12-31') };
  expect(shelfLifeOf(lot, { shelfLifeDays: 90 })).toBe(364);
  expect(shelfLifeOf({ ...lot, producedOn: null }, { shelfLifeDays: 90 })).toBe(90);
  expect(shelfLifeOf({ ...lot, producedOn: null }, { shelfLifeDays: null })).toBeNull();
});

test('a lot is near expiry from its tier to its last day, soon within two months, and expired from the day after', () => {
  const lot = { producedOn: localDate('2026-01-01'), expiresOn: localDate('2026-12-31') };
  const on = (day: string) => expiryState(lot, { shelfLifeDays: null }, localDate(day));
  expect(on('2026-10-30')).toBe('fresh');
  expect(on('2026-10-31')).toBe('soon');
  expect(on('2026-11-15')).toBe('soon');
  expect(on('2026-11-16')).toBe('near');
  expect(on('2026-12-31')).toBe('near');
  expect(on('2027-01-01')).toBe('expired');
  expect(expiryState({ producedOn: null, expiresOn: null }, { shelfLifeDays: 5 }, localDate('2027-01-01'))).toBe(
    'undated',
  );
});

test('two months on stays within the month it comes to', () => {
  const days = ['2026-07-15', '2026-11-01', '2026-12-31', '2027-12-30', '2026-10-31'].map((day) =>
    twoMonthsOn(localDate(day)),
  );
  expect(days).toEqual(['2026-09-15', '2027-01-01', '2027-02-28', '2028-02-29', '2026-12-31']);
});
