import { describe, expect, test } from 'vitest';
import { type Item, type LotOnHand, PLAIN_ITEM } from '../../../shared/domain/goods/goods.ts';
import {
  type BasketItem,
  decideRedemption,
  type RedemptionFacts,
} from '../../../shared/domain/redemption/decide-redemption.ts';
import { centipoints, fen, itemId, lotId, quantity } from '../../../shared/kernel/brands.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';

const item = (name: string, price: number | null, given: Partial<Item> = {}): Item => ({
  ...PLAIN_ITEM,
  id: itemId(name),
  code: name,
  barcode: null,
  name,
  category: '粮油',
  spec: '5kg',
  unit: '袋',
  priceCentipoints: price === null ? null : centipoints(price),
  referenceFen: null,
  minimumStock: quantity(0),
  expiryTracked: true,
  active: true,
  note: '',
  ...given,
});

const lot = (code: string, count: number, valueFen: number | null, expiresOn: string | null = null): LotOnHand => ({
  id: lotId(code),
  itemId: itemId('大米'),
  code,
  producedOn: null,
  expiresOn: expiresOn === null ? null : localDate(expiresOn),
  receivedOn: localDate('2026-01-01'),
  valued: valueFen !== null,
  onHandQuantity: quantity(count),
  valueFen: fen(valueFen ?? 0),
  earmark: null,
});

const wanted = (one: Item | null, count: number, lots: readonly LotOnHand[]): BasketItem => ({
  item: one,
  quantity: count,
  lots,
});

const RICE = item('大米', 2400);
const FACTS: RedemptionFacts = {
  household: { householdNo: 'GM017', status: 'active', tags: [] },
  account: {
    earnedCentipoints: centipoints(13_430),
    baseCentipoints: centipoints(10_000),
    redeemedCentipoints: centipoints(0),
    heldCentipoints: centipoints(0),
  },
  yearlyCapCentipoints: null,
  today: localDate('2026-07-15'),
  basket: [wanted(RICE, 1, [lot('a', 5, 14_250)])],
  expectedTotalCentipoints: null,
};
const decide = (given: Partial<RedemptionFacts>) => decideRedemption({ ...FACTS, ...given });
const basket = (...items: BasketItem[]) => decide({ basket: items });
const linesOf = (result: ReturnType<typeof decide>) =>
  result.ok ? result.value.lines.map(({ lotId: id, quantity: count, costFen }) => [id, count, costFen]) : result.error;

describe('a basket that is covered', () => {
  test('leaves nothing of 34.3 points after 6.5, 3.8 and 24', () => {
    const shelf = [lot('a', 9, 900)];
    const result = basket(
      wanted(item('洗洁精', 650), 1, shelf),
      wanted(item('毛巾', 380), 1, shelf),
      wanted(item('大米', 2400), 1, shelf),
    );
    expect(result).toMatchObject({ ok: true, value: { totalCentipoints: 3430, balanceAfterCentipoints: 0 } });
  });

  test('is planned as whole lines with the price and the cost as they are', () => {
    expect(decide({})).toEqual({
      ok: true,
      value: {
        lines: [
          {
            itemId: '大米',
            itemName: '大米',
            spec: '5kg',
            unit: '袋',
            lotId: 'a',
            quantity: 1,
            unitPriceCentipoints: 2400,
            totalCentipoints: 2400,
            costFen: 2850,
          },
        ],
        totalCentipoints: 2400,
        balanceAfterCentipoints: 1030,
      },
    });
  });

  test('costs nothing when its price is zero, and unvalued gifts have no cost', () => {
    const gift = basket(wanted(item('宣传册', 0), 2, [lot('a', 5, null)]));
    expect(gift).toMatchObject({ ok: true, value: { totalCentipoints: 0, balanceAfterCentipoints: 3430 } });
    expect(linesOf(gift)).toEqual([['a', 2, null]]);
  });
});

describe('lots', () => {
  test('leave first expiring first and the last piece takes the rest of the cost', () => {
    const lots = [lot('late', 5, 500, '2026-12-01'), lot('keeps', 9, 900), lot('soon', 3, 1000, '2026-07-15')];
    const cheap = item('大米', 100);
    expect(linesOf(basket(wanted(cheap, 2, lots)))).toEqual([['soon', 2, 666]]);
    expect(linesOf(basket(wanted(cheap, 9, lots)))).toEqual([
      ['soon', 3, 1000],
      ['late', 5, 500],
      ['keeps', 1, 100],
    ]);
  });

  test('past their last day never leave, and the refusal names the day', () => {
    const lots = [lot('old', 4, 400, '2026-07-14'), lot('good', 1, 100, '2026-07-16')];
    expect(linesOf(basket(wanted(item('大米', 100), 1, lots)))).toEqual([['good', 1, 100]]);
    expect(basket(wanted(item('大米', 100), 2, lots))).toEqual({
      ok: false,
      error: {
        code: 'stock_expired',
        itemName: '大米',
        unit: '袋',
        requestedQuantity: 2,
        availableQuantity: 1,
        lotCode: 'old',
        expiresOn: '2026-07-14',
      },
    });
  });

  test('that do not hold enough are refused with what there is', () => {
    expect(basket(wanted(RICE, 6, [lot('a', 5, 500), lot('empty', 0, 0, '2026-07-01')]))).toEqual({
      ok: false,
      error: { code: 'stock_short', itemName: '大米', unit: '袋', requestedQuantity: 6, availableQuantity: 5 },
    });
  });
});

