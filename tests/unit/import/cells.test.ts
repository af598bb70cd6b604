import { describe, expect, it } from 'vitest';
import { readDate, readDayAndTime, shelfLifeEnd } from '../../../shared/domain/ledger/import/cell-date.ts';
import {
  readBarcode,
  readCode,
  readIdNumber,
  readPhone,
} from '../../../shared/domain/ledger/import/cell-identifier.ts';
import {
  readPeople,
  readPoints,
  readQuantity,
  readSignedPoints,
  readYuan,
} from '../../../shared/domain/ledger/import/cell-number.ts';
import { nameKey, readText, shownValue } from '../../../shared/domain/ledger/import/cell-text.ts';
import type { RawCell } from '../../../shared/domain/ledger/import/raw-workbook.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { type CellValue, rawCell } from '../../builders/raw-sheet.ts';

/** The value a cell is read as, or the code of why it is not. */
function outcome<T>(
  read: (cell: RawCell | null) => Result<T, { readonly code: string }>,
  value: CellValue,
): T | string {
  const reading = read(rawCell(value));
  return reading.ok ? reading.value : reading.error.code;
}

describe('points', () => {
  it.each([
    ['6.5', 650],
    ['２．５', 250],
    [' 1,000.50 ', 100_050],
    ['+3分', 300],
    [6.5, 650],
    [0.1 + 0.2, 30],
    [24, 2_400],
    ['', null],
    ['—', null],
    ['三', 'not_a_number'],
    ['-3', 'negative_number'],
    [-3, 'negative_number'],
    [6.500_000_000_1, 'too_many_decimals'],
    ['6.555', 'too_many_decimals'],
    [1e308, 'number_too_large'],
    [Number.NaN, 'not_a_number'],
    [Number.POSITIVE_INFINITY, 'not_a_number'],
    [-0, 0],
    ['1e3', 'not_a_number'],
    [{ formula: 'A1*2', value: 12.5 }, 1_250],
    [{ formula: 'A1*2' }, 'formula_not_calculated'],
    ['=1+1', 'not_a_number'],
    [{ date: '2026-01-03' }, 'not_a_number'],
  ] satisfies (readonly [CellValue, number | string | null])[])('%j is %j', (value, expected) => {
    expect(outcome(readPoints, value)).toBe(expected);
  });

  it('may be negative where one column holds both', () => {
    expect(outcome(readSignedPoints, '-2.5')).toBe(-250);
  });
});

describe('money', () => {
  it.each([
    ['¥72.00', 7_200],
    ['￥1,036.00', 103_600],
    ['?4.50', 450],
    ['12.5元', 1_250],
    ['人民币5', 500],
    [8.9, 890],
    ['12,34', 'not_a_number'],
    ['0.005', 'too_many_decimals'],
    ['9999999999', 'number_too_large'],
  ] satisfies (readonly [CellValue, number | string])[])('%j is %j', (value, expected) => {
    expect(outcome(readYuan, value)).toBe(expected);
  });
});

describe('quantities', () => {
  const quantityOf = (unit: string | null) => (cell: RawCell | null) => readQuantity(cell, unit);

  it.each([
    ['１２', 12],
    [2.0, 2],
    ['12袋', 12],
    ['12 袋', 12],
    [2.5, 'not_whole'],
    ['12箱', 'unit_mismatch'],
    [0, 'zero_number'],
    ['-1', 'negative_number'],
    ['1000001', 'number_too_large'],
  ] satisfies (readonly [CellValue, number | string])[])('%j in 袋 is %j', (value, expected) => {
    expect(outcome(quantityOf('袋'), value)).toBe(expected);
  });

  it('takes any unit when the row names none', () => {
    expect(outcome(quantityOf(null), '12箱')).toBe(12);
  });

  it('counts people', () => {
    expect([outcome(readPeople, '3人'), outcome(readPeople, '两人'), outcome(readPeople, 201)]).toEqual([
      3,
      'not_a_number',
      'number_too_large',
    ]);
  });
});

describe('days', () => {
  it.each([
    ['2024.7.1', '2024-07-01'],
    ['2024/7/1', '2024-07-01'],
    ['2024-07-01', '2024-07-01'],
    ['2024年7月1日', '2024-07-01'],
    ['2024 年 7 月 1 日', '2024-07-01'],
    ['２０２４－７－１', '2024-07-01'],
    ['20240701', '2024-07-01'],
    [20_240_701, '2024-07-01'],
    ['2024-07-01 00:00:00', '2024-07-01'],
    ['2024-07-01T08:30:00', '2024-07-01'],
    ['2024年7月1日(星期一)', '2024-07-01'],
    [45_474, '2024-07-01'],
    [45_474.5, '2024-07-01'],
    [{ date: '2024-07-01' }, '2024-07-01'],
    ['2026-02-30', 'no_such_day'],
    ['2026年13月5日', 'no_such_day'],
    ['7/1/2024', 'not_a_date'],
    ['2024.7', 'not_a_date'],
    ['昨天', 'not_a_date'],
    [12, 'not_a_date'],
    ['3月5日', 'date_without_year'],
    ['', null],
    ['/', null],
  ] satisfies (readonly [CellValue, string | null])[])('%j is %j', (value, expected) => {
    expect(outcome((cell) => readDate(cell), value)).toBe(expected);
  });

  it('takes the year of the title for days without one', () => {
    expect(outcome((cell) => readDate(cell, 2026), '3月5日')).toBe('2026-03-05');
  });

  it('keeps the minute of a moment', () => {
    expect(readDayAndTime(rawCell('2026-07-05 下午3:05'))).toEqual({
      ok: true,
      value: { date: '2026-07-05', time: '15:05' },
    });
  });

  it('counts a shelf life from the production date', () => {
    const producedOn = localDate('2026-01-31');
    expect([
      shelfLifeEnd('1个月', producedOn, null),
      shelfLifeEnd('2年', producedOn, null),
      shelfLifeEnd('30天', producedOn, null),
      shelfLifeEnd('18', producedOn, '月'),
      shelfLifeEnd('18', producedOn, null),
    ]).toEqual(['2026-02-28', '2028-01-31', '2026-03-02', '2027-07-31', null]);
  });
});

