import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BackupDesk } from '../../main/backup/backup-desk.ts';
import { copyBeforeMigration } from '../../main/backup/make-backup.ts';
import { checkCopy } from '../../main/backup/check-copy.ts';
import { MIGRATIONS } from '../../main/db/migrations/migrate.ts';
import { openDatabase } from '../../main/db/open-database.ts';
import { verify } from '../../main/journal/verify.ts';
import { addDays } from '../../shared/kernel/local-date.ts';
import type { HouseholdId, ItemId } from '../../shared/kernel/brands.ts';
import { TestBackups } from '../builders/backup-desk.ts';
import { openShop, refusalOf, type Shop, valueOf } from '../builders/shop.ts';

let shop: Shop;
let backups: TestBackups;
let desk: BackupDesk;
let household: HouseholdId;
let item: ItemId;

beforeEach(async () => {
  shop = await openShop({ scheme: 'heixi' });
  household = shop.household().id;
  item = shop.item().id;
  shop.award(household, 900_000_000);
  shop.receive(item, 1_000_000, 12_345_678);
  backups = new TestBackups(shop);
  desk = backups.desk;
});

afterEach(async () => {
  await backups.close();
  shop.close();
});

const own = () => join(shop.folder, 'backups');
const filesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name !== 'verified.json')
    .sort();
const redeem = () => shop.redeem(household, [[item, 1]]);
const seqNow = () => verify(shop.db).entries;

function booksIn(path: string) {
  const db = new Database(path, { readonly: true });
  try {
    return verify(db);
  } finally {
    db.close();
  }
}

/** Restores as a person would: looks first, then does what was shown. */
async function restoreFrom(path: string) {
  const preview = valueOf(await desk.preview(path));
  return desk.restore(path, { lastHash: preview.lastHash, lostEntries: preview.lostEntries });
}

describe('a backup', () => {
  test('is one checked file of one state, while the counter goes on', async () => {
    const before = seqNow();
    let sold = 0;
    const made: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      backups.at = { ...backups.at, date: addDays(backups.at.date, 1) };
      let done = false;
      const making = desk.backUpNow().finally(() => (done = true));
      while (!done) {
        redeem();
        sold += 1;
        await new Promise(setImmediate);
      }
      made.push(valueOf(await making).path);
    }
    expect(sold).toBeGreaterThan(5);
    expect(seqNow()).toBe(before + sold);
    let last = before;
    for (const path of made) {
      const books = booksIn(path);
      expect(books.problem).toBeNull();
      expect(books.entries).toBeGreaterThanOrEqual(last);
      expect(path).toContain(`-${String(books.entries).padStart(6, '0')}-${books.lastHash.slice(0, 8)}.db`);
      last = books.entries;
    }
    expect(filesIn(own())).toEqual(made.map((path) => path.slice(own().length + 1)).sort());
  });

  test('goes to the second folder too, when that is there', async () => {
    const stick = join(shop.folder, '..', `stick-${shop.newId()}-${process.pid}`);
    expect(valueOf(await desk.saveFolder(stick)).secondFolder).toEqual({ path: stick, state: 'absent' });
    valueOf(await desk.backUpNow());
    expect((await desk.state()).secondFolder.state).toBe('absent');
    expect(existsSync(stick)).toBe(false);
    mkdirSync(stick);
    const made = valueOf(await desk.backUpNow());
    expect(filesIn(stick)).toEqual([made.fileName]);
    expect(readFileSync(join(stick, made.fileName)).equals(readFileSync(made.path))).toBe(true);
    expect((await desk.state()).secondFolder.state).toBe('present');
    expect(refusalOf(await desk.saveFolder(own()))).toEqual({ code: 'backup_folder_invalid', path: own() });
    expect(refusalOf(await desk.saveFolder('stick'))).toMatchObject({ code: 'backup_folder_invalid' });
    expect(valueOf(await desk.saveFolder(null)).secondFolder).toEqual({ path: null, state: 'none' });
  });

  test('is made one at a time, kept by the rules, and says its age', async () => {
    expect(desk.age()).toEqual({ lastGood: null, daysSince: null });
    const [first, second] = await Promise.all([desk.backUpNow(), desk.backUpNow()]);
    expect(valueOf(second).path).toBe(valueOf(first).path);
    expect(filesIn(own())).toHaveLength(1);
    backups.at = { ...backups.at, time: '18:00:00' };
    valueOf(await desk.backUpNow());
    expect(existsSync(valueOf(first).path)).toBe(false);
    backups.at = { date: addDays(backups.at.date, 4), time: '08:00:00' };
    expect(desk.age()).toEqual({ lastGood: { date: '2026-07-15', time: '18:00:00' }, daysSince: 4 });
  });

  test('of books that do not agree never counts', async () => {
    shop.db.exec('UPDATE balance SET amount = amount + 1 WHERE bounded = 1');
    expect(refusalOf(await desk.backUpNow())).toMatchObject({ code: 'backup_not_sound' });
    expect(filesIn(own())).toEqual([]);
    expect((await desk.state()).lastFailure).toBe('books_not_sound');
  });

  test('that cannot be written is said, not thrown', async () => {
    writeFileSync(own(), 'a file where the folder should be');
    expect(refusalOf(await desk.backUpNow())).toEqual({ code: 'backup_not_written', reason: 'no_access' });
  });
});

