import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openDatabase, type WritableDatabase } from '../../main/db/open-database.ts';
import { openedNumber, unlockPersonal } from '../../main/db/personal/access.ts';
import { isSealed } from '../../main/db/personal/personal-seal.ts';
import { listAllHouseholds } from '../../main/db/repositories/household-repository.ts';
import { verify } from '../../main/journal/verify.ts';
import { createDemo } from '../../main/usecases/settings/demo/create-demo.ts';
import { readStatus } from '../../main/usecases/settings/read-status.ts';
import { hasValidEanCheckDigit, residentIdCheckCharacter } from '../../shared/kernel/check-digit.ts';
import { must } from '../../shared/kernel/assert.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { TEST_PERSONAL } from '../builders/shop.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function demo(seed: number, households = 200, today = '2026-07-15') {
  const folder = mkdtempSync(join(tmpdir(), 'aixin-demo-'));
  folders.push(folder);
  const db = openDatabase(join(folder, 'shop.db'));
  unlockPersonal(db, TEST_PERSONAL);
  const stages: string[] = [];
  const making = createDemo(db, { households, years: 1, seed, today: localDate(today) });
  for (let step = await making.next(); !step.done; step = await making.next()) stages.push(step.value.stage);
  return { db, stages };
}

const numberOf = (db: WritableDatabase, sql: string) => db.prepare(sql).pluck().get() as number;
const columnOf = (db: WritableDatabase, sql: string) => db.prepare(sql).pluck().all() as string[];

test('a demonstration village has a year behind it and sound books', async () => {
  const { db, stages } = await demo(1);
  expect(verify(db).problem).toBeNull();
  expect(readStatus(db, localDate('2026-07-15'), '')).toMatchObject({
    initialised: true,
    demo: true,
    demoPin: '000000',
  });
  expect([numberOf(db, 'SELECT count(*) FROM household'), numberOf(db, 'SELECT count(*) FROM item')]).toEqual([
    200, 60,
  ]);
  expect(numberOf(db, "SELECT count(*) FROM entry WHERE business_date >= '2026-07-15'")).toBe(0);
  expect(numberOf(db, 'SELECT count(DISTINCT kind) FROM entry')).toBe(7);
  expect(new Set(stages)).toEqual(new Set(['登记农户', '补记历史']));
  const late = `SELECT count(*) FROM lot l JOIN balance b ON b.lot_id = l.id AND b.book = 'goods' AND b.amount > 0 WHERE l.expires_on`;
  expect(numberOf(db, `${late} < '2026-07-15'`)).toBeGreaterThan(0);
  expect(numberOf(db, `${late} BETWEEN '2026-07-15' AND '2026-08-15'`)).toBeGreaterThan(2);
  expect(numberOf(db, 'SELECT count(*) FROM lot WHERE valued = 0')).toBeGreaterThan(0);
  const redemptions = numberOf(db, "SELECT count(*) FROM entry WHERE kind = 'redemption'");
  expect(redemptions).toBeGreaterThan(600);
  expect(redemptions).toBeLessThan(1200);
  db.close();
});

test('names, numbers and barcodes are what real ones look like', async () => {
  const { db } = await demo(1);
  const names = columnOf(db, 'SELECT head_name FROM household');
  expect(['张㛃', '李䶮', '王𠮷', '尉迟晓军', '单国强'].filter((name) => !names.includes(name))).toEqual([]);
  const ids = listAllHouseholds(db).map(({ idNumber }) => must(openedNumber(db, idNumber), 'every head has one'));
  expect(columnOf(db, 'SELECT id_number FROM household').filter((kept) => !isSealed(kept))).toEqual([]);
  expect(ids.filter((id) => residentIdCheckCharacter(id.slice(0, 17)) !== id.at(-1))).toEqual([]);
  const barcodes = columnOf(db, 'SELECT barcode FROM item WHERE barcode IS NOT NULL');
  expect(barcodes.filter((code) => !hasValidEanCheckDigit(code) || !code.startsWith('69'))).toEqual([]);
  const tooDear = `SELECT count(*) FROM redemption_line WHERE cost_fen * 100 > total_centipoints * 500`;
  expect(numberOf(db, tooDear)).toBe(0);
  db.close();
});

test('the same seed makes the same books to the last hash, another seed others', async () => {
  const made = [await demo(7, 30), await demo(7, 30), await demo(8, 30)];
  const hashes = made.map(({ db }) => verify(db).lastHash);
  expect(hashes[0]).toBe(hashes[1]);
  expect(hashes[0]).not.toBe(hashes[2]);
  for (const { db } of made) db.close();
});

test('it can be made on any day of the year and for one household', async () => {
  for (const today of ['2026-01-01', '2026-01-03', '2024-02-29', '2026-12-31']) {
    const { db } = await demo(3, 1, today);
    expect(verify(db).problem).toBeNull();
    db.close();
  }
});
