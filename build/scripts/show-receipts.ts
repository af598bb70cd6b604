/**
 * Paints the slips that a strict printer makes of our bytes, to be looked at: everyday, long, returned, and the test page,
 * on both papers. Run by hand after a change to the layout, the encoder or the glyphs:
 *   node build/scripts/show-receipts.ts FOLDER     needs fonts-noto-cjk and chromium (CHROMIUM=path)
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { encodeReceipt } from '../../main/documents/receipt/encode-receipt.ts';
import { layoutReceipt } from '../../main/documents/receipt/layout-receipt.ts';
import { layoutTestPage } from '../../main/documents/receipt/layout-test-page.ts';
import type { ReceiptLayout } from '../../shared/domain/redemption/receipt-layout.ts';
import { PAPER_WIDTHS_MM, type PaperWidthMm } from '../../shared/domain/settings/printer.ts';
import { EscPosDecoder } from '../../tests/builders/escpos-decoder.ts';
import { receiptData, receiptLine } from '../../tests/builders/receipt-data.ts';
import { slipPage } from '../../tests/builders/slip-picture.ts';

const LONG = receiptData({
  shopName: '黑溪镇光明村新时代文明实践爱心超市',
  headName: '龚𠮷䶮',
  recipient: { name: '李㛃𬭎', relation: '儿媳' },
  lines: [
    receiptLine('大米', '5kg', 1, '袋', 2400),
    receiptLine('金龙鱼黄金比例食用植物调和油（非转基因）', '5L/桶', 12, '桶', 7250),
    receiptLine('高露洁360°备长炭深洁牙膏 Total Clean Mint 家庭装', '180g×2支/盒', 3, '盒（内含2支装）', 123_456),
  ],
});
const RETURN = receiptData({
  kind: 'return',
  documentNo: 'TH20260702-0001',
  lines: [receiptLine('食盐', '400g', 1, '袋', 250)],
  reprint: true,
  reversal: { documentNo: 'DH20260701-0012', reason: '包装破损，村民当场退回一袋食盐' },
});

const SLIPS: Readonly<Record<string, (width: PaperWidthMm) => ReceiptLayout>> = {
  everyday: (width) => layoutReceipt(receiptData(), width),
  long: (width) => layoutReceipt(LONG, width),
  return: (width) => layoutReceipt(RETURN, width),
  test: (width) => layoutTestPage('光明村爱心超市', width),
};

const folder = process.argv[2] ?? '.cache/receipts';
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  for (const width of PAPER_WIDTHS_MM) {
    for (const [name, layoutFor] of Object.entries(SLIPS)) {
      const layout = layoutFor(width);
      const widthDots = layout.columns * 12;
      const printed = new EscPosDecoder({ widthDots }).push(encodeReceipt(layout));
      const page = await browser.newPage({ viewport: { width: widthDots + 64, height: 400 } });
      await page.setContent(slipPage(printed.items, widthDots));
      const path = join(folder, `${name}-${width}.png`);
      await page.screenshot({ path, fullPage: true });
      await page.close();
      console.log(path, ...printed.problems);
    }
  }
} finally {
  await browser.close();
}
