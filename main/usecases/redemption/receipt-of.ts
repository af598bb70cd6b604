import type { ReceiptData, ReceiptLine } from '../../../shared/domain/redemption/receipt.ts';
import type { RedemptionLine, RedemptionRecord } from '../../../shared/domain/redemption/redemption.ts';
import { centipoints, quantity } from '../../../shared/kernel/brands.ts';

/** What the receipt of a document says. Lots of one item at one price are one line: a household counts bags, not lots. */
export function receiptOf(record: RedemptionRecord, shopName: string, reprint: boolean): ReceiptData {
  return {
    kind: record.kind,
    shopName,
    villageName: record.villageName,
    documentNo: record.documentNo,
    businessDate: record.businessDate,
    timeOfDay: record.timeOfDay,
    householdNo: record.householdNo,
    headName: record.headName,
    recipient: record.recipient,
    lines: mergedLines(record.lines),
    totalCentipoints: record.totalCentipoints,
    balanceAfterCentipoints: record.balanceAfterCentipoints,
    operatorName: record.operatorName,
    approvedByName: record.approvedByName,
    reprint,
    reversal: record.reversal && { documentNo: record.reversal.documentNo, reason: record.reversal.reason },
  };
}

function mergedLines(lines: readonly RedemptionLine[]): ReceiptLine[] {
  const merged = new Map<string, ReceiptLine>();
  for (const { itemId, itemName, spec, unit, quantity: count, unitPriceCentipoints, totalCentipoints } of lines) {
    const key = `${itemId}/${unitPriceCentipoints}`;
    const before = merged.get(key);
    merged.set(key, {
      itemName,
      spec,
      unit,
      unitPriceCentipoints,
      quantity: quantity((before?.quantity ?? 0) + count),
      totalCentipoints: centipoints((before?.totalCentipoints ?? 0) + totalCentipoints),
    });
  }
  return [...merged.values()];
}
