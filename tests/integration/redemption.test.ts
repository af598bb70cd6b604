import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verify } from '../../main/journal/verify.ts';
import { reverseInbound } from '../../main/usecases/goods/reverse-inbound.ts';
import { readHouseholdCard } from '../../main/usecases/household/read-household.ts';
import { reversePoints } from '../../main/usecases/points/reverse-points.ts';
import { readPassbook } from '../../main/usecases/points/read-passbook.ts';
import { redeemGoods, type RedeemGoodsInput } from '../../main/usecases/redemption/redeem-goods.ts';
import { returnRedemption } from '../../main/usecases/redemption/return-redemption.ts';
import { saveItem } from '../../main/usecases/goods/save-item.ts';
import type { Household } from '../../shared/domain/household/household.ts';
import { SCHEME_IDS, SCHEME_PRESETS } from '../../shared/domain/settings/scheme.ts';
import { must } from '../../shared/kernel/assert.ts';
import { centipoints, entryId, type HouseholdId, quantity } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { openShop, refusalOf, type Shop, TODAY, valueOf } from '../builders/shop.ts';

let shop: Shop;
let household: Household;
beforeEach(async () => {
  shop = await openShop({ scheme: 'civility' });
  household = shop.household({ householdNo: 'GM017', headName: '王𠮷' });
});
afterEach(() => {
  expect(verify(shop.db).problem).toBeNull();
  shop.close();
});

/** Honour figure, spendable points and arrears as the counter shows them. */
function figures(id: HouseholdId = household.id, of: Shop = shop): readonly number[] {
  const card = valueOf(readHouseholdCard(of.db, id, localDate(TODAY)));
  return [card.honourCentipoints, card.spendableCentipoints, card.arrearsCentipoints];
}

function onHand(): Record<string, readonly [number, number]> {
  const rows = shop.db
    .prepare(
      `SELECT l.code AS code, g.amount AS count, coalesce(v.amount, 0) AS fen FROM lot l
       JOIN balance g ON g.lot_id = l.id AND g.book = 'goods' LEFT JOIN balance v ON v.lot_id = l.id AND v.book = 'value'`,
    )
    .all() as { code: string; count: number; fen: number }[];
  return Object.fromEntries(rows.map(({ code, count, fen }) => [code, [count, fen]]));
}

const entries = () => verify(shop.db).entries;

describe('points', () => {
  test.each(SCHEME_IDS)(
    'of %s: the base is honour and never spendable, redeeming never lowers honour',
    async (scheme) => {
      const other = await openShop({ scheme });
      const base = SCHEME_PRESETS[scheme].baseCentipoints;
      const { id } = other.household();
      const soap = other.item({ priceCentipoints: centipoints(650) });
      other.receive(soap.id, 9, 900);
      expect(figures(id, other)).toEqual([base, 0, 0]);
      expect(() => other.redeem(id, [[soap.id, 1]])).toThrow('points_short');
      other.award(id, 2000);
      expect(figures(id, other)).toEqual([base + 2000, 2000, 0]);
      other.redeem(id, [[soap.id, 3]]);
      expect(figures(id, other)).toEqual([base + 2000, 50, 0]);
      other.close();
    },
  );

  test('6.5 and 3.8 and 24 of 34.3 leave 0', () => {
    const basket = [650, 380, 2400].map((price) => {
      const item = shop.item({ priceCentipoints: centipoints(price) });
      shop.receive(item.id, 1, 100);
      return [item.id, 1] as const;
    });
    shop.award(household.id, 3430);
    expect(shop.redeem(household.id, basket)).toMatchObject({ totalCentipoints: 3430, balanceAfterCentipoints: 0 });
    expect(figures()).toEqual([13_430, 0, 0]);
  });

  test('arrears after a deduction are filled first', () => {
    const soap = shop.item({ priceCentipoints: centipoints(500) });
    shop.receive(soap.id, 9, 900);
    shop.award(household.id, 2000);
    shop.redeem(household.id, [[soap.id, 4]]);
    shop.award(household.id, -1500);
    expect(figures()).toEqual([10_500, 0, 1500]);
    shop.award(household.id, 1200);
    expect(figures()).toEqual([11_700, 0, 300]);
    shop.award(household.id, 800);
    expect(figures()).toEqual([12_500, 500, 0]);
    shop.redeem(household.id, [[soap.id, 1]]);
    expect(figures()).toEqual([12_500, 0, 0]);
  });

  test('begin anew each scheme year, with the base again', () => {
    const soap = shop.item({ priceCentipoints: centipoints(500) });
    shop.receive(soap.id, 9, 900);
    shop.award(household.id, 2000);
    expect(() => shop.redeem(household.id, [[soap.id, 1]], '2027-01-02')).toThrow('points_short');
    shop.award(household.id, 700, '2027-01-02');
    shop.redeem(household.id, [[soap.id, 1]], '2027-01-02');
    expect(
      readPassbook(shop.db, household.id, 2027).lines.map((line) => [line.kind, line.spendableCentipoints]),
    ).toEqual([
      ['base_grant', 0],
      ['award', 700],
      ['redemption', 200],
    ]);
    expect(figures()).toEqual([12_000, 2000, 0]);
  });
});

