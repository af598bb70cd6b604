import { afterEach, beforeEach, expect, test } from 'vitest';
import { listAllLotsOnHand } from '../../main/db/repositories/lot-repository.ts';
import { verify } from '../../main/journal/verify.ts';
import { listRecentOutbounds, readOutbound } from '../../main/usecases/outbound/read-outbound.ts';
import type { SheetSpec } from '../builders/files.ts';
import { TestDesk } from '../builders/imports.ts';
import { openShop, type Shop, valueOf } from '../builders/shop.ts';

let shop: Shop;
let desk: TestDesk;

beforeEach(async () => {
  shop = await openShop();
  desk = new TestDesk(shop.context());
  const rice = shop.item({ code: 'WP001', name: '大米', spec: '5kg' });
  const salt = shop.item({ code: 'WP002', name: '食盐', spec: '400g' });
  shop.receive(rice.id, 10, 36_000, { lotCode: 'L1', expiresOn: '2026-05-01', today: '2026-03-01' });
  shop.receive(rice.id, 10, 38_000, { lotCode: 'L2', expiresOn: '2026-06-01', today: '2026-03-01' });
  shop.receive(salt.id, 20, null, { lotCode: 'S1', today: '2026-03-01' });
});
afterEach(() => {
  expect(verify(shop.db)).toMatchObject({ problem: null });
  shop.close();
});

const shelf = () =>
  Object.fromEntries(listAllLotsOnHand(shop.db).map((lot) => [lot.code, [lot.onHandQuantity, lot.valueFen]]));

const words = (text: string): string[] => text.split(' ');

/** As a clerk keeps it: a title above, other words for the columns, figures with units, no lots. */
const PAPER: SheetSpec = {
  name: 'Sheet1',
  rows: [
    ['光明村爱心超市2026年物品报损登记表'],
    words('报损日期 编号 物资名称 规格 到期日 报损数量 损失金额 报损原因 处置方式 保管员 见证人 批准人'),
    [
      '2026.6.2',
      '1',
      '大米',
      '5kg',
      '2026/6/1',
      '１２袋',
      '￥440.00',
      '过期生虫',
      '深埋',
      '李会计',
      '王监督',
      '冉书记',
    ],
    ['2026.6.2', '1', '食盐', '400g', null, 3, null, '受潮结块', '深埋', '李会计', '王监督', '冉书记'],
    ['2026年6月9日', '2', '食盐', '400g', null, 2, null, '丢失', '', '李会计', '王监督', '冉书记'],
    ['合计', null, null, null, null, 17, 440],
  ],
};

test('a register on paper is recognised, taken over once, and out of the lots that it means', async () => {
  const preview = await desk.look([PAPER]);
  expect(preview.sheets).toMatchObject([{ ledger: 'write_off', good: 3, bad: 0 }]);
  expect(await desk.run([PAPER])).toEqual({ Sheet1: '3 0 3 0 0' });
  // The day of expiry says which lot goes first; the rest comes out of the other.
  expect(shelf()).toEqual({ L1: [8, 28_800], S1: [15, 0] });
  const [second, first] = listRecentOutbounds(shop.db, 10);
  expect(second).toMatchObject({ documentNo: '2', businessDate: '2026-06-09', costFen: 0, unvaluedLines: 1 });
  const people = { handler: '李会计', witness: '王监督', approver: '冉书记', disposal: '深埋' };
  expect(first).toMatchObject({ documentNo: '1', businessDate: '2026-06-02', ...people });
  const { lines } = valueOf(readOutbound(shop.db, first?.entryId ?? second?.entryId ?? never()));
  expect(lines.map((line) => [line.lotCode, line.quantity, line.costFen, line.reason])).toEqual([
    ['L2', 10, 38_000, '过期生虫'],
    ['L1', 2, 7200, '过期生虫'],
    ['S1', 3, null, '受潮结块'],
  ]);
});

function never(): never {
  throw new Error('the first document is there');
}

const LEDGER = words('日期 单号 物品编码 物品 批次 保质期至 数量 成本 原因 处理方式 经办人 监督人 审批人');
const row = (no: string, lot: string, count: number, cost: number | null, reason: string) => [
  '2026-06-02',
  no,
  'WP001',
  '大米',
  lot,
  null,
  count,
  cost,
  reason,
  '深埋',
  '李会计',
  '王监督',
  '冉书记',
];

