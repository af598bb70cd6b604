import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openForReading } from '../../main/db/open-database.ts';
import { unlockPersonal } from '../../main/db/personal/access.ts';
import { ledgerSource } from '../../main/db/repositories/ledger-rows.ts';
import { exportDesk } from '../../main/host/export-desk.ts';
import { type ExportRequest, planExport } from '../../main/usecases/ledger/plan-export.ts';
import { LEDGER_IDS, LEDGERS, type LedgerId } from '../../shared/domain/ledger/ledger-definitions.ts';
import type { LedgerCell } from '../../shared/domain/ledger/ledger-row.ts';
import { must } from '../../shared/kernel/assert.ts';
import type { HouseholdId, Instant, VillageId } from '../../shared/kernel/brands.ts';
import { centipoints, householdId, villageId } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { openLivelyShop } from '../builders/lively-shop.ts';
import { LibreOffice, type OfficeSheet, openWithOpenpyxl } from '../builders/office.ts';
import { openShop, refusalOf, type Shop, TEST_PERSONAL, TODAY, valueOf } from '../builders/shop.ts';

const MOMENT = { today: localDate(TODAY), recordedAt: '2026-07-15T02:00:00.000Z' as Instant };
const EVERYTHING: ExportRequest = {
  ledger: null,
  from: null,
  to: null,
  villageId: null,
  householdId: null,
  level: 'full',
};

let shop: Shop;
const office = new LibreOffice();
beforeAll(async () => {
  shop = await openLivelyShop();
});
afterAll(() => {
  office.close();
  shop.close();
});

/** Rows of a ledger by the keys of its columns; what is empty is left out. */
function rowsOf(ledger: LedgerId, given: Partial<ExportRequest> = {}): Record<string, LedgerCell>[] {
  const db = openForReading(shop.path);
  unlockPersonal(db, TEST_PERSONAL);
  try {
    const filter = { ...EVERYTHING, ...given, today: localDate('2026-07-01'), yearlyCapCentipoints: null };
    return [...ledgerSource(db, ledger, filter).rows].map((row) =>
      Object.fromEntries(
        LEDGERS[ledger].columns.flatMap(({ key }, index) => {
          const cell = row[index] ?? null;
          return cell === null || cell === '' ? [] : [[key, cell]];
        }),
      ),
    );
  } finally {
    db.close();
  }
}

function pick(rows: readonly Record<string, LedgerCell>[], ...keys: string[]): (LedgerCell | undefined)[][] {
  return rows.map((row) => keys.map((key) => row[key]));
}

function householdNumbered(householdNo: string): HouseholdId {
  return householdId(
    shop.db.prepare('SELECT id FROM household WHERE household_no = ?').pluck().get(householdNo) as string,
  );
}

const qingxi = (): VillageId => must(shop.villages[1], 'the shop has two villages').id;

