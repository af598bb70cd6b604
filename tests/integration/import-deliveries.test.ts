import { afterEach, beforeEach, expect, test } from 'vitest';
import { listLotsOnHand } from '../../main/db/repositories/lot-repository.ts';
import { receiveGoods } from '../../main/usecases/goods/receive-goods.ts';
import type { Item } from '../../shared/domain/goods/goods.ts';
import type { ImportPreview } from '../../shared/domain/ledger/import-report.ts';
import { fen, quantity } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import type { SheetSpec } from '../builders/files.ts';
import { TestDesk } from '../builders/imports.ts';
import { openShop, type Shop, TODAY, valueOf } from '../builders/shop.ts';

let shop: Shop;
let desk: TestDesk;
let oil: Item;

beforeEach(async () => {
  shop = await openShop({ scheme: 'heixi' });
  const packs = [{ name: '箱', size: quantity(12) }];
  oil = shop.item({ code: 'WP001', name: '菜籽油', unit: '瓶', expiryTracked: false, packs });
  desk = new TestDesk(shop.context());
});
afterEach(() => shop.close());

const HEADING = '入库日期 入库单号 来源 供货或捐赠方 物品编码 物品名称 单位 数量 单价 金额 发票号 备注'.split(' ');
const ledger = (...rows: readonly (string | number | null)[][]): readonly SheetSpec[] => [
  { name: '物品入库台账', rows: [HEADING, ...rows.map((row) => [...row])] },
];
const bought = (
  no: string | null,
  invoice: string,
  unit = '瓶',
  count = 5,
  more: readonly (number | string | null)[] = [],
) => [
  '2026-07-01',
  no,
  '采购',
  '县供销社',
  'WP001',
  '菜籽油',
  unit,
  count,
  ...(more.length > 0 ? more : [10, count * 10]),
  invoice,
  null,
];
const messages = (preview: ImportPreview): string[] =>
  preview.sheets.flatMap((sheet) => sheet.problems.map(({ severity, message }) => `${severity} ${message}`));

test('a row counted in boxes is taken in bottles at its exact cost, once', async () => {
  const file = ledger(bought('JH-1', '0012', '箱', 3, [33.33, 99.99]), bought('JH-2', '', '提', 1));
  const preview = await desk.look(file);
  expect(messages(preview)).toEqual(['error 第3行单位“提”与目录的“瓶”不一致']);
  await desk.take(preview.importId);
  expect(listLotsOnHand(shop.db, oil.id)).toMatchObject([{ onHandQuantity: 36, valueFen: 9_999 }]);
  const line = shop.db.prepare('SELECT unit_cost_fen AS unitCost, note FROM inbound_line').get();
  expect(line).toEqual({ unitCost: null, note: '3箱（每箱12瓶）' });
  expect((await desk.take((await desk.look(file)).importId)).sheets[0]).toMatchObject({ added: 0 });
});

test('an invoice that was taken in at the screen is not taken in again from a file', async () => {
  const entry = valueOf(
    receiveGoods(shop.context(), {
      requestId: shop.requestId(),
      source: 'purchase',
      supplier: '县供销社',
      date: localDate(TODAY),
      sourceNo: null,
      invoiceNo: '0012',
      lines: [
        {
          itemId: oil.id,
          quantity: quantity(5),
          costFen: fen(5_000),
          lotCode: null,
          producedOn: null,
          expiresOn: null,
        },
      ],
    }),
  );
  const preview = await desk.look(ledger(bought('JH-1', '0012'), bought(null, '0012'), bought('JH-2', '0013')));
  const taken = `发票“0012”已在入库单${entry.documentNo}里入过库，这一行没有重复导入`;
  expect(messages(preview)).toEqual([`error 第2行${taken}`, `error 第3行${taken}`]);
  expect((await desk.take(preview.importId)).sheets[0]).toMatchObject({ added: 1 });
});

test('an invoice under two numbers of one file is pointed out, several lines of one paper are not', async () => {
  const preview = await desk.look(
    ledger(bought('JH-1', '0012'), bought('JH-1', '0012', '瓶', 7), bought('JH-2', '0012', '瓶', 9)),
  );
  expect(messages(preview)).toEqual(['warning 第4行发票“0012”在JH-1里也有，请核对是否重复登记']);
  expect((await desk.take(preview.importId)).sheets[0]).toMatchObject({ added: 3 });
});
