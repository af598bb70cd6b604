import { afterEach, beforeEach, expect, test } from 'vitest';
import { verify } from '../../main/journal/verify.ts';
import { receiveGoods } from '../../main/usecases/goods/receive-goods.ts';
import { setPartnerTerms } from '../../main/usecases/partner/partner-terms.ts';
import { listPartnerRows, readSettlement, readUnsettled } from '../../main/usecases/partner/read-partners.ts';
import { reverseSettlement } from '../../main/usecases/partner/reverse-settlement.ts';
import { savePartner } from '../../main/usecases/partner/save-partner.ts';
import { settlePartner } from '../../main/usecases/partner/settle-partner.ts';
import { readAuditPage } from '../../main/usecases/staff/read-audit.ts';
import { redeemGoods } from '../../main/usecases/redemption/redeem-goods.ts';
import type { Household } from '../../shared/domain/household/household.ts';
import type { Item } from '../../shared/domain/goods/goods.ts';
import type { Partner } from '../../shared/domain/partner/partner.ts';
import { must } from '../../shared/kernel/assert.ts';
import { centipoints, entryId, fen, partnerId, quantity } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { refusalText } from '../../shared/messages/refusal-text.ts';
import { partnerItem, partnerOf, settle } from '../builders/partners.ts';
import { openShop, refusalOf, type Shop, TODAY, valueOf } from '../builders/shop.ts';

let shop: Shop;
let partner: Partner;
let sauce: Item;
let household: Household;

beforeEach(async () => {
  shop = await openShop({ scheme: 'heixi' });
  partner = partnerOf(shop);
  sauce = partnerItem(shop, partner);
  household = shop.household();
  shop.award(household.id, 10_000);
});

afterEach(() => {
  expect(verify(shop.db).problem).toBeNull();
  shop.close();
});

/** Balances by account of one book; empty ones left out. */
function balances(book: string): Record<string, number> {
  const sql = `SELECT account, sum(amount) AS amount FROM balance WHERE book = ? GROUP BY account HAVING sum(amount) <> 0`;
  const rows = shop.db.prepare(sql).all(book) as { account: string; amount: number }[];
  return Object.fromEntries(rows.map(({ account, amount }) => [account, amount]));
}

const kinds = () => shop.db.prepare('SELECT kind FROM entry ORDER BY seq').pluck().all();
const unsettled = (overCap: 'pay_cap' | 'pay_full' = 'pay_full') =>
  readUnsettled(shop.db, { partnerId: partner.id, from: localDate('2026-01-01'), to: localDate(TODAY), overCap });

test('a household takes goods of a partner shop: they pass through the books, worth what the shop is owed', () => {
  const rice = shop.item();
  shop.receive(rice.id, 3, 1000);
  const redeemed = shop.redeem(household.id, [
    [rice.id, 1],
    [sauce.id, 4],
  ]);
  expect(kinds().slice(-2)).toEqual(['partner_supply', 'redemption']);
  expect(
    redeemed.lines.map(({ itemName, quantity: count, costFen, lotCode }) => [itemName, count, costFen, lotCode]),
  ).toEqual([
    ['大米', 1, 333, '20260715'],
    ['酱油', 4, 1000, '惠民小卖部-2.50'],
  ]);
  expect(redeemed.totalCentipoints).toBe(2400 + 1200);
  expect(balances('value')).toEqual({
    stock: 667,
    issued: 1333,
    'source/purchase': -1000,
    [`source/partner/${partner.id}`]: -1000,
  });
  expect(listPartnerRows(shop.db, shop.context().today)).toMatchObject([
    { unsettledSupplies: 1, unsettledFen: 1000, unsettledFrom: TODAY },
  ]);
});

test('the same basket again is the same redemption and the same supply', () => {
  const input = {
    requestId: shop.requestId(),
    householdId: household.id,
    lines: [{ itemId: sauce.id, quantity: quantity(2) }],
    recipient: null,
    expectedTotalCentipoints: null,
  };
  const first = valueOf(redeemGoods(shop.context(), input));
  const before = kinds().length;
  expect(valueOf(redeemGoods(shop.context(), input))).toEqual(first);
  expect(kinds().length).toBe(before);
});

