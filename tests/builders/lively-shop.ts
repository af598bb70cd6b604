import { listAllLotsOnHand } from '../../main/db/repositories/lot-repository.ts';
import { must } from '../../shared/kernel/assert.ts';
import { centipoints, entryId, fen, quantity } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { receiveGoods } from '../../main/usecases/goods/receive-goods.ts';
import { reverseInbound } from '../../main/usecases/goods/reverse-inbound.ts';
import { recordPoints } from '../../main/usecases/points/record-points.ts';
import { reversePoints } from '../../main/usecases/points/reverse-points.ts';
import { redeemGoods } from '../../main/usecases/redemption/redeem-goods.ts';
import { returnRedemption } from '../../main/usecases/redemption/return-redemption.ts';
import { takenBack, takenOut, writeOffOf } from './outbound.ts';
import { openShop, type Shop, TODAY, valueOf } from './shop.ts';
import { tookStock } from './stocktake.ts';

/**
 * A shop that has lived through what ledgers must show right: rare names, text that looks like a formula, three
 * pieces for ¥10, a gift without a value, fractions of a point, arrears, a proxy, whole and partial returns, and
 * documents taken back. Under the civility scheme: 100 base points a year that are never spendable.
 */
export async function openLivelyShop(): Promise<Shop> {
  const shop = await openShop({ scheme: 'civility' });
  const [guangming, qingxi] = shop.villages;
  const rice = shop.item({ code: 'WP001', name: '大米', spec: '5kg', unit: '袋', priceCentipoints: centipoints(2400) });
  const salt = shop.item({
    code: 'WP002',
    barcode: '6901234567892',
    name: '食盐',
    category: '粮油',
    spec: '400g',
    unit: '袋',
    priceCentipoints: centipoints(250),
    referenceFen: fen(350),
    minimumStock: quantity(20),
    note: '=SUM(A1:A9)',
  });
  const towel = shop.item({
    code: 'WP010',
    name: '毛巾',
    category: '日化',
    spec: '',
    unit: '条',
    priceCentipoints: centipoints(650),
    expiryTracked: false,
  });
  shop.item({
    code: 'WP011',
    name: '停用的雨伞',
    category: '',
    spec: '',
    unit: '把',
    priceCentipoints: null,
    active: false,
  });
  const ran = shop.household({
    householdNo: 'GM001',
    headName: '冉光荣',
    idNumber: '500242196802117615',
    memberCount: 5,
    phone: '13512345678',
    members: '王芳(配偶)、冉小军(子)、冉小丽(女)、冉母(母亲,常年在外务工的儿子的孩子也在家)',
  });
  const rare = shop.household({ householdNo: 'GM002', headName: '䶮㛃𠮷', note: '-1+2 不是公式', groupName: '二组' });
  const moved = shop.household({ householdNo: 'GM010', headName: '单雄', status: 'moved', memberCount: null });
  const other = shop.household({ householdNo: 'QX001', headName: '欧阳秀', villageId: must(qingxi, 'a village').id });
  must(guangming, 'a village');
  receiveEverything(shop, { rice, salt, towel });
  points(shop, [ran.id, rare.id, other.id, moved.id]);
  redeemAndReturn(shop, { rice, salt, towel }, { ran: ran.id, rare: rare.id, other: other.id });
  return shop;
}

type Goods = Readonly<Record<'rice' | 'salt' | 'towel', { readonly id: Parameters<Shop['receive']>[0] }>>;

function receiveEverything(shop: Shop, { rice, salt, towel }: Goods): void {
  const context = shop.context({ today: '2026-03-01' });
  valueOf(
    receiveGoods(context, {
      requestId: shop.requestId(),
      source: 'purchase',
      supplier: '县供销社',
      date: localDate('2026-03-01'),
      sourceNo: null,
      lines: [
        {
          itemId: towel.id,
          quantity: quantity(3),
          costFen: fen(1000),
          lotCode: 'M-1',
          producedOn: null,
          expiresOn: null,
          costBasis: '发票',
          invoiceNo: '0012345678901234567',
          fundSource: '帮扶资金',
          handler: '李会计',
          inspector: '王监督',
          note: '三条十元',
        },
        {
          itemId: rice.id,
          quantity: quantity(1200),
          costFen: fen(4_320_000),
          lotCode: null,
          producedOn: localDate('2026-01-10'),
          expiresOn: localDate('2027-01-10'),
        },
      ],
    }),
  );
  valueOf(
    receiveGoods(context, {
      requestId: shop.requestId(),
      source: 'donation',
      supplier: '爱心人士',
      date: localDate('2026-03-01'),
      sourceNo: 'JZ-007',
      lines: [
        {
          itemId: salt.id,
          quantity: quantity(60),
          costFen: null,
          lotCode: 'S1',
          producedOn: null,
          expiresOn: localDate('2028-01-01'),
        },
      ],
    }),
  );
  const wrong = shop.receive(salt.id, 500, 99_999, { lotCode: 'S-错' });
  const mistaken = { requestId: shop.requestId(), entryId: wrong.id, reason: '数量录错' };
  valueOf(reverseInbound(shop.context(), mistaken, shop.agreement()));
}

