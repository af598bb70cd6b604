import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanText, displayWidth, inlineString } from '../../main/documents/workbook/write/cell-text.ts';
import { columnLetters, daySerial } from '../../main/documents/workbook/write/cell-xml.ts';
import { columnWidths } from '../../main/documents/workbook/write/column-widths.ts';
import type { SheetPlan } from '../../main/documents/workbook/write/sheet-plan.ts';
import { writeInWorker } from '../../main/documents/workbook/write/write-in-worker.ts';
import { writeWorkbook } from '../../main/documents/workbook/write/write-workbook.ts';
import { workerUrl } from '../../main/host/worker-url.ts';
import type { LedgerRow } from '../../shared/domain/ledger/ledger-row.ts';
import { must } from '../../shared/kernel/assert.ts';
import type { Instant } from '../../shared/kernel/brands.ts';
import { LibreOffice, openWithOpenpyxl, partOf } from '../builders/office.ts';

const MADE = '2026-07-15T02:00:00.000Z' as Instant;

const COLUMNS = [
  { heading: '序号', kind: 'integer' },
  { heading: '身份证号', kind: 'identifier' },
  { heading: '日期', kind: 'date' },
  { heading: '兑换时间', kind: 'dateTime' },
  { heading: '数量', kind: 'quantity', summed: true },
  { heading: '扣减积分', kind: 'points', summed: true },
  { heading: '金额', kind: 'yuan', summed: true },
  { heading: '备注', kind: 'text' },
] as const satisfies SheetPlan['columns'];

const ROWS: readonly LedgerRow[] = [
  [1, '500242196802117618', '2026-07-01', '2026-07-01 08:05', 2, 650, 1, '=1+1'],
  [2, '000123', '2026-02-28', '2026-07-01 23:59', -1, -5, -123_456_789, '+86 138'],
  [3, null, null, null, 3, 2400, null, '-2 袋'],
  [4, '1e5', '2024-02-29', '2026-12-31 00:00', 1200, 1, 3, '@SUM(A1)'],
  [5, '', '1900-01-31', null, null, null, 7, '  <甲>&"乙"  '],
];

function plan(rows: SheetPlan['rows'], name = '台账'): SheetPlan {
  const notes = { coverage: '期间：2026-07-01 至 2026-07-31', madeOn: '制表日期：2026-08-01' };
  return { name, title: `光明村 ${name}`, ...notes, columns: COLUMNS, signatures: ['制表', '审核', '监督'], rows };
}

let folder = '';
const office = new LibreOffice();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aixin-writer-'));
});
afterAll(() => {
  office.close();
  rmSync(folder, { recursive: true });
});

const alive = (): AbortSignal => new AbortController().signal;

async function written(name: string, plans: readonly SheetPlan[]): Promise<string> {
  const path = join(folder, name);
  await writeWorkbook(path, plans, { signal: alive(), made: MADE });
  return path;
}