test('a redemption that is refused has taken nothing in from the partner', () => {
  const before = kinds().length;
  const ask = (count: number) =>
    redeemGoods(shop.context(), {
      requestId: shop.requestId(),
      householdId: household.id,
      lines: [{ itemId: sauce.id, quantity: quantity(count) }],
      recipient: null,
      expectedTotalCentipoints: null,
    });
  expect(refusalOf(ask(34))).toMatchObject({ code: 'points_short', shortCentipoints: 200 });
  expect(refusalOf(ask(0))).toMatchObject({ code: 'quantity_not_positive' });
  expect(refusalOf(ask(-1))).toMatchObject({ code: 'quantity_not_positive' });
  expect(kinds().length).toBe(before);
});

test('what comes back goes on to the partner shop and is deducted, also after it was settled', () => {
  const first = shop.redeem(household.id, [[sauce.id, 4]]);
  shop.giveBack(first.id, [{ lineNo: 1, quantity: 1 }]);
  expect(kinds().slice(-2)).toEqual(['return', 'partner_supply']);
  expect(unsettled()).toMatchObject({
    amountFen: 750,
    villages: [{ visits: 1, pointsCentipoints: 900, amountFen: 750 }],
  });
  valueOf(settle(shop, partner));
  shop.giveBack(first.id);
  expect(balances('value')).toEqual({});
  expect(unsettled()).toMatchObject({ amountFen: -750, lines: [{ quantity: -3, pointsCentipoints: -900 }] });
  expect(refusalOf(settle(shop, partner))).toMatchObject({ code: 'settlement_below_zero', amountFen: -750 });
  shop.redeem(household.id, [[sauce.id, 3]]);
  expect(valueOf(settle(shop, partner)).summary).toContain('0.00元');
  expect(balances('money')).toEqual({ 'expense/partner-goods': 750, [`payable/partner/${partner.id}`]: -750 });
});

test('a whole redemption that came back leaves no visit', () => {
  shop.giveBack(shop.redeem(household.id, [[sauce.id, 2]]).id);
  expect(unsettled().villages).toMatchObject([{ visits: 0, pointsCentipoints: 0, costFen: 0, amountFen: 0 }]);
});

test('each supply is settled once, and again only after the settlement was taken back', () => {
  shop.redeem(household.id, [[sauce.id, 2]]);
  const settled = valueOf(settle(shop, partner));
  expect(settled.documentNo).toBe('JS20260715-0001');
  expect(refusalOf(settle(shop, partner))).toMatchObject({ code: 'settlement_nothing_due', name: '惠民小卖部' });
  const reversal = { requestId: shop.requestId(), entryId: settled.id, reason: '价格录错' };
  const taken = valueOf(reverseSettlement(shop.context(), reversal));
  expect(valueOf(reverseSettlement(shop.context(), reversal)).id).toBe(taken.id);
  expect(refusalOf(reverseSettlement(shop.context(), { ...reversal, requestId: shop.requestId() }))).toMatchObject({
    code: 'already_reversed',
    reversalNo: taken.documentNo,
  });
  expect(balances('money')).toEqual({});
  const again = valueOf(settle(shop, partner));
  expect(valueOf(readSettlement(shop.db, settled.id)).reversedBy).toBe(taken.documentNo);
  expect(valueOf(readSettlement(shop.db, again.id))).toMatchObject({
    amountFen: 500,
    priceCheck: '与集市同价',
    qualityCheck: '包装完好，未过期',
    checkedBy: '赵监督',
    reversedBy: null,
    lines: [{ quantity: 2, amountFen: 500, householdNo: household.householdNo }],
  });
  expect(shop.db.prepare('SELECT round FROM partner_settlement_line ORDER BY round').pluck().all()).toEqual([1, 2]);
  expect(balances('money')).toEqual({ 'expense/partner-goods': 500, [`payable/partner/${partner.id}`]: -500 });
});

