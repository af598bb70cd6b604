import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DatabaseFromTheFuture, MIGRATIONS } from '../../main/db/migrations/migrate.ts';
import { openDatabase } from '../../main/db/open-database.ts';
import { verify } from '../../main/journal/verify.ts';
import { openShop } from '../builders/shop.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aixin-migrations-'));
  path = join(folder, 'shop.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('an empty file becomes books of the newest version, sound and strict', () => {
  const db = openDatabase(path);
  expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
  expect(verify(db)).toEqual({ entries: 0, postings: 0, lastHash: '0'.repeat(64), problem: null });
  const loose = (db.pragma('table_list') as { name: string; strict: number; type: string; schema: string }[]).filter(
    (table) => table.schema === 'main' && table.type === 'table' && !table.name.startsWith('sqlite_') && !table.strict,
  );
  expect(loose).toEqual([]);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
});

test('migrations are numbered from 1 without gaps', () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});

test('books with something in them are opened again as they were', async () => {
  const shop = await openShop();
  const household = shop.household();
  shop.award(household.id, 2400);
  const before = verify(shop.db);
  shop.reopen();
  expect(verify(shop.db)).toEqual(before);
  shop.close();
});

test('a file from a newer program is refused and left as it is', () => {
  openDatabase(path).close();
  const newer = new Database(path);
  newer.pragma('user_version = 999');
  newer.close();
  expect(() => openDatabase(path)).toThrow(DatabaseFromTheFuture);
  const after = new Database(path, { readonly: true });
  expect(after.pragma('user_version', { simple: true })).toBe(999);
  after.close();
});

test('a migration that fails leaves nothing behind', () => {
  const taken = new Database(path);
  taken.exec('CREATE TABLE redemption_line (something_else TEXT)');
  taken.close();
  expect(() => openDatabase(path)).toThrow('redemption_line already exists');
  const after = new Database(path, { readonly: true });
  expect(after.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()).toEqual([
    { name: 'redemption_line' },
  ]);
  expect(after.pragma('user_version', { simple: true })).toBe(0);
  after.close();
});