describe('a written workbook', () => {
  let path = '';
  beforeAll(async () => {
    path = await written('small.xlsx', [plan(ROWS)]);
  });

  test('has title, coverage, headings, rows, sums and signatures in their places', () => {
    const { cells, ...sheet } = must(openWithOpenpyxl(path)[0], 'a sheet');
    expect(cells['A1']?.value).toBe('光明村 台账');
    expect(cells['A2']?.value).toBe('期间：2026-07-01 至 2026-07-31');
    expect(cells['H2']?.value).toBe('制表日期：2026-08-01');
    expect(COLUMNS.map((_, index) => cells[`${columnLetters(index + 1)}3`]?.value)).toEqual(
      COLUMNS.map((column) => column.heading),
    );
    expect([cells['A9']?.value, cells['E9']?.value, cells['F9']?.value, cells['G9']?.value]).toEqual([
      '合计',
      '=SUM(E4:E8)',
      '=SUM(F4:F8)',
      '=SUM(G4:G8)',
    ]);
    const signed = Object.entries(cells).filter(([address]) => address.endsWith('10'));
    expect(signed.map(([, cell]) => cell.value)).toEqual(['制表：', '审核：', '监督：']);
    expect(sheet).toMatchObject({
      name: '台账',
      frozenAt: 'A4',
      printTitleRows: '$1:$3',
      orientation: 'landscape',
      paperSize: 9,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      footer: '第 &P 页 共 &N 页',
      filter: 'A3:H8',
      merged: [],
    });
  });

  test('keeps ids as text, figures as numbers with a format, days as days', () => {
    const { cells } = must(openWithOpenpyxl(path)[0], 'a sheet');
    expect(cells['B4']).toEqual({ value: '500242196802117618', type: 's', format: '@' });
    expect(cells['B5']).toEqual({ value: '000123', type: 's', format: '@' });
    expect(cells['B7']).toEqual({ value: '1e5', type: 's', format: '@' });
    expect(cells['C4']).toEqual({ value: '2026-07-01', type: 'd', format: 'yyyy-mm-dd' });
    expect(cells['C7']?.value).toBe('2024-02-29');
    expect(cells['D4']).toEqual({ value: '2026-07-01 08:05', type: 'd', format: 'yyyy-mm-dd hh:mm' });
    expect(cells['D5']?.value).toBe('2026-07-01 23:59');
    expect(cells['E5']).toEqual({ value: -1, type: 'n', format: '#,##0;[Red]-#,##0' });
    expect(cells['F4']).toEqual({ value: 6.5, type: 'n', format: '0.0#;[Red]-0.0#' });
    expect(cells['F5']?.value).toBe(-0.05);
    expect(cells['G5']).toEqual({ value: -1_234_567.89, type: 'n', format: '#,##0.00;[Red]-#,##0.00' });
    expect(cells['B6']).toBeUndefined();
    // Spreadsheets miscount the days before March 1900; such a day stays text.
    expect(cells['C8']).toMatchObject({ value: '1900-01-31', type: 's' });
  });

  test('never makes a formula of what people typed', () => {
    const { cells } = must(openWithOpenpyxl(path)[0], 'a sheet');
    expect(['H4', 'H5', 'H6', 'H7', 'H8'].map((address) => cells[address])).toEqual(
      ['=1+1', '+86 138', '-2 袋', '@SUM(A1)', '  <甲>&"乙"  '].map((value) => ({ value, type: 's', format: '@' })),
    );
    const again = must(openWithOpenpyxl(office.convert(path, 'xlsx'))[0], 'a sheet');
    expect(['H4', 'H5', 'H6', 'H7', 'H8'].map((address) => again.cells[address]?.value)).toEqual([
      '=1+1',
      '+86 138',
      '-2 袋',
      '@SUM(A1)',
      '  <甲>&"乙"  ',
    ]);
  });

  test('stores sums that LibreOffice computes again to the same', () => {
    const stored = must(openWithOpenpyxl(path, 'values')[0], 'a sheet').cells;
    const recomputed = must(openWithOpenpyxl(office.convert(path, 'xlsx'), 'values')[0], 'a sheet').cells;
    for (const [address, sum] of [
      ['E9', 1204],
      ['F9', 30.46],
      ['G9', -1_234_567.78],
    ] as const) {
      expect(stored[address]?.value).toBe(sum);
      expect(recomputed[address]?.value).toBeCloseTo(sum, 6);
    }
  });

  test('prints on one page with everything legible', () => {
    const pages = office.printedPages(path);
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain('500242196802117618');
    expect(pages[0]).toContain('-1,234,567.89');
    expect(pages[0]).toContain('30.46');
    expect(pages[0]).toMatch(/第 ?1 页 ?共 ?1 页/);
    expect(pages[0]).not.toContain('###');
  });
});

test('an empty ledger has headings, a sum of nothing and no formula that refers to itself', async () => {
  const path = await written('empty.xlsx', [plan([])]);
  const { cells, filter } = must(openWithOpenpyxl(path)[0], 'a sheet');
  expect(cells['A4']?.value).toBe('合计');
  expect(cells['E4']).toMatchObject({ value: 0, type: 'n' });
  expect(filter).toBe('A3:H3');
});

test('worth that no row knows is left empty below, not summed to zero', async () => {
  const path = await written('unvalued.xlsx', [plan([[1, 'GM001', '2026-07-01', null, 1, 33, null, '大米']])]);
  const { cells } = must(openWithOpenpyxl(path)[0], 'a sheet');
  expect(cells['A5']?.value).toBe('合计');
  expect(cells['G5']?.value ?? null).toBeNull();
  expect(cells['E5']?.value).toMatch(/^=SUM/);
});

test('several sheets, rows that come late, and every page repeats the headings', async () => {
  async function* late(): AsyncGenerator<LedgerRow> {
    for (let serial = 1; serial <= 1_234; serial += 1) {
      if (serial % 100 === 0) await Promise.resolve();
      yield [serial, `GM${serial}`, '2026-07-01', null, 1, 33, 333, '大米'];
    }
  }
  const reports: string[] = [];
  const path = join(folder, 'many.xlsx');
  const counts = await writeWorkbook(path, [plan(ROWS, '甲'), plan(late(), '乙'), plan([], '丙')], {
    signal: alive(),
    made: MADE,
    onRows: (rows, sheet) => reports.push(`${sheet}${rows}`),
  });
  expect(counts).toEqual([5, 1_234, 0]);
  expect(reports.at(-1)).toBe('丙1239');
  const [, second] = openWithOpenpyxl(path, 'values');
  expect(second?.dimensions).toBe('A1:H1239');
  expect(second?.cells['G1238']?.value).toBe(4109.22);
  const pages = office.printedPages(path);
  expect(pages.length).toBeGreaterThan(20);
  expect(pages.every((page) => page.includes('身份证号') && /第 ?\d+ 页 ?共 ?\d+ 页/.test(page))).toBe(true);
  expect(pages.some((page) => page.includes('###'))).toBe(false);
});

