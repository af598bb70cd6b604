import type { ReceiptData, ReceiptLine } from '../../shared/domain/redemption/receipt.ts';
import { centipoints, quantity } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';

export function receiptLine(
  itemName: string,
  spec: string,
  count: number,
  unit: string,
  priceCentipoints: number,
): ReceiptLine {
  return {
    itemName,
    spec,
    unit,
    quantity: quantity(count),
    unitPriceCentipoints: centipoints(priceCentipoints),
    totalCentipoints: centipoints(count * priceCentipoints),
  };
}

/** An everyday redemption; `over` says what is special about this one. */
export function receiptData(over: Partial<ReceiptData> = {}): ReceiptData {
  const lines = over.lines ?? [receiptLine('大米', '5kg', 1, '袋', 2400), receiptLine('食盐', '400g', 2, '袋', 250)];
  return {
    kind: 'redemption',
    shopName: '光明村爱心超市',
    villageName: '光明村',
    documentNo: 'DH20260701-0012',
    businessDate: localDate('2026-07-01'),
    timeOfDay: '09:35',
    householdNo: 'GM017',
    headName: '冉光荣',
    recipient: null,
    lines,
    totalCentipoints: centipoints(lines.reduce((sum, line) => sum + line.totalCentipoints, 0)),
    balanceAfterCentipoints: centipoints(1300),
    operatorName: '王芳',
    reprint: false,
    reversal: null,
    ...over,
  };
}
