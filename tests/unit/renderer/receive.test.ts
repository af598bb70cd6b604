import { describe, expect, test } from 'vitest';
import { readDay } from '../../../renderer/lib/day-text.ts';
import * as itemDraft from '../../../renderer/features/goods/item-draft.ts';
import {
  emptyDraft,
  emptyLine,
  type ReceiveLine,
  receiveReducer,
} from '../../../renderer/features/goods/receive-draft.ts';
import { readLine } from '../../../renderer/features/goods/receive-line.ts';
import { type Item, PLAIN_ITEM } from '../../../shared/domain/goods/goods.ts';
import { itemId, quantity } from '../../../shared/kernel/brands.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';

const DATE = localDate('2026-07-15');
const OIL: Item = {
  ...PLAIN_ITEM,
  id: itemId('oil'),
  code: 'WP002',
  barcode: '6901234567809',
  name: '菜籽油',
  category: '粮油',
  spec: '5L',
  unit: '瓶',
  priceCentipoints: null,
  referenceFen: null,
  minimumStock: quantity(0),
  expiryTracked: true,
  active: true,
  note: '',
  food: true,
  packs: [{ name: '箱', size: quantity(12) }],
};
const { head } = emptyDraft('request');
const read = (given: Partial<ReceiveLine>, item = OIL, more: Partial<typeof head> = {}) =>
  readLine({ ...emptyLine('line', item.id), ...given }, item, { ...head, ...more }, DATE);

describe('a line as typed', () => {
  test('boxes become bottles exactly, the price is that of a box', () => {
    const { plan, input, problems } = read({ count: '5', packName: '箱', price: '120', expires: '2027-07-01' });
    expect(problems).toEqual({});
    expect(input).toMatchObject({ quantity: 5, packName: '箱', unitCostFen: 12_000, costFen: null });
    expect(plan).toMatchObject({ quantity: 60, costFen: 60_000, unitCostFen: 1_000 });
    expect(plan?.note).toBe('5箱（每箱12瓶）');
  });

  test('boxes and single bottles are counted in bottles', () => {
    expect(read({ count: '5箱3瓶', cost: '630' }).input).toMatchObject({
      quantity: 63,
      packName: null,
      costFen: 63_000,
    });
    expect(read({ count: '5箱', cost: '630' }).input).toMatchObject({ quantity: 5, packName: '箱' });
  });

  test.each([
    ['2.5', '数量应是整数'],
    ['3提', '单位可以用：瓶、箱（12瓶）'],
    ['', '请填数量'],
    ['0', '入库数量是0'],
  ])('a count of “%s” is no count', (count, says) => {
    expect(read({ count, price: '10' }).problems.count).toContain(says);
  });

  test('a purchase says what it cost or that nobody knows, a gift need not', () => {
    expect(read({ count: '3' }).problems.price).toContain('请填单价或金额');
    expect(read({ count: '3', basis: 'unvalued' }).input).toMatchObject({ costFen: null, costBasis: 'unvalued' });
    expect(read({ count: '3' }, OIL, { source: 'donation' }).input).toMatchObject({ costBasis: 'unvalued' });
    expect(read({ count: '3', cost: '0' }, OIL, { source: 'donation' }).problems.cost).toContain('未计价');
  });

  test('an amount must be what the price says, but for a price rounded to the fen', () => {
    expect(read({ count: '3', price: '3.33', cost: '10' }).plan).toMatchObject({ costFen: 1_000, unitCostFen: 333 });
    expect(read({ count: '3', price: '3.33', cost: '11' }).problems.cost).toContain('11.00元与数量乘单价9.99元不符');
  });

  test('a shelf life counts from production, and needs it', () => {
    const made = { count: '1', cost: '1', producedOn: '20260131' };
    expect(read({ ...made, expires: '18个月' }).input?.expiresOn).toBe('2027-07-31');
    expect(read({ ...made, expires: '540天' }).input?.expiresOn).toBe('2027-07-25');
    expect(read({ ...made, producedOn: '', expires: '18个月' }).problems.expires).toContain('请填生产日期');
    expect(read(made, { ...OIL, shelfLifeDays: 365 }).plan?.expiresOn).toBe('2027-01-31');
    expect(read({ ...made, expires: '2026.1.30' }).problems.expires).toContain('早于生产日期2026-01-31');
    expect(read({ ...made, producedOn: '2026-07-16' }).problems.producedOn).toContain('晚于入库日期');
  });

  test('food with less than six months is flagged and says so in its note, towels are not', () => {
    const short = { count: '1', cost: '1', expires: '2027-01-14' };
    expect(read(short)).toMatchObject({ flag: { code: 'short_life', daysLeft: 183 } });
    expect(read(short).plan?.note).toBe('食品不足六个月，剩183天');
    expect(read({ ...short, expires: '2027-01-15' }).flag).toBeNull();
    expect(read(short, { ...OIL, food: false }).flag).toBeNull();
    expect(read({ ...short, expires: '2026-07-14' }).flag?.code).toBe('expired');
    expect(read({ ...short, expires: '' }).flag?.code).toBe('expiry_missing');
  });
});

