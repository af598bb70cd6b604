import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertOperator } from '../../main/db/repositories/operator-repository.ts';
import { listAllLotsOnHand } from '../../main/db/repositories/lot-repository.ts';
import { verifyBooks } from '../../main/usecases/settings/read-status.ts';
import type { Role } from '../../shared/domain/staff/role.ts';
import { type HouseholdId, type ItemId, type LotId, operatorId } from '../../shared/kernel/brands.ts';
import { must } from '../../shared/kernel/assert.ts';
import { addDays } from '../../shared/kernel/local-date.ts';
import { refusalText } from '../../shared/messages/refusal-text.ts';
import { type Person, refusalFrom, StaffedShop } from '../builders/staffed-shop.ts';

let shop: StaffedShop;
let keeper: Person;
let clerk: Person;
let watcher: Person;
let accountant: Person;
let rice: ItemId;
let soap: ItemId;
let household: HouseholdId;

beforeEach(async () => {
  shop = await StaffedShop.open();
  keeper = employ('冉小店', 'shopkeeper');
  clerk = employ('单录入', 'clerk');
  accountant = employ('财务', 'accountant');
  watcher = await shop.hire('欧监盘', 'assessor', '864202');
  const desk = shop.as(shop.administrator);
  const villageId = (await desk.settings.status()).villages[0]?.id ?? '';
  household = (await desk.household.save({ householdId: null, householdNo: 'GM001', headName: '冉光荣', villageId }))
    .id;
  const item = (code: string, name: string, category: string, unit: string) =>
    desk.goods.saveItem({ itemId: null, code, name, category, unit, priceCentipoints: 100, barcode: null });
  rice = (await item('WP001', '大米', '粮油', '袋')).id;
  soap = (await item('WP002', '香皂', '日化', '块')).id;
  await receive(rice, 3, 1000, 'M1');
  await receive(soap, 10, null, 'X1');
  await desk.points.award({
    requestId: shop.key(),
    householdId: household,
    pointsCentipoints: 20_000,
    reason: '清扫村道',
  });
});

afterEach(() => {
  shop.close();
});

/** Somebody whose secret no test asks for: hashing one is slow on purpose. */
function employ(name: string, role: Role): Person {
  const id = operatorId(`person-${shop.key()}`);
  const none = { secretSalt: '00', secretHash: '00', householdId: null, mustChange: false };
  insertOperator(shop.db, { id, name, role, ...none });
  return { id, name, role, secret: '' };
}

const word = ({ id, secret }: Person) => ({ operatorId: id, secret });

async function receive(itemId: ItemId, quantity: number, costFen: number | null, lotCode: string): Promise<void> {
  const lines = [{ itemId, quantity, costFen, lotCode }];
  await shop.as(shop.administrator).goods.receive({ requestId: shop.key(), source: 'purchase', lines });
}

async function redeem(itemId: ItemId, quantity: number) {
  const lines = [{ itemId, quantity }];
  return shop.as(keeper).redemption.redeem({ requestId: shop.key(), householdId: household, lines });
}

const start = async (categories: string[] = []) =>
  (await shop.as(clerk).stocktake.start({ requestId: shop.key(), title: '七月盘点', categories })).id;

/** A pile of a lot named by its batch. */
async function count(who: Person, stocktakeId: string, itemId: ItemId, lotCode: string, quantity: number) {
  const items = await shop.as(who).stocktake.goods({ stocktakeId });
  const lots = items.find(({ id }) => id === itemId)?.lots ?? [];
  const lotId: LotId = must(
    lots.find(({ code }) => code === lotCode),
    'the batch is offered',
  ).lotId;
  return shop.as(who).stocktake.count({ requestId: shop.key(), stocktakeId, itemId, lotId, quantity });
}

const finish = (stocktakeId: string) => shop.as(keeper).stocktake.finish({ stocktakeId, approval: word(watcher) });

/** Explains what differs and approves as the accountant. */
async function approve(stocktakeId: string, given: { leaveUncounted?: boolean } = {}) {
  const desk = shop.as(accountant);
  const { lines } = await desk.stocktake.review({ stocktakeId });
  for (const { key, difference, movedBetween } of lines) {
    if (difference !== 0 || movedBetween !== 0) {
      await desk.stocktake.explain({ stocktakeId, lineKey: key, reason: '自然损耗' });
    }
  }
  const { seen } = await desk.stocktake.review({ stocktakeId });
  return desk.stocktake.approve({ requestId: shop.key(), stocktakeId, seen, ...given });
}

