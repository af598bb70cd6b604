import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledgerSource } from '../../main/db/repositories/ledger-rows.ts';
import { readItemLife, readLotLife } from '../../main/usecases/goods/read-life.ts';
import { readOverview } from '../../main/usecases/goods/read-overview.ts';
import { reverseInbound } from '../../main/usecases/goods/reverse-inbound.ts';
import { lendTools } from '../../main/usecases/loan/lend-tools.ts';
import { takeBackTools } from '../../main/usecases/loan/take-back-tools.ts';
import { writeOffLent } from '../../main/usecases/loan/write-off-lent.ts';
import { recordConsent, withdrawConsent } from '../../main/usecases/donation/earmark-consent.ts';
import { verify } from '../../main/journal/verify.ts';
import type { LotLife } from '../../shared/contract/stock.ts';
import type { Item } from '../../shared/domain/goods/goods.ts';
import { must } from '../../shared/kernel/assert.ts';
import { centipoints, quantity } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { donorOf, gift } from '../builders/gifts.ts';
import { lotOf, sentAway, takenBack, takenOut, writeOffOf } from '../builders/outbound.ts';
import { partnerItem, partnerOf } from '../builders/partners.ts';
import { StaffedShop } from '../builders/staffed-shop.ts';
import { openShop, type Shop, TODAY, valueOf } from '../builders/shop.ts';
import { tookStock } from '../builders/stocktake.ts';

const today = localDate(TODAY);
const VIEW = { from: null, to: null, offset: 0, limit: 100, today, masked: false };

let shop: Shop;
let rice: Item;
let hoe: Item;
let soy: Item;

/** Goods that went every way that there is: 30 袋 of rice in lot A, 10 given for a group, tools, a partner's bottle. */
beforeAll(async () => {
  shop = await openShop({ scheme: 'heixi' });
  rice = shop.item({ code: 'WP001', name: '大米' });
  hoe = shop.item({ code: 'WP002', name: '锄头', spec: '', unit: '把', loanCentipoints: centipoints(0), loanDays: 7 });
  soy = partnerItem(shop, partnerOf(shop), { code: 'WP003' });
  const ran = shop.household({ householdNo: 'GM001', headName: '冉光荣' });
  shop.award(ran.id, 1_000_000);
  shop.receive(rice.id, 30, 3000, { lotCode: 'A' });
  gift(shop, donorOf(shop, '县红十字会'), [rice.id, 10, null, 'G'], { earmark: '困难学生', intention: '开学前发完' });
  const wrong = shop.receive(rice.id, 8, 800, { lotCode: 'WRONG' });
  const mistaken = { requestId: shop.requestId(), entryId: wrong.id, reason: '录错品种' };
  valueOf(reverseInbound(shop.context(), mistaken, shop.agreement()));

  shop.redeem(ran.id, [[rice.id, 4]]);
  takenOut(shop, writeOffOf(shop, [['A', 2, 'damaged', '袋破']]));
  takenOut(shop, sentAway(shop, 'transfer_out', '清溪村爱心超市', [['A', 3]]));
  const away = takenOut(shop, sentAway(shop, 'supplier_return', '供销社', [['A', 5]]));
  takenBack(shop, away.id, '供销社不收');
  tookStock(shop, [{ item: rice.id, lot: 'A', count: 20 }]);

  shop.receive(hoe.id, 3, 900, { lotCode: 'H' });
  const lent = valueOf(
    lendTools(shop.context(), {
      requestId: shop.requestId(),
      householdId: ran.id,
      lines: [{ itemId: hoe.id, quantity: quantity(3) }],
      dueOn: null,
      borrower: '',
      note: '',
      photos: [],
      expectedTotalCentipoints: null,
    }),
  );
  const one = [{ lineNo: 1, quantity: quantity(1) }];
  const about = { loanId: lent.id, lines: one, note: '', photos: [] };
  valueOf(takeBackTools(shop.context(), { requestId: shop.requestId(), condition: 'good', ...about }));
  const loss = { cause: 'lost' as const, disposal: '赔偿', witness: '王监督', ...about, note: '没有照片' };
  valueOf(writeOffLent(shop.context(), { requestId: shop.requestId(), ...loss }, shop.agreement()));

  const bottle = shop.redeem(ran.id, [[soy.id, 2]]);
  shop.giveBack(bottle.id, [{ lineNo: 1, quantity: 1 }]);
});
afterAll(() => {
  expect(verify(shop.db).problem).toBeNull();
  shop.close();
});

