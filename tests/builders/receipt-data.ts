import fc from 'fast-check';
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
    approvedByName: null,
    reprint: false,
    reversal: null,
    ...over,
  };
}

/** Text such as users paste: Han, rare Han, Latin, emoji, control and direction characters, and nothing at all. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(...Array.from('光明村爱心超市（）、，·￥¥ abc123.?/%\n\t\u001b\u200b\u202e䶮㛃𠮷𬭎😀')),
    maxLength: 60,
  }),
);
const anyPoints = fc.integer({ min: 0, max: 10 ** 13 }).map(centipoints);

/** Any receipt that the types allow, reasonable or not. */
export function anyReceiptData(): fc.Arbitrary<ReceiptData> {
  const line = fc.record({
    itemName: anyText,
    spec: anyText,
    unit: anyText,
    quantity: fc.integer({ min: 1, max: 10 ** 9 }).map(quantity),
    unitPriceCentipoints: anyPoints,
    totalCentipoints: anyPoints,
  });
  return fc.record({
    kind: fc.constantFrom('redemption', 'return'),
    shopName: anyText,
    villageName: anyText,
    documentNo: fc.oneof(fc.constant('DH20260701-0012'), anyText),
    businessDate: fc.constant(localDate('2026-07-01')),
    timeOfDay: fc.constant('09:35'),
    householdNo: anyText,
    headName: anyText,
    recipient: fc.option(fc.record({ name: anyText, relation: anyText })),
    lines: fc.array(line, { maxLength: 8 }),
    totalCentipoints: anyPoints,
    balanceAfterCentipoints: anyPoints,
    operatorName: anyText,
    approvedByName: fc.option(anyText),
    reprint: fc.boolean(),
    reversal: fc.option(fc.record({ documentNo: anyText, reason: anyText })),
  });
}