describe('a restore', () => {
  test('says what it would lose, keeps the present state, and can itself be taken back', async () => {
    redeem();
    const backup = valueOf(await desk.backUpNow());
    const then = verify(shop.db);
    redeem();
    const last = redeem();
    shop.award(household, 100);
    const now = verify(shop.db);
    const preview = valueOf(await desk.preview(backup.path));
    expect(preview).toMatchObject({
      shopName: '光明村爱心超市',
      entries: then.entries,
      redemptions: 1,
      lastHash: then.lastHash,
      present: { entries: now.entries, redemptions: 3 },
      lostEntries: 3,
      lostRedemptions: 2,
      regainedEntries: 0,
      related: true,
    });
    backups.at = { ...backups.at, time: '11:00:00' };
    const { safetyCopy } = valueOf(await restoreFrom(backup.path));
    expect(backups.restored).toBe(1);
    expect(verify(shop.db)).toEqual(then);
    expect(shop.db.pragma('journal_mode', { simple: true })).toBe('wal');
    // The counter goes on with the same connection and its prepared statements.
    redeem();
    expect(verify(shop.db).problem).toBeNull();
    const back = valueOf(await desk.preview(safetyCopy));
    expect(back).toMatchObject({ lostEntries: 1, regainedEntries: 3, related: true });
    backups.at = { ...backups.at, time: '12:00:00' };
    valueOf(await restoreFrom(safetyCopy));
    expect(verify(shop.db)).toEqual(now);
    shop.reopen();
    expect(verify(shop.db)).toEqual(now);
    expect(shop.db.prepare('SELECT count(*) FROM redemption WHERE entry_id = ?').pluck().get(last.id)).toBe(1);
  });

  test('is called off when more would be lost than was shown', async () => {
    const backup = valueOf(await desk.backUpNow());
    redeem();
    const { lastHash, lostEntries } = valueOf(await desk.preview(backup.path));
    redeem();
    const before = verify(shop.db);
    expect(refusalOf(await desk.restore(backup.path, { lastHash, lostEntries }))).toEqual({
      code: 'restore_changed',
      lostEntries: 2,
    });
    expect(verify(shop.db)).toEqual(before);
    redeem();
    expect(backups.restored).toBe(0);
  });

  test('brings back books that were damaged by hand, and keeps those too', async () => {
    const backup = valueOf(await desk.backUpNow());
    shop.db.exec('UPDATE balance SET amount = amount + 1 WHERE bounded = 1');
    const { safetyCopy } = valueOf(await restoreFrom(backup.path));
    expect(verify(shop.db).problem).toBeNull();
    expect(safetyCopy).toMatch(/-unsound\.db$/);
    expect(refusalOf(await desk.preview(safetyCopy))).toMatchObject({ code: 'backup_not_sound' });
  });

  test('of a damaged, foreign, newer or missing file is refused and changes nothing', async () => {
    const backup = valueOf(await desk.backUpNow());
    const before = verify(shop.db);
    const bad = (name: string) => join(own(), name);
    const bytes = readFileSync(backup.path);
    writeFileSync(bad('zeros.db'), Buffer.alloc(bytes.length));
    writeFileSync(bad('empty.db'), '');
    writeFileSync(bad('text.db'), '这不是数据库'.repeat(1000));
    copyFileSync(backup.path, bad('short.db'));
    truncateSync(bad('short.db'), bytes.length - 4096 * 3);
    writeFileSync(bad('flipped.db'), Buffer.from(bytes).fill(0xa5, 4096 * 2, 4096 * 12));
    for (const name of ['zeros.db', 'empty.db', 'text.db', 'short.db', 'flipped.db']) {
      expect(refusalOf(await desk.preview(bad(name))), name).toEqual({ code: 'backup_damaged', fileName: name });
      const forced = await desk.restore(bad(name), { lastHash: before.lastHash, lostEntries: 0 });
      expect(refusalOf(forced), name).toEqual({ code: 'backup_damaged', fileName: name });
    }
    copyFileSync(backup.path, bad('newer.db'));
    const newer = new Database(bad('newer.db'));
    newer.pragma('user_version = 999');
    newer.close();
    expect(refusalOf(await desk.preview(bad('newer.db')))).toMatchObject({ code: 'backup_from_newer_program' });
    expect(refusalOf(await desk.preview(bad('gone.db')))).toMatchObject({ code: 'backup_not_found' });
    expect(verify(shop.db)).toEqual(before);
    expect(backups.restored).toBe(0);
  });

  test('of another shop is shown for what it is', async () => {
    const other = await openShop({ scheme: 'heixi' });
    other.award(other.household().id, 300);
    const path = join(shop.folder, 'other.db');
    other.db.prepare('VACUUM INTO ?').run(path);
    other.close();
    expect(valueOf(await desk.preview(path))).toMatchObject({ related: false, lostEntries: seqNow() });
  });
});