const ledger = () =>
  [
    ...ledgerSource(shop.db, 'stock_movement', {
      from: null,
      to: null,
      villageId: null,
      householdId: null,
      yearlyCapCentipoints: null,
      today,
      level: 'full',
    }).rows,
  ].map((row) => [row[2], row[4], row[5], row[7], row[9], row[10]]);

const lifeOf = (code: string, item: Item): LotLife => {
  const { lots } = valueOf(readItemLife(shop.db, item.id, VIEW));
  return valueOf(
    readLotLife(
      shop.db,
      must(
        lots.find((lot) => lot.code === code),
        code,
      ).lotId,
      VIEW,
    ),
  );
};

test('ledger 8 says of every kind of document what it did, and what it left', () => {
  expect(ledger()).toEqual([
    ['捐赠入库：县红十字会（未计价）', 'G', 10, null, 10, null],
    ['采购入库：供销社', 'A', 30, null, 30, 3000],
    ['采购入库：供销社', 'WRONG', 8, null, 8, 800],
    ['红冲RK20260715-0002：录错品种', 'WRONG', null, 8, 0, 0],
    ['兑换：GM001 冉光荣', 'A', null, 4, 26, 2600],
    ['报损：损坏：袋破', 'A', null, 2, 24, 2400],
    ['调出：清溪村爱心超市', 'A', null, 3, 21, 2100],
    ['退货：供销社', 'A', null, 5, 16, 1600],
    ['红冲TG20260715-0001：供销社不收', 'A', 5, null, 21, 2100],
    ['盘亏：自然损耗', 'A', null, 1, 20, 2000],
    ['采购入库：供销社', 'H', 3, null, 3, 900],
    ['借出：GM001 冉光荣', 'H', null, 3, 0, 0],
    // What was lost on loan left the shelf when it was lent.
    ['归还：GM001 冉光荣', 'H', 1, null, 1, 300],
    ['共建店供货：惠民小卖部', '惠民小卖部-2.50', 2, null, 2, 500],
    ['兑换：GM001 冉光荣', '惠民小卖部-2.50', null, 2, 0, 0],
    ['退回：GM001 冉光荣', '惠民小卖部-2.50', 1, null, 1, 250],
    ['退还共建店：惠民小卖部', '惠民小卖部-2.50', null, 1, 0, 0],
  ]);
});

test('every life ends at what is on the shelf', () => {
  for (const row of readOverview(shop.db, today)) {
    const { movements, lots } = valueOf(readItemLife(shop.db, row.id, VIEW));
    const last = movements.rows[0];
    expect([last?.balanceQuantity ?? 0, last?.balanceFen ?? 0], row.name).toEqual([row.onHandQuantity, row.valueFen]);
    const lent = lots.reduce((sum, lot) => sum + lot.onLoanQuantity, 0);
    expect(lent, row.name).toBe(row.onLoanQuantity);
    for (const lot of lots) {
      const flows = valueOf(readLotLife(shop.db, lot.lotId, VIEW)).flows.reduce((sum, flow) => sum + flow.quantity, 0);
      expect(flows, `${row.name} ${lot.code}`).toBe(lot.onHandQuantity);
    }
  }
});

