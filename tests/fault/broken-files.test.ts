import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkFully } from '../../main/backup/rescue-inspect.ts';
import { composeHost } from '../../main/host/compose.ts';
import { verify } from '../../main/journal/verify.ts';
import type { RescueCause } from '../../shared/domain/settings/rescue.ts';
import {
  type BrokenShop,
  brokenShop,
  callerOf,
  journalOf,
  plantFolder,
  readIfThere,
  refusalFrom,
  rescue,
} from './rescue-shop.ts';

/** How many places are flipped, and how many lengths tried. More by the environment. */
const ROUNDS = Number(process.env['SHOP_FAULT_ROUNDS'] ?? '40');

let broken: BrokenShop;
const db = () => join(broken.folder, 'shop.db');

beforeAll(async () => {
  broken = await brokenShop();
}, 60_000);
beforeEach(() => broken.heal());
afterAll(() => rmSync(broken.folder, { recursive: true, force: true }));

/** What a host says of the folder as it is; the books themselves are then counted as a running host counts them. */
async function verdict(): Promise<RescueCause | null> {
  const host = await composeHost(broken.folder, null);
  try {
    const cause = host.services.rescue.cause();
    if (cause !== null) {
      expect((await refusalFrom(callerOf(host).goods.stock())).code).toMatch(/rescue_mode|books_not_sound/);
      return cause;
    }
    const counted = checkFully(db());
    return counted.kind === 'off' ? counted.cause : null;
  } finally {
    host.close();
  }
}

/** Flips one bit somewhere; the same places every time. */
function flipped(offset: number): Buffer {
  const bytes = Buffer.from(broken.bytes);
  bytes[offset] = (bytes[offset] ?? 0) ^ (1 << (offset % 8));
  return bytes;
}

describe('a file with one bit flipped', () => {
  test('is noticed, or tells the same journal; and is left as it is', { timeout: 120_000 }, async () => {
    const inHeader = Array.from({ length: Math.ceil(ROUNDS / 3) }, (_, round) => (round * 7) % 100);
    const anywhere = Array.from({ length: ROUNDS }, (_, round) =>
      Math.floor(((round + 0.37) / ROUNDS) * broken.bytes.length),
    );
    let noticed = 0;
    for (const offset of [...inHeader, ...anywhere]) {
      broken.heal();
      const bytes = flipped(offset);
      writeFileSync(db(), bytes);
      const cause = await verdict();
      if (cause === null) expect([offset, journalOf(db())]).toEqual([offset, broken.journal]);
      else {
        noticed += 1;
        // Only what was open and then counted may have been touched, by the marker's own row.
        if (cause.code !== 'not_sound') expect([offset, readFileSync(db()).equals(bytes)]).toEqual([offset, true]);
      }
    }
    expect(noticed).toBeGreaterThan(ROUNDS / 4);
  });
});

describe('a file that is not whole', () => {
  test('is noticed at every length', { timeout: 120_000 }, async () => {
    const size = broken.bytes.length;
    const lengths = [0, 1, 15, 16, 99, 100, 512, 4095, 4096, 4097, 8192, size / 2, size - 4096, size - 1];
    for (const length of lengths.map(Math.floor)) {
      broken.heal();
      truncateSync(db(), length);
      const before = readFileSync(db());
      expect([length, (await verdict())?.code]).toEqual([length, 'damaged']);
      expect(readFileSync(db()).equals(before)).toBe(true);
    }
  });
});

describe('something else in the place of the books', () => {
  const pictures = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    Buffer.alloc(8192, 7),
  ]);

  test('a picture, a foreign database, an empty one, a folder: each is named', async () => {
    writeFileSync(db(), pictures);
    expect(await verdict()).toEqual({ code: 'damaged', kind: 'not_a_database' });
    rmSync(db());
    const foreign = new Database(db());
    foreign.exec('CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)');
    foreign.close();
    expect(await verdict()).toEqual({ code: 'damaged', kind: 'foreign' });
    rmSync(db());
    new Database(db()).exec('PRAGMA user_version = 0; VACUUM').close();
    expect(await verdict()).toEqual({ code: 'damaged', kind: 'empty' });
    plantFolder(db());
    expect(await verdict()).toEqual({ code: 'damaged', kind: 'not_a_file' });
  });

  test('a foreign database is left alone where no shop ever was, too', async () => {
    rmSync(join(broken.folder, 'shop.json'));
    rmSync(db());
    const foreign = new Database(db());
    foreign.exec('CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)');
    foreign.close();
    const before = readFileSync(db());
    expect(await verdict()).toEqual({ code: 'damaged', kind: 'foreign' });
    expect(readFileSync(db()).equals(before)).toBe(true);
  });

  test('books of a newer program are left as they are', async () => {
    const newer = new Database(db());
    newer.pragma('user_version = 9999');
    newer.close();
    const before = readFileSync(db());
    expect(await verdict()).toMatchObject({ code: 'newer', found: 9999 });
    expect(readFileSync(db()).equals(before)).toBe(true);
  });
});

