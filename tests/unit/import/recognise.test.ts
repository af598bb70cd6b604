import { describe, expect, it } from 'vitest';
import { isDataRow } from '../../../shared/domain/ledger/import/parse-sheet.ts';
import { recogniseSheet } from '../../../shared/domain/ledger/import/recognise-sheet.ts';
import { type CellValue, rawSheet } from '../../builders/raw-sheet.ts';

const words = (text: string): string[] => text.split(' ');
const keysOf = (rows: readonly (readonly CellValue[])[], name = 'Sheet1') => {
  const { ledger, columns } = recogniseSheet(rawSheet(rows, name), null);
  return { ledger, keys: Object.fromEntries(Object.entries(columns).map(([key, index]) => [index, key])) };
};

describe('which ledger a sheet called Sheet1 is', () => {
  it.each([
    ['household_roster', '序号 户号 户主姓名 证件号码 所在村 村组 家庭人口数 联系电话'],
    ['household_roster', '姓名 身份证号码 家庭住址组别 手机号'],
    ['item_catalogue', '货号 国标码 货品 规格型号 计量单位 所需积分 市场价(元)'],
    ['item_catalogue', '商品名称 品类 包装 单位 分值'],
    ['inbound', '时间 进货单号 供应商 品名 规格型号 数量(袋) 进价 总价 有效期至'],
    ['donation', '日期 捐赠单位(人) 联系方式 捐赠意向 物品名称 规格 单位 数量 单价 计价依据 保质期至 接收人一 备注'],
    ['donation', '接收日期 捐赠人 联系电话 物资名称 数量 折合金额 接收人'],
    ['points', '家庭编号 户主 发生日期 积分事由 加分分值 扣减'],
    ['points', '姓名 组别 时间 原因 分值'],
    ['redemption', '日期 单号 户号 姓名 领取人 与户主关系 物品 数量 兑换积分 经办人'],
    ['redemption', '领取日期 户主 领取物品 领取数量 消耗积分 签字'],
  ])('%s: %s', (ledger, headings) => {
    expect(recogniseSheet(rawSheet([words(headings)]), null).ledger).toBe(ledger);
  });

  it('asks when the headings fit nothing, or a needed column decides', () => {
    expect(recogniseSheet(rawSheet([words('甲 乙 丙'), ['1', '2', '3']]), null).ledger).toBeNull();
    const undated = recogniseSheet(rawSheet([words('户编号 户主 加分 扣分 事由')]), null);
    expect([undated.ledger, undated.missing]).toEqual(['points', ['日期']]);
  });

  it('never takes a view of the books for a ledger', () => {
    const movement = words('日期 单号 摘要 物品 批次 入库数量 入库金额 出库数量 出库金额 结存数量 结存金额');
    expect(recogniseSheet(rawSheet([movement], '进销存明细'), null).ledger).toBeNull();
    expect(recogniseSheet(rawSheet([movement], 'Sheet3'), null).ledger).toBeNull();
    expect(
      recogniseSheet(rawSheet([words('名次 户主 村民小组 本期加分 本期扣分 累计积分')], '公示榜'), null).ledger,
    ).toBeNull();
  });

  it('leaves hidden sheets out but says what they seem to be', () => {
    const hidden = recogniseSheet(rawSheet([words('户编号 户主 人口 电话')], '旧表', true), null);
    expect([hidden.ledger, hidden.suggested]).toEqual([null, 'household_roster']);
  });
});

