import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listLotsOnHand } from '../../main/db/repositories/lot-repository.ts';
import { verify } from '../../main/journal/verify.ts';
import { readInbound, readInvoiceHolder, readReceivingHints } from '../../main/usecases/goods/read-inbound.ts';
import {
  type InboundLineInput,
  receiveGoods,
  type ReceiveGoodsInput,
} from '../../main/usecases/goods/receive-goods.ts';
import { reverseInbound } from '../../main/usecases/goods/reverse-inbound.ts';
import { saveItem } from '../../main/usecases/goods/save-item.ts';
import type { Item } from '../../shared/domain/goods/goods.ts';
import { fen, quantity } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { refusalText } from '../../shared/messages/refusal-text.ts';
import { takenOut, writeOffOf } from '../builders/outbound.ts';
import { openShop, refusalOf, type Shop, TODAY, valueOf } from '../builders/shop.ts';

let shop: Shop;
let oil: Item;

beforeEach(async () => {
  shop = await openShop();
  oil = shop.item({ name: '菜籽油', unit: '瓶', food: true, packs: [{ name: '箱', size: quantity(12) }] });
});

afterEach(() => {
  expect(verify(shop.db).problem).toBeNull();
  shop.close();
});

const line = (given: Partial<InboundLineInput> = {}): InboundLineInput => ({
  itemId: oil.id,
  quantity: quantity(1),
  costFen: null,
  lotCode: null,
  producedOn: null,
  expiresOn: null,
  ...given,
});

const receive = (lines: readonly InboundLineInput[], given: Partial<ReceiveGoodsInput> = {}) =>
  receiveGoods(shop.context(), {
    requestId: shop.requestId(),
    source: 'purchase',
    supplier: '县供销社',
    date: localDate(TODAY),
    sourceNo: null,
    lines,
    ...given,
  });

test('three boxes for ¥100 are 36 bottles of exactly ¥100, and the paper shows what it said', () => {
  const bought = line({ quantity: quantity(3), packName: '箱', costFen: fen(10_000), unitCostFen: fen(3_333) });
  const entry = valueOf(
    receive([bought], { invoiceNo: '0012', fundSource: '帮扶资金', inspector: '王监督', note: '春节前' }),
  );
  expect(listLotsOnHand(shop.db, oil.id)).toMatchObject([{ onHandQuantity: 36, valueFen: 10_000, valued: true }]);
  const detail = valueOf(readInbound(shop.db, entry.id));
  expect(detail).toMatchObject({ invoiceNo: '0012', fundSource: '帮扶资金', handler: '管理员', inspector: '王监督' });
  expect(detail.lines).toMatchObject([
    { quantity: 36, costFen: 10_000, unitCostFen: null, costBasis: '发票', note: '3箱（每箱12瓶）；春节前' },
  ]);
  expect(readReceivingHints(shop.db)).toEqual({
    suppliers: ['县供销社'],
    fundSources: ['帮扶资金'],
    people: expect.arrayContaining(['管理员', '王监督']) as string[],
  });
});

test('a shelf life counts from production, and short food stays marked in the books', () => {
  const made = line({ producedOn: localDate('2026-07-01'), shelfLifeDays: 90 });
  const entry = valueOf(receive([made], { source: 'donation' }));
  expect(valueOf(readInbound(shop.db, entry.id)).lines).toMatchObject([
    { expiresOn: '2026-09-29', costFen: null, costBasis: '未计价', note: '食品不足六个月，剩76天' },
  ]);
});

describe('an invoice', () => {
  const paid = (given: Partial<ReceiveGoodsInput> = {}) =>
    receive([line({ costFen: fen(100) })], { invoiceNo: '0012', ...given });

  test('of a supplier goes in once; the refusal names the document that has it', () => {
    const first = valueOf(paid());
    expect(readInvoiceHolder(shop.db, '县供销社', '0012')).toEqual({ documentNo: first.documentNo, date: TODAY });
    const refusal = refusalOf(paid());
    expect(refusal).toMatchObject({ code: 'invoice_taken', documentNo: first.documentNo });
    expect(refusalText(refusal)).toBe(`县供销社的发票0012已在${TODAY}的入库单${first.documentNo}里入过库，不能再入`);
    valueOf(paid({ supplier: '粮油站' }));
  });

  test('is the same one in another case or width, and with blanks', () => {
    valueOf(paid({ invoiceNo: 'A-001' }));
    for (const given of [
      { invoiceNo: 'a-0 01' },
      { invoiceNo: 'Ａ－００１' },
      { invoiceNo: 'A-001', supplier: '县 供销社' },
    ]) {
      expect(refusalOf(paid(given))).toMatchObject({ code: 'invoice_taken' });
    }
    valueOf(paid({ invoiceNo: 'A-0011' }));
  });

  test('is free again once its document was taken back', () => {
    const wrong = valueOf(paid());
    const mistaken = { requestId: shop.requestId(), entryId: wrong.id, reason: '数量录错' };
    valueOf(reverseInbound(shop.context(), mistaken, shop.agreement()));
    expect(readInvoiceHolder(shop.db, '县供销社', '0012')).toBeNull();
    valueOf(paid());
  });

  test('is of somebody', () => {
    expect(refusalOf(paid({ supplier: '' }))).toEqual({ code: 'supplier_missing', invoiceNo: '0012' });
  });
});