describe('a request id', () => {
  const input = (id: string, count: number): RedeemGoodsInput => ({
    requestId: entryId(id),
    householdId: household.id,
    lines: [{ itemId: shop.item({ code: 'SOAP', priceCentipoints: centipoints(100) }).id, quantity: quantity(count) }],
    recipient: null,
    expectedTotalCentipoints: null,
  });

  test('commits once, however often it is sent, and is answered with the same document', () => {
    const request = input('basket-0001', 2);
    shop.receive(must(request.lines[0], 'a line').itemId, 5, 500);
    shop.award(household.id, 1000);
    const first = valueOf(redeemGoods(shop.context(), request));
    const before = entries();
    shop.reopen();
    const again = valueOf(redeemGoods(shop.context({ today: '2026-07-16', timeOfDay: '18:00' }), request));
    expect(again).toEqual(first);
    expect(entries()).toBe(before);
    const afterPricesMoved = { ...request, expectedTotalCentipoints: centipoints(900) };
    expect(valueOf(redeemGoods(shop.context(), afterPricesMoved))).toEqual(first);
    const forSomebodyElse = { ...request, recipient: { name: '李四', relation: '邻居' } };
    expect(refusalOf(redeemGoods(shop.context(), forSomebodyElse))).toEqual({ code: 'request_id_reused' });
    expect(entries()).toBe(before);
  });

  test('that was refused may be sent again and go through', () => {
    const request = input('basket-0002', 2);
    const { itemId } = must(request.lines[0], 'a line');
    shop.award(household.id, 1000);
    expect(refusalOf(redeemGoods(shop.context(), request)).code).toBe('stock_short');
    shop.receive(itemId, 5, 500);
    expect(valueOf(redeemGoods(shop.context(), request)).totalCentipoints).toBe(200);
  });
});

test('a refusal writes nothing, not even the base points of a year that has just begun', () => {
  const soap = shop.item({ priceCentipoints: centipoints(500) });
  shop.receive(soap.id, 9, 900);
  const before = entries();
  expect(() => shop.redeem(household.id, [[soap.id, 1]], '2027-01-01')).toThrow('points_short');
  expect(entries()).toBe(before);
});

test('first expiring lots leave first, an expired one never; a return goes back to the same lots', () => {
  const milk = shop.item({ priceCentipoints: centipoints(100) });
  shop.receive(milk.id, 2, 1000, { lotCode: 'OLD', expiresOn: '2026-07-14' });
  shop.receive(milk.id, 5, 2501, { lotCode: 'LATE', expiresOn: '2026-12-31' });
  shop.receive(milk.id, 3, 1000, { lotCode: 'SOON', expiresOn: '2026-07-15' });
  shop.receive(milk.id, 4, null, { lotCode: 'GIFT' });
  shop.award(household.id, 5000);
  const redeemed = shop.redeem(household.id, [[milk.id, 9]]);
  expect(redeemed.lines.map(({ lotCode, quantity: count, costFen }) => [lotCode, count, costFen])).toEqual([
    ['SOON', 3, 1000],
    ['LATE', 5, 2501],
    ['GIFT', 1, null],
  ]);
  expect(onHand()).toEqual({ OLD: [2, 1000], LATE: [0, 0], SOON: [0, 0], GIFT: [3, 0] });
  expect(() => shop.redeem(household.id, [[milk.id, 4]])).toThrow('stock_expired');
  const part = shop.giveBack(redeemed.id, [{ lineNo: 1, quantity: 1 }]);
  expect(part).toMatchObject({ kind: 'return', totalCentipoints: 100, reversal: { documentNo: redeemed.documentNo } });
  expect(onHand()).toEqual({ OLD: [2, 1000], LATE: [0, 0], SOON: [1, 333], GIFT: [3, 0] });
  shop.giveBack(redeemed.id);
  expect(onHand()).toEqual({ OLD: [2, 1000], LATE: [5, 2501], SOON: [3, 1000], GIFT: [4, 0] });
  expect(figures()).toEqual([15_000, 5000, 0]);
  expect(() => shop.giveBack(redeemed.id)).toThrow('already_returned');
});