const onHand = () =>
  Object.fromEntries(
    listAllLotsOnHand(shop.db).map((lot) => [lot.code, [lot.onHandQuantity, lot.valued ? lot.valueFen : null]]),
  );

test('a count by two people, watched by a third and approved by a fourth, puts the books right to the fen', async () => {
  const stocktakeId = await start();
  await count(keeper, stocktakeId, rice, 'M1', 2);
  await count(clerk, stocktakeId, soap, 'X1', 4);
  await count(keeper, stocktakeId, soap, 'X1', 7);
  await finish(stocktakeId);
  expect(onHand()).toEqual({ M1: [3, 1000], X1: [10, null] });
  const { documentNo } = await approve(stocktakeId);
  // One of three pieces for ¥10 costs ¥3.33; a gift without value stays without.
  expect(onHand()).toEqual({ M1: [2, 667], X1: [11, null] });
  const [document] = await shop.as(keeper).stocktake.documents({});
  expect(document).toMatchObject({
    documentNo,
    lots: 2,
    gainQuantity: 1,
    lossQuantity: 1,
    differenceFen: -333,
    unvaluedLots: 1,
    countedBy: '单录入、冉小店',
    watchedBy: '欧监盘',
    approvedBy: '财务',
  });
  const lines = await shop.as(keeper).stocktake.document({ entryId: document?.entryId ?? '' });
  expect(lines).toMatchObject([
    { itemName: '香皂', bookQuantity: 10, countedQuantity: 11, differenceFen: null, countedBy: '单录入、冉小店' },
    { itemName: '大米', bookQuantity: 3, countedQuantity: 2, differenceFen: -333, countedBy: '冉小店' },
  ]);
  expect(verifyBooks(shop.db).problem).toBeNull();
});

test('what is handed out and comes in while others count is accounted for', async () => {
  const stocktakeId = await start();
  await redeem(rice, 1);
  await count(keeper, stocktakeId, rice, 'M1', 2);
  const taken = await redeem(rice, 2);
  await count(clerk, stocktakeId, soap, 'X1', 9);
  await redeem(soap, 4);
  await receive(rice, 6, 3000, 'M2');
  await shop.as(keeper).redemption.return({ requestId: shop.key(), redemptionId: taken.id, reason: '拿错了' });
  await finish(stocktakeId);
  const { lines, uncounted } = await shop.as(accountant).stocktake.review({ stocktakeId });
  expect(uncounted).toEqual([]);
  expect(
    lines.map(({ itemName, bookQuantity, countedQuantity, difference }) => {
      return [itemName, bookQuantity, countedQuantity, difference];
    }),
  ).toEqual([
    ['香皂', 10, 9, -1],
    ['大米', 2, 2, 0],
  ]);
  await approve(stocktakeId);
  expect(onHand()).toEqual({ M1: [2, 667], M2: [6, 3000], X1: [5, null] });
  expect(verifyBooks(shop.db).problem).toBeNull();
});

