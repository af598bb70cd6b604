import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportPreview } from '../../shared/domain/ledger/import-report.ts';
import type { SheetSpec } from '../builders/files.ts';
import { TestDesk } from '../builders/imports.ts';
import { openShop, type Shop } from '../builders/shop.ts';

let shop: Shop;
let desk: TestDesk;

beforeEach(async () => {
  shop = await openShop({ scheme: 'heixi' });
  shop.household({ householdNo: 'GM001', headName: '仡磊' });
  const item = shop.item({ code: 'WP001', name: '大米' });
  shop.receive(item.id, 100, 10_000);
  desk = new TestDesk(shop.context());
});
afterEach(() => shop.close());

const words = (text: string): string[] => text.split(' ');
const messages = (preview: ImportPreview): string[] =>
  preview.sheets.flatMap((sheet) => sheet.problems.map(({ severity, message }) => `${severity} ${message}`));

const POINTS_HEADING = words('日期 户编号 户主 事由 加分 扣分');
const REDEMPTION_HEADING = words('兑换日期 户编号 户主 物品编码 物品名称 数量 兑换积分');
const redemptions = (...points: readonly number[]): SheetSpec => ({
  name: '物品兑换台账',
  rows: [
    REDEMPTION_HEADING,
    ...points.map((each, index) => [`2026-03-0${index + 1}`, 'GM001', '仡磊', 'WP001', '大米', 1, each]),
  ],
});

describe('redemptions of the past that were not covered by points', () => {
  test('are taken with a warning at the last row, which names what is missing', async () => {
    const preview = await desk.look([redemptions(24, 12.5)]);
    expect(preview.sheets[0]).toMatchObject({ good: 2, bad: 0 });
    expect(messages(preview)).toEqual([
      'warning 第3行这一户2026年的积分不够兑换，导入后欠36.5分，请核对积分台账是否齐全',
    ]);
    const { sheets } = await desk.take(preview.importId);
    expect(sheets[0]).toMatchObject({ added: 2 });
  });

  test('are told from those that the same file brings the points for, whatever the order of its sheets', async () => {
    const points = { name: '积分台账', rows: [POINTS_HEADING, ['2026-02-01', 'GM001', '仡磊', '巡河', 36.5, null]] };
    expect(messages(await desk.look([redemptions(24, 12.5), points]))).toEqual([]);
    const fewer = { ...points, rows: [POINTS_HEADING, ['2026-02-01', 'GM001', '仡磊', '巡河', 36, null]] };
    expect(messages(await desk.look([redemptions(24, 12.5), fewer]))).toEqual([expect.stringContaining('欠0.5分')]);
    const lastYear = { ...points, rows: [POINTS_HEADING, ['2025-02-01', 'GM001', '仡磊', '巡河', 50, null]] };
    expect(messages(await desk.look([redemptions(24), lastYear]))).toEqual([expect.stringContaining('2026年')]);
  });

  test('are counted once: what the books have already is not spent again', async () => {
    const points = { name: '积分台账', rows: [POINTS_HEADING, ['2026-02-01', 'GM001', '仡磊', '巡河', 24, null]] };
    await desk.run([points, redemptions(24)]);
    expect(messages(await desk.look([points, redemptions(24)]))).toEqual([]);
    expect(messages(await desk.look([redemptions(24, 1)]))).toEqual([expect.stringContaining('欠1分')]);
  });
});

describe('a second table beside the first', () => {
  const roster = words('户编号 户主 村 人口');
  const first = ['GM002', '周翀', '光明村', 3];

  test.each([
    [
      'behind an empty column',
      [...roster, null, ...words('物品编码 物品名称 单位')],
      [...first, null, 'WP9', '盐', '袋'],
      'F',
    ],
    [
      'close to it, with the same headings',
      [...roster, ...words('户编号 户主 村 人口')],
      [...first, 'GM003', '吴磊', '光明村', 2],
      'E',
    ],
  ])('is named: %s', async (_name, heading, row, column) => {
    const preview = await desk.look([{ name: '花名册', rows: [heading, row] }]);
    expect(preview.sheets[0]).toMatchObject({ ledger: 'household_roster', good: 1, bad: 0 });
    expect(messages(preview)).toEqual([
      expect.stringMatching(new RegExp(`^warning 第1行右侧从${column}列起另有一张表（.+），没有读取；`)),
    ]);
  });

  test.each([
    ['more columns of the same table', [...roster, '性别', '住址', '政治面貌', '备注', '说明']],
    ['headings without a cell under them', [...roster, null, ...words('物品编码 物品名称')]],
    ['a remark behind a gap', [...roster, null, '备注']],
  ])('is not seen in %s', async (_name, heading) => {
    const row = [
      ...first,
      ...heading.slice(4).map((text) => (text === '物品编码' || text === '物品名称' ? null : 'x')),
    ];
    expect(messages(await desk.look([{ name: '花名册', rows: [heading, row] }]))).toEqual([]);
  });
});
