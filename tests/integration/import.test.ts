import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBytes } from '../../main/documents/workbook/read/read-bytes.ts';
import { verify } from '../../main/journal/verify.ts';
import { readPointsAccount } from '../../main/usecases/points/points-balances.ts';
import { findHouseholdByNo } from '../../main/db/repositories/household-repository.ts';
import type { ImportPreview, SheetPreview } from '../../shared/domain/ledger/import-report.ts';
import { must } from '../../shared/kernel/assert.ts';
import type { SheetSpec } from '../builders/files.ts';
import { finish, TestDesk } from '../builders/imports.ts';
import { openShop, refusalOf, type Shop, valueOf } from '../builders/shop.ts';

const words = (text: string): string[] => text.split(' ');

const ROSTER: SheetSpec = {
  name: '户籍花名册',
  rows: [
    words('户编号 户主 身份证号 村 村民小组 人口 电话'),
    ['GM001', '仡磊', '500239197402252419', '光明村', '1组', 7, '18284514740'],
    ['GM002', '周翀勇', '522632199209087708', '光明村', '8组', 2, null],
    ['GM003', '周翀勇', null, '光明村', '9组', 2, null],
  ],
};
const CATALOGUE: SheetSpec = {
  name: '物品目录',
  rows: [
    words('物品编码 条码 名称 类别 规格 单位 兑换分值 保质期管理'),
    ['WP001', '6989850028058', '大米', '粮油', '5kg', '袋', 24, '是'],
    ['WP002', null, '毛巾', '日化', null, '条', 6.5, '否'],
  ],
};
const INBOUND: SheetSpec = {
  name: '物品入库台账',
  rows: [
    words('入库日期 入库单号 来源 物品编码 物品名称 批次 保质期至 数量 单价 金额'),
    ['2026-03-01', 'RK1', '采购', 'WP001', '大米', 'L1', '2027-03-01', 30, 36, 1080],
    ['2026-03-01', 'RK1', '采购', 'WP002', '毛巾', 'L1', null, 3, 3.33, 10],
    ['2026-03-01', 'RK1', '采购', 'WP002', '毛巾', 'L1', null, 3, 3.33, 10],
  ],
};
const POINTS: SheetSpec = {
  name: '积分台账',
  rows: [
    words('户编号 户主 日期 事由 类别 加分 扣分'),
    ['GM001', '仡磊', '2026-04-01', '义务巡河', '公益行动', 60, null],
    ['GM001', '仡磊', '2026-04-02', '乱倒垃圾', '文明习惯', null, 6.5],
    ['GM001', '仡磊', '2026-04-01', '义务巡河', '公益行动', 60, null],
  ],
};
const REDEMPTION: SheetSpec = {
  name: '兑换领取台账',
  rows: [
    words('兑换时间 兑换单号 户编号 户主 领取人 与户主关系 物品编码 批次 数量 扣减积分 经办人 备注'),
    ['2026-05-01 09:30', 'DH1', 'GM001', '仡磊', '王芳', '配偶', 'WP001', 'L1', 2, 48, '冉光荣', null],
    ['2026-05-01 09:30', 'DH1', 'GM001', '仡磊', '王芳', '配偶', 'WP002', null, 4, 10, '冉光荣', null],
    ['2026-05-02', 'TH1', 'GM001', '仡磊', '仡磊', '本人', 'WP001', 'L1', -1, -24, '冉光荣', '红冲DH1：袋子破了'],
  ],
};
const WHOLE = [REDEMPTION, POINTS, INBOUND, CATALOGUE, ROSTER];

let shop: Shop;
let desk: TestDesk;
beforeEach(async () => {
  shop = await openShop({ scheme: 'heixi' });
  desk = new TestDesk(shop.context());
});
afterEach(() => shop.close());

const sheetOf = (preview: ImportPreview, name: string): SheetPreview =>
  must(
    preview.sheets.find((sheet) => sheet.sheet === name),
    `the preview has ${name}`,
  );
