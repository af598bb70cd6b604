import { maskName } from '../../../shared/domain/household/masking.ts';
import type { ReceiptData, ReceiptLine } from '../../../shared/domain/redemption/receipt.ts';
import { columnsOf, type ReceiptLayout } from '../../../shared/domain/redemption/receipt-layout.ts';
import type { PaperWidthMm } from '../../../shared/domain/settings/printer.ts';
import { pointsText } from '../../../shared/kernel/number-text.ts';
import { printableText } from './printable-text.ts';
import { SlipBuilder } from './slip-builder.ts';
import { wrapNameAndSpec } from './wrap.ts';

/** Right edges of the columns on 80 mm paper: name, quantity, price, total. */
const WIDE_TABLE = { name: 22, quantity: 30, price: 38, total: 48 } as const;

/**
 * One redemption or return as a slip. The head's name is masked; user text is made printable (see printableText).
 * Pure: the same data gives the same slip.
 */
export function layoutReceipt(data: ReceiptData, paperWidthMm: PaperWidthMm): ReceiptLayout {
  const slip = new SlipBuilder(paperWidthMm);
  addHeading(slip, data);
  slip.rule();
  addParties(slip, data);
  slip.rule();
  addLines(slip, data.lines);
  slip.rule();
  addTotals(slip, data);
  slip.rule();
  slip.labelled({ label: '经办', value: data.operatorName });
  if (data.approvedByName !== null) slip.labelled({ label: '同意', value: data.approvedByName });
  slip.gap().qr(data.documentNo).gap().centred(data.documentNo);
  if (data.kind === 'redemption') slip.centred('请当面点清物品、核对余额');
  return slip.cut().layout();
}

function addHeading(slip: SlipBuilder, data: ReceiptData): void {
  slip.heading(data.shopName);
  slip.centred(data.kind === 'return' ? '积分兑换退回小票' : '积分兑换小票');
  const marks = [data.kind === 'return' ? '红冲' : '', data.reprint ? '补打' : ''].filter((mark) => mark !== '');
  if (marks.length > 0) slip.gap().centred(`** ${marks.join(' ')} **`, { size: 'large', bold: true });
}

function addParties(slip: SlipBuilder, data: ReceiptData): void {
  const head = maskName(printableText(data.headName));
  slip.labelledPair(
    { label: '单号', value: data.documentNo },
    { label: '时间', value: `${data.businessDate} ${data.timeOfDay}` },
  );
  if (data.reversal !== null) {
    slip.labelled({ label: '原单', value: data.reversal.documentNo });
    slip.labelled({ label: '原因', value: data.reversal.reason });
  }
  slip.labelledPair({ label: '户号', value: data.householdNo }, { label: '村名', value: data.villageName });
  const { recipient } = data;
  if (recipient === null) {
    slip.labelled({ label: '户主', value: head });
  } else {
    const relation = recipient.relation.trim() === '' ? '' : `（${recipient.relation.trim()}）`;
    slip.labelledPair({ label: '户主', value: head }, { label: '代领', value: `${recipient.name}${relation}` });
  }
}

function addLines(slip: SlipBuilder, lines: readonly ReceiptLine[]): void {
  const wide = slip.columns >= WIDE_TABLE.total;
  const heading = `物品（共${lines.length}种）`;
  if (wide) {
    slip.runs([
      { column: 0, text: heading },
      endingAt(WIDE_TABLE.quantity, '数量'),
      endingAt(WIDE_TABLE.price, '单价'),
      endingAt(WIDE_TABLE.total, '小计(分)'),
    ]);
  } else {
    slip.ends(heading, '小计(分)');
  }
  for (const line of lines) {
    if (!(wide && addWideLine(slip, line))) addNarrowLine(slip, line);
  }
}

const endingAt = (edge: number, text: string) => ({ column: edge - columnsOf(text), text });

/** One row of the table, the name wrapping in its own column. False when the numbers are too wide for theirs. */
function addWideLine(slip: SlipBuilder, line: ReceiptLine): boolean {
  const quantity = `${line.quantity}${printableText(line.unit)}`;
  const price = pointsText(line.unitPriceCentipoints);
  const total = pointsText(line.totalCentipoints);
  const fits =
    columnsOf(quantity) < WIDE_TABLE.quantity - WIDE_TABLE.name &&
    columnsOf(price) < WIDE_TABLE.price - WIDE_TABLE.quantity &&
    columnsOf(total) < WIDE_TABLE.total - WIDE_TABLE.price;
  if (!fits) return false;
  const names = wrapNameAndSpec(printableText(line.itemName), printableText(line.spec), WIDE_TABLE.name);
  names.forEach((text, index) => {
    const numbers = [
      endingAt(WIDE_TABLE.quantity, quantity),
      endingAt(WIDE_TABLE.price, price),
      endingAt(WIDE_TABLE.total, total),
    ];
    slip.runs([{ column: 0, text }, ...(index === 0 ? numbers : [])]);
  });
  return true;
}

/** The name over the whole width, the numbers under it. */
function addNarrowLine(slip: SlipBuilder, line: ReceiptLine): void {
  for (const text of wrapNameAndSpec(printableText(line.itemName), printableText(line.spec), slip.columns)) {
    slip.runs([{ column: 0, text }]);
  }
  const quantity = `${line.quantity}${printableText(line.unit)}`;
  const price = pointsText(line.unitPriceCentipoints);
  slip.ends(`${quantity} × ${price}`, pointsText(line.totalCentipoints), {}, 2);
}

function addTotals(slip: SlipBuilder, data: ReceiptData): void {
  const total = `${pointsText(data.totalCentipoints)}分`;
  const balance = `${pointsText(data.balanceAfterCentipoints)}分`;
  const [totalLabel, balanceLabel] = data.kind === 'return' ? ['退回', '退后余额'] : ['合计', '兑后余额'];
  const roomForLarge = columnsOf(totalLabel) + 1 + columnsOf(total) <= slip.columns / 2;
  slip.ends(totalLabel, total, { size: roomForLarge ? 'large' : 'tall', bold: true });
  slip.ends(balanceLabel, balance, { size: 'tall', bold: true });
}