describe('books that are gone', () => {
  test('never become empty ones, by the marker or by a backup alone', async () => {
    rmSync(db());
    expect(await verdict()).toEqual({ code: 'missing' });
    expect(readIfThere(db())).toBeNull();
    rmSync(join(broken.folder, 'shop.json'));
    expect(await verdict()).toEqual({ code: 'missing' });
    expect(readIfThere(db())).toBeNull();
  });

  test('a marker that cannot be read is evidence all the same', async () => {
    rmSync(db());
    writeFileSync(join(broken.folder, 'shop.json'), '{"shopId":');
    expect(await verdict()).toEqual({ code: 'missing' });
  });

  test('an older file in their place is noticed by its end', async () => {
    const older = new Database(db());
    older.exec(`DROP TRIGGER entry_no_delete; DROP TRIGGER posting_no_delete; PRAGMA foreign_keys = OFF;
      DELETE FROM posting WHERE entry_seq = (SELECT max(seq) FROM entry); DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)`);
    older.close();
    // Not even the layout is what it was: whoever did this had to take away what forbids it.
    expect(await verdict()).toEqual({ code: 'damaged', kind: 'layout' });
  });

  /** One award, and a cut: of the files only these are left, as they were at that moment. */
  async function cutAfterAward(left: readonly string[]): Promise<void> {
    const host = await composeHost(broken.folder, null);
    const caller = callerOf(host);
    const [household] = (await caller.household.list({ query: '', villageId: null, offset: 0, limit: 1 })).rows;
    await caller.points.award({
      requestId: 'after-the-cut-1',
      householdId: household?.id ?? '',
      pointsCentipoints: 100,
      reason: '帮邻居收稻',
      category: '公益行动',
    });
    const cut = left.map((name) => [name, readFileSync(join(broken.folder, name))] as const);
    host.close();
    broken.heal();
    for (const [name, bytes] of cut) writeFileSync(join(broken.folder, name), bytes);
  }

  test('a marker that something holds fast after a cut stops nobody, and is no sign of a log that is gone', async () => {
    await cutAfterAward(['shop.db', 'shop.db-wal', 'shop.json']);
    const inTheWay = join(broken.folder, 'shop.json.new');
    mkdirSync(inTheWay);
    const before = readFileSync(join(broken.folder, 'shop.json'), 'utf8');
    for (const attempt of [1, 2]) {
      const held = await composeHost(broken.folder, null);
      expect(held.services.rescue.cause(), `start ${attempt}`).toBeNull();
      held.close();
    }
    expect(readIfThere(`${db()}-wal`)).toBeNull();
    expect(readFileSync(join(broken.folder, 'shop.json'), 'utf8')).toBe(before);
    rmSync(inTheWay, { recursive: true });
    expect(await verdict()).toBeNull();
  });

  test('a rescue that is cut off before the original is kept forgets nothing of what was known', async () => {
    await cutAfterAward(['shop.db', 'shop.json']);
    const host = await composeHost(broken.folder, null);
    expect(host.services.rescue.cause()).toMatchObject({ code: 'entries_missing' });
    writeFileSync(join(broken.folder, 'damaged'), 'no folder');
    await expect(rescue(host, broken.backup)).rejects.toThrow();
    expect(host.services.rescue.cause()).toMatchObject({ code: 'entries_missing' });
    host.close();
    expect(await verdict()).toMatchObject({ code: 'entries_missing' });
  });

  test('a log that was deleted after a cut is noticed, and the books can be taken on only by an administrator', async () => {
    await cutAfterAward(['shop.db', 'shop.json']);
    const seqs = broken.journal;
    // However often one looks.
    for (const _look of [1, 2]) expect(await verdict()).toMatchObject({ code: 'entries_missing' });
    for (const size of [0, 20, 100]) {
      writeFileSync(`${db()}-wal`, Buffer.alloc(size, 7));
      expect(await verdict(), `a log of ${size} bytes`).toMatchObject({ code: 'entries_missing' });
    }
    const again = await composeHost(broken.folder, null);
    expect(again.services.rescue.cause()).toMatchObject({ code: 'entries_missing' });
    const [administrator] = await callerOf(again).rescue.acceptable();
    const operatorId = administrator?.id ?? '';
    const wrong = callerOf(again).rescue.accept({ confirmation: { operatorId, secret: '000000' } });
    expect(await refusalFrom(wrong)).toEqual({ code: 'secret_wrong', attemptsLeft: 4 });
    await callerOf(again).rescue.accept({ confirmation: { operatorId, secret: '135790' } });
    expect(again.services.rescue.cause()).toBeNull();
    expect(verify(again.services.db).problem).toBeNull();
    again.close();
    expect(journalOf(db())).toBe(seqs);
  });
});

