import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BackupDesk } from '../../main/backup/backup-desk.ts';
import { checkCopy, checkRegularCopy } from '../../main/backup/check-copy.ts';
import { copyChecked } from '../../main/backup/make-backup.ts';
import { sameBytes } from '../../main/backup/pieces.ts';
import { verify } from '../../main/journal/verify.ts';
import { must } from '../../shared/kernel/assert.ts';
import type { HouseholdId, ItemId } from '../../shared/kernel/brands.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { STICK_FOLDER } from '../../shared/domain/settings/backup.ts';
import { TestBackups } from '../builders/backup-desk.ts';
import { openShop, refusalOf, type Shop, valueOf } from '../builders/shop.ts';

const OLD_TEXT = "UPDATE redemption SET note = '别的' WHERE entry_id = (SELECT id FROM entry WHERE seq = 3)";
const FIRST_DAY = localDate('2026-07-15');

let shop: Shop;
let backups: TestBackups;
let desk: BackupDesk;
let household: HouseholdId;
let item: ItemId;

/** Six documents up to the full check: two lots come in, two redemptions among them. */
beforeEach(async () => {
  shop = await openShop({ scheme: 'heixi' });
  household = shop.household().id;
  item = shop.item().id;
  shop.award(household, 900_000);
  shop.receive(item, 1_000, 12_345);
  redeem(2);
  redeem(1);
  backups = new TestBackups(shop);
  desk = backups.desk;
});

afterEach(async () => {
  await backups.close();
  shop.close();
});

const redeem = (quantity = 1) => shop.redeem(household, [[item, quantity]]);
const markPath = () => join(shop.folder, 'backups', 'verified.json');
const mark = () => JSON.parse(readFileSync(markPath(), 'utf8')) as { seq: number; day: string; postings: string };
const backupsOnDisk = () => readdirSync(join(shop.folder, 'backups')).filter((name) => name.endsWith('.db'));

/** The backup of the evening, so many days after the first; null: it did not pass. */
async function evening(daysLater: number, time = '18:00:00') {
  redeem();
  backups.at = { date: addDays(FIRST_DAY, daysLater), time };
  return desk.atDayClose();
}

/** What somebody with the file and a tool can do: no triggers, no rules. */
function tamper(path: string, ...statements: readonly string[]): void {
  const db = new Database(path);
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  const sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'";
  const triggers = db.prepare(sql).all() as { name: string; sql: string }[];
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  for (const statement of statements) expect(db.prepare(statement).run().changes).toBeGreaterThan(0);
  for (const trigger of triggers) db.exec(trigger.sql);
  db.close();
}

/** A copy of the books as they are now, with something done to it. */
function copyNow(...statements: readonly string[]): string {
  const path = join(shop.folder, `copy-${shop.newId()}.db`);
  shop.db.prepare('VACUUM INTO ?').run(path);
  tamper(path, ...statements);
  return path;
}

