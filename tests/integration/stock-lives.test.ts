import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledgerSource } from '../../main/db/repositories/ledger-rows.ts';
import { readCharts } from '../../main/usecases/goods/read-charts.ts';
import { readItemLife, readLotLife } from '../../main/usecases/goods/read-life.ts';
import { readOverview } from '../../main/usecases/goods/read-overview.ts';
import type { StockOverviewRow } from '../../shared/contract/stock.ts';
import type { Item } from '../../shared/domain/goods/goods.ts';
import { must } from '../../shared/kernel/assert.ts';
import { lotId as lotIdOf } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { openShop, type Shop, TODAY, valueOf } from '../builders/shop.ts';

const today = localDate(TODAY);
const VIEW = { from: null, to: null, offset: 0, limit: 100, today, masked: false };
const EVERYTHING = {
  from: null,
  to: null,
  villageId: null,
  householdId: null,
  yearlyCapCentipoints: null,
  today,
  level: 'full' as const,
};

let shop: Shop;
let rice: Item;
let salt: Item;
beforeAll(async () => {
  shop = await openShop({ scheme: 'heixi' });
  rice = shop.item({ code: 'WP001', name: '大米' });
  salt = shop.item({ code: 'WP002', name: '食盐', category: '调味' });
  shop.receive(rice.id, 3, 1000, { expiresOn: '2026-08-20', lotCode: 'A' });
  shop.receive(rice.id, 5, null, { expiresOn: '2027-05-01', lotCode: 'B' });
  shop.receive(rice.id, 4, 400, { expiresOn: '2026-07-14', lotCode: 'OLD' });
  const ran = shop.household({ householdNo: 'GM001', headName: '冉光荣' });
  const shan = shop.household({ householdNo: 'GM002', headName: '单小梅' });
  for (const { id } of [ran, shan]) shop.award(id, 1_000_000);
  const first = shop.redeem(ran.id, [[rice.id, 1]]);
  shop.redeem(shan.id, [[rice.id, 3]]);
  shop.giveBack(first.id);
});
afterAll(() => shop.close());

const rowOf = (item: Item): StockOverviewRow =>
  must(
    readOverview(shop.db, today).find(({ id }) => id === item.id),
    'every item has its row',
  );

test('the overview says what is on hand, blocked, near its end, worth, and worth nobody knows what', () => {
  expect(rowOf(rice)).toMatchObject({
    name: '大米',
    pinyin: 'dami daimi',
    initials: 'dm',
    lots: 3,
    onHandQuantity: 9,
    expiredQuantity: 4,
    // One piece of lot A is left, 36 days before its last day.
    nearQuantity: 1,
    nearestExpiry: '2026-08-20',
    valueFen: 400 + 333,
    unvaluedQuantity: 4,
  });
  expect(rowOf(salt)).toMatchObject({ lots: 0, onHandQuantity: 0, valueFen: 0, nearestExpiry: null });
});

test('an item’s life runs on from document to document, and ends at what is on the shelf', () => {
  const { lots, movements } = valueOf(readItemLife(shop.db, rice.id, VIEW));
  expect(lots.map(({ code, expiry, onHandQuantity, valueFen }) => [code, expiry, onHandQuantity, valueFen])).toEqual([
    ['OLD', 'expired', 4, 400],
    ['B', 'fresh', 4, null],
    ['A', 'near', 1, 333],
  ]);
  const inOrder = movements.rows.toReversed();
  expect(inOrder.map((row) => [row.summary, row.lotCode, row.quantity, row.valueFen])).toEqual([
    ['采购入库：供销社', 'A', 3, 1000],
    ['捐赠入库：供销社', 'B', 5, null],
    ['采购入库：供销社', 'OLD', 4, 400],
    ['兑换：GM001 冉光荣', 'A', -1, -333],
    ['兑换：GM002 单小梅', 'A', -2, -667],
    ['兑换：GM002 单小梅', 'B', -1, null],
    ['退回：GM001 冉光荣', 'A', 1, 333],
  ]);
  expect(inOrder.map((row) => [row.balanceQuantity, row.balanceFen])).toEqual([
    [3, 1000],
    [8, 1000],
    [12, 1400],
    [11, 1067],
    [9, 400],
    [8, 400],
    [9, 733],
  ]);
  expect(inOrder.map((row) => row.balanceUnvalued)).toEqual([0, 5, 5, 5, 5, 4, 4]);
  expect(movements).toMatchObject({
    total: 7,
    inUnvalued: 5,
    outUnvalued: 1,
    inQuantity: 13,
    inFen: 1733,
    outQuantity: 4,
    outFen: 1000,
  });
});