describe('rows of each ledger', () => {
  test('户籍花名册: village by village', () => {
    expect(
      pick(rowsOf('household_roster'), 'householdNo', 'headName', 'village', 'memberCount', 'status', 'note'),
    ).toEqual([
      ['GM001', '冉光荣', '光明村', 5, '在册', undefined],
      ['GM002', '䶮㛃𠮷', '光明村', 3, '在册', '-1+2 不是公式'],
      ['GM010', '单雄', '光明村', undefined, '迁出', undefined],
      ['QX001', '欧阳秀', '清溪村', 3, '在册', undefined],
    ]);
    expect(pick(rowsOf('household_roster', { villageId: qingxi() }), 'householdNo')).toEqual([['QX001']]);
  });

  test('物品目录', () => {
    expect(rowsOf('item_catalogue')[1]).toEqual({
      itemCode: 'WP002',
      barcode: '6901234567892',
      name: '食盐',
      category: '粮油',
      spec: '400g',
      unit: '袋',
      price: 250,
      referencePrice: 350,
      minimumStock: 20,
      expiryTracked: '是',
      status: '启用',
      note: '=SUM(A1:A9)',
    });
    expect(pick(rowsOf('item_catalogue'), 'itemCode', 'price', 'status')[3]).toEqual(['WP011', undefined, '停用']);
  });

  test('物品入库台账: odd costs, a gift without a value, and what was taken back', () => {
    expect(
      pick(
        rowsOf('inbound'),
        'serial',
        'documentNo',
        'source',
        'itemCode',
        'lotCode',
        'quantity',
        'unitCost',
        'amount',
        'costBasis',
        'note',
      ),
    ).toEqual([
      [1, 'RK20260301-0001', '采购', 'WP010', 'M-1', 3, 333, 1_000, '发票', '三条十元'],
      [2, 'RK20260301-0001', '采购', 'WP001', '20260301', 1_200, 3_600, 4_320_000, undefined, undefined],
      [3, 'JZ-007', '捐赠', 'WP002', 'S1', 60, undefined, undefined, '未计价', undefined],
      [4, 'RK20260715-0001', '采购', 'WP002', 'S-错', 500, 200, 99_999, undefined, undefined],
      [5, 'HC20260715-0001', '采购', 'WP002', 'S-错', -500, 200, -99_999, undefined, '红冲RK20260715-0001：数量录错'],
    ]);
  });

  test('积分台账: running figures, base points never spendable, redeeming never lowers the honour figure', () => {
    const rows = rowsOf('points').filter((row) => row['householdNo'] === 'GM001');
    expect(pick(rows, 'date', 'category', 'award', 'deduction', 'honour', 'spendable')).toEqual([
      ['2026-01-01', '基础分', 10_000, undefined, 10_000, 0],
      ['2026-03-05', '环境卫生', 650, undefined, 10_650, 650],
      ['2026-03-06', '环境卫生', 380, undefined, 11_030, 1_030],
      ['2026-03-06', '环境卫生', 2_400, undefined, 13_430, 3_430],
      ['2026-06-01', '环境卫生', 300, undefined, 13_730, 3_730],
    ]);
    const rare = rowsOf('points').filter((row) => row['householdNo'] === 'GM002');
    expect(pick(rare, 'date', 'category', 'award', 'deduction', 'honour', 'spendable').slice(-2)).toEqual([
      ['2026-04-20', '红冲', undefined, 1_000, 15_005, 5_005],
      ['2026-07-01', '环境卫生', undefined, 4_000, 11_005, 0],
    ]);
  });

  test('积分台账 from a later day carries on from the figures before it', () => {
    const part = {
      from: localDate('2026-03-06'),
      to: localDate('2026-06-30'),
      householdId: householdNumbered('GM001'),
    };
    expect(pick(rowsOf('points', part), 'serial', 'date', 'honour', 'spendable')).toEqual([
      [1, '2026-03-06', 11_030, 1_030],
      [2, '2026-03-06', 13_430, 3_430],
      [3, '2026-06-01', 13_730, 3_730],
    ]);
  });

  test('兑换领取台账: what came back stands as a row with a minus', () => {
    expect(
      pick(
        rowsOf('redemption'),
        'redeemedAt',
        'documentNo',
        'householdNo',
        'recipientName',
        'recipientRelation',
        'itemCode',
        'quantity',
        'points',
        'balanceAfter',
        'cost',
        'note',
      ),
    ).toEqual([
      ['2026-06-01 10:00', 'DH20260601-0001', 'GM001', '冉光荣', '本人', 'WP001', 1, 2_400, 130, 3_600, undefined],
      ['2026-06-01 10:00', 'DH20260601-0001', 'GM001', '冉光荣', '本人', 'WP010', 1, 650, 130, 333, undefined],
      ['2026-06-01 10:00', 'DH20260601-0001', 'GM001', '冉光荣', '本人', 'WP002', 1, 250, 130, undefined, undefined],
      ['2026-06-02 08:05', 'DH20260602-0001', 'QX001', '欧阳小', '女儿', 'WP010', 2, 1_300, 6_700, 667, undefined],
      [
        '2026-06-02 08:05',
        'DH20260602-0001',
        'QX001',
        '欧阳小',
        '女儿',
        'WP002',
        10,
        2_500,
        6_700,
        undefined,
        undefined,
      ],
      [
        '2026-06-03 10:00',
        'TH20260603-0001',
        'QX001',
        '欧阳小',
        '女儿',
        'WP002',
        -4,
        -1_000,
        7_700,
        undefined,
        '红冲DH20260602-0001：拿多了',
      ],
      ['2026-06-10 10:00', 'DH20260610-0001', 'GM002', '䶮㛃𠮷', '本人', 'WP001', 2, 4_800, 205, 7_200, undefined],
      [
        '2026-06-11 10:00',
        'TH20260611-0001',
        'GM002',
        '䶮㛃𠮷',
        '本人',
        'WP001',
        -2,
        -4_800,
        5_005,
        -7_200,
        '红冲DH20260610-0001：=退错',
      ],
      ['2026-06-11 10:00', 'DH20260611-0001', 'GM002', '䶮㛃𠮷', '本人', 'WP001', 1, 2_400, 855, 3_600, undefined],
      ['2026-06-11 10:00', 'DH20260611-0001', 'GM002', '䶮㛃𠮷', '本人', 'WP002', 7, 1_750, 855, undefined, undefined],
      [
        '2026-07-15 10:00',
        'TH20260715-0001',
        'QX001',
        '欧阳小',
        '女儿',
        'WP010',
        -1,
        -650,
        8_350,
        -333,
        '红冲DH20260602-0001：有污渍',
      ],
      ['2026-07-15 10:00', 'DH20260715-0001', 'QX001', '欧阳秀', '本人', 'WP010', 1, 650, 7_700, 333, undefined],
    ]);
    expect(rowsOf('redemption', { villageId: qingxi() })).toHaveLength(5);
  });

  test('进销存明细 from a later day begins with what was there', () => {
    const june = { from: localDate('2026-06-02'), to: localDate('2026-06-10') };
    expect(
      pick(
        rowsOf('stock_movement', june),
        'date',
        'summary',
        'item',
        'inQuantity',
        'outQuantity',
        'balanceQuantity',
        'balanceAmount',
      ),
    ).toEqual([
      ['2026-06-02', '期初结存', 'WP001 大米 5kg', undefined, undefined, 1_199, 4_316_400],
      ['2026-06-02', '期初结存（未计价）', 'WP002 食盐 400g', undefined, undefined, 59, undefined],
      ['2026-06-02', '期初结存', 'WP010 毛巾', undefined, undefined, 2, 667],
      ['2026-06-02', '兑换：QX001 欧阳秀', 'WP010 毛巾', undefined, 2, 0, 0],
      ['2026-06-02', '兑换：QX001 欧阳秀（未计价）', 'WP002 食盐 400g', undefined, 10, 49, undefined],
      ['2026-06-03', '退回：QX001 欧阳秀（未计价）', 'WP002 食盐 400g', 4, undefined, 53, undefined],
      ['2026-06-10', '兑换：GM002 䶮㛃𠮷', 'WP001 大米 5kg', undefined, 2, 1_197, 4_309_200],
    ]);
  });

  test('进销存明细 ends with what the books hold', () => {
    const left = new Map<string, LedgerCell>();
    for (const row of rowsOf('stock_movement'))
      left.set(JSON.stringify([row['item'], row['lotCode']]), row['balanceQuantity'] ?? null);
    const held = shop.db
      .prepare("SELECT sum(amount) FROM balance WHERE book = 'goods' AND account = 'stock'")
      .pluck()
      .get();
    expect([...left.values()].reduce<number>((sum, quantity) => sum + Number(quantity), 0)).toBe(held);
  });

  test('积分存折: of one day points stand before redemptions', () => {
    const rows = rowsOf('passbook', { householdId: householdNumbered('GM001') });
    expect(pick(rows, 'date', 'reason', 'award', 'redeemed', 'honour', 'spendable').slice(-2)).toEqual([
      ['2026-06-01', '打扫公共卫生', 300, undefined, 13_730, 3_730],
      ['2026-06-01', '大米×1袋、毛巾×1条、食盐×1袋', undefined, 3_300, 13_730, 430],
    ]);
  });

  test('the yearly cap of a scheme bounds what may still be spent', () => {
    const db = openForReading(shop.path);
    const today = localDate('2026-07-01');
    const mine = { ...EVERYTHING, today, householdId: householdNumbered('GM001') };
    const filter = { ...mine, yearlyCapCentipoints: centipoints(3_400) };
    const rows = [...ledgerSource(db, 'passbook', filter).rows];
    db.close();
    expect(rows.at(-1)?.[6]).toBe(100);
  });
});

