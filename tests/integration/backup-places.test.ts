import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BackupDesk } from '../../main/backup/backup-desk.ts';
import { backupFileName } from '../../main/backup/backup-names.ts';
import { prepareCandidate } from '../../main/backup/rescue-restore.ts';
import { mediaRoots } from '../../main/backup/backup-places.ts';
import { readBooksEnd } from '../../main/journal/entries.ts';
import { verify } from '../../main/journal/verify.ts';
import { isDrillDue, STICK_FOLDER } from '../../shared/domain/settings/backup.ts';
import { must } from '../../shared/kernel/assert.ts';
import type { HouseholdId, ItemId, LocalDate } from '../../shared/kernel/brands.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { drillText, recordText } from '../../shared/messages/backup-text.ts';
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

const redeem = () => shop.redeem(household, [[item, 1]]);

describe('a stick', () => {
  test('that carries the folder gets every backup, and is shown', async () => {
    const stick = backups.plugIn('KINGSTON', STICK_FOLDER);
    backups.plugIn('OTHER', '照片');
    const made = valueOf(await desk.backUpNow());
    expect(readdirSync(stick)).toEqual([made.fileName]);
    expect(readFileSync(join(stick, made.fileName)).equals(readFileSync(made.path))).toBe(true);
    expect((await desk.state()).sticks).toEqual([{ path: stick, failing: false }]);
    // What the PC lost is still listed, from the stick.
    rmSync(made.path);
    expect((await desk.state()).backups).toMatchObject([{ place: 'stick', fileName: made.fileName }]);
    expect(mediaRoots()).not.toContain(stick);
  });

  test('that cannot be written is told and holds nothing up', async () => {
    const stick = backups.plugIn('FULL', STICK_FOLDER);
    // A folder in the place of the copy in the making: any user's write fails there, root's too.
    mkdirSync(join(stick, 'copy.part', 'x'), { recursive: true });
    expect((await desk.backUpNow()).ok).toBe(true);
    expect((await desk.state()).sticks).toEqual([{ path: stick, failing: true }]);
    rmSync(join(stick, 'copy.part'), { recursive: true });
    backups.at = { ...backups.at, time: '11:00:00' };
    expect((await desk.backUpNow()).ok).toBe(true);
    expect((await desk.state()).sticks).toEqual([{ path: stick, failing: false }]);
  });
});

describe('a backup', () => {
  const monthAgo = (months: number) => addDays(backups.at.date, -31 * months);
  const name = (date: LocalDate, hash: string) => backupFileName('regular', { date, time: '09:00:00' }, 2, hash, true);

  test('takes the place of none of another shop that shares the stick', async () => {
    const stick = backups.plugIn('KINGSTON', STICK_FOLDER);
    const others = [0, 0, 1].map((months, index) => name(monthAgo(months), `${index}abcdef0123456789`));
    for (const other of others) writeFileSync(join(stick, other), 'of another shop');
    valueOf(await desk.backUpNow());
    backups.at = { ...backups.at, time: '11:00:00' };
    const { fileName } = valueOf(await desk.backUpNow());
    expect(readdirSync(stick).sort()).toEqual([...others, fileName].sort());
  });

  test('is no folder and no device', async () => {
    const folder = backups.plugIn('KINGSTON', STICK_FOLDER);
    for (const path of [folder, '/dev/zero']) {
      expect(refusalOf(await desk.preview(path))).toMatchObject({ code: 'backup_not_found' });
      const restored = await desk.restore(path, { lastHash: '', lostEntries: 0 });
      expect(refusalOf(restored)).toMatchObject({ code: 'backup_not_found' });
      expect(prepareCandidate(path, join(shop.folder, 'backups'))).toMatchObject({ error: { code: 'not_found' } });
    }
  });

  test('by a clock that is behind all others is made and kept all the same', async () => {
    const stick = backups.plugIn('KINGSTON', STICK_FOLDER);
    valueOf(await desk.backUpNow());
    const { hash } = must(readBooksEnd(shop.db), 'there are entries');
    const { entries } = verify(shop.db);
    for (const folder of [stick, join(shop.folder, 'backups')]) {
      for (let months = 1; months < 14; months += 1) {
        const at = { date: monthAgo(months), time: '09:00:00' };
        writeFileSync(join(folder, backupFileName('regular', at, entries, hash, true)), 'older');
      }
    }
    backups.at = { date: localDate('2020-01-01'), time: '00:05:00' };
    const made = valueOf(await desk.backUpNow());
    expect(existsSync(made.path)).toBe(true);
    expect(existsSync(join(stick, made.fileName))).toBe(true);
    expect(desk.age()).toEqual({ lastGood: backups.at, daysSince: 0 });
  });
});

describe('at day close', () => {
  test('a backup is made when documents came since the last one, and only then', async () => {
    expect(desk.isDayOpen()).toBe(true);
    const first = await desk.atDayClose();
    expect(first).toMatchObject({ kind: 'regular', lastSeq: verify(shop.db).entries });
    expect(backups.told).toEqual([{ kind: 'backed_up', backup: first }]);
    expect(desk.isDayOpen()).toBe(false);
    expect(await desk.atDayClose()).toBeNull();
    redeem();
    backups.at = { ...backups.at, time: '18:00:00' };
    expect(await desk.atDayClose()).toMatchObject({ lastSeq: verify(shop.db).entries });
  });
});

