import { describe, expect, test } from 'vitest';
import { backupFileName, parseBackupName } from '../../../main/backup/backup-names.ts';
import {
  ageOf,
  type BackupFile,
  type BackupKind,
  decideRetention,
  isBackupDue,
} from '../../../shared/domain/settings/backup.ts';
import { addDays, daysBetween, localDate } from '../../../shared/kernel/local-date.ts';
import { backupAgeText, isBackupOverdue } from '../../../shared/messages/backup-text.ts';

const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const TODAY = localDate('2026-07-15');

function file(date: string, time = '10:00:00', given: Partial<BackupFile> = {}): BackupFile {
  const kind: BackupKind = given.kind ?? 'regular';
  const base = { kind, date: localDate(date), time, lastSeq: 1, hashPrefix: HASH.slice(0, 8), sound: true };
  return { ...base, fileName: backupFileName(kind, { date: base.date, time }, 1, HASH, given.sound ?? true), ...given };
}

const keptOf = (files: readonly BackupFile[]): string[] => {
  const gone = new Set(decideRetention(files));
  return files.filter((each) => !gone.has(each)).map(({ date, time }) => `${date} ${time.slice(0, 5)}`);
};

describe('which backups are kept', () => {
  test('of one day only the last', () => {
    expect(keptOf([file('2026-07-15', '08:00:00'), file('2026-07-15', '18:30:00')])).toEqual(['2026-07-15 18:30']);
  });

  test('of a year of days: seven days, five weeks, twelve months', () => {
    const files = Array.from({ length: 400 }, (_, back) => file(addDays(TODAY, -back)));
    const kept = keptOf(files).map((each) => each.slice(0, 10));
    // The seven days hold this week (from Monday 13 July) and the last Sunday; three Sundays more; then month ends.
    const expected = [
      '2026-07-15 2026-07-14 2026-07-13 2026-07-12 2026-07-11 2026-07-10 2026-07-09',
      '2026-07-05 2026-06-30 2026-06-28 2026-06-21 2026-05-31 2026-04-30 2026-03-31',
      '2026-02-28 2026-01-31 2025-12-31 2025-11-30 2025-10-31 2025-09-30 2025-08-31',
    ];
    expect(kept.join(' ')).toBe(expected.join(' '));
  });

  test('kept up day by day the folder neither grows without end nor loses its old months', () => {
    let files: BackupFile[] = [];
    for (let day = 0; day < 800; day += 1) {
      files.push(file(addDays(localDate('2024-05-06'), day)));
      const gone = new Set(decideRetention(files));
      files = files.filter((each) => !gone.has(each));
      expect(files.length).toBeLessThanOrEqual(7 + 5 + 12);
    }
    const dates = files.map(({ date }) => date);
    expect(new Set(dates.map((date) => date.slice(0, 7))).size).toBe(12);
    expect(daysBetween(dates[0] ?? TODAY, dates.at(-1) ?? TODAY)).toBeGreaterThan(300);
  });

  test('the newest sound one stays, whatever comes after it', () => {
    const good = file('2026-01-01', '10:00:00', { kind: 'before_restore' });
    const later = Array.from({ length: 9 }, (_, day) =>
      file(addDays(TODAY, -day), '10:00:00', { kind: 'before_restore', sound: false }),
    );
    expect(keptOf([good, ...later])).toContain('2026-01-01 10:00');
    expect(decideRetention([])).toEqual([]);
  });

  test('copies from before migrations and restores are counted apart', () => {
    const safety = Array.from({ length: 7 }, (_, day) =>
      file(addDays(TODAY, -day), '09:00:00', { kind: 'before_migration' }),
    );
    expect(keptOf([...safety, file('2026-07-15')])).toHaveLength(5 + 1);
  });
});

describe('the name of a backup', () => {
  test('says what is in it and is read back', () => {
    const name = backupFileName('regular', { date: TODAY, time: '10:20:03' }, 412, HASH, true);
    expect(name).toBe('shop-2026-07-15-102003-000412-9f86d081.db');
    expect(parseBackupName(name)).toEqual({
      fileName: name,
      kind: 'regular',
      date: '2026-07-15',
      time: '10:20:03',
      lastSeq: 412,
      hashPrefix: '9f86d081',
      sound: true,
    });
    const unsound = backupFileName('before_restore', { date: TODAY, time: '10:20:03' }, 1_234_567, HASH, false);
    expect(parseBackupName(unsound)).toMatchObject({ kind: 'before_restore', lastSeq: 1_234_567, sound: false });
  });

  test.each([
    'shop.db',
    'copy.part',
    'shop-2026-02-30-102003-000412-9f86d081.db',
    'shop-2026-07-15-102003-000412-9f86d081.db.part',
  ])('%s is none', (name) => expect(parseBackupName(name)).toBeNull());
});

describe('the age of the last backup', () => {
  test.each([
    [[], '还没有备份', true],
    [[file('2026-07-15', '10:20:03')], '今天10:20已备份', false],
    [[file('2026-07-14', '18:05:00')], '昨天18:05已备份', false],
    [[file('2026-07-13', '18:05:00'), file('2026-06-13')], '前天18:05已备份', false],
    [[file('2026-07-12')], '已3天没有备份', true],
    [[file('2026-07-12'), file('2026-07-15', '09:00:00', { sound: false })], '已3天没有备份', true],
    // The clock was set back since.
    [[file('2026-07-20', '10:00:00')], '今天10:00已备份', false],
  ])('%#: %s', (files, text, overdue) => {
    const age = ageOf(files, TODAY);
    expect(backupAgeText(age)).toBe(text);
    expect(isBackupOverdue(age)).toBe(overdue);
  });

  test('of a copy that bears a day to come says nothing about the others, and makes none of them needless', () => {
    const files = [file('2036-01-01'), file('2026-07-11')];
    expect(ageOf(files, TODAY)).toEqual({ lastGood: { date: '2026-07-11', time: '10:00:00' }, daysSince: 4 });
    expect(isBackupDue(files, TODAY)).toBe(true);
    expect(isBackupDue([...files, file('2026-07-15', '07:00:00', { sound: false })], TODAY)).toBe(true);
    expect(isBackupDue([...files, file('2026-07-15')], TODAY)).toBe(false);
  });
});