test('a retried settlement is one document, and what changed meanwhile is said with both figures', () => {
  shop.redeem(household.id, [[sauce.id, 2]]);
  const shown = unsettled().amountFen;
  shop.redeem(household.id, [[sauce.id, 1]]);
  const changed = refusalOf(settle(shop, partner, { expectedFen: shown }));
  expect(changed).toEqual({ code: 'settlement_changed', expectedFen: 500, amountFen: 750 });
  const requestId = entryId('settle-once-0001');
  const first = valueOf(settle(shop, partner, { requestId, expectedFen: fen(750) }));
  expect(valueOf(settle(shop, partner, { requestId, expectedFen: fen(1) })).id).toBe(first.id);
  expect(refusalOf(settle(shop, partner, { requestId, note: '另一张' }))).toMatchObject({ code: 'request_id_reused' });
});

test('a price above the cap is counted, and paid up to the cap where that was decided', () => {
  shop.redeem(household.id, [[sauce.id, 2]]);
  const raised = { itemId: sauce.id, partnerId: partner.id, settleFen: fen(380), capFen: fen(300) };
  valueOf(setPartnerTerms(shop.context(), raised));
  const dear = shop.redeem(household.id, [[sauce.id, 3]]);
  expect(dear.lines).toMatchObject([{ costFen: 1140, lotCode: '惠民小卖部-3.80' }]);
  expect(unsettled('pay_full')).toMatchObject({ amountFen: 500 + 1140, overCapLines: 1 });
  expect(unsettled('pay_cap')).toMatchObject({ amountFen: 500 + 900, costFen: 500 + 1140, overCapLines: 1 });
  const settled = valueOf(settle(shop, partner, { overCap: 'pay_cap' }));
  const { lines } = valueOf(readSettlement(shop.db, settled.id));
  expect(lines.map(({ amountFen, settleFen, capFen }) => [amountFen, settleFen, capFen])).toEqual([
    [500, 250, 300],
    [900, 380, 300],
  ]);
});

test('a period takes what happened in it and nothing else', () => {
  shop.award(household.id, 10_000, '2026-06-01');
  shop.redeem(household.id, [[sauce.id, 1]], '2026-06-30');
  shop.redeem(household.id, [[sauce.id, 2]], '2026-07-01');
  const june = { from: localDate('2026-06-01'), to: localDate('2026-06-30') };
  valueOf(settle(shop, partner, june));
  expect(balances('money')['expense/partner-goods']).toBe(250);
  expect(unsettled().amountFen).toBe(500);
  const backwards = { from: localDate('2026-07-02'), to: localDate('2026-07-01') };
  expect(refusalOf(settle(shop, partner, backwards)).code).toBe('settlement_period_invalid');
  expect(refusalOf(settle(shop, partner, { to: localDate('2026-07-16') })).code).toBe('date_in_future');
});

test('above the limit a settlement needs another person', () => {
  const dear = partnerItem(shop, partner, { name: '电饭锅', unit: '个', settleFen: fen(200_001), capFen: null });
  shop.redeem(household.id, [[dear.id, 1]]);
  const input = {
    requestId: shop.requestId(),
    partnerId: partner.id,
    from: localDate('2026-01-01'),
    to: localDate(TODAY),
    overCap: 'pay_full' as const,
    expectedFen: null,
    priceCheck: '与商场同价',
    qualityCheck: '有三包凭证',
    checkedBy: '赵监督',
    note: '',
  };
  shop.agreement();
  expect(refusalOf(settlePartner(shop.context(), input))).toMatchObject({
    code: 'second_person_needed',
    amount: 200_001,
  });
  const settled = valueOf(settlePartner(shop.context(), input, shop.agreement()));
  expect(valueOf(readSettlement(shop.db, settled.id)).approvedByName).toBe('同事');
});

