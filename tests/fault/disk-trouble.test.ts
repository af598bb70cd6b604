import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listBackups } from '../../main/backup/backup-names.ts';
import { checkCopy } from '../../main/backup/check-copy.ts';
import { markerPath } from '../../main/backup/shop-marker.ts';
import { openDatabase } from '../../main/db/open-database.ts';
import { MIGRATIONS } from '../../main/db/migrations/migrate.ts';
import { verify } from '../../main/journal/verify.ts';
import type { Refusal } from '../../shared/contract/base.ts';
import { refusalText } from '../../shared/messages/refusal-text.ts';
import { workbookFile } from '../builders/files.ts';
import { TestHost } from '../builders/host.ts';
import { openShop, openWithKey } from '../builders/shop.ts';
import type { Answered } from './disk-trouble-child.ts';
import { documentId, openFaultShop } from './support/counter.ts';
import { paperWorkbook, SHEETS, takenRows, whatBooksSay } from './support/import-workbook.ts';
import { inLanes } from './support/lanes.ts';
import { rounds } from './support/seeded.ts';
import { requireStrace, traced, type Watch } from './support/strace.ts';
import { documentsIn } from './support/whole-documents.ts';

const CHILD = fileURLToPath(new URL('disk-trouble-child.ts', import.meta.url));
const COMMAND_LINE = fileURLToPath(new URL('../../main/host/cli.ts', import.meta.url));

let folder: string;
let counterShop: string;
let emptyShop: string;
let made = 0;