test('nothing that a counter is told carries a figure of the books, and the review is closed to counters until posted', async () => {
  const stocktakeId = await start();
  await receive(rice, 8231, 5000, 'M9');
  const told = async () => {
    const desk = shop.as(keeper).stocktake;
    return JSON.stringify([await desk.open(), await desk.goods({ stocktakeId }), await desk.counts({ stocktakeId })]);
  };
  const before = await told();
  expect(before).toContain('"expected":true');
  expect(before).not.toMatch(/8231|[Qq]uantity":(3|10)\b|onHand|book|[Vv]alue/);
  const still = await refusalFrom(shop.as(accountant).stocktake.review({ stocktakeId }));
  expect(refusalText(still)).toBe('“七月盘点”还在点数，收单后才能看账面数和批准');
  await count(clerk, stocktakeId, rice, 'M1', 3);
  await count(keeper, stocktakeId, soap, 'X1', 10);
  await finish(stocktakeId);
  const blind = await refusalFrom(shop.as(clerk).stocktake.review({ stocktakeId }));
  expect(refusalText(blind)).toBe('您在“七月盘点”点过数，入账前不能看账面数');
  expect(await refusalFrom(shop.as(clerk).stocktake.reopen({ stocktakeId }))).toMatchObject({
    code: 'stocktake_blind',
  });
  const explained = shop.as(clerk).stocktake.explain({ stocktakeId, lineKey: 'any', reason: '破损' });
  expect(await refusalFrom(explained)).toMatchObject({ code: 'stocktake_blind' });
});

test('who counted neither watches nor approves, and who watched does not approve', async () => {
  const stocktakeId = await start();
  accountant = await shop.hire('镇会计', 'accountant', '112358');
  await count(accountant, stocktakeId, rice, 'M1', 3);
  await count(keeper, stocktakeId, soap, 'X1', 10);
  const asked = await refusalFrom(shop.as(keeper).stocktake.finish({ stocktakeId }));
  expect(asked).toMatchObject({ code: 'second_person_needed', operation: 'stocktake_watch' });
  const offered = asked.code === 'second_person_needed' ? asked.persons.map(({ name }) => name) : [];
  expect(offered).toEqual(expect.arrayContaining(['管理员', '单录入', '欧监盘']));
  expect(offered).not.toContain('镇会计');
  const watched = await refusalFrom(shop.as(keeper).stocktake.finish({ stocktakeId, approval: word(accountant) }));
  expect(refusalText(watched)).toBe('镇会计在这次盘点中点过数，要由别人来监盘');
  await shop.as(keeper).stocktake.finish({ stocktakeId, approval: word(shop.administrator) });
  const desk = shop.as(shop.administrator);
  const { seen } = await desk.stocktake.review({ stocktakeId });
  const own = await refusalFrom(desk.stocktake.approve({ requestId: shop.key(), stocktakeId, seen }));
  expect(refusalText(own)).toBe('管理员在这次盘点中监过盘，要由别人来批准');
  const counted = await refusalFrom(
    shop.as(accountant).stocktake.approve({ requestId: shop.key(), stocktakeId, seen }),
  );
  expect(refusalText(counted)).toBe('镇会计在这次盘点中点过数，要由别人来批准');
  expect(onHand()).toEqual({ M1: [3, 1000], X1: [10, null] });
});

test('of two approvals at once one wins and the other is told by whom and under which number', async () => {
  const other = employ('镇会计', 'accountant');
  const stocktakeId = await start();
  await count(keeper, stocktakeId, rice, 'M1', 1);
  await count(keeper, stocktakeId, soap, 'X1', 10);
  await finish(stocktakeId);
  const { lines } = await shop.as(accountant).stocktake.review({ stocktakeId });
  await shop.as(accountant).stocktake.explain({ stocktakeId, lineKey: lines[1]?.key ?? '', reason: '鼠咬' });
  const { seen } = await shop.as(other).stocktake.review({ stocktakeId });
  const input = { requestId: shop.key(), stocktakeId, seen };
  const outcomes = await Promise.allSettled([
    shop.as(accountant).stocktake.approve(input),
    shop.as(other).stocktake.approve({ ...input, requestId: shop.key() }),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [won] = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const late = await refusalFrom(shop.as(other).stocktake.approve({ ...input, requestId: shop.key() }));
  expect(refusalText(late)).toBe(`“七月盘点”已由财务批准入账，单号${won?.documentNo ?? ''}`);
  // The lost answer asked for again is the same document.
  expect(await shop.as(accountant).stocktake.approve(input)).toEqual(won);
  expect(onHand()).toEqual({ M1: [1, 334], X1: [10, null] });
  expect(await shop.as(keeper).stocktake.documents({})).toHaveLength(1);
});

test('nothing passes that nobody counted, explained or saw', async () => {
  const stocktakeId = await start();
  await count(keeper, stocktakeId, rice, 'M1', 1);
  await finish(stocktakeId);
  const desk = shop.as(accountant).stocktake;
  const first = await desk.review({ stocktakeId });
  const send = (seen: string, leaveUncounted = false) =>
    desk.approve({ requestId: shop.key(), stocktakeId, seen, leaveUncounted });
  expect(refusalText(await refusalFrom(send(first.seen)))).toBe(
    '还有1批没有点，如“香皂”批次X1；请退回补点，或勾选“没点的不调整”',
  );
  expect(refusalText(await refusalFrom(send(first.seen, true)))).toBe('有1批差异没有写原因，如“大米”批次M1');
  await desk.explain({ stocktakeId, lineKey: first.lines[0]?.key ?? '', reason: '鼠咬' });
  expect(await refusalFrom(send(first.seen, true))).toMatchObject({ code: 'stocktake_changed' });
  await redeem(rice, 2);
  const { seen } = await desk.review({ stocktakeId });
  expect(refusalText(await refusalFrom(send(seen, true)))).toBe(
    '“大米”批次M1点数后又有变动，现存1袋，盘亏2袋扣不下，请退回重点这一批',
  );
  // Sent back and counted anew, it can be.
  await desk.reopen({ stocktakeId, lineKeys: [first.lines[0]?.key ?? ''] });
  expect((await shop.as(keeper).stocktake.counts({ stocktakeId })).rows).toMatchObject([{ struck: true }]);
  await count(keeper, stocktakeId, rice, 'M1', 0);
  await finish(stocktakeId);
  await approve(stocktakeId, { leaveUncounted: true });
  expect(onHand()).toEqual({ X1: [10, null] });
  expect(verifyBooks(shop.db).problem).toBeNull();
  expect(shop.told('stocktake_reopened')).toMatchObject([{ subject: '七月盘点', operatorName: '财务' }]);
});

test('goods without stock and batches that the books do not know are counted too', async () => {
  const desk = shop.as(keeper).stocktake;
  await redeem(rice, 3);
  const stocktakeId = await start(['粮油']);
  // The empty batch is offered like the others, and found again it is worth what it cost when it came in.
  await count(keeper, stocktakeId, rice, 'M1', 2);
  const { businessDate } = await shop.as(keeper).settings.status();
  const expires = addDays(businessDate, 100);
  const fresh = { stocktakeId, itemId: rice, newLotCode: 'B7', newLotExpiresOn: expires };
  await desk.count({ ...fresh, requestId: shop.key(), quantity: 2 });
  await desk.count({ ...fresh, requestId: shop.key(), quantity: 3 });
  await desk.count({ stocktakeId, itemId: rice, requestId: shop.key(), quantity: 1 });
  // A batch that is in the books is that lot, unless another date stands on it.
  const known = { stocktakeId, itemId: rice, newLotCode: 'M1', requestId: shop.key(), quantity: 1 };
  expect(await desk.count(known)).toMatchObject({ newLotCode: '', quantity: 1 });
  expect(await desk.count(known)).toMatchObject({ newLotCode: '', quantity: 1 });
  const dated = { ...known, requestId: shop.key(), newLotExpiresOn: expires };
  expect(refusalText(await refusalFrom(desk.count(dated)))).toBe(
    '“大米”的批次M1在账上没有保质期，请核对后直接选这一批，或换个批号',
  );
  const outside = { stocktakeId, itemId: soap, requestId: shop.key(), quantity: 1 };
  expect(refusalText(await refusalFrom(desk.count(outside)))).toBe('这次只盘粮油，“香皂”不在内');
  await finish(stocktakeId);
  await approve(stocktakeId);
  const day = businessDate.replaceAll('-', '');
  expect(onHand()).toEqual({ M1: [3, 1000], B7: [5, null], [`PD${day}`]: [1, null], X1: [10, null] });
  expect(listAllLotsOnHand(shop.db).find(({ code }) => code === 'B7')).toMatchObject({ expiresOn: expires });
  expect(verifyBooks(shop.db).problem).toBeNull();
});

test('a pile is struck out by who counted it, a retry counts nothing twice, and closed counts stay closed', async () => {
  const stocktakeId = await start();
  const wrong = await count(keeper, stocktakeId, rice, 'M1', 30);
  const desk = shop.as(keeper).stocktake;
  const foreign = await refusalFrom(shop.as(clerk).stocktake.strike({ stocktakeId, countId: wrong.id }));
  expect(refusalText(foreign)).toBe('这一笔是冉小店点的，只能由本人划去');
  expect(await desk.strike({ stocktakeId, countId: wrong.id })).toMatchObject({ struck: true });
  const pile = { requestId: shop.key(), stocktakeId, itemId: rice, lotId: wrong.lotId, quantity: 3 };
  expect(await desk.count(pile)).toEqual(await desk.count(pile));
  expect(await refusalFrom(desk.count({ ...pile, quantity: 4 }))).toEqual({ code: 'request_id_reused' });
  const again = shop.as(clerk).stocktake.start({ requestId: shop.key(), title: '又一次', categories: ['粮油'] });
  expect(await refusalFrom(again)).toMatchObject({ code: 'stocktake_overlaps', title: '七月盘点' });
  await finish(stocktakeId);
  const late = await refusalFrom(desk.count({ ...pile, requestId: shop.key() }));
  expect(refusalText(late)).toBe('“七月盘点”已收单，不能再点数；要重点请复核的人退回');
  await shop.as(clerk).stocktake.drop({ stocktakeId, reason: '停电没有点完' });
  expect(await refusalFrom(desk.counts({ stocktakeId }))).toMatchObject({ code: 'stocktake_was_dropped' });
  expect(shop.told('stocktake_dropped')).toMatchObject([
    { operatorName: '单录入', detail: { reason: '停电没有点完' } },
  ]);
  expect(await desk.open()).toEqual([]);
  expect(onHand()).toEqual({ M1: [3, 1000], X1: [10, null] });
});