test('who hands an item out cannot be left half said', () => {
  const rice = shop.item();
  shop.receive(rice.id, 2, 500);
  const terms = (given: object) =>
    setPartnerTerms(shop.context(), {
      itemId: rice.id,
      partnerId: partner.id,
      settleFen: fen(100),
      capFen: null,
      ...given,
    });
  const sentences = [
    terms({}),
    terms({ settleFen: null }),
    terms({ settleFen: fen(-1) }),
    terms({ partnerId: partnerId('nobody') }),
    savePartner(shop.context(), null, { name: '惠民小卖部', contact: '', phone: '', active: true, note: '' }),
    receiveGoods(shop.context(), {
      requestId: shop.requestId(),
      source: 'purchase',
      supplier: '',
      date: localDate(TODAY),
      sourceNo: null,
      lines: [
        { itemId: sauce.id, quantity: quantity(1), costFen: null, lotCode: null, producedOn: null, expiresOn: null },
      ],
    }),
  ].map((result) => refusalText(refusalOf<Parameters<typeof refusalText>[0]>(result)));
  expect(sentences).toEqual([
    '“大米”店里还有2袋，发完、调出或报损后才能改由共建店发放',
    '“大米”由共建店“惠民小卖部”发放，还没有定结算单价',
    '“大米”的结算单价是-0.01元，不能为负',
    '没有这家共建店',
    '已有一家共建店叫“惠民小卖部”',
    '“酱油”由共建店“惠民小卖部”从自己的货架发放，不在这里入库',
  ]);
});

test('who said which price is paid stands in the audit trail; a price that a point may not buy is refused', async () => {
  const civil = await openShop({ scheme: 'civility' });
  const item = civil.item({ name: '酱油', unit: '瓶', priceCentipoints: centipoints(300) });
  const shopOf = partnerOf(civil);
  const terms = (partner: Partner | null, settleFen: number) =>
    setPartnerTerms(civil.context(), {
      itemId: item.id,
      partnerId: partner?.id ?? null,
      settleFen: fen(settleFen),
      capFen: null,
    });
  expect(refusalOf(terms(shopOf, 1501))).toMatchObject({ code: 'price_above_rate', maximumFenPerPoint: 500 });
  valueOf(terms(shopOf, 1500));
  valueOf(terms(shopOf, 1500));
  valueOf(terms(null, 0));
  const kinds = ['partner_terms_set'] as const;
  const asked = { from: null, to: null, kinds, person: null, text: '', before: null, limit: 10 };
  expect(readAuditPage(civil.db, asked).rows.map(({ subject, text }) => [subject, text])).toEqual([
    [`${item.code} 酱油`, '原为：惠民小卖部 结算15.00元，不限价；改为：本店发放'],
    [`${item.code} 酱油`, '原为：本店发放；改为：惠民小卖部 结算15.00元，不限价'],
  ]);
  civil.close();
});

test('a partner shop out of use hands nothing out, and what is open with it is still settled', () => {
  shop.redeem(household.id, [[sauce.id, 1]]);
  const { id, ...own } = partner;
  valueOf(savePartner(shop.context(), id, { ...own, active: false }));
  const refused = redeemGoods(shop.context(), {
    requestId: shop.requestId(),
    householdId: household.id,
    lines: [{ itemId: sauce.id, quantity: quantity(1) }],
    recipient: null,
    expectedTotalCentipoints: null,
  });
  expect(refusalOf(refused)).toMatchObject({ code: 'partner_inactive', name: '惠民小卖部', itemName: '酱油' });
  expect(valueOf(settle(shop, partner)).kind).toBe('partner_settlement');
});

test('two partner shops in one basket are owed each their own', () => {
  const other = partnerOf(shop, '村口商店');
  const soap = partnerItem(shop, other, {
    name: '肥皂',
    unit: '块',
    settleFen: fen(199),
    priceCentipoints: centipoints(200),
  });
  const both = shop.redeem(household.id, [
    [sauce.id, 1],
    [soap.id, 2],
  ]);
  const back = must(
    both.lines.find(({ itemName }) => itemName === '肥皂'),
    'the soap is on the slip',
  );
  shop.giveBack(both.id, [{ lineNo: back.lineNo, quantity: 1 }]);
  const rows = listPartnerRows(shop.db, shop.context().today).map(({ name, unsettledFen, unsettledSupplies }) => [
    name,
    unsettledFen,
    unsettledSupplies,
  ]);
  expect(rows).toEqual([
    ['惠民小卖部', 250, 1],
    ['村口商店', 199, 2],
  ]);
});