beforeAll(async () => {
  requireStrace();
  folder = mkdtempSync(join(tmpdir(), 'aixin-disk-'));
  for (const [name, opened] of [
    ['counter', await openFaultShop()],
    ['empty', await openShop({ scheme: 'heixi' })],
  ] as const) {
    const home = join(folder, name);
    mkdirSync(home);
    opened.db.close();
    copyFileSync(opened.path, join(home, 'shop.db'));
    rmSync(opened.folder, { recursive: true });
    // Opened once, so that what a first start does is behind it.
    (await TestHost.open(home)).host.close();
  }
  [counterShop, emptyShop] = [join(folder, 'counter'), join(folder, 'empty')];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A data folder of one's own. */
function copyOf(template: string): string {
  const copy = join(folder, `try-${(made += 1)}`);
  cpSync(template, copy, { recursive: true });
  // By its marker, a copied folder would be known for a copy, in which nothing may be written.
  rmSync(markerPath(copy));
  return copy;
}

/** The books themselves. The index of the log is memory in the shape of a file: trouble with it comes on opening. */
const books = (home: string): string[] => ['shop.db', 'shop.db-wal'].map((name) => join(home, name));

/** What the shop answered while its disk was tampered with, and how often it was. */
async function troubled(args: readonly string[], watch: Watch) {
  const done = await traced(CHILD, args, { record: false, ...watch });
  expect(done.exitCode, done.complaints).toBe(0);
  const answers = done.said.map((line) => JSON.parse(line) as Answered);
  return { ...done, answers, of: (asked: string) => answers.filter((answer) => answer.asked === asked) };
}

/** Refusals by their sentences; anything else that is no success by its error. */
function sentencesOf(answers: readonly Answered[]): string[] {
  const said = answers
    .filter(({ error }) => error !== null)
    .map(({ error, data }) => (error === 'REFUSED' ? refusalText(data as Refusal) : String(error)));
  return [...new Set(said)];
}

const FULL = '磁盘已满';
const FAILING = '磁盘读写出错';

/** Every refusal begins with these words, there are some, and the last of the answers is a success. */
function expectPlainWords(answers: readonly Answered[], words: string): void {
  const sentences = sentencesOf(answers);
  expect(sentences.length).toBeGreaterThan(0);
  expect(sentences.filter((sentence) => !sentence.startsWith(words))).toEqual([]);
}

/** Each kind of trouble, at a different place of each redemption: the steps are no multiple of what one writes. */
const AT_THE_COUNTER = [
  ['pwrite64:error=ENOSPC:when=5+53', FULL],
  ['pwrite64:error=EIO:when=7+59', FAILING],
  ['fsync:error=EIO:when=6+3', FAILING],
  ['ftruncate:error=EIO:when=1', FAILING],
] as const;

describe('a disk that is full or failing', () => {
  test.each(AT_THE_COUNTER)('while redeeming: %s', { timeout: 300_000 }, async (inject, words) => {
    const home = copyOf(counterShop);
    const count = rounds(30);
    const done = await troubled([home, 'redeem', String(count)], {
      inject: [inject],
      files: books(home),
      record: true,
    });
    const redeemed = done.of('redeem').filter(({ error }) => error === null);
    expect(redeemed.map(({ data }) => data)).toEqual(Array.from({ length: count }, (_, n) => documentId('redeem', n)));
    if (!inject.startsWith('ftruncate')) expectPlainWords(done.of('redeem'), words);
    // What is only looked up goes on meanwhile, and afterwards commits are synced as before: once each at the least.
    expect(sentencesOf(done.of('look'))).toEqual([]);
    expect(done.of('synchronous').map(({ data }) => data)).toEqual([2]);
    const synced = done.calls.filter(({ name, result }) => name.endsWith('sync') && result === 0).length;
    expect(synced).toBeGreaterThanOrEqual(count);
    expectWhole(home, redeemed.length);
  });

  test('that stays full: refused every time, and once there is room the same basket goes through', async () => {
    const home = copyOf(counterShop);
    const full = await troubled([home, 'redeem', '1'], {
      inject: ['pwrite64:error=ENOSPC:when=4+'],
      files: books(home),
    });
    expect(full.of('redeem').filter(({ error }) => error === null)).toEqual([]);
    expectPlainWords(full.of('redeem'), FULL);
    expectWhole(home, 0);
    const after = await troubled([home, 'redeem', '1'], {});
    expect(after.of('redeem').map(({ data }) => data)).toEqual([documentId('redeem', 0)]);
    expectWhole(home, 1);
  });

  test.each([
    ['pwrite64:error=ENOSPC:when=60+397', FULL],
    ['fsync:error=EIO:when=8+4', FAILING],
  ] as const)('while importing: %s', { timeout: 300_000 }, async (inject, words) => {
    const file = join(folder, `paper-${(made += 1)}.xlsx`);
    writeFileSync(file, workbookFile(paperWorkbook()));
    const undisturbed = copyOf(emptyShop);
    await troubled([undisturbed, 'import', file], { files: [] });
    const home = copyOf(emptyShop);
    const done = await troubled([home, 'import', file], { inject: [inject], files: books(home) });
    expectPlainWords(done.of('commit'), words);
    expect(done.of('commit').at(-1)).toMatchObject({ error: null });
    const [found, expected] = [home, undisturbed].map((each) => openWithKey(join(each, 'shop.db')));
    if (!found || !expected) throw new Error('two shops');
    expect(takenRows(found)).toEqual(SHEETS.map(({ rows }) => rows));
    expect(whatBooksSay(found)).toBe(whatBooksSay(expected));
    expect(verify(found).problem).toBeNull();
    found.close();
    expected.close();
  });
});

/** So many redemptions, all whole, in books that agree. */
function expectWhole(home: string, count: number): void {
  const db = openWithKey(join(home, 'shop.db'));
  const { ids, broken } = documentsIn(db);
  expect([ids.size, broken, verify(db).problem]).toEqual([count, [], null]);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
}

const IN_A_BACKUP = [
  ...[1, 9, 60].map((when) => [`pwrite64:error=ENOSPC:when=${when}+`, FULL] as const),
  ...[2, 30].map((when) => [`pwrite64:error=EIO:when=${when}`, FAILING] as const),
  ...[1, 2, 4].map((when) => [`fsync:error=EIO:when=${when}`, FAILING] as const),
] as const;

test('a backup that finds no room or a failing disk says so, counts for nothing, and holds nobody up', {
  timeout: 300_000,
}, async () => {
  await inLanes(IN_A_BACKUP, 2, async ([inject, words]) => {
    const home = copyOf(counterShop);
    const own = join(home, 'backups');
    const files = ['copy.part', 'copy.part-journal', 'copy.part-wal'].map((name) => join(own, name));
    const done = await troubled([home, 'backup'], { inject: [inject], files, threads: true });
    expect(done.tampered, inject).toBeGreaterThan(0);
    expectPlainWords(done.of('backup'), words);
    expect(done.of('redeem').map(({ error }) => error)).toEqual([null]);
    expect(listBackups(own, 'own'), inject).toEqual([]);
    const after = await troubled([home, 'backup'], {});
    expect(after.of('backup').map(({ error }) => error)).toEqual([null]);
    expect(listBackups(own, 'own').map(({ path }) => checkCopy(path).ok)).toEqual([true]);
    expectWhole(home, 1);
  });
});

test('an export that finds no room or a failing disk says so, leaves no file, and succeeds the next time', {
  timeout: 300_000,
}, async () => {
  const cases = [
    ['write,writev:error=ENOSPC:when=1+', FULL],
    ['write,writev:error=EIO:when=2', FAILING],
  ] as const;
  await inLanes(cases, 2, async ([inject, words]) => {
    const home = copyOf(counterShop);
    const temporary = join(home, 'temporary');
    mkdirSync(temporary);
    // One of the first ids of the first turn names the workbook; the next turn has room again.
    const files = [1, 2, 3].map((n) => join(temporary, 'aixin-export-known', `turn-1-0-0-${n}.xlsx`));
    const watch = { inject: [inject], files, threads: true, env: { TMPDIR: temporary } };
    const done = await troubled([home, 'export'], watch);
    expectPlainWords(done.of('export'), words);
    expect(done.of('export').at(-1)).toMatchObject({ error: null });
    expect(readdirSync(temporary)).toEqual([]);
  });
});

/** Books as the first version of the program made them, with something in them. */
function oldBooks(): string {
  const home = join(folder, `try-${(made += 1)}`);
  mkdirSync(home);
  const db = openDatabase(join(home, 'shop.db'), { migrations: MIGRATIONS.slice(0, 1) });
  db.exec(`INSERT INTO setting VALUES ('shop.name', '老店'), ('scheme.id', 'heixi');
    INSERT INTO village VALUES ('v1', '光明村', 0);
    INSERT INTO operator (id, name, role, pin_salt, pin_hash) VALUES ('o1', '管理员', 'administrator', 'aa', 'bb');`);
  const filler = db.prepare("INSERT INTO item VALUES (?, ?, NULL, '大米', '', '', '袋', 100, NULL, 0, 0, 1, ?)");
  for (let item = 0; item < 200; item += 1) filler.run(`i${item}`, `WP${item}`, 'x'.repeat(500));
  db.close();
  return home;
}

/** In the copy that is made first, and in the migration itself: by files, since each has its own count of calls. */
const IN_A_MIGRATION = [
  ...[3, 60].map((when) => [`pwrite64:error=ENOSPC:when=${when}+`, FULL, 'copy'] as const),
  ...[2, 3].map((when) => [`fsync:error=EIO:when=${when}`, FAILING, 'copy'] as const),
  ...[2, 9, 30].map((when) => [`pwrite64:error=ENOSPC:when=${when}+`, FULL, 'books'] as const),
  ...[1, 16].map((when) => [`pwrite64:error=EIO:when=${when}`, FAILING, 'books'] as const),
  ['fsync:error=EIO:when=1', FAILING, 'books'],
] as const;

test('a migration that finds no room or a failing disk says so, and leaves the old books', {
  timeout: 300_000,
}, async () => {
  await inLanes(IN_A_MIGRATION, 2, async ([inject, words, where]) => {
    const home = oldBooks();
    const parts = ['copy.part', 'copy.part-journal', 'copy.part-newer.part', 'copy.part-newer.part-journal'];
    const files = where === 'books' ? books(home) : parts.map((name) => join(home, 'backups', name));
    const verifying = ['--data', home, '--json', 'verify'];
    const done = await traced(COMMAND_LINE, verifying, { inject: [inject], files, record: false });
    expect(done.tampered, inject).toBeGreaterThan(0);
    const answer = JSON.parse(done.said[0] ?? '') as { ok: boolean; error?: { code: string; message: string } };
    expect([done.exitCode, answer.ok, answer.error?.message.slice(0, words.length)], inject).toEqual([2, false, words]);
    for (const { path } of listBackups(join(home, 'backups'), 'own')) expect(checkCopy(path).ok, inject).toBe(true);
    const again = await traced(COMMAND_LINE, verifying, { record: false });
    expect(again.exitCode, `${inject}: ${again.complaints} ${again.said.join()}`).toBe(0);
    const db = openDatabase(join(home, 'shop.db'));
    expect(db.prepare('SELECT count(*) FROM item').pluck().get()).toBe(200);
    db.close();
    const kept = listBackups(join(home, 'backups'), 'own').filter(({ kind }) => kind === 'before_migration');
    expect(kept.length, inject).toBeGreaterThan(0);
  });
});
