import { describe, expect, it } from 'vitest';
import type { ParsedSheet } from '../../../shared/domain/ledger/import/drafts.ts';
import { checkRows, isDataRow, parseRows, sheetContext } from '../../../shared/domain/ledger/import/parse-sheet.ts';
import { recogniseSheet } from '../../../shared/domain/ledger/import/recognise-sheet.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { importProblemText } from '../../../shared/messages/import-problem-text.ts';
import { type CellValue, rawSheet } from '../../builders/raw-sheet.ts';

const words = (text: string): string[] => text.split(' ');

function parse(rows: readonly (readonly CellValue[])[], name = 'Sheet1'): ParsedSheet {
  const sheet = rawSheet(rows, name);
  const recognition = recogniseSheet(sheet, null);
  const context = must(sheetContext(sheet, recognition, localDate('2026-11-22')), 'the sheet can be read');
  const data = sheet.rows.filter((row) => isDataRow(row, recognition));
  return checkRows(parseRows(data, context), recognition);
}

const sentences = (parsed: ParsedSheet): string[] =>
  parsed.rows.flatMap((row) => row.problems.map((problem) => `${problem.severity} ${importProblemText(problem)}`));

describe('points', () => {
  const HEADINGS = words('序号 户编号 户主 日期 事由 类别 加分 扣分');

  it('reads awards and deductions exactly', () => {
    const parsed = parse([
      HEADINGS,
      [1, 'GM001', '仡 磊', '2026.3.1', '义务巡河', '公益行动', 6.5, null],
      [2, 'GM001', '仡磊', '2026年3月2日', '乱倒垃圾', '文明习惯', 0, '３'],
    ]);
    const base = { rule: '', reviewBatch: '', noticeFrom: null, noticeTo: null, recorder: '', reviewer: '' };
    expect(parsed.rows.map((row) => row.draft)).toEqual([
      { ...base, date: '2026-03-01', kind: 'award', pointsCentipoints: 650, reason: '义务巡河', category: '公益行动' },
      {
        ...base,
        date: '2026-03-02',
        kind: 'deduction',
        pointsCentipoints: 300,
        reason: '乱倒垃圾',
        category: '文明习惯',
      },
    ]);
    expect(parsed.rows[0]?.household?.headName).toBe('仡磊');
  });

  it('says of every row what is wrong with it', () => {
    const parsed = parse([
      HEADINGS,
      [1, 'GM001', '仡磊', '2026-02-30', '参加院坝会', '宣讲学习', 2, null],
      [2, 'GM001', '仡磊', '2026-03-01', '义务巡河', '公益行动', '三', null],
      [3, 'GM001', '仡磊', '2026-03-01', '义务巡河', '公益行动', 3, 2],
      [4, 'GM001', '仡磊', null, '义务巡河', '公益行动', 3, null],
      [5, 'GM001', '仡磊', '2026-03-01', { formula: 'HYPERLINK("http://x","y")' }, '公益行动', 3, null],
      [6, 'GM001', '仡磊', '2026-03-01', '义务巡河', '公益行动', -3, null],
      [7, 'GM001', '仡磊', '2031-03-04', '义务巡河', '公益行动', 3, null],
      [8, null, null, '2026-03-01', '义务巡河', '公益行动', 3, null],
      [9, 'GM001', '仡磊', '2026-03-01', '义务巡河', '公益行动', null, null],
      [10, 'GM001', '仡磊', '2026-03-01', null, null, 3, null],
    ]);
    expect(sentences(parsed)).toEqual([
      'error 第2行“日期”有误：2026年2月30日不存在',
      'error 第3行“加分”的“三”不是数字',
      'error 第4行加分和扣分只能填一个',
      'error 第5行“日期”为空，请补填',
      'error 第6行“事由”里是公式或链接，不是文字，请改为文字后重填',
      'error 第7行“加分”的“-3”是负数，请填正数',
      'error 第8行“日期”2031-03-04晚于今天2026-11-22',
      'error 第9行没有写是哪一户：户编号和户主都为空',
      'error 第10行加分和扣分都没有填',
      'error 第11行“事由”为空，请补填',
    ]);
    expect(parsed.rows.every((row) => row.draft === null)).toBe(true);
  });

  it('reads one column for both by its sign or by the column beside it', () => {
    const signed = parse([words('户主 日期 原因 分值'), ['甲', '2026-03-01', '好', 3], ['甲', '2026-03-01', '坏', -2]]);
    const worded = parse([
      words('户主 日期 原因 分值 加/扣'),
      ['甲', '2026-03-01', '好', 3, '加'],
      ['甲', '2026-03-01', '坏', 2, '扣'],
    ]);
    const kinds = (parsed: ParsedSheet) =>
      parsed.ledger === 'points' ? parsed.rows.map((row) => [row.draft?.kind, row.draft?.pointsCentipoints]) : [];
    expect(kinds(signed)).toEqual([
      ['award', 300],
      ['deduction', 200],
    ]);
    expect(kinds(worded)).toEqual([
      ['award', 300],
      ['deduction', 200],
    ]);
  });

  it('points identical rows out and takes them', () => {
    const row: CellValue[] = [1, 'GM001', '仡磊', '2026-03-01', '义务巡河', '公益行动', 3, null];
    const parsed = parse([HEADINGS, row, row]);
    expect(sentences(parsed)).toEqual(['warning 第3行与第2行完全相同，请核对是否重复登记']);
    expect(parsed.rows.filter((parsedRow) => parsedRow.draft !== null)).toHaveLength(2);
  });
});