const messages = (sheet: SheetPreview): string[] => sheet.problems.map((problem) => problem.message);
const count = (table: string): number =>
  (shop.db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;

describe('a workbook of several ledgers', () => {
  it('is taken in the order in which its sheets need each other', async () => {
    const preview = await desk.look(WHOLE);
    expect(preview.sheets.map(({ sheet, ledger, good, bad, known }) => [sheet, ledger, good, bad, known])).toEqual([
      ['兑换领取台账', 'redemption', 3, 0, 0],
      ['积分台账', 'points', 3, 0, 0],
      ['物品入库台账', 'inbound', 3, 0, 0],
      ['物品目录', 'item_catalogue', 2, 0, 0],
      ['户籍花名册', 'household_roster', 3, 0, 0],
    ]);
    expect([count('household'), count('entry')]).toEqual([0, 0]);
    const outcome = await desk.take(preview.importId);
    expect(outcome.sheets.map(({ added }) => added)).toEqual([3, 3, 3, 2, 3]);
    expect(verify(shop.db).problem).toBeNull();
  });

  it('leaves the books as the paper says', async () => {
    await desk.run(WHOLE);
    const household = must(findHouseholdByNo(shop.db, 'GM001'), 'the household came in');
    expect(readPointsAccount(shop.db, household.id, 2026)).toEqual({
      earnedCentipoints: 11_350,
      baseCentipoints: 0,
      redeemedCentipoints: 3_400,
      heldCentipoints: 0,
    });
    const lots = shop.db
      .prepare(
        `SELECT i.code AS item, o.code AS lot, b.amount AS left FROM balance b JOIN lot o ON o.id = b.lot_id JOIN item i ON i.id = o.item_id
         WHERE b.book = 'goods' ORDER BY 1, 2`,
      )
      .all();
    expect(lots).toEqual([
      { item: 'WP001', lot: 'L1', left: 29 },
      { item: 'WP002', lot: 'L1', left: 0 },
      { item: 'WP002', lot: 'L1-2', left: 2 },
    ]);
    const slips = shop.db
      .prepare(
        'SELECT source_no, time_of_day, recipient_name, operator_name, total_centipoints FROM redemption ORDER BY source_no',
      )
      .all();
    expect(slips).toEqual([
      {
        source_no: 'DH1',
        time_of_day: '09:30',
        recipient_name: '王芳',
        operator_name: '冉光荣',
        total_centipoints: 5_800,
      },
      {
        source_no: 'TH1',
        time_of_day: '00:00',
        recipient_name: '王芳',
        operator_name: '冉光荣',
        total_centipoints: 2_400,
      },
    ]);
  });

  it('adds nothing the second time, twins and split lots included', async () => {
    await desk.run(WHOLE);
    const before = count('entry');
    expect(await desk.run(WHOLE)).toEqual({
      兑换领取台账: '3 0 0 0 3',
      积分台账: '3 0 0 0 3',
      物品入库台账: '3 0 0 0 3',
      物品目录: '2 0 0 0 2',
      户籍花名册: '3 0 0 0 3',
    });
    expect(count('entry')).toBe(before);
  });

  it('takes the rest after it was stopped', async () => {
    const rows = Array.from({ length: 900 }, (_, index) => [
      'GM001',
      '仡磊',
      '2026-04-01',
      `第${index}次巡河`,
      '公益行动',
      1,
      null,
    ]);
    const many: SheetSpec = { name: '积分台账', rows: [must(POINTS.rows[0], 'headings'), ...rows] };
    await desk.run([ROSTER]);
    const stop = new AbortController();
    const preview = await desk.look([many]);
    const work = desk.desk.commitImport(desk.context, preview.importId, stop.signal);
    const outcome = valueOf(await finish(work, ({ done }) => (done >= 200 ? stop.abort() : undefined)));
    expect([outcome.cancelled, outcome.sheets[0]?.added]).toEqual([true, 200]);
    expect(count('points_line')).toBe(200);
    expect(await desk.run([many])).toEqual({ 积分台账: '900 0 700 0 200' });
    expect(verify(shop.db).problem).toBeNull();
  });

  it('is looked at again when only its roster was taken, as after a power cut', async () => {
    await desk.run([ROSTER]);
    const preview = await desk.look(WHOLE);
    expect(sheetOf(preview, '兑换领取台账')).toMatchObject({ good: 3, bad: 0, known: 0 });
    expect((await desk.take(preview.importId)).sheets.map(({ added }) => added)).toEqual([3, 3, 3, 2, 0]);
  });

  it('is not taken twice at once', async () => {
    const preview = await desk.look([ROSTER]);
    const first = desk.desk.commitImport(desk.context, preview.importId, new AbortController().signal);
    await first.next();
    const second = desk.desk.commitImport(desk.context, preview.importId, new AbortController().signal);
    expect(refusalOf(await finish(second))).toEqual({ code: 'import_running' });
    expect(valueOf(await finish(first)).sheets[0]?.added).toBe(3);
  });
});

describe('rows against the books', () => {
  beforeEach(async () => {
    await desk.run([ROSTER, CATALOGUE]);
  });

  it('refuses households it does not know or knows under another head', async () => {
    const preview = await desk.look([
      {
        name: '积分台账',
        rows: [
          words('户编号 户主 日期 事由 加分'),
          ['ZZ999', '无此户', '2026-03-01', '义务巡河', 3],
          ['GM001', '别的名字', '2026-03-01', '义务巡河', 3],
          ['gm001', '仡 磊', '2026-03-01', '义务巡河', 3],
          [null, '周翀勇', '2026-03-01', '义务巡河', 3],
          [null, '仡磊', '2026-03-01', '义务巡河', 3],
        ],
      },
    ]);
    const sheet = sheetOf(preview, '积分台账');
    expect([sheet.good, sheet.bad]).toEqual([2, 3]);
    expect(sheet.problems.map(({ row, column, value, code }) => [row, column, value, code])).toEqual([
      [2, '户编号', 'ZZ999', 'unknown_household'],
      [3, '户主', '别的名字', 'household_name_mismatch'],
      [5, '户主', '周翀勇', 'household_ambiguous'],
    ]);
    expect(messages(sheet)[1]).toBe('第3行户主“别的名字”与花名册不符：GM001的户主是仡磊');
  });

  it('tells households of one name apart by their group', async () => {
    const rows = [words('户主 组别 时间 原因 得分'), ['周翀勇', '第八村民小组', '2026-03-01', '义务巡河', 3]];
    expect(await desk.run([{ name: 'Sheet1', rows }])).toEqual({ Sheet1: '1 0 1 0 0' });
    const line = shop.db
      .prepare('SELECT h.household_no AS no FROM points_line p JOIN household h ON h.id = p.household_id')
      .get();
    expect(line).toEqual({ no: 'GM002' });
  });

  it('corrects register data of the same head and refuses what would take it from another', async () => {
    const rows = [
      words('户编号 户主 身份证号 村 电话'),
      ['GM001', '仡磊', null, null, '13812345678'],
      ['GM002', '别人', null, '光明村', null],
      ['GM009', '新户', '500239197402252419', '光明村', null],
      ['GM010', '外村', null, '红旗村', null],
      [null, '无号', null, '光明村', null],
    ];
    const preview = await desk.look([{ name: '花名册', rows }]);
    expect(messages(sheetOf(preview, '花名册'))).toEqual([
      '第3行户编号GM002已经是周翀勇家的',
      '第4行身份证号“500239197402252419”已登记在GM001仡磊家',
      '第5行本店没有“红旗村”这个村，现有：光明村、清溪村',
    ]);
    const [sheet] = (await desk.take(preview.importId)).sheets;
    expect([sheet?.added, sheet?.updated, sheet?.skipped, sheet?.bad]).toEqual([1, 1, 0, 3]);
    expect(findHouseholdByNo(shop.db, 'GM001')).toMatchObject({
      phone: '13812345678',
      groupName: '1组',
      memberCount: 7,
    });
    expect(findHouseholdByNo(shop.db, 'GM004')?.headName).toBe('无号');
  });

  it('knows goods by code, barcode or a unique name, and refuses the rest', async () => {
    const rows = [
      words('日期 物品编码 条码 物品名称 单位 数量 金额'),
      ['2026-03-01', 'WP001', null, '大米', '袋', 1, 36],
      ['2026-03-01', null, '6989850028058', null, null, 1, 36],
      ['2026-03-01', null, null, '毛巾', '条', 1, 3],
      ['2026-03-01', null, null, '拖把', '把', 1, 3],
      ['2026-03-01', 'WP001', null, '毛巾', '条', 1, 3],
      ['2026-03-01', 'WP002', null, '毛巾', '箱', 1, 3],
    ];
    const sheet = sheetOf(await desk.look([{ name: '入库', rows }]), '入库');
    expect([sheet.good, sheet.bad]).toEqual([3, 3]);
    expect(messages({ ...sheet, problems: sheet.problems.filter(({ severity }) => severity === 'error') })).toEqual([
      '第5行物品目录里没有“拖把”，请先导入物品目录或更正',
      '第6行物品“毛巾”与目录不符：WP001是大米',
      '第7行单位“箱”与目录的“条”不一致',
    ]);
  });

  it('hands out no more than there was, and takes back no more than was handed out', async () => {
    await desk.run([INBOUND]);
    const rows = [
      words('兑换时间 兑换单号 户编号 物品名称 批次 数量 扣减积分'),
      ['2026-05-01', 'D1', 'GM001', '大米', null, 31, 31],
      ['2026-05-01', 'D2', 'GM001', '大米', 'L9', 1, 24],
      ['2026-05-01', 'D3', 'GM001', '毛巾', null, -1, -6.5],
      ['2028-05-01', 'D4', 'GM001', '大米', null, 1, 24],
    ];
    const sheet = sheetOf(await desk.look([{ name: '兑换', rows }]), '兑换');
    expect(messages(sheet)).toEqual([
      '第2行库存只有30袋，不够31',
      '第3行没有批次L9，请先导入物品入库台账',
      '第4行这是退回，但没有找到原来的兑换',
      '第5行“兑换时间”2028-05-01晚于今天2026-07-15',
    ]);
  });
});

it('takes past goods out of lots that were there on the day', async () => {
  const later: SheetSpec = {
    name: '物品入库台账',
    rows: [
      words('入库日期 入库单号 来源 物品编码 物品名称 批次 保质期至 数量 单价 金额'),
      ['2026-06-10', 'RK2', '采购', 'WP001', '大米', 'L2', '2026-12-01', 5, 36, 180],
    ],
  };
  await desk.run([ROSTER, CATALOGUE, INBOUND]);
  await desk.run([later]);
  const rows = [
    words('兑换时间 兑换单号 户编号 物品名称 数量 扣减积分'),
    ['2026-05-01', 'D1', 'GM001', '大米', 1, 24],
    ['2026-06-11', 'D2', 'GM001', '大米', 1, 24],
  ];
  expect(await desk.run([{ name: '兑换', rows }])).toEqual({ 兑换: '2 0 2 0 0' });
  const lots = shop.db
    .prepare(
      `SELECT r.source_no AS no, l.code AS lot FROM redemption r JOIN redemption_line d ON d.entry_id = r.entry_id
       JOIN lot l ON l.id = d.lot_id ORDER BY r.source_no`,
    )
    .all();
  expect(lots).toEqual([
    { no: 'D1', lot: 'L1' },
    { no: 'D2', lot: 'L2' },
  ]);
});

it('numbers households of a roster without numbers, and knows them again', async () => {
  const rows = [
    words('姓名 组别 人口'),
    ['王伟', '1组', 3],
    ['王伟', '二组', 4],
    ['李芳', '二组', 2],
    ['王伟', '第二村民小组', 5],
  ];
  const roster = [{ name: '光明村花名册', rows }];
  expect(await desk.run(roster)).toEqual({ 光明村花名册: '3 1 3 0 0' });
  const enrolled = shop.db.prepare('SELECT household_no, head_name, group_name FROM household ORDER BY 1').all();
  expect(enrolled).toEqual([
    { household_no: 'GM001', head_name: '王伟', group_name: '1组' },
    { household_no: 'GM002', head_name: '王伟', group_name: '二组' },
    { household_no: 'GM003', head_name: '李芳', group_name: '二组' },
  ]);
  expect(await desk.run([{ name: '光明村花名册', rows: rows.slice(0, 4) }])).toEqual({ 光明村花名册: '3 0 0 0 3' });
});

describe('a clerk corrects what was recognised', () => {
  const UNCLEAR: SheetSpec = { name: 'Sheet1', rows: [words('甲 乙 丙 丁'), ['GM001', '仡磊', '2026-04-01', 5]] };

  it('is asked, answers, and is not asked again', async () => {
    await desk.run([ROSTER]);
    const asked = await desk.look([UNCLEAR]);
    expect([asked.sheets[0]?.ledger, asked.sheets[0]?.bad]).toEqual([null, 0]);
    expect(messages(sheetOf(asked, 'Sheet1'))).toEqual(['认不出这是哪种台账，请指定']);
    const mapping = {
      Sheet1: { ledger: 'points' as const, columns: { householdNo: 0, headName: 1, date: 2, award: 3, reason: 1 } },
    };
    const told = valueOf(await desk.desk.remapImport(desk.context, asked.importId, mapping));
    expect([told.sheets[0]?.ledger, told.sheets[0]?.good]).toEqual(['points', 1]);
    expect((await desk.take(told.importId)).sheets[0]?.added).toBe(1);
    expect((await desk.look([UNCLEAR])).sheets[0]?.ledger).toBe('points');
  });

  it('may leave a sheet out', async () => {
    const preview = await desk.look([ROSTER], { 户籍花名册: { ledger: null, columns: {} } });
    expect(preview.sheets[0]).toMatchObject({ ledger: null, good: 0, bad: 0, problems: [] });
  });

  it('is told which column is missing', async () => {
    const preview = await desk.look([
      { name: '积分台账', rows: [words('户编号 户主 事由 加分'), ['GM001', '仡磊', '巡河', 3]] },
    ]);
    expect(preview.sheets[0]).toMatchObject({ ledger: 'points', good: 0, bad: 1 });
    expect(messages(sheetOf(preview, '积分台账'))).toEqual(['第1行表头里没有找到“日期”，请指定是哪一列']);
  });
});

it('saves the rows left out as a workbook that can be corrected and imported', async () => {
  const rows = [
    words('户编号 户主 村 人口'),
    ['GM001', '仡磊', '光明村', 3],
    ['GM002', '周翀勇', '光明村', '两人'],
    ['GM003', { t: 's', f: 'HYPERLINK("http://x","y")', v: '吴翀' }, '光明村', 3],
  ] as const;
  const preview = await desk.look([{ name: '花名册', rows }]);
  await desk.take(preview.importId);
  const file = valueOf(await desk.desk.importProblems(preview.importId));
  expect(file.name).toBe('台账-有问题的行.xlsx');
  const [sheet] = readBytes(Buffer.from(file.bytes), file.name);
  const cells = must(sheet, 'a sheet')
    .rows.slice(2)
    .map((row) => row.cells.map((cell) => [cell?.kind, cell?.text]));
  expect(cells.slice(0, 3)).toEqual([
    [...words('户编号 户主 村 人口'), '未导入的原因'].map((text) => ['text', text]),
    ['GM002', '周翀勇', '光明村', '两人', '“人口”的“两人”不是数字'].map((text) => ['text', text]),
    ['GM003', '吴翀', '光明村', '3', '“户主”里是公式或链接，不是文字，请改为文字后重填'].map((text) => ['text', text]),
  ]);
  expect(refusalOf(await desk.desk.importProblems('gone'))).toEqual({ code: 'import_not_found' });
});
