import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verify } from '../../main/journal/verify.ts';
import { findItem } from '../../main/db/repositories/item-repository.ts';
import { ledgerSource } from '../../main/db/repositories/ledger-rows.ts';
import { listCounterItems } from '../../main/usecases/goods/read-goods.ts';
import { saveItem } from '../../main/usecases/goods/save-item.ts';
import { changePrices, withdrawPrices } from '../../main/usecases/price/change-prices.ts';
import { readPriceHistory, readPrices } from '../../main/usecases/price/read-prices.ts';
import { saveRate } from '../../main/usecases/price/save-rate.ts';
import type { Item } from '../../shared/domain/goods/goods.ts';
import { must } from '../../shared/kernel/assert.ts';
import { centipoints, fen, type EntryId } from '../../shared/kernel/brands.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { refusalText } from '../../shared/messages/refusal-text.ts';
import { TestDesk } from '../builders/imports.ts';
import { openShop, refusalOf, type Shop, TODAY, valueOf } from '../builders/shop.ts';

const NEXT_WEEK = addDays(localDate(TODAY), 7);
let shop: Shop;
let rice: Item;
beforeEach(async () => {
  shop = await openShop({ scheme: 'civility' });
  rice = shop.item({ name: '大米', priceCentipoints: centipoints(2_400) });
});
afterEach(() => {
  expect(verify(shop.db).problem).toBeNull();
  shop.close();
});

function change(price: number | null, effectiveFrom: string | null = null, requestId: EntryId = shop.requestId()) {
  return changePrices(shop.context(), {
    requestId,
    effectiveFrom: effectiveFrom === null ? null : localDate(effectiveFrom),
    reason: '进价变动',
    lines: [{ itemId: rice.id, priceCentipoints: price === null ? null : centipoints(price) }],
  });
}

const priceOn = (day: string): number | null =>
  must(findItem(shop.db, rice.id, localDate(day)), 'rice').priceCentipoints;
const priceRow = () => must(readPrices(shop.db, localDate(TODAY)).rows[0], 'a row');

describe('a price', () => {
  test('holds from its day on, the last word of a day counts, and nothing before moves', () => {
    valueOf(change(3_000, NEXT_WEEK));
    valueOf(change(2_600));
    valueOf(change(3_100, NEXT_WEEK));
    expect([addDays(localDate(TODAY), -1), TODAY, addDays(NEXT_WEEK, -1), NEXT_WEEK].map(priceOn)).toEqual([
      2_400, 2_600, 2_600, 3_100,
    ]);
    expect(must(priceRow().next, 'a planned change').priceCentipoints).toBe(3_100);
  });

  test('is what the counter asks for, and what was redeemed keeps its own', () => {
    const household = shop.household();
    shop.award(household.id, 20_000);
    shop.receive(rice.id, 10, 20_000);
    const before = shop.redeem(household.id, [[rice.id, 1]]);
    valueOf(change(4_200));
    const after = shop.redeem(household.id, [[rice.id, 1]]);
    expect([before, after].map(({ lines }) => must(lines[0], 'a line').unitPriceCentipoints)).toEqual([2_400, 4_200]);
    expect(listCounterItems(shop.db, localDate(TODAY))[0]?.priceCentipoints).toBe(4_200);
  });

  test('of nobody takes the goods out of redemption, in the catalogue too', () => {
    valueOf(change(null));
    expect(priceOn(TODAY)).toBeNull();
    const all = { from: null, to: null, villageId: null, householdId: null, yearlyCapCentipoints: null };
    const [row] = [
      ...ledgerSource(shop.db, 'item_catalogue', { ...all, today: localDate(TODAY), level: 'office' }).rows,
    ];
    expect(must(row, 'a row')[6]).toBeNull();
  });

  test('changed in the item dialog stands in the history like any other', () => {
    const { id, ...input } = rice;
    valueOf(saveItem(shop.context(), id, { ...input, note: '新包装', priceCentipoints: centipoints(2_500) }));
    const history = valueOf(readPriceHistory(shop.db, id, localDate(TODAY)));
    expect(history.map(({ priceCentipoints, state, reason }) => [priceCentipoints, state, reason])).toEqual([
      [2_500, 'current', '更正物品资料'],
      [2_400, 'past', '登记物品时'],
    ]);
    // The same again is no change.
    valueOf(saveItem(shop.context(), id, { ...input, priceCentipoints: centipoints(2_500) }));
    expect(valueOf(readPriceHistory(shop.db, id, localDate(TODAY)))).toHaveLength(2);
  });

  test('asked for twice under one key changes once; another content is refused', () => {
    const requestId = shop.requestId();
    const first = valueOf(change(2_600, null, requestId));
    expect(valueOf(change(2_600, null, requestId)).documentNo).toBe(first.documentNo);
    expect(refusalOf(change(2_700, null, requestId))).toEqual({ code: 'request_id_reused' });
  });
});

