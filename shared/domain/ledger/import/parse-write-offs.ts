import { readSignedQuantity, readQuantity, readSignedYuan, readYuan } from './cell-number.ts';
import type { ParsedRow, WriteOffDraft } from './drafts.ts';
import type { RawRow } from './raw-workbook.ts';
import { RowReader, type SheetContext, TEXT_LIMITS } from './row-reader.ts';

/** Goods written off, a row each. A row with a minus takes an earlier document back when its reason says 红冲. */
export function parseWriteOffs(rows: readonly RawRow[], context: SheetContext): ParsedRow<WriteOffDraft>[] {
  return rows.map((row) => parseRow(new RowReader(row, context)));
}

function parseRow(reader: RowReader): ParsedRow<WriteOffDraft> {
  const item = reader.itemReference();
  if (item.itemCode === null && item.barcode === null && item.itemName === null && !reader.failed) {
    reader.problem('error', reader.has('itemName') ? 'itemName' : 'itemCode', { code: 'item_missing' });
  }
  const date = reader.businessDate('date', true);
  const reason = reader.text('reason', TEXT_LIMITS.reason) ?? '';
  const back = /红冲/.test(reason);
  const count = back ? readSignedQuantity : readQuantity;
  const quantity = reader.take('quantity', count(reader.cell('quantity'), item.unit), true);
  if (quantity === 0) reader.problem('error', 'quantity', { code: 'zero_number' });
  const costFen = reader.take('cost', (back ? readSignedYuan : readYuan)(reader.cell('cost')));
  const person = (key: string): string => reader.name(key) ?? '';
  const rest = {
    documentNo: reader.code('documentNo', TEXT_LIMITS.short),
    lotCode: reader.code('lotCode', TEXT_LIMITS.short),
    expiresOn: reader.date('expiresOn'),
    costFen,
    reason,
    disposal: reader.text('disposal', TEXT_LIMITS.short) ?? '',
    handler: person('handler'),
    witness: person('witness'),
    approver: person('approver'),
  };
  return {
    row: reader.row,
    rows: [reader.row],
    draft: reader.failed || date === null || quantity === null ? null : { date, quantity, ...rest },
    household: null,
    item,
    problems: [...reader.problems],
    shown: reader.shown,
  };
}