describe('before a migration', () => {
  const NEXT = [
    ...MIGRATIONS,
    { version: MIGRATIONS.length + 1, name: 'next', sql: () => 'CREATE TABLE next_thing (id TEXT PRIMARY KEY) STRICT' },
  ];
  const openNewer = (migrations: typeof NEXT) =>
    openDatabase(shop.path, {
      migrations,
      beforeMigration: (db) => copyBeforeMigration(db, own(), backups.at, migrations),
    });

  test('the old books are copied and counted; afterwards and for an empty file they are not', () => {
    const before = verify(shop.db);
    shop.db.close();
    openNewer(NEXT).close();
    const [name = ''] = filesIn(own());
    expect(filesIn(own())).toEqual([expect.stringMatching(/^before-migration-2026-07-15-102003-.*\.db$/)]);
    expect(booksIn(join(own(), name))).toEqual(before);
    expect(checkCopy(join(own(), name))).toMatchObject({ ok: true });
    shop.db = openNewer(NEXT);
    expect(filesIn(own())).toHaveLength(1);
  });

  test('nothing is migrated when the copy is no good', () => {
    shop.db.exec('UPDATE balance SET amount = amount + 1 WHERE bounded = 1');
    shop.db.close();
    expect(() => openNewer(NEXT)).toThrow('no copy before the migration: not_sound');
    shop.open();
    expect(shop.db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(filesIn(own())).toEqual([]);
  });
});