describe('the desk', () => {
  async function exported(request: Partial<ExportRequest>): Promise<{ readonly name: string; readonly path: string }> {
    const desk = exportDesk(shop.path, () => TEST_PERSONAL);
    const made = valueOf(
      await drained(desk.exportLedger(MOMENT, { ...EVERYTHING, ...request }, new AbortController().signal)),
    );
    const { name, bytes } = valueOf(await desk.exportedFile(made.exportId));
    expect(refusalOf(await desk.exportedFile(made.exportId))).toEqual({ code: 'export_not_found' });
    const path = join(shop.folder, `${made.exportId}.xlsx`);
    writeFileSync(path, bytes);
    return { name, path };
  }

  test('makes one workbook of all ledgers; sums agree when computed again; nothing is cut off in print', async () => {
    const { name, path } = await exported({ householdId: householdNumbered('GM001') });
    expect(name).toBe('全部台账_GM001冉光荣_截至2026-07-15.xlsx');
    const sheets = openWithOpenpyxl(path);
    expect(sheets.map((sheet) => sheet.name)).toEqual(LEDGER_IDS.map((id) => LEDGERS[id].sheet));
    for (const [index, sheet] of sheets.entries()) {
      const { columns } = LEDGERS[must(LEDGER_IDS[index], 'a ledger')];
      expect(headingsOf(sheet)).toEqual(columns.map((column) => column.heading));
      expect(sheet).toMatchObject({
        orientation: 'landscape',
        fitToHeight: 0,
        printTitleRows: '$1:$3',
        frozenAt: 'A4',
        merged: [],
      });
    }
    const stored = openWithOpenpyxl(path, 'values');
    const again = openWithOpenpyxl(office.convert(path, 'xlsx'), 'values');
    for (const [index, sheet] of sheets.entries()) {
      const sums = Object.entries(sheet.cells).filter(([, cell]) => cell.type === 'f');
      for (const [address] of sums) {
        const [before, after] = [stored[index]?.cells[address]?.value, again[index]?.cells[address]?.value];
        expect(after, `${sheet.name} ${address}`).toBeCloseTo(Number(before), 6);
      }
      expect(sums.length > 0, sheet.name).toBe(sheet.name !== '物品目录');
    }
    const pages = office.printedPages(path);
    expect(pages.length).toBe(LEDGER_IDS.length);
    expect(pages.some((page) => page.includes('###'))).toBe(false);
  });

  test('names days and village in the file and on the sheet', async () => {
    const part = { from: localDate('2026-06-01'), to: localDate('2026-06-30'), villageId: qingxi() };
    const { name, path } = await exported({ ...part, ledger: 'redemption' });
    expect(name).toBe('兑换领取台账_清溪村_2026-06-01至2026-06-30.xlsx');
    const [sheet] = openWithOpenpyxl(path);
    expect(sheet?.cells['A1']?.value).toBe('光明村爱心超市 兑换领取台账');
    expect(sheet?.cells['A2']?.value).toBe('期间：2026-06-01 至 2026-06-30  村：清溪村');
    expect(sheet?.cells['U2']?.value).toBe('制表日期：2026-07-15');
  });

  test('keeps one state of the books while the counter goes on', async () => {
    const busy = await openShop({ scheme: 'heixi' });
    const item = busy.item();
    busy.receive(item.id, 9_000, 9_000_00);
    const households = Array.from({ length: 1_200 }, (_, index) => busy.household({ householdNo: `GM${index}` }));
    for (const household of households) busy.award(household.id, 10_000);
    const work = exportDesk(busy.path, () => TEST_PERSONAL).exportLedger(
      MOMENT,
      { ...EVERYTHING, ledger: 'points' },
      new AbortController().signal,
    );
    const first = await work.next();
    expect(first.done).toBe(false);
    for (const household of households.slice(0, 50)) busy.award(household.id, 100);
    expect(valueOf(await drained(work)).rows).toBe(1_200);
    busy.close();
  });

  test('stops when the clerk stops it', async () => {
    const stop = new AbortController();
    const work = exportDesk(shop.path, () => TEST_PERSONAL).exportLedger(MOMENT, EVERYTHING, stop.signal);
    stop.abort();
    expect(refusalOf(await drained(work))).toEqual({ code: 'cancelled' });
  });

  test('says why it will not', async () => {
    const db = openForReading(shop.path);
    unlockPersonal(db, TEST_PERSONAL);
    const refusal = (request: Partial<ExportRequest>) =>
      refusalOf(planExport(db, { ...EVERYTHING, ...request }, MOMENT.today));
    expect(refusal({ ledger: 'passbook' })).toEqual({ code: 'passbook_needs_household' });
    expect(refusal({ householdId: householdId('nobody') })).toEqual({ code: 'household_not_found' });
    expect(refusal({ villageId: villageId('nowhere') })).toEqual({ code: 'village_not_found' });
    expect(refusal({ from: localDate('2026-02-01'), to: localDate('2026-01-31') })).toEqual({
      code: 'export_period_invalid',
      from: '2026-02-01',
      to: '2026-01-31',
    });
    db.close();
    const desk = exportDesk(shop.path, () => TEST_PERSONAL);
    const work = desk.exportLedger(MOMENT, { ...EVERYTHING, ledger: 'passbook' }, new AbortController().signal);
    expect(refusalOf(await drained(work))).toEqual({ code: 'passbook_needs_household' });
  });
});

async function drained<T>(work: AsyncGenerator<unknown, T>): Promise<T> {
  let step = await work.next();
  while (step.done !== true) step = await work.next();
  return step.value;
}

function headingsOf(sheet: OfficeSheet): unknown[] {
  const row = Object.entries(sheet.cells).filter(([address]) => /^[A-Z]+3$/.test(address));
  return row.map(([, cell]) => cell.value);
}