describe('identity numbers', () => {
  it.each([
    ['500239197402252419', '500239197402252419'],
    ['15062619420325253x', '15062619420325253X'],
    ['500239 19740225 2419', '500239197402252419'],
    ["'500239197402252419", '500239197402252419'],
    ['５００２３９１９７４０２２５２４１９', '500239197402252419'],
    ['500239740225241', '500239197402252419'],
    [5.002391974022524e17, 'id_number_lost_digits'],
    ['5.00239E+17', 'id_number_lost_digits'],
    ['500239197402252000', 'id_number_lost_digits'],
    ['500239197402252418', 'id_number_check_digit'],
    ['50023919740225241', 'id_number_length'],
    ['没有', null],
  ] satisfies (readonly [CellValue, string | null])[])('%j is %j', (value, expected) => {
    expect(outcome(readIdNumber, value)).toBe(expected);
  });
});

describe('telephones, barcodes and codes', () => {
  it.each([
    ['138 1234 5678', '13812345678'],
    [13_812_345_678, '13812345678'],
    ['+86-138-1234-5678', '13812345678'],
    ['023-81234567', '023-81234567'],
    ['13812345678/13912345678', '13812345678'],
    ['1.38E+10', 'phone_lost_digits'],
    ['1381234567', 'phone_invalid'],
  ] satisfies (readonly [CellValue, string])[])('telephone %j is %j', (value, expected) => {
    const phoneOf = (cell: RawCell | null) => {
      const reading = readPhone(cell);
      return reading.ok ? { ok: true as const, value: reading.value?.phone ?? null } : reading;
    };
    expect(outcome(phoneOf, value)).toBe(expected);
  });

  it.each([
    ['6989850028058', '6989850028058'],
    [6_989_850_028_058, '6989850028058'],
    ['6989850028059', 'barcode_check_digit'],
    ['6.98985E+12', 'barcode_lost_digits'],
    ['条码', 'barcode_invalid'],
    ['SHOP-01', 'SHOP-01'],
  ] satisfies (readonly [CellValue, string])[])('barcode %j is %j', (value, expected) => {
    expect(outcome(readBarcode, value)).toBe(expected);
  });

  it.each([
    ['GM 017', 'GM017'],
    ['ＧＭ０１７', 'GM017'],
    [17, '17'],
    [1.234567890123456e17, 'identifier_lost_digits'],
    ['x'.repeat(33), 'text_too_long'],
  ] satisfies (readonly [CellValue, string])[])('code %j is %j', (value, expected) => {
    expect(outcome((cell) => readCode(cell, 32), value)).toBe(expected);
  });

  it('keeps the zeros that a number format shows', () => {
    expect(readCode({ kind: 'number', number: 17, text: '017' }, 32)).toEqual({ ok: true, value: '017' });
  });
});

describe('text', () => {
  const text = (cell: RawCell | null) => readText(cell, 50);

  it.each([
    [' 张三\n李四 ', '张三 李四'],
    ['低保\u200b户\u202e', '低保户'],
    ['张\u3000三', '张 三'],
    ['郭㛃磊', '郭㛃磊'],
    ['\u0000x', 'unreadable_character'],
    ['a\u0007b', 'unreadable_character'],
    ['\ud800', 'unreadable_character'],
    ['字'.repeat(10_000), 'text_too_long'],
    ['=HYPERLINK("http://x","y")', '=HYPERLINK("http://x","y")'],
    ['=1+1', '=1+1'],
    ['+cmd|/c calc', '+cmd|/c calc'],
    ['@SUM(A1)', '@SUM(A1)'],
    ['+86', '+86'],
    ['-', '-'],
    [{ formula: 'HYPERLINK("http://x","y")', value: 'y' }, 'formula_cell'],
    [{ formula: 'VLOOKUP(B2,Sheet2!A:B,2,0)', value: '张三' }, '张三'],
    [{ formula: 'VLOOKUP(B2,Sheet2!A:B,2,0)' }, 'formula_cell'],
  ] satisfies (readonly [CellValue, string])[])('%j is %j', (value, expected) => {
    expect(outcome(text, value)).toBe(expected);
  });

  it('compares names without spaces, width and the kind of dot', () => {
    expect(nameKey('买买提 ・ 艾力')).toBe(nameKey('买买提·艾力'));
  });

  it('shows a hostile value short and visible', () => {
    expect(shownValue(rawCell(`a\u0000${'b'.repeat(60)}`))).toBe(`a\ufffd${'b'.repeat(38)}…`);
  });
});
