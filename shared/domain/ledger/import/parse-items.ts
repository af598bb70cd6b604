import { readNote } from '../../goods/item-extras.ts';
import { readPoints, readQuantity, readSignedQuantity, readYuan } from './cell-number.ts';
import { readBarcode } from './cell-identifier.ts';
import type { ItemDraft, ParsedRow } from './drafts.ts';
import type { RawRow } from './raw-workbook.ts';
import { RowReader, type SheetContext, TEXT_LIMITS } from './row-reader.ts';

const YES_OR_NO = [
  { value: false, words: /^(否|无|不|没有|n|no|false|0|×|x|✗)/i, name: '否' },
  { value: true, words: /^(是|有|需|管理|y|yes|true|1|√|✓|✔)/i, name: '是' },
];

const ACTIVE = [
  { value: false, words: /停|禁|下架|作废|否|注销|淘汰/, name: '停用' },
  { value: true, words: /启用|在用|正常|上架|有效|在售|可兑|是|使用/, name: '启用' },
];

/** Items of a catalogue, a row each. */
export function parseItems(rows: readonly RawRow[], context: SheetContext): ParsedRow<ItemDraft>[] {
  return rows.map((row) => parseItem(new RowReader(row, context)));
}

function parseItem(reader: RowReader): ParsedRow<ItemDraft> {
  const name = reader.text('name', TEXT_LIMITS.itemName, true);
  const unit = reader.text('unit', 16);
  const price = reader.take('price', readPoints(reader.cell('price')));
  const { note, ...extras } = readNote(reader.text('note', TEXT_LIMITS.note) ?? '', unit);
  const draft: Omit<ItemDraft, 'name'> = {
    code: reader.code('itemCode', TEXT_LIMITS.code),
    barcode: reader.take('barcode', readBarcode(reader.cell('barcode'), extras.barcodeReason === null)),
    category: reader.text('category', 32),
    spec: reader.text('spec', TEXT_LIMITS.short),
    unit,
    priceCentipoints: price,
    referenceFen: reader.take('referencePrice', readYuan(reader.cell('referencePrice'))),
    minimumStock: minimumStock(reader, unit),
    expiryTracked: reader.choice('expiryTracked', YES_OR_NO),
    active: reader.choice('status', ACTIVE),
    ...extras,
    note: note === '' ? null : note,
  };
  return {
    row: reader.row,
    rows: [reader.row],
    draft: reader.failed || name === null ? null : { ...draft, name },
    household: null,
    item: { itemCode: draft.code, barcode: draft.barcode, itemName: name, spec: draft.spec, unit },
    problems: [...reader.problems],
    shown: reader.shown,
  };
}

function minimumStock(reader: RowReader, unit: string | null): ItemDraft['minimumStock'] {
  const cell = reader.cell('minimumStock');
  const signed = readSignedQuantity(cell, unit);
  // None at all is a fair minimum; less than none is not.
  return reader.take('minimumStock', signed.ok && signed.value === 0 ? signed : readQuantity(cell, unit));
}
