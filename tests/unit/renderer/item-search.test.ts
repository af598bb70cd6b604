import { expect, test } from 'vitest';
import { searchItems, splitQuantity } from '../../../renderer/lib/item-search.ts';

const goods = (code: string, name: string, pinyin: string, initials: string, barcode: string | null = null) => ({
  code,
  name,
  pinyin,
  initials,
  barcode,
  spec: '',
});

const ITEMS = [
  goods('WP001', '大米', 'dami', 'dm', '6901234567892'),
  goods('WP002', '小米', 'xiaomi', 'xm'),
  goods('WP003', '糯米酒', 'nuomijiu', 'nmj'),
  goods('WP010', '单人被', 'danrenbei shanrenbei', 'drb srb'),
];

const found = (query: string) => searchItems(ITEMS, query).map(({ name }) => name);

test('exact first, then what begins with it, then what contains it', () => {
  expect(found('大米')).toEqual(['大米']);
  expect(found('米')).toEqual(['大米', '小米', '糯米酒']);
  expect(found('xm')).toEqual(['小米']);
  expect(found('mi')).toEqual(['大米', '小米', '糯米酒']);
  expect(found('m')).toEqual(['大米', '小米', '糯米酒']);
  expect(found('wp01')).toEqual(['单人被']);
  expect(found('6901234567892')).toEqual(['大米']);
  expect(found('67892')).toEqual(['大米']);
  expect(found('srb')).toEqual(['单人被']);
  expect(found('nothing')).toEqual([]);
  expect(found('')).toHaveLength(4);
});

test('a number and a star before the query are a quantity', () => {
  expect(splitQuantity('5*大米')).toEqual({ quantity: 5, query: '大米' });
  expect(splitQuantity('12＊')).toEqual({ quantity: 12, query: '' });
  expect(splitQuantity('5')).toEqual({ quantity: null, query: '5' });
  expect(splitQuantity('0*大米')).toEqual({ quantity: null, query: '0*大米' });
  expect(splitQuantity('6901234567892')).toEqual({ quantity: null, query: '6901234567892' });
});
