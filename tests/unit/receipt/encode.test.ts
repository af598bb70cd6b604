import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeReceipt } from '../../../main/documents/receipt/encode-receipt.ts';
import { glyphOf } from '../../../main/documents/receipt/glyphs.ts';
import { layoutReceipt } from '../../../main/documents/receipt/layout-receipt.ts';
import { layoutTestPage } from '../../../main/documents/receipt/layout-test-page.ts';
import type { ReceiptLayout, ReceiptTextBlock } from '../../../shared/domain/redemption/receipt-layout.ts';
import { PAPER_WIDTHS_MM } from '../../../shared/domain/settings/printer.ts';
import { EscPosDecoder, type PrintedItem } from '../../builders/escpos-decoder.ts';
import { anyReceiptData, receiptData } from '../../builders/receipt-data.ts';

const PREAMBLE = '1b401c261c5300001b5200';

function print(layout: ReceiptLayout): EscPosDecoder {
  return new EscPosDecoder({ widthDots: layout.columns * 12 }).push(encodeReceipt(layout));
}

type Raster = Extract<PrintedItem, { type: 'raster' }>;
const rasters = (printed: EscPosDecoder): Raster[] => printed.items.filter((item) => item.type === 'raster');

/** The 24 x 24 cell that starts at a column, cut out of a printed strip of normal size. */
function cellAt(strip: Raster, column: number): string {
  const rows: string[] = [];
  for (let y = 0; y < 24; y += 1) {
    let row = '';
    for (let x = column * 12; x < column * 12 + 24; x += 1) {
      row += ((strip.bits[y * (strip.widthDots / 8) + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
    }
    rows.push(row);
  }
  return rows.join('\n');
}

function glyphRows(character: string): string {
  const bytes = [...(glyphOf(character) ?? [])].map((byte) => byte.toString(2).padStart(8, '0'));
  return Array.from({ length: 24 }, (_, row) => bytes.slice(row * 3, row * 3 + 3).join('')).join('\n');
}

const line = (text: string, over: Partial<ReceiptTextBlock> = {}): ReceiptLayout => ({
  paperWidthMm: 58,
  columns: 32,
  blocks: [{ type: 'text', size: 'normal', bold: false, runs: [{ column: 0, text }], ...over }],
});

describe.for(PAPER_WIDTHS_MM)('on %i mm', (width) => {
  test('whatever the data, a strict printer understands every byte', () => {
    fc.assert(
      fc.property(anyReceiptData(), (data) => {
        const layout = layoutReceipt(data, width);
        const printed = print(layout);
        expect(printed.problems).toEqual([]);
        const sent = layout.blocks.filter((block) => block.type === 'text' || block.type === 'rule').length;
        expect(printed.items.filter((item) => item.type === 'line' || item.type === 'raster')).toHaveLength(sent);
      }),
      { numRuns: 150 },
    );
  });

  test('a slip has one code with the document number and one cut, and opens no drawer', () => {
    const { items } = print(layoutReceipt(receiptData(), width));
    expect(items.filter((item) => item.type === 'qr')).toEqual([
      { type: 'qr', content: 'DH20260701-0012', moduleDots: 6, align: 1 },
    ]);
    expect(items.filter((item) => item.type === 'cut')).toHaveLength(1);
    expect(items.at(-1)).toEqual({ type: 'cut' });
    expect(items.some((item) => item.type === 'drawer')).toBe(false);
  });

  test('rules reach from edge to edge', () => {
    const { lines } = print(layoutReceipt(receiptData(), width));
    expect(lines.filter((text) => /^─+$/u.test(text))).toEqual(Array(4).fill('─'.repeat(width === 58 ? 16 : 24)));
  });

  test('only the lines with rare characters are pictures', () => {
    const data = receiptData({ headName: '龚小䶮', recipient: { name: '李𠮷', relation: '' } });
    const printed = print(layoutReceipt(data, width));
    expect(rasters(printed)).toHaveLength(1);
    expect(printed.lines.join('\n')).not.toMatch(/[?〓]/u);
    expect(rasters(print(layoutTestPage('光明村爱心超市', width)))).toHaveLength(1);
  });
});

test('every slip begins with the reset into Chinese, and again after a cut within it', () => {
  const { blocks } = line('一');
  const bytes = encodeReceipt({ ...line('一'), blocks: [...blocks, { type: 'cut' }, ...blocks] });
  const hex = Buffer.from(bytes).toString('hex');
  expect(hex.startsWith(PREAMBLE)).toBe(true);
  expect(hex.split(PREAMBLE)).toHaveLength(3);
  expect(hex).toContain(`1d5600${'1b40'}${PREAMBLE}`);
});

test('￥ goes out as A3A4', () => {
  expect(Buffer.from(encodeReceipt(line('￥123.45'))).includes(Buffer.from('a3a43132332e3435', 'hex'))).toBe(true);
});

test('sizes are width by height as meant, indents are of normal size', () => {
  const cells = (size: ReceiptTextBlock['size']) => {
    const printed = print(line('', { size, runs: [{ column: 3, text: '合' }] }));
    const item = printed.items[0];
    return item?.type === 'line' ? item.cells.at(-1) : undefined;
  };
  expect(cells('tall')).toMatchObject({ left: 36, scaleX: 1, scaleY: 2 });
  expect(cells('large')).toMatchObject({ left: 36, scaleX: 2, scaleY: 2 });
});

describe('a line drawn as a picture', () => {
  test('shows exactly the glyphs of its characters, each in its column', () => {
    const [strip] = rasters(
      print(
        line('', {
          runs: [
            { column: 0, text: '户主' },
            { column: 5, text: '𠮷*䶮𬭎㛃' },
          ],
        }),
      ),
    );
    expect(strip?.widthDots).toBe(384);
    const columns: [string, number][] = [
      ['户', 0],
      ['主', 2],
      ['𠮷', 5],
      ['䶮', 8],
      ['𬭎', 10],
      ['㛃', 12],
    ];
    for (const [character, column] of columns) {
      expect(strip && cellAt(strip, column), character).toBe(glyphRows(character));
    }
  });

  test('is as high as the text line it stands for, in every size', () => {
    for (const size of ['normal', 'tall', 'large'] as const) {
      const [text] = print(line('一二', { size })).items;
      const [strip] = rasters(print(line('一𠮷', { size })));
      expect(strip?.heightDots).toBe(text?.type === 'line' ? text.feedDots : 0);
    }
  });

  test('a character beyond every table is 〓', () => {
    const [strip] = rasters(print(line('𠮷\u{1f600}')));
    expect(strip && cellAt(strip, 2)).toBe(glyphRows('〓'));
  });
});
