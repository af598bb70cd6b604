import { describe, expect, it } from 'vitest';
import iconv from 'iconv-lite';
import { readBytes } from '../../main/documents/workbook/read/read-bytes.ts';
import { readWorkbook } from '../../main/documents/workbook/read/read-workbook.ts';
import { packStored, unpackParts } from '../../main/documents/workbook/read/zip-guard.ts';
import { workerUrl } from '../../main/host/worker-url.ts';
import type { RawSheet } from '../../shared/domain/ledger/import/raw-workbook.ts';
import { must } from '../../shared/kernel/assert.ts';
import { encryptedFile, lyingZip, rawXlsx, workbookFile } from '../builders/files.ts';

const ROWS = [
  ['户编号', '户主', '身份证号', '入册日期', '人口'],
  ['GM001', '郭㛃磊', '500239197402252419', { t: 'n', f: 'DATE(2026,1,5)', v: 46_027 }, 7],
] as const;

const texts = (sheet: RawSheet | undefined): string[][] =>
  must(sheet, 'a sheet').rows.map((row) => row.cells.map((cell) => cell?.text ?? ''));

/** The refusal a file ends with, or its sheets. */
function read(file: Buffer, name = '文件.csv'): RawSheet[] | string {
  try {
    return readBytes(file, name);
  } catch (error) {
    return (error as { readonly refusal: { readonly code: string } }).refusal.code;
  }
}

describe('formats, told by their bytes', () => {
  it.each(['xlsx', 'xls', 'xlsb'] as const)('reads %s whatever it is called', (type) => {
    const [sheet] = read(workbookFile([{ name: '花名册', rows: ROWS }], { type }), '花名册.csv') as RawSheet[];
    expect(sheet?.name).toBe('花名册');
    expect(texts(sheet)[1]?.slice(0, 3)).toEqual(['GM001', '郭㛃磊', '500239197402252419']);
  });

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['big-endian UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['GB18030', (text: string) => iconv.encode(text, 'gb18030')],
  ] as const)('reads a .csv in %s', (_name, encode) => {
    const [sheet] = read(encode('户编号,户主\r\nGM001,"郭㛃磊\n(户主)"\r\n\r\nGM002,𠮷田'), '花名册.csv') as RawSheet[];
    expect(sheet?.name).toBe('花名册');
    expect(texts(sheet)).toEqual([
      ['户编号', '户主'],
      ['GM001', '郭㛃磊\n(户主)'],
      ['GM002', '𠮷田'],
    ]);
    expect(sheet?.rows.map((row) => row.row)).toEqual([1, 2, 4]);
  });

  it.each([
    ['tabs', '\t'],
    ['semicolons', ';'],
  ])('reads %s', (_name, separator) => {
    const lines = [
      ['户编号', '户主'],
      ['GM001', '仡磊'],
    ]
      .map((row) => row.join(separator))
      .join('\n');
    expect(texts((read(Buffer.from(lines)) as RawSheet[])[0])).toEqual([
      ['户编号', '户主'],
      ['GM001', '仡磊'],
    ]);
  });

  it('reads a web page that calls itself .xls, digits intact', () => {
    const page = '<html><table><tr><td>身份证号</td></tr><tr><td>500239197402252419</td></tr></table></html>';
    expect(texts((read(Buffer.from(page), '花名册.xls') as RawSheet[])[0])).toEqual([
      ['身份证号'],
      ['500239197402252419'],
    ]);
  });

  it('tells days by their format, also when they are counted from 1904', () => {
    const dates = (first1904: boolean): unknown[] => {
      const file = workbookFile([{ name: 'S', rows: [[new Date(Date.UTC(2026, 0, 5)), 46_027]] }], { first1904 });
      const cells = (read(file) as RawSheet[])[0]?.rows[0]?.cells ?? [];
      return cells.map((cell) => (cell?.kind === 'date' ? cell.date : cell?.kind));
    };
    // The writer counts every day from 1900; a file that says 1904 puts the same number four years and a day later.
    expect([dates(false), dates(true)]).toEqual([
      ['2026-01-05', 'number'],
      ['2030-01-06', 'number'],
    ]);
  });

  it('fills merged cells down, keeps hidden sheets apart, and sees formulas nobody calculated', () => {
    const sheets = read(
      workbookFile([
        {
          name: '一',
          rows: [
            ['GM001', '甲'],
            [null, '乙'],
            [null, '丙'],
          ],
          merges: ['A1:A3'],
        },
        { name: '二', rows: [['x']], hidden: true },
      ]),
    ) as RawSheet[];
    expect(sheets[0]?.rows.map((row) => [row.cells[0]?.text, row.cells[0]?.merged])).toEqual([
      ['GM001', undefined],
      ['GM001', true],
      ['GM001', true],
    ]);
    expect(sheets.map((sheet) => sheet.hidden)).toEqual([false, true]);
    const formula = rawXlsx(
      '<sheetData><row r="1"><c r="A1"><f>HYPERLINK("http://x","y")</f><v></v></c></row></sheetData>',
    );
    expect((read(formula) as RawSheet[])[0]?.rows[0]?.cells[0]).toEqual({
      kind: 'formula',
      text: '',
      formula: 'HYPERLINK("http://x","y")',
    });
  });
});