describe('a restore drill', () => {
  test('restores the newest backup of each place for trial and touches nothing', async () => {
    expect(valueOf(await desk.drill())).toBeNull();
    const stick = backups.plugIn('KINGSTON', STICK_FOLDER);
    const { fileName } = valueOf(await desk.backUpNow());
    const before = verify(shop.db);
    const drill = valueOf(await desk.drill());
    const entries = before.entries;
    expect(drill?.backups).toEqual([
      { fileName, place: 'own', entries, problem: null },
      { fileName, place: 'stick', entries, problem: null },
    ]);
    expect(verify(shop.db)).toEqual(before);
    expect(readdirSync(join(shop.folder, 'backups')).sort()).toEqual([fileName, 'verified.json']);
    expect(desk.lastDrill()).toEqual(drill);
    expect(backups.told.at(-1)).toEqual({ kind: 'restore_drilled', drill });
    expect(desk.health()).toMatchObject({ drillFailed: false });
    expect(drillText(drill)).toBe('上次恢复演练 2026-07-15 10:20：本机、U盘的备份能恢复，核对无误。');

    truncateSync(join(stick, fileName), 4096 * 8);
    const failed = valueOf(await desk.drill());
    expect(failed?.backups[1]).toEqual({ fileName, place: 'stick', entries: 0, problem: 'damaged' });
    expect(desk.health()).toMatchObject({ drillFailed: true });
    expect(drillText(failed)).toMatch(/没有通过：U盘的备份已损坏。本机的备份能恢复/);
  });

  test('is due a month after the last, and the day after one that failed', () => {
    const [date, time] = [backups.at.date, '10:00:00'];
    const good = { date, time, backups: [] };
    const bad = { date, time, backups: [{ fileName: '', place: 'own', entries: 0, problem: 'damaged' }] } as const;
    expect(isDrillDue(null, date)).toBe(true);
    expect([29, 30, -30].map((days) => isDrillDue(good, addDays(date, days)))).toEqual([false, true, true]);
    expect([0, 1].map((days) => isDrillDue(bad, addDays(date, days)))).toEqual([false, true]);
  });
});

describe('the second record of a shop at work', () => {
  const folder = () => backups.plugIn('SD', '流水');
  async function record(): Promise<string> {
    const path = folder();
    desk.startDaily();
    valueOf(await desk.saveRecordFolder(path));
    return path;
  }

  test('follows every commit by itself, and is told when it is away', async () => {
    const path = await record();
    redeem();
    await desk.recordSynced();
    expect((await desk.state()).record).toEqual({ path, condition: 'present', behind: 0, ahead: null });
    const last = redeem();
    await desk.recordSynced();
    const [file = ''] = readdirSync(path);
    expect(readFileSync(join(path, file), 'utf8')).toContain(last.documentNo);
    rmSync(path, { recursive: true });
    redeem();
    await desk.recordSynced();
    const { record: state } = await desk.state();
    expect(state.condition).toBe('absent');
    expect(recordText(state)).toContain('U盘可能没有插上');
    expect(existsSync(path)).toBe(false);
    expect(refusalOf(await desk.saveRecordFolder(join(shop.folder, 'x')))).toMatchObject({
      code: 'backup_folder_invalid',
    });
  });

  test('brings back after a restore what came after the backup', async () => {
    await record();
    const backup = valueOf(await desk.backUpNow());
    redeem();
    const last = redeem();
    shop.household({ householdNo: 'GM778' });
    await desk.recordSynced();
    const lost = verify(shop.db);
    const preview = valueOf(await desk.preview(backup.path));
    expect(preview.replay).toEqual({ entries: 2, rows: 1, lastDocumentNo: last.documentNo, damagedLine: null });
    backups.at = { ...backups.at, time: '11:00:00' };
    const { lastHash, lostEntries } = preview;
    const restored = valueOf(await desk.restore(backup.path, { lastHash, lostEntries }, true));
    expect(restored.replayed).toMatchObject({ entries: 2, lastDocumentNo: last.documentNo });
    expect(restored.replayRefused).toBeNull();
    expect(verify(shop.db)).toEqual(lost);
    redeem();
    await desk.recordSynced();
    expect((await desk.state()).record).toMatchObject({ condition: 'present', behind: 0 });
  });

  test('offers it after a restore without it, until the books go on', async () => {
    const path = await record();
    const backup = valueOf(await desk.backUpNow());
    const last = redeem();
    await desk.recordSynced();
    const lost = verify(shop.db);
    backups.at = { ...backups.at, time: '11:00:00' };
    const { lastHash, lostEntries } = valueOf(await desk.preview(backup.path));
    valueOf(await desk.restore(backup.path, { lastHash, lostEntries }));
    await desk.recordSynced();
    const { record: state } = await desk.state();
    expect(recordText(state)).toContain(`1笔单据（到${last.documentNo}），可以补回`);
    expect(desk.health().record).toBe('ahead');
    expect(valueOf(await desk.replayRecord())).toMatchObject({ entries: 1, lastDocumentNo: last.documentNo });
    expect(backups.restored).toBe(2);
    expect(verify(shop.db)).toEqual(lost);
    expect(refusalOf(await desk.replayRecord())).toEqual({ code: 'replay_nothing' });

    backups.at = { ...backups.at, time: '12:00:00' };
    const again = valueOf(await desk.preview(backup.path));
    valueOf(await desk.restore(backup.path, { lastHash: again.lastHash, lostEntries: again.lostEntries }));
    shop.award(household, 100);
    await desk.recordSynced();
    expect((await desk.state()).record).toMatchObject({ condition: 'present', ahead: null });
    expect(refusalOf(await desk.replayRecord())).toEqual({ code: 'replay_nothing' });
    writeFileSync(join(path, 'x'), '');
    for (const file of readdirSync(path)) rmSync(join(path, file));
    expect(refusalOf(await desk.replayRecord())).toEqual({ code: 'replay_no_record' });
  });
});