test('figures that grow past the first rows still fit their columns', async () => {
  const rows = Array.from(
    { length: 3_000 },
    (_, index): LedgerRow => [index + 1, null, null, null, 1, 9_999, 99_999, null],
  );
  const pages = office.printedPages(await written('growing.xlsx', [plan(rows)]));
  expect(pages.join('')).toContain('2,999,970.00');
  expect(pages.some((page) => page.includes('###'))).toBe(false);
});

describe('what does not fit is refused, and an abort leaves nothing hanging', () => {
  const bad: readonly (readonly [string, LedgerRow])[] = [
    ['NaN', [Number.NaN, null, null, null, null, null, null, null]],
    ['a fraction of a hundredth', [1, null, null, null, null, 0.5, null, null]],
    ['infinity', [1, null, null, null, null, null, Number.POSITIVE_INFINITY, null]],
    ['a day that does not exist', [1, null, '2026-02-30', null, null, null, null, null]],
    ['an hour that does not exist', [1, null, null, '2026-02-28 24:00', null, null, null, null]],
    ['a number for text', [1, 5, null, null, null, null, null, null]],
    ['text for a number', [1, null, null, null, null, '6.5', null, null]],
    ['too few cells', [1, null]],
  ];
  test.each(bad)('%s', async (_, row) => {
    await expect(written('bad.xlsx', [plan([row])])).rejects.toThrow();
  });

  test('a folder that is not there', async () => {
    const path = join(folder, 'missing', 'a.xlsx');
    await expect(writeWorkbook(path, [plan(ROWS)], { signal: alive(), made: MADE })).rejects.toThrow('ENOENT');
    expect(existsSync(path)).toBe(false);
  });

  test('stopped half-way, it also ends the reading of rows', async () => {
    const stop = new AbortController();
    let ended = false;
    function* endless(): Generator<LedgerRow> {
      try {
        for (;;) yield ROWS[0] ?? [];
      } finally {
        ended = true;
      }
    }
    const writing = writeWorkbook(join(folder, 'stopped.xlsx'), [plan(endless())], {
      signal: stop.signal,
      made: MADE,
      onRows: (rows) => {
        if (rows > 2_000) stop.abort(new Error('stopped by the clerk'));
      },
    });
    await expect(writing).rejects.toThrow('stopped by the clerk');
    expect(ended).toBe(true);
  });
});

test('the writing thread answers with the whole workbook', async () => {
  const bytes = await writeInWorker(workerUrl('workbook-writer'), [{ ...plan(ROWS), rows: ROWS }], MADE);
  expect(Buffer.from(bytes.subarray(0, 2)).toString('latin1')).toBe('PK');
});

describe('text in cells', () => {
  test('loses what XML cannot carry and keeps the rest', () => {
    expect(cleanText('甲\u0000\u0007乙\u001f\r\n丙\r丁\u{20bb7}\ud800戊')).toBe('甲乙\n丙\n丁\u{20bb7}戊');
    expect(cleanText('长'.repeat(40_000))).toHaveLength(32_766);
    expect(cleanText('长'.repeat(40_000)).endsWith('长…')).toBe(true);
  });

  test("is escaped, with its outer spaces kept and the format's own escape spelled out", () => {
    expect(inlineString('a<b>&c')).toBe('<is><t>a&lt;b&gt;&amp;c</t></is>');
    expect(inlineString(' 甲 ')).toBe('<is><t xml:space="preserve"> 甲 </t></is>');
    expect(inlineString('_x0041_')).toBe('<is><t>_x005F_x0041_</t></is>');
  });

  test('a Han character is two columns wide, a rare one too', () => {
    expect([displayWidth('abc'), displayWidth('大米5kg'), displayWidth('\u{20bb7}'), displayWidth('甲乙\n丙')]).toEqual(
      [3, 7, 2, 4],
    );
  });
});

test('columns are letters and days are serials', () => {
  expect([1, 26, 27, 52, 703].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'AAA']);
  expect([daySerial('1900-03-01'), daySerial('2026-07-01')]).toEqual([61, 46_204]);
});

test('widths follow the content, two for a Han character, and a long note wraps', () => {
  const columns = Array.from({ length: 12 }, () => ({ heading: '备注', kind: 'text' as const }));
  const row = (text: string): LedgerRow => columns.map(() => text);
  expect(columnWidths(columns, [row('大米五公斤')], true)[0]).toBe(12);
  expect(columnWidths(columns, [row('很'.repeat(300))], true)[0]).toBe(30);
});

test('the package holds one style a kind, however many rows', async () => {
  const path = await written('styles.xlsx', [plan(ROWS, '甲'), plan(ROWS, '乙')]);
  const count = /<cellXfs count="(\d+)"/.exec(partOf(path, 'xl/styles.xml'))?.[1];
  expect(Number(count)).toBeLessThan(25);
});
