import { expect, test } from 'vitest';
import type { StockOverviewRow } from '../../../shared/contract/stock.ts';
import { centipoints, fen, itemId, quantity } from '../../../shared/kernel/brands.ts';
import { figuresOf, monthName, partsOf, roundText } from '../../../renderer/features/goods/chart-figures.ts';
import { available, countShown, marksOf, rowsShown, worthText } from '../../../renderer/features/goods/shelf.ts';

function row(code: string, over: Partial<StockOverviewRow> = {}): StockOverviewRow {
  return {
    id: itemId(code),
    code,
    barcode: null,
    name: code,
    pinyin: '',
    initials: '',
    category: '粮油',
    spec: '',
    unit: '袋',
    priceCentipoints: centipoints(100),
    minimumStock: quantity(5),
    active: true,
    partnerOwned: false,
    lots: 1,
    onHandQuantity: quantity(9),
    expiredQuantity: quantity(0),
    nearQuantity: quantity(0),
    earmarkedQuantity: quantity(0),
    onLoanQuantity: quantity(0),
    nearestExpiry: null,
    valueFen: fen(900),
    unvaluedQuantity: quantity(0),
    ...over,
  };
}

const ROWS = [
  row('FINE'),
  row('LOW', { onHandQuantity: quantity(4) }),
  row('GONE', { onHandQuantity: quantity(0), lots: 0, valueFen: fen(0), minimumStock: quantity(0) }),
  row('OLD', { onHandQuantity: quantity(9), expiredQuantity: quantity(6), nearQuantity: quantity(2) }),
  row('GIFT', { unvaluedQuantity: quantity(9), valueFen: fen(0), earmarkedQuantity: quantity(9), category: '' }),
  row('MIXED', { unvaluedQuantity: quantity(4), valueFen: fen(500) }),
  row('THEIRS', { onHandQuantity: quantity(0), partnerOwned: true, valueFen: fen(0) }),
  row('OFF', { active: false, onHandQuantity: quantity(0), valueFen: fen(0) }),
];
const marks = Object.fromEntries(ROWS.map((of) => [of.code, marksOf(of).map(({ text }) => text)]));

test('the shelf tells what is short, near its end, blocked, earmarked and out of use, in words', () => {
  expect(marks).toEqual({
    FINE: [],
    LOW: ['! 不足'],
    GONE: ['! 无货'],
    OLD: ['✕ 过期 6袋', '! 临期 2袋', '! 不足'],
    GIFT: ['定向 9袋'],
    MIXED: [],
    THEIRS: ['共建店供货'],
    OFF: ['停用'],
  });
  expect(ROWS.map(available)).toEqual([9, 4, 0, 3, 9, 9, 0, 0]);
});

test('goods of unknown value are never worth nothing', () => {
  expect(ROWS.map((of) => worthText(of.valueFen, of.onHandQuantity, of.unvaluedQuantity))).toEqual([
    '9.00',
    '9.00',
    '0.00',
    '9.00',
    '未计价',
    '5.00 + 未计价',
    '0.00',
    '0.00',
  ]);
});

test('each filter counts what it shows', () => {
  const counts = countShown(ROWS);
  expect(counts).toEqual({
    all: 7,
    low: 3,
    near: 1,
    expired: 1,
    earmarked: 1,
    on_loan: 0,
    unvalued: 2,
    inactive: 1,
  });
  for (const [key, count] of Object.entries(counts)) {
    expect(rowsShown(ROWS, key as keyof typeof counts, null)).toHaveLength(count);
  }
  expect(rowsShown(ROWS, 'all', '').map(({ code }) => code)).toEqual(['GIFT']);
});

test('a chart shows the largest categories and all others together, and loses nothing', () => {
  const categories = ['a', 'b', 'c', 'd', 'e', 'f', '', 'empty'];
  const figures = figuresOf(categories, [
    [1, 0],
    [50, 1],
    [40, 1],
    [30, 1],
    [20, 1],
    [2, 0],
    [10, 1],
    [0, 0],
  ]);
  expect(figures.map(({ category }) => category)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', '未分类']);
  const parts = partsOf(figures);
  expect(parts.map(({ category, values }) => [category, values])).toEqual([
    ['b', [50, 1]],
    ['c', [40, 1]],
    ['d', [30, 1]],
    ['e', [20, 1]],
    ['未分类', [10, 1]],
    ['其他类别', [3, 0]],
  ]);
});

test('months and figures of an axis are short', () => {
  expect(['2025-11', '2025-12', '2026-01', '2026-02'].map(monthName)).toEqual([
    '2025年11月',
    '12月',
    '2026年1月',
    '2月',
  ]);
  expect([0, 80_000, 1_234_500, 3_500_000].map(roundText)).toEqual(['0', '800', '1.23万', '3.5万']);
});
