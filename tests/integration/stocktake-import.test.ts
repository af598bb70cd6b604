import { expect, test } from 'vitest';
import { listAllLotsOnHand } from '../../main/db/repositories/lot-repository.ts';
import { findItemByCode } from '../../main/db/repositories/item-repository.ts';
import { verify } from '../../main/journal/verify.ts';
import { must } from '../../shared/kernel/assert.ts';
import { TestDesk } from '../builders/imports.ts';
import { openShop, type Shop } from '../builders/shop.ts';

const HEADINGS = '物品编码 名称 规格 单位 批号 账面数量 实盘数量 盘盈 盘亏 差异金额 原因 盘点人 监盘人 审批人'.split(
  ' ',
);

async function stocked(): Promise<Shop> {
  const shop = await openShop();
  const rice = shop.item({ code: 'WP001' });
  const salt = shop.item({ code: 'WP002', name: '食盐', spec: '400g' });
  shop.receive(rice.id, 3, 1000, { lotCode: 'A', today: '2026-07-01' });
  shop.receive(salt.id, 10, 2500, { lotCode: 'S1', today: '2026-07-01' });
  shop.receive(salt.id, 4, null, { lotCode: 'S2', today: '2026-07-01' });
  return shop;
}

const onHand = (shop: Shop) =>
  Object.fromEntries(
    listAllLotsOnHand(shop.db).map((lot) => [lot.code, [lot.onHandQuantity, lot.valued ? lot.valueFen : null]]),
  );

/** A form as offices fill it in: the day above the table, sums and signatures below. */
const form = (name: string, day: string | null, rows: readonly (readonly (string | number | null)[])[]) => ({
  name,
  rows: [
    ['光明村爱心超市盘点表'],
    ...(day === null ? [] : [[day]]),
    HEADINGS,
    ...rows,
    ['合计', null, null, null, null, 17, 15],
    ['盘点人：', null, null, '监盘人：'],
  ],
});

test('a count on paper is taken over on the day above its table, once, with the value that paper says', async () => {
  const shop = await stocked();
  const desk = new TestDesk(shop.context());
  const sheet = form('Sheet1', '盘点日期：2026年7月10日', [
    ['WP001', '大米', '5kg', '袋', 'A', 3, 2, null, 1, -3.33, '鼠咬', '冉小店', '欧监盘', '财务'],
    ['WP002', '食盐', '400g', '袋', 'S1', 10, 10, null, null, null, '', '冉小店', '欧监盘', '财务'],
    ['WP002', '食盐', '400g', '袋', 'S2', 4, 5, 1, null, null, '入库漏记', '单录入', '欧监盘', '财务'],
    [
      'WP002',
      '食盐',
      '400g',
      '袋',
      'X9',
      0,
      2,
      2,
      null,
      5,
      '入库漏记；新批次保质期至2027-05-01',
      '单录入',
      '欧监盘',
      '财务',
    ],
  ]);
  expect(await desk.run([sheet])).toEqual({ Sheet1: '4 0 4 0 0' });
  expect(onHand(shop)).toEqual({ A: [2, 667], S1: [10, 2500], S2: [5, null], X9: [2, 500] });
  expect(listAllLotsOnHand(shop.db).find(({ code }) => code === 'X9')?.expiresOn).toBe('2027-05-01');
  const entry = shop.db.prepare("SELECT business_date AS date, summary FROM entry WHERE kind = 'stocktake'").all();
  expect(entry).toEqual([{ date: '2026-07-10', summary: '盘点4批：盘盈2批，盘亏1批' }]);
  expect(shop.db.prepare('SELECT counted_by, watched_by, approved_by FROM stocktake_document').raw().all()).toEqual([
    ['冉小店、单录入', '欧监盘', '财务'],
  ]);
  expect(await desk.run([sheet])).toEqual({ Sheet1: '4 0 0 0 4' });
  expect(verify(shop.db).problem).toBeNull();
  shop.close();
});