describe('households', () => {
  it('refuses numbers twice and ID numbers that a spreadsheet has eaten', () => {
    const parsed = parse([
      words('户编号 户主 身份证号 村 人口 电话'),
      ['GM001', '仡磊', '500239197402252419', '光明村', 7, '18284514740'],
      ['GM001', '周翀勇', '522632199209087708', '光明村', 2, null],
      ['GM003', '袁洋', 500_239_195_603_067_900, '光明村', 2, null],
      ['GM004', '徐昌', '500239197402252419', '光明村', 2.5, '1.38E+10'],
      ['GM005', null, null, '光明村', 2, null],
    ]);
    expect(sentences(parsed)).toEqual([
      'error 第3行户编号“GM001”与第2行重复',
      'error 第4行身份证号被表格软件改成了数字，后几位已丢失，请改为文本后重填',
      'error 第5行“人口”的“2.5”不是整数',
      'error 第5行电话被表格软件改成了数字，后几位已丢失，请改为文本后重填',
      'error 第5行身份证号“500239197402252419”与第2行重复',
      'error 第6行“户主”为空，请补填',
    ]);
  });

  it('makes one household of its merged rows', () => {
    const parsed = parse([
      words('户号 户主 姓名 与户主关系 身份证号 村 电话'),
      ['GM001', '仡磊', '仡磊', '户主', '500239197402252419', '光明村', '18284514740'],
      [{ merged: 'GM001' }, { merged: '仡磊' }, '王芳', '配偶', '522632199209087708', { merged: '光明村' }, null],
      [{ merged: 'GM001' }, { merged: '仡磊' }, '仡小', '长子', null, { merged: '光明村' }, null],
      ['GM002', '袁洋', '袁洋', '户主', null, '光明村', null],
    ]);
    expect(parsed.rows.map((row) => [row.rows, row.draft])).toEqual([
      [
        [2, 3, 4],
        {
          householdNo: 'GM001',
          headName: '仡磊',
          idNumber: '500239197402252419',
          village: '光明村',
          villageGrid: null,
          groupName: null,
          memberCount: 3,
          phone: '18284514740',
          members: '王芳(配偶)、仡小(长子)',
          enrolledOn: null,
          status: null,
          tags: null,
          note: null,
        },
      ],
      [[5], expect.objectContaining({ householdNo: 'GM002', members: null })],
    ]);
  });
});