test('a page in the middle of a life has the same balances as the whole', () => {
  const whole = valueOf(readItemLife(shop.db, rice.id, VIEW)).movements;
  const page = valueOf(readItemLife(shop.db, rice.id, { ...VIEW, offset: 2, limit: 3 })).movements;
  expect(page.rows).toEqual(whole.rows.slice(2, 5));
  expect(page.total).toBe(7);
  const before = valueOf(readItemLife(shop.db, rice.id, { ...VIEW, to: localDate('2026-07-14') })).movements;
  expect(before).toMatchObject({ total: 0, rows: [], openingQuantity: 0 });
  const after = valueOf(readItemLife(shop.db, rice.id, { ...VIEW, from: localDate('2026-07-16') })).movements;
  expect(after).toMatchObject({ total: 0, openingQuantity: 9, openingFen: 733 });
});

test('a lot is followed to the households that still have something of it, masked outside the office', () => {
  const { lots } = valueOf(readItemLife(shop.db, rice.id, VIEW));
  const { lotId } = must(lots[2], 'lot A');
  const life = valueOf(readLotLife(shop.db, lotId, { ...VIEW, masked: true }));
  expect(life.origin).toMatchObject({ source: 'purchase', supplier: '供销社', quantity: 3, costFen: 1000 });
  expect(life.flows).toEqual([
    { kind: 'inbound', quantity: 3, valueFen: 1000 },
    { kind: 'redemption', quantity: -2, valueFen: -667 },
  ]);
  expect(life.households).toMatchObject([{ householdNo: 'GM002', headName: '单*梅', quantity: 2 }]);
  expect(life.householdCount).toBe(1);
  expect(life.movements.rows.map(({ summary }) => summary)).toEqual([
    '退回：GM001 冉*荣',
    '兑换：GM002 单*梅',
    '兑换：GM001 冉*荣',
    '采购入库：供销社',
  ]);
  expect(readLotLife(shop.db, lotIdOf('nowhere'), VIEW)).toEqual({ ok: false, error: { code: 'lot_not_found' } });
});

test('figures by category and month end at today’s shelf', () => {
  const charts = readCharts(shop.db, today);
  expect(charts.months).toHaveLength(12);
  expect(charts.months.at(-1)).toBe('2026-07');
  expect(charts.categories).toEqual(['粮油']);
  expect(charts.stockFen).toEqual([[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 733]]);
  expect(charts.redeemedCentipoints[0]?.at(-1)).toBe(7200);
  expect(charts.redeemedFen[0]?.at(-1)).toBe(667);
  expect(charts).toMatchObject({ unvaluedOnHand: 4, unvaluedRedeemed: 1 });
});

test('the ledger of movements masks names outside the office', () => {
  const summaries = (level: 'full' | 'outside') =>
    [...ledgerSource(shop.db, 'stock_movement', { ...EVERYTHING, level }).rows].map((row) => row[2]);
  expect(summaries('full')).toContain('兑换：GM001 冉光荣');
  expect(summaries('outside')).toContain('兑换：GM001 冉*荣');
  expect(summaries('outside').join()).not.toMatch(/冉光荣|单小梅/);
});
