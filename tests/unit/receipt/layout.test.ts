import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutReceipt } from '../../../main/documents/receipt/layout-receipt.ts';
import { layoutTestPage } from '../../../main/documents/receipt/layout-test-page.ts';
import { wrapBalanced, wrapNameAndSpec, wrapText } from '../../../main/documents/receipt/wrap.ts';
import {
  columnScale,
  columnsOf,
  type ReceiptLayout,
  type ReceiptTextBlock,
} from '../../../shared/domain/redemption/receipt-layout.ts';
import { PAPER_WIDTHS_MM } from '../../../shared/domain/settings/printer.ts';
import { centipoints } from '../../../shared/kernel/brands.ts';
import { anyReceiptData, receiptData, receiptLine } from '../../builders/receipt-data.ts';

const textBlocks = (layout: ReceiptLayout): ReceiptTextBlock[] =>
  layout.blocks.filter((block) => block.type === 'text');

/** A line as it reads, its runs set apart by the columns between them. */
function reading(block: ReceiptTextBlock): string {
  let line = '';
  for (const run of block.runs) line = line.padEnd(line.length + run.column - columnsOf(line)) + run.text;
  return line;
}
const linesOf = (layout: ReceiptLayout): string[] => textBlocks(layout).map(reading);

describe('wrapping', () => {
  test('no line is too wide, no character is lost, no line begins or ends with a space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 48 }), (text, columns) => {
        const lines = wrapText(text, columns);
        expect(lines.every((line) => columnsOf(line) <= columns && line === line.trim())).toBe(true);
        expect(lines.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
      }),
    );
  });

  test('words and numbers stay whole, punctuation never begins a line', () => {
    expect(wrapText('洗衣液 Liby 2kg', 12)).toEqual(['洗衣液 Liby', '2kg']);
    expect(wrapText('一二三四五，六', 10)).toEqual(['一二三四', '五，六']);
    expect(wrapText('一二三四（五六）', 10)).toEqual(['一二三四', '（五六）']);
    expect(wrapText('ABCDEFGHIJ', 4)).toEqual(['ABCD', 'EFGH', 'IJ']);
    expect(wrapText('', 10)).toEqual(['']);
  });

  test('a heading is divided evenly, a size goes whole to the next line', () => {
    expect(wrapBalanced('一二三四五六七', 12)).toEqual(['一二三四', '五六七']);
    expect(wrapNameAndSpec('一二三四', '5L/桶', 12)).toEqual(['一二三四', '5L/桶']);
    expect(wrapNameAndSpec('一二三四五六七', '5L/桶', 12)).toEqual(['一二三四五六', '七 5L/桶']);
  });
});

describe.for(PAPER_WIDTHS_MM)('a slip on %i mm', (width) => {
  test('whatever the data, runs stay on the paper and never overlap', () => {
    fc.assert(
      fc.property(anyReceiptData(), (data) => {
        const layout = layoutReceipt(data, width);
        for (const block of textBlocks(layout)) {
          let edge = 0;
          for (const run of block.runs) {
            expect(run.column).toBeGreaterThanOrEqual(edge);
            expect(run.text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
            edge = run.column + columnsOf(run.text) * columnScale(block.size);
          }
          expect(edge).toBeLessThanOrEqual(layout.columns);
        }
        expect(layout.blocks.at(-1)).toEqual({ type: 'cut' });
      }),
      { numRuns: 150 },
    );
  });

  test('the head is masked, the recipient is named, the document number is text and code', () => {
    const layout = layoutReceipt(receiptData({ recipient: { name: '李小花', relation: '儿媳' } }), width);
    const text = linesOf(layout).join('\n');
    expect(text).toContain('冉*荣');
    expect(text).not.toContain('冉光荣');
    expect(text).toContain('李小花（儿媳）');
    expect(text).toContain('GM017');
    expect(text).toContain('2026-07-01 09:35');
    expect(text).toContain('经办 王芳');
    expect(text).toContain('单号 DH20260701-0012');
    expect(layout.blocks).toContainEqual({ type: 'qr', content: 'DH20260701-0012', moduleDots: 6 });
    expect(text).not.toMatch(/补打|红冲/);
  });

  test('total and balance are the tallest figures', () => {
    const tall = textBlocks(layoutReceipt(receiptData(), width)).filter((block) => block.size !== 'normal');
    expect(tall.map((block) => block.runs.map((run) => run.text))).toEqual([
      ['光明村爱心超市'],
      ['合计', '29.0分'],
      ['兑后余额', '13.0分'],
    ]);
  });

  test('a total too long for large print is tall, and still whole', () => {
    const layout = layoutReceipt(receiptData({ totalCentipoints: centipoints(1_234_567_890_12) }), width);
    const total = textBlocks(layout).find((block) => block.runs[0]?.text === '合计');
    expect(total?.runs[1]?.text).toBe('1234567890.12分');
    expect(total?.size).toBe(width === 58 ? 'tall' : 'large');
  });

  test('a reprint says so, a return names what it reverses and why', () => {
    const reprint = linesOf(layoutReceipt(receiptData({ reprint: true }), width)).join('\n');
    expect(reprint).toContain('** 补打 **');
    const data = receiptData({
      kind: 'return',
      documentNo: 'TH20260702-0001',
      reversal: { documentNo: 'DH20260701-0012', reason: '包装破损' },
    });
    const text = linesOf(layoutReceipt(data, width)).join('\n');
    expect(text).toContain('** 红冲 **');
    expect(text).toContain('原单 DH20260701-0012');
    expect(text).toContain('原因 包装破损');
    expect(text).toContain('退后余额');
    expect(text).not.toContain('兑后余额');
  });

  test('the test page fills the width exactly and carries the difficult characters', () => {
    const layout = layoutTestPage('光明村爱心超市', width);
    const lines = linesOf(layout);
    expect(lines.filter((line) => columnsOf(line) === layout.columns).length).toBeGreaterThanOrEqual(2);
    expect(lines).toContain('金额 ￥123.45');
    expect(lines).toContain('生僻 䶮 㛃 𠮷 𬭎');
  });
});

test('on 58 mm the numbers stand under the name, on 80 mm beside it', () => {
  const data = receiptData({ lines: [receiptLine('金龙鱼食用植物调和油', '5L/桶', 12, '桶', 7250)] });
  expect(linesOf(layoutReceipt(data, 58)).slice(6, 9)).toEqual([
    '物品（共1种）           小计(分)',
    '金龙鱼食用植物调和油 5L/桶',
    '  12桶 × 72.5             870.0',
  ]);
  expect(linesOf(layoutReceipt(data, 80)).slice(5, 8)).toEqual([
    '物品（共1种）             数量    单价  小计(分)',
    '金龙鱼食用植物调和油      12桶    72.5     870.0',
    '5L/桶',
  ]);
});
