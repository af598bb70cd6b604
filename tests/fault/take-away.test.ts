import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { composeHost } from '../../main/host/compose.ts';
import { router } from '../../main/transport/router.ts';
import { type BrokenShop, brokenShop, callerOf } from './rescue-shop.ts';

/** What the village of these tests is made of: none of it may be in the bundle. */
const SECRETS = ['赵铁柱', '13900001000', '1390000', '光明村', '110101199003070011'];

let broken: BrokenShop;
const db = () => join(broken.folder, 'shop.db');

beforeAll(async () => {
  broken = await brokenShop();
}, 60_000);
beforeEach(() => broken.heal());
afterAll(() => rmSync(broken.folder, { recursive: true, force: true }));

test('the support bundle tells of the program and of no one', async () => {
  mkdirSync(join(broken.folder, 'logs'), { recursive: true });
  appendFileSync(
    join(broken.folder, 'logs', 'faults.log'),
    `2026-07-15T02:00:00.000Z 260715-0042 household.save
TypeError: cannot save 赵铁柱 110101199003070011
    at saveHousehold (file:///home/赵铁柱/main/usecases/household/enrol-household.ts:12:3)

`,
  );
  writeFileSync(join(broken.folder, '赵铁柱的备份.db'), 'x');
  const bytes = readFileSync(db());
  writeFileSync(db(), bytes.fill(0xee, bytes.length - 4096));
  const host = await composeHost(broken.folder, null);
  const text = await (await callerOf(host).rescue.supportBundle()).text();
  host.close();
  for (const secret of SECRETS) expect(text).not.toContain(secret);
  const bundle = JSON.parse(text) as Record<string, unknown>;
  expect(bundle).toMatchObject({
    cause: { code: 'damaged' },
    books: { layout: expect.any(Number) as unknown, tables: { household: 12, item: 4 } },
    marker: { sound: true, closedInOrder: true },
    faults: ['2026-07-15T02:00:00.000Z 260715-0042 household.save', '  TypeError', '  enrol-household.ts:12:3'],
  });
});

test('what can be read is exported up to the broken place, without names, phones or ID numbers', async () => {
  const bytes = readFileSync(db());
  writeFileSync(db(), bytes.fill(0xee, bytes.length - 4096));
  const host = await composeHost(broken.folder, null);
  const file = await callerOf(host).rescue.exportReadable();
  host.close();
  const book = XLSX.read(Buffer.from(await file.arrayBuffer()));
  const text = book.SheetNames.map((name) => XLSX.utils.sheet_to_csv(book.Sheets[name] ?? {})).join('\n');
  for (const secret of SECRETS) expect(text).not.toContain(secret);
  expect(book.SheetNames).toContain('户');
  expect(text).toContain('赵*');
  expect(text).toMatch(/DH20260715-0001/);
});

test('another PC is refused everything of rescue, whatever it asks', async () => {
  rmSync(db());
  const host = await composeHost(broken.folder, null);
  const place = { door: 'stations', browser: null, station: { id: 'station-1', name: '会计室' } } as const;
  const station = createRouterClient(router, { context: () => ({ services: host.services, place }) });
  for (const call of [
    () => station.rescue.state(),
    () => station.rescue.retry(),
    () => station.rescue.supportBundle(),
    () => station.rescue.preview({ path: broken.backup }),
  ]) {
    await expect(call()).rejects.toMatchObject({ data: { code: 'only_at_shop_pc' } });
  }
  expect(await station.settings.status()).toMatchObject({ rescue: true });
  host.close();
});

test('of a file that lost its end, what lies before the cut is exported', async () => {
  const bytes = readFileSync(db());
  writeFileSync(db(), bytes.subarray(0, Math.floor(bytes.length / 8192) * 4096));
  const host = await composeHost(broken.folder, null);
  expect(host.services.rescue.cause()).toMatchObject({ code: 'damaged' });
  const file = await callerOf(host).rescue.exportReadable();
  host.close();
  const book = XLSX.read(Buffer.from(await file.arrayBuffer()));
  const text = book.SheetNames.map((name) => XLSX.utils.sheet_to_csv(book.Sheets[name] ?? {})).join('\n');
  expect(text).toContain('赵*');
  for (const secret of SECRETS) expect(text).not.toContain(secret);
});