describe('refused', () => {
  test('above ¥5 a point, with the figure, by the dearest lot on hand', () => {
    shop.receive(rice.id, 10, 20_000);
    shop.receive(rice.id, 3, 18_000);
    const refusal = refusalOf(change(1_000));
    expect(refusal).toMatchObject({ code: 'price_above_rate', fenPerPoint: 600, lowestCentipoints: 1_200 });
    expect(refusalText(must(refusal, 'refused'))).toBe(
      '“大米”现存最贵的一批成本每袋60.00元，定10分合每分6.00元，超过积分方案的每分最多5.00元；最低要定12分',
    );
    expect(priceOn(TODAY)).toBe(2_400);
    valueOf(change(1_200));
  });

  test('by the last delivery when the shelf is empty, then by the reference price, and not when nobody knows', () => {
    const household = shop.household();
    shop.award(household.id, 20_000);
    shop.receive(rice.id, 1, 6_000);
    shop.redeem(household.id, [[rice.id, 1]]);
    expect(refusalOf(change(1_000))).toMatchObject({ code: 'price_above_rate', basis: 'last_received' });
    const { id: _id, ...plain } = rice;
    const priced = { ...plain, code: 'WP-X', referenceFen: fen(6_000), priceCentipoints: centipoints(1_000) };
    expect(refusalOf(saveItem(shop.context(), null, priced))).toMatchObject({ basis: 'reference', unitFen: 6_000 });
    valueOf(saveItem(shop.context(), null, { ...priced, referenceFen: null }));
    shop.receive(
      must(
        readPrices(shop.db, localDate(TODAY)).rows.find(({ code }) => code === 'WP-X'),
        'it',
      ).itemId,
      5,
      null,
    );
    expect(readPrices(shop.db, localDate(TODAY)).rows.find(({ code }) => code === 'WP-X')).toMatchObject({
      unitFen: null,
      aboveRate: false,
      suggestedCentipoints: null,
    });
  });

  test('in the past, unchanged, below zero, twice, of nothing', () => {
    const yesterday = addDays(localDate(TODAY), -1);
    expect(refusalOf(change(2_600, yesterday))).toMatchObject({ code: 'price_effective_past' });
    expect(refusalOf(change(2_400))).toMatchObject({ code: 'price_unchanged' });
    expect(refusalOf(change(-1))).toMatchObject({ code: 'price_negative' });
    const line = { itemId: rice.id, priceCentipoints: centipoints(2_600) };
    const asked = { requestId: shop.requestId(), effectiveFrom: null, reason: '调价' };
    expect(refusalOf(changePrices(shop.context(), { ...asked, lines: [line, line] }))).toMatchObject({
      code: 'price_item_twice',
    });
    expect(refusalOf(changePrices(shop.context(), { ...asked, lines: [] }))).toEqual({ code: 'price_lines_empty' });
    expect(priceOn(TODAY)).toBe(2_400);
  });
});

test('a catalogue says in its preview which prices the scheme does not allow', async () => {
  const desk = new TestDesk(shop.context());
  const heading = ['物品编码', '物品名称', '单位', '兑换分值', '参考单价'];
  const rows = [heading, ['WP1', '菜籽油', '桶', 10, 60], ['WP2', '食盐', '袋', 2.5, 2]];
  const preview = await desk.look([{ name: '物品目录', rows }]);
  expect(preview.sheets[0]).toMatchObject({ good: 1, bad: 1 });
  expect(preview.sheets[0]?.problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /第2行.*“菜籽油”参考价每桶60\.00元，定10分合每分6\.00元，超过积分方案的每分最多5\.00元；最低要定12分/,
    ),
  ]);
});

describe('a planned change', () => {
  test('is withdrawn before its day and leaves the price of that day alone', () => {
    const planned = valueOf(change(3_000, NEXT_WEEK));
    valueOf(change(2_600));
    const asked = { requestId: shop.requestId(), entryId: planned.id, reason: '供货商没涨价' };
    const reversal = valueOf(withdrawPrices(shop.context(), asked));
    expect(valueOf(withdrawPrices(shop.context(), asked)).id).toBe(reversal.id);
    expect(priceOn(NEXT_WEEK)).toBe(2_600);
    expect(priceRow().next).toBeNull();
    expect(refusalOf(withdrawPrices(shop.context(), { ...asked, requestId: shop.requestId() }))).toMatchObject({
      code: 'already_reversed',
    });
    expect(valueOf(readPriceHistory(shop.db, rice.id, localDate(TODAY))).map(({ state }) => state)).toEqual([
      'withdrawn',
      'current',
      'past',
    ]);
  });

  test('is not withdrawn once it is in force', () => {
    const planned = valueOf(change(3_000, NEXT_WEEK));
    const asked = { requestId: shop.requestId(), entryId: planned.id, reason: '供货商没涨价' };
    expect(refusalOf(withdrawPrices(shop.context({ today: NEXT_WEEK }), asked))).toMatchObject({
      code: 'price_already_effective',
    });
    expect(priceOn(NEXT_WEEK)).toBe(3_000);
  });
});

describe('a suggestion', () => {
  test("goes by the scheme's limit, then by the administrator's rate within it", () => {
    shop.receive(rice.id, 10, 23_510);
    expect(priceRow()).toMatchObject({ unitFen: 2_351, suggestedCentipoints: 500, fenPerPoint: 98 });
    expect(refusalOf(saveRate(shop.context(), fen(501)))).toMatchObject({ code: 'price_rate_above_scheme' });
    expect(refusalOf(saveRate(shop.context(), fen(0)))).toMatchObject({ code: 'price_rate_not_positive' });
    expect(valueOf(saveRate(shop.context(), fen(100)))).toMatchObject({ rateFen: 100, rateFrom: 'set' });
    expect(priceRow().suggestedCentipoints).toBe(2_400);
    expect(valueOf(saveRate(shop.context(), null))).toMatchObject({ rateFen: 500, rateFrom: 'scheme' });
  });

  test('marks goods that came in dearer than their price allows', () => {
    expect(priceRow().aboveRate).toBe(false);
    shop.receive(rice.id, 1, 12_100);
    expect(priceRow()).toMatchObject({ aboveRate: true, lowestCentipoints: 2_420, fenPerPoint: 505 });
  });
});