describe('the check of a backup that the program makes by itself', () => {
  test('goes on from the last full one for six days, and is full again on the seventh', async () => {
    expect(await evening(0)).not.toBeNull();
    const first = mark();
    expect(first).toMatchObject({ seq: verify(shop.db).entries, day: FIRST_DAY });
    for (let day = 1; day < 7; day += 1) {
      expect(await evening(day)).toMatchObject({ lastSeq: first.seq + day, sound: true });
      expect(mark()).toEqual(first);
    }
    expect(await evening(7)).not.toBeNull();
    expect(mark()).toMatchObject({ seq: first.seq + 7, day: addDays(FIRST_DAY, 7) });
  });

  test('is full after the clock went back, and whenever somebody asks for a backup', async () => {
    await evening(3);
    await evening(1);
    expect(mark().day).toBe(addDays(FIRST_DAY, 1));
    backups.at = { ...backups.at, date: addDays(FIRST_DAY, 2) };
    valueOf(await desk.backUpNow());
    expect(mark().day).toBe(addDays(FIRST_DAY, 2));
  });

  test.each([
    ['an amount of an old posting', ['UPDATE posting SET amount = amount + 1 WHERE entry_seq = 3 AND line = 1']],
    [
      'an amount of an old posting together with its balance',
      [
        "UPDATE posting SET amount = amount - 100 WHERE entry_seq = 1 AND account LIKE 'household/%'",
        "UPDATE balance SET amount = amount - 100 WHERE account LIKE 'household/%' AND book = 'points'",
      ],
    ],
    ['an old posting that is gone', ['DELETE FROM posting WHERE entry_seq = 3 AND line = 1']],
    [
      'two old postings that changed places',
      [
        'UPDATE posting SET line = 99 WHERE entry_seq = 3 AND line = 1',
        'UPDATE posting SET line = 1 WHERE entry_seq = 3 AND line = 2',
        'UPDATE posting SET line = 2 WHERE entry_seq = 3 AND line = 99',
      ],
    ],
    ['a word of an old entry', ["UPDATE entry SET summary = '别的' WHERE seq = 3"]],
    ['the household of an old entry', ['UPDATE entry SET household_id = NULL WHERE seq = 3']],
    ['a quantity behind an old entry', ['UPDATE redemption_line SET quantity = quantity + 1 WHERE line = 1']],
    [
      'a line behind an old entry that is gone',
      ['DELETE FROM redemption_line WHERE entry_id = (SELECT id FROM entry WHERE seq = 3)'],
    ],
    ['a balance', ["UPDATE balance SET amount = amount + 1 WHERE account LIKE 'household/%'"]],
    ['a number given out for no document', ['UPDATE document_series SET last = last + 1']],
    ['a new entry', ["UPDATE entry SET summary = '别的' WHERE seq = (SELECT max(seq) FROM entry)"]],
    [
      'a text behind a new entry',
      ["UPDATE redemption SET note = '别的' WHERE entry_id = (SELECT id FROM entry ORDER BY seq DESC LIMIT 1)"],
    ],
    [
      'the last entry, gone with all its rows and balances',
      [
        'DELETE FROM posting WHERE entry_seq = (SELECT max(seq) FROM entry)',
        'DELETE FROM redemption_line WHERE entry_id = (SELECT id FROM entry ORDER BY seq DESC LIMIT 1)',
        'DELETE FROM redemption WHERE entry_id = (SELECT id FROM entry ORDER BY seq DESC LIMIT 1)',
        'DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)',
        `UPDATE balance SET amount = (SELECT coalesce(sum(p.amount), 0) FROM posting p WHERE p.account = balance.account
          AND p.book = balance.book AND p.unit = balance.unit AND coalesce(p.lot_id, '') = balance.lot_id)`,
      ],
    ],
  ])('finds on the same day: %s', (_what, statements) => {
    const copy = copyNow();
    const before = checkRegularCopy(copy, null);
    redeem();
    redeem();
    const mark = must(before.ok ? before.mark : null, 'a full check leaves a mark');
    expect(checkRegularCopy(copyNow(), mark)).toMatchObject({ ok: true });
    expect(checkRegularCopy(copyNow(...statements), mark)).toMatchObject({ ok: false, problem: { code: 'not_sound' } });
  });

  test.each([
    ['a text behind an old entry', OLD_TEXT],
    ['a date of an old lot', "UPDATE lot SET expires_on = '2031-01-01'"],
    [
      'the account of an old posting, for one of the same length',
      "UPDATE posting SET account = replace(account, 'household/', 'hoosehold/') WHERE entry_seq = 3 AND account LIKE 'household/%'",
    ],
  ])('leaves to the next full check: %s', (_what, statement) => {
    const before = checkRegularCopy(copyNow(), null);
    redeem();
    const mark = must(before.ok ? before.mark : null, 'a full check leaves a mark');
    const copy = copyNow(statement);
    expect(checkRegularCopy(copy, mark)).toMatchObject({ ok: true });
    expect(checkRegularCopy(copy, null)).toMatchObject({ ok: false, problem: { code: 'not_sound' } });
    expect(checkCopy(copy)).toMatchObject({ ok: false, problem: { code: 'not_sound' } });
  });

  test('that finds the books off keeps no copy and says so', async () => {
    await evening(0);
    tamper(shop.path, 'UPDATE posting SET amount = amount + 1 WHERE entry_seq = 3 AND line = 1');
    expect(await evening(1)).toBeNull();
    expect((await desk.state()).lastFailure).toBe('books_not_sound');
    expect(backupsOnDisk()).toHaveLength(1);
  });

  test('asked for by a person finds what the daily one leaves', async () => {
    await evening(0);
    tamper(shop.path, OLD_TEXT);
    expect(await evening(1)).toMatchObject({ sound: true });
    expect(refusalOf(await desk.backUpNow())).toMatchObject({ code: 'backup_not_sound' });
  });
});