test('a lot says where it came from and where all of it went', () => {
  const flowsOf = (code: string, item: Item) =>
    lifeOf(code, item).flows.map(({ kind, quantity: moved, valueFen }) => [kind, moved, valueFen]);
  expect(flowsOf('A', rice)).toEqual([
    ['inbound', 30, 3000],
    ['redemption', -4, -400],
    ['stocktake', -1, -100],
    ['transfer_out', -3, -300],
    ['write_off', -2, -200],
  ]);
  expect(flowsOf('G', rice)).toEqual([['inbound', 10, null]]);
  expect(flowsOf('WRONG', rice)).toEqual([]);
  expect(flowsOf('H', hoe)).toEqual([
    ['inbound', 3, 900],
    ['loan', -1, -300],
    ['write_off', -1, -300],
  ]);
  expect(lifeOf('H', hoe).households).toMatchObject([{ householdNo: 'GM001', quantity: 0, onLoanQuantity: 1 }]);
  expect(lifeOf('A', rice).households).toMatchObject([{ householdNo: 'GM001', quantity: 4, onLoanQuantity: 0 }]);
  expect(lifeOf('惠民小卖部-2.50', soy)).toMatchObject({
    origin: { kind: 'partner_supply', source: null, supplier: '惠民小卖部', quantity: 2, costFen: 500 },
    households: [{ householdNo: 'GM001', quantity: 1 }],
  });
});

test('a gift is followed from its donor', () => {
  const { origin, earmarkedFor, lot } = lifeOf('G', rice);
  expect(origin).toMatchObject({ source: 'donation', quantity: 10, costFen: null, costBasis: '未计价' });
  expect(origin.donation).toMatchObject({
    donorName: '县红十字会',
    intention: '开学前发完',
    receiverOne: '冉光荣',
    receiverTwo: '李桂英',
  });
  expect([earmarkedFor, lot.valueFen]).toEqual(['困难学生', null]);
});

test('goods for one group are counted until the donor agrees, and again when that is taken back', () => {
  const earmarked = () => readOverview(shop.db, today).find(({ id }) => id === rice.id)?.earmarkedQuantity;
  const { origin, lot } = lifeOf('G', rice);
  expect([earmarked(), lot.earmark]).toEqual([10, '困难学生']);
  const asked = { requestId: shop.requestId(), entryId: origin.entryId };
  valueOf(recordConsent(shop.context(), { ...asked, consent: '电话同意' }));
  expect([earmarked(), lifeOf('G', rice).lot.earmark, lifeOf('G', rice).consent]).toEqual([0, null, '电话同意']);
  valueOf(withdrawConsent(shop.context(), { ...asked, requestId: shop.requestId(), reason: '记错了' }));
  expect([earmarked(), lifeOf('G', rice).lot.earmark, lifeOf('G', rice).consent]).toEqual([10, '困难学生', null]);
  expect(lotOf(shop, 'G')).toBe(lot.lotId);
});

test('only the office reads the names of households in a life', async () => {
  const staffed = await StaffedShop.open();
  const desk = staffed.as(staffed.administrator);
  const villageId = (await desk.settings.status()).villages[0]?.id ?? '';
  const { id: householdId } = await desk.household.save({
    householdNo: 'GM001',
    headName: '冉光荣',
    villageId,
    householdId: null,
  });
  const item = await desk.goods.saveItem({
    itemId: null,
    code: 'WP001',
    name: '大米',
    unit: '袋',
    priceCentipoints: 0,
  });
  await desk.goods.receive({ requestId: staffed.key(), source: 'opening', lines: [{ itemId: item.id, quantity: 2 }] });
  await desk.redemption.redeem({ requestId: staffed.key(), householdId, lines: [{ itemId: item.id, quantity: 1 }] });
  const { lots } = await desk.goods.itemLife({ itemId: item.id });
  const lotId = lots[0]?.lotId ?? '';
  for (const [role, name] of [
    ['clerk', '冉光荣'],
    ['accountant', '冉光荣'],
    ['inspector', '冉*荣'],
    ['assessor', '冉*荣'],
  ] as const) {
    const reader = staffed.as(await staffed.hire(role, role, '246813'));
    const life = await reader.goods.lotLife({ lotId });
    expect([life.households[0]?.headName, life.movements.rows[0]?.summary], role).toEqual([
      name,
      `兑换：GM001 ${name}`,
    ]);
    expect((await reader.goods.itemLife({ itemId: item.id })).movements.rows[0]?.summary, role).toContain(name);
  }
  staffed.close();
});