describe('earmarked lots', () => {
  const FOR_OLD = '80岁以上老人';
  const kept = (one: LotOnHand, earmark = FOR_OLD): LotOnHand => ({ ...one, earmark });
  const cheap = item('大米', 100);
  const decideFor = (tags: readonly string[], count: number, lots: readonly LotOnHand[]) =>
    decide({ household: { householdNo: 'GM017', status: 'active', tags }, basket: [wanted(cheap, count, lots)] });

  test('leave only to households that carry the tag, and the refusal says for whom they are kept', () => {
    const lots = [kept(lot('gift', 10, 1000, '2026-08-01')), lot('free', 2, 200, '2026-09-01')];
    expect(linesOf(decideFor([], 2, lots))).toEqual([['free', 2, 200]]);
    expect(linesOf(decideFor(['困难学生'], 1, lots))).toEqual([['free', 1, 100]]);
    expect(linesOf(decideFor(['困难学生', FOR_OLD], 11, lots))).toEqual([
      ['gift', 10, 1000],
      ['free', 1, 100],
    ]);
    expect(decideFor([], 3, lots)).toEqual({
      ok: false,
      error: {
        code: 'stock_earmarked',
        itemName: '大米',
        unit: '袋',
        earmarks: [FOR_OLD],
        earmarkedQuantity: 10,
        requestedQuantity: 3,
        availableQuantity: 2,
      },
    });
    expect(decideFor([FOR_OLD], 13, lots)).toMatchObject({ error: { code: 'stock_short', availableQuantity: 12 } });
  });

  test('go before those for anybody when they last equally long, and never when they have expired', () => {
    const same = [lot('free', 5, 500, '2026-08-01'), kept(lot('gift', 5, 500, '2026-08-01'))];
    expect(linesOf(decideFor([FOR_OLD], 1, same))).toEqual([['gift', 1, 100]]);
    const sooner = [lot('free', 5, 500, '2026-07-20'), kept(lot('gift', 5, 500))];
    expect(linesOf(decideFor([FOR_OLD], 1, sooner))).toEqual([['free', 1, 100]]);
    const expired = [kept(lot('gift', 5, 500, '2026-07-14'))];
    expect(decideFor([], 1, expired)).toMatchObject({ error: { code: 'stock_expired' } });
    expect(decideFor([FOR_OLD], 1, expired)).toMatchObject({ error: { code: 'stock_expired' } });
  });

  test('of several groups are all named', () => {
    const lots = [kept(lot('a', 1, 100)), kept(lot('b', 2, 200), '困难学生')];
    expect(decideFor([], 1, lots)).toMatchObject({
      error: { earmarks: [FOR_OLD, '困难学生'], earmarkedQuantity: 3, availableQuantity: 0 },
    });
  });
});

describe('points', () => {
  test('that are too few say by how many', () => {
    expect(basket(wanted(RICE, 2, [lot('a', 5, 500)]))).toEqual({
      ok: false,
      error: {
        code: 'points_short',
        shortCentipoints: 1370,
        spendableCentipoints: 3430,
        totalCentipoints: 4800,
      },
    });
  });

  test('beyond the yearly cap are refused although they are there', () => {
    const account = {
      ...FACTS.account,
      earnedCentipoints: centipoints(110_000),
      redeemedCentipoints: centipoints(69_000),
    };
    expect(decide({ account, yearlyCapCentipoints: centipoints(70_000) })).toEqual({
      ok: false,
      error: {
        code: 'yearly_cap_reached',
        capCentipoints: 70_000,
        redeemedCentipoints: 69_000,
        shortCentipoints: 1400,
      },
    });
    expect(decide({ account, yearlyCapCentipoints: centipoints(71_400) })).toMatchObject({
      ok: true,
      value: { balanceAfterCentipoints: 0 },
    });
  });

  test('that were shown differently on the screen are not taken', () => {
    expect(decide({ expectedTotalCentipoints: centipoints(2300) })).toEqual({
      ok: false,
      error: { code: 'total_changed', expectedCentipoints: 2300, totalCentipoints: 2400 },
    });
  });
});

test('what cannot be a redemption is refused by name', () => {
  const shelf = [lot('a', 5, 500)];
  const codes = [
    decide({ household: null }),
    decide({ household: { householdNo: 'GM017', status: 'moved', tags: [] } }),
    basket(),
    basket(wanted(null, 1, [])),
    basket(wanted(item('大米', 100, { active: false }), 1, shelf)),
    basket(wanted(item('大米', null), 1, shelf)),
    basket(wanted(RICE, 0, shelf)),
    basket(wanted(RICE, -1, shelf)),
    basket(wanted(RICE, 1.5, shelf)),
    basket(wanted(RICE, Number.NaN, shelf)),
  ].map((result) => (result.ok ? null : result.error.code));
  expect(codes).toEqual([
    'household_not_found',
    'household_not_active',
    'basket_empty',
    'item_not_found',
    'item_not_offered',
    'item_without_price',
    'quantity_not_positive',
    'quantity_not_positive',
    'quantity_not_positive',
    'quantity_not_positive',
  ]);
});