test('what paper leaves open or says wrongly is told row by row, and the good rows are taken', async () => {
  const shop = await stocked();
  const desk = new TestDesk(shop.context());
  const rows = [
    ['WP001', '大米', '5kg', '袋', 'A', 3, 2, null, 2, null, '', '', '', ''],
    ['WP002', '食盐', '400g', '袋', null, 14, 13, null, 1, null, '', '', '', ''],
    ['WP002', '食盐', '400g', '袋', 'S1', 30, 10, null, 20, null, '', '', '', ''],
    ['WP002', '食盐', '400g', '袋', 'S7', 2, 1, null, 1, null, '', '', '', ''],
    ['WP009', '毛巾', '', '条', 'M1', 1, 1, null, null, null, '', '', '', ''],
    ['WP001', '大米', '5kg', '袋', 'A', 3, -1, null, null, null, '', '', '', ''],
    ['WP001', '大米', '5kg', '袋', 'A', 3, 2.5, null, null, null, '', '', '', ''],
    ['WP001', '大米', '5kg', '袋', null, 3, 3, null, null, null, '', '', '', ''],
  ];
  const preview = await desk.look([form('盘点表', '期间：2026-07-01 至 2026-07-10　制表日期：2026-07-12', rows)]);
  expect(preview.sheets[0]?.problems.map(({ message }) => message)).toEqual([
    '第4行“盘亏”的“2”与实盘减账面不符，应为1',
    '第5行没有写批次，这种物品有2批，请写明是哪一批',
    '第6行库存只有10袋，盘亏20袋扣不下，请核对前面的台账是否齐全',
    '第7行没有批次S7，请先导入物品入库台账',
    '第8行物品目录里没有“WP009”，请先导入物品目录或更正',
    '第9行“实盘数量”的“-1”是负数，请填正数',
    '第10行“实盘数量”的“2.5”不是整数',
  ]);
  const outcome = await desk.take(preview.importId);
  expect(outcome.sheets).toMatchObject([{ good: 1, bad: 7, added: 1 }]);
  expect(shop.db.prepare("SELECT business_date FROM entry WHERE kind = 'stocktake'").pluck().all()).toEqual([
    '2026-07-10',
  ]);
  expect(onHand(shop)).toEqual({ A: [3, 1000], S1: [10, 2500], S2: [4, null] });
  shop.close();
});

test('a form that does not say its day, or one to come, is not taken', async () => {
  const shop = await stocked();
  const desk = new TestDesk(shop.context());
  const row = ['WP001', '大米', '5kg', '袋', 'A', 3, 2, null, 1, null, '鼠咬', '', '', ''];
  const said = async (day: string | null) => {
    const { sheets } = await desk.look([form('盘点表', day, [row])]);
    return sheets[0]?.problems.map(({ message }) => message);
  };
  expect(await said(null)).toEqual(['第3行没有写哪一天盘点，请在标题下写上“盘点日期：2026-07-31”这样的日期']);
  expect(await said('盘点日期：2026-07-31')).toEqual(['第4行“盘点日期”2026-07-31晚于今天2026-07-15']);
  shop.close();
});

test('a count of a batch whose delivery is not in the books yet waits for it', async () => {
  const shop = await stocked();
  const desk = new TestDesk(shop.context());
  const sheet = form('盘点表', '盘点日期：2026-07-10', [
    ['WP001', '大米', '5kg', '袋', 'B', 3, 5, 2, null, null, '入库漏记', '单录入', '欧监盘', '财务'],
  ]);
  const early = await desk.look([sheet]);
  expect(early.sheets[0]?.problems.map(({ message }) => message)).toEqual(['第4行没有批次B，请先导入物品入库台账']);
  expect((await desk.take(early.importId)).sheets).toMatchObject([{ good: 0, bad: 1, added: 0 }]);
  const rice = must(findItemByCode(shop.db, 'WP001', shop.context().today), 'it was stocked');
  shop.receive(rice.id, 3, 1000, { lotCode: 'B', today: '2026-07-02' });
  expect(await desk.run([sheet])).toEqual({ 盘点表: '1 0 1 0 0' });
  expect(onHand(shop)).toMatchObject({ B: [5, 1666] });
  shop.close();
});
