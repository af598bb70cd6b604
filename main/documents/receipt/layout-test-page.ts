import type { ReceiptLayout } from '../../../shared/domain/redemption/receipt-layout.ts';
import type { PaperWidthMm } from '../../../shared/domain/settings/printer.ts';
import { SlipBuilder } from './slip-builder.ts';

/**
 * What 打印测试页 prints: enough to see at a glance that the paper width, the Chinese font, ￥, characters beyond the
 * printer's font, the sizes and the code come out right. The ruler must reach both edges and stay on one line.
 */
export function layoutTestPage(shopName: string, paperWidthMm: PaperWidthMm): ReceiptLayout {
  const slip = new SlipBuilder(paperWidthMm);
  slip.heading(shopName).centred('打印测试页').rule();
  slip.runs([{ column: 0, text: '1234567890'.repeat(5).slice(0, slip.columns) }]);
  slip.runs([{ column: 0, text: '纸宽左右顶格'.repeat(4).slice(0, slip.columns / 2) }]);
  slip.centred(`${paperWidthMm} 毫米纸，每行 ${slip.columns} 列`).rule();
  slip.labelled({ label: '汉字', value: '爱心超市积分兑换' });
  slip.labelled({ label: '金额', value: '￥123.45' });
  slip.labelled({ label: '生僻', value: '䶮 㛃 𠮷 𬭎' });
  slip.runs([{ column: 0, text: '加粗 123.4' }], { bold: true });
  slip.ends('高字', '123.4分', { size: 'tall' });
  slip.ends('大字', '12.3分', { size: 'large', bold: true });
  return slip
    .rule()
    .gap()
    .qr('AIXIN-TEST')
    .gap()
    .centred('AIXIN-TEST')
    .centred('以上各行清楚完整，即可使用')
    .cut()
    .layout();
}