function points(shop: Shop, [ran, rare, other, moved]: readonly Parameters<Shop['award']>[0][]): void {
  const [a, b, c, d] = [ran, rare, other, moved].map((id) => must(id, 'a household'));
  if (!a || !b || !c || !d) return;
  shop.award(a, 650, '2026-03-05');
  shop.award(a, 380, '2026-03-06');
  shop.award(a, 2400, '2026-03-06');
  shop.award(b, 5005, '2026-03-07');
  shop.award(c, 12_000, '2026-04-01');
  shop.award(d, 100, '2026-04-01');
  const recorded = valueOf(
    recordPoints(shop.context({ today: '2026-04-10' }), {
      requestId: shop.requestId(),
      direction: 'award',
      householdId: b,
      pointsCentipoints: centipoints(1000),
      date: localDate('2026-04-08'),
      reason: '参加村里组织的环境卫生整治，连续三天清理河道垃圾并带动同组五户村民一起参与',
      category: '公益事业',
      rule: '+主动参加',
      reviewBatch: '2026年第一季度',
      noticeFrom: localDate('2026-04-09'),
      noticeTo: localDate('2026-04-14'),
      recorder: '张网格',
      reviewer: '评议组',
    }),
  );
  valueOf(
    reversePoints(shop.context({ today: '2026-04-20' }), {
      requestId: shop.requestId(),
      entryId: recorded.id,
      reason: '重复登记',
    }),
  );
  shop.award(c, -1500, '2026-05-02');
}

function redeemAndReturn(
  shop: Shop,
  { rice, salt, towel }: Goods,
  { ran, rare, other }: Readonly<Record<'ran' | 'rare' | 'other', Parameters<Shop['award']>[0]>>,
): void {
  shop.redeem(
    ran,
    [
      [rice.id, 1],
      [towel.id, 1],
      [salt.id, 1],
    ],
    '2026-06-01',
  );
  shop.award(ran, 300, '2026-06-01');
  const byProxy = valueOf(
    redeemGoods(shop.context({ today: '2026-06-02', timeOfDay: '08:05' }), {
      requestId: entryId('proxy-redemption'),
      householdId: other,
      lines: [
        { itemId: towel.id, quantity: quantity(2) },
        { itemId: salt.id, quantity: quantity(10) },
      ],
      recipient: { name: '欧阳小', relation: '女儿' },
      expectedTotalCentipoints: null,
    }),
  );
  const back = (
    redemptionId: typeof byProxy.id,
    lines: { lineNo: number; quantity: number }[] | null,
    reason: string,
    today: string,
  ) => {
    const request = { requestId: shop.requestId(), redemptionId, lines, reason };
    return valueOf(returnRedemption(shop.context({ today }), request, shop.agreement()));
  };
  back(byProxy.id, [{ lineNo: 2, quantity: 4 }], '拿多了', '2026-06-03');
  back(byProxy.id, [{ lineNo: 1, quantity: 1 }], '有污渍', TODAY);
  const whole = shop.redeem(rare, [[rice.id, 2]], '2026-06-10');
  back(whole.id, null, '=退错', '2026-06-11');
  shop.redeem(
    rare,
    [
      [rice.id, 1],
      [salt.id, 7],
    ],
    '2026-06-11',
  );
  const mistaken = takenOut(shop, writeOffOf(shop, [['20260301', 3, 'damaged', '+受潮']]), '2026-06-12');
  takenBack(shop, mistaken.id, '=看错了', '2026-06-13');
  takenOut(
    shop,
    writeOffOf(shop, [
      ['20260301', 2, 'damaged', '被老鼠咬破'],
      ['S1', 5, 'lost'],
    ]),
    '2026-06-13',
  );
  const salted = listAllLotsOnHand(shop.db).find(({ code }) => code === 'S1');
  tookStock(
    shop,
    [
      { item: salt.id, lot: 'S1', count: must(salted, 'salt is left').onHandQuantity - 1 },
      { item: rice.id, lot: { code: 'F7', expiresOn: localDate('2027-01-31') }, count: 1, by: 'counter-two' },
    ],
    '2026-06-14',
  );
  // The last towel came back and goes out again.
  shop.redeem(other, [[towel.id, 1]]);
  // Taken back after it was spent: arrears.
  shop.award(rare, -4000, '2026-07-01');
}
