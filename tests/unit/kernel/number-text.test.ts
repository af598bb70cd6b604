import { expect, test } from 'vitest';
import { centipoints, fen } from '../../../shared/kernel/brands.ts';
import {
  hundredthsText,
  parseHundredths,
  parsePoints,
  pointsText,
  yuanText,
} from '../../../shared/kernel/number-text.ts';

test('hundredths are written as the shortest exact decimal', () => {
  const texts = [650, 2400, -5, 0, 1, 10, 100, 123456, -650, 3430].map((value) => hundredthsText(value));
  expect(texts).toEqual(['6.5', '24', '-0.05', '0', '0.01', '0.1', '1', '1234.56', '-6.5', '34.3']);
});

test('points keep one decimal, yuan two', () => {
  expect([pointsText(centipoints(650)), pointsText(centipoints(2400)), pointsText(centipoints(25))]).toEqual([
    '6.5',
    '24.0',
    '0.25',
  ]);
  expect([yuanText(fen(1234)), yuanText(fen(1000)), yuanText(fen(-5))]).toEqual(['12.34', '10.00', '-0.05']);
});

test('a decimal of at most two places is read exactly, anything else is not a number', () => {
  const read = ['6.5', '6.50', '6.500', '24', '0.05', '-3.8', '+1', ' 7 ', '-0', '0.1'].map(parseHundredths);
  expect(read).toEqual([650, 650, 650, 2400, 5, -380, 100, 700, 0, 10]);
  const refused = ['', '6.555', '1e3', '6,5', '.5', '6.', '六', '--1', '1 2', '9999999999999', 'NaN'].map(
    parseHundredths,
  );
  expect(refused).toEqual(Array(refused.length).fill(null));
});

test('six and a half, three point eight and twenty-four are thirty-four point three to the last hundredth', () => {
  const parts = ['6.5', '3.8', '24'].map((text) => parsePoints(text) ?? centipoints(0));
  const total = parts.reduce((sum, part) => sum + part, 0);
  expect(total - (parsePoints('34.3') ?? 0)).toBe(0);
});