test('a redemption keeps the price and the name it was made at', () => {
  const soap = shop.item({ name: '肥皂', priceCentipoints: centipoints(550) });
  shop.receive(soap.id, 9, 900);
  shop.award(household.id, 5000);
  const redeemed = shop.redeem(household.id, [[soap.id, 2]]);
  const { id, ...rest } = soap;
  valueOf(saveItem(shop.context(), id, { ...rest, name: '透明皂', priceCentipoints: centipoints(900) }));
  const back = shop.giveBack(redeemed.id, [{ lineNo: 1, quantity: 1 }]);
  expect(back.lines.map((line) => [line.itemName, line.unitPriceCentipoints])).toEqual([['肥皂', 550]]);
  expect(figures()).toEqual([15_000, 4450, 0]);
  expect(shop.redeem(household.id, [[soap.id, 1]]).lines[0]).toMatchObject({
    itemName: '透明皂',
    totalCentipoints: 900,
  });
});

describe('a reversal', () => {
  test('of points happens once and names both documents', () => {
    const award = shop.award(household.id, 2000);
    const reverse = () =>
      reversePoints(shop.context(), { requestId: shop.requestId(), entryId: award.id, reason: '重复登记' });
    const reversal = valueOf(reverse());
    expect(reversal).toMatchObject({ kind: 'reversal', reversesId: award.id, documentNo: 'HC20260715-0001' });
    expect(figures()).toEqual([10_000, 0, 0]);
    expect(refusalOf(reverse())).toEqual({
      code: 'already_reversed',
      documentNo: 'JF20260715-0001',
      reversalNo: 'HC20260715-0001',
    });
  });

  test('of an inbound happens once and only while everything is still there', () => {
    const soap = shop.item({ name: '肥皂', priceCentipoints: centipoints(550) });
    const inbound = shop.receive(soap.id, 9, 900, { lotCode: 'L1' });
    shop.award(household.id, 5000);
    const redeemed = shop.redeem(household.id, [[soap.id, 2]]);
    const reverse = () =>
      reverseInbound(shop.context(), { requestId: shop.requestId(), entryId: inbound.id, reason: '数量录错' });
    expect(refusalOf(reverse())).toEqual({
      code: 'goods_already_used',
      itemName: '肥皂',
      unit: '袋',
      lotCode: 'L1',
      receivedQuantity: 9,
      onHandQuantity: 7,
    });
    shop.giveBack(redeemed.id);
    expect(valueOf(reverse()).reversesId).toBe(inbound.id);
    expect(onHand()).toEqual({ L1: [0, 0] });
    expect(refusalOf(reverse()).code).toBe('already_reversed');
  });

  test('of a whole redemption is its return; after a part came back, the rest is not', () => {
    const soap = shop.item({ priceCentipoints: centipoints(100) });
    shop.receive(soap.id, 9, 900);
    shop.award(household.id, 5000);
    const reverses = (id: string) =>
      shop.db.prepare('SELECT reverses_id FROM entry WHERE id = ?').pluck().get(id) as string | null;
    const whole = shop.redeem(household.id, [[soap.id, 2]]);
    expect(reverses(shop.giveBack(whole.id).id)).toBe(whole.id);
    const parted = shop.redeem(household.id, [[soap.id, 2]]);
    expect(reverses(shop.giveBack(parted.id, [{ lineNo: 1, quantity: 1 }]).id)).toBeNull();
    expect(reverses(shop.giveBack(parted.id).id)).toBeNull();
  });
});

test('only a household in the register redeems, but one that left may bring goods back', () => {
  const soap = shop.item({ priceCentipoints: centipoints(100) });
  shop.receive(soap.id, 9, 900);
  shop.award(household.id, 500);
  const redeemed = shop.redeem(household.id, [[soap.id, 2]]);
  const { id, cardNo: _cardNo, ...register } = household;
  shop.correct(id, { ...register, status: 'moved' });
  const requestId = shop.requestId();
  const input = { requestId, householdId: id, lines: [], recipient: null, expectedTotalCentipoints: null };
  expect(refusalOf(redeemGoods(shop.context(), input))).toEqual({
    code: 'household_not_active',
    householdNo: 'GM017',
    status: 'moved',
  });
  const back = { requestId: shop.requestId(), redemptionId: redeemed.id, lines: null, reason: '迁走退回' };
  expect(valueOf(returnRedemption(shop.context(), back)).totalCentipoints).toBe(200);
});