describe('books that hold together but do not agree', () => {
  const spoil = (): void => {
    const books = new Database(db());
    books.exec("UPDATE balance SET amount = amount + 1 WHERE account LIKE 'household/%/earned'");
    books.close();
  };

  test('are found by the count that a running host makes, and nothing is written from then on', async () => {
    spoil();
    const host = await composeHost(broken.folder, null);
    expect(host.services.rescue.cause()).toBeNull();
    await host.start();
    await vi.waitFor(() => expect(host.services.rescue.cause()).toMatchObject({ code: 'not_sound' }), 20_000);
    expect(await refusalFrom(callerOf(host).goods.items())).toMatchObject({ code: 'books_not_sound' });
    // Looked at again, they are still off; a backup from before brings the shop back, in the same process.
    expect(await callerOf(host).rescue.retry()).toMatchObject({ cause: { code: 'not_sound' } });
    await rescue(host, broken.backup);
    expect(await callerOf(host).settings.verify()).toMatchObject({ problem: null });
    await host.services.backup.stop();
    host.close();
    expect(journalOf(db())).toBe(broken.journal);
  });

  test('are not opened by the next start either, until they agree again', async () => {
    spoil();
    const host = await composeHost(broken.folder, null);
    const report = await callerOf(host).settings.verify();
    expect(report.problem?.code).toBe('balance_wrong');
    expect(host.services.rescue.cause()?.code).toBe('not_sound');
    host.close();
    expect((await verdict())?.code).toBe('not_sound');
    const books = new Database(db());
    books.exec("UPDATE balance SET amount = amount - 1 WHERE account LIKE 'household/%/earned'");
    books.close();
    expect(await verdict()).toBeNull();
  });
});

describe('rescue', () => {
  test('keeps the original byte for byte, restores, and goes on at once', async () => {
    const junk = flipped(0);
    writeFileSync(db(), junk);
    writeFileSync(`${db()}-wal`, 'half a log');
    const host = await composeHost(broken.folder, null);
    expect(host.services.rescue.cause()?.code).toBe('damaged');
    const keptIn = await rescue(host, broken.backup);
    expect(readFileSync(join(keptIn, 'shop.db')).equals(junk)).toBe(true);
    expect(readFileSync(join(keptIn, 'shop.db-wal'), 'utf8')).toBe('half a log');
    expect(host.services.rescue.cause()).toBeNull();
    expect(await callerOf(host).settings.verify()).toMatchObject({ problem: null });
    const told = host.services.db.prepare("SELECT subject FROM audit_record WHERE kind = 'rescued'").all();
    expect(told).toHaveLength(1);
    host.close();
    expect(journalOf(db())).toBe(broken.journal);
    expect(await verdict()).toBeNull();
  });

  test('takes neither a wrong secret nor a backup that was looked at as another', async () => {
    rmSync(db());
    const host = await composeHost(broken.folder, null);
    const caller = callerOf(host);
    const { lastHash, administrators } = await caller.rescue.preview({ path: broken.backup });
    const operatorId = administrators[0]?.id ?? '';
    const wrong = { path: broken.backup, lastHash, confirmation: { operatorId, secret: '999999' } };
    expect(await refusalFrom(caller.rescue.restore(wrong))).toMatchObject({ code: 'secret_wrong' });
    const other = { path: broken.backup, lastHash: '0'.repeat(64), confirmation: { operatorId, secret: '135790' } };
    expect(await refusalFrom(caller.rescue.restore(other))).toMatchObject({ code: 'backup_damaged' });
    expect(readIfThere(db())).toBeNull();
    host.close();
  });

  test('brings back from the second record what came after the backup', async () => {
    const record = mkdtempSync(join(tmpdir(), 'record-'));
    const first = await composeHost(broken.folder, null);
    await first.start();
    await callerOf(first).settings.saveRecordFolder({ path: record });
    const made = await first.services.backup.backUpNow();
    if (!made.ok) throw new Error(made.error.code);
    const [household] = (await callerOf(first).household.list({ query: '', villageId: null, offset: 0, limit: 1 }))
      .rows;
    const award = { requestId: 'after-backup-1', pointsCentipoints: 100, reason: '修路', category: '公益行动' };
    await callerOf(first).points.award({ ...award, householdId: household?.id ?? '' });
    await first.services.backup.recordSynced();
    await first.services.backup.stop();
    first.close();
    const entries = journalOf(db());
    writeFileSync(db(), 'gone');
    const host = await composeHost(broken.folder, null);
    expect(await callerOf(host).rescue.preview({ path: made.value.path })).toMatchObject({
      lostEntries: 1,
      replay: { entries: 1 },
    });
    await rescue(host, made.value.path);
    expect(await callerOf(host).settings.verify()).toMatchObject({ problem: null });
    host.close();
    expect(journalOf(db())).toBe(entries);
    rmSync(record, { recursive: true });
    rmSync(made.value.path);
  });

  test('a lost file that was put back is opened again', async () => {
    copyFileSync(db(), `${db()}.away`);
    rmSync(db());
    const host = await composeHost(broken.folder, null);
    expect(await callerOf(host).rescue.retry()).toMatchObject({ cause: { code: 'missing' } });
    copyFileSync(`${db()}.away`, db());
    rmSync(`${db()}.away`);
    expect(await callerOf(host).rescue.retry()).toMatchObject({ cause: null });
    expect(await callerOf(host).goods.stock()).not.toEqual([]);
    host.close();
  });
});