describe('a batch', () => {
  const lot = (expiresOn: string) => [line({ lotCode: 'P1', expiresOn: localDate(expiresOn), costFen: fen(100) })];

  test('has one last day, unless its inbound was taken back', () => {
    const first = valueOf(receive(lot('2027-07-01')));
    expect(refusalOf(receive(lot('2027-07-10')))).toMatchObject({
      code: 'lot_expiry_differs',
      lotCode: 'P1',
      knownExpiresOn: '2027-07-01',
      expiresOn: '2027-07-10',
    });
    valueOf(receive(lot('2027-07-01')));
    const mistaken = { requestId: shop.requestId(), entryId: first.id, reason: '日期录错' };
    valueOf(reverseInbound(shop.context(), mistaken, shop.agreement()));
    valueOf(receive(lot('2027-07-10')));
    expect(listLotsOnHand(shop.db, oil.id).map(({ code }) => code)).toEqual(['P1-2', 'P1-3']);
  });

  test('that was written off to the last piece is closed', () => {
    valueOf(receive(lot('2027-07-01')));
    const writeOff = takenOut(shop, writeOffOf(shop, [['P1', 1]]));
    expect(refusalOf(receive(lot('2027-07-01')))).toEqual({
      code: 'lot_closed',
      itemName: '菜籽油',
      lotCode: 'P1',
      documentNo: writeOff.documentNo,
      date: TODAY,
    });
  });
});

test.each<[string, Partial<InboundLineInput>, Partial<ReceiveGoodsInput>, string]>([
  ['a count of nothing', { quantity: quantity(0) }, {}, '“菜籽油”的入库数量是0，应为1或更多的整数'],
  ['a count below nothing', { quantity: quantity(-3) }, {}, '“菜籽油”的入库数量是-3，应为1或更多的整数'],
  ['a unit it does not have', { packName: '提' }, {}, '“菜籽油”没有“提”这个单位，可以用：瓶、箱（12瓶）'],
  [
    'goods of no value',
    { costFen: fen(0) },
    { source: 'donation' },
    '“菜籽油”的金额填了0元；不知道值多少就不填，按未计价入库',
  ],
  [
    'an amount the price contradicts',
    { quantity: quantity(3), unitCostFen: fen(333), costFen: fen(1_100) },
    {},
    '“菜籽油”的金额11.00元与数量乘单价9.99元不符，请核对',
  ],
  [
    'a basis without a value',
    { costBasis: '发票' },
    {},
    '“菜籽油”的计价依据是发票，请填单价或金额；不知道值多少就选未计价',
  ],
  [
    'a value without a basis',
    { costBasis: '未计价', costFen: fen(100) },
    {},
    '“菜籽油”填了金额1.00元，计价依据不能是未计价',
  ],
  [
    'more than can be counted',
    { quantity: quantity(100_000_000), packName: '箱' },
    {},
    '“菜籽油”的数量或金额太大，请核对',
  ],
  [
    'expiry before production',
    { producedOn: localDate('2026-07-01'), expiresOn: localDate('2026-06-30') },
    {},
    '“菜籽油”的保质期至2026-06-30早于生产日期2026-07-01',
  ],
  [
    'goods of tomorrow',
    { producedOn: localDate('2026-07-16') },
    {},
    '“菜籽油”的生产日期2026-07-16晚于入库日期2026-07-15',
  ],
  ['a shelf life from nowhere', { shelfLifeDays: 90 }, {}, '“菜籽油”的保质期90天要从生产日期算起，请填生产日期'],
  [
    'two last days',
    { producedOn: localDate('2026-07-01'), shelfLifeDays: 90, expiresOn: localDate('2026-10-01') },
    {},
    '“菜籽油”的保质期至2026-10-01与按保质期天数算出的2026-09-29不符，请核对',
  ],
  ['one person for both', {}, { handler: '李 明', inspector: '李明' }, '经手人和验收人都是李明，请换另一位验收'],
])('%s is refused in a sentence, and nothing is written', (_, wrong, paper, sentence) => {
  const good = line({ costFen: fen(100) });
  expect(refusalText(refusalOf(receive([good, line(wrong)], paper)))).toBe(sentence);
  expect(listLotsOnHand(shop.db, oil.id)).toEqual([]);
});

test('a wrong check digit is kept only with its reason, and stays then', () => {
  const input = { ...oil, barcode: '6901234567840' };
  const { id, ...given } = input;
  expect(refusalOf(saveItem(shop.context(), id, given))).toEqual({
    code: 'barcode_check_digit',
    barcode: '6901234567840',
    expected: 7,
  });
  const kept = valueOf(saveItem(shop.context(), id, { ...given, barcodeReason: '厂家就是这样印的' }));
  expect(kept.barcodeReason).toBe('厂家就是这样印的');
  valueOf(saveItem(shop.context(), id, { ...given, barcodeReason: '', name: '压榨菜籽油' }));
});

test('goods once counted in bottles are not counted in barrels, and no pack is called twice', () => {
  const { id, ...given } = oil;
  valueOf(saveItem(shop.context(), id, { ...given, unit: '桶' }));
  valueOf(saveItem(shop.context(), id, given));
  valueOf(receive([line({ costFen: fen(100) })]));
  expect(refusalOf(saveItem(shop.context(), id, { ...given, unit: '桶' }))).toEqual({
    code: 'item_unit_in_use',
    itemName: '菜籽油',
    unit: '瓶',
  });
  const twice = [...given.packs, { name: '箱', size: quantity(24) }];
  expect(refusalOf(saveItem(shop.context(), id, { ...given, packs: twice })).code).toBe('pack_invalid');
});

test('a picture that was never handed in is refused with the delivery', () => {
  const photos = [{ sha256: 'a'.repeat(64), purpose: 'invoice', fileName: '发票.jpg' } as const];
  expect(refusalOf(receive([line({ costFen: fen(100) })], { photos })).code).toBe('photo_not_handed_in');
  expect(listLotsOnHand(shop.db, oil.id)).toEqual([]);
});