describe('which column is which', () => {
  it('reads through line breaks, spaces, width, stars and brackets', () => {
    expect(keysOf([['*户\n编号', '户 主', '证件号码（必填）', '手机号(联系方式)', '人口（人）', '备  注：']])).toEqual({
      ledger: 'household_roster',
      keys: { 0: 'householdNo', 1: 'headName', 2: 'idNumber', 3: 'phone', 4: 'memberCount', 5: 'note' },
    });
  });

  it('goes by contents where the heading says nothing', () => {
    const rows = [
      ['户主', '号码一', '号码二', '编号'],
      ['仡磊', '500239197402252419', '18284514740', 'GM001'],
      ['徐昌', '150626194202265400', '15919933865', 'GM004'],
    ];
    expect(keysOf(rows)).toEqual({
      ledger: 'household_roster',
      keys: { 0: 'headName', 1: 'idNumber', 2: 'phone', 3: 'householdNo' },
    });
  });

  it('does not take a running number for a household number, nor a birthday for a day of enrolment', () => {
    const rows = [
      ['编号', '户主', '出生日期', '人口'],
      [1, '甲', '1970-01-01', 3],
      [2, '乙', '1971-01-01', 3],
      [3, '丙', '1972-01-01', 3],
    ];
    expect(keysOf(rows).keys).toEqual({ 1: 'headName', 3: 'memberCount' });
  });

  it('tells the head from the members when both have a column', () => {
    expect(keysOf([words('户号 户主 姓名 与户主关系 身份证号')]).keys).toEqual({
      0: 'householdNo',
      1: 'headName',
      2: 'memberName',
      3: 'relation',
      4: 'idNumber',
    });
  });

  it('finds the headings under titles, and reads two lines of them as one', () => {
    const rows = [
      ['光明村2026年积分台账'],
      [],
      ['户编号', '户主', '日期', '事由', '积分', null],
      [{ merged: '户编号' }, { merged: '户主' }, { merged: '日期' }, { merged: '事由' }, '加分', '扣分'],
      ['GM001', '仡磊', '2026-03-01', '义务巡河', 3, null],
    ];
    const found = recogniseSheet(rawSheet(rows), null);
    expect([found.heading.row, found.heading.title, found.columns]).toEqual([
      4,
      '光明村2026年积分台账',
      { householdNo: 0, date: 2, headName: 1, reason: 3, award: 4, deduction: 5 },
    ]);
  });

  it("follows the clerk's word, and guesses the columns of a ledger that was only named", () => {
    const sheet = rawSheet([words('户编号 户主 人口 得分'), ['GM001', '仡磊', 3, 5]]);
    const named = recogniseSheet(sheet, { ledger: 'points', columns: {} });
    expect([named.ledger, named.columns['award'], named.missing]).toEqual(['points', 3, ['日期']]);
    const mapped = recogniseSheet(sheet, { ledger: 'household_roster', columns: { householdNo: 0, headName: 1 } });
    expect(mapped.columns).toEqual({ householdNo: 0, headName: 1 });
  });

  it('knows the same headings again, whatever stands below them', () => {
    const fingerprint = (row: CellValue[]) => recogniseSheet(rawSheet([words('甲 乙 户主'), row]), null).fingerprint;
    expect(fingerprint(['1', '2', '3'])).toBe(fingerprint(['x', 'y', 'z']));
  });
});

it('passes over what is no data', () => {
  const rows: CellValue[][] = [
    ['光明村爱心超市 积分台账'],
    ['期间：2026年', null, '制表日期：2026-07-15'],
    words('序号 户编号 户主 日期 事由 加分 扣分'),
    [1, 'GM001', '仡磊', '2026-03-01', '义务巡河', 3, null],
    [2, null, null, null, null, null, null],
    [],
    [null, '一组', null, null, null, null, null],
    words('序号 户编号 户主 日期 事由 加分 扣分'),
    [3, 'GM002', '周翀勇', '2026-03-01', '义务巡河', 3, null],
    ['小 计', null, null, null, null, { formula: 'SUM(F4:F9)', value: 6 }, null],
    ['合计', null, null, null, null, { formula: 'SUM(F4:F9)', value: 6 }, null],
    [4, null, null, null, null, { formula: 'A1*0', value: 0 }, null],
    ['制表：', null, '审核：', null, '监督：'],
    ['注：本表一式两份'],
  ];
  const sheet = rawSheet(rows);
  const recognition = recogniseSheet(sheet, null);
  expect(sheet.rows.filter((row) => isDataRow(row, recognition)).map((row) => row.row)).toEqual([4, 9]);
});
