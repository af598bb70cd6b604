import { type Fen, fen, type Quantity } from '../../../kernel/brands.ts';
import { yuanText } from '../../../kernel/number-text.ts';
import type { InboundSource } from '../../goods/goods.ts';
import { readDate, shelfLifeEnd } from './cell-date.ts';
import {
  type Decimal,
  readQuantity,
  readSignedQuantity,
  readSignedYuan,
  readUnitPrice,
  readYuan,
  scaledTo,
} from './cell-number.ts';
import type { InboundDraft, ParsedRow } from './drafts.ts';
import type { RawRow } from './raw-workbook.ts';
import { RowReader, type SheetContext, TEXT_LIMITS } from './row-reader.ts';

const SOURCES: readonly { readonly value: InboundSource; readonly words: RegExp; readonly name: string }[] = [
  { value: 'opening', words: /期初|期初库存|上期|上年|结存|结转|盘存|初始|库存/, name: '期初' },
  { value: 'donation', words: /捐|赠|爱心|善款|慰问/, name: '捐赠' },
  { value: 'transfer', words: /调拨|调入|划拨|配送|下拨|上级|调剂/, name: '调拨' },
  { value: 'purchase', words: /采购|购|进货|买|批发|自筹/, name: '采购' },
];

/** What the ledger says of goods without evidence of value. */
export const UNVALUED = '未计价';

/** Goods received, a row each. A row with a minus takes an earlier document back when its note says 红冲. */
export function parseInbound(rows: readonly RawRow[], context: SheetContext): ParsedRow<InboundDraft>[] {
  return rows.map((row) => parseRow(new RowReader(row, context), context));
}

function parseRow(reader: RowReader, context: SheetContext): ParsedRow<InboundDraft> {
  const item = reader.itemReference();
  if (item.itemCode === null && item.barcode === null && item.itemName === null && !reader.failed) {
    reader.problem('error', itemKey(reader), { code: 'item_missing' });
  }
  const date = reader.businessDate('date', true);
  const note = noteOf(reader);
  const back = /红冲|^调出|^退货/.test(note);
  const count = back ? readSignedQuantity : readQuantity;
  const quantity = reader.take('quantity', count(reader.cell('quantity'), item.unit), true);
  if (quantity === 0) reader.problem('error', 'quantity', { code: 'zero_number' });
  const source = sourceOf(reader, context);
  const cost = costOf(reader, quantity, source, back);
  const producedOn = reader.date('producedOn');
  const expiresOn = expiryOf(reader, producedOn);
  if (producedOn !== null && expiresOn !== null && expiresOn < producedOn) {
    reader.problem('error', 'expiresOn', { code: 'expiry_before_production', producedOn, expiresOn });
  } else if (date !== null && expiresOn !== null && expiresOn < date) {
    reader.problem('warning', 'expiresOn', { code: 'expired_when_received', expiresOn });
  }
  const short = (key: string): string => reader.text(key, TEXT_LIMITS.short) ?? '';
  const rest = {
    documentNo: reader.code('documentNo', TEXT_LIMITS.short),
    source,
    supplier: reader.text('supplier', TEXT_LIMITS.itemName) ?? '',
    unit: item.unit,
    lotCode: reader.code('lotCode', TEXT_LIMITS.short),
    producedOn,
    expiresOn,
    ...cost,
    costBasis: short('costBasis') || (cost.costFen === null ? UNVALUED : ''),
    invoiceNo: reader.code('invoiceNo', TEXT_LIMITS.short) ?? '',
    fundSource: short('fundSource'),
    handler: short('handler'),
    inspector: short('inspector'),
    note,
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

/** The column that names the goods, for what is wrong with the row's goods. */
export function itemKey(reader: RowReader): string {
  return ['itemName', 'itemCode', 'barcode'].find((key) => reader.has(key)) ?? 'itemName';
}

function sourceOf(reader: RowReader, context: SheetContext): InboundSource {
  const source = reader.choice('source', SOURCES);
  if (source !== null) return source;
  if (context.donation) return 'donation';
  if (reader.cell('source') === null)
    reader.problem('warning', reader.has('source') ? 'source' : null, { code: 'source_assumed' });
  return 'purchase';
}

type Cost = { readonly costFen: Fen | null; readonly unitCostFen: Fen | null };

/** What the row cost. The amount counts; the unit price only stands in for it or confirms it. */
export function costOf(reader: RowReader, quantity: Quantity | null, source: InboundSource, back: boolean): Cost {
  const amount = reader.take('amount', (back ? readSignedYuan : readYuan)(reader.cell('amount')));
  const unitPrice = reader.take('unitCost', readUnitPrice(reader.cell('unitCost')));
  const wholeFen = unitPrice === null ? null : scaledTo(unitPrice, 2);
  const unitCostFen = wholeFen === null ? null : fen(Number(wholeFen));
  if (quantity === null || reader.failed) return { costFen: null, unitCostFen };
  if (amount !== null) {
    if (unitPrice !== null && !agrees(amount, quantity, unitPrice)) {
      reader.problem('error', 'amount', { code: 'amount_mismatch', expected: productText(quantity, unitPrice) });
    }
    return { costFen: amount, unitCostFen };
  }
  if (unitPrice === null) {
    if (source === 'purchase') {
      reader.problem('error', reader.has('amount') ? 'amount' : 'unitCost', { code: 'cost_missing' });
    }
    return { costFen: null, unitCostFen };
  }
  const exact = scaledTo({ digits: unitPrice.digits * BigInt(quantity), scale: unitPrice.scale }, 2);
  if (exact === null) reader.problem('error', 'unitCost', { code: 'too_many_decimals', maximum: 2 });
  return { costFen: exact === null ? null : fen(Number(exact)), unitCostFen };
}

/** A unit price rounded to the fen is at most half a fen off for each piece: 3 pieces at 3.33 may cost 10.00. */
function agrees(amount: Fen, quantity: Quantity, unitPrice: Decimal): boolean {
  const scale = 10n ** BigInt(unitPrice.scale);
  const difference = BigInt(amount) * scale - unitPrice.digits * BigInt(quantity) * 100n;
  const magnitude = difference < 0n ? -difference : difference;
  return magnitude * 2n <= BigInt(Math.abs(quantity)) * scale;
}

function productText(quantity: Quantity, unitPrice: Decimal): string {
  const scaled = (unitPrice.digits * BigInt(quantity) * 100n) / 10n ** BigInt(unitPrice.scale);
  return yuanText(fen(Number(scaled)));
}

/** The last good day: a date, or a shelf life counted from the production date. */
export function expiryOf(reader: RowReader, producedOn: InboundDraft['producedOn']): InboundDraft['expiresOn'] {
  const cell = reader.cell('expiresOn');
  const reading = readDate(cell);
  if (reading.ok || cell === null) return reader.take('expiresOn', reading);
  const heading = reader.heading('expiresOn');
  const unit = /月/.test(heading) ? '月' : /天|日\)|日）/.test(heading) ? '天' : null;
  return shelfLifeEnd(cell.text, producedOn, unit) ?? reader.take('expiresOn', reading);
}

function noteOf(reader: RowReader): string {
  const earmark = reader.text('earmark', TEXT_LIMITS.reason);
  const note = reader.text('note', TEXT_LIMITS.note);
  return [earmark === null || earmark === '不指定' ? null : earmark, note]
    .filter((part) => part !== null)
    .join('；')
    .slice(0, TEXT_LIMITS.note);
}