describe('goods', () => {
  it('reads a catalogue in other words', () => {
    const parsed = parse([
      words('货号 国标码 货品 规格型号 计量单位 所需积分 市场价(元) 有无保质期'),
      ['A01', '6989850028058', '大米', '5kg', '袋', '２.5', '￥1,036.00', '有'],
    ]);
    expect(parsed.rows[0]?.draft).toEqual({
      code: 'A01',
      barcode: '6989850028058',
      name: '大米',
      category: null,
      spec: '5kg',
      unit: '袋',
      priceCentipoints: 250,
      referenceFen: 103_600,
      minimumStock: null,
      expiryTracked: true,
      active: null,
      packs: null,
      shelfLifeDays: null,
      food: null,
      barcodeReason: null,
      note: null,
    });
  });

  it('checks amounts against quantity and unit price, to half a fen a piece', () => {
    const row = (quantity: CellValue, price: CellValue, amount: CellValue): CellValue[] => [
      '2026-07-01',
      '采购',
      '大米',
      '袋',
      quantity,
      price,
      amount,
    ];
    const parsed = parse([
      words('入库日期 来源 物品名称 单位 数量 单价 金额'),
      row(3, 3.33, 10),
      row(3, 3.33, 10.02),
      row('１２袋', '¥36', null),
      row(3, 3.333, null),
      row('3箱', 1, 3),
      row(2, null, null),
      row({ merged: 5 }, 1, 5),
    ]);
    const costs = parsed.ledger === 'inbound' ? parsed.rows.map((line) => line.draft?.costFen ?? null) : [];
    expect(costs).toEqual([1_000, null, 43_200, null, null, null, null]);
    expect(sentences(parsed)).toEqual([
      'error 第3行“金额”10.02与数量乘单价9.99不符',
      'error 第5行“单价”的“3.333”小数超过2位',
      'error 第6行“数量”的“3箱”单位是“箱”，与“袋”不一致',
      'error 第7行采购入库要填单价或金额',
      'error 第8行“数量”与上面的行合并成一格，不知道各行是多少，请拆开分别填写',
    ]);
  });

  it('reads a register of donations: whose gift it was, for whom, and who received it; unvalued where it names no price', () => {
    const parsed = parse(
      [
        words('日期 捐赠单位(人) 联系方式 捐赠意向 物品名称 规格 单位 数量 单价 接收人一 接收人二'),
        [
          '2026/10/04',
          '县红十字会',
          13900008783,
          '指定用于困难学生',
          '铅笔',
          '12支',
          '盒',
          31,
          null,
          '冉光荣',
          '李桂英',
        ],
        ['2026/10/04', null, null, '不指定', '铅笔', '12支', '盒', 2, 1.5, '冉光荣', '冉光荣'],
        ['2026/10/04', null, null, '指定用于困难学生', '铅笔', '12支', '盒', 2, 1.5, '冉光荣', '李桂英'],
        ['2026/10/04', '王*伟', null, '不指定', '铅笔', '12支', '盒', 2, 1.5, '冉光荣', '李桂英'],
      ],
      '捐赠登记',
    );
    expect(parsed.rows[0]?.draft).toEqual({
      date: '2026-10-04',
      donationNo: null,
      donorName: '县红十字会',
      contact: '',
      phone: '13900008783',
      earmark: '困难学生',
      intention: '',
      unit: '盒',
      lotCode: null,
      expiresOn: null,
      quantity: 31,
      costFen: null,
      unitCostFen: null,
      costBasis: '未计价',
      receiverOne: '冉光荣',
      receiverTwo: '李桂英',
      certificateNo: '',
      externalReceiptNo: '',
      note: '',
    });
    expect(parsed.rows[1]?.draft).toMatchObject({ donorName: null, earmark: null, costFen: 300 });
    expect(parsed.rows.map(({ draft }) => draft === null)).toEqual([false, false, true, true]);
    expect(sentences(parsed)).toEqual([
      'warning 第3行没有写是谁捐的，先按不知名的捐赠入库，以后可在“捐赠”里补登',
      'warning 第3行接收人一和接收人二都是“冉光荣”，捐赠物资应由两个人接收，请核对',
      'error 第4行“捐赠单位(人)”为空，请补填',
      'error 第5行“捐赠单位(人)”的“王*伟”打了星号，不能导入，请用完整的姓名',
    ]);
  });

  it('still takes goods for a donation that an inbound ledger without a source lists under that name', () => {
    const parsed = parse([words('入库日期 物品名称 数量'), ['2026-07-01', '铅笔', 3]], '捐赠物资入库');
    expect([parsed.ledger, parsed.rows[0]?.draft]).toMatchObject(['inbound', { source: 'donation' }]);
  });

  it('reads what came back as a minus', () => {
    const parsed = parse([
      words('兑换时间 兑换单号 户编号 物品编码 数量 单价(分) 扣减积分 备注'),
      ['2026-07-05 09:30', 'DH1', 'GM001', 'WP001', 2, 24, 48, null],
      ['2026-07-06', 'TH1', 'GM001', 'WP001', -1, 24, -24, '红冲DH1：坏了'],
      ['2026-07-06', 'DH2', 'GM001', 'WP001', 1, 24, 25, null],
    ]);
    const lines =
      parsed.ledger === 'redemption'
        ? parsed.rows.map(({ draft }) => [draft?.time, draft?.quantity, draft?.pointsCentipoints])
        : [];
    expect(lines).toEqual([
      ['09:30', 2, 4_800],
      [null, -1, -2_400],
      [undefined, undefined, undefined],
    ]);
    expect(sentences(parsed)).toEqual(['error 第4行“扣减积分”25与数量乘单价24不符']);
  });
});