describe('hostile and broken files', () => {
  const cell = (row: number) => `<row r="${row}"><c r="A${row}" t="inlineStr"><is><t>x</t></is></c></row>`;

  it('survives a merge over the whole sheet', () => {
    const xml = `<sheetData>${cell(1)}${cell(5)}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`;
    expect((read(rawXlsx(xml)) as RawSheet[])[0]?.rows.map((row) => row.row)).toEqual([1, 2, 3, 4, 5]);
  });

  it('reads a sheet whose million rows are only painted, and refuses one whose rows are full', () => {
    const painted = Array.from({ length: 300_000 }, (_, index) => `<row r="${index + 2}" s="1"/>`).join('');
    expect((read(rawXlsx(`<sheetData>${cell(1)}${painted}</sheetData>`)) as RawSheet[])[0]?.rows).toHaveLength(1);
    const full = Array.from({ length: 200_001 }, (_, index) => `<row r="${index + 1}"><c><v>1</v></c></row>`).join('');
    expect(read(rawXlsx(`<sheetData>${full}</sheetData>`))).toBe('sheet_too_large');
  });

  it('stops unpacking where the budget ends, whatever the headers say', () => {
    const bomb = lyingZip('xl/worksheets/sheet1.xml', Buffer.alloc(5_000_000, 32));
    expect(bomb.length).toBeLessThan(10_000);
    expect(() => unpackParts(bomb, 1_000_000)).toThrow('file_too_large');
    expect(unpackParts(bomb, 6_000_000).map((part) => part.bytes.length)).toEqual([11, 5_000_000]);
  });

  it('never opens pictures, macros and links to other files', () => {
    const bytes = Buffer.from('x');
    const parts = unpackParts(
      rawXlsx('<sheetData/>', [
        { name: 'xl/media/image1.xml', bytes },
        { name: 'xl/vbaProject.bin', bytes },
        { name: 'xl/externalLinks/externalLink1.xml', bytes },
      ]),
    );
    expect(parts.map((part) => part.name).filter((name) => /media|vba|external/.test(name))).toEqual([]);
  });

  it('does not follow entities', () => {
    const xml =
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData>';
    expect(JSON.stringify(read(rawXlsx(xml)))).not.toContain('root:');
  });

  it.each([
    ['an image', Buffer.from('89504e470d0a1a0a0000000d49484452000001', 'hex')],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj')],
    ['noise', Buffer.from(Array.from({ length: 4_096 }, (_, index) => (index * 7_919) % 256))],
  ])('refuses %s', (_name, file) => {
    expect(read(file)).toBe('file_not_a_workbook');
  });

  it('refuses other office files, truncated ones and encrypted ones', () => {
    const whole = workbookFile([{ name: 'S', rows: [['a']] }]);
    expect(read(whole.subarray(0, whole.length - 40))).toBe('file_damaged');
    const document = packStored([{ name: 'word/document.xml', bytes: Buffer.from('<w/>') }]);
    expect(read(document)).toBe('file_not_a_workbook');
    expect(read(encryptedFile())).toBe('file_encrypted');
    expect(read(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]))).toMatch(/^file_/);
  });

  it('keeps a cell of ten thousand characters readable and short', () => {
    const [sheet] = read(Buffer.from(`户主\n${'字'.repeat(10_000)}\n`)) as RawSheet[];
    expect(sheet?.rows[1]?.cells[0]?.text).toHaveLength(5_000);
  });

  it('leaves NUL, lone surrogates and direction marks to the rows that carry them', () => {
    const [sheet] = read(Buffer.from('户主,备注\n甲\0乙,\u202e低保户\n丙,x\n'.padEnd(400, '丁,y\n'))) as RawSheet[];
    expect(sheet?.rows[1]?.cells.map((found) => found?.text)).toEqual(['甲\0乙', '\u202e低保户']);
  });

  it('is empty where the file is', () => {
    expect(read(Buffer.alloc(0))).toEqual([{ name: '文件', hidden: false, rows: [] }]);
  });
});

describe('in a worker', () => {
  const worker = workerUrl('workbook-reader');

  it('hands the sheets over in portions and says how far it is', async () => {
    const rows = Array.from({ length: 2_500 }, (_, index) => [`GM${index}`, index]);
    const seen: number[] = [];
    const result = await readWorkbook(workbookFile([{ name: 'S', rows }]), {
      worker,
      fileName: 'S.xlsx',
      onProgress: (done) => seen.push(done),
    });
    expect(result.ok && result.value.sheets[0]?.rows.length).toBe(2_500);
    expect(seen).toEqual([0, 1_000, 2_000, 2_500]);
  });

  it('answers with a refusal, and with cancelled when it is stopped', async () => {
    const fileName = 'x.xlsx';
    expect(await readWorkbook(Buffer.from('%PDF-1.7'), { worker, fileName })).toEqual({
      ok: false,
      error: { code: 'file_not_a_workbook' },
    });
    const stop = new AbortController();
    const reading = readWorkbook(workbookFile([{ name: 'S', rows: [['a']] }]), {
      worker,
      fileName,
      signal: stop.signal,
    });
    stop.abort();
    expect(await reading).toEqual({ ok: false, error: { code: 'cancelled' } });
  });
});