describe('a mark that does not fit', () => {
  test('because it is nonsense, is left aside', async () => {
    await evening(0);
    const good = readFileSync(markPath(), 'utf8');
    const nonsense = ['', 'null', '[]', '{"seq":1}', good.slice(0, -20), good.replace(FIRST_DAY, '2026-99-99')];
    for (const [index, text] of nonsense.entries()) {
      writeFileSync(markPath(), text);
      expect(await evening(1, `18:00:0${index}`), text).not.toBeNull();
      expect(mark(), text).toMatchObject({ seq: verify(shop.db).entries, day: addDays(FIRST_DAY, 1) });
    }
  });

  test.each(['hash', 'entries', 'postings', 'contexts', 'balances'] as const)(
    'because its %s is another, neither raises an alarm nor lets anything pass',
    (field) => {
      const before = checkRegularCopy(copyNow(), null);
      redeem();
      const good = must(before.ok ? before.mark : null, 'a full check leaves a mark');
      expect(checkRegularCopy(copyNow(), good)).not.toHaveProperty('mark');
      const other = { ...good, [field]: 'f'.repeat(64) };
      expect(checkRegularCopy(copyNow(), other)).toMatchObject({ ok: true, mark: { seq: verify(shop.db).entries } });
      expect(checkRegularCopy(copyNow(OLD_TEXT), other)).toMatchObject({ ok: false });
    },
  );

  test('because it is of another shop, is left aside', async () => {
    await evening(0);
    const other = await openShop({ scheme: 'heixi' });
    const theirs = new TestBackups(other);
    try {
      const someone = other.household().id;
      for (let award = 0; award < 3; award += 1) other.award(someone, 100);
      expect(await theirs.desk.atDayClose()).not.toBeNull();
      writeFileSync(markPath(), readFileSync(join(other.folder, 'backups', 'verified.json')));
      expect(await evening(1)).toMatchObject({ sound: true });
      expect(mark()).toMatchObject({ seq: verify(shop.db).entries, day: addDays(FIRST_DAY, 1) });
    } finally {
      await theirs.close();
      other.close();
    }
  });

  test('because the books were put back to before it, is left aside', async () => {
    const early = await evening(0);
    if (early === null) throw new Error('no backup');
    redeem();
    backups.at = { ...backups.at, date: addDays(FIRST_DAY, 1) };
    valueOf(await desk.backUpNow());
    const { lastHash, lostEntries } = valueOf(await desk.preview(early.path));
    valueOf(await desk.restore(early.path, { lastHash, lostEntries }));
    redeem();
    redeem();
    expect(await evening(2)).toMatchObject({ lastSeq: early.lastSeq + 3, sound: true });
    expect(mark()).toMatchObject({ seq: early.lastSeq + 3, day: addDays(FIRST_DAY, 2) });
  });

  test('that cannot be written costs no backup', async () => {
    mkdirSync(markPath(), { recursive: true });
    expect(await evening(0)).toMatchObject({ sound: true });
    expect(await evening(1)).toMatchObject({ sound: true });
    expect(backupsOnDisk()).toHaveLength(2);
  });
});

test('a copy on a stick counts when it holds the very bytes of the one that has just passed', async () => {
  const made = valueOf(await desk.backUpNow());
  const stick = backups.plugIn('KINGSTON', STICK_FOLDER);
  expect(copyChecked(made.path, stick, true)).toBe(true);
  const copy = join(stick, made.fileName);
  expect(sameBytes(copy, made.path)).toBe(true);
  const bytes = readFileSync(copy);
  writeFileSync(copy, bytes.subarray(0, -1));
  expect(sameBytes(copy, made.path)).toBe(false);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(copy, bytes);
  expect(sameBytes(copy, made.path)).toBe(false);
});
