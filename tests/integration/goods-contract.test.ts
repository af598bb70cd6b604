import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusalText } from '../../shared/messages/refusal-text.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { refusalFrom, StaffedShop } from '../builders/staffed-shop.ts';

let shop: StaffedShop;

beforeEach(async () => {
  shop = await StaffedShop.open(localDate('2026-07-15'));
});
afterEach(() => {
  shop.close();
});

const saved = (given: object) => {
  const item = { itemId: null, code: `W${shop.key()}`, name: '大米', unit: '袋' };
  return shop.as(shop.administrator).goods.saveItem({ ...item, ...given });
};

test('a price, a worth or a cap below zero is told as such', async () => {
  const said = async (given: object) => refusalText(await refusalFrom(saved(given)));
  expect(await said({ priceCentipoints: -500 })).toBe('“兑换分值”应是0到100万之间的数（分），最多两位小数');
  for (const field of ['loanCentipoints', 'referenceFen', 'settleFen', 'capFen']) {
    expect(await said({ [field]: -1 })).toContain('应是0到100万之间的数');
  }
});

test('an empty barcode is none, and two items may have none', async () => {
  expect(await saved({ barcode: ' ' })).toMatchObject({ barcode: null });
  expect(await saved({ barcode: '' })).toMatchObject({ barcode: null });
});
