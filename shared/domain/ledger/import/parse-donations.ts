import { readContact } from '../../donation/contact.ts';
import { sameReceiver } from '../../donation/decide-donation.ts';
import { readIntention } from '../../donation/earmark.ts';
import { isMasked } from './cell-identifier.ts';
import { readQuantity, readSignedQuantity } from './cell-number.ts';
import type { DonationDraft, ParsedRow } from './drafts.ts';
import { costOf, expiryOf, itemKey, UNVALUED } from './parse-inbound.ts';
import type { RawRow } from './raw-workbook.ts';
import { RowReader, type SheetContext, TEXT_LIMITS } from './row-reader.ts';

/** Donated goods, a row each. A row with a minus takes an earlier gift back when its note says 红冲. */
export function parseDonations(rows: readonly RawRow[], context: SheetContext): ParsedRow<DonationDraft>[] {
  return rows.map((row) => parseRow(new RowReader(row, context)));
}

function parseRow(reader: RowReader): ParsedRow<DonationDraft> {
  const item = reader.itemReference();
  if (item.itemCode === null && item.barcode === null && item.itemName === null && !reader.failed) {
    reader.problem('error', itemKey(reader), { code: 'item_missing' });
  }
  const date = reader.businessDate('date', true);
  const note = reader.text('note', TEXT_LIMITS.note) ?? '';
  const back = /红冲/.test(note);
  const count = back ? readSignedQuantity : readQuantity;
  const quantity = reader.take('quantity', count(reader.cell('quantity'), item.unit), true);
  if (quantity === 0) reader.problem('error', 'quantity', { code: 'zero_number' });
  const cost = costOf(reader, quantity, 'donation', back);
  const expiresOn = expiryOf(reader, null);
  if (date !== null && expiresOn !== null && expiresOn < date) {
    reader.problem('warning', 'expiresOn', { code: 'expired_when_received', expiresOn });
  }
  const short = (key: string): string => reader.text(key, TEXT_LIMITS.short) ?? '';
  const given = readIntention(reader.text('intention', TEXT_LIMITS.reason) ?? '');
  const donorName = donorOf(reader, given.earmark !== null);
  const rest = {
    donationNo: reader.code('donationNo', TEXT_LIMITS.short),
    donorName,
    ...contactOf(reader),
    ...given,
    unit: item.unit,
    lotCode: reader.code('lotCode', TEXT_LIMITS.short),
    expiresOn,
    ...cost,
    costBasis: short('costBasis') || (cost.costFen === null ? UNVALUED : ''),
    ...receiversOf(reader),
    certificateNo: reader.code('certificateNo', TEXT_LIMITS.short) ?? '',
    externalReceiptNo: reader.code('externalReceiptNo', TEXT_LIMITS.short) ?? '',
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

/** An earmark is somebody's wish: without the donor nobody could ever lift it. */
function donorOf(reader: RowReader, earmarked: boolean): string | null {
  const name = reader.text('donorName', TEXT_LIMITS.itemName);
  if (name === null) {
    if (earmarked) reader.problem('error', 'donorName', { code: 'missing' });
    else reader.problem('warning', 'donorName', { code: 'donor_missing' });
  } else if (isMasked(name)) reader.problem('error', 'donorName', { code: 'name_masked' });
  return name;
}

/** A telephone, the name of somebody to ask for, or both in one cell. Masked ones say nothing. */
function contactOf(reader: RowReader): { readonly contact: string; readonly phone: string } {
  const cell = reader.cell('contact');
  const number = cell?.kind === 'number' && Number.isSafeInteger(cell.number) ? String(cell.number) : null;
  const text = number ?? reader.text('contact', TEXT_LIMITS.itemName) ?? '';
  return isMasked(text) ? { contact: '', phone: '' } : readContact(text);
}

/** Two receivers who are one person are what the paper says; the clerk is told. */
function receiversOf(reader: RowReader): { readonly receiverOne: string; readonly receiverTwo: string } {
  const receiverOne = reader.text('receiverOne', TEXT_LIMITS.short) ?? '';
  const receiverTwo = reader.text('receiverTwo', TEXT_LIMITS.short) ?? '';
  if (sameReceiver(receiverOne, receiverTwo)) reader.problem('warning', 'receiverTwo', { code: 'receivers_same' });
  return { receiverOne, receiverTwo };
}