test('scans open a line and count on, and leave alone what was typed with units', () => {
  const scan = (count: string) =>
    receiveReducer(
      { ...emptyDraft('request'), lines: [{ ...emptyLine('line', OIL.id), count }] },
      { type: 'count', key: 'line', by: 1 },
    ).lines[0]?.count;
  expect(['', '1', '12', '5箱'].map(scan)).toEqual(['2', '2', '13', '5箱']);
});

test('only a purchase has an invoice; the next paper begins with the same people', () => {
  const bought = receiveReducer(emptyDraft('request'), {
    type: 'head',
    part: { invoiceNo: '0012', handler: '李会计', inspector: '王监督' },
  });
  const given = receiveReducer(bought, { type: 'head', part: { source: 'donation' } });
  expect(given.head).toMatchObject({ invoiceNo: '', basis: 'inquiry', handler: '李会计' });
  expect(emptyDraft('next', bought.head).head).toMatchObject({ invoiceNo: '', supplier: '', inspector: '王监督' });
});

test('days as they stand on packages', () => {
  const days = ['20260701', '260701', '2026-7-1', '2026.07.01', '2026/7/1', '2026年7月1日', '２０２６０７０１'];
  expect(days.map(readDay)).toEqual(days.map(() => '2026-07-01'));
  expect(['20260230', '2026', '7-1', '1307011', ''].map(readDay)).toEqual([null, null, null, null, null]);
});

test('an item as typed: packs, shelf life, and a check digit that somebody must explain', () => {
  const draft = { ...itemDraft.draftOf(null), code: 'WP009', name: '酱油', unit: '瓶' };
  const typed = { ...draft, packs: '1箱=12瓶；件=24', shelfLife: '18个月', barcode: '6901234567847' };
  expect(itemDraft.problemsOf(typed)).toEqual({});
  expect(itemDraft.inputOf(null, typed)).toMatchObject({
    packs: [
      { name: '箱', size: 12 },
      { name: '件', size: 24 },
    ],
    shelfLifeDays: 545,
    barcodeReason: '',
  });
  const doubtful = { ...draft, barcode: '6901234567840' };
  expect(itemDraft.problemsOf(doubtful).barcodeReason).toContain('最后一位应为7');
  const kept = { ...doubtful, barcodeReason: '厂家就是这样印的' };
  expect(itemDraft.problemsOf(kept)).toEqual({});
  expect(itemDraft.inputOf(null, kept).barcodeReason).toBe('厂家就是这样印的');
  expect(Object.keys(itemDraft.problemsOf({ ...draft, packs: '箱=12袋', shelfLife: '很久' })).sort()).toEqual([
    'packs',
    'shelfLife',
  ]);
  expect(
    itemDraft.nextCode([
      { ...OIL, code: 'WP038' },
      { ...OIL, code: 'X-99' },
    ]),
  ).toBe('WP039');
});
