import { afterEach, beforeEach, expect, test } from 'vitest';
import { verify } from '../../main/journal/verify.ts';
import { reverseInbound } from '../../main/usecases/goods/reverse-inbound.ts';
import { lendTools } from '../../main/usecases/loan/lend-tools.ts';
import { reverseLoan } from '../../main/usecases/loan/reverse-loan.ts';
import { takeBackTools } from '../../main/usecases/loan/take-back-tools.ts';
import type { Item } from '../../shared/domain/goods/goods.ts';
import type { Household } from '../../shared/domain/household/household.ts';
import { centipoints, quantity } from '../../shared/kernel/brands.ts';
import { openShop, refusalOf, type Shop, valueOf } from '../builders/shop.ts';
import { tookStock } from '../builders/stocktake.ts';

let shop: Shop;
let hoe: Item;
let household: Household;

beforeEach(async () => {
  shop = await openShop({ scheme: 'heixi' });
  hoe = shop.item({ name: '锄头', unit: '把', priceCentipoints: centipoints(10), loanCentipoints: centipoints(0) });
  household = shop.household();
  shop.award(household.id, 10_000);
});

afterEach(() => {
  expect(verify(shop.db).problem).toBeNull();
  shop.close();
});

/** What the shelf holds of the hoes, and what that is worth. */
function onShelf(): readonly [number, number] {
  const sql = `SELECT coalesce(sum(amount), 0) FROM balance WHERE account = 'stock' AND book = ?`;
  const amount = (book: string) => shop.db.prepare(sql).pluck().get(book) as number;
  return [amount('goods'), amount('value')];
}

function lent() {
  return valueOf(
    lendTools(shop.context(), {
      requestId: shop.requestId(),
      householdId: household.id,
      lines: [{ itemId: hoe.id, quantity: quantity(1) }],
      dueOn: null,
      borrower: '',
      note: '',
      photos: [],
      expectedTotalCentipoints: null,
    }),
  );
}

function back(loan: ReturnType<typeof lent>) {
  return valueOf(
    takeBackTools(shop.context(), {
      requestId: shop.requestId(),
      loanId: loan.id,
      lines: [{ lineNo: 1, quantity: quantity(1) }],
      condition: 'good',
      note: '',
      photos: [],
    }),
  );
}

test('an inbound is not taken back when that would leave a value without goods', () => {
  const inbound = shop.receive(hoe.id, 3, 1000, { lotCode: 'L1' });
  tookStock(shop, [{ item: hoe.id, lot: 'L1', count: 1 }]);
  tookStock(shop, [{ item: hoe.id, lot: 'L1', count: 3 }]);
  // Two pieces were lost at 6.66 and found again at what the third was worth by then.
  expect(onShelf()).toEqual([3, 1002]);
  const asked = { requestId: shop.requestId(), entryId: inbound.id, reason: '重复入库' };
  expect(refusalOf(reverseInbound(shop.context(), asked, shop.agreement()))).toEqual({
    code: 'lot_value_moved',
    itemName: '锄头',
    lotCode: 'L1',
  });
  expect(onShelf()).toEqual([3, 1002]);
});

test('a tool that came back is not lent out again by a reversal for more, or less, than is left of its value', () => {
  shop.receive(hoe.id, 3, 1000, { lotCode: 'L1' });
  const first = shop.redeem(household.id, [[hoe.id, 1]]);
  shop.redeem(household.id, [[hoe.id, 1]]);
  const dearest = back(lent());
  expect(onShelf()).toEqual([1, 334]);
  shop.redeem(household.id, [[hoe.id, 1]]);
  shop.giveBack(first.id);
  expect(onShelf()).toEqual([1, 333]);
  const asked = { requestId: shop.requestId(), entryId: dearest.id, reason: '登记错了' };
  expect(refusalOf(reverseLoan(shop.context(), asked, shop.agreement()))).toMatchObject({ code: 'lot_value_moved' });
  expect(onShelf()).toEqual([1, 333]);
});

test('nor does it leave a fen behind', () => {
  shop.receive(hoe.id, 3, 1000, { lotCode: 'L1' });
  const cheapest = back(lent());
  shop.redeem(household.id, [[hoe.id, 2]]);
  expect(onShelf()).toEqual([1, 334]);
  const asked = { requestId: shop.requestId(), entryId: cheapest.id, reason: '登记错了' };
  expect(refusalOf(reverseLoan(shop.context(), asked, shop.agreement()))).toMatchObject({ code: 'lot_value_moved' });
  expect(onShelf()).toEqual([1, 334]);
});