test('the same file again adds nothing, also where two rows are the same', async () => {
  const sheet = { name: '报损报废表', rows: [LEDGER, row('B1', 'L1', 2, 72, '过期'), row('B1', 'L1', 2, 72, '过期')] };
  expect(await desk.run([sheet])).toEqual({ 报损报废表: '2 0 2 0 0' });
  expect(shelf()).toMatchObject({ L1: [6, 21_600] });
  expect(await desk.run([sheet])).toEqual({ 报损报废表: '2 0 0 0 2' });
  expect(shelf()).toMatchObject({ L1: [6, 21_600] });
});

test('a row with a minus takes its document back, wherever it stands', async () => {
  const back = row('H1', 'L1', -2, -72, '红冲B1：还能吃');
  const sheet = { name: '报损报废表', rows: [LEDGER, back, row('B1', 'L1', 2, 72, '过期')] };
  expect(await desk.run([sheet])).toEqual({ 报损报废表: '2 0 2 0 0' });
  expect(shelf()).toMatchObject({ L1: [10, 36_000] });
  expect(listRecentOutbounds(shop.db, 10)).toMatchObject([{ documentNo: 'B1', reversedBy: 'H1' }]);
  expect(await desk.run([sheet])).toEqual({ 报损报废表: '2 0 0 0 2' });
});

test('rows that cannot be are left out, each with its reason', async () => {
  const sheet = {
    name: '报损报废表',
    rows: [
      LEDGER,
      row('B1', 'L9', 2, 72, '过期'),
      row('B2', 'L1', 11, 396, '过期'),
      row('B3', 'L1', -1, -36, '过期'),
      row('B4', 'L1', -1, -36, '红冲B9：记错'),
      row('B5', 'L1', 0, null, '过期'),
      row('B6', 'L1', 1.5, 36, '过期'),
      row('B7', 'L1', 10, 360, '过期'),
    ],
  };
  const { sheets } = await desk.look([sheet]);
  expect(sheets[0]?.problems.map(({ message }) => message)).toEqual([
    '第2行没有批次L9，请先导入物品入库台账',
    '第3行库存只有10袋，不够11',
    '第4行“数量”的“-1”是负数，请填正数',
    '第4行“成本”的“-36”是负数，请填正数',
    '第5行这是红冲，但没有找到被红冲的单据',
    '第6行“数量”为0，请填大于0的数',
    '第7行“数量”的“1.5”不是整数',
  ]);
  expect(await desk.run([sheet])).toEqual({ 报损报废表: '1 6 1 0 0' });
  expect(shelf()).toEqual({ L2: [10, 38_000], S1: [20, 0] });
});

test('a row that came out of two lots is known again, also beside a new row of its document', async () => {
  const sheet = (...rows: unknown[][]) => ({ name: '报损报废表', rows: [LEDGER, ...rows] }) as SheetSpec;
  const split = row('B7', '', 12, null, '受潮');
  expect(await desk.run([sheet(split)])).toEqual({ 报损报废表: '1 0 1 0 0' });
  expect(shelf()).toMatchObject({ L2: [8, 30_400] });
  expect(await desk.run([sheet(split)])).toEqual({ 报损报废表: '1 0 0 0 1' });
  expect(await desk.run([sheet(split, row('B7', 'L2', 5, null, '受潮'))])).toEqual({ 报损报废表: '2 0 1 0 1' });
  expect(shelf()).toMatchObject({ L2: [3, 11_400] });
});

test('what is taken back of a row out of two lots is known again', async () => {
  const back = row('B9', '', -12, null, '红冲B8：记错');
  const sheet = { name: '报损报废表', rows: [LEDGER, row('B8', '', 12, null, '受潮'), back] };
  expect(await desk.run([sheet])).toEqual({ 报损报废表: '2 0 2 0 0' });
  expect(await desk.run([sheet])).toEqual({ 报损报废表: '2 0 0 0 2' });
  expect(shelf()).toMatchObject({ L1: [10, 36_000], L2: [10, 38_000] });
});
