import { type Centipoints, centipoints, type Quantity } from '../../../kernel/brands.ts';
import { hundredthsText } from '../../../kernel/number-text.ts';
import { readSignedPoints, readSignedQuantity } from './cell-number.ts';
import type { ParsedRow, RedemptionDraft } from './drafts.ts';
import { requireHousehold } from './parse-points.ts';
import type { RawRow } from './raw-workbook.ts';
import { RowReader, type SheetContext, TEXT_LIMITS } from './row-reader.ts';

/** Lines of past redemptions, a row each; rows of one document share its number. */
export function parseRedemptions(rows: readonly RawRow[], context: SheetContext): ParsedRow<RedemptionDraft>[] {
  return rows.map((row) => parseRow(new RowReader(row, context)));
}

function parseRow(reader: RowReader): ParsedRow<RedemptionDraft> {
  const household = reader.householdReference();
  requireHousehold(reader, household);
  const item = reader.itemReference();
  if (item.itemCode === null && item.barcode === null && item.itemName === null && !reader.failed) {
    reader.problem('error', reader.has('itemName') ? 'itemName' : 'itemCode', { code: 'item_missing' });
  }
  const day = reader.businessDay('redeemedAt', true);
  const quantity = reader.take('quantity', readSignedQuantity(reader.cell('quantity'), item.unit), true);
  if (quantity === 0) reader.problem('error', 'quantity', { code: 'zero_number' });
  const pointsCentipoints = pointsOf(reader, quantity);
  const rest = {
    documentNo: reader.code('documentNo', TEXT_LIMITS.short),
    recipientName: reader.name('recipientName') ?? '',
    recipientRelation: reader.text('recipientRelation', TEXT_LIMITS.short) ?? '',
    unit: item.unit,
    lotCode: reader.code('lotCode', TEXT_LIMITS.short),
    pointsCentipoints,
    balanceAfterCentipoints: reader.take('balanceAfter', readSignedPoints(reader.cell('balanceAfter'))),
    operatorName: reader.name('operator') ?? '',
    note: reader.text('note', TEXT_LIMITS.note) ?? '',
  };
  const complete = !reader.failed && day !== null && quantity !== null;
  return {
    row: reader.row,
    rows: [reader.row],
    draft: complete ? { date: day.date, time: day.time, quantity, ...rest } : null,
    household,
    item,
    problems: [...reader.problems],
    shown: reader.shown,
  };
}

/** Points of the row, signed like its quantity. They must be quantity times price where the file gives both. */
function pointsOf(reader: RowReader, quantity: Quantity | null): Centipoints | null {
  const points = reader.take('points', readSignedPoints(reader.cell('points')));
  const unitPrice = reader.take('unitPrice', readSignedPoints(reader.cell('unitPrice')));
  if (quantity === null || reader.failed) return null;
  if (unitPrice !== null && unitPrice < 0) reader.problem('error', 'unitPrice', { code: 'negative_number' });
  const product = unitPrice === null ? null : centipoints(unitPrice * quantity);
  if (points === null) return product;
  // Paper writes what came back with a minus in one column and without in the other.
  const signed = centipoints(quantity < 0 ? -Math.abs(points) : points);
  if (signed < 0 && quantity > 0) reader.problem('error', 'points', { code: 'negative_number' });
  else if (product !== null && product !== signed) {
    reader.problem('error', 'points', { code: 'points_mismatch', expected: hundredthsText(product) });
  }
  return signed;
}
